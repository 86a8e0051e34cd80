"""The window about the program, and rates brought by a file in the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot
from tests.ui.conftest import find

from faxi import __version__
from faxi.ui.about import AboutDialog
from faxi.ui.main_window import MainWindow

CASE = """{"format": "faxi-case", "version": 1, "contract_date": "2026-11-01",
"contract_rate": "20%/year", "penalty": {"surcharge": "50%"},
"instalments": [{"due_date": "2026-11-10", "principal": "50000.00"}],
"cap": {"lpr_multiple": "4", "apply": false}}"""


@pytest.fixture
def about(window: MainWindow, tmp_path: Path) -> AboutDialog:
    """Open a case capped by the LPR, and the window about the program."""
    path = tmp_path / "capped.faxi.json"
    path.write_text(CASE, encoding="utf-8")
    window.open_path(path)
    find(window, QAction, "aboutAction").trigger()
    return find(window, AboutDialog, "aboutDialog")


def allowed(window: MainWindow) -> int:
    """Return what the cap of the open case allows."""
    statement = window.presenter.statement
    assert statement is not None
    assert statement.cap is not None
    return statement.cap.allowed


def bring(
    about: AboutDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, path: Path, rows: str
) -> str:
    """Choose a file of rates and return what is said of it."""
    path.write_text(rows, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    button = find(about, QPushButton, "importRatesButton")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return find(about, QLabel, "importOutcome").text()


def test_rates_brought_by_a_file_change_what_is_on_screen(
    about: AboutDialog,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = allowed(window)
    rows = "date,lpr_1y\n2026-10-20,3.5\n"
    said = bring(about, qtbot, monkeypatch, tmp_path / "rates.csv", rows)
    assert said.startswith("✓ 新增 1 行")
    assert allowed(window) > before
    assert "您自己添加的" in find(window, QLabel, "dataAgeLabel").text()
    page = find(about, QTextBrowser, "aboutPage").toPlainText()
    assert __version__ in page
    assert "2026年10月20日" in page


def test_a_wrong_file_changes_nothing_and_says_where(
    about: AboutDialog,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = allowed(window)
    rows = "date,lpr_1y\n2026-10-20,三点五\n"
    said = bring(about, qtbot, monkeypatch, tmp_path / "rates.csv", rows)
    assert said.startswith("⚠ 没有采用“rates.csv”中的任何内容：\n第 2 行 lpr_1y 列：")
    assert allowed(window) == before


def test_it_closes_by_escape_and_speaks_the_language_of_the_window(
    about: AboutDialog, window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(about.finished):
        qtbot.keyClick(about, Qt.Key.Key_Escape)
    window.switch_language()
    find(window, QAction, "aboutAction").trigger()
    english = window.findChildren(AboutDialog)[-1]
    text = find(english, QTextBrowser, "aboutPage").toPlainText()
    assert "How old the rates are" in text
    assert not [letter for letter in text if "\u4e00" <= letter <= "\u9fff"]
