"""What is owed over time under each way out, as lines told apart by pattern and by name."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from faxi.app.chart import date_ticks, money_labels, money_ticks, tick_text
from faxi.text.faces import money_face
from faxi.text.words import Words
from faxi.ui.theme import SMALL, Role

if TYPE_CHECKING:
    from faxi.app.plan_view import Curve

_PATTERNS = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotDotLine,
)
_HUES = (205, 28, 150, 285, 50, 330, 180, 100)
_LEFT, _TOP, _BOTTOM, _RIGHT = 92, 12, 26, 16
_LINES, _DATE_WIDTH = 5, 80
_WIDTH, _CHOSEN_WIDTH = 1.6, 3.2
_SAMPLE = 34  # of a line, in the legend


class PlanChart(QWidget):
    """Shows a curve for each plan and one for waiting; the chosen plan's is heavier."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("planChart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 150)
        self._words = words
        self._curves: tuple[Curve, ...] = ()
        self._chosen = 0

    def sizeHint(self) -> QSize:
        """Return a size at which dates have room."""
        return QSize(420, 220)

    def show_curves(self, curves: Sequence["Curve"], chosen: int, words: Words) -> None:
        """Show other curves, the last of them that of waiting, and say them in words too."""
        self._curves, self._chosen, self._words = tuple(curves), chosen, words
        self.setAccessibleName(words("What is owed over time under each plan"))
        self.setAccessibleDescription(words.phrases(self._spoken()))
        self.update()

    def _spoken(self) -> Iterator[str]:
        for curve in self._curves:
            if curve.points:
                first, last = curve.points[0], curve.points[-1]
                yield self._words(
                    "{plan}: from {first} to {last}",
                    plan=curve.name,
                    first=money_face(first[1]),
                    last=money_face(last[1]),
                )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint axes, curves and, beneath them, which line is whose."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.palette().color(Role.CARD))
        drawn = [curve for curve in self._curves if curve.points]
        if not drawn:
            return
        first = min(curve.points[0][0] for curve in drawn)
        last = max(*(curve.points[-1][0] for curve in drawn), first + 1)
        top = max(1, *(fen for curve in drawn for _, fen in curve.points))
        area = QRectF(
            _LEFT, _TOP, self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BOTTOM - SMALL
        )
        self._paint_axes(painter, area, (first, last), top)
        for number, curve in enumerate(self._curves):
            points = [
                QPointF(
                    area.left() + area.width() * (day - first) / (last - first),
                    area.bottom() - area.height() * fen / top,
                )
                for day, fen in curve.points
            ]
            painter.setPen(self._pen(number))
            for start, end in pairwise(points):
                painter.drawLine(start, end)
        painter.end()

    def _paint_axes(self, painter: QPainter, area: QRectF, span: tuple[int, int], top: int) -> None:
        ticks = money_ticks(top, _LINES)
        labels, unit = money_labels(ticks, self._words)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, (tick, label) in enumerate(zip(ticks, labels, strict=True)):
            if tick > top:
                continue
            y = area.bottom() - area.height() * tick / top
            painter.setPen(QPen(self.palette().color(Role.EDGE), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(self.palette().color(Role.MUTED))
            is_top = number == len(ticks) - 1 or ticks[number + 1] > top
            text = f"{label} {unit}" if is_top else label
            painter.drawText(QRectF(0, y - 12, _LEFT - SMALL, 24), side, text)
        first, last = (date.fromordinal(day) for day in span)
        for mark in date_ticks(first, last, max(2, int(area.width()) // _DATE_WIDTH)):
            share = (mark.date.toordinal() - span[0]) / (span[1] - span[0])
            x = area.left() + area.width() * share
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 4))
            room = QRectF(x - 60, area.bottom() + 5, 120, _BOTTOM)
            painter.drawText(
                room,
                Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
                tick_text(mark, self._words),
            )

    def _pen(self, number: int) -> QPen:
        """Return the pen of a curve; waiting, the last, is in the colour of text."""
        is_waiting = number == len(self._curves) - 1
        width = _CHOSEN_WIDTH if number == self._chosen else _WIDTH
        if is_waiting:
            return QPen(self.palette().color(Role.MUTED), width, Qt.PenStyle.DotLine)
        is_light = self.palette().color(Role.CARD).lightness() > 128
        colour = QColor.fromHsv(_HUES[number % len(_HUES)], 190, 150 if is_light else 235)
        return QPen(colour, width, _PATTERNS[number % len(_PATTERNS)])

    def sample(self, number: int) -> QPen:
        """Return the pen with which a plan's line is drawn, for the table beside it."""
        return self._pen(number)


def paint_sample(painter: QPainter, room: QRectF, pen: QPen) -> None:
    """Paint a piece of a plan's line into a cell of the table."""
    y = room.center().y()
    painter.setPen(pen)
    painter.drawLine(QPointF(room.left() + 4, y), QPointF(room.left() + _SAMPLE, y))
