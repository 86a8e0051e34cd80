"""The instalments of a case: due dates and parts, what was paid and when, and what it all costs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout

from faxi.app.instalment_table import INSTALMENT_TABLE
from faxi.text.words import marked
from faxi.ui.row_editor import RowEditor
from faxi.ui.row_view import RowEdits
from faxi.ui.speech import Speech
from faxi.ui.theme import SMALL

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
                "Delete removes rows; tables of a bank or spreadsheet can be pasted. What was paid "
                "counts as a repayment of the case."
            ),
        )
        self._cost = QLabel()
        self._cost.setObjectName("annualCostValue")
        self._cost.setWordWrap(True)
        self._cost.setVisible(False)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(0, self._make_tools())
        layout.insertWidget(2, self._cost)

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

    def show_cost(self, line: str) -> None:
        """Show the annual cost in a line, or nothing."""
        self._cost.setText(line)
        self._cost.setVisible(bool(line))
