"""Sentences in one language, passed along and never installed."""

import builtins

import pytest

from faxi.text import words as words_module
from faxi.text.words import Language, Words, marked, words_of


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> Words:
    """Return Chinese without its catalogue."""
    monkeypatch.setattr(words_module, "_CATALOGUES", {})
    return Words(Language.ZH)


def test_english_is_the_source() -> None:
    assert words_of(Language.EN)("Penalty interest") == "Penalty interest"


def test_placeholders_are_filled_in() -> None:
    assert words_of(Language.EN)("{a} and {b}", a=1, b="{c}") == "1 and {c}"


def test_without_parameters_braces_stay() -> None:
    assert words_of(Language.EN)("{a}") == "{a}"


def test_a_parameter_may_be_called_message() -> None:
    assert words_of(Language.EN)("{file}: {message}", file="a", message="b") == "a: b"


def test_a_missing_parameter_is_a_broken_promise() -> None:
    with pytest.raises(KeyError):
        words_of(Language.EN)("{a} {b}", a=1)


@pytest.mark.parametrize(("count", "said"), [(0, "0 days"), (1, "1 day"), (21, "21 days")])
def test_english_plurals(count: int, said: str) -> None:
    assert words_of(Language.EN).plural("{count} day", "{count} days", count) == said


def test_listings(chinese: Words) -> None:
    assert words_of(Language.EN).listing(["a", "b"]) == "a, b"
    assert chinese.listing(["甲", "乙"]) == "甲、乙"
    assert chinese.listing([]) == ""


def test_marking_changes_nothing() -> None:
    assert marked("{a}") == "{a}"


def test_nothing_is_installed() -> None:
    words_of(Language.EN)("x")
    assert not hasattr(builtins, "_")


def test_words_are_made_once() -> None:
    assert words_of(Language.EN) is words_of(Language.EN)
