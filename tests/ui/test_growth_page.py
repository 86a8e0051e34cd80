"""The growth tab in the window: everything follows the cut-off, and the table says the same."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QToolButton
from pytestqt.qtbot import QtBot
from tests.ui.conftest import find

from faxi.ui.growth_chart import GrowthChart
from faxi.ui.main_window import MainWindow


@pytest.fixture
def chart(window: MainWindow) -> GrowthChart:
    window.helping.show_example()
    return find(window, GrowthChart, "growthChart")


def test_everything_follows_an_arrow_key(
    window: MainWindow, chart: GrowthChart, qtbot: QtBot, shown: Callable[[str], str]
) -> None:
    days, total = shown("daysOverdueValue"), shown("totalDueValue")
    qtbot.keyPress(chart, Qt.Key.Key_Left)
    assert shown("daysOverdueValue") == str(int(days) - 1)
    assert shown("totalDueValue") != total
    assert shown("asOfDateEdit") == "2026-11-22"
    qtbot.keyRelease(chart, Qt.Key.Key_Left)
    window.undo()
    assert shown("daysOverdueValue") == days
    assert shown("asOfDateEdit") == "2026-11-23"


def test_the_table_is_reached_by_keyboard_and_says_the_same(
    window: MainWindow, chart: GrowthChart, qtbot: QtBot
) -> None:
    button = find(window, QToolButton, "chartTableButton")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    table = find(window, QTableWidget, "growthTable")
    assert table.isVisible()
    assert table.hasFocus()
    cells = [
        [table.model().index(row, column).data() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    assert cells == [list(row) for row in chart.table_rows()]
    assert any("上限" in title for title in chart.table_header())
    said = " ".join(row[-1] for row in cells)
    assert all(word in said for word in ("还款", "通知", "计算截止日", "预计"))
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert chart.isVisible()


def test_the_table_follows_the_case_and_the_language(
    window: MainWindow, chart: GrowthChart
) -> None:
    find(window, QToolButton, "chartTableButton").click()
    model = find(window, QTableWidget, "growthTable").model()
    window.presenter.commit("principal", "60000")
    assert any("60,000.00" in row for row in chart.table_rows())
    assert model.index(0, 2).data() == chart.table_rows()[0][2]
    window.switch_language()
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Date"


def test_buttons_zoom_and_show_all_again(
    window: MainWindow, chart: GrowthChart, qtbot: QtBot
) -> None:
    chart.grab()  # zooming needs a layout
    closer, farther, everything = (
        find(window, QToolButton, f"chart{name}Button") for name in ("ZoomIn", "ZoomOut", "ShowAll")
    )
    assert not everything.isEnabled()
    qtbot.mouseClick(closer, Qt.MouseButton.LeftButton)
    assert chart.is_zoomed
    assert everything.isEnabled()
    assert farther.isEnabled()
    qtbot.mouseClick(everything, Qt.MouseButton.LeftButton)
    assert not chart.is_zoomed


def test_without_a_result_nothing_can_be_done(window: MainWindow) -> None:
    names = ("ZoomIn", "ZoomOut", "ShowAll", "Copy", "Save")
    buttons = [find(window, QToolButton, f"chart{name}Button") for name in names]
    assert not any(button.isEnabled() for button in buttons)
