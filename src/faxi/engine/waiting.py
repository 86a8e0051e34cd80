"""What it costs to wait: the debt left alone for some days, and one payment against another."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from faxi.engine.calculate import calculate
from faxi.engine.case import Case
from faxi.engine.course import Course
from faxi.engine.events import Repayment
from faxi.engine.money import Fen
from faxi.engine.plans import Plan
from faxi.engine.rulebook import Rulebook
from faxi.engine.statement import Statement
from faxi.engine.walk import LAST_DAY

WAITS = (1, 7, 30, 90)  # days


def first_due(case: Case, as_of: date, rulebook: Rulebook) -> tuple[date, Fen] | None:
    """Return the first day from the cut-off date on with something due, and how much is then.

    What was paid early is taken off: a day it covers whole is passed over.

    Returns:
        ``None`` if nothing is due and nothing falls due later.

    Raises:
        CaseError: The case cannot be calculated.
    """
    course = Course(case, LAST_DAY, rulebook)
    course.pass_before(as_of)
    for day in (as_of, *course.due_days(as_of, LAST_DAY)):
        course.come_to(day)
        if course.due:
            return day, course.due
    return None


class Wait(NamedTuple):
    """The debt after some days on which nothing is paid.

    Attributes:
        newly_due: Instalments, costs and damages falling due meanwhile, which waiting does not
            cause.
        cost: What the total due grew by beside them.
        statement: The case calculated to ``date``: the working.
    """

    days: int
    date: date
    total_due: Fen
    newly_due: Fen
    cost: Fen
    statement: Statement


def cost_of_waiting(
    case: Case, as_of: date, rulebook: Rulebook, days: Sequence[int] = WAITS
) -> list[Wait]:
    """Return what waiting so many days costs, against paying on the cut-off date."""
    now = calculate(case, as_of, rulebook).total_due
    waits = []
    for count in days:
        day = as_of + timedelta(days=count)
        later = calculate(case, day, rulebook)
        newly = sum(m.amount for m in later.movements if m.kind == "due" and m.date > as_of)
        cost = later.total_due - now - newly
        waits.append(Wait(count, day, later.total_due, newly, cost, later))
    return waits


def saved_against_waiting(plan: Plan, case: Case, horizon: date, rulebook: Rulebook) -> Fen:
    """Return how much less is paid in all than by paying everything due on the horizon.

    Args:
        case: The case without the plan.
        horizon: Not before the plan's last payment; what the plan leaves due on it counts too.
    """
    waiting = calculate(case, horizon, rulebook).total_due
    return waiting - plan.paid - calculate(plan.case, horizon, rulebook).total_due


class Choice(NamedTuple):
    """One payment on one day, and what clears the rest on the later of two days compared.

    Attributes:
        amount: What is paid on ``date``, all that is due if that is less.
        rest: What is due on the horizon after it.
        statement: The case with the payment, calculated to the horizon: the working.
    """

    date: date
    amount: Fen
    rest: Fen
    statement: Statement

    @property
    def total(self) -> Fen:
        """What is paid in all, in fen."""
        return self.amount + self.rest


def choose(
    case: Case, payments: Sequence[tuple[date, Fen | None]], rulebook: Rulebook
) -> list[Choice]:
    """Return what each payment leads to; the smallest total is the cheapest.

    Args:
        payments: Day and amount, ``None`` for all that is due on it; the rest is paid on the
            latest of the days.
    """
    horizon = max(day for day, _ in payments)
    choices = []
    for day, wish in payments:
        due = calculate(case, day, rulebook).total_due
        amount = due if wish is None else min(wish, due)
        paid = (Repayment(day, amount),) if amount else ()
        later = calculate(replace(case, events=case.events + paid), horizon, rulebook)
        choices.append(Choice(day, amount, later.total_due, later))
    return choices
