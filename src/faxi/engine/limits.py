"""Measures what a case charges against limits handed in: the arithmetic of the limit checks.

What lies above a yearly limit is found by ``engine.cap``; nothing here calculates interest anew.
Which limit applies to whom, and since when, is data and comes from outside.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from faxi.engine.accrual import Accrual
from faxi.engine.cap import CapLimit, compare
from faxi.engine.case import Cap, CapKind, Case, PenaltyMode, Rounding
from faxi.engine.components import Component
from faxi.engine.daycount import YEAR_UNITS, DayCount
from faxi.engine.money import Fen, RoundingMode, rounder
from faxi.engine.rates import Percent, Period, Rate
from faxi.engine.statement import CapResult, Line, Statement
from faxi.engine.timeline import rate_tracks

Severity = Literal["info", "notice", "warning"]
State = Literal["within", "over", "unknown", "not_applicable"]
# For a private loan: the multiple of the LPR at the contract, the rule before it, the one until
# the change and the other since, or a suit older than the oldest rule on file.
Regime = Literal["at_contract", "old", "transition", "no_rule"]

_ORDINARY_YEAR = YEAR_UNITS[DayCount.ACT_365]
_MONTHS = 12
_AT_RATES = (Component.PENALTY_INTEREST, Component.ORDINARY_INTEREST)


class Check(NamedTuple):
    """How a case stands to one limit or duty.

    Attributes:
        code: Names the sentence, before a dot what the limit is, after it what was measured.
        concerned: The fen that lie above the limit; ``None`` where no sum can be given.
        params: Values the sentence mentions.
    """

    rule_id: str
    code: str
    severity: Severity
    state: State
    concerned: Fen | None
    params: Mapping[str, object]


class Charged(NamedTuple):
    """The rates in force on one day, as yearly shares.

    Attributes:
        penalty: What an overdue yuan bears; with ``on_top`` both rates together.
    """

    contract: Percent | None
    penalty: Percent


class Claim(NamedTuple):
    """What accrued after the due date within some days.

    Attributes:
        claimed: The lines and damages, less what was waived.
    """

    lines: tuple[Line, ...]
    claimed: Fen


def private_regimes(
    contract_date: date | None, suit_date: date | None, old_from: date, changed_on: date
) -> tuple[Regime, ...]:
    """Return the regimes that may hold; several where the suit date decides and is not known.

    Args:
        old_from: Since when the old rule governed suits.
        changed_on: Since when the multiple of the LPR holds, for contracts and for suits.

    Returns:
        Nothing where the contract date would be needed.
    """
    if contract_date is not None and contract_date >= changed_on:
        return ("at_contract",)
    if suit_date is not None and suit_date < changed_on:
        return ("old" if suit_date >= old_from else "no_rule",)
    if contract_date is None:
        return ()
    return ("old", "transition") if suit_date is None else ("transition",)


def yearly(rate: Rate, day_count: DayCount) -> Percent:
    """Return a rate as a yearly share, by the year its own interest is counted in.

    A daily rate is taken for the 360 or 365 days of the basis (``ACT/ACT``: of an ordinary year),
    so that a rate and what accrues at it stand to a limit in the same way.
    """
    if rate.period is Period.YEAR:
        return rate.value
    basis = _ORDINARY_YEAR if day_count is DayCount.ACT_ACT else YEAR_UNITS[day_count]
    times = _MONTHS if rate.period is Period.MONTH else basis
    return Percent.of(rate.value.digits * times, rate.value.scale)


def exceeds(share: Percent, limit: Percent) -> bool:
    """Tell whether one share is above another."""
    left: int = share.digits * 10**limit.scale
    right: int = limit.digits * 10**share.scale
    return left > right


def highest(shares: Iterable[Percent]) -> Percent | None:
    """Return the highest of some shares."""
    found: Percent | None = None
    for share in shares:
        if found is None or exceeds(share, found):
            found = share
    return found


def charged_rates(statement: Statement, lines: Sequence[Line], *days: date) -> list[Charged]:
    """Return the rates on the first day of each line and on further days; none on paused days."""
    case, day_count = statement.case, statement.case.conventions.day_count
    contract_track, penalty_track = rate_tracks(case, statement.as_of)
    ordinals = {line.from_date.toordinal() for line in lines} | {day.toordinal() for day in days}
    found: dict[Charged, None] = {}
    for ordinal in sorted(ordinals):
        penalty = penalty_track.on(ordinal)
        if penalty is None:
            continue
        contract = contract_track.on(ordinal) if contract_track else None
        share = yearly(penalty, day_count)
        by_contract = yearly(contract, day_count) if contract else None
        if case.penalty_mode is PenaltyMode.ON_TOP and by_contract is not None:
            share = _sum(share, by_contract)
        found[Charged(by_contract, share)] = None
    return list(found)


def _sum(one: Percent, other: Percent) -> Percent:
    scale = max(one.scale, other.scale)
    digits = one.digits * 10 ** (scale - one.scale) + other.digits * 10 ** (scale - other.scale)
    return Percent.of(digits, scale)


def against(limit: Rate, case: Case, claim: Claim) -> CapResult:
    """Return what was claimed, what a limit allows on the principal outstanding, and the rest."""
    cap = Cap(CapKind.ANNUAL_RATE, limit.value)
    return compare(CapLimit(cap, limit), case, claim.lines, claim.claimed, 0)


def at_rates(claim: Claim) -> Claim:
    """Return what accrued at the penalty rate (and on top), without compound and damages."""
    lines = tuple(line for line in claim.lines if line.component in _AT_RATES)
    return Claim(lines, sum(line.amount for line in lines))


def part_above(interest: Fen, rate: Percent, limit: Percent) -> Fen:
    """Return the part of an interest accrued at ``rate`` that lies above ``limit``, half up."""
    if not exceeds(rate, limit):
        return 0
    scale = max(rate.scale, limit.scale)
    whole = rate.digits * 10 ** (scale - rate.scale)
    above = whole - limit.digits * 10 ** (scale - limit.scale)
    return rounder(RoundingMode.HALF_UP)(interest * above, whole)


def claim_of(statement: Statement, claimed: Fen | None = None) -> Claim:
    """Return everything that accrued after the due date.

    Args:
        claimed: What the engine's own comparison found; needed where something was waived.
    """
    if claimed is None:
        claimed = _gross(statement.lines, statement)
    return Claim(statement.lines, claimed)


def _gross(lines: Iterable[Line], statement: Statement, before: date = date.max) -> Fen:
    damages = sum(
        movement.amount
        for movement in statement.movements
        if movement.kind == "due"
        and movement.component is Component.LIQUIDATED_DAMAGES
        and movement.date < before
    )
    return sum(line.amount for line in lines) + damages


def claims_around(statement: Statement, claim: Claim, day: date) -> tuple[Claim, Claim]:
    """Return what of a claim accrued before a day, and what from it on.

    Damages belong to the side of their date. What was waived is taken off the earlier side first,
    as a waiver lowers the oldest instalment first.
    """
    earlier, later = split_lines(claim.lines, day, statement.case)
    waived = _gross(claim.lines, statement) - claim.claimed
    first = max(0, _gross(earlier, statement, day) - waived)
    return Claim(earlier, first), Claim(later, claim.claimed - first)


def split_lines(
    lines: Iterable[Line], day: date, case: Case
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the lines up to the eve of a day and from it on; one that spans it is cut in two.

    The earlier part of such a line is rounded as the case rounds, the later part is the rest of
    its amount.
    """
    earlier, later = [], []
    accrual = Accrual(case)
    for line in lines:
        if line.to_date < day:
            earlier.append(line)
        elif line.from_date >= day:
            later.append(line)
        else:
            first = _part(line, line.from_date, day - timedelta(days=1), accrual)
            first = first._replace(amount=min(first.amount, line.amount))
            rest = line.amount - first.amount
            earlier.append(first)
            later.append(_part(line, day, line.to_date, accrual)._replace(amount=rest))
    return tuple(earlier), tuple(later)


def _part(line: Line, first: date, last: date, accrual: Accrual) -> Line:
    weight = accrual.weigh(first.toordinal(), last.toordinal() + 1)
    if accrual.rounding is Rounding.PER_DAY:
        amount = accrual.day_by_day(line.base, line.rate, weight)
    else:
        amount = accrual.round(*accrual.exact(line.base, line.rate, weight))
    return line._replace(
        from_date=first,
        to_date=last,
        days=weight.days,
        amount=amount,
        days_365=weight.days_365,
        days_366=weight.days_366,
    )
