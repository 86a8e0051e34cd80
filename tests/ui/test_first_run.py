"""The empty state, the worked example, the guide and the glossary."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import find

from faxi.resources import resource
from faxi.text.glossary import glossary
from faxi.text.words import Language, words_of
from faxi.ui.help_window import HelpWindow, guide_text
from faxi.ui.main_window import MainWindow


def test_an_empty_window_teaches_in_three_lines(window: MainWindow) -> None:
    welcome = find(window, QWidget, "welcome")
    assert welcome.isVisible()
    assert not find(window, QWidget, "resultTabs").isVisible()
    lines = [find(welcome, QLabel, f"welcomeLine{n}").text() for n in (1, 2, 3)]
    assert all(len(line) > 12 for line in lines)


@pytest.mark.usefixtures("loan")
def test_a_result_takes_the_place_of_the_lesson(window: MainWindow) -> None:
    assert not find(window, QWidget, "welcome").isVisible()
    assert find(window, QWidget, "resultTabs").isVisible()
    window.new()
    assert find(window, QWidget, "welcome").isVisible()


def test_the_example_shows_everything_at_work(window: MainWindow, qtbot: QtBot) -> None:
    button = find(window, QPushButton, "exampleButton")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    statement = window.presenter.statement
    assert statement is not None
    parts = statement.accrued
    assert all((parts.principal, parts.penalty_interest, parts.compound_interest, parts.costs))
    assert statement.allocations
    assert "示例" in find(window, QLineEdit, "titleEdit").text()


@pytest.fixture
def guide(window: MainWindow) -> HelpWindow:
    find(window, QAction, "helpAction").trigger()
    return find(window, HelpWindow, "helpWindow")


def test_f1_opens_the_guide(window: MainWindow, guide: HelpWindow, qtbot: QtBot) -> None:
    assert find(window, QAction, "helpAction").shortcut().toString() == "F1"
    assert guide.isVisible()
    contents = find(guide, QListWidget, "helpContents")
    assert contents.count() >= 12
    text = find(guide, QTextBrowser, "helpText")
    contents.setCurrentRow(5)
    assert text.verticalScrollBar().value() > 0
    qtbot.keyClick(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()


def test_the_guide_speaks_the_language_at_once(window: MainWindow, guide: HelpWindow) -> None:
    assert "使用指南" in guide.text.toPlainText()
    window.switch_language()
    assert "user guide" in guide.text.toPlainText()
    assert guide.windowTitle() == "Guide"


def test_the_glossary_opens_at_the_word_of_the_field(window: MainWindow) -> None:
    find(window, QLineEdit, "contractRateEdit").setFocus()
    window.helping.show_glossary()
    guide = find(window, HelpWindow, "helpWindow")
    assert guide.text.textCursor().block().text().startswith("合同利率")


def test_searching_says_when_there_is_nothing(guide: HelpWindow, qtbot: QtBot) -> None:
    search = find(guide, QLineEdit, "helpSearchEdit")
    qtbot.keyClicks(search, "LPR")
    assert guide.text.textCursor().selectedText() == "LPR"
    first = guide.text.textCursor().position()
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert guide.text.textCursor().position() != first
    qtbot.keyClicks(search, "xyzxyz")
    assert find(guide, QLabel, "helpNothingFound").isVisible()


def test_every_field_with_a_word_explains_it(window: MainWindow) -> None:
    for name, word in (("principalEdit", "罚息以它为基数"), ("dueDateEdit", "逾期")):
        field = find(window, QLineEdit, name)
        assert word in field.toolTip()
        assert word in field.accessibleDescription()
    assert "下一天" in find(window, QLabel, "perDiemValue").toolTip()


def test_both_glossaries_say_everything() -> None:
    chinese, english = (glossary(language) for language in Language)
    assert list(chinese) == list(english)
    for terms in (chinese, english):
        assert all(term.name and len(term.about) > 15 for term in terms.values())
        assert len({term.name for term in terms.values()}) == len(terms)


def test_both_guides_have_the_same_sections() -> None:
    texts = [guide_text(words_of(language)) for language in Language]
    levels = [re.findall(r"^(#+) ", text, re.MULTILINE) for text in texts]
    assert levels[0] == levels[1]
    assert len(levels[0]) > 12


def test_the_keys_in_the_guide_are_those_of_the_window(window: MainWindow) -> None:
    text = resource("docs", "guide.en.md").read_text(encoding="utf-8")
    for name in ("exportAction", "helpAction", "glossaryAction", "saveAsAction"):
        assert find(window, QAction, name).shortcut().toString() in text
