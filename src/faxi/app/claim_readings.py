"""What a statement has to say to a row of a table: every figure that the row may stand for.

A table rarely says which interest a row holds, whether its last day is counted, or for which
instalment it is. Each way to read it is tried; a row is right if one of them gives its figures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from faxi.app.claim_rows import ClaimRow, same_rate
from faxi.engine.accrual import Accrual
from faxi.engine.case import Rounding
from faxi.engine.components import Component
from faxi.engine.daycount import Inclusion
from faxi.engine.money import Fen
from faxi.engine.statement import Line, Statement

_ACCRUING = (
    Component.PENALTY_INTEREST,
    Component.ORDINARY_INTEREST,
    Component.COMPOUND_INTEREST,
)


class Style(NamedTuple):
    """Whether a table's last days may be counted days, or the days after them."""

    last_counts: bool = True
    last_is_after: bool = True


Kind = tuple[Component, int]  # a component of an instalment, by its number


class Reading(NamedTuple):
    """A figure of a statement that a row may stand for.

    Attributes:
        segments: The lines, or parts of lines, it sums.
        is_shifted: Whether its days are not those the row states, but as many by the other end.
    """

    amount: Fen
    segments: tuple[Line, ...]
    is_shifted: bool = False

    def has_day(self, kind: Kind, day: date) -> bool:
        """Tell whether a day of a component of an instalment is among its days."""
        return any(
            (line.component, line.instalment) == kind and line.from_date <= day <= line.to_date
            for line in self.segments
        )


def style_of(rows: Sequence[ClaimRow]) -> Style:
    """Return how a table writes its last days, as far as following rows tell."""
    spans = [
        (row.from_date, row.to_date)
        for row in rows
        if row.from_date is not None and row.to_date is not None and not row.is_sum
    ]
    if any(first == last for first, last in spans):
        return Style(last_is_after=False)  # a single day that is not counted would be none
    # Rows of other kinds or instalments stand side by side; only what follows tells.
    gaps = {
        (after[0] - before[1]).days for before, after in pairwise(spans) if after[0] > before[0]
    }
    if 0 in gaps and 1 not in gaps:
        return Style(last_counts=False)
    return Style(last_is_after=not (1 in gaps and 0 not in gaps))


