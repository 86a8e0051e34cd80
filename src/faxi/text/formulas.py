"""The arithmetic of a line in numbers; evaluated exactly it gives the line's amount."""

from collections.abc import Iterable

from faxi.engine.case import Conventions, Rounding
from faxi.engine.components import Component
from faxi.engine.daycount import YEAR_UNITS, DayCount
from faxi.engine.rates import Period, Rate
from faxi.engine.statement import DailyTerm, Line, Statement
from faxi.text.faces import money_face
from faxi.text.words import Words


def formulas(statement: Statement, words: Words) -> list[str]:
    """Return the formula of each line, in the order of the lines."""
    conventions = statement.case.conventions
    if conventions.rounding is Rounding.CUMULATIVE:
        return list(_cumulative(statement, words))
    per_day = conventions.rounding is Rounding.PER_DAY
    write = _per_day if per_day else _term
    return [write(line, conventions.day_count) for line in statement.lines]


def line_formula(line: Line, conventions: Conventions) -> str:
    """Return the formula of a line by itself, whatever came before it."""
    write = _per_day if conventions.rounding is Rounding.PER_DAY else _term
    return write(line, conventions.day_count)


def _term(line: Line, day_count: DayCount) -> str:
    """Return base × rate ÷ basis × days."""
    head = f"{money_face(line.base)} × {line.rate.value}"
    if line.rate.period is Period.DAY:
        return f"{head} × {line.days}"
    if line.rate.period is Period.MONTH:
        head += " × 12"
    if day_count is DayCount.ACT_ACT:
        return f"{head} × ({line.days_365} ÷ 365 + {line.days_366} ÷ 366)"
    return f"{head} ÷ {YEAR_UNITS[day_count]} × {line.days}"


def _per_day(line: Line, day_count: DayCount) -> str:
    """Return the rounded amount of a day times the days."""
    head = f"{money_face(line.base)} × {line.rate.value}"
    if line.rate.period is Period.DAY:
        return f"round({head}) × {line.days}"
    if line.rate.period is Period.MONTH:
        head += " × 12"
    if day_count is not DayCount.ACT_ACT:
        return f"round({head} ÷ {YEAR_UNITS[day_count]}) × {line.days}"
    years = ((line.days_365, 365), (line.days_366, 366))
    return " + ".join(f"round({head} ÷ {basis}) × {days}" for days, basis in years if days)


def _cumulative(statement: Statement, words: Words) -> Iterable[str]:
    """Yield the exact sum up to each line, less what the earlier lines came to."""
    so_far: dict[tuple[int, int], list[Line]] = {}
    ending = words("− earlier lines")
    for line in statement.lines:
        terms = so_far.setdefault((line.instalment, line.component), [])
        for index, term in enumerate(terms):
            if (term.base, term.rate) == (line.base, line.rate):
                terms[index] = term._replace(
                    days=term.days + line.days,
                    days_365=term.days_365 + line.days_365,
                    days_366=term.days_366 + line.days_366,
                )
                break
        else:
            terms.append(line)
        sum_text = " + ".join(_term(term, statement.case.conventions.day_count) for term in terms)
        yield f"{sum_text} {ending}"


def daily_formula(terms: Iterable[DailyTerm], day_count: DayCount) -> str:
    """Return the sum that the next day adds, before it is rounded; ``""`` for no terms."""
    return " + ".join(_one_day(term, day_count) for term in terms)


def _one_day(term: DailyTerm, day_count: DayCount) -> str:
    head = f"{money_face(term.base)} × {term.rate.value}"
    if term.rate.period is Period.DAY:
        return head
    if term.rate.period is Period.MONTH:
        head += " × 12"
    if day_count is DayCount.ACT_ACT:
        return f"{head} ÷ {366 if term.weight.days_366 else 365}"
    return f"{head} ÷ {YEAR_UNITS[day_count]}"


def allowed_formulas(statement: Statement, rate: Rate) -> list[str]:
    """Return what a cap's rate allows on each line of penalty, before the sum is rounded."""
    day_count = statement.case.conventions.day_count
    return [
        _term(line._replace(rate=rate), day_count)
        for line in statement.lines
        if line.component is Component.PENALTY_INTEREST
    ]
