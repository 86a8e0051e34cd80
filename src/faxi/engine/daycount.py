"""Day-count conventions: what share of a year a run of counted days weighs.

Days are ordinals (``date.toordinal``); a run is half-open: ``first`` is counted, ``end`` is not.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class DayCount(StrEnum):
    """The year basis of yearly and monthly rates (计息基准)."""

    ACT_360 = "ACT/360"  # 实际/360
    ACT_365 = "ACT/365"  # 实际/365
    ACT_ACT = "ACT/ACT"  # 实际/实际
    THIRTY_E_360 = "30E/360"  # 30E/360


class Inclusion(StrEnum):
    """Which end of a span bears interest."""

    FIRST = "first"  # 算头不算尾
    LAST = "last"  # 算尾不算头
    BOTH = "both"  # 两头都算


# How many units a year has: ACT/ACT counts in 365 × 366ths, so that both kinds of year divide.
YEAR_UNITS = {
    DayCount.ACT_360: 360,
    DayCount.ACT_365: 365,
    DayCount.ACT_ACT: 365 * 366,
    DayCount.THIRTY_E_360: 360,
}


class Weight(NamedTuple):
    """What a run of counted days weighs.

    Attributes:
        days: Days of the basis (for ``30E/360`` not calendar days).
        units: The same in the units of ``YEAR_UNITS``, for yearly and monthly rates.
        days_365: ``ACT/ACT`` only: the days in ordinary years; else 0.
        days_366: ``ACT/ACT`` only: the days in leap years; else 0.
    """

    days: int
    units: int
    days_365: int = 0
    days_366: int = 0


def weigher(day_count: DayCount, inclusion: Inclusion) -> Callable[[int, int], Weight]:
    """Return the function that weighs the counted days ``first`` … ``end`` − 1."""
    if day_count in (DayCount.ACT_360, DayCount.ACT_365):
        return lambda first, end: Weight(end - first, end - first)
    if day_count is DayCount.ACT_ACT:
        return _weigh_act_act
    # A counted day weighs the night after it, or with LAST the night before it.
    shift = 1 if inclusion is Inclusion.LAST else 0
    return lambda first, end: _weigh_30e(first - shift, end - shift)


def _weigh_act_act(first: int, end: int) -> Weight:
    leap = _leap_days_before(end) - _leap_days_before(first)
    plain = end - first - leap
    return Weight(end - first, plain * 366 + leap * 365, plain, leap)


def _leap_days_before(ordinal: int) -> int:
    """Return how many days before this one lie in leap years."""
    year = date.fromordinal(ordinal).year
    past = year - 1
    whole = (past // 4 - past // 100 + past // 400) * 366
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return whole + (ordinal - date(year, 1, 1).toordinal() if is_leap else 0)


def _weigh_30e(first: int, end: int) -> Weight:
    days = _number_30e(end) - _number_30e(first)
    return Weight(days, days)


def _number_30e(ordinal: int) -> int:
    day = date.fromordinal(ordinal)
    return 360 * day.year + 30 * day.month + min(day.day, 30)
