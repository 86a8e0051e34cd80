"""Opening, copying, undoing and closing: nothing typed or stored is ever lost."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Answers, Typist, find

from faxi.store.case_file import read_case
from faxi.store.rows import Place
from faxi.ui import create_main_window
from faxi.ui.fields import LineField
from faxi.ui.main_window import MainWindow
from faxi.ui.notes_field import NotesField

Shown = Callable[[str], str]
BIG_CASE: dict[str, Any] = {
    "format": "faxi-case",
    "version": 1,
    "title": "三期贷款",
    "lender": {"name": "某银行", "kind": "consumer_finance"},
    "contract_rate": "14.4%/year",
    "penalty": {"surcharge": "50%"},
    "instalments": [
        {"due_date": "2025-03-01", "principal": "1000.00", "interest": "12.00"},
        {"due_date": "2025-04-01", "principal": "1000.00", "interest": "11.00"},
    ],
    "conventions": {"day_count": "ACT/365"},
    "grace": {"days": 3, "effect": "shift"},
    "events": [{"kind": "repayment", "date": "2025-05-01", "amount": "500.00"}],
    "notes": "备注",
    "schedule": {"method": "later"},
}


@pytest.fixture
def big_file(tmp_path: Path) -> Path:
    path = tmp_path / "big.json"
    path.write_text(json.dumps(BIG_CASE, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Answer every file dialog with this path."""
    path = tmp_path / "chosen.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


def test_a_case_bigger_than_the_form_is_shown_whole(window: MainWindow, big_file: Path) -> None:
    window.open_path(big_file)
    assert find(window, QPlainTextEdit, "notesEdit").toPlainText() == "备注"
    instalments = find(window, QTableView, "instalmentsTable")
    assert instalments.isVisible()
    shown = [instalments.model().index(1, column).data() for column in range(3)]
    assert shown == ["2025-04-01", "1,000.00", "11.00"]
    events = find(window, QTableView, "eventsTable").model()
    shown = [events.index(0, column).data() for column in range(3)]
    assert shown == ["还款", "2025-05-01", "500.00"]


def test_editing_one_field_changes_only_that_value(
    window: MainWindow, big_file: Path, typist: Typist, chosen: Path
) -> None:
    window.open_path(big_file)
    typist("titleEdit", "renamed")
    assert window.save_copy()
    before, after = read_case(BIG_CASE), read_case(json.loads(chosen.read_text("utf-8")))
    assert after.title == "renamed"
    assert after.instalments == before.instalments
    assert (after.events, after.notes, after.grace) == (before.events, before.notes, before.grace)
    assert (after.lender, after.conventions) == (before.lender, before.conventions)
    assert after.reserved == before.reserved


@pytest.mark.usefixtures("loan")
def test_a_copy_opens_again_as_a_debt_of_its_own(
    window: MainWindow, chosen: Path, shown: Shown
) -> None:
    assert window.save_copy()
    assert not window.isWindowModified()
    before = chosen.read_bytes()
    window.new()
    assert shown("totalDueValue") == "—"
    window.open()
    assert shown("totalDueValue") == "68,960.00"
    assert len(window.book.books.rows(Place.LIST)) == 2
    opened = window.book.books.chosen
    assert opened is not None
    assert opened.origin == chosen.name
    assert chosen.read_bytes() == before


def test_a_bad_file_is_refused_in_words_and_nothing_changes(
    window: MainWindow, tmp_path: Path, answers: Answers, typist: Typist
) -> None:
    typist("titleEdit", "kept")
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "faxi-case", "version": 1, "instalments": []}', encoding="utf-8")
    window.open_path(bad)
    assert "bad.json" in answers.said[0]
    assert "penalty" in answers.said[0]
    assert find(window, QLineEdit, "titleEdit").text() == "kept"


@pytest.mark.usefixtures("loan")
def test_undo_and_redo_go_edit_by_edit(window: MainWindow, typist: Typist, shown: Shown) -> None:
    typist("principalEdit", "60000").commit()
    assert shown("perDiemValue") == "36.00"
    assert "逾期本金" in window.undo_action.toolTip() or "本金" in window.undo_action.toolTip()
    window.undo_action.trigger()
    assert shown("perDiemValue") == "30.00"
    window.redo_action.trigger()
    assert shown("perDiemValue") == "36.00"


