"""What a claim leaves open: with its sum it is what is due on any later day, to the fen."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.helpers.builders import a_rulebook
from tests.helpers.commands import a_loan
from tests.helpers.vectors import vectors

from faxi.engine.accrual import Accrual
from faxi.engine.calculate import calculate
from faxi.engine.case import Case, CompoundBase, Rounding
from faxi.engine.claim import continuations, next_counted_day
from faxi.engine.components import Component
from faxi.engine.daycount import DayCount, Inclusion
from faxi.engine.days import settlement_days
from faxi.engine.problems import CaseError
from faxi.engine.statement import Statement
from faxi.store.case_file import read_case

RULES = a_rulebook()


def at(case: Case, day: date) -> Statement | None:
    try:
        return calculate(case, day, RULES)
    except CaseError:  # a waiver of more than is due once days are rounded
        return None


def frozen(document: dict[str, Any], as_of: date, rounding: Rounding) -> Case:
    """Return a case that nothing happens to after the cut-off."""
    case = read_case(document)
    conventions = replace(case.conventions, rounding=rounding)
    events = tuple(event for event in case.events if event.date <= as_of)
    return replace(case, conventions=conventions, cap=None, events=events)


def goes_on_alike(case: Case, statement: Statement, later: Statement) -> bool:
    """Tell whether no instalment, settlement day or end of a grace lies between."""
    due = [[m.instalment for m in s.movements if m.kind == "due"] for s in (statement, later)]
    compounding, first = case.compounding, statement.as_of.toordinal() + 1
    settled: list[int] = []
    if compounding.base is not CompoundBase.NONE:
        settled = [
            day
            for day in settlement_days(
                compounding.settle, compounding.day, date(1990, 1, 1), later.as_of
            )
            if day >= first
        ]
    grace_ends = (
        move.date + timedelta(days=case.grace.days)
        for move in statement.movements
        if move.kind == "due" and move.component is Component.PRINCIPAL and case.grace.days
    )
    within = any(statement.as_of <= end and end >= later.as_of for end in grace_ends)
    return due[0] == due[1] and not settled and not within


def claimed(case: Case, statement: Statement, later: date) -> tuple[int, int]:
    """Return the sum with the days up to a later cut-off, and how many terms were added."""
    accrual = Accrual(case)
    is_first = case.conventions.inclusion is Inclusion.FIRST
    last = later - timedelta(days=1) if is_first else later
    total, terms = statement.total_due, 0
    for item in continuations(statement, RULES):
        end = min(item.end or last, last)
        if end >= item.start:
            weight = accrual.weigh(item.start.toordinal(), end.toordinal() + 1)
            if accrual.rounding is Rounding.PER_DAY:
                total += accrual.day_by_day(item.base, item.rate, weight)
            else:
                total += accrual.round(*accrual.exact(item.base, item.rate, weight))
            terms += 1
    return total, terms


@pytest.mark.parametrize("rounding", [Rounding.PER_DAY, Rounding.PER_LINE])
def test_sum_and_open_part_are_what_is_due_later(rounding: Rounding) -> None:
    compared = 0
    for name, entry in vectors().items():
        as_of = date.fromisoformat(entry["as_of"])
        case = frozen(entry["case"], as_of, rounding)
        if rounding is Rounding.PER_DAY and case.conventions.day_count is DayCount.THIRTY_E_360:
            continue
        statement = at(case, as_of)
        for days in (1, 17, 400):
            later = at(case, as_of + timedelta(days=days))
            if statement and later and goes_on_alike(case, statement, later):
                total, terms = claimed(case, statement, later.as_of)
                # Days rounded one by one add up; a line is rounded once more where it is parted.
                allowed = 0 if rounding is Rounding.PER_DAY else terms
                assert abs(total - later.total_due) <= allowed, (name, days)
                compared += 1
    assert compared > 300


@pytest.mark.parametrize(
    ("inclusion", "start"),
    [("first", "2026-11-23"), ("last", "2026-11-24"), ("both", "2026-11-24")],
)
def test_no_day_is_lost_or_doubled(inclusion: str, start: str) -> None:
    case = read_case(a_loan(conventions={"inclusion": inclusion}))
    statement = calculate(case, date(2026, 11, 23), RULES)
    (item,) = continuations(statement, RULES)
    assert item.start == next_counted_day(statement) == date.fromisoformat(start)
    assert item.start - statement.lines[-1].to_date == timedelta(days=1)
    assert (item.base, str(item.rate), item.end) == (50_000_00, "21.6%/year", None)


def test_after_a_pause_it_goes_on_the_day_after() -> None:
    pause = {"kind": "pause", "from": "2026-11-01", "to": "2026-12-31"}
    case = read_case(a_loan(pause))
    (item,) = continuations(calculate(case, date(2026, 11, 23), RULES), RULES)
    assert item.start == date(2027, 1, 1)


def test_an_undecided_grace_counts_from_the_due_date() -> None:
    case = read_case(a_loan(grace={"days": 10, "effect": "threshold"}))
    (item,) = continuations(calculate(case, date(2025, 3, 5), RULES), RULES)
    assert item.start == date(2025, 3, 1)


def test_what_is_repaid_or_not_yet_due_does_not_go_on() -> None:
    paid = {"kind": "repayment", "date": "2025-03-01", "amount": "50000.00"}
    statement = calculate(read_case(a_loan(paid)), date(2026, 11, 23), RULES)
    assert continuations(statement, RULES) == ()
    early = calculate(read_case(a_loan()), date(2025, 1, 1), RULES)
    assert continuations(early, RULES) == ()


@pytest.mark.parametrize("inclusion", ["first", "last", "both"])
@pytest.mark.parametrize("settle", ["month", "quarter"])
@pytest.mark.parametrize("base", ["interest", "interest_and_penalty"])
def test_settlement_days_add_what_the_claim_says_they_add(
    base: str, settle: str, inclusion: str
) -> None:
    """The paragraph's sentence on settlement days, followed day by day, gives what is due."""
    case = read_case(
        a_loan(
            instalments=[{"due_date": "2025-03-01", "principal": "50000.00", "interest": "600.00"}],
            compounding={"base": base, "settle": settle},
            conventions={"rounding": "per_day", "inclusion": inclusion},
        )
    )
    as_of, later = date(2026, 11, 23), date(2028, 1, 5)
    statement, expected = calculate(case, as_of, RULES), calculate(case, later, RULES)
    items = {item.component: item for item in continuations(statement, RULES)}
    penalty, compound = items[Component.PENALTY_INTEREST], items[Component.COMPOUND_INTEREST]
    accrual = Accrual(case)
    settled = set(
        settlement_days(case.compounding.settle, case.compounding.day, date(2025, 3, 1), later)
    )
    interest = statement.outstanding.penalty_interest + statement.outstanding.compound_interest
    unpaid_penalty, unpaid_compound = statement.outstanding[2:4]
    base_now = compound.base
    # The first counted day of a settlement is the day itself, or with the last counted the next.
    shift = 0 if inclusion == "first" else 1
    last = later.toordinal() - (1 - shift)
    for day in range(penalty.start.toordinal(), last + 1):
        if day - shift in settled and day - shift > as_of.toordinal():
            base_now = 600_00 + unpaid_compound
            if case.compounding.base is CompoundBase.INTEREST_AND_PENALTY:
                base_now += unpaid_penalty
        weight = accrual.weigh(day, day + 1)
        unpaid_penalty += accrual.day_by_day(penalty.base, penalty.rate, weight)
        unpaid_compound += accrual.day_by_day(base_now, compound.rate, weight)
    growth = unpaid_penalty + unpaid_compound - interest
    assert statement.total_due + growth == expected.total_due
