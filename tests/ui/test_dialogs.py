"""Every dialog in every language: named, described, and with room for all of its words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QDialog,
    QFileDialog,
    QInputDialog,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.helpers.access import faults, shared_mnemonics
from tests.helpers.clipping import clipped
from tests.helpers.spoken import is_foreign, texts

from faxi.ui import create_main_window
from faxi.ui.about import AboutDialog
from faxi.ui.acceleration_dialog import AccelerationDialog
from faxi.ui.budget_dialog import BudgetDialog
from faxi.ui.date_field import DateField
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


# The arrows of tabs are Qt's, which does not know the language nobody speaks.
QTS = ("ScrollLeftButton", "ScrollRightButton")


@pytest.mark.parametrize("language", ["zh", "en", "pseudo"])
@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_opens_whole(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, name: str, language: str
) -> None:
    monkeypatch.setenv("FAXI_LANG", language)
    window = create_main_window()
    qtbot.addWidget(window)
    window.helping.show_example()
    dialog = DIALOGS[name](window)
    if language == "pseudo":  # a third longer than any other, and so are its dialogs
        dialog.resize(dialog.width() * 4 // 3, dialog.height())
    dialog.show()
    for _ in range(5):
        QApplication.processEvents()
    said = set(texts(dialog))
    assert [each for each in said if is_foreign(each[1], language) and each[0] not in QTS] == []
    assert faults(dialog) == []
    assert clipped(dialog) == []
    assert shared_mnemonics(dialog) == []
    assert dialog.windowTitle()
    dialog.close()
    if isinstance(dialog, QDialog):
        dialog.deleteLater()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_dialogs_of_qt_speak_the_language_of_the_window(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    monkeypatch.setenv("FAXI_LANG", language)
    monkeypatch.chdir(tmp_path)
    window = create_main_window()
    qtbot.addWidget(window)
    # On a desktop with file dialogs of its own, Qt's are used nevertheless.
    files = QFileDialog(window, options=QFileDialog.Option.DontUseNativeDialog)
    field = window.findChild(DateField, "dueDateEdit")
    assert field is not None
    field.show_calendar()
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    for dialog in (files, calendar, QInputDialog(window), QPrintPreviewDialog(window)):
        said = {text for name, text in texts(dialog) if name != "lookInCombo"}
        assert [text for text in said if is_foreign(text, language)] == []
    window.switch_language()
    field.show_calendar()
    other = {"zh": "en", "en": "zh"}[language]
    assert [text for _, text in texts(calendar) if is_foreign(text, other)] == []
    assert faults(calendar) == []


def test_the_preview_of_a_print_is_named_throughout(window: MainWindow, qtbot: QtBot) -> None:
    window.helping.show_example()
    window.print_summary()
    printing = window.printing
    assert printing is not None
    qtbot.waitUntil(lambda: printing.preview is not None, timeout=20_000)
    assert printing.preview is not None
    assert faults(printing.preview) == []
    assert clipped(printing.preview) == []
