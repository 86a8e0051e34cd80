"""Compares what accrued after the due date with what a cap allows."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import lcm

from faxi.engine.accrual import Accrual
from faxi.engine.case import Cap, CapKind, Case
from faxi.engine.components import Component
from faxi.engine.daycount import Weight
from faxi.engine.money import Fen
from faxi.engine.problems import Problem
from faxi.engine.rates import Percent, Period, Rate
from faxi.engine.rulebook import Rulebook
from faxi.engine.statement import CapResult, DailyTerm, Line, Statement


@dataclass(frozen=True, slots=True)
class CapLimit:
    """A cap with its rate looked up, and warnings about the data used."""

    cap: Cap
    limit: Rate | Percent | Fen
    warnings: tuple[Problem, ...] = ()


def cap_limit(case: Case, rulebook: Rulebook) -> CapLimit | None:
    """Return the limit a case sets, ``None`` if it sets none.

    Raises:
        CaseError: The LPR series does not reach back to the contract date.
    """
    cap = case.cap
    if cap is None:
        return None
    if cap.kind is CapKind.ANNUAL_RATE and isinstance(cap.limit, Percent):
        return CapLimit(cap, Rate(cap.limit, Period.YEAR))
    if cap.kind is not CapKind.LPR_MULTIPLE or not isinstance(cap.limit, Percent):
        return CapLimit(cap, cap.limit)
    assert case.contract_date is not None, "checked by Case.problems"
    series, day = rulebook.lpr_1y, case.contract_date
    lpr, multiple = series.on(day), cap.limit
    limit = Percent.of(lpr.digits * multiple.digits, lpr.scale + multiple.scale)
    warnings: tuple[Problem, ...] = ()
    if day > series.checked_on:
        params = {"series": series.id, "day": day, "checked_on": series.checked_on}
        warnings = (Problem("rate_unchecked", "contract_date", params),)
    if series.row_day(day) in series.own_days:
        params = {"series": series.id, "day": day}
        warnings += (Problem("rate_own", "contract_date", params),)
    return CapLimit(cap, Rate(limit, Period.YEAR), warnings)


def compare(
    limit: CapLimit, case: Case, lines: Iterable[Line], claimed: Fen, total: Fen
) -> CapResult:
    """Return the comparison, whether or not the cap is applied.

    Args:
        claimed: What accrued after the due date and was not waived.
        total: What is outstanding before the cap.
    """
    allowed = _allowed(limit, case, lines)
    over = max(0, claimed - allowed)
    taken_off = min(over, total) if limit.cap.apply else 0
    excess = over - taken_off if limit.cap.apply else 0
    return CapResult(limit.cap.kind, limit.limit, claimed, allowed, over, excess, limit.cap.apply)


def _allowed(limit: CapLimit, case: Case, lines: Iterable[Line]) -> Fen:
    accrual = Accrual(case)
    if isinstance(limit.limit, Rate):
        return accrual.round(*_allowed_exactly(limit.limit, accrual, lines))
    if isinstance(limit.limit, Percent):
        principal = sum(instalment.principal for instalment in case.instalments)
        return accrual.round(principal * limit.limit.digits, 10**limit.limit.scale)
    return limit.limit


def _allowed_exactly(rate: Rate, accrual: Accrual, lines: Iterable[Line]) -> tuple[int, int]:
    """Return Σ principal × cap rate over the counted days of penalty, as a ratio in fen."""
    numerator, denominator = 0, 1
    for line in lines:
        if line.component is not Component.PENALTY_INTEREST:
            continue
        weight = _weight_of(line, accrual)
        top, bottom = accrual.exact(line.base, rate, weight)
        common = lcm(denominator, bottom)
        numerator = numerator * (common // denominator) + top * (common // bottom)
        denominator = common
    return numerator, denominator


def _weight_of(line: Line, accrual: Accrual) -> Weight:
    return accrual.weigh(line.from_date.toordinal(), line.to_date.toordinal() + 1)


def capped_growth(statement: Statement) -> tuple[tuple[DailyTerm, ...], Fen]:
    """Return what the cap lets the next day add: its terms at the cap's rate, and the growth.

    The growth is what the total due rises by when the next day adds the per diem and the cap allows
    its share of that day, rounded once. A fixed cap allows nothing more.
    """
    cap = statement.cap
    assert cap is not None, "there is a cap"
    terms: tuple[DailyTerm, ...] = ()
    if isinstance(cap.limit, Rate):
        terms = tuple(
            term._replace(rate=cap.limit)
            for term in statement.daily_terms
            if term.component is Component.PENALTY_INTEREST
        )
    allowed = _daily_allowance(statement.case, terms)
    over = max(0, cap.claimed + statement.per_diem - cap.allowed - allowed)
    total = max(0, statement.outstanding.total + statement.per_diem - over)
    return terms, total - statement.total_due


def _daily_allowance(case: Case, terms: Iterable[DailyTerm]) -> Fen:
    accrual = Accrual(case)
    for term in terms:  # penalty interest has one rate on a day, so there is one term at most
        return accrual.round(*accrual.exact(term.base, term.rate, term.weight))
    return 0