@pytest.mark.usefixtures("loan")
def test_ctrl_z_undoes_typing_first_and_edits_then(
    window: MainWindow, typist: Typist, qtbot: QtBot
) -> None:
    field = typist("titleEdit", "abc")
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(field, Qt.Key.Key_Z, control)
    assert field.text() == ""
    qtbot.keyClick(field, Qt.Key.Key_Return)
    window.undo()
    assert find(window, QLineEdit, "dueDateEdit").text() == ""


def test_a_pause_in_typing_is_an_edit(window: MainWindow, typist: Typist, qtbot: QtBot) -> None:
    typist("titleEdit", "abc")
    assert not window.undo_action.isEnabled()
    qtbot.waitUntil(window.undo_action.isEnabled, timeout=5_000)


@pytest.mark.usefixtures("loan")
def test_closing_asks_nothing_and_loses_nothing(
    window: MainWindow, answers: Answers, qtbot: QtBot
) -> None:
    window.close()
    assert answers.said == []
    again = create_main_window()
    qtbot.addWidget(again)
    assert find(again, QLineEdit, "dueDateEdit").text() == "2025-03-01"
    assert find(again, QLabel, "totalDueValue").text() == "68,960.00"
    assert again.undo_action.isEnabled()
    again.close()


@pytest.mark.usefixtures("loan")
def test_saving_asks_nothing(window: MainWindow, chosen: Path) -> None:
    find(window, QAction, "saveAction").trigger()
    assert not chosen.exists()
    assert window.statusBar().currentMessage().startswith("全部内容均已保存")


def test_of_what_is_unfinished_no_case_file_is_written_but_it_is_kept(
    window: MainWindow, answers: Answers, typist: Typist, chosen: Path
) -> None:
    typist("principalEdit", "50000")
    assert not window.save_copy()
    assert "请填写" in answers.said[0]
    assert not chosen.exists()
    assert find(window, QLineEdit, "principalEdit").text() == "50000"
    assert len(window.book.books.rows(Place.LIST)) == 1


@pytest.mark.usefixtures("loan")
def test_a_folder_as_target_is_said(window: MainWindow, answers: Answers, chosen: Path) -> None:
    chosen.mkdir()
    assert not window.save_copy()
    assert "文件夹" in answers.said[0]


@pytest.mark.usefixtures("loan")
def test_notes_are_typed_and_undone_like_a_field(window: MainWindow, qtbot: QtBot) -> None:
    notes = find(window, QPlainTextEdit, "notesEdit")
    notes.setFocus()
    qtbot.keyClicks(notes, "first")
    qtbot.keyClick(notes, Qt.Key.Key_Return)
    qtbot.keyClicks(notes, "second")
    window.form.finish_edits()
    assert window.presenter.draft.notes == "first\nsecond"
    case = window.presenter.case()
    assert case is not None
    assert case.notes == "first\nsecond"
    assert window.undo_action.text() == "撤销 修改备注"
    qtbot.keyClick(notes, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert notes.toPlainText() == ""
    qtbot.keyClick(notes, Qt.Key.Key_Tab)
    assert not notes.hasFocus()


@pytest.mark.parametrize("name", ["titleEdit", "principalEdit", "dueDateEdit", "notesEdit"])
def test_undoing_typing_gives_back_the_last_finished_edit(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    field = window.findChild(LineField, name) or find(window, NotesField, name)
    field.setFocus()
    qtbot.keyClicks(field, "2025-03-01")
    field.commit()
    qtbot.keyClicks(field, "75")
    assert field.text() == "2025-03-0175"
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "2025-03-01"
    redo = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(field, Qt.Key.Key_Z, redo)
    assert field.text() == "2025-03-0175"
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.undo_action.isEnabled()
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (field.text(), window.undo_action.isEnabled()) == ("", False)
    window.redo()
    assert field.text() == "2025-03-01"


def test_a_closed_window_looks_after_nothing(window: MainWindow, typist: Typist) -> None:
    typist("titleEdit", "half")
    timers = window.book.findChildren(QTimer)
    assert any(timer.isActive() for timer in timers)
    window.close()
    assert not any(timer.isActive() for timer in timers)
