"""The results on the right: tiles, stage strip, and tabs with growth, lines and stage."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from faxi.text.words import Words, marked
from faxi.ui.result_tabs import ResultTabs, Showing
from faxi.ui.speech import Speech
from faxi.ui.stage_strip import StageStrip
from faxi.ui.terms import explain
from faxi.ui.theme import LARGE, MEDIUM, SMALL, TIGHT, Role, as_heading, as_note
from faxi.ui.tile import EXPLAIN_TIP, Tile
from faxi.ui.welcome import Welcome

if TYPE_CHECKING:
    from faxi.rules.tables import RuleDataError

_EMPTY = "—"
# Whose working each tile opens, from left to right.
_FIGURES = ("days_overdue", "accrued.penalty_interest", "total_due", "per_diem")


class ResultPanel(QWidget):
    """Everything that follows from the form.

    Signals:
        explanation_asked: Id of a figure whose working is wanted.
    """

    explanation_asked = Signal(str)

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._days = Tile("daysOverdueValue", marked("Days overdue"), marked("days"), speech)
        yuan = marked("yuan")
        self._penalty = Tile(
            "penaltyInterestValue", marked("Penalty interest accrued"), yuan, speech
        )
        self._total = Tile("totalDueValue", marked("Total due"), yuan, speech)
        self._per_diem = Tile("perDiemValue", marked("Grows each day by"), yuan, speech)
        self.strip = StageStrip()
        speech.say(self.strip.show_tip, marked("Why this stage: click or press Enter"))
        self.strip.explained.connect(partial(self.explanation_asked.emit, "stage"))
        speech.say(self.strip.setAccessibleName, marked("Collection stage"))
        for tile, term in (
            (self._days, "days_overdue"),
            (self._penalty, "penalty_interest"),
            (self._total, "total_due"),
            (self._per_diem, "per_diem"),
        ):
            explain(tile.value, term, speech)
            explain(tile, term, speech, EXPLAIN_TIP)
        self.tabs = ResultTabs(speech)
        self.damage: RuleDataError | None = None
        self._notice = QLabel()
        self._notice.setObjectName("damageNotice")
        self._notice.setWordWrap(True)
        self._notice.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._notice.setForegroundRole(Role.WARNING)
        self._notice.setVisible(False)
        self.welcome = Welcome(speech)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, MEDIUM, LARGE, SMALL)
        layout.setSpacing(MEDIUM)
        tiles = QHBoxLayout()
        tiles.setSpacing(MEDIUM)
        self._tiles = (self._days, self._penalty, self._total, self._per_diem)
        for tile, figure_id in zip(self._tiles, _FIGURES, strict=True):
            tiles.addWidget(tile, 1)
            tile.explained.connect(partial(self.explanation_asked.emit, figure_id))
        layout.addWidget(self._notice)
        layout.addLayout(tiles)
        layout.addWidget(self.welcome)
        layout.addLayout(self._make_stage())
        self.pages = QSplitter(Qt.Orientation.Vertical)
        self.pages.setObjectName("resultPages")
        self.pages.addWidget(self.tabs)
        self.pages.setCollapsible(0, False)
        layout.addWidget(self.pages, 1)
        self._rest = QWidget()  # takes the room of the pages while there are none
        layout.addWidget(self._rest, 1)
        self.clear()

    def _make_stage(self) -> QVBoxLayout:
        """Return the strip with, beneath it, the stage and how long until the next."""
        self.stage_title, self._hint = QLabel(), QLabel()
        self._hint.setObjectName("stageHint")
        as_note(self._hint)
        self.stage_title.setObjectName("stageTitle")
        as_heading(self.stage_title)
        self.stage_title.setWordWrap(True)
        self.stage_title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = QHBoxLayout()
        line.addWidget(self.stage_title, 1)
        line.addWidget(self._hint)
        stage = QVBoxLayout()
        stage.setSpacing(TIGHT)
        stage.addWidget(self.strip)
        stage.addLayout(line)
        return stage

    def show_result(self, showing: Showing) -> None:
        """Show a result."""
        result = showing.result
        self._grey(False)
        self._show_welcome(False)
        self._days.show_figure(result.days_overdue, result.bucket)
        self._penalty.show_figure(result.penalty_interest, result.penalty_note)
        self._total.show_figure(result.total_due, result.total_note)
        self._per_diem.show_figure(result.per_diem, result.per_diem_note)
        self.stage_title.setText(result.stage_title)
        self._hint.setText(result.strip.hint)
        self.strip.show_strip(result.strip)
        self.tabs.show_result(showing)

    def show_damage(self, damage: "RuleDataError | None", words: Words) -> None:
        """Say above everything which file of the person's own is left out, if one is."""
        from faxi.app.current_rules import damage_text  # noqa: PLC0415 - after the first paint

        self.damage = damage
        self._notice.setText(f"⚠ {damage_text(damage, words)}" if damage else "")
        self._notice.setVisible(damage is not None)

    def grey(self) -> None:
        """Keep the last result, greyed."""
        self._grey(True)

    def clear(self) -> None:
        """Show that there is no result yet."""
        self._grey(False)
        self._show_welcome(True)
        for tile in self._tiles:
            tile.show_figure(_EMPTY)
        self.stage_title.setText("")
        self.strip.show_strip(None)
        self.tabs.clear()

    def _show_welcome(self, is_shown: bool) -> None:
        self.welcome.setVisible(is_shown)
        self._rest.setVisible(is_shown)
        for widget in (self.strip, self.stage_title, self._hint, self.pages):
            widget.setVisible(not is_shown)

    def _grey(self, is_grey: bool) -> None:
        for tile in self._tiles:
            tile.setEnabled(not is_grey)
        self.stage_title.setEnabled(not is_grey)
        self.tabs.setEnabled(not is_grey)
        self.strip.setEnabled(not is_grey)
