"""Keeps the painted growth chart, so that moving the cut-off or the crosshair paints little."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from faxi.text.words import Words
from faxi.ui.chart_drawing import ChartDrawing, View
from faxi.ui.chart_look import Theme, theme_of
from faxi.ui.chart_overlay import paint_cut_off

if TYPE_CHECKING:
    from faxi.app.chart import ChartData


class ChartLayers:
    """The chart of a widget twice: as all past and as all future, to be joined at the cut-off.

    Each is painted only as far as it has been needed.

    Attributes:
        drawing: The chart as last laid out; ``None`` before the first painting, or without data.
        handle: The handle of the cut-off as last painted, empty while out of view.
    """

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self.drawing: ChartDrawing | None = None
        self.handle = QRectF()
        self._theme: Theme | None = None
        # Painted over again and again: fresh memory costs as much as the painting.
        self._sheets: dict[str, QPixmap] = {}
        self._ratio = 0.0
        self._is_laid_out = False
        self._spans: dict[bool, View] = {}
        self._still: object = None

    @property
    def theme(self) -> Theme:
        """The colours for the widget's palette."""
        if self._theme is None:
            self._theme = theme_of(self._widget.palette())
        return self._theme

    def forget(self, *, with_theme: bool = False) -> None:
        """Have everything laid out and painted anew."""
        self._is_laid_out, self._spans, self._still = False, {}, None
        if with_theme:
            self._theme = None

    def take(self, data: "ChartData | None") -> None:
        """Take other data, keeping what is painted if only the cut-off differs."""
        if data is None or data.is_empty:
            self.drawing = None
        drawing = self.drawing if self._is_laid_out else None
        if data is not None and drawing is not None and _fixed(data) == _fixed(drawing.data):
            drawing.data = data
        else:
            self.forget()

    def paint(self, painter: QPainter, data: "ChartData", view: View, words: Words) -> ChartDrawing:
        """Paint the chart with its cut-off."""
        drawing = self._laid_out(data, view, words)
        if self._still == self._state(drawing):
            painter.drawPixmap(QPointF(0, 0), self._sheets["still"])
            return drawing
        self._still = None
        self._join(painter, drawing)
        self.handle = paint_cut_off(painter, drawing, has_focus=self._widget.hasFocus())
        return drawing

    def hold(self, drawing: ChartDrawing) -> None:
        """Keep the chart with its cut-off in one piece, as it will be painted again."""
        if self._still is None:
            with self._sheet("still") as painter:
                self._join(painter, drawing)
                paint_cut_off(painter, drawing, has_focus=self._widget.hasFocus())
            self._still = self._state(drawing)

    def _state(self, drawing: ChartDrawing) -> tuple[object, ...]:
        """Return what the chart in one piece depends on beyond its layers."""
        data = drawing.data
        return data.as_of, data.today, data.due, self._widget.hasFocus()

    def _join(self, painter: QPainter, drawing: ChartDrawing) -> None:
        """Paint past and future side by side."""
        x = drawing.x(drawing.data.as_of.toordinal())
        width = self._widget.width()
        border = round(max(0, min(x, width)))
        for is_later, left, right in ((False, 0, border), (True, border, width)):
            if right > left:
                side, ratio = self._side(drawing, is_later=is_later), self._ratio
                part = QRectF(left * ratio, 0, (right - left) * ratio, side.height())
                painter.drawPixmap(QPointF(left, 0), side, part)

    def _laid_out(self, data: "ChartData", view: View, words: Words) -> ChartDrawing:
        """Return the drawing for the view, with its ground painted."""
        ratio = self._widget.devicePixelRatio()
        drawing = self.drawing if self._is_laid_out else None
        if drawing is not None and (drawing.view, self._ratio) == (view, ratio):
            return drawing
        self.forget()
        self._ratio = ratio
        with self._sheet("ground") as painter:
            area = QRectF(self._widget.rect())
            drawing = ChartDrawing(painter, area, data, view, self.theme, words)
            drawing.ground(painter)
        self.drawing, self._is_laid_out = drawing, True
        return drawing

    @contextmanager
    def _sheet(self, name: str) -> Iterator[QPainter]:
        """Paint on one of the sheets, which are as large as the widget."""
        width, height = self._widget.width(), self._widget.height()
        size = QSize(ceil(width * self._ratio), ceil(height * self._ratio))
        if name not in self._sheets or self._sheets[name].size() != size:
            self._sheets[name] = QPixmap(size)
        self._sheets[name].setDevicePixelRatio(self._ratio)
        painter = QPainter(self._sheets[name])
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
        name, done = ("later" if is_later else "past"), self._spans.get(is_later)
        if done is not None:
            if done.first <= span.first and span.last <= done.last:
                return self._sheets[name]
            span = drawing.view  # the cut-off is moving: paint it once and for all
        with self._sheet(name) as painter:
            painter.drawPixmap(QPointF(0, 0), self._sheets["ground"])
            drawing.stack(painter, span, is_later=is_later)
        self._spans[is_later] = span
        return self._sheets[name]


def _fixed(data: "ChartData") -> "ChartData":
    """Return what of the data is in the painted layers."""
    return data._replace(as_of=data.points[0].date, today=None, due=None, cap_due=None)