@dataclass(frozen=True)
class Book:
    """A statement, ready to be asked about rows."""

    statement: Statement

    @cached_property
    def accrual(self) -> Accrual:
        """How the case counts and rounds."""
        return Accrual(self.statement.case)

    @cached_property
    def groups(self) -> list[tuple[Line, ...]]:
        """The lines that a row may sum: of one kind or several, of one instalment or all."""
        lines = self.statement.lines
        kinds = [kind for kind in _ACCRUING if any(line.component is kind for line in lines)]
        wholes: list[tuple[Component, ...]] = [(kind,) for kind in kinds]
        wholes += [tuple(kinds[:count]) for count in range(2, len(kinds) + 1)]
        if len(kinds) == 3:
            wholes.append((Component.PENALTY_INTEREST, Component.COMPOUND_INTEREST))
        numbers = list(dict.fromkeys(line.instalment for line in lines))
        found = []
        for whole in wholes:
            chosen = tuple(line for line in lines if line.component in whole)
            found.append(chosen)
            if len(numbers) > 1:
                found += [tuple(x for x in chosen if x.instalment == n) for n in numbers]
        return [group for group in found if group]

    def groups_for(self, row: ClaimRow) -> list[tuple[Line, ...]]:
        """Return the groups that fit the row's label."""
        if row.component is None:
            return self.groups
        return [g for g in self.groups if all(line.component is row.component for line in g)]

    def clip(self, lines: Sequence[Line], first: int, end: int) -> tuple[tuple[Line, ...], bool]:
        """Return what of lines lies in some days, the end not counted, and whether none is cut."""
        found, is_whole = [], True
        for line in lines:
            start, stop = line.from_date.toordinal(), line.to_date.toordinal() + 1
            low, high = max(start, first), min(stop, end)
            if low >= high:
                continue
            if (low, high) == (start, stop):
                found.append(line)
            else:
                is_whole = False
                found.append(self.part(line, low, high))
        return tuple(found), is_whole

    def part(self, line: Line, first: int, end: int) -> Line:
        """Return a line over other days, rounded as the case rounds."""
        weight = self.accrual.weigh(first, end)
        if self.accrual.rounding is Rounding.PER_DAY:
            amount = self.accrual.day_by_day(line.base, line.rate, weight)
        else:
            amount = self.accrual.round(*self.accrual.exact(line.base, line.rate, weight))
        return line._replace(
            from_date=date.fromordinal(first),
            to_date=date.fromordinal(end - 1),
            days=weight.days,
            amount=amount,
            days_365=weight.days_365,
            days_366=weight.days_366,
        )

    def rounded_once(self, segments: Sequence[Line]) -> Fen:
        """Return the exact sum of segments, rounded once."""
        numerator, denominator = 0, 1
        for line in segments:
            first, end = line.from_date.toordinal(), line.to_date.toordinal() + 1
            weight = self.accrual.weigh(first, end)
            top, bottom = self.accrual.exact(line.base, line.rate, weight)
            numerator, denominator = numerator * bottom + top * denominator, denominator * bottom
        return self.accrual.round(numerator, denominator)

    def readings(self, row: ClaimRow, style: Style) -> Iterator[Reading]:
        """Yield every figure the row's amount may stand for."""
        if row.component is not None and row.component not in _ACCRUING:
            yield from self._plain_amounts(row)
            return
        if not self.groups_for(row):
            yield Reading(0, ())  # the case has nothing of the kind
        if row.from_date is not None and row.to_date is not None:
            for lines in self.groups_for(row):
                yield from self._of_period(lines, row.from_date, row.to_date, style)
            return
        for lines in self.groups_for(row):
            yield _sum(lines)
        if not row.is_sum:
            singles = {line: None for group in self.groups_for(row) for line in group}
            yield from (_sum((line,)) for line in singles)
        if row.days is None and row.base is None and row.rate is None:
            yield from self._plain_amounts(row)

    def _of_period(
        self, lines: Sequence[Line], first_day: date, last_day: date, style: Style
    ) -> Iterator[Reading]:
        first, last = first_day.toordinal(), last_day.toordinal()
        is_last = self.statement.case.conventions.inclusion is Inclusion.LAST
        before = (first + 1, last + 1) if is_last else (first, last)
        spans = {
            (first, last + 1): style.last_counts,
            before: style.last_is_after,
            # The same days by the other end are the same interest, where they are whole lines.
            **dict.fromkeys([(first, last), (first + 1, last + 1), (first - 1, last)], None),
            **dict.fromkeys(
                [(first + 1, last + 2), (first - 1, last + 1), (first, last + 2)], None
            ),
        }
        spans[before] = style.last_is_after
        seen = set()
        for (low, high), may_cut in spans.items():
            segments, is_whole = self.clip(lines, low, high)
            if segments and (is_whole or may_cut) and segments not in seen:
                seen.add(segments)
                yield _sum(segments, is_shifted=may_cut is None)
                if not is_whole:
                    yield Reading(self.rounded_once(segments), segments)

    def _plain_amounts(self, row: ClaimRow) -> Iterator[Reading]:
        statement = self.statement
        components = [row.component] if row.component is not None else list(Component)
        for component in components:
            yield Reading(statement.accrued[component], ())
            yield Reading(statement.outstanding[component], ())
        if row.component is None:
            yield from (Reading(total, ()) for total in self.totals)

    @cached_property
    def totals(self) -> tuple[Fen, ...]:
        """What a total may be: due, before a cap, and what accrued alone."""
        statement = self.statement
        accrued = sum(line.amount for line in statement.lines)
        return (statement.total_due, statement.outstanding.total, accrued)


def _sum(lines: tuple[Line, ...], *, is_shifted: bool = False) -> Reading:
    return Reading(sum(line.amount for line in lines), lines, is_shifted)


def days_of(segments: Sequence[Line]) -> int:
    """Return the days that segments cover, those of several kinds counted once."""
    spans = {(line.from_date, line.to_date): line.days for line in segments}
    return sum(spans.values())


def off_fields(row: ClaimRow, reading: Reading) -> tuple[str, ...]:
    """Return which of days, base and rate a row states otherwise than a reading has them."""
    segments = reading.segments
    if not segments:
        return ()
    off = []
    if row.days is not None and row.days != days_of(segments):
        off.append("days")
    if row.base is not None and row.base not in _bases(segments):
        off.append("base")
    if row.rate is not None and not any(same_rate(row.rate, line.rate) for line in segments):
        off.append("rate")
    return tuple(off)


def _bases(segments: Sequence[Line]) -> set[Fen]:
    """Return the bases that segments may be stated with: their own, or those of a span summed."""
    sums: dict[tuple[date, date], Fen] = {}
    for line in segments:
        key = (line.from_date, line.to_date)
        sums[key] = sums.get(key, 0) + line.base
    return {line.base for line in segments} | set(sums.values())
