"""Running balances, and the meters that turn counted days into accrual lines."""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import date
from itertools import pairwise
from math import gcd
from typing import Self

from faxi.engine.case import Case, CompoundBase, GraceEffect, PenaltyMode, Rounding
from faxi.engine.components import Component
from faxi.engine.daycount import YEAR_UNITS, DayCount, Inclusion, Weight, weigher
from faxi.engine.money import Fen, rounder
from faxi.engine.rates import Period, Rate
from faxi.engine.statement import Line
from faxi.engine.timeline import DueItem, RateTrack

_INTERESTS = (
    Component.ORDINARY_INTEREST,
    Component.PENALTY_INTEREST,
    Component.COMPOUND_INTEREST,
)


class Balance:
    """What is owed by component, and how much of it belongs to the compound base.

    Attributes:
        number: The instalment's number, ``None`` for costs and damages of the case.
        owed: Outstanding fen by component.
        bearing: The in-term part of ordinary interest and the capitalised part of penalty and
            compound interest, by component; payments and waivers reduce this part first.
        has_changed: Whether a base may have changed since the meters last looked.
    """

    __slots__ = ("bearing", "has_changed", "number", "owed")

    def __init__(self, number: int | None = None) -> None:
        self.number = number
        self.owed = [0] * len(Component)
        self.bearing = [0] * len(Component)
        self.has_changed = True

    def fork(self) -> Self:
        """Return a copy that goes its own way."""
        twin = copy(self)
        twin.owed, twin.bearing = self.owed[:], self.bearing[:]
        return twin

    def take(self, component: Component, amount: Fen) -> None:
        """Lower what is owed of a component, its compound-bearing part first."""
        self.owed[component] -= amount
        self.bearing[component] -= min(self.bearing[component], amount)
        self.has_changed = True


class Accrual:
    """How this case counts, weighs and rounds: the same for all its instalments."""

    def __init__(self, case: Case) -> None:
        chosen = case.conventions
        self.inclusion = chosen.inclusion
        self.rounding = chosen.rounding
        self.weigh = weigher(chosen.day_count, chosen.inclusion)
        self.round: Callable[[int, int], Fen] = rounder(chosen.rounding_mode)
        self._is_act_act = chosen.day_count is DayCount.ACT_ACT
        self._year_units = YEAR_UNITS[chosen.day_count]
        self._ratios: dict[Rate, tuple[int, int]] = {}

    def exact(self, base: Fen, rate: Rate, weight: Weight) -> tuple[int, int]:
        """Return the unrounded interest as a ratio in fen."""
        ratio = self._ratios.get(rate)
        if ratio is None:
            digits, scale = rate.value
            per = 12 if rate.period is Period.MONTH else 1
            units = 1 if rate.period is Period.DAY else self._year_units
            ratio = self._ratios[rate] = (digits * per, 10**scale * units)
        units = weight.days if rate.period is Period.DAY else weight.units
        return base * ratio[0] * units, ratio[1]

    def day_by_day(self, base: Fen, rate: Rate, weight: Weight) -> Fen:
        """Return the interest of one day, rounded, times the days."""
        if not self._is_act_act or rate.period is Period.DAY:
            return self.round(*self.exact(base, rate, Weight(1, 1))) * weight.days
        # In units of 365 × 366 a day of an ordinary year weighs 366, of a leap year 365.
        ordinary_day = self.round(*self.exact(base, rate, Weight(1, 366)))
        leap_day = self.round(*self.exact(base, rate, Weight(1, 365)))
        return ordinary_day * weight.days_365 + leap_day * weight.days_366


