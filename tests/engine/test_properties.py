"""The laws the engine obeys, whatever the case: section 8 of the contract page."""

import random
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.engine import strategies as some
from tests.helpers.builders import a_case, a_rulebook

from faxi.engine.accrual import Accrual
from faxi.engine.calculate import calculate
from faxi.engine.case import Cap, CapKind, Case, Conventions, Rounding
from faxi.engine.components import Component
from faxi.engine.days import parse_date
from faxi.engine.events import (
    ContractRateChange,
    Cost,
    Event,
    PenaltyRateChange,
    Repayment,
)
from faxi.engine.growth import growth
from faxi.engine.money import MAX_FEN, money_text, parse_money
from faxi.engine.rates import Percent, Period, Rate, parse_percent, parse_rate
from faxi.engine.statement import Statement
from faxi.store.case_file import read_case
from faxi.store.documents import case_bytes
from faxi.store.json_text import parse_json

RULEBOOK = a_rulebook()
ZERO = Percent.of(0, 0)

law = settings(max_examples=60, deadline=None)
cheap = settings(max_examples=200, deadline=None)


def _statement(case: Case, as_of: date) -> Statement:
    assert case.problems() == []
    return calculate(case, as_of, RULEBOOK)


def _written(document: dict[str, Any], as_of: str) -> Statement:
    return calculate(read_case(document), date.fromisoformat(as_of), RULEBOOK)


def _figures(statement: Statement) -> tuple[object, ...]:
    """Return everything a statement says but its case and warnings, which quote the file."""
    skipped = {"case", "warnings"}
    return tuple(getattr(statement, f) for f in statement.__slots__ if f not in skipped)


# Splitting a span


@law
@given(some.conventions(), some.rates(), some.days, st.integers(0, 800), st.integers(0, 800))
def test_splitting_a_span_changes_nothing_before_rounding(
    chosen: Conventions, rate: Rate, first: date, before: int, after: int
) -> None:
    accrual = Accrual(a_case(conventions=chosen))
    start = first.toordinal()
    middle, end = start + before, start + before + after

    def exact(of: int, until: int) -> tuple[int, int]:
        return accrual.exact(12_345_67, rate, accrual.weigh(of, until))

    whole, left, right = exact(start, end), exact(start, middle), exact(middle, end)
    assert left[0] + right[0] == whole[0]
    assert left[1] == right[1] == whole[1]


@law
@given(some.plain_cases(), some.days, some.days)
def test_a_cut_changes_no_cumulative_total(case: Case, cut: date, as_of: date) -> None:
    conventions = replace(case.conventions, rounding=Rounding.CUMULATIVE)
    case = replace(case, conventions=conventions)
    # A cost paid at once closes the lines of the day and changes no balance.
    split = replace(case, events=(Cost(cut, 100), Repayment(cut, 100)))
    whole, pieces = _statement(case, as_of), _statement(split, as_of)
    assert pieces.accrued.penalty_interest == whole.accrued.penalty_interest
    assert len(pieces.lines) >= len(whole.lines)


@law
@given(some.plain_cases(), some.days, some.days)
def test_a_cut_changes_a_line_by_a_fen_at_most(case: Case, cut: date, as_of: date) -> None:
    conventions = replace(case.conventions, rounding=Rounding.PER_LINE)
    case = replace(case, conventions=conventions)
    split = replace(case, events=(Cost(cut, 100), Repayment(cut, 100)))
    whole, pieces = _statement(case, as_of), _statement(split, as_of)
    assert abs(pieces.accrued.penalty_interest - whole.accrued.penalty_interest) <= 1


# Nothing out of nothing


@law
@given(some.cases(), some.days)
def test_zero_rates_give_nothing(case: Case, as_of: date) -> None:
    zero = Rate(ZERO, case.contract_rate.period if case.contract_rate else Period.YEAR)
    changes = (PenaltyRateChange, ContractRateChange)
    events = tuple(
        replace(event, rate=zero) if isinstance(event, changes) else event for event in case.events
    )
    case = replace(case, penalty=zero, contract_rate=zero, events=events)
    statement = _statement(case, as_of)
    assert all(line.amount == 0 for line in statement.lines)
    assert statement.per_diem == 0


