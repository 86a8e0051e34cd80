"""Every word in the language of the window: both of them, and one nobody speaks."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex
from PySide6.QtWidgets import QApplication, QLabel, QTableView
from pytestqt.qtbot import QtBot
from tests.helpers.access import faults
from tests.helpers.spoken import is_foreign, texts

from faxi.text.glossary import glossary
from faxi.text.words import Language, words_of
from faxi.ui import create_main_window
from faxi.ui.background import Latest
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


def _settle(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(20):  # the effects of the terms come one in each turn
        QApplication.processEvents()
    qtbot.waitUntil(lambda: not any(work.is_busy for work in window.findChildren(Latest)))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("before", ["zh", "en"])
def test_everything_follows_a_change_of_language_half_way_through_typing(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, before: str
) -> None:
    monkeypatch.setenv("FAXI_LANG", before)
    made = create_main_window()
    qtbot.addWidget(made)
    made.show()
    for field, text in CASE.items():
        made.presenter.commit(field, text)
    for fold in made.findChildren(Fold):
        fold.open()
    for spec in TABS:
        made.results.tabs.turn_to(spec.name)
    made.explain("penalty_interest")
    made.book.show_overview()
    made.presenter.type("due_date", "2025-0")
    _settle(made, qtbot)
    made.switch_language()
    for spec in TABS:  # a page out of sight follows when it is turned to
        made.results.tabs.turn_to(spec.name)
        _settle(made, qtbot)
    after = {"zh": "en", "en": "zh"}[before]
    others = ("languageAction", "languageActionButton", "ScrollLeftButton", "ScrollRightButton")
    foreign = {each for each in texts(made) if is_foreign(each[1], after) and each[0] not in others}
    assert foreign == set()
    for table in made.findChildren(QTableView):
        assert [text for text in _cells(table) if is_foreign(text, after)] == []
    assert faults(made) == []


CASE = {
    "title": "T-1",
    "principal": "50000",
    "contract_rate": "14.4",
    "penalty_surcharge": "50",
    "due_date": "2025-03-01",
    "lender_kind": "bank",
}


def _cells(table: QTableView) -> Iterator[str]:
    model = table.model()
    for row in range(model.rowCount(QModelIndex())):
        for column in range(model.columnCount(QModelIndex())):
            yield str(model.index(row, column).data() or "")


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