class Meter:
    """Counts one interest component of one instalment.

    Attributes:
        track: The rate through time.
        steps: ``(day, base)`` pairs: the base from that counted day on; days before the first
            pair are counted already. Only a grace leaves more than one pair to be counted.
    """

    __slots__ = ("_accrual", "_exact", "_number", "_rounded", "component", "steps", "track")

    def __init__(
        self, component: Component, number: int, track: RateTrack, first: int, accrual: Accrual
    ) -> None:
        self.component = component
        self.track = track
        self.steps = [(first, 0)]
        self._number = number
        self._accrual = accrual
        self._exact = (0, 1)
        self._rounded = 0

    def fork(self) -> "Meter":
        """Return a copy that goes its own way."""
        twin = copy(self)
        twin.steps = self.steps[:]
        return twin

    def set_base(self, day: int, base: Fen) -> None:
        """Let ``base`` bear interest from a counted day on."""
        steps = self.steps
        if steps[-1][1] == base:
            return
        if steps[-1][0] != day:
            steps.append((day, base))
        elif len(steps) > 1 and steps[-2][1] == base:
            steps.pop()
        else:
            steps[-1] = (day, base)

    def forgive_before(self, day: int) -> None:
        """Let the days before ``day`` bear nothing, as the grace was kept."""
        self.steps = [(max(day, self.steps[0][0]), self.steps[-1][1])]

    def close(self, end: int) -> Sequence[Line]:
        """Return the lines of the days up to ``end`` − 1 and start anew at ``end``."""
        steps = self.steps
        if end <= steps[0][0]:
            return ()
        self.steps = [(end, steps[-1][1])]
        lines = []
        steps.append((end, 0))
        for (first, base), (until, _) in pairwise(steps):
            if base:
                for span_first, span_end, rate in self.track.over(first, until):
                    weight = self._accrual.weigh(span_first, span_end)
                    if weight.days:
                        lines.append(self._line(span_first, span_end, base, rate, weight))
        return lines

    def _line(self, first: int, end: int, base: Fen, rate: Rate, weight: Weight) -> Line:
        return Line(
            self.component,
            self._number,
            date.fromordinal(first),
            date.fromordinal(end - 1),
            weight.days,
            base,
            rate,
            self._amount(base, rate, weight),
            weight.days_365,
            weight.days_366,
        )

    def _amount(self, base: Fen, rate: Rate, weight: Weight) -> Fen:
        accrual = self._accrual
        if accrual.rounding is Rounding.PER_DAY:
            return accrual.day_by_day(base, rate, weight)
        numerator, denominator = accrual.exact(base, rate, weight)
        if accrual.rounding is Rounding.PER_LINE:
            return accrual.round(numerator, denominator)
        # CUMULATIVE: round the exact sum so far, less what the earlier lines came to.
        sum_numerator, sum_denominator = self._exact
        sum_numerator = sum_numerator * denominator + numerator * sum_denominator
        sum_denominator *= denominator
        common = gcd(sum_numerator, sum_denominator)
        self._exact = (sum_numerator // common, sum_denominator // common)
        amount = accrual.round(*self._exact) - self._rounded
        self._rounded += amount
        return amount


class Account(Balance):
    """One instalment that has fallen due: its balances, its grace and its meters.

    Attributes:
        counting_from: Ordinal of the due date, or of the end of a shifting grace.
        due: Ordinal of the day it fell due on.
        kept_grace: Whether the principal was paid within a threshold grace.
        grace_end: Ordinal of the last day of a threshold grace not yet decided, else ``None``.
    """

    __slots__ = (
        "_compounds",
        "_inclusion",
        "counting_from",
        "due",
        "grace_end",
        "kept_grace",
        "meters",
    )

    def __init__(
        self,
        item: DueItem,
        case: Case,
        tracks: tuple[RateTrack | None, RateTrack],
        accrual: Accrual,
    ) -> None:
        super().__init__(item.number)
        self._inclusion = accrual.inclusion
        self.due = item.due.toordinal()
        shifts = case.grace.effect is GraceEffect.SHIFT
        self.counting_from = self.due + (case.grace.days if shifts else 0)
        self.grace_end = None if shifts or not case.grace.days else self.due + case.grace.days
        self.kept_grace = False
        self._compounds = case.compounding.base is not CompoundBase.NONE
        self.owed[Component.PRINCIPAL] = item.principal
        self.owed[Component.ORDINARY_INTEREST] = item.interest
        self.bearing[Component.ORDINARY_INTEREST] = item.interest
        contract, penalty = tracks
        first = self.counted_before(self.due)
        metered = [(Component.PENALTY_INTEREST, penalty)]
        if case.penalty_mode is PenaltyMode.ON_TOP and contract is not None:
            metered.append((Component.ORDINARY_INTEREST, contract))
        if self._compounds:
            metered.append((Component.COMPOUND_INTEREST, penalty))
        self.meters = [
            Meter(component, item.number, track, first, accrual) for component, track in metered
        ]

    def fork(self) -> Self:
        """Return a copy that goes its own way."""
        twin = super().fork()
        twin.meters = [meter.fork() for meter in self.meters]
        return twin

    @property
    def is_open(self) -> bool:
        """Whether anything of the instalment is outstanding."""
        return any(self.owed)

    def counted_before(self, day: int) -> int:
        """Return the first day that an event on ``day`` leaves uncounted."""
        start = self.counting_from
        if self._inclusion is Inclusion.FIRST:
            return max(day, start)
        # With BOTH the first day waits for that day's payments.
        if self._inclusion is Inclusion.BOTH and day <= start:
            return start
        return max(day, start) + 1

    def base_of(self, component: Component) -> Fen:
        """Return what a component accrues on at the present balances."""
        if component is Component.COMPOUND_INTEREST:
            return sum(self.bearing)
        return self.owed[Component.PRINCIPAL]

    def decide_grace(self, day: int) -> None:
        """Once a threshold grace has passed, drop the days it forgave."""
        if self.grace_end is None or day <= self.grace_end:
            return
        self.kept_grace = not self.owed[Component.PRINCIPAL]
        for meter in self.meters:
            is_forgiven = self.kept_grace
            if meter.component is Component.COMPOUND_INTEREST:
                is_forgiven = not self.bearing[Component.ORDINARY_INTEREST]
            if is_forgiven:
                meter.forgive_before(self.grace_end + 1)
        self.grace_end = None

    def close_lines(self, day: int, components: tuple[Component, ...] = _INTERESTS) -> list[Line]:
        """Return what accrued by an event on ``day`` and make it due."""
        closed: list[Line] = []
        if self.grace_end is not None:
            return closed
        end = self.counted_before(day)
        for meter in self.meters:
            if meter.component in components:
                lines = meter.close(end)
                self.owed[meter.component] += sum(line.amount for line in lines)
                closed += lines
        return closed

    def capitalise(self, components: tuple[Component, ...]) -> None:
        """Make everything outstanding of the components part of the compound base."""
        if self.grace_end is None:
            for component in components:
                self.bearing[component] = self.owed[component]
            self.has_changed = True

    def set_bases(self, day: int) -> None:
        """Let the meters go on with the balances as they are after the events of ``day``."""
        if self.has_changed:
            first = self.counted_before(day)
            for meter in self.meters:
                meter.set_base(first, self.base_of(meter.component))
            self.has_changed = False
