"""Drafts in the book: whatever a form holds comes back, and what is unknown is kept."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.strategies import cases
from tests.helpers.commands import a_loan

from faxi.app.draft_json import draft_text, read_draft_text
from faxi.app.drafts import changed, draft_of, new_draft, read_draft
from faxi.app.event_rows import EventRow
from faxi.store.case_file import read_case

TODAY = date(2026, 11, 23)


@given(cases())
def test_every_case_comes_back_the_same(case: object) -> None:
    draft = draft_of(case, TODAY)  # type: ignore[arg-type]
    again = read_draft_text(draft_text(draft, TODAY), TODAY)
    assert (again.draft, dict(again.unknown)) == (draft, {})
    assert read_draft(again.draft, TODAY).case == read_draft(draft, TODAY).case


@given(st.text(), st.sampled_from(["title", "principal", "due_date", "cap_value"]), st.text())
def test_half_typed_text_comes_back_as_it_was(text: str, field: str, detail: str) -> None:
    draft = changed(new_draft(TODAY), field, text)
    draft = changed(draft, "events", (EventRow("nonsense", text, detail=detail), EventRow()))
    stored = draft_text(draft, TODAY)
    stored.encode()
    assert read_draft_text(stored, TODAY).draft == draft


def test_a_cut_off_of_today_follows_the_day() -> None:
    text = draft_text(new_draft(TODAY), TODAY)
    assert read_draft_text(text, date(2026, 12, 1)).draft.as_of == "2026-12-01"
    fixed = draft_text(changed(new_draft(TODAY), "as_of", "2025-01-01"), TODAY)
    assert read_draft_text(fixed, date(2026, 12, 1)).draft.as_of == "2025-01-01"


def test_fields_of_another_version_are_kept() -> None:
    payload = json.loads(draft_text(new_draft(TODAY), TODAY))
    payload["fields"] |= {"colour": {"red": [1]}, "title": "甲"}
    found = read_draft_text(json.dumps(payload), TODAY)
    assert (found.draft.title, found.unknown) == ("甲", {"colour": {"red": [1]}})
    again = json.loads(draft_text(found.draft, TODAY, found.unknown))
    assert again["fields"]["colour"] == {"red": [1]}


def test_a_field_an_older_version_lacked_comes_from_its_case() -> None:
    case = read_case(a_loan({"kind": "repayment", "date": "2025-04-01", "amount": "1.00"}))
    payload = json.loads(draft_text(draft_of(case, TODAY), TODAY))
    del payload["fields"]["events"], payload["fields"]["terms"]
    found = read_draft_text(json.dumps(payload), TODAY).draft
    assert read_draft(found, TODAY).case == case


@pytest.mark.parametrize("value", [7, None, ["a"], {"is": "Case"}])
def test_a_value_of_the_wrong_kind_is_left_out_and_kept(value: object) -> None:
    payload = json.loads(draft_text(changed(new_draft(TODAY), "title", "甲"), TODAY))
    payload["fields"]["principal"] = value
    found = read_draft_text(json.dumps(payload), TODAY)
    assert (found.draft.title, found.draft.principal) == ("甲", "")
    assert found.unknown == {"principal": value}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"fields": 1}', "null"])
def test_what_is_no_draft_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a draft|Expecting value"):
        read_draft_text(text, TODAY)
