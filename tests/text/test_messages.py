"""Every problem code has a sentence, and every sentence gets the values it mentions."""

import string

import pytest
from tests.helpers.builders import day
from tests.helpers.codes import Raised, named_texts, raised_problems

from faxi.engine.components import Component
from faxi.engine.problems import Problem
from faxi.text.messages import SENTENCES, message_of
from faxi.text.words import Language, words_of

RAISED = list(raised_problems())


def _placeholders(code: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name}


def _said(code: str, **params: object) -> str:
    return message_of(Problem(code, "somewhere", params), words_of(Language.EN))


def _id(raised: Raised) -> str:
    return f"{raised.code} {raised.place}"


def test_the_scan_finds_the_codes() -> None:
    codes = {raised.code for raised in RAISED}
    assert len(codes) > 40
    for known in ("waiver_exceeds", "pause_reversed", "disk_full", "text_broken", "list_empty"):
        assert known in codes


@pytest.mark.parametrize("raised", RAISED, ids=_id)
def test_every_code_has_a_sentence(raised: Raised) -> None:
    assert raised.code in SENTENCES


@pytest.mark.parametrize("raised", [r for r in RAISED if r.keys is not None], ids=_id)
def test_every_sentence_gets_the_values_it_mentions(raised: Raised) -> None:
    assert raised.keys is not None
    assert _placeholders(raised.code) <= raised.keys | _FILLED_IN.get(raised.code, set())


# What case_file adds once it knows it.
_FILLED_IN = {"list_needed": {"value"}, "value_unknown": {"accepted"}}


def test_every_sentence_is_used() -> None:
    # A misspelt key is raised as an unknown one.
    assert set(SENTENCES) - named_texts() == {"key_misspelt"}


@pytest.mark.parametrize("code", SENTENCES)
def test_sentences_are_sentences(code: str) -> None:
    sentence = SENTENCES[code]
    assert sentence[0].isupper() or sentence[0] in "“{"
    assert sentence.endswith((".", "}", "?"))


def test_values_are_said_in_words() -> None:
    said = _said(
        "waiver_exceeds",
        day=day("2025-03-01"),
        component=Component.PENALTY_INTEREST,
        outstanding="5.00",
    )
    assert said == "More is waived than is outstanding on 1 Mar 2025: Penalty interest, 5.00 yuan."


def test_a_suggestion_is_made_where_there_is_one() -> None:
    assert "did you mean “penalty”?" in _said("key_unknown", key="penality", suggestion="penalty")
    assert "did you mean" not in _said("key_unknown", key="zzz", suggestion="")


@pytest.mark.parametrize(
    ("form", "example"),
    [
        ("money_unreadable", "50000.00"),
        ("rate_unreadable", "14.4%/year"),
        ("percent_unreadable", "50%"),
        ("number_unreadable", "4"),
        ("date_unreadable", "2025-03-01"),
        ("text_broken", "text in quotes"),
        ("value_unknown", "text in quotes"),
    ],
)
def test_what_would_be_accepted_is_shown(form: str, example: str) -> None:
    assert example in _said("text_needed", value="5", form=form)


def test_braces_in_a_value_are_only_text() -> None:
    assert "“{value}{0}” is not" in _said("money_unreadable", value="{value}{0}")
