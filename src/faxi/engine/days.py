"""Calendar dates: the one written form, and the settlement days of compound interest."""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2199
_QUARTER_ENDS = (3, 6, 9, 12)


class Settle(StrEnum):
    """How often accrued interest is capitalised (结息)."""

    NEVER = "never"  # 不结息
    MONTH = "month"  # 按月结息
    QUARTER = "quarter"  # 按季结息


def parse_date(text: str) -> date:
    """Return the date written ``YYYY-MM-DD``, years 1900 to 2199.

    Raises:
        ValueError: Another form, a day that does not exist, or a year out of range.
    """
    match = _DATE.fullmatch(text)
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise ValueError(text)
    return date(int(match[1]), int(match[2]), int(match[3]))


def months_on(day: date, months: int) -> date:
    """Return the same day some months later, or earlier if negative; lowered to a shorter month."""
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - it brings in the locales

    return day + relativedelta(months=months)


def settlement_days(settle: Settle, day: int, first: date, last: date) -> Iterator[int]:
    """Yield the ordinals of the settlement days from ``first`` to ``last``, both included.

    Args:
        day: Day of the month, 1 to 28; ``QUARTER`` uses March, June, September and December.
    """
    if settle is Settle.NEVER or first > last:
        return
    from dateutil.rrule import MONTHLY, rrule  # noqa: PLC0415 - most debts compound nothing

    months = _QUARTER_ENDS if settle is Settle.QUARTER else None
    for moment in rrule(MONTHLY, dtstart=first, until=last, bymonthday=day, bymonth=months):
        yield moment.toordinal()