@law
@given(some.cases())
def test_no_days_give_nothing(case: Case) -> None:
    first = min(item.due_date for item in case.instalments)
    statement = _statement(replace(case, events=()), first)
    assert statement.lines == ()
    assert statement.days_overdue == 0


# Monotony


@law
@given(some.cases(), some.days, some.days)
def test_what_accrued_never_falls(case: Case, one: date, other: date) -> None:
    earlier, later = (_statement(case, day) for day in sorted((one, other)))
    interests = (Component.PENALTY_INTEREST, Component.COMPOUND_INTEREST)
    assert all(earlier.accrued[c] <= later.accrued[c] for c in interests)
    assert earlier.accrued.costs <= later.accrued.costs


@law
@given(some.plain_cases(), st.integers(0, 10**8), some.days)
def test_interest_grows_with_principal(case: Case, more: int, as_of: date) -> None:
    item = case.instalments[0]
    raised = replace(case, instalments=(replace(item, principal=item.principal + more),))
    assert _penalty(case, as_of) <= _penalty(raised, as_of)


@law
@given(some.plain_cases(), st.integers(0, 1000), some.days)
def test_interest_grows_with_the_rate(case: Case, more: int, as_of: date) -> None:
    assert isinstance(case.penalty, Rate)
    digits, scale = case.penalty.value
    raised = replace(case, penalty=Rate(Percent.of(digits + more, scale), case.penalty.period))
    assert _penalty(case, as_of) <= _penalty(raised, as_of)


def _penalty(case: Case, as_of: date) -> int:
    return _statement(case, as_of).accrued.penalty_interest


# Everything adds up


@law
@given(some.cases(), some.days)
def test_every_payment_is_accounted_for(case: Case, as_of: date) -> None:
    statement = _statement(case, as_of)
    for entry in statement.allocations:
        assert sum(part.amount for part in entry.parts) + entry.remainder == entry.amount
        assert all(part.amount > 0 for part in entry.parts)
    received = sum(e.amount for e in case.events if isinstance(e, Repayment) and e.date <= as_of)
    assert statement.paid.total + statement.overpaid == received


@law
@given(some.written_cases())
def test_lines_add_up_to_what_accrued(written: tuple[dict[str, Any], str]) -> None:
    statement = _written(*written)
    sums = [0] * len(Component)
    for line in statement.lines:
        sums[line.component] += line.amount
    due = [m for m in statement.movements if m.kind == "due"]
    for component in (Component.PENALTY_INTEREST, Component.COMPOUND_INTEREST):
        assert sums[component] == statement.accrued[component]
    in_term = sum(m.amount for m in due if m.component is Component.ORDINARY_INTEREST)
    on_top = statement.accrued.ordinary_interest - in_term
    assert sums[Component.ORDINARY_INTEREST] == on_top


@law
@given(some.written_cases())
def test_accrued_less_paid_and_waived_is_outstanding(written: tuple[dict[str, Any], str]) -> None:
    s = _written(*written)
    for accrued, paid, waived, owed in zip(s.accrued, s.paid, s.waived, s.outstanding, strict=True):
        assert accrued - paid - waived == owed >= 0
    off = s.cap.over - s.cap.excess_paid if s.cap and s.cap.applied else 0
    assert s.total_due == s.outstanding.total - off >= 0


@law
@given(some.written_cases())
def test_growth_is_never_negative_and_ends_at_the_balance(
    written: tuple[dict[str, Any], str],
) -> None:
    statement = _written(*written)
    points = growth(statement)
    assert points[-1] == (statement.as_of, statement.outstanding)
    assert all(amount >= 0 for point in points for amount in point.outstanding)
    assert [point.date for point in points] == sorted(point.date for point in points)


# Order


