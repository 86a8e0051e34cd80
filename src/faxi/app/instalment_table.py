"""The instalments as a table that is edited: plain cells, pasting, sorting."""

from collections.abc import Sequence
from datetime import date

from faxi.app.instalment_rows import INSTALMENT_COLUMNS, INSTALMENTS, InstalmentRow, imported_rows
from faxi.app.row_tables import Column, Pasted
from faxi.text.reading import read_date, read_money
from faxi.text.words import Words, marked

_ANY_DAY = date(2000, 1, 1)


class InstalmentTable:
    """Answers ``RowTable`` for instalments."""

    name = INSTALMENTS
    columns: Sequence[Column] = INSTALMENT_COLUMNS
    edit_name = marked("Change instalment")

    def blank(self) -> InstalmentRow:
        """Return an instalment of which nothing was typed."""
        return InstalmentRow()

    def takes(self, row: InstalmentRow, column: str) -> bool:  # noqa: ARG002 - as any table
        """Tell whether a cell means anything in its row: here all do."""
        return True

    def face(self, row: InstalmentRow, column: str, words: Words) -> str:  # noqa: ARG002
        """Return what a cell shows: what was typed."""
        text: str = getattr(row, column)
        return text

    def choices(
        self,
        row: InstalmentRow,  # noqa: ARG002
        column: str,  # noqa: ARG002
        words: Words,  # noqa: ARG002
    ) -> list[tuple[str, str]]:
        """Return the values a cell offers: none, every cell takes any text."""
        return []

    def with_cell(self, row: InstalmentRow, column: str, text: str) -> InstalmentRow:
        """Return a row with another text in a cell."""
        return row._replace(**{column: text})

    def sort_key(self, row: InstalmentRow, column: str, words: Words) -> tuple[object, ...]:  # noqa: ARG002
        """Return dates and amounts by value, what does not read after them."""
        text: str = getattr(row, column)
        try:
            if column in {"due_date", "paid_on"}:
                return (0, read_date(text, _ANY_DAY).toordinal())
            return (0, read_money(text))
        except ValueError:
            return (1 if text else 2, 0)

    def pasted(self, text: str) -> Pasted:
        """Return the rows of a copied table."""
        return Pasted(imported_rows(text))


INSTALMENT_TABLE = InstalmentTable()
