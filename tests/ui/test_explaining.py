"""Every figure in the window opens its working, leads to its inputs, and can be copied."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTableView, QToolButton
from pytestqt.qtbot import QtBot
from tests.helpers.figures import figure_ids
from tests.ui.conftest import Typist, find

from faxi.app.event_rows import EventRow
from faxi.ui.main_window import MainWindow
from faxi.ui.stage_strip import StageStrip
from faxi.ui.tile import Tile
from faxi.ui.working_panel import WorkingPanel

Shown = Callable[[str], str]
LEFT = Qt.MouseButton.LeftButton
TILES = {
    "daysOverdueTile": "逾期天数 = 632 天",
    "penaltyInterestTile": "罚息：应计 = 18,960.00 元",
    "totalDueTile": "应还合计 = 68,960.00 元",
    "perDiemTile": "每天增加 = 30.00 元",
}


def panel_of(window: MainWindow) -> WorkingPanel:
    return find(window, WorkingPanel, "workingPanel")


@pytest.mark.usefixtures("loan")
def test_each_tile_opens_its_working_by_click_and_by_enter(
    window: MainWindow, qtbot: QtBot, shown: Shown
) -> None:
    for name, title in TILES.items():
        tile = find(window, Tile, name)
        qtbot.mouseClick(tile, LEFT)
        assert shown("workingTitle") == title
        qtbot.keyClick(panel_of(window).view, Qt.Key.Key_Escape)
        assert not panel_of(window).isVisible()
        tile.setFocus()
        qtbot.keyClick(tile, Qt.Key.Key_Return)
        assert panel_of(window).isVisible()
        assert shown("workingTitle") == title
    text = panel_of(window).view.toPlainText()
    assert "50,000.00 × 21.6% ÷ 360" in text
    assert "实际/360" in text
    assert "251号" in text


@pytest.mark.usefixtures("loan")
def test_the_strip_says_why_the_debt_stands_there(
    window: MainWindow, qtbot: QtBot, shown: Shown
) -> None:
    strip = find(window, StageStrip, "stageStrip")
    qtbot.mouseClick(strip, LEFT)
    assert shown("workingTitle") == "催收阶段：可能进入债权转让"
    text = panel_of(window).view.toPlainText()
    assert "逾期 632 天，对应“债权转让”；这一阶段一般从逾期 181 天开始" in text
    assert "通用阶段" in text
    qtbot.keyClick(panel_of(window).view, Qt.Key.Key_Escape)
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Space)
    assert panel_of(window).isVisible()


@pytest.mark.usefixtures("loan")
def test_the_days_lead_to_their_bucket_and_stage(window: MainWindow, shown: Shown) -> None:
    window.explain("days_overdue")
    assert "逾期天数分档" in panel_of(window).view.toPlainText()
    window.explain("bucket")
    assert shown("workingTitle") == "逾期天数分档：M7+"
    assert "M7+ 指逾期 181 天以上" in panel_of(window).view.toPlainText()


@pytest.mark.usefixtures("loan")
def test_a_click_on_the_figure_itself_counts_too(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(find(window, QLabel, "totalDueValue"), LEFT)
    assert panel_of(window).isVisible()


@pytest.mark.usefixtures("loan")
def test_the_menu_of_a_tile_explains_and_copies(window: MainWindow, shown: Shown) -> None:
    tile = find(window, Tile, "totalDueTile")
    explain, copy = tile.make_menu().actions()
    explain.trigger()
    assert shown("workingTitle") == TILES["totalDueTile"]
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "68,960.00"


@pytest.mark.usefixtures("loan")
def test_a_row_of_lines_opens_its_working(window: MainWindow, qtbot: QtBot, shown: Shown) -> None:
    window.results.tabs.turn_to("lines")
    table = find(window, QTableView, "linesTable")
    place = table.visualRect(table.model().index(0, 1)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=place)
    assert "2025-03-01 至 2026-11-22" in shown("workingTitle")
    panel_of(window).closed.emit()
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert panel_of(window).isVisible()
    panel_of(window).closed.emit()
    find(window, QAction, "explainLineAction").trigger()
    assert panel_of(window).isVisible()


@pytest.mark.usefixtures("loan")
def test_sums_beneath_the_lines_open_their_working(window: MainWindow, shown: Shown) -> None:
    window.results.tabs.turn_to("lines")
    sums = find(window, QLabel, "linesTotals")
    assert "18,960.00 元" in sums.text()
    sums.linkActivated.emit("accrued.penalty_interest")
    assert shown("workingTitle") == TILES["penaltyInterestTile"]
    assert "另见" in panel_of(window).view.toPlainText()
    window.new()
    assert sums.text() == ""


@pytest.mark.usefixtures("loan")
def test_esc_closes_from_the_tiles_too(window: MainWindow, qtbot: QtBot) -> None:
    tile = find(window, Tile, "totalDueTile")
    qtbot.mouseClick(tile, LEFT)
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Escape)
    assert not panel_of(window).isVisible()


@pytest.mark.usefixtures("loan")
def test_links_lead_to_other_figures_back_and_to_inputs(
    window: MainWindow, qtbot: QtBot, shown: Shown
) -> None:
    window.presenter.commit("events", (EventRow("repayment", "2025-06-01", "", "5000"),))
    window.explain("total_due")
    panel = panel_of(window)
    panel.view.anchorClicked.emit(QUrl("figure:paid.principal"))
    assert shown("workingTitle") == "本金：已还 = 2,240.00 元"
    qtbot.mouseClick(find(window, QToolButton, "workingBackButton"), LEFT)
    assert shown("workingTitle").startswith("应还合计")
    panel.view.anchorClicked.emit(QUrl("field:penalty_surcharge"))
    assert QApplication.focusWidget() is find(window, QLineEdit, "penaltySurchargeEdit")
    panel.view.anchorClicked.emit(QUrl("field:day_count"))
    assert QApplication.focusWidget() is find(window, QComboBox, "dayCountBox")
    panel.view.anchorClicked.emit(QUrl("field:events[0]"))
    assert QApplication.focusWidget() is window.form.events_fold.content().view


@pytest.mark.usefixtures("loan")
def test_a_working_follows_the_case_and_the_language(
    window: MainWindow, typist: Typist, shown: Shown, qtbot: QtBot
) -> None:
    window.explain("total_due")
    typist("principalEdit", "60000")
    qtbot.waitUntil(lambda: shown("workingTitle") == "应还合计 = 82,752.00 元")
    typist("principalEdit", "x")
    assert not panel_of(window).isEnabled()
    typist("principalEdit", "50000")
    assert panel_of(window).isEnabled()
    window.switch_language()
    qtbot.waitUntil(lambda: shown("workingTitle") == "Total due = CNY 68,960.00")
    qtbot.mouseClick(find(window, QToolButton, "workingCopyButton"), LEFT)
    copied = QGuiApplication.clipboard().text()
    assert "50,000.00 × 21.6% ÷ 360 × 632" in copied
    assert "bank.penalty.overdue" in copied
    window.new()
    assert not panel_of(window).isVisible()


@pytest.mark.usefixtures("loan")
def test_every_figure_opens(window: MainWindow, shown: Shown) -> None:
    statement = window.presenter.statement
    assert statement is not None
    for figure_id in figure_ids(statement):
        window.explain(figure_id)
        title = shown("workingTitle")
        assert " = " in title or title.startswith(("催收阶段：", "逾期天数分档："))
    window.explain("line.99")
    assert not panel_of(window).isVisible()


def test_nothing_explains_itself_before_there_is_a_result(window: MainWindow) -> None:
    window.explain("total_due")
    assert window.findChild(WorkingPanel, "workingPanel") is None
