"""The growth tab: the chart, and what moving its cut-off does to the case."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from faxi.app.growth import GrowthCharts
from faxi.store.files import FileError
from faxi.text.messages import message_of
from faxi.ui.growth_chart import GrowthChart
from faxi.ui.result_tabs import Desk, ResultPage, Showing


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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.chart)

    def show_result(self, showing: Showing) -> None:
        """Show the growth of the debt."""
        self.chart.set_words(showing.words)
        self.chart.set_data(self._charts.of(showing.statement, showing.words))

    def clear(self) -> None:
        """Show an empty chart."""
        self.chart.set_words(self._desk.speech.words)
        self.chart.set_data(None)

    def _move(self, day: date) -> None:
        self._desk.enter("as_of", day.isoformat())

    def _settle(self, day: date) -> None:
        self._desk.presenter.commit("as_of", day.isoformat())

    def _tell_image_failed(self, error: FileError) -> None:
        words = self._desk.speech.words
        sentence = words("“{name}” could not be written.", name=error.path.name)
        self._desk.warn(sentence, [message_of(error.problem, words)])
