"""What the engine needs of the law, as plain dated values handed in from outside."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from faxi.engine.case import LenderKind
from faxi.engine.components import Component
from faxi.engine.events import NoticeKind
from faxi.engine.problems import CaseError, Problem
from faxi.engine.rates import Percent


class Calendar(Protocol):
    """Official working days, for as long as they are published."""

    def is_published(self, day: date) -> bool:
        """Tell whether the official calendar of that day's year is known."""

    def is_workday(self, day: date) -> bool:
        """Tell whether a day of a published year is an official working day."""


class Gap(NamedTuple):
    """Days, first and last included, for which a series has no confirmed value."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Series:
    """A dated series of yearly rates.

    Attributes:
        days: Dates from which each value is in force, ascending.
        values: The values, one for each date.
        checked_on: Last day up to which the series is known to be complete.
        ends: Last day the last value was in force; ``None`` while the series goes on.
        gaps: Where not even the value before holds.
        own_days: Those of ``days`` whose values a person added, which outputs mark.
    """

    id: str
    days: tuple[date, ...]
    values: tuple[Percent, ...]
    checked_on: date
    ends: date | None = None
    gaps: tuple[Gap, ...] = ()
    own_days: frozenset[date] = frozenset()

    def on(self, day: date) -> Percent:
        """Return the value in force on a day.

        Raises:
            CaseError: No value is confirmed for the day; none is ever guessed.
        """
        return self.values[self._row(day)]

    def row_day(self, day: date) -> date:
        """Return since when the value of a day has been in force; ``on`` says what is refused."""
        return self.days[self._row(day)]

    def _row(self, day: date) -> int:
        index = bisect_right(self.days, day)
        if index == 0:
            params = {"series": self.id, "day": day, "first": self.days[0]}
            raise CaseError([Problem("rate_missing", "", params)])
        if self.ends is not None and day > self.ends:
            params = {"series": self.id, "day": day, "last": self.ends}
            raise CaseError([Problem("rate_ended", "", params)])
        for gap in self.gaps:
            if gap.first <= day <= gap.last:
                params = {"series": self.id, "day": day, "first": gap.first, "last": gap.last}
                raise CaseError([Problem("rate_unconfirmed", "", params)])
        return index - 1


class Bucket(NamedTuple):
    """A band of days overdue; ``to_days`` is ``None`` for the last."""

    id: str
    from_days: int
    to_days: int | None


class LadderStage(NamedTuple):
    """One rung of the collection ladder, lowest first.

    Attributes:
        from_days: First day overdue of the rung; ``None`` if only a notice leads to it.
        to_days: Last day overdue of the rung; ``None`` without an end.
        notices: What, once received, puts the debt at least here.
    """

    id: str
    from_days: int | None
    to_days: int | None
    notices: frozenset[NoticeKind]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Collection stages and buckets as practised; no statute orders them."""

    id: str
    stages: tuple[LadderStage, ...]
    buckets: tuple[Bucket, ...]

    def rank_on(self, days_overdue: int) -> int:
        """Return the index of the stage that days alone suggest."""
        reached = [
            rank
            for rank, stage in enumerate(self.stages)
            if stage.from_days is not None and stage.from_days <= days_overdue
        ]
        return reached[-1]

    def rank_of(self, notice: NoticeKind) -> int:
        """Return the index of the highest stage a notice leads to, −1 if it leads to none."""
        ranks = [rank for rank, stage in enumerate(self.stages) if notice in stage.notices]
        return max(ranks, default=-1)

    def bucket_on(self, days_overdue: int) -> str:
        """Return the id of the bucket a number of days overdue falls in."""
        return [b.id for b in self.buckets if b.from_days <= days_overdue][-1]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything of the law that a calculation uses.

    Attributes:
        ladder: The general ladder.
        line_rules: Id of the rule a line rests on, by lender kind and component.
        ladders: Ladders of lender kinds whose practice differs.
    """

    lpr_1y: Series
    ladder: Ladder
    line_rules: Mapping[LenderKind, Mapping[Component, str]]
    calendar: Calendar
    ladders: Mapping[LenderKind, Ladder] = field(default_factory=dict)

    def ladder_for(self, kind: LenderKind) -> Ladder:
        """Return the ladder for a kind of lender."""
        return self.ladders.get(kind, self.ladder)
