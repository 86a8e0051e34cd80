"""The terms of the contract, one row each: choice, one sentence about it, effect in yuan."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

from faxi.engine.case import MAX_GRACE_DAYS, MAX_SETTLEMENT_DAY
from faxi.text.words import Words, marked
from faxi.ui.allocation_list import AllocationList
from faxi.ui.fields import ChoiceBox, FieldRow, LineField, StepField
from faxi.ui.speech import Speech
from faxi.ui.theme import MEDIUM, as_note

_REST_MS = 120  # effects wait until typing rests


class _Term(NamedTuple):
    """A row: the terms it edits, the first of which its effect is about."""

    fields: tuple[str, ...]
    label: str
    sentence: str


_TERMS = (
    _Term(
        ("day_count",),
        marked("Year basis"),
        marked("How many days a year has when a yearly rate becomes a daily one."),
    ),
    _Term(
        ("inclusion",),
        marked("Days counted"),
        marked("Whether the first or the last day of a span bears interest, or both."),
    ),
    _Term(
        ("rounding", "rounding_mode"),
        marked("Rounding to the fen"),
        marked("When and in which direction an amount becomes whole fen."),
    ),
    _Term(
        ("penalty_mode",),
        marked("After the due date"),
        marked("Whether the contract rate goes on beside the penalty rate or gives way to it."),
    ),
    _Term(
        ("due_date_roll",),
        marked("Due date on a day off"),
        marked("Whether a due date on a weekend or holiday moves to the next working day."),
    ),
    _Term(
        ("grace_days", "grace_effect"),
        marked("Days of grace"),
        marked("Days after the due date without penalty, and what happens once they are missed."),
    ),
    _Term(
        ("compound_base",),
        marked("Compound interest"),
        marked("Whether unpaid interest bears interest; on penalty interest courts differ."),
    ),
    _Term(
        ("compound_settle", "compound_day"),
        marked("Interest settlement"),
        marked("When accrued interest joins what bears interest, and on which day of the month."),
    ),
    _Term(
        ("allocation_order",),
        marked("Order of payment"),
        marked("What a payment is set against first; drag, or move with Alt and the arrow keys."),
    ),
    _Term(
        ("allocation_across",),
        marked("Several instalments"),
        marked("Whether the oldest instalment is served whole or one part of all of them first."),
    ),
    _Term(
        ("cap_kind", "cap_value"),
        marked("Cap"),
        marked("A ceiling on what accrues after the due date: compared always, applied if asked."),
    ),
    _Term(
        ("cap_apply",),
        marked("Apply the cap"),
        marked("Lowers the total due to the ceiling, as a row of its own."),
    ),
)
_NAMES = {
    "day_count": "dayCountBox",
    "inclusion": "inclusionBox",
    "rounding": "roundingBox",
    "rounding_mode": "roundingModeBox",
    "grace_days": "graceDaysEdit",
    "grace_effect": "graceEffectBox",
    "compound_base": "compoundBaseBox",
    "compound_settle": "compoundSettleBox",
    "compound_day": "compoundDayEdit",
    "penalty_mode": "penaltyModeBox",
    "allocation_order": "allocationList",
    "allocation_across": "allocationAcrossBox",
    "cap_kind": "capKindBox",
    "cap_value": "capValueEdit",
    "cap_apply": "capApplyBox",
    "due_date_roll": "dueDateRollBox",
}


_BOUNDS = {"grace_days": (0, MAX_GRACE_DAYS), "compound_day": (1, MAX_SETTLEMENT_DAY)}


class TermsForm(QWidget):
    """The rows of the terms; the form around it owns the plain fields among them.

    Signals:
        committed: Name of a term and its value, once an edit is finished.

    Attributes:
        lines: The terms that are typed, by field.
        boxes: The terms that are chosen from a list, by field.
        rows: The rows, by the field their problem is about.
    """

    committed = Signal(str, object)

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self.lines: dict[str, LineField] = {}
        self.boxes: dict[str, QComboBox] = {}
        self.rows: dict[str, FieldRow] = {}
        self._effects: dict[str, QLabel] = {}
        self._effect_of: Callable[[str], str] | None = None
        self._waiting: list[str] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._show_next)
        self.order = AllocationList(_NAMES["allocation_order"], speech)
        self.order.reordered.connect(lambda order: self.committed.emit("allocation_order", order))
        self.apply_box = QCheckBox()
        self.apply_box.setObjectName(_NAMES["cap_apply"])
        self.apply_box.clicked.connect(lambda is_on: self.committed.emit("cap_apply", is_on))
        speech.say(self.apply_box.setText, marked("Lower the total due to the cap"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(MEDIUM)
        for term in _TERMS:
            layout.addWidget(self._row(term))
        speech.follow(self.fill)

    def _row(self, term: _Term) -> QWidget:
        editors = [self._editor(field) for field in term.fields]
        row = FieldRow(term.label, term.sentence, editors, self._speech)
        for field in term.fields:
            self.rows[field] = row
        box, layout = QWidget(), QVBoxLayout()
        box.setLayout(layout)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        sentence, effect = QLabel(), QLabel()
        effect.setObjectName(f"{_NAMES[term.fields[0]]}Effect")
        for label in (sentence, effect):
            label.setWordWrap(True)
            as_note(label)
        effect.setForegroundRole(self.foregroundRole())
        effect.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        effect.setVisible(False)
        self._speech.say(sentence.setText, term.sentence)
        self._effects |= dict.fromkeys(term.fields, effect)
        for widget in (row, sentence, effect):
            layout.addWidget(widget)
        return box

    def _editor(self, field: str) -> QWidget:
        if field == "allocation_order":
            return self.order
        if field == "cap_apply":
            return self.apply_box
        if field in _BOUNDS:
            self.lines[field] = StepField(_NAMES[field], *_BOUNDS[field])
            return self.lines[field]
        if field == "cap_value":
            self.lines[field] = LineField(_NAMES[field])
            return self.lines[field]
        box = self.boxes[field] = ChoiceBox()
        box.setObjectName(_NAMES[field])
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        return box

    def fill(self, words: Words) -> None:
        """Offer the choices of every list."""
        from faxi.app.term_effects import choice_name  # noqa: PLC0415 - after the first paint
        from faxi.app.terms import TERM_VALUES  # noqa: PLC0415

        for field, box in self.boxes.items():
            chosen = box.currentData()
            box.clear()
            values = [value.value for value in TERM_VALUES[field]]
            for value in ["", *values] if field == "cap_kind" else values:
                name = choice_name(field, value, words)
                box.addItem(name, value)
                box.setItemData(box.count() - 1, name, Qt.ItemDataRole.ToolTipRole)
            box.setCurrentIndex(max(0, box.findData(chosen)))
        self.order.name_items(words)

    def show_rest(self, order: Sequence[str], *, is_applied: bool) -> None:
        """Show the terms that are neither a line nor a list to choose from."""
        self.order.show_order(order)
        self.apply_box.setChecked(is_applied)

    # Effects

    def explain(self, effect_of: Callable[[str], str] | None) -> None:
        """Show the effect of each term anew, one in each turn of the event loop.

        Args:
            effect_of: Gives the sentence of a term; ``None`` where there is no result.
        """
        self._effect_of = effect_of
        self._waiting = [field for term in _TERMS for field in term.fields]
        if effect_of is None:
            self._timer.stop()
            for label in self._effects.values():
                label.setVisible(False)
        else:
            self._timer.start(_REST_MS)

    def _show_next(self) -> None:
        if self._effect_of is None or not self._waiting:
            return
        label = self._effects[self._waiting[0]]
        fields = [field for field in self._waiting if self._effects[field] is label]
        self._waiting = self._waiting[len(fields) :]
        texts = [text for text in map(self._effect_of, fields) if text]
        label.setText("\n".join(texts))
        label.setVisible(bool(texts))
        self._timer.start(0)
