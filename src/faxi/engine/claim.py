"""What goes on accruing after the cut-off, as a claim states it: base and rate, not a fixed sum."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from faxi.engine.calculate import calculate
from faxi.engine.case import Case, GraceEffect
from faxi.engine.components import Component
from faxi.engine.daycount import Inclusion
from faxi.engine.events import Pause
from faxi.engine.money import Fen
from faxi.engine.rates import Rate
from faxi.engine.rulebook import Rulebook
from faxi.engine.statement import Line, Statement


class Continuation(NamedTuple):
    """Counted days that no line of the statement holds yet, at one base and rate.

    Attributes:
        start: First counted day: the one after the statement's last, or a later one after a pause
            or a grace, or an earlier one where a grace has not been decided yet.
        end: Last counted day where the base or rate is known to change then; ``None`` for as long
            as something is owed.
    """

    component: Component
    instalment: int
    start: date
    end: date | None
    base: Fen
    rate: Rate


def next_counted_day(statement: Statement) -> date:
    """Return the first counted day that the statement leaves out."""
    is_first = statement.case.conventions.inclusion is Inclusion.FIRST
    return statement.as_of if is_first else statement.as_of + timedelta(days=1)


def continuations(statement: Statement, rulebook: Rulebook) -> tuple[Continuation, ...]:
    """Return what goes on accruing on the instalments due, if nothing more happens.

    Events after the cut-off do not count, nor what is capitalised on later settlement days: the
    base grows then, by what is outstanding of interest on that day.
    """
    case, as_of = statement.case, statement.as_of
    past = tuple(event for event in case.events if event.date <= as_of)
    last = _last_day_to_see(statement)
    is_first = case.conventions.inclusion is Inclusion.FIRST
    horizon = last + timedelta(days=1) if is_first else last
    later = calculate(replace(case, events=past, cap=None), horizon, rulebook)
    counted = _counted(statement.lines)
    due = {
        move.instalment
        for move in statement.movements
        if move.kind == "due" and move.component is Component.PRINCIPAL
    }
    found = []
    for line in later.lines:
        done = counted.get((line.component, line.instalment))
        if line.instalment in due and (done is None or line.to_date > done):
            start = line.from_date if done is None else max(line.from_date, _after(done))
            end = None if line.to_date == last else line.to_date
            found.append(
                Continuation(line.component, line.instalment, start, end, line.base, line.rate)
            )
    return tuple(sorted(found, key=lambda item: (item.start, item.instalment, item.component)))


def _counted(lines: tuple[Line, ...]) -> dict[tuple[Component, int], date]:
    """Return the last day counted of each component of each instalment."""
    counted: dict[tuple[Component, int], date] = {}
    for line in lines:
        key = line.component, line.instalment
        counted[key] = max(line.to_date, counted.get(key, line.to_date))
    return counted


def _after(day: date) -> date:
    return day + timedelta(days=1)


def _last_day_to_see(statement: Statement) -> date:
    """Return a day on which everything that goes on is counted again, after pauses and graces."""
    return max(next_counted_day(statement), *_later_starts(statement.case, statement))


def _later_starts(case: Case, statement: Statement) -> Iterator[date]:
    yield statement.as_of
    for event in case.events:
        if isinstance(event, Pause) and event.date <= statement.as_of:
            yield _after(event.to_date)
    if case.grace.days:
        # A grace ends with its last day; with the last day counted, the one after is the first.
        days = case.grace.days + (2 if case.grace.effect is GraceEffect.SHIFT else 1)
        for move in statement.movements:
            if move.kind == "due" and move.component is Component.PRINCIPAL:
                yield move.date + timedelta(days=days)
