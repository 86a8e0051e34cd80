"""Judges the creditor's table: every row recomputed from the case, and what is wrong named.

A row that some plain reading of the case gives is right and nothing is looked for. For the others
the case is counted under other conventions, by the engine, until one reproduces the figure: first
single ones, of which the one that explains most rows is preferred; then a row by itself; then two
together. What nothing reproduces is left unexplained.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from faxi.app.claim_factors import by_factors
from faxi.app.claim_judged import ClaimCheck, Explained, JudgedRow
from faxi.app.claim_readings import Book, Kind, Reading, off_fields, style_of
from faxi.app.claim_rows import ClaimRow
from faxi.app.claim_variants import (
    Cause,
    Seen,
    Variant,
    Verdict,
    all_compoundings,
    all_orders,
    variants,
)
from faxi.engine.calculate import calculate
from faxi.engine.case import Case
from faxi.engine.money import Fen
from faxi.engine.problems import CaseError
from faxi.engine.rulebook import Rulebook
from faxi.engine.statement import Line

_MOST_WORK = 1_500_000  # rows times lines looked at, so that a long table takes no minutes


def check_claim(
    case: Case,
    as_of: date,
    rows: Sequence[ClaimRow],
    rulebook: Rulebook,
    *,
    is_their_cut_off: bool = True,
) -> ClaimCheck:
    """Judge a table against a case.

    Args:
        is_their_cut_off: Whether the table too is counted to ``as_of``; if it may end before, a
            last day left out is none.

    Raises:
        CaseError: The case cannot be calculated.
    """
    bench = _Bench(case, as_of, rows, rulebook, is_their_cut_off=is_their_cut_off)
    judged = bench.judge()
    single = [row for row in judged if not row.row.is_sum and row.row.amount is not None]
    found = ClaimCheck(
        statement=bench.book.statement,
        rows=tuple(judged),
        claimed=sum(row.row.amount or 0 for row in single),
        ours=sum(row.ours.amount for row in single if row.ours),
    )
    off = abs(found.claimed - found.accrued)
    if single and found.is_right and off > max(len(rows), len(found.statement.lines)):
        return replace(found, left_out=tuple(bench.left_out(found.claimed)))
    return found


class _Bench:
    """One table on the bench."""

    def __init__(
        self,
        case: Case,
        as_of: date,
        rows: Sequence[ClaimRow],
        rulebook: Rulebook,
        *,
        is_their_cut_off: bool,
    ) -> None:
        self.case, self.as_of, self.rows, self.rulebook = case, as_of, rows, rulebook
        self._is_their_cut_off = is_their_cut_off
        self.book = Book(calculate(case, as_of, rulebook))
        self.style = style_of(rows)
        self.plain = [list(self.book.readings(row, self.style)) for row in rows]
        self.judged: dict[int, JudgedRow] = {}
        self._work = 0

    def judge(self) -> list[JudgedRow]:
        """Return every row with its verdict."""
        # Rows that state their days first: what they hold can be claimed by no other row.
        for may_shift in (False, True):
            for index, row in enumerate(self.rows):
                if index not in self.judged and (found := self._right(index, row, may_shift)):
                    self.judged[index] = found
        by_rows = self._by_rows()
        self._settle(self._by_variants(self._singles()), by_rows.of_length(1))
        for further in (all_compoundings, all_orders):
            self._settle(self._by_variants(further(self.case)))
        self._settle(self._by_variants(self._pairs()), by_rows.of_length(2))
        for index, row in enumerate(self.rows):
            if index not in self.judged:
                self.judged[index] = self._left(index, row)
        return [self._with_total(index) for index in range(len(self.rows))]

    # Right

    def _right(self, index: int, row: ClaimRow, may_shift: bool) -> JudgedRow | None:
        if row.is_sum:
            return self._sum(index, row)
        if row.amount is None:
            return self._without_amount(index, row)
        plain = [r for r in self.plain[index] if may_shift or not r.is_shifted]
        plain = [r for r in plain if not self._is_taken(index, r)]
        same = [r for r in plain if r.amount == row.amount and not self._misses_a_day(index, r)]
        if len({r.segments for r in same}) > self.rows[:index].count(row):
            best = min(same, key=lambda r: len(off_fields(row, r)))
            return _judged(row, Verdict.RIGHT, ours=best, off=off_fields(row, best))
        for reading in plain:
            off = abs(row.amount - reading.amount)
            is_small = 0 < off <= max(1, len(reading.segments))
            if is_small and not off_fields(row, reading) and not self._misses_a_day(index, reading):
                return _judged(row, Verdict.ROUNDING_ONLY, ours=reading)
        return None

    def _is_taken(self, index: int, reading: Reading) -> bool:
        """Tell whether a shifted reading holds a day that another row states and holds."""
        if not reading.is_shifted:
            return False
        row = self.rows[index]
        for line in reading.segments:
            kind = (line.component, line.instalment)
            for day in (line.from_date, line.to_date):
                is_stated = row.from_date and row.to_date and row.from_date <= day <= row.to_date
                if not is_stated and self._is_held(index, kind, day):
                    return True
        return False

    def _is_held(self, index: int, kind: Kind, day: date) -> bool:
        return any(
            judged.ours is not None and judged.ours.has_day(kind, day)
            for other, judged in self.judged.items()
            if other != index
        )

    def _misses_a_day(self, index: int, reading: Reading) -> bool:
        """Tell whether a row begins or ends where another way of counting days would.

        It is right for the days it states, but those are not all that count, and no row has them.
        """
        lines = self.book.statement.lines
        for segment in reading.segments:
            if segment in lines:
                continue
            kind = (segment.component, segment.instalment)
            own = [line for line in lines if (line.component, line.instalment) == kind]
            firsts, lasts = [line.from_date for line in own], [line.to_date for line in own]
            for ends, end, stated, edges in (
                (firsts, firsts[0], segment.from_date, self._edges[kind][0]),
                (lasts, lasts[-1], segment.to_date, self._edges[kind][1]),
            ):
                if stated in ends or stated not in edges:
                    continue
                beside = self._next_counted(stated, end)
                if beside is not None and not self._is_stated(index, kind, beside):
                    return True
        return False

    def _next_counted(self, stated: date, end: date) -> date | None:
        """Return the first day beyond the stated end of a row, up to the real one, that counts."""
        step = 1 if end > stated else -1
        first, last = stated.toordinal(), end.toordinal()
        for ordinal in range(first + step, last + step, step):
            if self.book.accrual.weigh(ordinal, ordinal + 1).days:
                return date.fromordinal(ordinal)
        return None

    def _is_stated(self, index: int, kind: Kind, day: date) -> bool:
        return any(
            row.from_date <= day <= row.to_date and any(r.has_day(kind, day) for r in self.plain[i])
            for i, row in enumerate(self.rows)
            if i != index and row.from_date is not None and row.to_date is not None
        )

    @cached_property
    def _edges(self) -> Mapping[Kind, tuple[set[date], set[date]]]:
        """The first and last days of each kind of line where days are counted otherwise."""
        edges: dict[Kind, tuple[set[date], set[date]]] = defaultdict(lambda: (set(), set()))
        for variant in variants(self.case, Seen()):
            if variant.cause.verdict is not Verdict.WRONG_DAYS:
                continue
            try:
                lines = calculate(variant.change(self.case), self.as_of, self.rulebook).lines
            except CaseError:
                continue
            spans: dict[Kind, list[Line]] = defaultdict(list)
            for line in lines:
                spans[line.component, line.instalment].append(line)
            for kind, found in spans.items():
                edges[kind][0].add(found[0].from_date)
                if self._is_their_cut_off:
                    edges[kind][1].add(found[-1].to_date)
        return edges

    def left_out(self, claimed: Fen) -> Iterator[Cause]:
        """Yield what would make the whole come to what is claimed."""
        for variant in variants(self.case, Seen()):
            try:
                book = Book(calculate(variant.change(self.case), self.as_of, self.rulebook))
            except CaseError:
                continue
            if sum(line.amount for line in book.statement.lines) == claimed:
                yield variant.cause

    def _sum(self, index: int, row: ClaimRow) -> JudgedRow | None:
        """Judge a row that sums those above: it is right if it adds up or is right by itself."""
        theirs = row.amount if row.amount is not None else row.total
        above = [r for r in self.rows[:index] if row.component in (None, r.component)]
        amounts = [r.amount or 0 for r in above if not r.is_sum]
        last = max((i for i, r in enumerate(above) if r.is_sum), default=-1)
        group = sum(r.amount or 0 for r in above[last + 1 :])
        known = {reading.amount for reading in self.plain[index]} | set(self.book.totals)
        if theirs is None or theirs in (sum(amounts), group) or theirs in known:
            return _judged(row, Verdict.RIGHT, ours=None if theirs is None else Reading(theirs, ()))
        return None

    def _without_amount(self, index: int, row: ClaimRow) -> JudgedRow | None:
        """Judge a row by its total, or by what it says of days, base and rate."""
        if row.total is not None:
            known = self._totals(self.case, row)
            theirs = row.total
            if theirs in known:
                return _judged(row, Verdict.RIGHT, ours=Reading(theirs, ()))
            return None
        readings = self.plain[index]
        if not readings:
            return None
        best = min(readings, key=lambda r: len(off_fields(row, r)))
        off = off_fields(row, best)
        if not off:
            return _judged(row, Verdict.RIGHT, ours=best)
        verdicts = {
            "days": Verdict.WRONG_DAYS,
            "base": Verdict.WRONG_BASE,
            "rate": Verdict.RATE_NOT_IN_FORCE,
        }
        return _judged(row, verdicts[off[0]], ours=best, off=off)

    def _totals(self, case: Case, row: ClaimRow) -> list[Fen]:
        """Return what a total may be under a case, on the row's last day or the cut-off."""
        days = {self.as_of}
        if row.to_date is not None:
            days = {row.to_date, row.to_date + timedelta(days=1)}
        found: list[Fen] = []
        for day in sorted(days):
            found += Book(calculate(case, day, self.rulebook)).totals
        return found

    # Explained

    def _singles(self) -> Iterator[tuple[tuple[Cause, ...], Case]]:
        seen = dict.fromkeys(row.rate for row in self.rows if row.rate is not None)
        known = {line.rate for line in self.book.statement.lines}
        unknown = tuple(rate for rate in seen if rate not in known)
        self._variants = list(variants(self.case, Seen(unknown)))
        for variant in self._variants:
            yield (variant.cause,), variant.change(self.case)

    def _pairs(self) -> Iterator[tuple[tuple[Cause, ...], Case]]:
        for one, other in combinations(self._variants, 2):
            if one.cause.verdict is other.cause.verdict:
                continue
            changed = other.change(one.change(self.case))
            causes = [v.cause for v in (one, other) if v.cause.verdict is not Verdict.ROUNDING_ONLY]
            if not changed.problems():
                yield tuple(causes), changed

    def _by_variants(
        self, cases: Iterable[tuple[tuple[Cause, ...], Case] | Variant]
    ) -> "Explained":
        """Return by row what reproduces it, and the case's own figure in its place."""
        found = Explained()
        for entry in cases:
            open_rows = [i for i in range(len(self.rows)) if i not in self.judged]
            if not open_rows or self._work > _MOST_WORK:
                break
            causes, changed = _of_entry(entry, self.case)
            try:
                book = Book(calculate(changed, self.as_of, self.rulebook))
            except CaseError:
                continue
            self._work += len(open_rows) * (10 + len(book.statement.lines))
            for index in open_rows:
                if self._reproduces(book, changed, index):
                    found.add(index, causes, self._ours(index))
            if len(causes) > 1 and all(index in found.by_row for index in open_rows):
                break
        return found

    def _reproduces(self, book: Book, changed: Case, index: int) -> bool:
        row = self.rows[index]
        if row.amount is None and row.total is not None:
            try:
                return row.total in self._totals(changed, row)
            except CaseError:
                return False
        same = {
            reading.segments
            for reading in book.readings(row, self.style)
            if reading.amount == row.amount and not off_fields(row, reading)
        }
        return len(same) > self.rows[:index].count(row)  # as often as the table claims it

    def _by_rows(self) -> "Explained":
        """Return by row which one or two factors give its amount."""
        found = Explained()
        for index, row in enumerate(self.rows):
            if index in self.judged or row.is_sum:
                continue
            for explained in by_factors(row, self.book, self.plain[index]):
                found.add(index, explained.causes, explained.ours)
        return found

    def _ours(self, index: int) -> Reading | None:
        """Return the case's own figure in the place of a row: whole lines, then the nearest."""
        row, readings = self.rows[index], self.plain[index]
        theirs = row.amount if row.amount is not None else row.total
        if row.amount is None and row.total is not None:
            totals = self._totals(self.case, row)
            nearest = min(totals, key=lambda total: abs(total - (theirs or 0)))
            return Reading(nearest, ())
        if not readings:
            return Reading(0, ())
        lines = set(self.book.statement.lines)

        def distance(reading: Reading) -> tuple[int, bool, bool, Fen]:
            is_cut = not lines.issuperset(reading.segments)
            off = abs(reading.amount - (theirs or 0))
            return len(off_fields(row, reading)), reading.is_shifted, is_cut, off

        return min(readings, key=distance)

    def _settle(self, *found: "Explained") -> None:
        """Give every row the explanation that covers most rows, the plainest among equals."""
        all_found = Explained()
        for part in found:
            for index, entries in part.by_row.items():
                for causes, ours in entries:
                    all_found.add(index, causes, ours)
        while open_rows := [i for i in all_found.by_row if i not in self.judged]:
            covered = Counter(
                causes for i in open_rows for causes in dict.fromkeys(all_found.causes(i))
            )
            order = {causes: rank for rank, causes in enumerate(covered)}
            best = max(covered, key=lambda c: (-len(c), covered[c], -order[c]))
            for index in open_rows:
                if best in all_found.causes(index):
                    others = _others(best, all_found.causes(index))
                    ours = next(o for c, o in all_found.by_row[index] if c == best)
                    verdict = best[0].verdict if best else Verdict.ROUNDING_ONLY
                    self.judged[index] = _judged(self.rows[index], verdict, best, others, ours=ours)

    def _left(self, index: int, row: ClaimRow) -> JudgedRow:
        """Judge what nothing reproduces."""
        return _judged(row, Verdict.UNEXPLAINED, ours=self._ours(index))

    def _with_total(self, index: int) -> JudgedRow:
        """Mark a running total that does not follow although the row's amount is right."""
        judged = self.judged[index]
        row = judged.row
        if row.total is None or row.amount is None or row.is_sum:
            return judged
        span = (row.from_date, row.to_date)
        same = sum(
            r.amount or 0 for r in self.rows if (r.from_date, r.to_date) == span and not r.is_sum
        )
        running = sum(r.amount or 0 for r in self.rows[: index + 1] if not r.is_sum)
        beside = {running, row.amount, same}
        if row.base is not None:
            beside |= {row.base + row.amount, row.base + running}
        if row.total in beside or row.total in self._totals(self.case, row):
            return judged
        return replace(judged, off=(*judged.off, "total"))


def _of_entry(
    entry: tuple[tuple[Cause, ...], Case] | Variant, case: Case
) -> tuple[tuple[Cause, ...], Case]:
    if isinstance(entry, Variant):
        return (entry.cause,), entry.change(case)
    return entry


_BY_ITSELF = ("one_day_more", "one_day_less")  # what a convention of days does to one row


def _others(best: tuple[Cause, ...], found: Iterable[tuple[Cause, ...]]) -> tuple[Cause, ...]:
    """Return the single causes that give the same figure and are not the same thing said again."""
    singles = dict.fromkeys(causes[0] for causes in found if causes != best and len(causes) == 1)
    is_days = any(cause.verdict is Verdict.WRONG_DAYS for cause in best)
    return tuple(c for c in singles if not (is_days and c.convention in _BY_ITSELF))


def _judged(
    row: ClaimRow,
    verdict: Verdict,
    causes: tuple[Cause, ...] = (),
    also: tuple[Cause, ...] = (),
    *,
    ours: Reading | None,
    off: tuple[str, ...] = (),
) -> JudgedRow:
    return JudgedRow(row, verdict, causes, also, off, ours)
