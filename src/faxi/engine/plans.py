"""Ways out of a debt: a plan is the case with payments to come, worked by the engine itself.

A plan is carried out until what is due is cleared. Instalments that fall due afterwards are paid in
full on their days as far as a comparison reaches; they are no part of the way out.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from faxi.engine.calculate import calculate
from faxi.engine.case import Case
from faxi.engine.components import Component
from faxi.engine.course import Course
from faxi.engine.crossings import Crossing, crossings
from faxi.engine.daycount import Inclusion
from faxi.engine.events import Event, Pause, Repayment, Waiver
from faxi.engine.money import MAX_FEN, Fen
from faxi.engine.problems import CaseError, Problem
from faxi.engine.rulebook import Rulebook
from faxi.engine.statement import Statement
from faxi.engine.walk import (
    LAST_DAY,
    MOST_PAYMENTS,
    SHOWN_OF_NEVER,
    PlanRow,
    Walk,
    least,
    month_days,
)

# What a creditor gives up first in a settlement: what the delay added, principal last of all.
WAIVED_FIRST = (
    Component.PENALTY_INTEREST,
    Component.COMPOUND_INTEREST,
    Component.LIQUIDATED_DAMAGES,
    Component.ORDINARY_INTEREST,
    Component.COSTS,
    Component.PRINCIPAL,
)


@dataclass(frozen=True, slots=True)
class PayOn:
    """Everything due is paid on one day."""

    date: dt.date


@dataclass(frozen=True, slots=True)
class Monthly:
    """A fixed amount every month until what is due is cleared.

    Attributes:
        first: The earliest day of a payment.
        day: Day of the month, 1 to 31; in a shorter month its last day.
    """

    amount: Fen
    first: date
    day: int


@dataclass(frozen=True, slots=True)
class ClearBy:
    """The smallest equal monthly amount that clears what is due by a day, itself included."""

    date: dt.date
    first: dt.date
    day: int


@dataclass(frozen=True, slots=True)
class Lump:
    """An amount on one day and the rest afterwards."""

    amount: Fen
    date: dt.date
    rest: PayOn | Monthly | ClearBy


@dataclass(frozen=True, slots=True)
class Settlement:
    """The creditor takes an amount for the whole and waives the rest on that day.

    Attributes:
        monthly: Pays the amount in parts, interest paused meanwhile; all at once if ``None``.
        day: Day of the month of the parts.
    """

    amount: Fen
    date: dt.date
    monthly: Fen | None = None
    day: int = 1


@dataclass(frozen=True, slots=True)
class Budgeted:
    """A monthly amount for several debts together.

    Attributes:
        first: The earliest day of a payment.
        day: Day of the month, 1 to 31; in a shorter month its last day.
    """

    amount: Fen
    first: date
    day: int


Scheme = PayOn | Monthly | ClearBy | Lump | Settlement


@dataclass(frozen=True, slots=True)
class Plan:
    """A scheme carried out on a case.

    Attributes:
        case: The case with the plan's payments, waivers and pause as events.
        added: Those events alone.
        statement: ``case`` calculated to the plan's last day: the working behind every figure.
        monthly: The monthly amount, given or found.
        clear_on: When nothing due is left; ``None`` if the scheme never gets there.
        smallest: For a scheme that never clears, the smallest monthly amount that does.
        waived: Fen that the creditor gives up in the plan.
    """

    scheme: Scheme | Budgeted
    as_of: date
    case: Case
    added: tuple[Event, ...]
    rows: tuple[PlanRow, ...]
    statement: Statement
    crossings: tuple[Crossing, ...]
    monthly: Fen | None
    clear_on: date | None
    smallest: Fen | None
    waived: Fen

    @property
    def paid(self) -> Fen:
        """What is paid in all, in fen."""
        return sum(row.amount for row in self.rows)

    @property
    def last_date(self) -> date:
        """The day of the last payment, or that on which none is needed any more."""
        return self.statement.as_of


def make_plan(
    case: Case, as_of: date, scheme: Scheme, rulebook: Rulebook, horizon: date | None = None
) -> Plan:
    """Carry out a scheme.

    Args:
        as_of: The cut-off date; no payment lies before it.
        horizon: Instalments falling due up to this day are paid in full on their days.

    Raises:
        CaseError: The case cannot be calculated, or a date lies before what it must follow.
    """
    if problems := list(_problems(scheme, as_of)):
        raise CaseError(problems)
    added: tuple[Event, ...] = ()
    if isinstance(scheme, Settlement):
        added = _settled(case, as_of, scheme, rulebook)
    walk = Walk(replace(case, events=case.events + added), as_of, rulebook)
    found = _carry_out(walk, scheme)
    if found.clear_on is not None and horizon is not None:
        found.walk.pay_later(horizon)
    return _plan(case, scheme, added, found)


def _problems(scheme: Scheme, as_of: date) -> Iterator[Problem]:
    days = {"": getattr(scheme, "date", as_of), "first": getattr(scheme, "first", as_of)}
    earliest = as_of
    if isinstance(scheme, Lump):
        if scheme.date >= as_of:
            earliest = scheme.date
        days["rest"] = getattr(scheme.rest, "date", earliest)
        if days["rest"] < earliest:
            yield Problem("plan_rest_early", "rest", {"day": days["rest"], "first": earliest})
        del days["rest"]
    for where, day in days.items():
        if day < as_of:
            yield Problem("plan_day_past", where, {"day": day, "as_of": as_of})


class _Outcome(NamedTuple):
    """How far a scheme led."""

    walk: Walk
    clear_on: date | None
    monthly: Fen | None = None
    smallest: Fen | None = None


def _carry_out(walk: Walk, scheme: Scheme) -> _Outcome:
    if isinstance(scheme, PayOn):
        walk.pay(scheme.date, None)
        return _Outcome(walk, scheme.date)
    if isinstance(scheme, Monthly):
        return _monthly(walk, scheme.amount, scheme.first, scheme.day)
    if isinstance(scheme, ClearBy):
        return _clear_by(walk, scheme)
    if isinstance(scheme, Lump):
        if walk.pay(scheme.date, scheme.amount):
            return _Outcome(walk, scheme.date)
        return _carry_out(walk, _after(scheme.rest, scheme.date))
    if scheme.monthly is None:
        walk.pay(scheme.date, None)
        return _Outcome(walk, scheme.date)
    return _monthly(walk, scheme.monthly, scheme.date, scheme.day)


def _after(rest: PayOn | Monthly | ClearBy, day: date) -> PayOn | Monthly | ClearBy:
    """Return the rest of a scheme with its monthly payments after a day."""
    if isinstance(rest, PayOn):
        return rest
    return replace(rest, first=max(rest.first, day + timedelta(days=1)))


def _monthly(walk: Walk, amount: Fen, first: date, day: int) -> _Outcome:
    """Pay a fixed amount until clear; if that never happens, find the smallest that does."""
    days = list(islice(month_days(first, day), MOST_PAYMENTS))
    if not days:
        raise CaseError([Problem("plan_no_month", "first", {"day": first})])
    if walk.clears(amount, days):
        return _Outcome(walk, walk.pay_monthly(amount, days), amount)
    if not walk.clears(MAX_FEN, days):  # nothing falls due in all that time
        return _Outcome(walk, walk.as_of, amount)
    # What would be due at the end, in as many parts, is more than enough.
    hint = walk.due_on(days[-1]) // len(days) + 1
    smallest = least(amount, hint - amount, lambda tried: walk.clears(tried, days))
    walk.pay_monthly(amount, days[:SHOWN_OF_NEVER])
    return _Outcome(walk, None, amount, smallest)


def _clear_by(walk: Walk, scheme: ClearBy) -> _Outcome:
    days = []
    for day in islice(month_days(scheme.first, scheme.day), MOST_PAYMENTS):
        if day > scheme.date:
            break
        days.append(day)
    days = days or [scheme.date]  # no such day of a month lies before it

    amount = 0
    if walk.clears(MAX_FEN, days) and not walk.clears(0, days):
        hint = walk.due_on(days[-1]) // len(days)
        amount = least(0, hint, lambda tried: walk.clears(tried, days))
    return _Outcome(walk, walk.pay_monthly(amount, days) or days[-1], amount)


def _settled(case: Case, as_of: date, scheme: Settlement, rulebook: Rulebook) -> tuple[Event, ...]:
    """Return the waivers of a settlement, and the pause while it is paid in parts."""
    pause: tuple[Event, ...] = ()
    if scheme.monthly is not None:
        # A day that ends a span still counts where the last day does.
        counted = 0 if case.conventions.inclusion is Inclusion.FIRST else 1
        pause = (Pause(scheme.date + timedelta(days=counted), LAST_DAY),)
    course = Course(replace(case, events=case.events + pause), LAST_DAY, rulebook)
    course.pass_before(as_of)
    course.come_to(scheme.date)
    if scheme.amount >= course.due:
        return pause
    left = course.outstanding - scheme.amount
    waivers: list[Event] = []
    owed = course.ledger.outstanding()
    for component in WAIVED_FIRST:
        if taken := min(left, owed[component]):
            waivers.append(Waiver(scheme.date, component, taken))
            left -= taken
    return (*waivers, *pause)


def finished(case: Case, scheme: Scheme | Budgeted, walk: Walk, clear_on: date | None) -> Plan:
    """Return the plan that the payments made on a walk are."""
    return _plan(case, scheme, (), _Outcome(walk, clear_on))


def _plan(case: Case, scheme: Scheme | Budgeted, added: tuple[Event, ...], found: _Outcome) -> Plan:
    walk = found.walk
    rows = tuple(walk.rows)
    payments = tuple(Repayment(row.date, row.amount) for row in rows)
    added = (*added, *payments)
    whole = replace(case, events=case.events + added)
    last = max([walk.as_of, found.clear_on or walk.as_of, *(row.date for row in rows)])
    return Plan(
        scheme=scheme,
        as_of=walk.as_of,
        case=whole,
        added=added,
        rows=rows,
        statement=calculate(whole, last, walk.rulebook),
        crossings=tuple(crossings(case, walk.as_of, rows, walk.rulebook)),
        monthly=found.monthly,
        clear_on=found.clear_on,
        smallest=found.smallest,
        waived=sum(event.amount for event in added if isinstance(event, Waiver)),
    )
