"""A deliberately naive statement of a case: every counted day is decided on its own, exactly.

Written from ``calculation.md`` alone, sharing nothing with the engine, so that they can disagree.
Clarity wins over speed. Left out: formula, rule, stage, warnings, and every check of the input that
is not named here.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from tests.helpers.naive_terms import (
    ACCRUING,
    CASE_WIDE,
    COMPONENTS,
    ONE_DAY,
    Day,
    Line,
    Rate,
    Terms,
    event_date,
    fen,
    interest,
    rounded,
    run_interest,
    runs,
    share,
    yuan,
)

LprOneYear = Callable[[date], Fraction]
IsWorkday = Callable[[date], bool]


@dataclass
class Pot:
    """What is outstanding of one component of one instalment, in fen.

    Attributes:
        first: The part taken first: principal, in-term interest, or what has been capitalised.
        rest: On-top interest, or accrued interest not yet capitalised.
    """

    first: int = 0
    rest: int = 0

    @property
    def total(self) -> int:
        """Return both parts together."""
        return self.first + self.rest

    def take(self, amount: int) -> tuple[int, int]:
        """Lower the pot by at most ``amount`` and return what each part gave."""
        first = min(amount, self.first)
        rest = min(amount - first, self.rest)
        self.first -= first
        self.rest -= rest
        return first, rest


def _pots() -> dict[str, Pot]:
    return {component: Pot() for component in COMPONENTS if component not in CASE_WIDE}


def _open_days() -> dict[str, list[Day]]:
    return {component: [] for component in ACCRUING}


@dataclass
class Instalment:
    """One instalment and all that is outstanding of it.

    Attributes:
        scheduled: The date in the file, before rolling or acceleration; it breaks ties of ``due``.
        open_days: Counted days by component which no line has taken in yet.
        exact: Unrounded sum of the finished lines by component, for cumulative rounding.
    """

    number: int
    scheduled: date
    due: date
    principal: int
    interest: int
    pots: dict[str, Pot] = field(default_factory=_pots)
    open_days: dict[str, list[Day]] = field(default_factory=_open_days)
    exact: dict[str, Fraction] = field(default_factory=lambda: dict.fromkeys(ACCRUING, Fraction(0)))
    kept_grace: bool = False

    @property
    def outstanding(self) -> int:
        """Return the sum of the four components."""
        return sum(pot.total for pot in self.pots.values())


def naive_statement(
    case: dict[str, Any],
    as_of: str,
    *,
    lpr_1y: LprOneYear | None = None,
    is_workday: IsWorkday | None = None,
) -> dict[str, Any]:
    """Return the statement of a valid case as plain JSON values.

    Args:
        case: The case as its JSON dict; defaults are applied here.
        as_of: The cut-off date, ``YYYY-MM-DD``.
        lpr_1y: The 1-year LPR in force on a date, in percent; for an ``lpr_multiple`` cap only.
        is_workday: Whether a date is a working day, true beyond the published calendar; needed for
            ``due_date_roll: next_workday`` only.

    Raises:
        ValueError: A waiver exceeds what is outstanding, an acceleration brings interest although
            nothing falls due later, or a callable that the case needs is missing.
    """
    debt = _Debt(case, date.fromisoformat(as_of), is_workday)
    debt.run()
    return _Report(debt, lpr_1y).as_dict()


class _Debt:
    """The running state of a case, walked from its first date to the cut-off, a day at a time."""

    def __init__(self, case: Mapping[str, Any], as_of: date, is_workday: IsWorkday | None) -> None:
        self.case = case
        self.terms = Terms(case, as_of)
        self.as_of = as_of
        self.instalments = self._read_instalments(is_workday)
        self.case_pots = {component: Pot() for component in CASE_WIDE}
        self.accrued = dict.fromkeys(COMPONENTS, 0)
        self.paid = dict.fromkeys(COMPONENTS, 0)
        self.waived = dict.fromkeys(COMPONENTS, 0)
        self.on_top_waived = 0
        self.overpaid = 0
        self.lines: list[Line] = []
        self.allocations: list[dict[str, Any]] = []

    def _read_instalments(self, is_workday: IsWorkday | None) -> list[Instalment]:
        found = []
        for number, entry in enumerate(self.case["instalments"], 1):
            scheduled = due = date.fromisoformat(entry["due_date"])
            if self.case.get("due_date_roll", "none") == "next_workday":
                if is_workday is None:
                    raise ValueError("due_date_roll needs is_workday")
                while not is_workday(due):
                    due += ONE_DAY
            principal, interest = fen(entry["principal"]), fen(entry.get("interest", "0.00"))
            found.append(Instalment(number, scheduled, due, principal, interest))
        return found

    def run(self) -> None:
        """Take every day in turn, its steps as section 3, "One day, several events", has them."""
        dates = [item.due for item in self.instalments] + [
            event_date(event) for event in self.terms.events
        ]
        day = min(*dates, self.as_of)
        while day <= self.as_of:
            self._count_before_events(day)
            self._close_lines(day)
            self._capitalise(day)
            news = self._accelerate(day)
            news = self._fall_due(day) or news
            news = self._charge(day) or news
            self._waive(day)
            if news or day == self.as_of:
                self._use_overpaid(day)
            self._repay(day)
            self._end_grace(day)
            self._count_after_events(day)
            day += ONE_DAY

    def due_items(self, day: date) -> list[Instalment]:
        """Return the instalments due by the end of a day, oldest first."""
        due = [item for item in self.instalments if item.due <= day]
        # An unrolled, unaccelerated date breaks a tie, then the place in the file.
        return sorted(due, key=lambda item: (item.due, item.scheduled, item.number))

    def counts_from(self, item: Instalment) -> date:
        """Return the date counting starts from: the due date, or the end of a shifting grace."""
        return item.due + self.terms.grace_days if self.terms.grace_shifts else item.due

    def in_threshold(self, item: Instalment, day: date) -> bool:
        """Tell whether nothing of the instalment accrues yet on a day."""
        return not self.terms.grace_shifts and day <= item.due + self.terms.grace_days

    def base(self, item: Instalment, component: str) -> int:
        """Return what a component accrues on, at the balances of this moment."""
        pots = item.pots
        if component == "penalty_interest":
            return pots["principal"].total
        if component == "ordinary_interest":
            return pots["principal"].total if self.terms.on_top else 0
        if self.terms.compound_base == "none":
            return 0
        # Penalty has a capitalised part with interest_and_penalty only.
        return sum(pots[part].first for part in ACCRUING)

    def _count_before_events(self, day: date) -> None:
        """Count a day (算尾), but never the starting one, on what all before it left."""
        if self.terms.inclusion == "first":
            return
        for item in self.instalments:
            if item.due <= day and self.counts_from(item) < day:
                self._count(item, day)

    def _count_after_events(self, day: date) -> None:
        """Count a day after its payments: any with ``first``, the starting one with ``both``."""
        if day == self.as_of or self.terms.inclusion == "last":
            return
        for item in self.instalments:
            start = self.counts_from(item)
            if start == day or (start < day and self.terms.inclusion == "first"):
                self._count(item, day)

    def _count(self, item: Instalment, day: date) -> None:
        if self.terms.is_paused(day):
            return
        weight, year_days = self.terms.weight(day), self.terms.year_days(day)
        for component in ACCRUING:
            base = self.base(item, component)
            if base:
                rate = self.terms.rate(component, day)
                item.open_days[component].append(Day(day, base, rate, weight, year_days))

    def _close_lines(self, day: date) -> None:
        """Finish the lines a repayment, a waiver, a settlement day or the cut-off ends."""
        is_paying = bool(self.terms.on("repayment", day) or self.terms.on("waiver", day))
        if is_paying or day == self.as_of:
            ended: Iterable[str] = ACCRUING
        elif self.terms.is_settlement(day):
            ended = self.terms.capitalised
        else:
            return
        for item in self.instalments:
            for component in ended:
                if not self.in_threshold(item, day):
                    self._finish_lines(item, component)

    def _finish_lines(self, item: Instalment, component: str) -> None:
        """Turn the open days of a component into lines, which are due from now on."""
        for days in runs(item.open_days[component]):
            before = item.exact[component]
            amount = self._amount(days, before)
            item.exact[component] = before + run_interest(days, days[0].rate)
            item.pots[component].rest += amount
            self.accrued[component] += amount
            self.lines.append(Line(component, item.number, days, amount))
        item.open_days[component] = []

    def _amount(self, days: list[Day], before: Fraction) -> int:
        """Round a line; ``before`` is the exact sum of the earlier lines of its component."""
        mode = self.terms.mode
        if self.terms.rounding == "per_day":
            # Days are equal but for the year, so the rounded day is worked out once for each basis.
            bases = [day.year_days for day in days]
            return sum(
                bases.count(basis) * rounded(interest(days[0].base, days[0].rate, 1, basis), mode)
                for basis in set(bases)
            )
        exact = run_interest(days, days[0].rate)
        if self.terms.rounding == "cumulative":
            # Earlier lines telescope: together they came to the rounded sum before this line.
            return rounded(before + exact, mode) - rounded(before, mode)
        return rounded(exact, mode)

    def _capitalise(self, day: date) -> None:
        if not self.terms.is_settlement(day):
            return
        for item in self.instalments:
            # Inside a threshold grace nothing has accrued, so there is nothing to move.
            for component in self.terms.capitalised:
                pot = item.pots[component]
                pot.first, pot.rest = pot.total, 0

    def _accelerate(self, day: date) -> bool:
        """Bring later instalments forward to a day; their scheduled interest is not earned."""
        moved = False
        for event in self.terms.on("acceleration", day):
            later = [item for item in self.instalments if item.due > day]
            if not later and "interest" in event:
                raise ValueError("acceleration interest, but nothing falls due later")
            for item in later:
                item.due, item.interest, moved = day, 0, True
            if "interest" in event:
                earliest = min(later, key=lambda item: (item.scheduled, item.number))
                earliest.interest = fen(event["interest"])
        return moved

    def _fall_due(self, day: date) -> bool:
        fallen = [item for item in self.instalments if item.due == day]
        for item in fallen:
            item.pots["principal"].first = item.principal
            item.pots["ordinary_interest"].first = item.interest
            self.accrued["principal"] += item.principal
            self.accrued["ordinary_interest"] += item.interest
        return bool(fallen)

    def _charge(self, day: date) -> bool:
        added = 0
        for kind, component in (("cost", "costs"), ("liquidated_damages", "liquidated_damages")):
            for event in self.terms.on(kind, day):
                amount = fen(event["amount"])
                self.case_pots[component].first += amount
                self.accrued[component] += amount
                added += amount
        return added > 0

    def _waive(self, day: date) -> None:
        for event in self.terms.on("waiver", day):
            component, left = event["component"], fen(event["amount"])
            for pot in self._pots_of(component, day):
                first, rest = pot.take(left)
                left -= first + rest
                self.waived[component] += first + rest
                self.on_top_waived += rest if component == "ordinary_interest" else 0
            if left:
                raise ValueError(
                    f"waiver of {component} on {day} exceeds the balance by {yuan(left)}"
                )

    def _pots_of(self, component: str, day: date) -> list[Pot]:
        if component in CASE_WIDE:
            return [self.case_pots[component]]
        return [item.pots[component] for item in self.due_items(day)]

    def _use_overpaid(self, day: date) -> None:
        """Set an earlier overpayment against what is due; taking nothing is no entry."""
        before = self.overpaid
        parts, self.overpaid = self._allocate(before, self.terms.order, day)
        if parts:
            self._enter(day, "overpaid", before, parts, self.overpaid)

    def _repay(self, day: date) -> None:
        for event in self.terms.on("repayment", day):
            amount = fen(event["amount"])
            parts, left = self._allocate(amount, event.get("order", self.terms.order), day)
            self.overpaid += left
            self._enter(day, "repayment", amount, parts, left)

    def _enter(
        self, day: date, source: str, amount: int, parts: list[dict[str, Any]], left: int
    ) -> None:
        entry = {"date": day.isoformat(), "source": source, "amount": yuan(amount)}
        self.allocations.append(entry | {"parts": parts, "remainder": yuan(left)})

    def _allocate(
        self, amount: int, order: list[str], day: date
    ) -> tuple[list[dict[str, Any]], int]:
        """Spend an amount on what is due and return the parts taken and what is left over."""
        parts = []
        for component, number, pot in self._queue(order, day):
            taken = sum(pot.take(amount))
            if taken:
                amount -= taken
                self.paid[component] += taken
                parts.append({"component": component, "instalment": number, "amount": yuan(taken)})
        return parts, amount

    def _queue(self, order: list[str], day: date) -> Iterator[tuple[str, int | None, Pot]]:
        """List every pot a payment may reach, in the order it is served."""
        items = self.due_items(day)
        if not self.terms.oldest_first or not items:
            for component in order:
                if component in CASE_WIDE:
                    yield component, None, self.case_pots[component]
                else:
                    yield from ((component, item.number, item.pots[component]) for item in items)
            return
        for item in items:
            for component in order:
                if component not in CASE_WIDE:
                    yield component, item.number, item.pots[component]
                elif item is items[0]:
                    # Served with the first instalment due, even when that one is settled.
                    yield component, None, self.case_pots[component]

    def _end_grace(self, day: date) -> None:
        """Forgive, at the end of the last day of a threshold grace, what was paid in time."""
        if self.terms.grace_shifts:
            return
        for item in self.instalments:
            if day != item.due + self.terms.grace_days:
                continue
            if item.pots["principal"].total == 0:
                # Known only once the last day of grace is over, and moot without any.
                item.kept_grace = bool(self.terms.grace_days) and day < self.terms.as_of
                item.open_days["penalty_interest"] = []
                item.open_days["ordinary_interest"] = []
            # In-term interest is all the compound base there is: nothing is capitalised so far.
            if item.pots["ordinary_interest"].first == 0:
                item.open_days["compound_interest"] = []


class _Report:
    """Puts the state at the cut-off into the words of section 6."""

    def __init__(self, debt: _Debt, lpr_1y: LprOneYear | None) -> None:
        self.debt = debt
        self.terms = debt.terms
        self.as_of = debt.as_of
        self.lpr_1y = lpr_1y
        self.due = debt.due_items(debt.as_of)
        self.outstanding = {
            component: sum(pot.total for pot in self._pots(component)) for component in COMPONENTS
        }

    def _pots(self, component: str) -> list[Pot]:
        if component in CASE_WIDE:
            return [self.debt.case_pots[component]]
        return [item.pots[component] for item in self.debt.instalments]

    def as_dict(self) -> dict[str, Any]:
        """Return the statement."""
        debt = self.debt
        owing = sum(self.outstanding.values())
        cap = self._cap(owing)
        lowered = min(cap["over"], owing) if cap and cap["applied"] else 0
        oldest = min((item.due for item in self.due if item.outstanding), default=None)
        days_overdue = (self.as_of - oldest).days if oldest else 0
        later = [item for item in debt.instalments if item.due > self.as_of]
        return {
            "days_overdue": days_overdue,
            "oldest_unpaid_due_date": oldest.isoformat() if oldest else None,
            "bucket": _bucket(days_overdue),
            "accrued": _printed(debt.accrued),
            "paid": _printed(debt.paid),
            "waived": _printed(debt.waived),
            "outstanding": _printed(self.outstanding),
            "total_due": yuan(owing - lowered),
            "not_yet_due": {
                "principal": yuan(sum(item.principal for item in later)),
                "interest": yuan(sum(item.interest for item in later)),
            },
            "overpaid": yuan(debt.overpaid),
            "per_diem": yuan(self._per_diem()),
            "cap": _printed(cap) if cap else None,
            "lines": self._lines(),
            "allocations": debt.allocations,
        }

    def _per_diem(self) -> int:
        """Return what the next day adds: every component of every instalment, rounded once."""
        day = self.as_of if self.terms.inclusion == "first" else self.as_of + ONE_DAY
        if self.terms.is_paused(day):
            return 0
        exact = Fraction(0)
        for item in self.due:
            # D+g with a shifting grace; with a threshold it is D, which the cut-off has reached.
            if self.as_of < self.debt.counts_from(item):
                continue
            # The page would let compound interest of such an instalment go on; vector E11 does not.
            if item.kept_grace:
                continue
            for component in ACCRUING:
                base = self.debt.base(item, component)
                if base:
                    rate = self.terms.rate(component, day)
                    exact += interest(base, rate, 1, self.terms.year_days(day))
        return rounded(exact, self.terms.mode)

    def _cap(self, owing: int) -> dict[str, Any] | None:
        """Compare what accrued after the due date, less waivers, with what the cap allows."""
        terms = self.debt.case.get("cap")
        if not terms:
            return None
        debt = self.debt
        on_top = sum(line.amount for line in debt.lines if line.component == "ordinary_interest")
        claimed = on_top - debt.on_top_waived
        for component in ("penalty_interest", "compound_interest", "liquidated_damages"):
            claimed += debt.accrued[component] - debt.waived[component]
        kind = next(key for key in terms if key != "apply")
        allowed = self._allowed(kind, terms[kind])
        over = max(0, claimed - allowed)
        is_applied = bool(terms.get("apply", False))
        return {
            "kind": kind,
            "claimed": claimed,
            "allowed": allowed,
            "over": over,
            "excess_paid": max(0, over - owing) if is_applied else 0,
            "applied": is_applied,
        }

    def _allowed(self, kind: str, value: str) -> int:
        if kind == "amount":
            return fen(value)
        if kind == "share_of_principal":
            exact = share(value) * sum(item.principal for item in self.debt.instalments)
            return rounded(exact, self.terms.mode)
        yearly = Rate(share(value) if kind == "annual_rate" else self._lpr_share(value), "year")
        # Days forgiven, paused or still inside a grace are in no line.
        penalty_lines = (line for line in self.debt.lines if line.component == "penalty_interest")
        exact = sum((run_interest(line.days, yearly) for line in penalty_lines), Fraction(0))
        return rounded(exact, self.terms.mode)

    def _lpr_share(self, multiple: str) -> Fraction:
        if self.lpr_1y is None:
            raise ValueError("an lpr_multiple cap needs lpr_1y")
        return (
            Fraction(multiple)
            * self.lpr_1y(date.fromisoformat(self.debt.case["contract_date"]))
            / 100
        )

    def _lines(self) -> list[dict[str, Any]]:
        """Print the lines that count at least one day, by first day, instalment and component."""
        lines = [line for line in self.debt.lines if sum(day.weight for day in line.days)]
        lines.sort(
            key=lambda line: (line.days[0].date, line.instalment, ACCRUING.index(line.component))
        )
        return [self._line(line) for line in lines]

    def _line(self, line: Line) -> dict[str, Any]:
        printed: dict[str, Any] = {
            "component": line.component,
            "instalment": line.instalment,
            "from": line.days[0].date.isoformat(),
            "to": line.days[-1].date.isoformat(),
            "days": sum(day.weight for day in line.days),
            "base": yuan(line.days[0].base),
            "rate": str(line.days[0].rate),
            "day_count": self.terms.day_count,
            "amount": yuan(line.amount),
        }
        if self.terms.day_count == "ACT/ACT":
            leap_days = sum(calendar.isleap(day.date.year) for day in line.days)
            printed |= {"days_365": len(line.days) - leap_days, "days_366": leap_days}
        return printed


def _printed(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Print the amounts (whole fen) of a mapping and leave anything else as it is."""
    return {key: yuan(value) if type(value) is int else value for key, value in figures.items()}


def _bucket(days_overdue: int) -> str:
    months = (days_overdue + 29) // 30
    return "M7+" if months >= 7 else f"M{months}"
