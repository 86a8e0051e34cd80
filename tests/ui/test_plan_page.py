"""The plan tab: ways out side by side, kept with the case, and payments compared."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import find

from faxi.app.event_rows import EventRow
from faxi.app.plan_form import KINDS
from faxi.ui.main_window import MainWindow
from faxi.ui.plan_page import PlanPage


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot, loan: None) -> PlanPage:  # noqa: ARG001 - types a case
    made = window.results.tabs.turn_to("plan")
    assert isinstance(made, PlanPage)
    _settle(made, qtbot)
    return made


def _settle(page: PlanPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.view is not None and not page.work.is_busy, timeout=10_000)


def _ask(page: PlanPage, qtbot: QtBot, kind: str, **texts: str) -> None:
    page.asking.choose(kind)
    for field, text in texts.items():
        page.asking.lines[field].setText(text)
    qtbot.mouseClick(page.asking.add_button, Qt.MouseButton.LeftButton)
    _settle(page, qtbot)


def _names(page: PlanPage) -> list[str]:
    items = (page.table.item(row, 0) for row in range(page.table.rowCount()))
    return [item.text() for item in items if item is not None]


def test_the_usual_ways_stand_side_by_side(window: MainWindow, page: PlanPage) -> None:
    table = find(window, QTableWidget, "plansTable")
    assert table.rowCount() == 6
    first = [cell.text() for column in range(5) if (cell := table.item(0, column))]
    assert first[1:4] == ["2026-11-23", "", "68,960.00"]
    assert "2,700.00" in page.detail.toPlainText()  # what waiting 90 days costs
    assert page.chart.accessibleDescription()


@pytest.mark.parametrize("width", range(1024, 1034))
def test_the_figures_of_a_way_need_no_scrolling_sideways(
    window: MainWindow, page: PlanPage, width: int
) -> None:
    window.resize(width, 700)
    QApplication.processEvents()
    assert page.detail.horizontalScrollBar().maximum() == 0


def test_before_the_due_date_the_ways_begin_on_it(
    window: MainWindow, page: PlanPage, qtbot: QtBot
) -> None:
    window.presenter.commit("due_date", "2027-03-01")
    _settle(page, qtbot)
    assert _names(page)[0] == "2027年3月1日一次还清"
    assert "2026年11月23日尚无到期款项" in page.detail.toPlainText()


def test_a_settled_debt_has_no_ways(window: MainWindow, page: PlanPage, qtbot: QtBot) -> None:
    window.presenter.commit("events", (EventRow("repayment", "2025-03-01", "", "50000"),))
    _settle(page, qtbot)
    assert _names(page) == []
    assert "以后也没有款项到期" in page.detail.toPlainText()


@pytest.mark.usefixtures("loan")
def test_says_that_the_ways_are_being_worked_out(window: MainWindow, qtbot: QtBot) -> None:
    page = window.results.tabs.turn_to("plan")
    assert isinstance(page, PlanPage)
    ending = find(window, QLabel, "planEnding")
    assert ending.text() == "正在推算常见的还款办法……"
    _settle(page, qtbot)
    assert ending.text() == "2026年11月23日还清，共 1 笔还款。"


def test_a_way_asked_for_is_set_beside_the_rest_and_explained(page: PlanPage, qtbot: QtBot) -> None:
    _ask(page, qtbot, "monthly", monthly="2000", day="5")
    assert page.table.rowCount() == 7
    assert page.chosen is not None
    assert page.chosen.cells[1] == "2031-02-05"
    assert "50,000.00 × 21.6% ÷ 360 × 644" in page.detail.toPlainText()
    _ask(page, qtbot, "monthly", monthly="500")
    assert "956.08" in page.chosen.sentence  # the smallest amount that ever clears
    assert _names(page)[0].startswith("⚠")


def test_keeping_a_way_is_one_edit_that_can_be_undone(
    window: MainWindow, page: PlanPage, qtbot: QtBot
) -> None:
    _ask(page, qtbot, "pay_on", date="2027-01-31")
    qtbot.mouseClick(find(window, QPushButton, "planKeepButton"), Qt.MouseButton.LeftButton)
    _settle(page, qtbot)
    case = window.presenter.case()
    assert case is not None
    assert case.reserved["plans"][0]["date"] == "2027-01-31"
    assert _names(page)[0].startswith("★")
    window.undo()
    _settle(page, qtbot)
    case = window.presenter.case()
    assert case is not None
    assert "plans" not in case.reserved
    window.redo()
    _settle(page, qtbot)
    qtbot.mouseClick(find(window, QPushButton, "planRemoveButton"), Qt.MouseButton.LeftButton)
    _settle(page, qtbot)
    assert page.table.rowCount() == 6


def test_two_payments_are_compared(page: PlanPage, qtbot: QtBot) -> None:
    _ask(page, qtbot, "choice", date="2026-12-01", other_date="2027-01-01")
    assert page.detail.toPlainText().index("930.00") < page.detail.toPlainText().index("2,700.00")


def test_what_is_missing_is_said_beneath_its_field(page: PlanPage, qtbot: QtBot) -> None:
    page.asking.choose("monthly")
    page.asking.lines["monthly"].setText("")
    qtbot.mouseClick(page.asking.add_button, Qt.MouseButton.LeftButton)
    assert page.asking.lines["monthly"].hasFocus()
    assert page.table.rowCount() == 6


def test_every_kind_fits_and_both_languages_speak(
    window: MainWindow, page: PlanPage, qtbot: QtBot
) -> None:
    for _ in range(2):
        for kind in KINDS:
            page.asking.choose(kind.id)
            assert page.minimumSizeHint().width() < 660
        window.switch_language()
        _settle(page, qtbot)
    assert all(_names(page))


def test_another_case_starts_with_the_usual_ways(
    window: MainWindow, page: PlanPage, qtbot: QtBot
) -> None:
    _ask(page, qtbot, "monthly", monthly="2000")
    window.new()
    assert page.view is None
    assert page.table.rowCount() == 0
