"""A debt being paid off step by step: a course, and the payments a plan makes on it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from faxi.engine.case import Case
from faxi.engine.course import Course
from faxi.engine.days import LAST_YEAR
from faxi.engine.events import Repayment, Waiver
from faxi.engine.money import Fen
from faxi.engine.rulebook import Rulebook
from faxi.engine.statement import Line, Part, StageResult

MOST_PAYMENTS = 600  # fifty years of months: what is not clear by then is called never
SHOWN_OF_NEVER = 60  # months carried out of a plan that never clears
LAST_DAY = date(LAST_YEAR, 12, 31)


class PlanRow(NamedTuple):
    """One payment of a plan.

    Attributes:
        is_later: Whether it only pays what fell due after the way out had ended.
        lines: What accrued since the payment before, closed by this one.
        parts: What the payment is set against.
        balance: What is due after it.
    """

    date: date
    amount: Fen
    is_later: bool
    lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    balance: Fen
    stage: StageResult
    days_overdue: int


def month_days(first: date, day: int) -> Iterator[date]:
    """Yield a day of every month, from ``first`` on, clamped to the end of short months."""
    start = first.replace(day=1)
    for months in range((LAST_YEAR - first.year + 1) * 12):
        found = start + relativedelta(months=months, day=day)
        if first <= found <= LAST_DAY:
            yield found


class Walk:
    """A course on which a plan pays."""

    def __init__(self, case: Case, as_of: date, rulebook: Rulebook) -> None:
        self.as_of, self.rulebook = as_of, rulebook
        self.course = Course(case, LAST_DAY, rulebook)
        self.course.pass_before(as_of)
        self.rows: list[PlanRow] = []
        # A cap, a waiver or a payment of the case itself can lower what is due without the plan.
        self._falls_by_itself = self.course.is_capped or any(
            isinstance(event, Repayment | Waiver) and event.date >= as_of for event in case.events
        )
        self._seen = len(self.course.lines)

    def fork(self) -> "Walk":
        """Return a walk that goes its own way from here."""
        twin = object.__new__(Walk)
        twin.as_of, twin.rulebook, twin._seen = self.as_of, self.rulebook, self._seen
        twin.course, twin.rows = self.course.fork(), self.rows[:]
        twin._falls_by_itself = self._falls_by_itself
        return twin

    def pay(self, day: date, most: Fen | None, *, is_later: bool = False) -> bool:
        """Pay up to ``most`` of what is due on a day, and tell whether nothing is due after it.

        A debt of which nothing has fallen due yet is not cleared: it has still to begin.
        """
        course = self._come_to(self.course, day)
        due = course.due
        amount = due if most is None else min(most, due)
        if amount:
            self.course = course
            entry = course.pay(amount)
            lines = tuple(course.lines[self._seen :])
            self._seen = len(course.lines)
            self.rows.append(
                PlanRow(
                    day,
                    amount,
                    is_later,
                    lines,
                    entry.parts,
                    course.due,
                    course.stage,
                    course.days_overdue,
                )
            )
        return amount == due and course.has_begun

    def pay_monthly(self, amount: Fen, days: Iterable[date]) -> date | None:
        """Pay every month and return the day that clears what is due."""
        return next((day for day in days if self.pay(day, amount)), None)

    def clears(self, amount: Fen, days: Sequence[date]) -> bool:
        """Tell whether a monthly amount clears what is due, without paying it here.

        It is over as soon as all the payments left together are less than what is due.
        """
        course = self.course.fork()
        for left, day in zip(range(len(days) - 1, -1, -1), days, strict=True):
            course = self._come_to(course, day)
            due = course.due
            if due <= amount:
                if due:
                    course.pay(due)
                if course.has_begun:
                    return True
                continue
            if amount:
                course.pay(amount)
            if due - amount > amount * left and not self._falls_by_itself:
                return False
        return False

    @staticmethod
    def _come_to(course: Course, day: date) -> Course:
        """Return the course on a day; where nothing may be paid on it, one that can be dropped."""
        # With a cap nothing may be due although lines are open: unpaid they go on uncut.
        course = course.fork() if course.is_capped else course
        course.come_to(day)
        return course

    def due_on(self, day: date) -> Fen:
        """Return what will be due on a day if nothing more is paid until then."""
        course = self.course.fork()
        course.come_to(day)
        return course.due

    def pay_later(self, horizon: date) -> None:
        """Pay in full whatever newly falls due up to a day."""
        for day in self.course.due_days(self.course.today, horizon):
            self.pay(day, None, is_later=True)


def least(too_little: Fen, step: Fen, clears: Callable[[Fen], bool]) -> Fen:
    """Return the smallest amount that clears, to the fen.

    Args:
        too_little: An amount known not to clear.
        step: How far above it to look first; doubled until one clears.
        clears: Never true for an amount and false for a larger one; true for some.
    """
    step = max(1, step)
    while not clears(too_little + step):
        too_little += step
        step *= 2
    enough = too_little + step
    while enough - too_little > 1:
        middle = (too_little + enough) // 2
        if clears(middle):
            enough = middle
        else:
            too_little = middle
    return enough
