"""Several debts from one budget, from the window of all debts."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.conftest import find

from faxi.ui.budget_dialog import BudgetDialog
from faxi.ui.main_window import MainWindow


@pytest.fixture
def dialog(window: MainWindow, tmp_path: Path) -> BudgetDialog:
    paths = []
    for title, principal, rate in (("大额", "20000", "12%/year"), ("小额", "3000", "24%/year")):
        case = {
            "format": "faxi-case",
            "version": 1,
            "title": title,
            "penalty": {"rate": rate},
            "instalments": [{"due_date": "2026-06-01", "principal": principal}],
        }
        paths.append(tmp_path / f"{title}.json")
        paths[-1].write_text(json.dumps(case), encoding="utf-8")
    window.open_paths(paths)
    window.book.show_overview()
    assert window.book._overview is not None
    return window.book._overview.plan_together()


def _work(dialog: BudgetDialog, qtbot: QtBot, amount: str) -> None:
    dialog.amount.setText(amount)
    qtbot.mouseClick(dialog.work_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.worker.is_busy, timeout=10_000)


def test_every_order_stands_side_by_side(dialog: BudgetDialog, qtbot: QtBot) -> None:
    _work(dialog, qtbot, "2000")
    assert dialog.orders.rowCount() == 4
    assert "小额" in dialog.detail.toPlainText()
    costs = [line.cells[2] for line in dialog.view.lines]
    assert min(costs) == costs[0]  # the fastest growing first


def test_an_order_of_ones_own_and_debts_left_out(dialog: BudgetDialog, qtbot: QtBot) -> None:
    dialog.list.setCurrentRow(1)
    qtbot.mouseClick(find(dialog, QPushButton, "budgetUpButton"), Qt.MouseButton.LeftButton)
    first = dialog.list.item(0)
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    _work(dialog, qtbot, "2000")
    own = dialog.view.lines[-1]
    dialog.orders.setCurrentCell(3, 0)
    assert first.text() in dialog.detail.toPlainText()
    assert dialog.list.item(1).text() not in dialog.detail.toPlainText()
    assert own.cells[1].startswith("202")


def test_what_is_wrong_is_said_beneath_its_field(dialog: BudgetDialog, qtbot: QtBot) -> None:
    _work(dialog, qtbot, "lots")
    assert dialog.orders.rowCount() == 0
    assert not dialog._fields["amount"]._problem.isHidden()
