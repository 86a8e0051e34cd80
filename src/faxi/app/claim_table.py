"""The creditor's table while it is typed: rows of texts, and what they read as."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from faxi.app.claim_cells import CLAIM, ClaimCells
from faxi.app.claim_columns import COLUMNS, RATE_COLUMNS, below_titles, is_sum
from faxi.app.claim_rows import ClaimRow, read_row
from faxi.app.row_tables import Column, Pasted, pasted_rows
from faxi.engine.problems import Problem
from faxi.engine.rates import parse_rate
from faxi.text.faces import rate_face
from faxi.text.reading import read_date, read_money
from faxi.text.words import Words, marked


class ClaimTable:
    """Answers ``RowTable`` for the creditor's table."""

    name = CLAIM
    edit_name = marked("Change the creditor's table")
    columns: Sequence[Column] = [c for c in COLUMNS if c.id in ClaimCells._fields]

    def blank(self) -> ClaimCells:
        """Return a row in which nothing was typed."""
        return ClaimCells()

    def takes(self, row: ClaimCells, column: str) -> bool:  # noqa: ARG002 - every cell may be said
        """Tell whether a cell means anything in its row."""
        return True

    def face(self, row: ClaimCells, column: str, words: Words) -> str:
        """Return what a cell shows: what was typed, an imported rate in the words of the reader."""
        text = str(getattr(row, column))
        if column != "rate":
            return text
        try:
            rate = parse_rate(text)
        except ValueError:
            return text
        return rate_face(rate, words) if text == str(rate) else text

    def choices(
        self,
        row: ClaimCells,  # noqa: ARG002 - every cell takes any text
        column: str,  # noqa: ARG002
        words: Words,  # noqa: ARG002
    ) -> list[tuple[str, str]]:
        """Return nothing: every cell takes any text."""
        return []

    def with_cell(self, row: ClaimCells, column: str, text: str) -> ClaimCells:
        """Return a row with another text in a cell."""
        return row._replace(**{column: text})

    def sort_key(self, row: ClaimCells, column: str, words: Words) -> tuple[object, ...]:  # noqa: ARG002
        """Return dates and amounts by value, everything else by its text."""
        text = getattr(row, column)
        try:
            if column in {"from_date", "to_date"}:
                return (0, read_date(text, date(2000, 1, 1)).toordinal())
            if column in {"base", "amount", "total"}:
                return (0, read_money(text))
        except ValueError:
            return (1 if text else 2, 0)
        return (0, text)

    def pasted(self, text: str) -> Pasted:
        """Return the rows of a copied table, periods taken apart and rates with their period."""
        found = pasted_rows(below_titles(text), COLUMNS)
        return Pasted(tuple(_pasted(cells) for cells in found if any(cells.values())))


def _pasted(cells: Mapping[str, str]) -> ClaimCells:
    texts = {key: text for key, text in cells.items() if key in ClaimCells._fields}
    for key, text in list(texts.items()):
        if is_sum(text) and key != "label":
            texts = {**texts, key: "", "label": text}  # spreadsheets write it anywhere
    row, _ = read_row(cells, "", date(2000, 1, 1))
    if "period" in cells and row.from_date and row.to_date:
        texts |= {"from_date": row.from_date.isoformat(), "to_date": row.to_date.isoformat()}
    if set(cells) & set(RATE_COLUMNS) and row.rate is not None:
        texts["rate"] = str(row.rate)
    return ClaimCells(**texts)


CLAIM_TABLE = ClaimTable()


class ClaimReading(NamedTuple):
    """What typed rows read as.

    Attributes:
        places: Position of each row that could be read, from 0.
        problems: By place of the cell.
    """

    rows: tuple[ClaimRow, ...]
    places: tuple[int, ...]
    problems: dict[tuple[int, str], Problem]


def read_cells(rows: Sequence[ClaimCells], today: date) -> ClaimReading:
    """Return what typed rows read as; rows that say nothing are left out."""
    read: list[ClaimRow] = []
    places: list[int] = []
    problems: dict[tuple[int, str], Problem] = {}
    for index, cells in enumerate(rows):
        given = {key: text for key, text in cells._asdict().items() if text.strip()}
        row, found = read_row(given, "", today)
        for problem in found:
            problems[index, problem.where.removeprefix(".")] = problem
        if not found and not row.is_empty:
            read.append(row)
            places.append(index)
    return ClaimReading(tuple(read), tuple(places), problems)
