"""Days as a field steps them: year, month or day, by where the cursor stands in an ISO date."""

from datetime import date, timedelta

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
_YEAR_END, _MONTH_END = 4, 7  # places of the cursor


def stepped(day: date, cursor: int, steps: int) -> date:
    """Return a day some years, months or days on, by where the cursor stands."""
    if cursor <= _YEAR_END:
        return within(_in_month(day.year + steps, day.month, day.day))
    if cursor <= _MONTH_END:
        months = day.year * 12 + day.month - 1 + steps
        return within(_in_month(months // 12, months % 12 + 1, day.day))
    return within(day + timedelta(days=steps))


def within(day: date) -> date:
    """Return a day, or the nearest that a field takes."""
    return min(max(day, FIRST), LAST)


def _in_month(year: int, month: int, day: int) -> date:
    """Return a date, its day lowered to the end of a shorter month."""
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1
