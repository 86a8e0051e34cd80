"""Several debts paid off from one monthly budget: what is left of a cleared debt goes to the next.

Every month the debts are put in order anew, and each is paid what is due on it for as long as the
month's money lasts. What a payment is set against within a debt is the engine's own allocation.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from faxi.engine.case import Case
from faxi.engine.course import Course
from faxi.engine.debt_order import Order
from faxi.engine.money import Fen
from faxi.engine.plans import Budgeted, Plan, finished
from faxi.engine.problems import CaseError, Problem
from faxi.engine.rulebook import Ladder, Rulebook
from faxi.engine.walk import MOST_PAYMENTS, SHOWN_OF_NEVER, Walk, least, month_days


class Share(NamedTuple):
    """What one debt gets of a month's budget; ``debt`` is its position as given, from 0."""

    debt: int
    amount: Fen
    balance: Fen


class Month(NamedTuple):
    """One day of payment.

    Attributes:
        shares: In the order they were served.
        left: What of the budget was not needed.
        balance: What is due on all debts together after it.
    """

    date: dt.date
    shares: tuple[Share, ...]
    left: Fen
    balance: Fen


@dataclass(frozen=True, slots=True)
class BudgetPlan:
    """A budget carried out on several debts.

    Attributes:
        plans: One for each debt, in the order given.
        clear_on: When nothing due is left of any debt; ``None`` if that never happens.
        smallest: For a budget that never clears them, the smallest that does.
    """

    scheme: Budgeted
    order: Order
    plans: tuple[Plan, ...]
    months: tuple[Month, ...]
    clear_on: date | None
    smallest: Fen | None

    @property
    def paid(self) -> Fen:
        """What is paid in all, in fen."""
        return sum(plan.paid for plan in self.plans)


def budget_plan(
    cases: Sequence[Case], as_of: date, scheme: Budgeted, order: Order, rulebook: Rulebook
) -> BudgetPlan:
    """Pay several debts from one budget, month by month, until what is due is cleared.

    Args:
        cases: In the person's own order, which also decides between equals.

    Raises:
        CaseError: A case cannot be calculated, or the first payment lies before the cut-off.
    """
    if scheme.first < as_of:
        raise CaseError([Problem("plan_day_past", "first", {"day": scheme.first, "as_of": as_of})])
    walks = [Walk(case, as_of, rulebook) for case in cases]
    days = list(islice(month_days(scheme.first, scheme.day), MOST_PAYMENTS))
    desk = _Desk([walk.fork() for walk in walks], order, rulebook)
    clear_on = desk.pay_until_clear(scheme.amount, days)
    smallest = None
    if clear_on is None and not desk.months:
        clear_on = as_of
    elif clear_on is None:

        def clears(tried: Fen) -> bool:
            trial = _Desk([walk.fork() for walk in walks], order, rulebook)
            return trial.pay_until_clear(tried, days) is not None

        smallest = least(scheme.amount, scheme.amount // 8, clears)
        desk = _Desk(walks, order, rulebook)
        desk.pay_until_clear(scheme.amount, days[:SHOWN_OF_NEVER])
    plans = [
        finished(case, scheme, walk, desk.cleared_on(index, as_of))
        for index, (case, walk) in enumerate(zip(cases, desk.walks, strict=True))
    ]
    return BudgetPlan(scheme, order, tuple(plans), tuple(desk.months), clear_on, smallest)


class _Desk:
    """Several debts and the months paid so far."""

    def __init__(self, walks: list[Walk], order: Order, rulebook: Rulebook) -> None:
        self.walks = walks
        self.months: list[Month] = []
        self._rank = _RANKS[order]
        self._rulebook = rulebook

    def pay_until_clear(self, budget: Fen, days: Iterable[date]) -> date | None:
        """Pay every month and return the day that clears what is due on all debts."""
        return next((day for day in days if self._pay(day, budget)), None)

    def _pay(self, day: date, budget: Fen) -> bool:
        come, is_clear = [], True
        for index, walk in enumerate(self.walks):
            walk.course.pass_before(day)
            twin = walk.fork()
            twin.course.come_to(day)
            is_clear &= twin.course.has_begun
            if twin.course.due:
                ladder = self._rulebook.ladder_for(walk.course.case.lender.kind)
                come.append((self._rank(twin.course, ladder), index, twin))
        come.sort(key=lambda entry: entry[:2])
        left, shares = budget, []
        balance = sum(twin.course.due for _, _, twin in come)
        for _, index, twin in come:
            before = left
            due = twin.course.due
            if left:
                is_clear &= twin.pay(day, left)
                left -= min(left, due)
                self.walks[index] = twin
                shares.append(Share(index, before - left, twin.course.due))
            else:
                is_clear = False
        if shares:
            self.months.append(Month(day, tuple(shares), left, balance - (budget - left)))
        return is_clear

    def cleared_on(self, index: int, as_of: date) -> date | None:
        """Return when a debt was cleared, ``None`` if it was not."""
        rows = self.walks[index].rows
        if not rows:
            return None if self.walks[index].due_on(self._last(as_of)) else as_of
        return rows[-1].date if not rows[-1].balance else None

    def _last(self, as_of: date) -> date:
        return self.months[-1].date if self.months else as_of


Rank = Callable[[Course, Ladder], tuple[Fraction | int, ...]]


def _by_cost(course: Course, _ladder: Ladder) -> tuple[Fraction | int, ...]:
    """Rank by what a yuan owed adds a day, highest first."""
    return (-Fraction(course.per_diem, course.due),)


def _by_size(course: Course, _ladder: Ladder) -> tuple[Fraction | int, ...]:
    return (course.due,)


def _by_stage(course: Course, ladder: Ladder) -> tuple[Fraction | int, ...]:
    """Rank by the stage reached, then by how few days the next one is away."""
    ids = [stage.id for stage in ladder.stages]
    rank, overdue = ids.index(course.stage.id), course.days_overdue
    ahead = [stage.from_days - overdue for stage in ladder.stages if stage.from_days is not None]
    following = min((days for days in ahead if days > 0), default=0)
    return (-rank, following, -overdue)


def _as_given(_course: Course, _ladder: Ladder) -> tuple[Fraction | int, ...]:
    return ()


_RANKS: Mapping[Order, Rank] = {
    Order.COST: _by_cost,
    Order.SIZE: _by_size,
    Order.STAGE: _by_stage,
    Order.OWN: _as_given,
}
