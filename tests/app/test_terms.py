"""Contract terms: what is typed reads as conventions, or says term by term why it does not."""

from dataclasses import replace
from typing import Any

import pytest
from tests.app.conftest import TODAY
from tests.app.test_drafts import a_big_case, problems

from faxi.app.drafts import changed, draft_of, read_draft, value_of
from faxi.app.event_rows import EventRow
from faxi.app.terms import Terms
from faxi.engine.case import (
    Across,
    Allocation,
    Cap,
    CapKind,
    Conventions,
    DueDateRoll,
    Grace,
    GraceEffect,
    PenaltyMode,
)
from faxi.engine.daycount import DayCount
from faxi.engine.rates import parse_percent

TERM_CHANGES: list[tuple[str, Any, dict[str, Any]]] = [
    ("day_count", "ACT/ACT", {"conventions": Conventions(DayCount.ACT_ACT)}),
    ("grace_days", "５天", {"grace": Grace(5, GraceEffect.SHIFT)}),
    ("penalty_mode", "on_top", {"penalty_mode": PenaltyMode.ON_TOP}),
    ("due_date_roll", "next_workday", {"due_date_roll": DueDateRoll.NEXT_WORKDAY}),
    ("cap_kind", "", {"cap": None}),
    ("cap_value", "12", {"cap": Cap(CapKind.ANNUAL_RATE, parse_percent("12%"), True)}),
    ("cap_apply", False, {"cap": Cap(CapKind.ANNUAL_RATE, parse_percent("24%"), False)}),
    ("allocation_across", "component_first", {
        "allocation": Allocation(across=Across.COMPONENT_FIRST)}),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "difference"), TERM_CHANGES)
def test_a_term_changes_nothing_else(field: str, value: object, difference: dict[str, Any]) -> None:
    before = a_big_case()
    draft = changed(draft_of(before, TODAY), field, value)
    assert value_of(draft, field) == value
    assert read_draft(draft, TODAY).case == replace(before, **difference)


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ({"grace_days": "3651"}, {"grace_days": "days_unreadable"}),
        ({"grace_days": ""}, {"grace_days": "days_unreadable"}),
        ({"compound_day": "29"}, {"compound_day": "days_unreadable"}),
        ({"cap_kind": "annual_rate"}, {"cap_value": "field_empty"}),
        ({"cap_kind": "annual_rate", "cap_value": "x"}, {"cap_value": "percent_unreadable"}),
        ({"cap_kind": "annual_rate", "cap_value": "1001"}, {"cap_value": "rate_too_high"}),
        ({"cap_kind": "amount", "cap_value": "0"}, {"cap_value": "amount_zero"}),
        ({"cap_kind": "lpr_multiple", "cap_value": "0"}, {"cap_value": "amount_zero"}),
        ({"cap_kind": "lpr_multiple", "cap_value": "4倍"}, {
            "contract_date": "contract_date_missing"}),
        ({"day_count": "30E/360", "rounding": "per_day"}, {
            "rounding": "per_day_needs_calendar_days"}),
        ({"compound_base": "interest_and_penalty"}, {"compound_settle": "settlement_missing"}),
    ],
)  # fmt: skip
def test_a_term_says_what_is_wrong_with_it(terms: dict[str, Any], found: dict[str, str]) -> None:
    assert problems(terms=Terms(**terms)) == found


def test_a_rate_of_an_event_that_cannot_be_counted_stands_at_its_cell() -> None:
    rows = (EventRow(), EventRow("penalty_rate", "2025-06-01", "", "日万分之五"))
    found = problems(events=rows, terms=Terms(day_count="30E/360"))
    assert found == {"events[1].amount": "daily_rate_needs_calendar_days"}
