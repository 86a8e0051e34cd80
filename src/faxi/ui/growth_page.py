"""The growth tab: the chart with its buttons, and the same as a table."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout

from faxi.app.growth import GrowthCharts
from faxi.store.files import FileError
from faxi.text.messages import message_of
from faxi.text.words import marked
from faxi.ui.growth_chart import GrowthChart
from faxi.ui.icons import icon
from faxi.ui.result_tabs import Desk, ResultPage, Showing

if TYPE_CHECKING:
    from faxi.ui.growth_table import GrowthTable

_STEP = 1.5  # one press of a zoom button
_ICON = QSize(16, 16)


class GrowthPage(ResultPage):
    """Shows how the debt grows; the cut-off of the chart is that of the case."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._charts = GrowthCharts()
        self.chart = GrowthChart()
        self.chart.setObjectName("growthChart")
        self.chart.set_words(desk.speech.words)
        self.chart.cut_off_moved.connect(self._move)
        self.chart.cut_off_settled.connect(self._settle)
        self.chart.image_failed.connect(self._tell_image_failed)
        self.chart.view_changed.connect(self._show_state)
        self._sides = QStackedWidget()
        self._sides.addWidget(self.chart)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._sides, 1)
        layout.addLayout(self._make_buttons())
        self._show_state()

    def _make_buttons(self) -> QVBoxLayout:
        """Return the tools, one above the other: in a row beside the tabs they hid the last."""
        chart, column = self.chart, QVBoxLayout()
        column.setSpacing(0)
        self._of_chart = [
            self._button("chartZoomIn", marked("Zoom in"), lambda: chart.zoom(_STEP)),
            self._button("chartZoomOut", marked("Zoom out"), lambda: chart.zoom(1 / _STEP)),
            self._button("chartShowAll", marked("Show everything"), chart.reset_view),
            self._button("chartCopy", marked("Copy the picture"), chart.copy_image),
            self._button("chartSave", marked("Save the picture"), chart.ask_and_save),
        ]
        self.table_button = self._button(
            "chartTable", marked("Show as a table"), lambda: self.show_table(self.is_table_wanted)
        )
        self.table_button.setCheckable(True)
        for button in (*self._of_chart, self.table_button):
            column.addWidget(button)
        column.addStretch()
        return column

    def _button(self, name: str, message: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"{name}Button")
        button.setIcon(icon(name))
        button.setIconSize(_ICON)
        button.setAutoRaise(True)
        button.clicked.connect(lambda _=False: act())
        say = self._desk.speech.say
        say(button.setToolTip, message)
        say(button.setAccessibleName, message)
        return button

    @cached_property
    def table(self) -> "GrowthTable":
        """The same in cells; made when it is first wanted."""
        from faxi.ui.growth_table import GrowthTable  # noqa: PLC0415 - when first wanted

        table = GrowthTable(self._desk.speech)
        self._sides.addWidget(table)
        return table

    @property
    def is_table_wanted(self) -> bool:
        """Whether the table stands in the place of the chart."""
        return self.table_button.isChecked()

    def show_table(self, is_wanted: bool) -> None:
        """Put the table in the place of the chart, or the chart back."""
        self.table_button.setChecked(is_wanted)
        self._sides.setCurrentWidget(self.table if is_wanted else self.chart)
        if is_wanted:
            self._fill_table()
            self.table.setFocus()
        self._show_state()

    def _fill_table(self) -> None:
        self.table.show_table(self.chart.table_header(), self.chart.table_rows())

    def _show_state(self) -> None:
        """Enable what can be done now."""
        has_picture = self.chart.has_picture and not self.is_table_wanted
        for button in self._of_chart:
            button.setEnabled(has_picture)
        zoomed_only = self._of_chart[1:3]
        for button in zoomed_only:
            button.setEnabled(has_picture and self.chart.is_zoomed)

    def show_result(self, showing: Showing) -> None:
        """Show the growth of the debt."""
        if showing.words is not self.chart.words:
            self.chart.set_words(showing.words)
        self.chart.set_data(self._charts.of(showing.statement, showing.words))
        if self.is_table_wanted:
            self._fill_table()

    def clear(self) -> None:
        """Show an empty chart."""
        self.chart.set_words(self._desk.speech.words)
        self.chart.set_data(None)
        if self.is_table_wanted:
            self.table.show_table((), [])

    def _move(self, day: date) -> None:
        self._desk.enter("as_of", day.isoformat())

    def _settle(self, day: date) -> None:
        self._desk.presenter.commit("as_of", day.isoformat())

    def _tell_image_failed(self, error: FileError) -> None:
        words = self._desk.speech.words
        sentence = words("“{name}” could not be written.", name=error.path.name)
        self._desk.warn(sentence, [message_of(error.problem, words)])
