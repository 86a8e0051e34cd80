"""Official Chinese working days, as far as the State Council has published them."""

from datetime import date
from functools import cache


class OfficialCalendar:
    """Days off and make-up working days, year by year."""

    def is_published(self, day: date) -> bool:
        """Tell whether the arrangements of that day's year are known here."""
        first, last = _published()
        return first <= day.year <= last

    def is_workday(self, day: date) -> bool:
        """Tell whether a day of a published year is an official working day."""
        import chinese_calendar  # noqa: PLC0415 - few contracts move a date

        is_workday: bool = chinese_calendar.is_workday(day)
        return is_workday


@cache
def _published() -> tuple[int, int]:
    """Return the first and last year whose arrangements are known."""
    from chinese_calendar.constants import holidays, workdays  # noqa: PLC0415 - as above

    years = {day.year for day in (*holidays, *workdays)}
    return min(years), max(years)
