"""A row by itself: which days, base, rate or year would give its amount, one or two changed.

For tables that no change of the whole case reproduces, such as those that count both ends of every
row or print a base that never was.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from faxi.app.claim_readings import Book, Reading, days_of, off_fields
from faxi.app.claim_rows import ClaimRow, same_rate
from faxi.app.claim_variants import Cause, Verdict
from faxi.engine.accrual import Accrual
from faxi.engine.case import Case
from faxi.engine.daycount import DayCount, Weight
from faxi.engine.events import ContractRateChange, PenaltyRateChange
from faxi.engine.money import Fen, RoundingMode, rounder
from faxi.engine.rates import Percent, Period, Rate
from faxi.engine.statement import Line

MOST_CHANGES = 2
_ROUNDERS = [rounder(RoundingMode.HALF_UP), rounder(RoundingMode.DOWN)]


class Found(NamedTuple):
    """What explains a row's amount, and the figure of the case it should have been."""

    causes: tuple[Cause, ...]
    ours: Reading


class _Change(NamedTuple):
    """A factor changed; without a cause it is as it should be."""

    cause: Cause | None
    value: object


def by_factors(row: ClaimRow, book: Book, readings: Sequence[Reading]) -> Iterator[Found]:
    """Yield what gives a row's amount, the fewest changes first."""
    if row.amount is None:
        return
    found = [
        Found(causes, reading)
        for reading in readings
        if reading.segments
        for causes in _explained(row, row.amount, book.statement.case, reading)
    ]
    found += [
        Found((cause,), reading)
        for reading in readings
        if reading.segments
        for cause in _inferred(row, row.amount, book, reading)
    ]
    yield from sorted(found, key=lambda f: len(f.causes))


def _explained(
    row: ClaimRow, amount: Fen, case: Case, reading: Reading
) -> Iterator[tuple[Cause, ...]]:
    segments = reading.segments
    options = (
        _days(row, segments),
        _bases(row, case, segments),
        _rates(row, case, segments),
        _bases_of_year(case),
    )
    for changes in product(*options):
        causes = tuple(change.cause for change in changes if change.cause is not None)
        if 0 < len(causes) <= MOST_CHANGES and _gives(amount, case, segments, changes):
            yield causes


_FINEST = 10_000  # rates are written to a hundredth of a percent
_LEAST_STEP = 20  # fen between two such rates; below it any amount would fit one


def _inferred(row: ClaimRow, amount: Fen, book: Book, reading: Reading) -> Iterator[Cause]:
    """Yield the rate or the days that alone would give an amount, where the row states none."""
    if row.rate is None:
        yield from _inferred_rate(amount, book, reading)
    is_one = len(reading.segments) == 1
    if row.days is None and is_one and not {"base", "rate"} & {*off_fields(row, reading)}:
        yield from _inferred_days(amount, book, reading)


def _inferred_rate(amount: Fen, book: Book, reading: Reading) -> Iterator[Cause]:
    accrual = book.accrual
    whole = Fraction(0)  # interest at 100 % a year
    for line in reading.segments:
        first, end = line.from_date.toordinal(), line.to_date.toordinal() + 1
        weight = accrual.weigh(first, end)
        whole += Fraction(*accrual.exact(line.base, Rate(Percent(1, 0), Period.YEAR), weight))
    own = {line.rate for line in reading.segments}
    if len(own) != 1 or whole / _FINEST < _LEAST_STEP:
        return
    digits = round(amount / whole * _FINEST)
    rate = Rate(Percent.of(digits, 4), Period.YEAR)
    fits = abs(whole * digits / _FINEST - amount) <= Fraction(1, 2)
    if fits and digits and not any(same_rate(rate, mine) for mine in own):
        yield Cause(Verdict.RATE_NOT_IN_FORCE, "rate_used", rate)


