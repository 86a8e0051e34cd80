"""A workbook with the looks its sheets share; figures are numbers, texts are never formulas."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from faxi.engine.money import Fen
from faxi.exports.cleaning import clean
from faxi.exports.csv_file import is_risky
from faxi.text.words import Words

_LONGEST = 32_767  # characters Excel keeps in a cell
_LONGEST_NAME = 255
_MONEY, _DATE = "#,##0.00", "yyyy-mm-dd"
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": "#24507F"},
    "section": {"bold": True, "font_size": 11, "font_color": "#24507F"},
    "note": {"italic": True, "font_color": "#56616E"},
    "text": {"text_wrap": True, "valign": "top"},
    "label": {"font_color": "#56616E", "valign": "top"},
    "head": {"bold": True, "bg_color": "#F2F5F8", "bottom": 1, "text_wrap": True, "valign": "top"},
    "head figure": {
        "bold": True,
        "bg_color": "#F2F5F8",
        "bottom": 1,
        "text_wrap": True,
        "valign": "top",
        "align": "right",
    },
    "plain": {"valign": "top"},
    "apart": {"valign": "top", "indent": 1},  # from the figure before it
    "number": {"valign": "top", "align": "right"},
    "count": {"valign": "top", "align": "left"},
    "money": {"num_format": _MONEY, "valign": "top"},
    "date": {"num_format": _DATE, "align": "left", "valign": "top"},
    # What may be changed is blue on yellow, as bankers have it.
    "open number": {"num_format": "0", "font_color": "#0000C0", "bg_color": "#FFFBE6"},
    "open money": {"num_format": _MONEY, "font_color": "#0000C0", "bg_color": "#FFFBE6"},
    "open rate": {"num_format": "0.0#########%", "font_color": "#0000C0", "bg_color": "#FFFBE6"},
    "rate": {"num_format": "0.0#########%"},
    "sum": {"num_format": _MONEY, "bold": True, "top": 1},
    "sum label": {"bold": True, "top": 1},
}


class Block(NamedTuple):
    """A column of cells, as other sheets refer to it; rows from 0, the last included."""

    sheet: str
    column: int
    first: int
    last: int

    @property
    def range(self) -> str:
        """The cells with absolute names and their sheet."""
        start = xl_rowcol_to_cell(self.first, self.column, True, True)
        end = xl_rowcol_to_cell(self.last, self.column, True, True)
        return f"{self.sheet}!{start}:{end}"


class _Worksheet(Worksheet):  # type: ignore[misc]
    """Takes formulas as they are: none here uses a function younger than the format."""

    def _prepare_formula(self, formula: str, _: bool = False) -> str:
        # The library looks for thirty such functions in each formula: two thirds of the whole time.
        return formula.removeprefix("=")


class Book:
    """A workbook in memory.

    Attributes:
        words: What its sheets are written in.
    """

    def __init__(self, words: Words, title: str, author: str, day: date) -> None:
        self.words = words
        self._stream = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.workbook = xlsxwriter.Workbook(self._stream, options)
        made = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - Excel knows no zones
        name = " ".join(clean(title).split())[:_LONGEST_NAME]
        self.workbook.set_properties({"title": name, "author": author, "created": made})
        self._looks = {name: self.workbook.add_format(look) for name, look in _LOOKS.items()}
        quoted = {"quote_prefix": True}
        self._quoted = {
            name: self.workbook.add_format({**look, **quoted}) for name, look in _LOOKS.items()
        }

    def sheet(self, name: str, title: str, header: str, *, is_wide: bool = False) -> "Sheet":
        """Add a sheet with its title in the first cell, ready to be printed."""
        worksheet = self.workbook.add_worksheet(name, _Worksheet)
        worksheet.set_paper(9)  # A4
        worksheet.fit_to_pages(1, 0)
        if is_wide:
            worksheet.set_landscape()
        line = " ".join(clean(header).split())[:100].replace("&", "&&")
        worksheet.set_header(f"&L{line}&R{name}")
        worksheet.set_footer("&C&P / &N")
        sheet = Sheet(self, worksheet, name)
        sheet.text(0, 0, title, "title")
        return sheet

    def look(self, name: str, *, is_quoted: bool = False) -> Any:
        """Return a format by name; a quoted one keeps a text a text even once it is edited."""
        return (self._quoted if is_quoted else self._looks)[name]

    def close(self) -> bytes:
        """Return the finished file."""
        self.workbook.close()
        return self._stream.getvalue()


class Sheet:
    """One sheet; rows and columns count from 0.

    Attributes:
        row: The next free row, for writing from top to bottom.
    """

    def __init__(self, book: Book, worksheet: Any, name: str) -> None:
        self.book, self.worksheet, self.name = book, worksheet, name
        self.row = 2

    def text(self, row: int, column: int, text: str, look: str = "plain") -> None:
        """Write a text, never a formula, whatever it begins with."""
        shown = clean(text).replace("\r\n", "\n").replace("\r", "\n")[:_LONGEST]
        style = self.book.look(look, is_quoted=is_risky(shown))
        self.worksheet.write_string(row, column, shown, style)

    def number(self, row: int, column: int, value: int, look: str = "number") -> None:
        """Write a whole number."""
        self.worksheet.write_number(row, column, value, self.book.look(look))

    def rate(self, row: int, column: int, digits: int, scale: int, look: str) -> None:
        """Write a share as a number that shows as a percentage."""
        self.worksheet.write_number(row, column, digits / 10**scale, self.book.look(look))

    def money(self, row: int, column: int, amount: Fen, look: str = "money") -> None:
        """Write an amount in yuan."""
        self.worksheet.write_number(row, column, amount / 100, self.book.look(look))

    def day(self, row: int, column: int, day: date) -> None:
        """Write a date as Excel counts it."""
        self.worksheet.write_datetime(row, column, day, self.book.look("date"))

    def formula(
        self, row: int, column: int, formula: str, value: object, look: str = "money"
    ) -> None:
        """Write a formula with the value it has now, for programs that do not calculate."""
        self.worksheet.write_formula(row, column, f"={formula}", self.book.look(look), value)

    def heads(
        self, row: int, titles: Sequence[str], column: int = 0, *, figures: Iterable[int] = ()
    ) -> None:
        """Write the head of a table; over columns of figures it stands right as they do."""
        right = set(figures)
        for index, title in enumerate(titles):
            look = "head figure" if index in right else "head"
            self.text(row, column + index, title, look)

    def widths(self, widths: Sequence[int], column: int = 0) -> None:
        """Set the widths of columns in characters."""
        for index, width in enumerate(widths, column):
            self.worksheet.set_column(index, index, width)

    def freeze_below(self, row: int) -> None:
        """Keep a table's head in sight, and repeat it on every printed page."""
        self.worksheet.freeze_panes(row + 1, 0)
        self.worksheet.repeat_rows(row)

    def block(self, column: int, first: int, count: int) -> Block:
        """Return a column of cells; an empty one is a single empty cell."""
        return Block(self.name, column, first, first + max(0, count - 1))


def cell(row: int, column: int, sheet: str = "") -> str:
    """Return the name of a cell; absolute if it is of another sheet."""
    name: str = xl_rowcol_to_cell(row, column, bool(sheet), bool(sheet))
    return f"{sheet}!{name}" if sheet else name
