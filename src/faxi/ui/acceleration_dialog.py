"""Asks when everything later fell due early, and suggests the interest earned by then."""

from datetime import date

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from faxi.app import clock
from faxi.app.case_loan import earned_on
from faxi.app.event_rows import EventRow
from faxi.engine.case import Case
from faxi.engine.events import Acceleration
from faxi.engine.problems import CaseError
from faxi.text.faces import money_face
from faxi.text.messages import message_of
from faxi.text.reading import read_date, read_money
from faxi.text.words import Words, marked
from faxi.ui.date_field import DateField
from faxi.ui.fields import FieldRow, LineField
from faxi.ui.speech import Speech
from faxi.ui.theme import MEDIUM, as_note


class AccelerationDialog(QDialog):
    """A day and an amount; the amount follows the day until somebody types another."""

    def __init__(self, parent: QWidget, case: Case, day: str, words: Words) -> None:
        super().__init__(parent)
        self.setObjectName("accelerationDialog")
        self.setWindowTitle(words("The rest falls due early"))
        self._case, self._words = case, words
        self._is_typed = False
        self._day, self._interest = DateField("accelerationDateEdit"), LineField("earnedEdit")
        self._day.show_text(day)
        self._day.typed.connect(lambda _: self._follow())
        self._day.committed.connect(lambda _: self._follow())
        self._interest.typed.connect(self._type)
        self._rows = self._make_rows()
        self._working = QLabel()
        self._working.setObjectName("earnedWorking")
        self._working.setWordWrap(True)
        as_note(self._working)
        self._buttons = self._make_buttons()
        layout = QVBoxLayout(self)
        layout.setSpacing(MEDIUM)
        for widget in (*self._rows.values(), self._working, self._buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(420)
        self._follow()

    def _make_rows(self) -> dict[str, FieldRow]:
        speech = Speech(self._words)
        day_tip = marked("The day the lender's notice of early maturity took effect.")
        interest_tip = marked(
            "Suggested from the terms; scheduled interest of later rows is dropped."
        )
        interest = marked("Interest earned by then (yuan)")
        return {
            "date": FieldRow(marked("Day it fell due"), day_tip, [self._day], speech),
            "interest": FieldRow(interest, interest_tip, [self._interest], speech),
        }

    def _make_buttons(self) -> QDialogButtonBox:
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.button(standard.Ok).setText(self._words("Add"))
        buttons.button(standard.Cancel).setText(self._words("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def row(self) -> EventRow:
        """Return the event as a row of the table."""
        return EventRow(Acceleration.kind, self._day.text(), "", self._interest.text())

    def _type(self, _text: str) -> None:
        self._is_typed = True
        self._follow()

    def _follow(self) -> None:
        """Say what is wrong, and suggest what is not typed."""
        problems = {"date": "", "interest": ""}
        day: date | None = None
        try:
            day = read_date(self._day.text(), clock.today())
        except ValueError:
            problems["date"] = self._words("Please give a date, such as 2025-03-01.")
        if day is not None:
            problems["date"] = self._suggest(day)
        try:
            read_money(self._interest.text() or "0")
        except ValueError:
            problems["interest"] = self._words("Please give an amount, such as 608.00.")
        for name, row in self._rows.items():
            row.show_problem(problems[name])
        is_whole = not any(problems.values())
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(is_whole)

    def _suggest(self, day: date) -> str:
        """Put in the interest earned by a day; return why nothing can fall due then."""
        try:
            earned = earned_on(self._case, day, self._words)
        except CaseError as error:
            self._working.setText("")
            return message_of(error.problems[0], self._words)
        self._working.setText(earned.working)
        if not self._is_typed:
            self._interest.show_text(money_face(earned.interest))
        return ""
