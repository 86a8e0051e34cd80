"""What people type is shown as they typed it, even where it looks like a language of its own."""

import json
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QMessageBox, QWidget
from tests.helpers.commands import a_loan
from tests.ui.test_dialogs import DIALOGS

from faxi.ui.dialogs import show_plainly
from faxi.ui.fold import Fold
from faxi.ui.main_window import MainWindow
from faxi.ui.result_tabs import TABS

MARKS = "<b>x</b>"


def _read_as_marks(root: QWidget) -> Iterator[str]:
    """Yield where Qt would take what was typed for its own language."""
    for widget in [root, *root.findChildren(QWidget)]:
        name = widget.objectName() or type(widget).__name__
        is_plain = isinstance(widget, QLabel) and widget.textFormat() is Qt.TextFormat.PlainText
        if isinstance(widget, QLabel) and MARKS in widget.text() and not is_plain:
            yield name
        tips = [widget.toolTip()]
        if isinstance(widget, QAbstractItemView):
            tips += _tips(widget)
        yield from (f"{name}: {tip}" for tip in tips if MARKS in tip)


def _tips(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    columns = model.columnCount(QModelIndex()) if isinstance(model, QAbstractTableModel) else 1
    for row in range(model.rowCount(QModelIndex())):
        for column in range(columns):
            yield str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) or "")


def test_nothing_typed_is_read_as_marks(window: MainWindow, tmp_path: Path) -> None:
    loan = a_loan(title=MARKS, notes=MARKS, lender={"name": MARKS, "kind": "bank"})
    cost = {"kind": "cost", "date": "2025-05-01", "amount": "5.00", "label": MARKS}
    path = tmp_path / "<b>.json"
    path.write_text(json.dumps(loan | {"events": [cost]}), encoding="utf-8")
    window.open_path(path)
    for fold in window.findChildren(Fold):
        fold.open()
    for spec in TABS:
        window.results.tabs.turn_to(spec.name)
    assert list(_read_as_marks(window)) == []
    for make in DIALOGS.values():
        assert list(_read_as_marks(make(window))) == []
    for field in ("principal", "due_date", "contract_rate", "penalty_surcharge", "as_of"):
        window.presenter.commit(field, MARKS)
    problem = window.form.findChild(QLabel, "principalEditProblem")
    assert problem is not None
    assert MARKS in problem.text()
    assert list(_read_as_marks(window)) == []


def test_a_message_shows_names_as_they_are(window: MainWindow) -> None:
    box = QMessageBox(window)
    box.setText(MARKS)
    box.setInformativeText(MARKS)
    show_plainly(box)
    assert list(_read_as_marks(box)) == []
