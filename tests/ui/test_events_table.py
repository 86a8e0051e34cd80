"""The events table: typed, pasted, sorted, undone, its problems and payments shown in place."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QListWidget, QToolButton
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Typist, find

from faxi.app.event_rows import EventRow
from faxi.app.event_table import EVENT_TABLE
from faxi.engine.events import Notice, NoticeKind, Repayment
from faxi.text.words import Language, words_of
from faxi.ui.main_window import MainWindow
from faxi.ui.row_model import RowModel
from faxi.ui.row_view import RowView

Shown = Callable[[str], str]
KIND, DATE, AMOUNT, UNTIL, DETAIL = range(5)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def table(window: MainWindow) -> RowView:
    window.form.events_fold.open()
    return find(window, RowView, "eventsTable")


@pytest.fixture
def press(table: RowView, qtbot: QtBot) -> Callable[..., None]:
    def key(code: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(table, code, modifiers)

    return key


def editor_of(table: RowView) -> QLineEdit:
    editor = table._delegate.editor
    assert isinstance(editor, QLineEdit)
    return editor


def finish(table: RowView, qtbot: QtBot, text: str) -> None:
    """Type into the open editor and press Enter, which Qt hands on in the next turn."""
    editor = editor_of(table)
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table._delegate.editor is None)


def type_cell(table: RowView, qtbot: QtBot, line: int, column: int, text: str) -> None:
    """Type over a cell as a person does: go there, press Enter, type, press Enter."""
    table.setFocus()
    table.setCurrentIndex(table.model().index(line, column))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    editor_of(table).selectAll()
    finish(table, qtbot, text)


def row_texts(model: QAbstractItemModel, line: int) -> list[str]:
    return [model.index(line, column).data() or "" for column in range(model.columnCount())]


@pytest.mark.usefixtures("loan")
def test_a_repayment_is_typed_by_keys_alone(
    table: RowView, press: Callable[..., None], qtbot: QtBot, shown: Shown, window: MainWindow
) -> None:
    press(Qt.Key.Key_Insert)
    finish(table, qtbot, "2025-06-01")
    assert shown("totalDueValue") == "68,960.00"
    assert "还款" in row_texts(table.model(), 0)[KIND]
    assert row_texts(table.model(), 0)[AMOUNT] == "请填写此项。"
    assert not find(window, QLabel, "totalDueValue").isEnabled()
    type_cell(table, qtbot, 0, AMOUNT, "5000")
    assert shown("totalDueValue") == "63,234.24"
    assert find(window, QLabel, "totalDueValue").isEnabled()
    qtbot.keyClick(table, Qt.Key.Key_Z, CONTROL)
    assert not find(window, QLabel, "totalDueValue").isEnabled()
    window.undo()
    window.undo()
    assert table.model().rowCount() == 0
    assert shown("totalDueValue") == "68,960.00"
    for _ in range(3):
        window.redo()
    assert shown("totalDueValue") == "63,234.24"


@pytest.mark.usefixtures("loan")
def test_a_pause_in_typing_a_cell_is_an_edit_and_the_cell_stays_open(
    table: RowView, qtbot: QtBot, shown: Shown, window: MainWindow
) -> None:
    table.add_row(EventRow("repayment", "2025-06-01"))
    editor = editor_of(table)
    qtbot.keyClicks(editor, "5000")
    qtbot.waitUntil(lambda: shown("totalDueValue") == "63,234.24")
    assert editor_of(table) is editor
    qtbot.keyClicks(editor, "0")
    finish(table, qtbot, "")
    assert window.presenter.draft.events[0].amount == "50000"


SHEET = "类型\t日期\t金额\t备注\n还款\t2025年6月1日\t5,000.00\t微信\n律师费\t2025-09-01\t300\t\n"


@pytest.mark.usefixtures("loan")
def test_rows_of_a_spreadsheet_are_pasted_as_one_edit(
    table: RowView,
    press: Callable[..., None],
    clipboard: Callable[[str], None],
    shown: Shown,
    window: MainWindow,
) -> None:
    clipboard(SHEET)
    table.setFocus()
    press(Qt.Key.Key_V, CONTROL)
    assert table.model().rowCount() == 2
    assert shown("totalDueValue") == "63,534.24"
    assert "1 条还款备注未带入" in shown("eventsCellProblem")
    assert "粘贴" in window.undo_action.toolTip()
    window.undo()
    assert table.model().rowCount() == 0


@pytest.mark.usefixtures("loan")
def test_rows_are_doubled_deleted_and_copied(
    table: RowView, press: Callable[..., None], clipboard: Callable[[str], None], qtbot: QtBot,
    window: MainWindow,
) -> None:  # fmt: skip
    clipboard(SHEET)
    press(Qt.Key.Key_V, CONTROL)
    table.selectRow(0)
    qtbot.mouseClick(find(window, QToolButton, "eventsDuplicateButton"), Qt.MouseButton.LeftButton)
    assert [row_texts(table.model(), line)[KIND] for line in range(3)] == ["还款", "还款", "费用"]
    table.selectAll()
    press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().split("\n")[0].startswith("事项\t日期")
    table.clearSelection()
    table.selectRow(1)
    press(Qt.Key.Key_Delete)
    assert table.model().rowCount() == 2
    press(Qt.Key.Key_V, CONTROL)
    assert table.model().rowCount() == 5
    assert window.presenter.case() is not None


@pytest.mark.usefixtures("loan")
def test_each_wrong_cell_is_marked_in_words_and_the_list_leads_there(
    table: RowView, press: Callable[..., None], clipboard: Callable[[str], None],
    window: MainWindow,
) -> None:  # fmt: skip
    clipboard("2025-06-01\tabc\n2025-13-01\t5000\n")
    press(Qt.Key.Key_V, CONTROL)
    model = table.model()
    wrong = model.index(0, AMOUNT)
    assert wrong.data(Qt.ItemDataRole.DecorationRole) is not None
    assert "abc" in wrong.data(Qt.ItemDataRole.ToolTipRole)
    assert "2025-13-01" in model.index(1, DATE).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(0, DATE).data(Qt.ItemDataRole.DecorationRole) is None
    problems = find(window, QListWidget, "problemList")
    assert [problems.item(row).text()[:12] for row in range(2)] == [
        "⚠ 第 1 行“金额或利",
        "⚠ 第 2 行“日期”：",
    ]
    problems.itemClicked.emit(problems.item(1))
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, DATE)


@pytest.mark.usefixtures("loan")
def test_two_waivers_above_what_is_outstanding_are_both_named(
    table: RowView, press: Callable[..., None], clipboard: Callable[[str], None],
    window: MainWindow,
) -> None:  # fmt: skip
    clipboard("减免\t2025-04-01\t99999\t罚息\n减免\t2025-05-01\t88888\t本金\n")
    press(Qt.Key.Key_V, CONTROL)
    problems = find(window, QListWidget, "problemList")
    assert problems.count() == 2
    assert [row for row in range(2) if table.model().index(row, AMOUNT).data(
        Qt.ItemDataRole.DecorationRole)] == [0, 1]  # fmt: skip


@pytest.mark.usefixtures("loan")
def test_where_a_payment_went_unfolds_beneath_it(
    table: RowView, press: Callable[..., None], clipboard: Callable[[str], None]
) -> None:
    clipboard(SHEET)
    press(Qt.Key.Key_V, CONTROL)
    model = table.model()
    assert model.headerData(0, Qt.Orientation.Vertical) == "▸ 1"
    table.setCurrentIndex(model.index(0, AMOUNT))
    press(Qt.Key.Key_Space)
    assert model.rowCount() == 4
    beneath = [model.index(line, 0).data() for line in (1, 2)]
    assert beneath == ["→ 罚息（第1期）  2,760.00 元", "→ 本金（第1期）  2,240.00 元"]
    assert not model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsEditable
    table.verticalHeader().sectionClicked.emit(0)
    assert model.rowCount() == 2


@pytest.mark.usefixtures("loan")
def test_sorting_changes_the_screen_and_not_the_case(
    table: RowView, press: Callable[..., None], clipboard: Callable[[str], None],
    window: MainWindow, qtbot: QtBot,
) -> None:  # fmt: skip
    clipboard("2025-09-01\t300\n2025-06-01\t5000\n2025-07-01\t70\n")
    press(Qt.Key.Key_V, CONTROL)
    table.sortByColumn(DATE, Qt.SortOrder.AscendingOrder)
    model = table.model()
    assert [row_texts(model, line)[DATE][5:7] for line in range(3)] == ["06", "07", "09"]
    case = window.presenter.case()
    assert case is not None
    assert [event.date.month for event in case.events] == [9, 6, 7]
    type_cell(table, qtbot, 0, AMOUNT, "6000")
    case = window.presenter.case()
    assert case is not None
    assert case.events[1] == Repayment(date(2025, 6, 1), 600_000)


@pytest.mark.usefixtures("loan")
def test_a_judgment_is_chosen_from_the_menu_and_moves_the_stage(
    table: RowView, window: MainWindow, qtbot: QtBot, shown: Shown
) -> None:
    menu = find(window, QToolButton, "eventsAddButton").menu()
    next(action for action in menu.actions() if "判决" in action.text()).trigger()
    finish(table, qtbot, "2026-01-05")
    assert shown("stageTitle").startswith("已进入法律手段")
    type_cell(table, qtbot, 0, UNTIL, "2026-02-01")
    type_cell(table, qtbot, 0, AMOUNT, "50,000")
    case = window.presenter.case()
    assert case is not None
    judged = Notice(date(2026, 1, 5), NoticeKind.JUDGMENT, date(2026, 2, 1), 5_000_000)
    assert case.events == (judged,)
    window.undo()
    window.undo()
    window.undo()
    assert shown("stageTitle").startswith("已进入法律手段") is False


@pytest.mark.usefixtures("loan")
def test_a_kind_is_chosen_from_a_list(table: RowView, window: MainWindow) -> None:
    table.add_row()
    table.finish_edit()
    table.edit(table.model().index(0, KIND))
    box = table._delegate.editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("pause"))
    box.activated.emit(box.currentIndex())
    assert window.presenter.draft.events == (EventRow("pause"),)
    assert not table.model().index(0, AMOUNT).flags() & Qt.ItemFlag.ItemIsEditable
    window.switch_language()
    assert row_texts(table.model(), 0)[KIND] == "Pause"


@pytest.mark.usefixtures("loan")
def test_the_order_of_one_payment_is_chosen_or_typed(
    table: RowView, window: MainWindow, qtbot: QtBot, shown: Shown
) -> None:
    window.presenter.commit("events", (EventRow("repayment", "2025-06-01", "", "5000"),))
    assert shown("totalDueValue") == "63,234.24"
    table.edit(table.model().index(0, DETAIL))
    box = table._delegate.editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText("先还本金"))
    box.activated.emit(box.currentIndex())
    assert shown("totalDueValue") == "62,340.00"
    qtbot.waitUntil(lambda: table._delegate.editor is None)
    table.edit(table.model().index(0, DETAIL))
    box = table._delegate.editor
    assert isinstance(box, QComboBox)
    box.setEditText("本金")
    table.finish_edit()
    assert window.presenter.draft.events[0].detail == "本金"
    problem = table.model().index(0, DETAIL).data(Qt.ItemDataRole.ToolTipRole)
    assert "按先后写全六项款项" in problem


@pytest.mark.usefixtures("loan")
def test_the_menu_of_the_table_acts_on_rows(table: RowView, window: MainWindow) -> None:
    window.presenter.commit("events", (EventRow("repayment", "2025-06-01", "", "5000"),))
    table.setCurrentIndex(table.model().index(0, DATE))
    acts = {action.objectName(): action for action in table.actions()}
    acts["eventsUnfoldAction"].trigger()
    assert table.model().rowCount() == 3
    acts["eventsDuplicateAction"].trigger()
    acts["eventsCopyAction"].trigger()
    acts["eventsDeleteAction"].trigger()
    acts["eventsPasteAction"].trigger()
    assert len(window.presenter.draft.events) == 2


@pytest.mark.usefixtures("loan")
def test_a_cell_being_typed_is_saved_with_the_case(
    table: RowView, window: MainWindow, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, typist: Typist,
) -> None:  # fmt: skip
    typist("lenderNameEdit", "某小贷公司")
    table.add_row(EventRow("notice", "2026-01-05", detail="summons"))
    cause = find(window, QComboBox, "causeBox")
    cause.setCurrentIndex(cause.findData("special"))
    cause.activated.emit(cause.currentIndex())
    table.add_row(EventRow("cost", "2026-02-01"))
    qtbot.keyClicks(editor_of(table), "300")
    target = tmp_path / "case.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    assert window.save_copy()
    saved = json.loads(target.read_text("utf-8"))
    assert saved["events"] == [
        {"kind": "notice", "date": "2026-01-05", "what": "summons"},
        {"kind": "cost", "date": "2026-02-01", "amount": "300.00", "label": ""},
    ]
    assert (saved["cause"], saved["lender"]["name"]) == ("special", "某小贷公司")


@pytest.mark.usefixtures("qtbot")
def test_the_model_keeps_the_rules_of_models() -> None:
    words = words_of(Language.ZH)
    model = RowModel(EVENT_TABLE, words)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tester.model() is model
    rows = [EventRow("repayment", "2025-06-01", "", "5"), EventRow("cost"), EventRow("waiver")]
    model.show_rows(rows, words)
    model.show_details({0: ("a", "b")})
    model.toggle(0)
    assert (model.rowCount(), model.rowCount(model.index(0, 0))) == (5, 0)
    for parts in (("c", "d", "e"), ("f",), ()):
        model.show_details({0: parts})
        told = [model.index(line, 0).data() for line in range(1, model.rowCount() - 2)]
        assert told == list(parts)
    model.show_details({0: ("a", "b")})
    assert model.rowCount() == 3  # once it had nothing left it was folded
    model.toggle(0)
    assert model.setData(model.index(0, DETAIL), "x")
    assert not model.setData(model.index(1, 0), "x")
    assert not model.setData(QModelIndex(), "x")
    assert model.insertRows(0, 2)
    assert model.rows[0].is_blank
    assert model.removeRows(0, 2)
    assert not model.removeRows(5, 9)
    assert not model.insertRows(99, 1)
    model.show_problems({(1, "date"): "wrong", (2, ""): "row"})
    model.sort(KIND, Qt.SortOrder.DescendingOrder)
    model.show_details({})
    model.show_rows(rows[:1], words)
    model.sort(-1)
    model.show_rows([], words)
    assert model.rowCount() == 0


@pytest.mark.usefixtures("loan")
def test_a_change_of_language_leaves_the_cell_that_is_typed_in(
    table: RowView, press: Callable[..., None], qtbot: QtBot, window: MainWindow
) -> None:
    press(Qt.Key.Key_Insert)
    finish(table, qtbot, "2025-06-01")
    table.setCurrentIndex(table.model().index(0, AMOUNT))
    press(Qt.Key.Key_Return)
    editor = editor_of(table)
    qtbot.keyClicks(editor, "45")
    window.switch_language()
    assert editor_of(table) is editor
    assert row_texts(table.model(), 0)[KIND] == "Repayment"
    assert table.model().headerData(AMOUNT, Qt.Orientation.Horizontal).startswith("Amount")
    finish(table, qtbot, "6")
    assert row_texts(table.model(), 0)[AMOUNT] == "456"


@pytest.mark.usefixtures("loan")
def test_a_payment_can_be_typed_while_it_is_unfolded(
    table: RowView, press: Callable[..., None], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Insert)
    finish(table, qtbot, "2025-06-01")
    type_cell(table, qtbot, 0, AMOUNT, "100")
    table.toggle_details()
    few = table.model().rowCount()
    table.setCurrentIndex(table.model().index(0, AMOUNT))
    press(Qt.Key.Key_Return)
    editor = editor_of(table)
    for text, has_more in (("50000", True), ("10", False)):
        editor.selectAll()
        qtbot.keyClicks(editor, text)
        table._delegate._commit()  # as after a second's pause
        assert (table.model().rowCount() > few) is has_more
        assert editor_of(table) is editor
