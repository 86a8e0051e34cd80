"""Day counts against other people's published figures, and the weight of single days."""

from fractions import Fraction

import pytest
from tests.helpers.builders import a_case, counting, day, statement_of

from faxi.engine.daycount import YEAR_UNITS, DayCount, Inclusion, Weight, weigher

THIRTY = DayCount.THIRTY_E_360


def _weight(
    day_count: DayCount, first: str, end: str, inclusion: Inclusion = Inclusion.FIRST
) -> Weight:
    """Return the weight of the days from ``first`` to the day before ``end``."""
    return weigher(day_count, inclusion)(day(first).toordinal(), day(end).toordinal())


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2006-02-28", "2006-08-31", 182),
        ("2006-08-31", "2007-02-28", 178),
        ("2007-08-31", "2008-02-29", 179),
        ("2008-02-29", "2008-08-31", 181),
        ("2006-01-31", "2006-02-28", 28),
        ("2006-09-30", "2006-10-31", 30),
        ("2008-02-28", "2008-08-31", 182),
        ("2007-02-26", "2008-02-28", 362),
        ("2008-02-28", "2008-03-31", 32),
    ],
)
def test_ql_30e(start: str, end: str, days: int) -> None:
    assert _weight(THIRTY, start, end) == Weight(days, days)


@pytest.mark.parametrize(
    ("start", "end", "fraction"),
    [
        pytest.param("2003-11-01", "2004-05-01", "0.497724380567", id="QL-AA-1"),
        pytest.param("1999-07-01", "2000-07-01", "1.001377348600", id="QL-AA-3"),
        pytest.param("2002-08-15", "2003-07-15", "0.915068493151", id="QL-AA-4"),
        pytest.param("2003-07-15", "2004-01-15", "0.504004790778", id="QL-AA-5"),
        pytest.param("1999-07-30", "2000-01-30", "0.503892506924", id="QL-AA-6"),
        pytest.param("2000-01-30", "2000-06-30", "0.415300546448", id="QL-AA-7"),
    ],
)
def test_act_act_year_fractions(start: str, end: str, fraction: str) -> None:
    units = _weight(DayCount.ACT_ACT, start, end).units
    difference = Fraction(units, YEAR_UNITS[DayCount.ACT_ACT]) - Fraction(fraction)
    assert abs(difference) < Fraction(1, 10**10)


@pytest.mark.parametrize(
    ("start", "end", "inclusion", "days"),
    [
        pytest.param("2023-01-01", "2023-01-10", Inclusion.BOTH, 10, id="CN-FC-11 both"),
        pytest.param("2023-01-01", "2023-01-10", Inclusion.FIRST, 9, id="CN-FC-11 start_only"),
        pytest.param("2023-01-01", "2023-01-10", Inclusion.LAST, 9, id="CN-FC-11 end_only"),
        pytest.param("2008-01-01", "2008-01-07", Inclusion.BOTH, 7, id="AU-02"),
    ],
)
def test_published_inclusion(start: str, end: str, inclusion: Inclusion, days: int) -> None:
    statement = statement_of(counting(a_case(due=start), inclusion=inclusion), end)
    assert [line.days for line in statement.lines] == [days]


@pytest.mark.parametrize(
    ("month", "fraction"),
    [
        ("2024-01", "0.008031371585"),
        ("2024-02", "0.007513218579"),
        ("2024-04", "0.007772295082"),
    ],
)
def test_fin_pe02(month: str, fraction: str) -> None:
    start = day(f"{month}-01")
    end = start.replace(month=start.month + 1)
    units = weigher(DayCount.ACT_ACT, Inclusion.FIRST)(start.toordinal(), end.toordinal()).units
    interest = Fraction("0.094822") * units / YEAR_UNITS[DayCount.ACT_ACT]
    assert abs(interest - Fraction(fraction)) < Fraction(1, 10**12)


@pytest.mark.parametrize("day_count", [DayCount.ACT_360, DayCount.ACT_365])
def test_actual_days_are_calendar_days(day_count: DayCount) -> None:
    assert _weight(day_count, "2024-02-01", "2024-03-01") == Weight(29, 29)


def test_act_act_parts_add_up() -> None:
    weight = _weight(DayCount.ACT_ACT, "2023-12-30", "2025-01-03")
    assert weight[2:] == (4, 366)
    assert weight.days == 370
    assert weight.units == 4 * 366 + 366 * 365


@pytest.mark.parametrize(("year", "leap_days"), [("1900", 0), ("2000", 366), ("2100", 0)])
def test_act_act_knows_the_centuries(year: str, leap_days: int) -> None:
    whole = _weight(DayCount.ACT_ACT, f"{year}-01-01", f"{int(year) + 1}-01-01")
    part = _weight(DayCount.ACT_ACT, f"{year}-03-01", f"{year}-03-31")
    assert whole.days_366 == leap_days
    assert part.days_366 == min(leap_days, 30)


@pytest.mark.parametrize(
    ("first", "inclusion", "weight"),
    [
        # The night after the day …
        ("2025-02-28", Inclusion.FIRST, 3),
        ("2024-02-28", Inclusion.FIRST, 1),
        ("2024-02-29", Inclusion.BOTH, 2),
        ("2025-03-30", Inclusion.FIRST, 0),
        ("2025-03-31", Inclusion.FIRST, 1),
        # … or with LAST before it.
        ("2025-03-01", Inclusion.LAST, 3),
        ("2025-02-28", Inclusion.LAST, 1),
        ("2025-03-31", Inclusion.LAST, 0),
        ("2025-04-01", Inclusion.LAST, 1),
    ],
)
def test_a_day_of_30e_weighs_a_night(first: str, inclusion: Inclusion, weight: int) -> None:
    ordinal = day(first).toordinal()
    assert weigher(THIRTY, inclusion)(ordinal, ordinal + 1).days == weight


@pytest.mark.parametrize("inclusion", Inclusion)
def test_a_year_of_30e_weighs_360_days(inclusion: Inclusion) -> None:
    assert _weight(THIRTY, "2023-06-15", "2024-06-15", inclusion).days == 360


@pytest.mark.parametrize("day_count", DayCount)
def test_no_days_weigh_nothing(day_count: DayCount) -> None:
    assert _weight(day_count, "2024-02-29", "2024-02-29") == Weight(0, 0)
