"""A case followed day by day, so that a payment can be decided when its day has come."""

from bisect import bisect_left, bisect_right
from copy import copy
from datetime import date

from faxi.engine.cap import cap_limit, compare
from faxi.engine.case import Case
from faxi.engine.events import Cost, LiquidatedDamages, Repayment
from faxi.engine.ledger import Ledger
from faxi.engine.money import Fen
from faxi.engine.problems import CaseError
from faxi.engine.rulebook import Rulebook
from faxi.engine.stage import find_stage
from faxi.engine.statement import AllocationEntry, Line, StageResult
from faxi.engine.timeline import Day, due_items, plan_days


class Course:
    """A case as it stands on a day; everything the case itself holds up to then has happened.

    It is the ledger of ``calculate`` taken step by step: the case with the payments made here as
    repayments, each dated its day, gives the same figures.

    Attributes:
        case: The case followed, without the payments made on the way.
        today: The day it has come to.
        ledger: The balances.
    """

    def __init__(self, case: Case, last: date, rulebook: Rulebook) -> None:
        """Begin before the first event.

        Args:
            last: The last day that can be come to.

        Raises:
            CaseError: The case cannot be calculated; see ``calculate``.
        """
        self.case = case
        self._rulebook = rulebook
        self._limit = cap_limit(case, rulebook)
        self._items, _, problems = due_items(case, last, rulebook.calendar)
        if problems:
            raise CaseError(problems)
        self._days = plan_days(case, last, self._items)
        self._ordinals = list(self._days)
        self._passed = 0
        self.ledger = Ledger(case, last)
        self.today = date.min

    def fork(self) -> "Course":
        """Return a course that goes its own way from here."""
        twin = copy(self)
        twin.ledger = self.ledger.fork()
        return twin

    def pass_before(self, day: date) -> None:
        """Let everything happen that the case holds before a day."""
        until = bisect_left(self._ordinals, day.toordinal())
        for ordinal in self._ordinals[self._passed : until]:
            self.ledger.pass_day(ordinal, self._days[ordinal])
        self._passed = max(until, self._passed)

    def come_to(self, day: date) -> None:
        """Let everything happen up to and with a day, and make due what accrued by then.

        A line of the engine ends here, as on the day of a payment: a course on which nothing is
        paid then should be forked before.

        Raises:
            CaseError: A waiver of the case exceeds what is outstanding.
        """
        if day == self.today:
            return
        self.pass_before(day)
        ordinal = day.toordinal()
        self.ledger.stand_on(day)
        self.ledger.pass_day(ordinal, self._days.get(ordinal, Day()))
        self._passed = bisect_right(self._ordinals, ordinal)
        self.today = day
        if self.ledger.problems:
            raise CaseError(self.ledger.problems)

    def pay(self, amount: Fen) -> AllocationEntry:
        """Pay on the day come to and return how it was set against what is owed."""
        self.ledger.repay(Repayment(self.today, amount))
        self.ledger.settle_bases()
        return self.ledger.allocations[-1]

    @property
    def has_begun(self) -> bool:
        """Whether an instalment has fallen due by the day."""
        return bool(self.ledger.accounts)

    @property
    def is_capped(self) -> bool:
        """Whether a cap lowers what is due."""
        return self._limit is not None and self._limit.cap.apply

    @property
    def outstanding(self) -> Fen:
        """What is owed on the day, a cap left aside."""
        return self.ledger.owed

    @property
    def due(self) -> Fen:
        """What a payment today needs to be to clear what is due, a cap applied taken off."""
        total = self.outstanding
        if total and self.is_capped and self._limit is not None:
            ledger = self.ledger
            cap = compare(self._limit, self.case, ledger.lines, ledger.claimed(), total)
            total -= cap.over - cap.excess_paid
        return total

    @property
    def per_diem(self) -> Fen:
        """What the next day adds."""
        return self.ledger.sum_of(self.ledger.daily_terms())

    @property
    def lines(self) -> list[Line]:
        """Every line closed so far, in the order of closing."""
        return self.ledger.lines

    @property
    def oldest_unpaid(self) -> date | None:
        """The due date of the oldest instalment of which something is outstanding."""
        return self.ledger.oldest_unpaid

    @property
    def days_overdue(self) -> int:
        """Days since the oldest unpaid due date, 0 without one."""
        oldest = self.oldest_unpaid
        return (self.today - oldest).days if oldest else 0

    @property
    def not_yet_due(self) -> Fen:
        """Principal and in-term interest that fall due after the day, in fen."""
        return sum(i.principal + i.interest for i in self._items if i.due > self.today)

    @property
    def stage(self) -> StageResult:
        """Where the debt stands in collection on the day."""
        return find_stage(
            self.case,
            self.today,
            self._rulebook.ladder_for(self.case.lender.kind),
            self.oldest_unpaid,
            is_owing=self.outstanding > 0,
            falls_due_later=self.not_yet_due > 0,
        )

    def due_days(self, after: date, last: date) -> list[date]:
        """Return the days after one, up to ``last``, on which something new falls due."""
        days = {item.due for item in self._items}
        days |= {e.date for e in self.case.events if isinstance(e, Cost | LiquidatedDamages)}
        return sorted(day for day in days if after < day <= last)
