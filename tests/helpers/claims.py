"""Creditors' tables made from statements: right ones, and ones that count otherwise."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from tests.helpers.debts import RULES, random_debts

from faxi.app.claim_rows import ClaimRow
from faxi.app.claim_variants import Cause, Seen, variants
from faxi.engine.accrual import Accrual
from faxi.engine.calculate import calculate
from faxi.engine.case import Case, Rounding
from faxi.engine.problems import CaseError
from faxi.engine.statement import Statement

# What tables print, from everything to little.
SHAPES: Sequence[tuple[str, ...]] = (
    ("from_date", "to_date", "days", "base", "rate", "amount"),
    ("from_date", "to_date", "amount"),
    ("from_date", "to_date", "days", "base", "amount"),
    ("days", "base", "rate", "amount"),
    ("from_date", "to_date", "days", "base", "rate", "amount", "component"),
)


class Table(NamedTuple):
    """A table and what is done differently in it, ``None`` for a right one."""

    case: Case
    as_of: date
    rows: tuple[ClaimRow, ...]
    cause: Cause | None


def rows_of(statement: Statement, shape: Sequence[str]) -> tuple[ClaimRow, ...]:
    """Return a statement's lines as a table of some columns."""
    return tuple(
        ClaimRow(**{name: getattr(line, name) for name in shape}) for line in statement.lines
    )


def random_tables(count: int, seed: int) -> Iterator[Table]:
    """Yield for random cases a right table, and one that counts one thing otherwise.

    The second is left out where its sum differs by no more than rounding.
    """
    rng = random.Random(seed)
    for case, as_of in random_debts(count, seed):
        known = replace(case, events=tuple(e for e in case.events if e.date <= as_of))
        try:
            own = calculate(known, as_of, RULES)
        except CaseError:
            continue
        if not own.lines:
            continue
        shape = rng.choice(SHAPES)
        yield Table(known, as_of, rows_of(own, shape), None)
        tried = list(variants(known, Seen()))
        kind = rng.choice(sorted({variant.cause.verdict for variant in tried}))
        chosen = rng.choice([variant for variant in tried if variant.cause.verdict is kind])
        try:
            other = calculate(chosen.change(known), as_of, RULES)
        except CaseError:
            continue
        off = sum(x.amount for x in other.lines) - sum(x.amount for x in own.lines)
        if other.lines and abs(off) > max(len(own.lines), len(other.lines)):
            yield Table(known, as_of, rows_of(other, shape), chosen.cause)


def split_rows(statement: Statement, rng: random.Random) -> tuple[ClaimRow, ...]:
    """Return a statement's lines cut on random days, each part rounded as the case rounds."""
    accrual = Accrual(statement.case)
    is_per_day = accrual.rounding is Rounding.PER_DAY
    rows = []
    for line in statement.lines:
        first, end = line.from_date.toordinal(), line.to_date.toordinal() + 1
        cuts = sorted({first, end, rng.randint(first, end), rng.randint(first, end)})
        for start, stop in pairwise(cuts):
            weight = accrual.weigh(start, stop)
            amount = (
                accrual.day_by_day(line.base, line.rate, weight)
                if is_per_day
                else accrual.round(*accrual.exact(line.base, line.rate, weight))
            )
            row = ClaimRow(
                component=line.component,
                from_date=date.fromordinal(start),
                to_date=date.fromordinal(stop - 1),
                amount=amount,
            )
            rows += [row] if weight.days else []
    return tuple(rows)
