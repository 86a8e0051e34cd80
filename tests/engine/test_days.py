"""Dates in their one written form, and the settlement days of compound interest."""

from datetime import date

import pytest
from tests.helpers.builders import day, refuses

from faxi.engine.days import Settle, parse_date, settlement_days


@pytest.mark.parametrize("text", ["1900-01-01", "2024-02-29", "2199-12-31"])
def test_dates_are_read(text: str) -> None:
    assert parse_date(text) == date.fromisoformat(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025-02-29",
        "2025-02-30",
        "2025-13-01",
        "2025-00-10",
        "2025-3-1",
        "20250301",
        "2025-W01-1",
        "2025-060",
        "2025/03/01",
        "2025-03-01T00:00:00",
        " 2025-03-01",
        "2025-03-01\n",
        "1899-12-31",
        "2200-01-01",
        "0000-01-01",
        "٢٠٢٥-٠٣-٠١",
        "２０２５-03-01",
        "-2025-03-01",
    ],
)
def test_other_forms_are_refused(text: str) -> None:
    assert refuses(parse_date, text)


def _settled(settle: Settle, on: int, first: str, last: str) -> list[str]:
    ordinals = settlement_days(settle, on, day(first), day(last))
    return [str(date.fromordinal(ordinal)) for ordinal in ordinals]


def test_monthly_settlement_counts_both_ends() -> None:
    found = _settled(Settle.MONTH, 20, "2025-01-20", "2025-03-20")
    assert found == ["2025-01-20", "2025-02-20", "2025-03-20"]


def test_a_span_of_one_day_can_be_a_settlement_day() -> None:
    assert _settled(Settle.MONTH, 20, "2025-01-20", "2025-01-20") == ["2025-01-20"]


def test_monthly_settlement_between() -> None:
    assert _settled(Settle.MONTH, 20, "2025-01-21", "2025-03-19") == ["2025-02-20"]


def test_quarterly_settlement_is_in_the_last_month() -> None:
    found = _settled(Settle.QUARTER, 21, "2024-12-22", "2025-12-21")
    assert found == ["2025-03-21", "2025-06-21", "2025-09-21", "2025-12-21"]


def test_every_month_has_a_28th() -> None:
    found = _settled(Settle.MONTH, 28, "2023-02-01", "2024-02-29")
    assert len(found) == 13
    assert found[0] == "2023-02-28"
    assert found[-1] == "2024-02-28"


@pytest.mark.parametrize(
    ("settle", "first", "last"),
    [
        (Settle.NEVER, "2025-01-01", "2025-12-31"),
        (Settle.MONTH, "2025-01-21", "2025-01-20"),
        (Settle.MONTH, "2025-01-21", "2025-02-19"),
        (Settle.QUARTER, "2025-03-21", "2025-06-19"),
    ],
)
def test_no_settlement_day(settle: Settle, first: str, last: str) -> None:
    assert _settled(settle, 20, first, last) == []
