"""The instalments of a case: due dates and parts, what was paid and when, and what it all costs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from faxi.app.instalment_table import INSTALMENT_TABLE
from faxi.text.words import marked
from faxi.ui.row_editor import RowEditor
from faxi.ui.row_view import RowEdits
from faxi.ui.speech import Speech
from faxi.ui.theme import SMALL, TIGHT, as_note

_EDITS = RowEdits(
    marked("Add instalment"),
    marked("Duplicate instalment"),
    marked("Delete instalment"),
    marked("Paste instalments"),
)


class InstalmentsEditor(RowEditor):
    """A ``RowEditor`` for instalments that can also be made, imported, paid and accelerated.

    Signals:
        schedule_wanted: Instalments are to be made from the terms of a loan.
        import_wanted: They are to be read from a file.
        acceleration_wanted: The rest is to fall due early.
    """

    schedule_wanted = Signal()
    import_wanted = Signal()
    acceleration_wanted = Signal()

    def __init__(self, speech: Speech) -> None:
        super().__init__("instalmentsTable", INSTALMENT_TABLE, _EDITS, speech)
        speech.say(self.view.setAccessibleName, marked("Instalments"))
        speech.say(
            self.show_help,
            marked(
                "The first instalment is the one in the fields above. Enter edits, Insert adds, "
                "Delete removes rows, Space shows how one was worked out; tables of a bank or "
                "spreadsheet can be pasted. What was paid counts as a repayment of the case."
            ),
        )
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(0, self._make_tools())
        layout.insertWidget(2, self._make_cost())

    def _make_cost(self) -> QWidget:
        """Return the annual cost with its working, which a button shows and hides."""
        self._cost, self._working = QLabel(), QLabel()
        self._cost.setObjectName("annualCostValue")
        self._working.setObjectName("annualCostWorking")
        as_note(self._working)
        for label in (self._cost, self._working):
            label.setWordWrap(True)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self._working.setVisible(False)
        why = QToolButton()
        why.setObjectName("annualCostWorkingButton")
        why.setCheckable(True)
        why.toggled.connect(self._working.setVisible)
        self._speech.say(why.setText, marked("How?"))
        self._speech.say(why.setToolTip, marked("Show how the annual cost was worked out"))
        self._speech.say(why.setAccessibleName, marked("Show how the annual cost was worked out"))
        box = self._cost_box = QWidget()
        line = QHBoxLayout()
        line.addWidget(self._cost, 1)
        line.addWidget(why)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addLayout(line)
        layout.addWidget(self._working)
        box.setVisible(False)
        return box

    def _make_tools(self) -> QGridLayout:
        buttons = (
            ("makeScheduleButton", marked("Make a schedule…"), self.schedule_wanted.emit),
            ("importInstalmentsButton", marked("Import…"), self.import_wanted.emit),
            ("markPaidButton", marked("Mark as paid"), self.mark_paid),
            ("accelerateButton", marked("Fall due early…"), self.acceleration_wanted.emit),
        )
        grid = QGridLayout()  # two by two, so that the form need not grow wider
        grid.setSpacing(SMALL)
        for index, (name, message, act) in enumerate(buttons):
            button = QPushButton()
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=act: act())
            self._speech.say(button.setText, message)
            grid.addWidget(button, index // 2, index % 2)
        return grid

    def mark_paid(self) -> None:
        """Note the chosen rows as paid when due, or as unpaid if all of them were."""
        chosen, rows = self.view.chosen_rows(), list(self.model.rows)
        if not chosen:
            return
        is_paid = all(rows[index].paid_on.strip() for index in chosen)
        for index in chosen:
            if is_paid:
                rows[index] = rows[index]._replace(paid_on="", paid="")
            elif not rows[index].paid_on.strip():
                rows[index] = rows[index]._replace(paid_on=rows[index].due_date)
        self.model.replace_rows(rows, marked("Mark instalments"))

    def show_cost(self, line: str, working: Sequence[str]) -> None:
        """Show the annual cost in a line, with the steps of its working, or nothing."""
        self._cost.setText(line)
        self._working.setText("\n".join(working))
        self._cost_box.setVisible(bool(line))
