"""Keeps the painted growth chart, so that moving the cut-off or the crosshair paints little."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintDevice, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from faxi.text.words import Words
from faxi.ui.chart_drawing import ChartDrawing, View
from faxi.ui.chart_look import Theme, theme_of

if TYPE_CHECKING:
    from faxi.app.chart import ChartData


class ChartLayers:
    """The chart of a widget twice: as all past and as all future, to be joined at the cut-off.

    Each is painted only as far as it has been needed.

    Attributes:
        drawing: The chart as last laid out; ``None`` before the first painting.
    """

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self.drawing: ChartDrawing | None = None
        self._theme: Theme | None = None
        self._ground = QPixmap()
        self._sides: dict[bool, tuple[QPixmap, View]] = {}

    @property
    def theme(self) -> Theme:
        """The colours for the widget's palette."""
        if self._theme is None:
            self._theme = theme_of(self._widget.palette())
        return self._theme

    def forget(self, *, with_theme: bool = False) -> None:
        """Have everything laid out and painted anew."""
        self.drawing, self._ground, self._sides = None, QPixmap(), {}
        if with_theme:
            self._theme = None

    def take(self, data: "ChartData | None") -> None:
        """Take other data, keeping what is painted if only the cut-off differs."""
        if self.drawing is not None:
            if data is not None and _fixed(data) == _fixed(self.drawing.data):
                self.drawing.data = data
            else:
                self.forget()

    def paint(self, painter: QPainter, data: "ChartData", view: View, words: Words) -> ChartDrawing:
        """Paint the chart without what lies over it."""
        drawing = self._laid_out(data, view, words)
        x = drawing.x(data.as_of.toordinal())
        width, height = self._widget.width(), self._widget.height()
        border = round(max(0, min(x, width)))
        for is_later, left, right in ((False, 0, border), (True, border, width)):
            if right > left:
                side = self._side(drawing, is_later=is_later)
                ratio = side.devicePixelRatio()
                part = QRectF(left * ratio, 0, (right - left) * ratio, side.height())
                painter.drawPixmap(QRectF(left, 0, right - left, height), side, part)
        return drawing

    def _laid_out(self, data: "ChartData", view: View, words: Words) -> ChartDrawing:
        """Return the drawing for the view, with its ground painted."""
        drawing, ratio = self.drawing, self._widget.devicePixelRatio()
        shown = drawing and (drawing.view, self._ground.devicePixelRatio())
        if drawing is not None and shown == (view, ratio):
            return drawing
        self.forget()
        self._ground = QPixmap(self._widget.size() * ratio)
        self._ground.setDevicePixelRatio(ratio)
        with self._painter(self._ground) as painter:
            area = QRectF(self._widget.rect())
            drawing = ChartDrawing(painter, area, data, view, self.theme, words)
            drawing.ground(painter)
        self.drawing = drawing
        return drawing

    @contextmanager
    def _painter(self, device: QPaintDevice) -> Iterator[QPainter]:
        painter = QPainter(device)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._widget.font())
        try:
            yield painter
        finally:
            painter.end()

    def _side(self, drawing: ChartDrawing, *, is_later: bool) -> QPixmap:
        """Return one of the two, painted at least where it will be seen."""
        first, last = drawing.view
        as_of = max(first, min(float(drawing.data.as_of.toordinal()), last))
        span = View(as_of, last) if is_later else View(first, as_of)
        found = self._sides.get(is_later)
        if found is not None:
            if found[1].first <= span.first and span.last <= found[1].last:
                return found[0]
            span = drawing.view  # the cut-off is moving: paint it once and for all
        side = QPixmap(self._ground)
        with self._painter(side) as painter:
            drawing.stack(painter, span, is_later=is_later)
        self._sides[is_later] = side, span
        return side


def _fixed(data: "ChartData") -> "ChartData":
    """Return what of the data is in the painted layers."""
    return data._replace(as_of=data.points[0].date, today=None, due=None, cap_due=None)
