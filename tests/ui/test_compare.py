"""The compare tab in the real window: columns added, kept, removed and copied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QTableWidget, QToolButton
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Typist, find

from faxi.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def column(table: QTableWidget, index: int) -> list[str]:
    items = [table.item(row, index) for row in range(table.rowCount())]
    return [item.text() for item in items if item is not None]


@pytest.fixture
def table(window: MainWindow, loan: None) -> QTableWidget:  # noqa: ARG001 - typed first
    window.results.tabs.turn_to("compare")
    return find(window, QTableWidget, "compareTable")


def press(window: MainWindow, qtbot: QtBot, name: str) -> None:
    qtbot.mouseClick(find(window, QToolButton, name), LEFT)


def test_the_usual_year_bases_stand_side_by_side(
    table: QTableWidget, window: MainWindow, typist: Typist
) -> None:
    assert table.columnCount() == 2
    assert column(table, 0)[:2] == ["68,960.00", "0.00"]
    assert column(table, 1)[:2] == ["68,700.27", "-259.73"]
    typist("principalEdit", "100000")
    assert column(table, 1)[1] == "-519.45"
    window.switch_language()
    head = table.horizontalHeaderItem(1)
    assert head is not None
    assert head.text() == "Actual/365"
    window.new()
    assert table.columnCount() == 0


def test_columns_are_added_kept_removed_and_copied(
    table: QTableWidget, window: MainWindow, qtbot: QtBot
) -> None:
    menu = find(window, QToolButton, "compareAddButton").menu()
    inclusion = next(a for a in menu.actions() if a.text() == "首尾计法").menu()
    assert inclusion is not None
    inclusion.actions()[2].trigger()  # type: ignore[attr-defined] # typed as any object
    assert column(table, 2)[1] == "+30.00"
    press(window, qtbot, "compareKeepButton")
    box = find(window, QComboBox, "dayCountBox")
    box.setCurrentIndex(box.findData("ACT/365"))
    box.activated.emit(box.currentIndex())
    assert column(table, 0)[0] == "68,700.27"
    assert column(table, 3)[:2] == ["68,960.00", "+259.73"]
    table.setCurrentCell(0, 2)
    press(window, qtbot, "compareRemoveButton")
    assert table.columnCount() == 3
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert table.columnCount() == 3
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[1] == "按所填约定"
    assert lines[1].split("\t")[:2] == ["应还合计", "68,700.27"]
    for _ in range(9):
        press(window, qtbot, "compareKeepButton")
    assert table.columnCount() == 9
