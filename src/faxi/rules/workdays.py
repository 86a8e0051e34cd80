"""Official Chinese working days, as far as the State Council has published them."""

from datetime import date

import chinese_calendar
from chinese_calendar.constants import holidays, workdays

_YEARS: set[int] = {day.year for day in (*holidays, *workdays)}


class OfficialCalendar:
    """Days off and make-up working days, year by year."""

    def is_published(self, day: date) -> bool:
        """Tell whether the arrangements of that day's year are known here."""
        return min(_YEARS) <= day.year <= max(_YEARS)

    def is_workday(self, day: date) -> bool:
        """Tell whether a day of a published year is an official working day."""
        is_workday: bool = chinese_calendar.is_workday(day)
        return is_workday
