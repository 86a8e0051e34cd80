"""Sentences about loans: rates as found, and how a schedule and its cost were worked out."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from faxi.engine.annual_cost import AnnualCost
from faxi.engine.daycount import YEAR_UNITS, DayCount
from faxi.engine.rates import Period
from faxi.engine.schedule import FirstPeriod, InterestBasis, Length, Method, Schedule, Terms, length
from faxi.text.faces import ALL_PLACES, PLACES, money_face, share_text, yuan_face
from faxi.text.words import Words


def schedule_steps(schedule: Schedule, words: Words) -> Iterator[str]:
    """Yield how a schedule was worked out, a sentence each, with the figures of its first row."""
    terms = schedule.terms
    if terms is None:
        yield words("The instalments were entered as they are.")
        return
    yield words(
        "Interest of the first period: {formula} = {amount}.",
        formula=interest_formula(schedule, 0),
        amount=yuan_face(schedule.rows[0].interest, words),
    )
    yield _method_step(schedule, terms, words)
    yield words(
        "Interest is rounded to the fen on each due date; the last instalment takes what rounding "
        "left, so that the principal adds up to {amount}.",
        amount=yuan_face(schedule.amount, words),
    )


def _method_step(schedule: Schedule, terms: Terms, words: Words) -> str:
    count, first = len(schedule.rows), schedule.rows[0]
    level = yuan_face(first.principal + first.interest, words)
    if terms.method in (Method.EQUAL_PRINCIPAL, Method.FLAT_FEE):
        return words(
            "Principal in each instalment: {formula} = {amount}.",
            formula=f"{money_face(terms.amount)} ÷ {count}",
            amount=yuan_face(first.principal, words),
        )
    if terms.method is not Method.EQUAL_INSTALMENTS:
        return words("The whole principal is paid with the last instalment.")
    if terms.first_period is FirstPeriod.SEPARATE and not terms.is_regular and count > 1:
        second = yuan_face(schedule.rows[1].principal + schedule.rows[1].interest, words)
        return words(
            "Each instalment but the first is {amount}; the first bears the interest of its own "
            "length beside the principal of a usual one.",
            amount=second,
        )
    if terms.instalment is not None:
        return words("Each instalment is {amount}, as the contract states.", amount=level)
    if terms.is_regular and terms.rate.value.digits:
        return words(
            "Each instalment: {formula} = {amount}.", formula=_level_formula(terms), amount=level
        )
    return words(
        "Each instalment is {amount}: the one that, with the interest of each period, leaves "
        "nothing after payment {count}.",
        amount=level,
        count=count,
    )


def interest_formula(schedule: Schedule, index: int) -> str:
    """Return the interest of an instalment in numbers; evaluated and rounded it is that amount."""
    if schedule.terms is None:
        return ""
    return _formula(schedule, schedule.terms, index, schedule.rows[index].due_date)


def earned_formula(schedule: Schedule, day: date) -> str:
    """Return what ``earned_interest`` does in numbers, ``""`` where it is nothing."""
    index = next((n for n, row in enumerate(schedule.rows) if row.due_date > day), None)
    if index is None:
        return ""
    start = schedule.rows[index - 1].due_date if index else schedule.drawdown_date
    if day <= start:
        return ""
    if schedule.terms is not None:
        return _formula(schedule, schedule.terms, index, day)
    running = schedule.rows[index]
    passed, whole = (day - start).days, (running.due_date - start).days
    return f"{money_face(running.interest)} × {passed} ÷ {whole}"


def _formula(schedule: Schedule, terms: Terms, index: int, end: date) -> str:
    """Return the interest from the due date before an instalment to ``end`` in numbers."""
    start, base = schedule.drawdown_date, schedule.amount
    if index:
        start, base = schedule.rows[index - 1].due_date, schedule.rows[index - 1].balance
    if terms.method is Method.FLAT_FEE:
        base = schedule.amount
    if terms.basis is InterestBasis.EFFECTIVE:
        days = (end - start).days
        return f"{money_face(base)} × ((1 + {terms.rate.value})^({days} ÷ 365) − 1)"
    return f"{money_face(base)} × {terms.rate.value}{_share(terms, length(terms, start, end))}"


def _share(terms: Terms, counted: Length) -> str:
    """Return what the rate is multiplied with."""
    months, days = counted
    if terms.rate.period is Period.DAY:
        return f" × {days.days}"
    if not days.units:
        return _months(terms, months)
    yearly = " × 12" if terms.rate.period is Period.MONTH else ""
    parts = [f"{months} ÷ 12"] if months else []
    if terms.year_basis is DayCount.ACT_ACT:
        parts += [f"{days.days_365} ÷ 365", f"{days.days_366} ÷ 366"]
    elif not months:
        return f"{yearly} ÷ {YEAR_UNITS[terms.year_basis]} × {days.days}"
    else:
        parts.append(f"{days.days} ÷ {YEAR_UNITS[terms.year_basis]}")
    return f"{yearly} × ({' + '.join(parts)})"


def _months(terms: Terms, months: int) -> str:
    divided = " ÷ 12" if terms.rate.period is Period.YEAR else ""
    return divided + (f" × {months}" if months != 1 else "")


def _level_formula(terms: Terms) -> str:
    rate = f"({terms.rate.value}{_months(terms, terms.every_months)})"
    grown = f"(1 + {rate})^{terms.periods}"
    return f"{money_face(terms.amount)} × {rate} × {grown} ÷ ({grown} − 1)"


def cost_steps(cost: AnnualCost, words: Words) -> Iterator[str]:
    """Yield how an annual cost was worked out, a sentence each."""
    received = sum(amount for _, amount in cost.flows if amount > 0)
    paid = -sum(amount for _, amount in cost.flows if amount < 0)
    yield words(
        "Received: {received}; paid back: {paid}.",
        received=yuan_face(received, words),
        paid=yuan_face(paid, words),
    )
    rate = share_text(cost.unit_rate)
    if cost.is_by_days:
        yield words(
            "At {rate} a day, all that is paid is worth on the first day what was received.",
            rate=share_text(cost.unit_rate, ALL_PLACES + 2),
        )
        yield words(
            "With interest on interest: (1 + {rate})^365 − 1 = {effective}.",
            rate=share_text(cost.unit_rate, ALL_PLACES + 2),
            effective=share_text(cost.effective, PLACES),
        )
        yield words(
            "Without: 12 × ((1 + {effective})^(1 ÷ 12) − 1) = {nominal}.",
            effective=share_text(cost.effective, PLACES),
            nominal=share_text(cost.nominal, PLACES),
        )
        return
    count = cost.units_per_year
    yield words(
        "At {rate} a period, all that is paid is worth on the first day what was received.",
        rate=rate,
    )
    yield words(
        "With interest on interest: (1 + {rate})^{count} − 1 = {effective}.",
        rate=rate,
        count=_count(count),
        effective=share_text(cost.effective, PLACES),
    )
    yield words(
        "Without: {count} × {rate} = {nominal}.",
        rate=rate,
        count=_count(count),
        nominal=share_text(cost.nominal, PLACES),
    )


def _count(periods: Fraction) -> str:
    """Return the periods a year: 12, or (12 ÷ 18)."""
    if periods.denominator == 1:
        return str(periods.numerator)
    return f"({periods.numerator} ÷ {periods.denominator})"
