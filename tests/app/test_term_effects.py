"""The effect of each contract term: the same case with one term changed, to the fen."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.helpers.commands import a_loan
from tests.helpers.summaries import PAID, instalments
from tests.helpers.vectors import vectors

from faxi.app.statements import calculate_case
from faxi.app.term_effects import effect_text, statement_under, term_effects
from faxi.app.terms import TERM_EDITS, terms_of
from faxi.engine.case import Case
from faxi.engine.daycount import DayCount
from faxi.store.case_file import read_case
from faxi.text.words import Language, Words, words_of

AS_OF = date(2026, 11, 23)
ZH, EN = words_of(Language.ZH), words_of(Language.EN)


def a_case(*events: dict[str, Any], **keys: Any) -> Case:
    return read_case(a_loan(*events, **keys))


def test_the_year_basis_says_what_each_choice_would_bring() -> None:
    said = effect_text(a_case(), AS_OF, "day_count", ZH)
    assert said.startswith("与默认的“实际/360”相比：")
    assert "实际/365 将少 259.73 元" in said
    assert "Actual/365 would be 259.73 yuan less" in effect_text(a_case(), AS_OF, "day_count", EN)


def test_a_choice_made_is_compared_with_the_default() -> None:
    case = a_case(conventions={"day_count": "ACT/365"})
    assert "实际/365（所选）少 259.73 元" in effect_text(case, AS_OF, "day_count", ZH)
    (grace,) = term_effects(a_case(grace={"days": 10, "effect": "shift"}), AS_OF, "grace_days")
    assert (grace.value, grace.difference, grace.is_chosen) == ("10", -300_00, True)


def test_every_difference_is_that_of_two_calculations() -> None:
    case = a_case(PAID, instalments=instalments(4), compounding={
        "base": "interest", "settle": "month", "day": 20})  # fmt: skip
    usual = replace(case, conventions=replace(case.conventions, day_count=DayCount.ACT_360))
    for effect in term_effects(case, AS_OF, "day_count"):
        other = DayCount(str(effect.value))
        changed = replace(case, conventions=replace(case.conventions, day_count=other))
        expected = calculate_case(changed, AS_OF).total_due - calculate_case(usual, AS_OF).total_due
        assert effect.difference == expected


@pytest.mark.parametrize(
    ("keys", "term", "said"),
    [
        ({"penalty": {"rate": "日万分之五"}}, "day_count", "30E/360 does not go with the other"),
        ({"penalty": {"rate": "18%/year"}, "contract_rate": None}, "penalty_mode", "does not go"),
        ({"cap": {"annual_rate": "12%"}}, "cap_apply", "applying the cap would be 8,426.67 yuan"),
        (
            {"cap": {"annual_rate": "12%", "apply": True}},
            "cap_apply",
            "applying the cap: 8,426.67 yuan less",
        ),
        ({}, "inclusion", "both ends counted would be 30.00 yuan more"),
        ({}, "rounding", "would make no difference"),
    ],
)
def test_what_is_said(keys: dict[str, object], term: str, said: str) -> None:
    document = {key: value for key, value in a_loan(**keys).items() if value is not None}
    assert said in effect_text(read_case(document), AS_OF, term, EN)


@pytest.mark.parametrize(
    "term", ["grace_days", "grace_effect", "compound_day", "allocation_order", "cap_apply"]
)
def test_a_term_at_its_default_with_nothing_to_choose_says_nothing(term: str) -> None:
    assert effect_text(a_case(), AS_OF, term, EN) == ""


def test_every_term_of_every_vector_has_a_sentence_or_none(words: Words) -> None:
    chosen = list(vectors().values())[::12]
    for entry in chosen:
        case, as_of = read_case(entry["case"]), date.fromisoformat(entry["as_of"])
        assert statement_under(case, terms_of(case), as_of) == calculate_case(case, as_of)
        for term in TERM_EDITS:
            assert isinstance(effect_text(case, as_of, term, words), str)
