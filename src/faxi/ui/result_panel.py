"""The results on the right: tiles, stage strip, and tabs with growth, lines and stage."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from faxi.text.words import Words, marked
from faxi.ui.lines_model import LineColumn, LinesModel
from faxi.ui.page_view import PageView
from faxi.ui.speech import Speech
from faxi.ui.stage_strip import StageStrip
from faxi.ui.theme import as_figure, as_heading, as_note

if TYPE_CHECKING:
    from faxi.app.results import ResultView

_EMPTY = "—"
_CELL_MARGIN = 20


class Tile(QFrame):
    """One figure with its caption, its unit and a note."""

    def __init__(self, name: str, caption: str, unit: str, speech: Speech) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._caption, self.value, self._unit, self.note = (QLabel() for _ in range(4))
        self.value.setObjectName(name)
        as_figure(self.value)
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        as_note(self.note)
        self.note.setWordWrap(True)
        speech.say(self._caption.setText, caption)
        speech.say(self.value.setAccessibleName, caption)
        speech.say(self._unit.setText, unit)
        figure = QHBoxLayout()
        figure.addWidget(self.value)
        figure.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        figure.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(2)
        layout.addWidget(self._caption)
        layout.addLayout(figure)
        layout.addWidget(self.note)
        layout.addStretch(1)

    def show_figure(self, figure: str, note: str = "") -> None:
        """Show a figure and what has to be said about it."""
        self.value.setText(figure)
        self.note.setText(note)
        self.note.setVisible(bool(note))


class ResultPanel(QWidget):
    """Everything that follows from the form."""

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
        speech.say(self.strip.setAccessibleName, marked("Collection stage"))
        self._hint = QLabel()
        self._hint.setObjectName("emptyHint")
        self._hint.setWordWrap(True)
        speech.say(
            self._hint.setText,
            marked(
                "Enter principal, rates and due date on the left; the result appears as you type."
            ),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 16, 8)
        layout.setSpacing(10)
        tiles = QHBoxLayout()
        tiles.setSpacing(10)
        for tile in (self._days, self._penalty, self._total, self._per_diem):
            tiles.addWidget(tile, 1)
        layout.addLayout(tiles)
        layout.addWidget(self._hint)
        layout.addWidget(self.strip)
        layout.addWidget(self._make_stage_title())
        layout.addWidget(self._make_tabs(), 1)
        self.clear()

    def _make_stage_title(self) -> QLabel:
        self.stage_title = QLabel()
        self.stage_title.setObjectName("stageTitle")
        as_heading(self.stage_title)
        self.stage_title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return self.stage_title

    def _make_tabs(self) -> QTabWidget:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("resultTabs")
        self.tabs.setDocumentMode(True)
        self._growth_page = QWidget()
        QVBoxLayout(self._growth_page).setContentsMargins(0, 8, 0, 0)
        pages = (
            (self._growth_page, marked("Growth")),
            (self._make_lines(), marked("Lines")),
            (self._make_stage(), marked("Stage")),
            (self._make_law(), marked("Law and costs")),
        )
        for index, (page, title) in enumerate(pages):
            self.tabs.addTab(page, "")
            self._speech.say(partial(self.tabs.setTabText, index), title)
        return self.tabs

    def _make_lines(self) -> QWidget:
        self._model = LinesModel(self._speech.words, self)
        self.lines = QTableView()
        self.lines.setObjectName("linesTable")
        self.lines.setModel(self._model)
        self.lines.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.lines.setAlternatingRowColors(True)
        self.lines.setWordWrap(False)
        self.lines.verticalHeader().setVisible(False)
        header = self.lines.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(LineColumn.FORMULA, QHeaderView.ResizeMode.Stretch)
        self._speech.say(self.lines.setAccessibleName, marked("Lines"))
        return self.lines

    def _make_stage(self) -> QWidget:
        self.stage_text = QLabel()
        self.stage_text.setObjectName("stageText")
        self.stage_text.setWordWrap(True)
        self.stage_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        note = QLabel()
        as_note(note)
        note.setWordWrap(True)
        self._speech.say(
            note.setText,
            marked("No law orders these stages; a lender may act earlier, later or never."),
        )
        self.guidance = PageView("guidanceView")
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addWidget(self.stage_text)
        layout.addWidget(note)
        layout.addWidget(self.guidance, 1)
        self._speech.say(self.guidance.setAccessibleName, marked("Guidance for the stage"))
        return page

    def _make_law(self) -> QWidget:
        self.law = PageView("lawView")
        self._speech.say(self.law.setAccessibleName, marked("Law and costs"))
        return self.law

    def add_chart(self, chart: QWidget) -> None:
        """Put the growth chart into its tab."""
        layout = self._growth_page.layout()
        assert layout is not None
        layout.addWidget(chart)

    def show_result(self, result: "ResultView", words: Words) -> None:
        """Show a result."""
        self._grey(False)
        self._hint.setVisible(False)
        self._days.show_figure(result.days_overdue, result.bucket)
        self._penalty.show_figure(result.penalty_interest, result.penalty_note)
        self._total.show_figure(result.total_due, result.total_note)
        self._per_diem.show_figure(result.per_diem, result.per_diem_note)
        self.stage_title.setText(result.stage_title)
        self.stage_text.setText(result.stage_text)
        self.strip.show_strip(result.strip)
        self._model.show(result.lines, words)
        self._fit_columns(result)

    def _fit_columns(self, result: "ResultView") -> None:
        """Make columns as wide as their longest text; asking Qt for it measures every cell."""
        metrics = self.lines.fontMetrics()
        for column in LineColumn:
            if column is not LineColumn.FORMULA:
                texts = [row[column] for row in result.lines]
                texts.append(self._model.headerData(column, Qt.Orientation.Horizontal))
                longest = metrics.horizontalAdvance(max(texts, key=len))
                self.lines.setColumnWidth(column, longest + _CELL_MARGIN)

    def grey(self) -> None:
        """Keep the last result, greyed."""
        self._grey(True)

    def clear(self) -> None:
        """Show that there is no result yet."""
        self._grey(False)
        self._hint.setVisible(True)
        for tile in (self._days, self._penalty, self._total, self._per_diem):
            tile.show_figure(_EMPTY)
        self.stage_title.setText("")
        self.stage_text.setText("")
        self.guidance.clear()
        self.law.clear()
        self.strip.show_strip(None)
        self._model.show((), self._speech.words)

    def _grey(self, is_grey: bool) -> None:
        for tile in (self._days, self._penalty, self._total, self._per_diem):
            tile.setEnabled(not is_grey)
        self.stage_title.setEnabled(not is_grey)
        self.tabs.setEnabled(not is_grey)
        self.strip.setEnabled(not is_grey)
