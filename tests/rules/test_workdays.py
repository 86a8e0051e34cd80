"""The official calendar: days off, make-up working days, and where it ends."""

from datetime import date

import pytest

from faxi.rules.workdays import OfficialCalendar

CALENDAR = OfficialCalendar()


@pytest.mark.parametrize(
    ("day", "is_workday"),
    [
        ("2025-10-01", False),  # National Day
        ("2025-10-11", True),  # a Saturday, made up for the holiday
        ("2025-09-28", True),  # a Sunday, made up for the holiday
        ("2025-10-12", False),
        ("2025-10-13", True),
        ("2025-03-01", False),
        ("2025-03-03", True),
        ("2026-02-17", False),  # Spring Festival
    ],
)
def test_days_as_the_state_council_published_them(day: str, is_workday: bool) -> None:
    assert CALENDAR.is_workday(date.fromisoformat(day)) is is_workday


@pytest.mark.parametrize(
    ("day", "is_published"),
    [
        ("2003-12-31", False),
        ("2025-01-01", True),
        ("2026-12-31", True),
        ("2027-01-01", False),
        ("2199-12-31", False),
    ],
)
def test_where_the_calendar_ends(day: str, is_published: bool) -> None:
    assert CALENDAR.is_published(date.fromisoformat(day)) is is_published
