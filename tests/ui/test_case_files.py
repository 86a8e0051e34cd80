"""Opening, saving, undoing and closing: nothing typed or stored is ever lost."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QTableView, QTableWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Answers, Typist, find

from faxi.store.case_file import read_case
from faxi.ui.main_window import MainWindow

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
    model = find(window, QTableWidget, "beyondTable").model()
    rows = [
        " ".join(model.index(row, column).data() for column in range(3))
        for row in range(model.rowCount())
    ]
    assert any("第 2 期" in row and "1,000.00" in row for row in rows)
    events = find(window, QTableView, "eventsTable").model()
    shown = [events.index(0, column).data() for column in range(3)]
    assert shown == ["还款", "2025-05-01", "500.00"]


def test_editing_one_field_changes_only_that_value(
    window: MainWindow, big_file: Path, typist: Typist, chosen: Path
) -> None:
    window.open_path(big_file)
    typist("titleEdit", "renamed")
    assert window.save(elsewhere=True)
    before, after = read_case(BIG_CASE), read_case(json.loads(chosen.read_text("utf-8")))
    assert after.title == "renamed"
    assert after.instalments == before.instalments
    assert (after.events, after.notes, after.grace) == (before.events, before.notes, before.grace)
    assert (after.lender, after.conventions) == (before.lender, before.conventions)
    assert after.reserved == before.reserved


@pytest.mark.usefixtures("loan")
def test_what_is_saved_opens_again(window: MainWindow, chosen: Path, shown: Shown) -> None:
    assert window.save()
    assert not window.isWindowModified()
    window.new()
    assert shown("totalDueValue") == "—"
    window.open()
    assert shown("totalDueValue") == "68,960.00"
    assert chosen.name in window.windowTitle()


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


@pytest.mark.parametrize(
    ("button", "is_open"),
    [
        (QMessageBox.StandardButton.Cancel, True),
        (QMessageBox.StandardButton.Discard, False),
    ],
)
@pytest.mark.usefixtures("loan")
def test_closing_over_unsaved_changes_asks(
    window: MainWindow, answers: Answers, button: QMessageBox.StandardButton, is_open: bool
) -> None:
    answers.button = button
    window.close()
    assert window.isVisible() is is_open
    assert len(answers.said) == 1
    answers.button = QMessageBox.StandardButton.Discard


@pytest.mark.usefixtures("loan")
def test_closing_with_save_saves(window: MainWindow, answers: Answers, chosen: Path) -> None:
    answers.button = QMessageBox.StandardButton.Save
    window.close()
    assert read_case(json.loads(chosen.read_text("utf-8"))).instalments[0].principal == 5_000_000


def test_opening_over_unsaved_changes_can_be_cancelled(
    window: MainWindow, answers: Answers, typist: Typist, chosen: Path
) -> None:
    typist("titleEdit", "kept")
    answers.button = QMessageBox.StandardButton.Cancel
    window.open()
    assert find(window, QLineEdit, "titleEdit").text() == "kept"
    assert not chosen.exists()
    answers.button = QMessageBox.StandardButton.Discard


def test_what_is_unfinished_cannot_be_saved_but_is_kept(
    window: MainWindow, answers: Answers, typist: Typist, chosen: Path
) -> None:
    typist("principalEdit", "50000")
    assert not window.save()
    assert "请填写" in answers.said[0]
    assert not chosen.exists()
    assert find(window, QLineEdit, "principalEdit").text() == "50000"


@pytest.mark.usefixtures("loan")
def test_a_folder_as_target_is_said(window: MainWindow, answers: Answers, chosen: Path) -> None:
    chosen.mkdir()
    assert not window.save()
    assert "文件夹" in answers.said[0]
