"""A fixed day, and both languages."""

from datetime import date

import pytest

from faxi.app import clock
from faxi.text.words import Language, Words, words_of

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture(params=list(Language))
def words(request: pytest.FixtureRequest) -> Words:
    """The words of both languages."""
    return words_of(Language(request.param))
