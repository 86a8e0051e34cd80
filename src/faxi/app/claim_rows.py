"""The creditor's table: rows of figures, read from cells as people and spreadsheets write them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from faxi.app.claim_cells import CLAIM
from faxi.app.claim_columns import (
    COLUMNS,
    MOST_DAYS,
    RATE_COLUMNS,
    below_titles,
    component_of,
    dates_in,
    is_sum,
    read_days,
)
from faxi.app.row_tables import pasted_rows
from faxi.engine.components import Component
from faxi.engine.money import Fen, money_text
from faxi.engine.problems import CaseError, Problem
from faxi.engine.rates import Period, Rate
from faxi.text.reading import read_date, read_money, read_rate

MAX_ROWS = 1000
_NUMBERING = re.compile(r"\D{0,2}\d{1,3}\D{0,2}", re.ASCII)
_LONE_DASH = re.compile(r"[-—–/]|无|n/?a", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One row of the creditor's table; whatever it does not say is ``None``.

    Attributes:
        label: What the row is called, as written.
        component: What kind of debt the label means.
        to_date: As written: whether that day is counted the table does not say.
        total: What stands under a running or final total.
        is_sum: Whether the row sums those above it.
    """

    label: str = ""
    component: Component | None = None
    from_date: date | None = None
    to_date: date | None = None
    days: int | None = None
    base: Fen | None = None
    rate: Rate | None = None
    amount: Fen | None = None
    total: Fen | None = None
    is_sum: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the row says nothing that could be checked."""
        return all(v is None for v in (self.days, self.base, self.rate, self.amount, self.total))


def read_claim(text: str, today: date) -> list[ClaimRow]:
    """Return the rows of a copied table.

    Raises:
        CaseError: No row at all, or cells that cannot be read, each named by its place.
    """
    rows, problems = [], []
    texts = [row for row in pasted_rows(below_titles(text), COLUMNS) if any(row.values())]
    if not texts:
        raise CaseError([Problem("claim_empty")])
    if len(texts) > MAX_ROWS:
        raise CaseError([Problem("table_too_long", "", {"limit": MAX_ROWS})])
    for index, cells in enumerate(texts):
        row, found = read_row(cells, f"claim[{index}]", today)
        problems += found
        if not row.is_empty:
            rows.append(row)
    if problems:
        raise CaseError(problems)
    if not rows:
        raise CaseError([Problem("claim_empty")])
    return rows


def read_row(cells: Mapping[str, str], where: str, today: date) -> tuple[ClaimRow, list[Problem]]:
    """Return a row of texts by column as values, and what of it cannot be read."""
    given = {key: text for key, text in cells.items() if not _LONE_DASH.fullmatch(text.strip())}
    words_in = [text for text in given.values() if is_sum(text)]
    if words_in:
        given = {key: text for key, text in given.items() if text not in words_in}
    label = given.pop("label", "")
    values: dict[str, Any] = {}
    problems = []
    for key, text in given.items():
        try:
            values |= dict(_read_cell(key, text, today))
        except ValueError:
            params: dict[str, object] = {"value": text[:40]}
            if key == "days":
                params |= {"first": 0, "last": MOST_DAYS}
            problems.append(Problem(_UNREAD[key], f"{where}.{key}", params))
    return (
        ClaimRow(label=label, component=component_of(label), is_sum=bool(words_in), **values),
        problems,
    )


_UNREAD = {
    "from_date": "date_unreadable",
    "to_date": "date_unreadable",
    "period": "date_unreadable",
    "days": "days_unreadable",
    "base": "money_unreadable",
    "amount": "money_unreadable",
    "total": "money_unreadable",
    **dict.fromkeys(RATE_COLUMNS, "rate_unreadable"),
}


def _read_cell(key: str, text: str, today: date) -> Iterator[tuple[str, Any]]:
    if key == "period":
        if _NUMBERING.fullmatch(text.strip()):
            return  # periods are only counted
        first, last = dates_in(text)
        yield "from_date", read_date(first, today)
        yield "to_date", read_date(last, today)
    elif key in ("from_date", "to_date"):
        yield key, read_date(text, today)
    elif key == "days":
        yield key, read_days(text)
    elif key in RATE_COLUMNS:
        is_share = "分之" in text and text.strip()[:1] not in "年月日"
        period = {"rate": "年", "monthly_rate": "月", "daily_rate": "日"}[key]
        yield "rate", read_rate(period + text.strip() if is_share else text, RATE_COLUMNS[key])
    else:
        yield key, read_money(text)


# Kept with the case


def dump_rows(rows: Sequence[ClaimRow]) -> list[dict[str, Any]]:
    """Return rows as the case file keeps them, what is not said left out."""
    return [dict(_dumped(row)) for row in rows]


def _dumped(row: ClaimRow) -> Iterator[tuple[str, Any]]:
    if row.label:
        yield "label", row.label
    for key, value in (("from", row.from_date), ("to", row.to_date)):
        if value is not None:
            yield key, value.isoformat()
    if row.days is not None:
        yield "days", row.days
    if row.rate is not None:
        yield "rate", str(row.rate)
    for key in ("base", "amount", "total"):
        if (fen := getattr(row, key)) is not None:
            yield key, money_text(fen)
    if row.is_sum:
        yield "sum", True


def load_rows(entries: Any, today: date) -> tuple[list[ClaimRow], list[Problem]]:
    """Return the rows kept in a case file, and what of them cannot be read.

    They are read as forgivingly as typed ones, for typed ones are kept too.
    """
    rows, problems = [], []
    for index, entry in enumerate(entries if isinstance(entries, list) else [entries]):
        cells = texts_of_entry(entry)
        row, found = read_row(cells or {}, f"{CLAIM}.rows[{index}]", today)
        problems += found
        if cells is None:
            where = f"{CLAIM}.rows[{index}]"
            problems.append(Problem("claim_row_unreadable", where, {"number": index + 1}))
        elif not found and not row.is_empty:
            rows.append(row)
    return rows, problems


_IN_FILE = {"from": "from_date", "to": "to_date"}


def texts_of_entry(entry: Any) -> dict[str, str] | None:
    """Return a row of the case file as texts by column, ``None`` if it is none."""
    if not isinstance(entry, dict):
        return None
    texts = {_IN_FILE.get(str(k), str(k)): value for k, value in entry.items() if k != "sum"}
    if not all(isinstance(value, str | int) for value in texts.values()):
        return None
    said = {key: str(value) for key, value in texts.items() if value != ""}
    if entry.get("sum") is True and "label" not in said:
        said["label"] = "合计"
    known = {column.id for column in COLUMNS}
    return said if set(said) <= known else None


def same_rate(one: Rate, other: Rate) -> bool:
    """Tell whether two rates may mean the same, whatever year the table turned them with."""
    return bool(_yearly(one) & _yearly(other))


def _yearly(rate: Rate) -> set[tuple[int, int]]:
    digits, scale = rate.value
    turns = {Period.YEAR: (1,), Period.MONTH: (12,), Period.DAY: (360, 365)}[rate.period]
    found = set()
    for times in turns:
        value, places = digits * times, scale
        while places and value % 10 == 0:
            value, places = value // 10, places - 1
        found.add((value, places))
    return found
