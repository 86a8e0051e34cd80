"""Repayment schedules (还款计划): the instalments that terms of a loan come to, exact to the fen.

Interest is rounded to the fen on every due date and the last instalment takes what rounding left,
so that the principal parts add up to the amount lent.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from faxi.engine.daycount import YEAR_UNITS, DayCount, Inclusion, Weight, weigher
from faxi.engine.days import LAST_YEAR, months_on
from faxi.engine.money import Fen, RoundingMode, money_text, rounder
from faxi.engine.powers import power
from faxi.engine.problems import CaseError, Problem
from faxi.engine.rates import Percent, Period, Rate

MOST_PERIODS = 600
NO_SHARE = Percent(0, 0)
_MONTHS = 12
_DAYS = 365  # of a year of compounding days, and of a daily rate told as a yearly one


class Method(StrEnum):
    """How an amount is paid back (还款方式)."""

    EQUAL_INSTALMENTS = "equal_instalments"  # 等额本息
    EQUAL_PRINCIPAL = "equal_principal"  # 等额本金
    INTEREST_FIRST = "interest_first"  # 先息后本
    SINGLE_REPAYMENT = "single_repayment"  # 一次性还本付息
    FLAT_FEE = "flat_fee"  # 等本等费
    OWN_ROWS = "own_rows"  # 自行填写


_SPLIT = (Method.EQUAL_INSTALMENTS, Method.EQUAL_PRINCIPAL, Method.FLAT_FEE)


class InterestBasis(StrEnum):
    """What the interest of a period is counted by."""

    MONTH = "month"  # 按月：月利率 × 月数，零头天数按日
    DAYS = "days"  # 按日：实际天数
    EFFECTIVE = "effective"  # 实际年利率：按日复利折算


class FirstPeriod(StrEnum):
    """What a first period of odd length does to equal instalments."""

    LEVEL = "level"  # 各期还款相同，零头分摊到各期
    SEPARATE = "separate"  # 首期利息按实际天数，其余各期照常


@dataclass(frozen=True, slots=True)
class Terms:
    """What a schedule is made from; ``problems`` says whether it can be.

    Attributes:
        periods: How many due dates the term has, also where only the last one is paid.
        first_due: Its day of the month holds for all, lowered to the end of shorter months.
        drawdown_date: When the money was paid out; a period before ``first_due`` if ``None``.
        interest_basis: By month if ``None``; by days with a daily rate or a ``day_count``.
        day_count: For days, and for the odd days of a month; ``ACT_360`` if ``None``.
        every_months: Months from one due date to the next.
        first_period: Whether all equal instalments share in its odd length, or the first bears it.
        instalment: The equal instalment as the contract states it, instead of the computed one.
        fee: Fee of each period, in fen; ``fee_rate`` is the same as a share of ``amount``.
        upfront_fee: Taken at the drawdown (砍头息); never principal, always cost.
        unit: What instalments are rounded to: 1 fen or 100.
    """

    amount: Fen
    rate: Rate
    periods: int
    first_due: date
    method: Method = Method.EQUAL_INSTALMENTS
    drawdown_date: date | None = None
    interest_basis: InterestBasis | None = None
    day_count: DayCount | None = None
    every_months: int = 1
    first_period: FirstPeriod = FirstPeriod.LEVEL
    instalment: Fen | None = None
    fee: Fen = 0
    fee_rate: Percent = NO_SHARE
    upfront_fee: Fen = 0
    unit: Fen = 1
    rounding_mode: RoundingMode = RoundingMode.HALF_UP

    @property
    def basis(self) -> InterestBasis:
        """The interest basis that holds."""
        if self.interest_basis is not None:
            return self.interest_basis
        by_days = self.rate.period is Period.DAY or self.day_count is not None
        return InterestBasis.DAYS if by_days else InterestBasis.MONTH

    @property
    def year_basis(self) -> DayCount:
        """The day-count convention that holds."""
        return self.day_count or DayCount.ACT_360

    @property
    def value_date(self) -> date:
        """The first day that bears interest (起息日)."""
        return self.drawdown_date or months_on(self.first_due, -self.every_months)

    @property
    def is_regular(self) -> bool:
        """Whether interest is by month and all periods are equally long."""
        start = self.value_date
        whole = _whole_months(start, self.first_due)
        return self.basis is InterestBasis.MONTH and whole == (self.every_months, start)

    @property
    def due_dates(self) -> list[date]:
        """Every due date; of a single repayment the last one only."""
        step = self.every_months
        first = self.periods - 1 if self.method is Method.SINGLE_REPAYMENT else 0
        return [months_on(self.first_due, step * n) for n in range(first, self.periods)]

    def problems(self) -> list[Problem]:
        """Return what keeps these terms from being a schedule; ``where`` is the attribute."""
        return list(_problems(self))


class Row(NamedTuple):
    """One instalment of a schedule; amounts in fen.

    Attributes:
        principal: Zero where only interest is paid.
        balance: Principal still to come after it.
    """

    due_date: date
    principal: Fen
    interest: Fen
    fee: Fen
    balance: Fen

    @property
    def payment(self) -> Fen:
        """All that is paid on the due date."""
        return self.principal + self.interest + self.fee


@dataclass(frozen=True, slots=True)
class Schedule:
    """The instalments of one loan.

    Attributes:
        terms: What they were made from; ``None`` for own rows.
    """

    drawdown_date: date
    amount: Fen
    rows: tuple[Row, ...]
    upfront_fee: Fen = 0
    terms: Terms | None = None

    @property
    def principal(self) -> Fen:
        """Sum of the principal parts, always the amount lent."""
        return sum(row.principal for row in self.rows)

    @property
    def interest(self) -> Fen:
        """Sum of the interest parts."""
        return sum(row.interest for row in self.rows)

    @property
    def fees(self) -> Fen:
        """Sum of the fees of the periods, without what was taken up front."""
        return sum(row.fee for row in self.rows)

    @property
    def payment(self) -> Fen:
        """Sum of all instalments."""
        return sum(row.payment for row in self.rows)

    @property
    def received(self) -> Fen:
        """What the borrower had in hand at the drawdown."""
        return self.amount - self.upfront_fee


def make_schedule(terms: Terms) -> Schedule:
    """Return the schedule of terms.

    Raises:
        CaseError: The terms have problems, or the stated instalment does not fit them.
    """
    if problems := terms.problems():
        raise CaseError(problems)
    due_dates = terms.due_dates
    starts = [terms.value_date, *due_dates[:-1]]
    factors = [growth(terms, *span) for span in zip(starts, due_dates, strict=True)]
    round_to = rounder(terms.rounding_mode)
    fee_rate = terms.fee_rate
    fee = terms.fee + round_to(terms.amount * fee_rate.digits, 10**fee_rate.scale)
    rows, balance = [], terms.amount
    for due_date, (principal, interest) in zip(due_dates, _parts(terms, factors), strict=True):
        balance -= principal
        rows.append(Row(due_date, principal, interest, fee, balance))
    _refuse_unfit(terms, rows, factors)
    return Schedule(terms.value_date, terms.amount, tuple(rows), terms.upfront_fee, terms)


def own_schedule(
    drawdown_date: date, rows: Sequence[tuple[date, Fen, Fen, Fen]], upfront_fee: Fen = 0
) -> Schedule:
    """Return the schedule of rows that somebody wrote down, in the order of their dates.

    Args:
        rows: Due date, principal, interest and fee of each; the principals make up the amount.

    Raises:
        CaseError: No principal at all, or a due date that is not after the drawdown.
    """
    ordered = sorted(rows, key=lambda row: row[0])
    amount = balance = sum(row[1] for row in ordered)
    if amount == 0:
        raise CaseError([Problem("amount_zero", "amount")])
    if ordered[0][0] <= drawdown_date:
        raise CaseError([_drawdown_late(drawdown_date, ordered[0][0])])
    made = []
    for due_date, principal, interest, fee in ordered:
        balance -= principal
        made.append(Row(due_date, principal, interest, fee, balance))
    return Schedule(drawdown_date, amount, tuple(made), upfront_fee)


def level_payment(amount: Fen, factors: Sequence[Fraction]) -> Fraction:
    """Return the exact equal instalment, in fen: amount × Π(1 + f) ÷ Σ of its growth.

    Args:
        factors: Interest of each period as a share of the balance; they need not be equal.
    """
    grown, paid, scale = 1, 0, 1
    for factor in factors:
        # Whole numbers over one scale: reducing the fraction at each step would cost far more.
        rise = factor.numerator + factor.denominator
        grown, scale, paid = (
            grown * rise,
            scale * factor.denominator,
            paid * rise + scale * factor.denominator,
        )
    return Fraction(amount * grown, paid)


class Length(NamedTuple):
    """How long a period is: whole months, and the days besides."""

    months: int
    days: Weight


def length(terms: Terms, first: date, end: date) -> Length:
    """Return how a period counts; the day ``first`` bears interest, the day ``end`` does not.

    Interest by month counts whole months and then days; every other basis days alone.
    """
    months, until = 0, end
    if terms.basis is InterestBasis.MONTH:
        months, until = _whole_months(first, end)
    weigh = weigher(terms.year_basis, Inclusion.FIRST)
    return Length(months, weigh(first.toordinal(), until.toordinal()))


def growth(terms: Terms, first: date, end: date) -> Fraction:
    """Return the interest of a period as a share of the balance; see ``length``."""
    months, days = length(terms, first, end)
    yearly = yearly_rate(terms.rate)
    if terms.basis is InterestBasis.EFFECTIVE:
        return power(1 + yearly, Fraction((end - first).days, _DAYS)) - 1
    if terms.rate.period is Period.DAY:
        return yearly * days.days / _DAYS
    return yearly * (Fraction(months, _MONTHS) + Fraction(days.units, YEAR_UNITS[terms.year_basis]))


def yearly_rate(rate: Rate) -> Fraction:
    """Return a rate as a share of the base a year: 12 × a monthly, 365 × a daily one."""
    per_year = {Period.YEAR: 1, Period.MONTH: _MONTHS, Period.DAY: _DAYS}[rate.period]
    return Fraction(rate.value.digits * per_year, 10**rate.value.scale)


def earned_interest(schedule: Schedule, day: date) -> Fen:
    """Return the interest earned since the last due date on or before a day, not yet due.

    This is what an acceleration or an early settlement on that day has to add. By the terms if
    there are any; for own rows the interest of the running period by its share of the days.
    """
    start, balance = schedule.drawdown_date, schedule.amount
    running = None
    for row in schedule.rows:
        if row.due_date > day:
            running = row
            break
        start, balance = row.due_date, row.balance
    if running is None or day <= start:
        return 0
    terms = schedule.terms
    if terms is None:
        passed, whole = (day - start).days, (running.due_date - start).days
        return rounder(RoundingMode.HALF_UP)(running.interest * passed, whole)
    base = schedule.amount if terms.method is Method.FLAT_FEE else balance
    return _rounded(base * growth(terms, start, day), terms)


def _whole_months(first: date, end: date) -> tuple[int, date]:
    """Return the most months that fit between two dates, and the day they begin, before ``end``.

    Counted back from the end, so that a due date on the 31st has whole months before it.
    """
    months = (end.year - first.year) * _MONTHS + end.month - first.month
    start = months_on(end, -months)
    # The end of a shorter month is a whole month before the 31st, whichever of the two it is.
    if start < first and months_on(first, months) > end:
        months -= 1
        start = months_on(end, -months)
    return months, max(first, start)


def _rounded(exact: Fraction, terms: Terms, unit: Fen = 1) -> Fen:
    """Return an exact amount in fen as whole units."""
    return rounder(terms.rounding_mode)(exact.numerator, exact.denominator * unit) * unit


def _parts(terms: Terms, factors: Sequence[Fraction]) -> Iterator[tuple[Fen, Fen]]:
    """Yield principal and interest of each instalment."""
    usual = _usual(terms, factors)
    principal_of = _principal_rule(terms, usual)
    balance, last = terms.amount, len(factors) - 1
    for index, factor in enumerate(factors):
        base = terms.amount if terms.method is Method.FLAT_FEE else balance
        wished = balance if index == last else principal_of(_rounded(base * usual[index], terms))
        principal = min(max(wished, 0), balance)
        yield principal, _rounded(base * factor, terms)
        balance -= principal


def _usual(terms: Terms, factors: Sequence[Fraction]) -> Sequence[Fraction]:
    """Return the factors that principal is reckoned by: with a separate first period a usual one.

    The first instalment then holds the principal of a usual period beside the interest of its own.
    """
    if terms.first_period is FirstPeriod.LEVEL or terms.method is not Method.EQUAL_INSTALMENTS:
        return factors
    start = replace(terms, drawdown_date=None).value_date
    return [growth(terms, start, terms.first_due), *factors[1:]]


def _principal_rule(terms: Terms, factors: Sequence[Fraction]) -> Callable[[Fen], Fen]:
    """Return what says the principal of an instalment but the last, given its usual interest."""
    if terms.method is Method.EQUAL_INSTALMENTS:
        level = terms.instalment or _level(terms, factors)
        return lambda interest: level - interest
    if terms.method in (Method.EQUAL_PRINCIPAL, Method.FLAT_FEE):
        equal = _rounded(Fraction(terms.amount, len(factors)), terms, terms.unit)
        return lambda _: equal
    return lambda _: 0


def _level(terms: Terms, factors: Sequence[Fraction]) -> Fen:
    return _rounded(level_payment(terms.amount, factors), terms, terms.unit)


def _refuse_unfit(terms: Terms, rows: Sequence[Row], factors: Sequence[Fraction]) -> None:
    """Refuse a stated instalment that does not cover the interest or repays too early."""
    if terms.instalment is not None and not all(row.principal for row in rows):
        params = {"fitting": money_text(_level(terms, _usual(terms, factors)))}
        raise CaseError([Problem("instalment_unfit", "instalment", params)])


def _problems(terms: Terms) -> Iterator[Problem]:
    if terms.method is Method.OWN_ROWS:
        yield Problem("schedule_rows_needed", "method")
    yield from _amount_problems(terms)
    yield from _date_problems(terms)
    if terms.rate.exceeds_limit():
        yield Problem("rate_too_high", "rate", {"value": str(terms.rate)})
    yield from _basis_problems(terms)


def _amount_problems(terms: Terms) -> Iterator[Problem]:
    if terms.amount <= 0:
        yield Problem("amount_zero", "amount")
    elif terms.method in _SPLIT and terms.amount < terms.periods * terms.unit:
        yield Problem("schedule_too_small", "amount", {"count": terms.periods})
    if terms.upfront_fee >= max(1, terms.amount):
        yield Problem("fee_takes_all", "upfront_fee")
    if terms.instalment is not None and terms.method is not Method.EQUAL_INSTALMENTS:
        yield Problem("instalment_needs_equal", "instalment")


def _date_problems(terms: Terms) -> Iterator[Problem]:
    if not 1 <= terms.periods <= MOST_PERIODS:
        yield _out_of_range("periods", terms.periods, MOST_PERIODS)
    elif not 1 <= terms.every_months <= _MONTHS * 10:
        yield _out_of_range("every_months", terms.every_months, _MONTHS * 10)
    elif _last_year(terms) > LAST_YEAR:
        yield Problem("schedule_too_long", "periods", {"year": LAST_YEAR})
    if terms.drawdown_date is not None and terms.drawdown_date >= terms.first_due:
        yield _drawdown_late(terms.drawdown_date, terms.first_due)


def _last_year(terms: Terms) -> int:
    months = terms.first_due.month - 1 + (terms.periods - 1) * terms.every_months
    return terms.first_due.year + months // _MONTHS


def _basis_problems(terms: Terms) -> Iterator[Problem]:
    """Yield what does not go with the period the rate is written in."""
    shown = {"rate": str(terms.rate)}
    if terms.rate.period is Period.DAY:
        if terms.basis is InterestBasis.MONTH:
            yield Problem("daily_rate_needs_days", "interest_basis", shown)
        if terms.day_count is DayCount.THIRTY_E_360:
            yield Problem("daily_rate_needs_calendar_days", "day_count", shown)
    if terms.basis is InterestBasis.EFFECTIVE and terms.rate.period is not Period.YEAR:
        yield Problem("effective_needs_yearly_rate", "interest_basis", shown)


def _out_of_range(where: str, value: int, limit: int) -> Problem:
    return Problem("number_out_of_range", where, {"value": value, "limit": f"1–{limit}"})


def _drawdown_late(drawdown: date, first_due: date) -> Problem:
    params = {"drawdown": drawdown, "first_due": first_due}
    return Problem("drawdown_not_before", "drawdown_date", params)
