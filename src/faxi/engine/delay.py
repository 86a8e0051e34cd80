"""The doubled part of interest for delayed performance of a judgment (加倍部分债务利息).

It stands beside what the case owes and is never part of it. Legal basis: the rules
``delayed_performance.*``; the daily rate is handed in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from faxi.engine.case import Case
from faxi.engine.components import Component
from faxi.engine.events import Notice, NoticeKind, Repayment, Waiver
from faxi.engine.money import Fen, RoundingMode, rounder
from faxi.engine.problems import Problem
from faxi.engine.rates import Period, Rate

_round_half_up = rounder(RoundingMode.HALF_UP)

# Waivers of these lower the base: general interest is no part of it.
_JUDGED = (Component.PRINCIPAL, Component.LIQUIDATED_DAMAGES, Component.COSTS)


class DelayTerms(NamedTuple):
    """What a judgment sets.

    Attributes:
        judged_on: Date of the notice.
        deadline: Last day on which performance is in time.
        debt: The judgment debt without general interest, in fen.
    """

    judged_on: date
    deadline: date
    debt: Fen


class DelayLine(NamedTuple):
    """A run of days of delay on one base: ``base × rate × days``, both dates included."""

    from_date: date
    to_date: date
    days: int
    base: Fen
    rate: Rate
    amount: Fen


class Reduction(NamedTuple):
    """A sum that lowers the judgment debt from the day after ``date``."""

    date: date
    amount: Fen


@dataclass(frozen=True, slots=True)
class DelayInterest:
    """The doubled part up to a cut-off.

    Attributes:
        unpaid_debt: What is left of the judgment debt at the cut-off.
        amount: What the lines add up to.
        paid: The part of ``amount`` that money left over after everything else covers.
        counted_from: First day that can count: the day after the deadline, or a later day from
            which the rule has been in force.
    """

    terms: DelayTerms
    counted_from: date
    lines: tuple[DelayLine, ...]
    unpaid_debt: Fen
    amount: Fen
    paid: Fen = 0

    @property
    def outstanding(self) -> Fen:
        """What of it is still owed."""
        return self.amount - self.paid


def delay_terms(case: Case, as_of: date) -> DelayTerms | Problem | None:
    """Return the terms of the latest judgment, the problem with them, or ``None`` without one."""
    judgments = [
        (event.date, index, event)
        for index, event in enumerate(case.events)
        if isinstance(event, Notice) and event.what is NoticeKind.JUDGMENT and event.date <= as_of
    ]
    if not judgments:
        return None
    judged_on, index, notice = max(judgments, key=lambda judgment: judgment[:2])
    if notice.deadline is None or notice.amount is None:
        return Problem("delay_terms_missing", f"events[{index}]", {"day": judged_on})
    return DelayTerms(judged_on, notice.deadline, notice.amount)


def reductions(case: Case, terms: DelayTerms, as_of: date) -> list[Reduction]:
    """Return what lowers the judgment debt, in date order.

    Everything repaid since the judgment is set against the judgment debt first, the doubled part
    comes last (rule ``delayed_performance.order``). A waiver counts unless it is of interest.
    """
    return sorted(
        Reduction(event.date, event.amount)
        for event in case.events
        if terms.judged_on <= event.date <= as_of
        and (
            isinstance(event, Repayment)
            or (isinstance(event, Waiver) and event.component in _JUDGED)
        )
    )


def delay_interest(
    terms: DelayTerms,
    rate: Rate,
    as_of: date,
    reduced: Iterable[Reduction] = (),
    *,
    in_force_from: date | None = None,
    left_over: Fen = 0,
) -> DelayInterest:
    """Return the doubled part from the day after the deadline to the cut-off, both included.

    The day of a payment still bears on what it pays. Each line is rounded half up.

    Args:
        rate: Per day; there is no year in this rule.
        reduced: In date order.
        in_force_from: Days before it are not counted.
        left_over: Money left when all the rest of the case was paid.
    """
    if rate.period is not Period.DAY:
        raise ValueError(rate)
    counted_from = terms.deadline + timedelta(days=1)
    if in_force_from is not None:
        counted_from = max(counted_from, in_force_from)
    steps = [r for r in reduced if r.date <= as_of]
    lines = tuple(_lines(terms.debt, rate, counted_from, as_of, steps))
    amount = sum(line.amount for line in lines)
    surplus = sum(step.amount for step in steps) - terms.debt
    return DelayInterest(
        terms,
        counted_from,
        lines,
        max(0, -surplus),
        amount,
        min(amount, max(0, surplus), left_over),
    )


def _lines(
    debt: Fen, rate: Rate, first: date, last: date, steps: Sequence[Reduction]
) -> Iterable[DelayLine]:
    """Yield a line for each run of days between payments, while anything is left unpaid."""
    eve = first - timedelta(days=1)
    ends = [(eve, 0), *((max(eve, s.date), s.amount) for s in steps), (last, 0)]
    for (before, paid), (end, _) in pairwise(ends):
        debt = max(0, debt - paid)
        days = (end - before).days
        if debt and days > 0:
            exact = debt * rate.value.digits * days
            amount = _round_half_up(exact, 10**rate.value.scale)
            start = before + timedelta(days=1)
            yield DelayLine(start, end, days, debt, rate, amount)
