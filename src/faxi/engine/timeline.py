"""Cuts time at the days on which something happens; all that is left between them is counting."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from faxi.engine.case import Case, CompoundBase, DueDateRoll
from faxi.engine.days import settlement_days
from faxi.engine.events import (
    Acceleration,
    ContractRateChange,
    Cost,
    Event,
    LiquidatedDamages,
    Pause,
    PenaltyRateChange,
    Repayment,
    Waiver,
)
from faxi.engine.money import Fen
from faxi.engine.problems import Problem
from faxi.engine.rates import Percent, Rate
from faxi.engine.rulebook import Calendar

_FAR_FUTURE = date(9999, 12, 31).toordinal()


class DueItem(NamedTuple):
    """An instalment as it really falls due, after roll and acceleration.

    Attributes:
        number: Position in the case file, from 1.
        scheduled: The due date written in the contract.
        due: The date it falls due on.
    """

    number: int
    scheduled: date
    due: date
    principal: Fen
    interest: Fen


class RateSpan(NamedTuple):
    """Counted days ``first`` … ``end`` − 1 (ordinals) at one rate."""

    first: int
    end: int
    rate: Rate


class RateTrack:
    """One rate through time, without the days of a pause."""

    def __init__(self, spans: list[RateSpan]) -> None:
        self._spans = spans
        self._ends = [span.end for span in spans]

    def over(self, first: int, end: int) -> Iterator[tuple[int, int, Rate]]:
        """Yield the parts of the days ``first`` … ``end`` − 1 that count, each with its rate."""
        spans = self._spans
        for index in range(bisect_right(self._ends, first), len(spans)):
            span = spans[index]
            if span.first >= end:
                return
            yield max(first, span.first), min(end, span.end), span.rate

    def on(self, day: int) -> Rate | None:
        """Return the rate of one day, ``None`` if the day is paused."""
        return next((rate for _, _, rate in self.over(day, day + 1)), None)


@dataclass(slots=True)
class Day:
    """What happens on one date, sorted by kind and otherwise in file order."""

    is_settlement: bool = False
    falling_due: list[DueItem] = field(default_factory=list)
    charges: list[Cost | LiquidatedDamages] = field(default_factory=list)
    waivers: list[tuple[int, Waiver]] = field(default_factory=list)
    repayments: list[Repayment] = field(default_factory=list)

    @property
    def closes_lines(self) -> bool:
        """Whether everything accrued until this day becomes due on it."""
        return bool(self.repayments or self.waivers)


class DueItems(NamedTuple):
    """The instalments in file order as they fall due.

    Attributes:
        warnings: About dates beyond the published calendar.
        problems: Accelerations that give interest although nothing falls due after them.
    """

    items: list[DueItem]
    warnings: list[Problem]
    problems: list[Problem]


def due_items(case: Case, as_of: date, calendar: Calendar) -> DueItems:
    """Return the instalments as they fall due, and what is to be said about them."""
    items, warnings = [], []
    for number, instalment in enumerate(case.instalments, 1):
        due = instalment.due_date
        if case.due_date_roll is DueDateRoll.NEXT_WORKDAY:
            workday = _next_workday(due, calendar)
            if workday is None:
                where = f"instalments[{number - 1}].due_date"
                warnings.append(Problem("calendar_unpublished", where, {"day": due}))
            due = workday or due
        items.append(
            DueItem(number, instalment.due_date, due, instalment.principal, instalment.interest)
        )
    return DueItems(items, warnings, list(_accelerate(case, as_of, items)))


def _next_workday(day: date, calendar: Calendar) -> date | None:
    """Return the first working day from a day on, ``None`` if the calendar ends before it."""
    while calendar.is_published(day):
        if calendar.is_workday(day):
            return day
        day += timedelta(days=1)
    return None


def _accelerate(case: Case, as_of: date, items: list[DueItem]) -> Iterator[Problem]:
    """Bring later instalments forward, and yield what is wrong with an acceleration."""
    accelerations = [
        (event.date, index)
        for index, event in enumerate(case.events)
        if isinstance(event, Acceleration) and event.date <= as_of
    ]
    for day, index in sorted(accelerations):
        event = case.events[index]
        assert isinstance(event, Acceleration)
        later = sorted((i for i in items if i.due > day), key=lambda i: (i.scheduled, i.number))
        if not later and event.interest is not None:
            where = f"events[{index}].interest"
            yield Problem("acceleration_of_nothing", where, {"day": day})
        for position, item in enumerate(later):
            earned = (event.interest or 0) if position == 0 else 0
            items[item.number - 1] = item._replace(due=day, interest=earned)


def plan_days(case: Case, as_of: date, items: list[DueItem]) -> dict[int, Day]:
    """Return what happens on each date up to the cut-off, by ordinal, in date order.

    The cut-off is always among them. Rate changes and pauses are not: they belong to counted days
    and are found in the rate tracks.
    """
    days: dict[int, Day] = {as_of.toordinal(): Day()}

    def on(day: date) -> Day:
        return days.setdefault(day.toordinal(), Day())

    for item in sorted(items, key=lambda i: (i.due, i.scheduled, i.number)):
        if item.due <= as_of:
            on(item.due).falling_due.append(item)
    for index, event in enumerate(case.events):
        if event.date > as_of:
            continue
        if isinstance(event, Repayment):
            on(event.date).repayments.append(event)
        elif isinstance(event, Cost | LiquidatedDamages):
            on(event.date).charges.append(event)
        elif isinstance(event, Waiver):
            on(event.date).waivers.append((index, event))
    for ordinal in _settlements(case, as_of, items):
        days.setdefault(ordinal, Day()).is_settlement = True
    return dict(sorted(days.items()))


def _settlements(case: Case, as_of: date, items: list[DueItem]) -> Iterator[int]:
    compounding = case.compounding
    if compounding.base is CompoundBase.NONE:
        return iter(())
    first_due = min(item.due for item in items)
    return settlement_days(compounding.settle, compounding.day, first_due, as_of)


def rate_tracks(case: Case, as_of: date) -> tuple[RateTrack | None, RateTrack]:
    """Return the contract rate (``None`` if there is none) and the penalty rate through time."""
    changes = sorted(
        (event for event in case.events if event.date <= as_of), key=lambda event: event.date
    )
    contract = _steps(case.contract_rate, changes, ContractRateChange)
    outright = _steps(None, changes, PenaltyRateChange)
    if isinstance(case.penalty, Percent):
        surcharge = case.penalty
        penalty = [(day, rate.with_surcharge(surcharge)) for day, rate in contract]
        until = outright[0][0] if outright else _FAR_FUTURE
        penalty = [step for step in penalty if step[0] < until]
    else:
        penalty = [(0, case.penalty)]
    pauses = [
        (e.date.toordinal(), e.to_date.toordinal() + 1) for e in changes if isinstance(e, Pause)
    ]
    contract_track = RateTrack(list(_spans(contract, pauses))) if contract else None
    return contract_track, RateTrack(list(_spans(penalty + outright, pauses)))


def _steps(
    start: Rate | None,
    changes: Sequence[Event],
    kind: type[PenaltyRateChange] | type[ContractRateChange],
) -> list[tuple[int, Rate]]:
    steps = [(0, start)] if start is not None else []
    return steps + [(e.date.toordinal(), e.rate) for e in changes if isinstance(e, kind)]


def _spans(steps: list[tuple[int, Rate]], pauses: list[tuple[int, int]]) -> Iterator[RateSpan]:
    """Yield the counted spans of a rate: steps of equal rate joined, paused days left out."""
    ends = [day for day, _ in steps[1:]] + [_FAR_FUTURE]
    joined: list[RateSpan] = []
    for (first, rate), end in zip(steps, ends, strict=True):
        if joined and joined[-1].rate == rate:
            joined[-1] = joined[-1]._replace(end=end)
        elif first < end:  # of two changes on one day the later in the file holds
            joined.append(RateSpan(first, end, rate))
    for span in joined:
        first = span.first
        for pause_from, pause_end in pauses:  # sorted by their first day
            if first < pause_from < span.end:
                yield RateSpan(first, pause_from, span.rate)
            first = max(first, pause_end) if pause_from < span.end else first
        if first < span.end:
            yield RateSpan(first, span.end, span.rate)
