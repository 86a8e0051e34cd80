"""Every word in the language of the window: both of them, and one nobody speaks."""

import re

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from tests.helpers.spoken import is_foreign, texts

from faxi.text.glossary import glossary
from faxi.text.words import Language, words_of
from faxi.ui import create_main_window
from faxi.ui.fold import Fold
from faxi.ui.main_window import MainWindow
from faxi.ui.result_tabs import TABS


@pytest.fixture(params=["zh", "en", "pseudo"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("FAXI_LANG", request.param)
    return str(request.param)


@pytest.fixture
def window(language: str, qtbot: QtBot) -> MainWindow:  # noqa: ARG001 - set for the window
    made = create_main_window()
    qtbot.addWidget(made)
    made.show()
    made.helping.show_example()
    for fold in made.findChildren(Fold):
        fold.open()
    for spec in TABS:
        made.results.tabs.turn_to(spec.name)
    for _ in range(20):  # the effects of the terms come one in each turn
        QApplication.processEvents()
    return made


def _data() -> str:
    """Return what comes from data, which the language nobody speaks has in English."""
    return " ".join(f"{term.name} {term.about}" for term in glossary(Language.EN).values())


def test_no_text_is_in_another_language(window: MainWindow, language: str) -> None:
    stages = ("stage", "casestage")
    # Qt's own speak what the application last loaded, which other windows of a test run share.
    others = ("languageAction", "languageActionButton", "ScrollLeftButton", "ScrollRightButton")
    known = _data()
    foreign = {
        (name, text)
        for name, text in texts(window)
        if is_foreign(text, language)
        and name not in others
        and not (
            language == "pseudo" and (name.lower().startswith(stages) or _plain(text) in known)
        )
    }
    assert foreign == set()


def _plain(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text).replace("&#x27;", "'")


def test_the_language_nobody_speaks_keeps_what_is_filled_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FAXI_LANG", "pseudo")
    words = words_of(Language.EN)
    said = words("Undo: {edit}", edit="abc")
    assert said.startswith("[Û")
    assert "abc" in said
    assert "2" in words.plural("{count} day", "{count} days", 2)
    assert words("&New")[1:3] == "&N"
    monkeypatch.setenv("FAXI_LANG", "en")
    assert words_of(Language.EN)("Undo") == "Undo"


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [("2025-04-30", "1 天", "in 1 day"), ("2025-04-29", "2 天", "in 2 days")],
)
def test_counts_have_their_forms(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, day: str, zh: str, en: str
) -> None:
    monkeypatch.setenv("FAXI_LANG", "zh")
    made = create_main_window()
    qtbot.addWidget(made)
    made.helping.show_example()
    made.presenter.commit("as_of", day)
    hint = made.findChild(QLabel, "stageHint")
    assert hint is not None
    assert zh in hint.text()
    made.switch_language()
    assert hint.text().endswith(en)
