"""Tables that are typed and pasted: columns, the place of a cell, and cells from a spreadsheet.

A row is a ``NamedTuple`` of texts, one for each column and in the same order, kept as typed until
it reads as a value. The place of a cell is written like a path of the case file:
``events[2].amount``.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

from faxi.text.words import Language, Words, words_of

_PLACE = re.compile(r"([a-z_]+)\[(\d+)\](?:\.([a-z_]+))?")
_TIME = re.compile(r"\s*[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
MOST_COLUMNS = 200  # no table has more; nonsense may
MOST_ABOVE = 20  # lines of titles above a heading

_DELIMITERS = "\t;；，,"
_QUOTED = re.compile(r'"[^"]*"')
_GROUPED = re.compile(r"(?<![\d.,/-])\d{1,3}(?:,\d{3})+(?!\d)")  # 5,000.00 and no date before it


class Column(NamedTuple):
    """A column of a table that is edited.

    Attributes:
        id: The name of the row's field, also in the place of a cell.
        title: Message of the head.
        tip: Message that says what may be written.
        headings: What spreadsheets call the column, spelt in lower case.
        fits: Whether a text may stand in it; guesses the columns of a table without a heading.
        is_figure: Whether it is set right.
    """

    id: str
    title: str
    tip: str
    headings: tuple[str, ...]
    fits: Callable[[str], bool]
    is_figure: bool = False

    def is_called(self, heading: str) -> bool:
        """Tell whether a heading in lower case means this column."""
        titles = (words_of(language)(self.title).lower() for language in Language)
        return heading in self.headings or heading in titles


Value = TypeVar("Value")
Row = Any  # a NamedTuple of texts whose fields are the ids of the columns


class Pasted(NamedTuple):
    """Rows from a spreadsheet.

    Attributes:
        dropped: How many remarks were left out because a case has no place for them.
    """

    rows: tuple[Row, ...]
    dropped: int = 0


class RowTable(Protocol):
    """A kind of table that is edited: what its rows look like and what may be written in them."""

    @property
    def name(self) -> str:
        """The field of the draft, and the head of the places of its cells."""

    @property
    def columns(self) -> Sequence[Column]:
        """The columns, in the order of the screen."""

    @property
    def edit_name(self) -> str:
        """Message that says what an edit of a cell is called."""

    def blank(self) -> Row:
        """Return a row in which nothing was typed."""

    def takes(self, row: Row, column: str) -> bool:
        """Tell whether a cell means anything in its row."""

    def face(self, row: Row, column: str, words: Words) -> str:
        """Return what a cell shows."""

    def choices(self, row: Row, column: str, words: Words) -> list[tuple[str, str]]:
        """Return the values and names a cell offers; empty where it takes any text."""

    def with_cell(self, row: Row, column: str, text: str) -> Row:
        """Return a row with another text in a cell."""

    def sort_key(self, row: Row, column: str, words: Words) -> tuple[object, ...]:
        """Return what rows are sorted by in a column."""

    def pasted(self, text: str) -> Pasted:
        """Return the rows of a copied table."""


class Place(NamedTuple):
    """A cell of a table, or a whole row where ``column`` is empty."""

    table: str
    row: int
    column: str


def place_of(where: str) -> Place | None:
    """Return the cell a path names, ``None`` if it names none."""
    match = _PLACE.fullmatch(where)
    return Place(match[1], int(match[2]), match[3] or "") if match else None


def cell_path(table: str, row: int, column: str) -> str:
    """Return the path of a cell, or of a whole row for no column."""
    return f"{table}[{row}].{column}" if column else f"{table}[{row}]"


def cells_of(table: str, by_place: Mapping[str, Value]) -> dict[tuple[int, str], Value]:
    """Return what is said of a table's cells, by row and column; ``""`` is the row itself."""
    found = {}
    for where, value in by_place.items():
        place = place_of(where)
        if place is not None and place.table == table:
            found[place.row, place.column] = value
    return found


def pasted_cells(text: str) -> list[list[str]]:
    """Return the cells of copied rows, apart by tabs, commas, semicolons or blanks.

    What stands beyond ``MOST_COLUMNS`` is left out.
    """
    import csv  # noqa: PLC0415 - only where something is pasted

    sign = _delimiter(text)
    lines = text.splitlines(keepends=True)
    try:
        rows = list(map(str.split, lines) if sign == " " else csv.reader(lines, delimiter=sign))
    except csv.Error:  # an endless cell or a NUL
        rows = [line.split(sign) for line in lines]
    cells = [[cell.strip("\ufeff \t\r\n") for cell in row[:MOST_COLUMNS]] for row in rows]
    return [row for row in cells if any(row)]


def _delimiter(text: str) -> str:
    """Return the sign between cells: what most lines have outside quotes and amounts.

    A remark may hold any sign, the rows beside it and the heading do not.
    """
    lines = _GROUPED.sub("", _QUOTED.sub("", text)).splitlines()
    found = {sign: sum(sign in line for line in lines) for sign in _DELIMITERS}
    sign = max(_DELIMITERS, key=found.__getitem__)  # the first of equals
    if found[sign]:
        return sign
    return "," if "," in text and " " not in text.strip() else " "


def pasted_rows(text: str, columns: Sequence[Column]) -> list[dict[str, str]]:
    """Return pasted rows as texts by column, guided by a heading or by what the cells look like."""
    cells = pasted_cells(text)
    if not cells:
        return []
    named = _named_columns(cells[0], columns)
    if named:
        cells = cells[1:]
    else:
        named = _guessed_columns(cells, columns)
    return [dict(_texts(row, named)) for row in cells]


def _texts(row: Sequence[str], named: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    for index, text in enumerate(row):
        if index in named and text:
            # Banks print the time beside the day; no figure depends on it.
            yield named[index], _TIME.sub("", text)


def _named_columns(head: Sequence[str], columns: Sequence[Column]) -> dict[int, str]:
    """Return which cells of a first row are headings; fewer than two make it a row like others."""
    named: dict[int, str] = {}
    for index, cell in enumerate(head):
        heading = heading_of(cell)
        for column in columns:
            if column.is_called(heading) and column.id not in named.values():
                named[index] = column.id
                break
    is_heading = len(named) >= min(2, len(head)) and bool(named)
    return named if is_heading else {}


def heading_of(cell: str) -> str:
    """Return a heading as columns know it: lower case, without what stands in brackets."""
    return re.split(r"[(（\[【]", cell.lower())[0].replace("_", " ").strip()


def _guessed_columns(cells: Sequence[Sequence[str]], columns: Sequence[Column]) -> dict[int, str]:
    """Return for each position the first free column that half of its cells fit."""
    named: dict[int, str] = {}
    width = max(len(row) for row in cells)
    for index in range(width):
        texts = [row[index] for row in cells if index < len(row) and row[index]]
        for column in columns:
            fitting = sum(column.fits(_TIME.sub("", text)) for text in texts)
            if fitting and 2 * fitting >= len(texts) and column.id not in named.values():
                named[index] = column.id
                break
    return named


def copied_text(rows: Sequence[Sequence[str]]) -> str:
    """Return cells as a spreadsheet takes them: tabs between, a line each."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
