"""What the fields of a form have in common: lines, lists and dates in labelled rows, by name.

Runs before the first paint: see ``ui.form`` for what that asks of its imports.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from faxi.text.words import marked
from faxi.ui.date_field import DateField
from faxi.ui.fields import ChoiceBox, FieldRow, LineField
from faxi.ui.speech import Speech

if TYPE_CHECKING:
    from faxi.ui.notes_field import NotesField

Text = TypeVar("Text", "LineField", "NotesField")

_LEAST_LETTERS = 10
UNITS = (
    ("%/year", marked("% a year")),
    ("%/month", marked("% a month")),
    ("%/day", marked("% a day")),
    ("‰/month", marked("‰ a month")),
    ("‱/day", marked("‱ a day")),
)


class FieldPage(QScrollArea):
    """A page of fields, each found by its name.

    Signals:
        typed: Name of a field and its text, after every key.
        committed: Name of a field and its value, once an edit is finished.
    """

    typed = Signal(str, str)
    committed = Signal(str, object)

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._lines: dict[str, LineField | NotesField] = {}
        self._boxes: dict[str, QComboBox] = {}
        self._rows: dict[str, FieldRow] = {}
        self._is_complete = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def _line(self, field: str, name: str, line: LineField | None = None) -> LineField:
        return self._join(field, line or LineField(name))

    def _join(self, field: str, line: Text) -> Text:
        line.typed.connect(lambda text: self.typed.emit(field, text))
        line.committed.connect(lambda text: self.committed.emit(field, text))
        self._lines[field] = line
        return line

    def _box(self, field: str, name: str) -> QComboBox:
        box = ChoiceBox()
        box.setObjectName(name)
        # The longest choice does not decide how narrow the form may be.
        box.setMinimumContentsLength(_LEAST_LETTERS)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return self._take_box(field, box)

    def _take_box(self, field: str, box: QComboBox) -> QComboBox:
        box.activated.connect(lambda index: self.committed.emit(field, box.itemData(index)))
        self._boxes[field] = box
        return box

    def _row(
        self, layout: QVBoxLayout, field: str, label: str, tip: str, editors: Sequence[QWidget]
    ) -> None:
        self._rows[field] = FieldRow(label, tip, editors, self._speech)
        layout.addWidget(self._rows[field])

    def _add_line(self, layout: QVBoxLayout, field: str, label: str, tip: str) -> None:
        self._line_row(layout, field, f"{field}Edit", label, tip)

    def _line_row(self, layout: QVBoxLayout, field: str, name: str, label: str, tip: str) -> None:
        self._row(layout, field, label, tip, [self._line(field, name)])

    def _unit(self, field: str) -> QComboBox:
        unit = self._box(f"{field}_unit", f"{field}UnitBox")
        unit.setMinimumContentsLength(0)
        unit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for index, (data, message) in enumerate(UNITS):
            unit.addItem("", data)
            self._speech.say(partial(unit.setItemText, index), message)
        self._speech.say(unit.setAccessibleName, marked("Unit of the rate"))
        return unit

    def _add_date(self, layout: QVBoxLayout, field: str, name: str, label: str, tip: str) -> None:
        line = DateField(name, is_furnished=self._is_complete)
        self._line(field, name, line)
        self._speech.say(line.calendar_action.setToolTip, marked("Choose from a calendar"))
        self._row(layout, field, label, tip, [line])

    def fill_box(self, field: str, choices: Sequence[tuple[str, str]]) -> None:
        """Offer the choices of a field, as value and name."""
        box = self._boxes[field]
        chosen = box.currentData()
        box.clear()
        for value, name in choices:
            box.addItem(name, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def show_field(self, field: str, text: str) -> None:
        """Put a text into one field that was not typed there."""
        self._lines[field].show_text(text)

    def texts(self) -> dict[str, str]:
        """Return what stands in the lines that are not empty, by field."""
        return {field: line.text() for field, line in self._lines.items() if line.text()}
