"""How the debt grew: its balances at every day on which a slope or a level changes."""

from datetime import date
from typing import NamedTuple

from faxi.engine.components import Amounts, Component
from faxi.engine.daycount import Inclusion
from faxi.engine.money import Fen
from faxi.engine.statement import Statement


class GrowthPoint(NamedTuple):
    """Balances on a date; between two points every component is a straight line.

    A day with a jump has two points, before and after it. Between lines' ends the accrued part is
    interpolated and not rounded line by line: for drawing, not for claiming.
    """

    date: date
    outstanding: Amounts


class _Slope(NamedTuple):
    """A line as drawn: ``amount`` accrues evenly between two ordinals."""

    first: int
    end: int
    component: Component
    amount: Fen


def growth(statement: Statement) -> tuple[GrowthPoint, ...]:
    """Return the points of a statement's growth, oldest first, the last at its cut-off."""
    slopes = _slopes(statement)
    jumps = _jumps(statement)
    last = statement.as_of.toordinal()
    dates = {last, *jumps, *(s.first for s in slopes), *(s.end for s in slopes)}
    levels = [0] * len(Component)
    points: list[GrowthPoint] = []
    running: list[_Slope] = []
    waiting = sorted(slopes, reverse=True)
    for ordinal in sorted(day for day in dates if day <= last):
        while waiting and waiting[-1].first <= ordinal:
            running.append(waiting.pop())
        for slope in running:
            if slope.end <= ordinal:
                levels[slope.component] += slope.amount
        running = [slope for slope in running if slope.end > ordinal]
        day = date.fromordinal(ordinal)
        partial = _partial(running, ordinal)
        points.append(GrowthPoint(day, Amounts(*map(sum, zip(levels, partial, strict=True)))))
        if ordinal in jumps:
            levels = [level + jump for level, jump in zip(levels, jumps[ordinal], strict=True)]
            after = Amounts(*map(sum, zip(levels, partial, strict=True)))
            points.append(GrowthPoint(day, after))
    return tuple(points)


def _partial(running: list[_Slope], ordinal: int) -> list[Fen]:
    sums = [0] * len(Component)
    for slope in running:
        passed = ordinal - slope.first
        sums[slope.component] += slope.amount * passed // (slope.end - slope.first)
    return sums


def _slopes(statement: Statement) -> list[_Slope]:
    # A counted day is complete the next morning, or the same evening if the last day counts.
    early = 0 if statement.case.conventions.inclusion is Inclusion.FIRST else 1
    return [
        _Slope(
            line.from_date.toordinal() - early,
            line.to_date.toordinal() + 1 - early,
            line.component,
            line.amount,
        )
        for line in statement.lines
    ]


def _jumps(statement: Statement) -> dict[int, list[Fen]]:
    """Return by ordinal what fell due, was waived or paid, by component."""
    jumps: dict[int, list[Fen]] = {}

    def add(day: date, component: Component, amount: Fen) -> None:
        jumps.setdefault(day.toordinal(), [0] * len(Component))[component] += amount

    for movement in statement.movements:
        sign = 1 if movement.kind == "due" else -1
        add(movement.date, movement.component, sign * movement.amount)
    for entry in statement.allocations:
        for part in entry.parts:
            add(entry.date, part.component, -part.amount)
    return jumps
