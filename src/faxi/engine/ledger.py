"""The balances of a case while the days pass: what the engine keeps between two events."""

from collections.abc import Iterable
from copy import copy
from datetime import date

from faxi.engine.accrual import Account, Accrual, Balance
from faxi.engine.allocation import allocate
from faxi.engine.case import Case, CompoundBase
from faxi.engine.components import Amounts, Component, sum_amounts
from faxi.engine.daycount import DayCount, Inclusion, Weight
from faxi.engine.events import LiquidatedDamages, Repayment, Waiver
from faxi.engine.money import Fen, money_text
from faxi.engine.problems import Problem
from faxi.engine.statement import AllocationEntry, DailyTerm, Line, Movement
from faxi.engine.timeline import Day, RateTrack, rate_tracks


class Ledger:
    """The balances of a case while the days pass.

    Attributes:
        as_of: The cut-off date, on which every line is closed.
        overpaid: What payments left over so far, in fen.
        problems: Waivers that exceeded what was outstanding.
    """

    def __init__(self, case: Case, as_of: date) -> None:
        self.case, self.as_of = case, as_of
        self.accounts: list[Account] = []
        self.charges = Balance()
        self.overpaid: Fen = 0
        self.waived_accrual: Fen = 0
        self.lines: list[Line] = []
        self.allocations: list[AllocationEntry] = []
        self.movements: list[Movement] = []
        self.problems: list[Problem] = []
        self.tracks = rate_tracks(case, as_of)
        self._accrual = Accrual(case)
        self._open: list[Account] = []
        self._last_day = as_of.toordinal()
        compounding = case.compounding
        self._capitalised: tuple[Component, ...] = (Component.COMPOUND_INTEREST,)
        if compounding.base is CompoundBase.INTEREST_AND_PENALTY:
            self._capitalised = (Component.PENALTY_INTEREST, Component.COMPOUND_INTEREST)

    def pass_day(self, ordinal: int, day: Day) -> None:
        """Let everything dated this day happen, in the order the contract page fixes."""
        today = date.fromordinal(ordinal)
        closes_all = day.closes_lines or ordinal == self._last_day
        for account in self._open:
            account.decide_grace(ordinal)
            if closes_all:
                self.lines += account.close_lines(ordinal)
            elif day.is_settlement:
                self.lines += account.close_lines(ordinal, self._capitalised)
            if day.is_settlement:
                account.capitalise(self._capitalised)
        self._fall_due(today, day)
        for index, waiver in day.waivers:
            self._waive(index, waiver)
        if day.falling_due or day.charges:
            self.apply_overpaid(today)
        for repayment in day.repayments:
            self.repay(repayment)
        for account in self._open:
            account.set_bases(ordinal)
        if day.closes_lines or self.overpaid:
            self._forget_settled()

    def stand_on(self, today: date) -> None:
        """Make a day the cut-off, so that passing it closes every line."""
        self.as_of, self._last_day = today, today.toordinal()

    def settle_bases(self) -> None:
        """Let the meters go on after payments decided on the cut-off date itself."""
        for account in self._open:
            account.set_bases(self._last_day)
        self._forget_settled()

    def fork(self) -> "Ledger":
        """Return a ledger that goes its own way from here and leaves this one as it is."""
        twin = copy(self)
        twin.charges = self.charges.fork()
        twin.take_own_accounts()
        twin.lines, twin.allocations = self.lines[:], self.allocations[:]
        twin.movements, twin.problems = self.movements[:], self.problems[:]
        return twin

    def take_own_accounts(self) -> None:
        """Part with the accounts of the ledger this one was copied from; settled ones rest."""
        forked = {id(account): account.fork() for account in self._open}
        self._open = list(forked.values())
        self.accounts = [forked.get(id(account), account) for account in self.accounts]

    def _forget_settled(self) -> None:
        """Leave settled instalments out; nothing accrues on them. The lead stays (``allocate``)."""
        lead = self.accounts[:1]
        self._open = lead + [account for account in self._open[1:] if account.is_open]

    def _fall_due(self, today: date, day: Day) -> None:
        for item in day.falling_due:
            account = Account(item, self.case, self.tracks, self._accrual)
            self.accounts.append(account)
            self._open.append(account)
            self._move(today, "due", Component.PRINCIPAL, item.number, item.principal)
            if item.interest:
                self._move(today, "due", Component.ORDINARY_INTEREST, item.number, item.interest)
        for charge in day.charges:
            is_damages = isinstance(charge, LiquidatedDamages)
            component = Component.LIQUIDATED_DAMAGES if is_damages else Component.COSTS
            self.charges.owed[component] += charge.amount
            self._move(today, "due", component, None, charge.amount)

    def _move(
        self, today: date, kind: str, component: Component, number: int | None, amount: Fen
    ) -> None:
        self.movements.append(Movement(today, kind, component, number, amount))

    def _waive(self, index: int, waiver: Waiver) -> None:
        component, left = waiver.component, waiver.amount
        balances: list[Balance] = [*self._open, self.charges]
        outstanding = sum(balance.owed[component] for balance in balances)
        if left > outstanding:
            params = {"component": component, "outstanding": money_text(outstanding)}
            params |= {"day": waiver.date}
            # The rest is judged as if this one were not there, so that every culprit is named.
            self.problems.append(Problem("waiver_exceeds", f"events[{index}].amount", params))
            return
        for balance in balances:
            taken = min(left, balance.owed[component])
            if taken:
                if component is Component.ORDINARY_INTEREST:
                    self.waived_accrual += max(0, taken - balance.bearing[component])
                elif component in _ACCRUING:
                    self.waived_accrual += taken
                balance.take(component, taken)
                self._move(waiver.date, "waiver", component, balance.number, taken)
                left -= taken

    def repay(self, repayment: Repayment) -> None:
        """Set a payment against what is owed; what is left over is kept as overpaid."""
        order = repayment.order or self.case.allocation.order
        parts, rest = allocate(
            repayment.amount, order, self.case.allocation.across, self._open, self.charges
        )
        entry = AllocationEntry(repayment.date, "repayment", repayment.amount, parts, rest)
        self.allocations.append(entry)
        self.overpaid += rest

    def apply_overpaid(self, today: date) -> None:
        """Set what was overpaid earlier against what is outstanding now."""
        if not self.overpaid:
            return
        allocation = self.case.allocation
        parts, rest = allocate(
            self.overpaid, allocation.order, allocation.across, self._open, self.charges
        )
        if parts:
            entry = AllocationEntry(today, "overpaid", self.overpaid, parts, rest)
            self.allocations.append(entry)
            self.overpaid = rest

    def accrued(self) -> Amounts:
        """Return what fell due or accrued, by component."""
        sums = [0] * len(Component)
        for movement in self.movements:
            if movement.kind == "due":
                sums[movement.component] += movement.amount
        for line in self.lines:
            sums[line.component] += line.amount
        return Amounts(*sums)

    def paid(self) -> Amounts:
        """Return what payments covered, by component."""
        sums = [0] * len(Component)
        for entry in self.allocations:
            for part in entry.parts:
                sums[part.component] += part.amount
        return Amounts(*sums)

    def waived(self) -> Amounts:
        """Return what was given up, by component."""
        sums = [0] * len(Component)
        for movement in self.movements:
            if movement.kind == "waiver":
                sums[movement.component] += movement.amount
        return Amounts(*sums)

    def outstanding(self) -> Amounts:
        """Return what is owed now, by component."""
        return sum_amounts([self.charges.owed, *(account.owed for account in self._open)])

    @property
    def owed(self) -> Fen:
        """The total of what is outstanding."""
        return sum(self.charges.owed) + sum(sum(account.owed) for account in self._open)

    @property
    def oldest_unpaid(self) -> date | None:
        """The due date of the oldest instalment of which something is outstanding."""
        unpaid = [account.due for account in self._open if account.is_open]
        return date.fromordinal(min(unpaid)) if unpaid else None

    def claimed(self) -> Fen:
        """Return what accrued after the due date, damages included, and was not waived."""
        accrued = sum(line.amount for line in self.lines)
        damages = sum(
            movement.amount
            for movement in self.movements
            if movement.kind == "due" and movement.component is Component.LIQUIDATED_DAMAGES
        )
        return accrued + damages - self.waived_accrual

    def daily_terms(self) -> tuple[DailyTerm, ...]:
        """Return what the next day adds, unrounded; nothing while the count is paused."""
        is_first = self.case.conventions.inclusion is Inclusion.FIRST
        next_day = self._last_day + (0 if is_first else 1)
        weight = _one_day(self.case.conventions.day_count, self._accrual, next_day)
        bases: dict[tuple[Component, RateTrack], Fen] = {}
        for account in self._open:
            # The vectors let an instalment whose grace was kept add nothing, compound included.
            if self._last_day >= account.counting_from and not account.kept_grace:
                for meter in account.meters:
                    key = (meter.component, meter.track)
                    bases[key] = bases.get(key, 0) + account.base_of(meter.component)
        terms = []
        for (component, track), base in sorted(bases.items(), key=lambda item: item[0][0]):
            rate = track.on(next_day)
            if base and rate is not None:
                terms.append(DailyTerm(component, base, rate, weight))
        return tuple(terms)

    def sum_of(self, terms: Iterable[DailyTerm]) -> Fen:
        """Return the exact sum of terms, rounded once."""
        numerator, denominator = 0, 1
        for term in terms:
            top, bottom = self._accrual.exact(term.base, term.rate, term.weight)
            numerator, denominator = numerator * bottom + top * denominator, denominator * bottom
        return self._accrual.round(numerator, denominator)


_ACCRUING = (
    Component.PENALTY_INTEREST,
    Component.COMPOUND_INTEREST,
    Component.LIQUIDATED_DAMAGES,
)


def _one_day(day_count: DayCount, accrual: Accrual, day: int) -> Weight:
    """Return the weight of one day; 30E/360 takes a 360th whatever the date."""
    if day_count is DayCount.ACT_ACT:
        return accrual.weigh(day, day + 1)
    return Weight(1, 1)
