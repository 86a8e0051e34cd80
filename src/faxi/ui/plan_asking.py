"""The fields above the plans: which kind of way out, and what it needs."""

import itertools
from datetime import date

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from faxi.app import clock
from faxi.app.plan_form import DATES, FIELDS, KINDS, PlanKind, read_scheme_fields
from faxi.text.messages import message_of
from faxi.text.words import marked
from faxi.ui.date_field import DateField
from faxi.ui.fields import ChoiceBox, FieldRow, LineField
from faxi.ui.speech import Speech
from faxi.ui.theme import SMALL

_SHORTEST = 19  # letters of a kind that are always in sight
_IN_LINE = 3  # fields side by side
_BOTTOM = QtCore.Qt.AlignmentFlag.AlignBottom
_ORDER = (
    *("settle", "lump", "lump_date", "monthly", "amount", "date"),
    *("other_amount", "other_date", "day", "first"),
)


class PlanAsking(QWidget):
    """Asks for one way out; what is missing is said beneath its field once it is asked for.

    Signals:
        asked: The scheme the fields describe, or the two payments.
    """

    asked = Signal(object)

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._as_of = clock.today()
        self.kinds = ChoiceBox()
        self.kinds.setObjectName("planKindBox")
        self.kinds.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kinds.setMinimumContentsLength(_SHORTEST)
        for kind in KINDS:
            self.kinds.addItem("", kind.id)
        self.kinds.currentIndexChanged.connect(lambda _: self._show_fields())
        self.lines: dict[str, LineField] = {}
        self._rows: dict[str, FieldRow] = {}
        self.add_button = QPushButton()
        self.add_button.setObjectName("planAddButton")
        self.add_button.clicked.connect(self.ask)
        speech.say(self.add_button.setText, marked("Add"))
        kind_row = FieldRow(marked("Way out"), marked("How you would pay."), [self.kinds], speech)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SMALL)
        self._grid.setVerticalSpacing(SMALL)
        self._grid.addWidget(kind_row, 0, 0, 1, 2)
        for field in _ORDER:
            self._add_field(field)
        speech.follow(lambda _: self._say_kinds())
        self._show_fields()

    def _add_field(self, field: str) -> None:
        name = f"plan{field.title().replace('_', '')}Edit"
        line = DateField(name) if field in DATES else LineField(name)
        line.returnPressed.connect(self.ask)
        label, tip = FIELDS[field]
        self.lines[field] = line
        self._rows[field] = FieldRow(label, tip, [line], self._speech)

    def _say_kinds(self) -> None:
        for index, kind in enumerate(KINDS):
            self.kinds.setItemText(index, self._speech.words(kind.title))

    @property
    def kind(self) -> PlanKind:
        """The kind chosen."""
        return KINDS[max(0, self.kinds.currentIndex())]

    def choose(self, kind_id: str) -> None:
        """Choose a kind by its id."""
        self.kinds.setCurrentIndex(self.kinds.findData(kind_id))

    def show_cut_off(self, as_of: date) -> None:
        """Take up the day before which nothing can be paid."""
        self._as_of = as_of

    def _show_fields(self) -> None:
        wanted = (*self.kind.needs, *self.kind.may)
        for field, row in self._rows.items():
            self._grid.removeWidget(row)
            row.setVisible(field in wanted)
            row.show_problem("")
        shown = [field for field in _ORDER if field in wanted]
        for place, field in enumerate(shown):
            line, column = divmod(place, _IN_LINE)
            self._grid.addWidget(self._rows[field], line, column + 2)
            self._grid.setColumnStretch(column + 2, 1)
        self._grid.removeWidget(self.add_button)
        last = (len(shown) - 1) // _IN_LINE
        self._grid.addWidget(self.add_button, last, _IN_LINE + 2, _BOTTOM)
        self._order_tabs(shown)

    def _order_tabs(self, shown: list[str]) -> None:
        chain: list[QWidget] = [self.kinds, *(self.lines[field] for field in shown)]
        chain.append(self.add_button)
        for before, after in itertools.pairwise(chain):
            QWidget.setTabOrder(before, after)

    def ask(self) -> None:
        """Send what the fields describe, or say what is missing."""
        texts = {field: line.text() for field, line in self.lines.items()}
        scheme, problems = read_scheme_fields(self.kind, texts, self._as_of, clock.today())
        words = self._speech.words
        for field, row in self._rows.items():
            problem = problems.get(field)
            row.show_problem(message_of(problem, words) if problem else "")
        if scheme is not None:
            self.asked.emit(scheme)
        elif problems:
            line: QLineEdit = self.lines[next(iter(problems))]
            line.setFocus()