def _inferred_days(amount: Fen, book: Book, reading: Reading) -> Iterator[Cause]:
    line, days = reading.segments[0], days_of(reading.segments)
    daily = Fraction(*book.accrual.exact(line.base, line.rate, Weight(1, 1)))
    if book.statement.case.conventions.day_count in _EVEN and daily >= _LEAST_STEP:
        counted = round(amount / daily)
        if abs(counted - days) > 1 and abs(daily * counted - amount) <= Fraction(1, 2):
            yield Cause(Verdict.WRONG_DAYS, "days_used", counted)


_EVEN = (DayCount.ACT_360, DayCount.ACT_365)  # every day weighs the same


def _gives(amount: Fen, case: Case, segments: Sequence[Line], changes: Sequence[_Change]) -> bool:
    """Tell whether segments with changed factors come to an amount, rounded once or each."""
    days, base, rate, basis = (change.value for change in changes)
    accrual = Accrual(
        replace(case, conventions=replace(case.conventions, day_count=basis))  # type: ignore[arg-type]
    )
    ratios = []
    for index, line in enumerate(segments):
        extra = days if index == len(segments) - 1 else 0
        first, end = line.from_date.toordinal(), line.to_date.toordinal() + 1 + int(extra)  # type: ignore[call-overload]
        weight = accrual.weigh(first, end) if end > first else Weight(0, 0)
        chosen = line.rate if rate is None else rate
        ratios.append(
            accrual.exact(line.base if base is None else base, chosen, weight)  # type: ignore[arg-type]
        )
    numerator, denominator = 0, 1
    for top, bottom in ratios:
        numerator, denominator = numerator * bottom + top * denominator, denominator * bottom
    return any(
        amount in (round_(numerator, denominator), sum(round_(*ratio) for ratio in ratios))
        for round_ in _ROUNDERS
    )


def _days(row: ClaimRow, segments: Sequence[Line]) -> list[_Change]:
    ours = days_of(segments)
    changes = {0: _Change(None, 0)}
    changes[1] = _Change(Cause(Verdict.WRONG_DAYS, "one_day_more"), 1)
    changes[-1] = _Change(Cause(Verdict.WRONG_DAYS, "one_day_less"), -1)
    if row.days is not None and row.days - ours not in changes:
        cause = Cause(Verdict.WRONG_DAYS, "days_used", row.days)
        changes[row.days - ours] = _Change(cause, row.days - ours)
    return list(changes.values())


def _bases(row: ClaimRow, case: Case, segments: Sequence[Line]) -> list[_Change]:
    changes = [_Change(None, None)]
    numbers = {line.instalment for line in segments}
    items = [item for n, item in enumerate(case.instalments, 1) if n in numbers]
    principal = sum(item.principal for item in items)
    interest = sum(item.interest for item in items)
    known = {
        principal: Cause(Verdict.WRONG_BASE, "payments_ignored"),
        principal + interest: Cause(Verdict.WRONG_BASE, "interest_in_base"),
    }
    if row.base is not None:
        known.setdefault(row.base, Cause(Verdict.WRONG_BASE, "base_used", row.base))
    ours = {line.base for line in segments}
    changes += [_Change(cause, base) for base, cause in known.items() if {base} != ours]
    return changes


def _rates(row: ClaimRow, case: Case, segments: Sequence[Line]) -> list[_Change]:
    known: list[Rate] = [] if row.rate is None else [row.rate]
    known += [rate for rate in (case.contract_rate, case.penalty) if isinstance(rate, Rate)]
    kinds = PenaltyRateChange | ContractRateChange
    known += [event.rate for event in case.events if isinstance(event, kinds)]
    others = [
        rate
        for rate in dict.fromkeys(known)
        if not all(same_rate(rate, line.rate) for line in segments)
    ]
    causes = [Cause(Verdict.RATE_NOT_IN_FORCE, "rate_used", rate) for rate in others]
    return [_Change(None, None), *map(_Change, causes, others)]


def _bases_of_year(case: Case) -> list[_Change]:
    own = case.conventions.day_count
    changes = [_Change(None, own)]
    changes += [
        _Change(Cause(Verdict.WRONG_YEAR_BASIS, str(basis)), basis)
        for basis in DayCount
        if basis is not own
    ]
    return changes