@law
@given(some.written_cases(), st.integers())
def test_the_order_of_keys_is_irrelevant(written: tuple[dict[str, Any], str], seed: int) -> None:
    document, as_of = written
    keys = list(document)
    random.Random(seed).shuffle(keys)
    shuffled = {key: document[key] for key in keys}
    assert _written(shuffled, as_of) == _written(document, as_of)


@law
@given(some.written_cases(), st.integers())
def test_the_order_of_events_on_different_dates_is_irrelevant(
    written: tuple[dict[str, Any], str], seed: int
) -> None:
    case = read_case(written[0])
    as_of = date.fromisoformat(written[1])
    moved = replace(case, events=_interleaved(case.events, random.Random(seed)))
    assert _figures(_statement(moved, as_of)) == _figures(_statement(case, as_of))


def _interleaved(events: tuple[Event, ...], rng: random.Random) -> tuple[Event, ...]:
    """Mix events of different dates anew and keep those of one date in their order."""
    by_date = [list(group) for _, group in groupby(sorted(events, key=_date), key=_date)]
    mixed = []
    while by_date := [group for group in by_date if group]:
        mixed.append(rng.choice(by_date).pop(0))
    return tuple(mixed)


def _date(event: Event) -> date:
    return event.date


# The cap


@law
@given(some.cases(), some.caps, some.days)
def test_a_cap_never_raises_the_total(case: Case, cap: Cap, as_of: date) -> None:
    free = _statement(replace(case, cap=None), as_of)
    capped = _statement(replace(case, cap=replace(cap, apply=True)), as_of)
    assert capped.total_due <= free.total_due
    assert capped.outstanding == free.outstanding


@law
@given(some.cases(), some.caps, st.integers(0, 10_000), some.days)
def test_raising_the_cap_never_lowers_the_total(
    case: Case, cap: Cap, more: int, as_of: date
) -> None:
    low = replace(cap, apply=True)
    high = replace(low, limit=_raised(cap, more))
    totals = [_statement(replace(case, cap=c), as_of).total_due for c in (low, high)]
    assert totals == sorted(totals)


def _raised(cap: Cap, more: int) -> Percent | int:
    if cap.kind is CapKind.AMOUNT:
        assert isinstance(cap.limit, int)
        return cap.limit + more
    assert isinstance(cap.limit, Percent)
    return Percent.of(cap.limit.digits + more, cap.limit.scale)


# What is written is read again


@law
@given(some.cases())
def test_case_to_file_to_case_is_the_identity(case: Case) -> None:
    assert read_case(parse_json(case_bytes(case))) == case


@law
@given(some.written_cases())
def test_a_read_case_is_written_and_read_again(written: tuple[dict[str, Any], str]) -> None:
    case = read_case(written[0])
    assert read_case(parse_json(case_bytes(case))) == case


@cheap
@given(st.integers(0, MAX_FEN))
def test_money_is_read_as_it_is_written(fen: int) -> None:
    assert parse_money(money_text(fen)) == fen


@cheap
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_dates_are_read_as_they_are_written(day: date) -> None:
    assert parse_date(str(day)) == day


@cheap
@given(st.integers(0, 10**9 - 1), st.integers(0, 14))
def test_percents_are_read_as_they_are_written(digits: int, scale: int) -> None:
    percent = Percent.of(digits, scale)
    assume(len(str(percent).partition(".")[0].rstrip("%")) <= 9)
    assert parse_percent(str(percent)) == percent


@cheap
@given(st.decimals(0, 9999, places=12, allow_nan=False), st.sampled_from("%‰‱"), some.periods)
def test_any_rate_read_can_be_written_and_read_again(number: Any, unit: str, period: str) -> None:
    written = f"{number:f}{unit}/{period}"
    try:
        rate = parse_rate(written)
    except ValueError:
        assume(False)
    assert parse_rate(str(rate)) == rate


@law
@given(some.cases(), some.days)
def test_the_same_input_gives_the_same_statement(case: Case, as_of: date) -> None:
    assert _statement(case, as_of) == _statement(case, as_of)
