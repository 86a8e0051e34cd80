"""Every dialog in every language: named, described, and with room for all of its words."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.helpers.access import faults, shared_mnemonics
from tests.helpers.clipping import clipped

from faxi.ui import create_main_window
from faxi.ui.about import AboutDialog
from faxi.ui.acceleration_dialog import AccelerationDialog
from faxi.ui.budget_dialog import BudgetDialog
from faxi.ui.export_dialog import ExportDialog
from faxi.ui.main_window import MainWindow
from faxi.ui.overview import OverviewWindow
from faxi.ui.schedule_dialog import ScheduleDialog
from faxi.ui.texts_dialog import TextsDialog


def _overview(window: MainWindow) -> QWidget:
    made = OverviewWindow(window, window.book.books, lambda _: None)
    made.refresh()
    return made


def _acceleration(window: MainWindow) -> QWidget:
    case, words = window.presenter.reading.case, window.speech.words
    assert case is not None
    return AccelerationDialog(window, case, window.presenter.draft.as_of, words)


def _budget(window: MainWindow) -> QWidget:
    statement = window.presenter.statement
    assert statement is not None
    debts = [("A", statement.case)]
    return BudgetDialog(window, debts, statement.as_of, window.speech.words)


def _export(window: MainWindow) -> QWidget:
    assert window.presenter.statement is not None
    words = window.speech.words
    return ExportDialog(window, window.presenter.statement, words, window.settings)


def _texts(window: MainWindow) -> QWidget:
    assert window.presenter.statement is not None
    return TextsDialog(window, window.presenter.statement, window.speech.words)


DIALOGS: dict[str, Callable[[MainWindow], QWidget]] = {
    "about": lambda w: AboutDialog(w, w.speech.words, w.presenter.recalculate),
    "acceleration": _acceleration,
    "budget": _budget,
    "export": _export,
    "overview": _overview,
    "schedule": lambda w: ScheduleDialog(w, w.presenter.draft, w.speech.words),
    "texts": _texts,
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_opens_whole(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, name: str, language: str
) -> None:
    monkeypatch.setenv("FAXI_LANG", language)
    window = create_main_window()
    qtbot.addWidget(window)
    window.helping.show_example()
    dialog = DIALOGS[name](window)
    dialog.show()
    for _ in range(5):
        QApplication.processEvents()
    assert faults(dialog) == []
    assert clipped(dialog) == []
    assert shared_mnemonics(dialog) == []
    assert dialog.windowTitle()
    dialog.close()
    if isinstance(dialog, QDialog):
        dialog.deleteLater()
