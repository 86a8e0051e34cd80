"""The growth of all debts as one picture: layers by debt, each with its pattern and its name."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from faxi.text.faces import date_face, money_face
from faxi.text.words import Words
from faxi.ui.theme import SMALL, Role

if TYPE_CHECKING:
    from faxi.app.overview import Growth

# Told apart without colour too: by pattern, and by the order of the legend.
_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense5Pattern,
    Qt.BrushStyle.CrossPattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.VerPattern,
    Qt.BrushStyle.Dense6Pattern,
)
_HUES = (205, 28, 150, 285, 50, 190, 0, 100, 240)
_LEFT, _TOP, _BOTTOM = 90, 10, 26
_LEGEND = 190
_LINES = 4


class StackChart(QWidget):
    """Shows the sum of all debts over time, today marked, the future paler."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("allDebtsChart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words = words
        self._growth: Growth | None = None

    def sizeHint(self) -> QSize:
        """Return a size at which names and dates have room."""
        return QSize(760, 280)

    def show_growth(self, growth: "Growth", words: Words) -> None:
        """Show another growth, and say it for who does not see it."""
        self._growth, self._words = growth, words
        self.setAccessibleName(words("Growth of all debts"))
        self.setAccessibleDescription(self._spoken())
        self.update()

    def _spoken(self) -> str:
        growth, words = self._growth, self._words
        if growth is None or not growth.layers:
            return words("Nothing is owed.")
        at = growth.days.index(growth.today.toordinal())
        parts = [
            words("{debt}: {total} today", debt=layer.title, total=money_face(layer.heights[at]))
            for layer in growth.layers
        ]
        return words.listing(parts)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint axis, layers, today and the legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.palette().color(Role.CARD))
        growth = self._growth
        if growth is None or not growth.layers or growth.days[0] == growth.days[-1]:
            painter.setPen(self.palette().color(Role.MUTED))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._spoken())
            return
        area = QRectF(_LEFT, _TOP, self.width() - _LEFT - _LEGEND, self.height() - _TOP - _BOTTOM)
        top = max(map(sum, zip(*(layer.heights for layer in growth.layers), strict=True)))
        self._paint_axes(painter, area, growth, max(1, top))
        self._paint_layers(painter, area, growth, max(1, top))
        self._paint_today(painter, area, growth)
        self._paint_legend(painter, area, growth)

    def _x(self, area: QRectF, growth: "Growth", day: int) -> float:
        first, last = growth.days[0], growth.days[-1]
        return area.left() + area.width() * (day - first) / (last - first)

    def _paint_axes(self, painter: QPainter, area: QRectF, growth: "Growth", top: int) -> None:
        from faxi.app.chart import money_labels, money_ticks  # noqa: PLC0415 - with the picture

        ticks = money_ticks(top, _LINES + 1)
        labels, unit = money_labels(ticks, self._words)
        for tick, label in zip(ticks, labels, strict=True):
            y = area.bottom() - area.height() * min(tick, top) / top
            if tick <= top:
                painter.setPen(QPen(self.palette().color(Role.EDGE), 1))
                painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
                painter.setPen(self.palette().color(Role.MUTED))
                room = QRectF(0, y - 10, _LEFT - SMALL, 20)
                text = f"{label} {unit}" if tick == ticks[-2 if ticks[-1] > top else -1] else label
                painter.drawText(
                    room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text
                )
        for day, flag in (
            (growth.days[0], Qt.AlignmentFlag.AlignLeft),
            (growth.days[-1], Qt.AlignmentFlag.AlignRight),
        ):
            text = date_face(date.fromordinal(day), self._words)
            room = QRectF(area.left(), area.bottom() + 4, area.width(), _BOTTOM - 4)
            painter.drawText(room, flag | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_layers(self, painter: QPainter, area: QRectF, growth: "Growth", top: int) -> None:
        below = [0] * len(growth.days)
        for number, layer in enumerate(growth.layers):
            above = [low + high for low, high in zip(below, layer.heights, strict=True)]
            outline = [
                QPointF(self._x(area, growth, day), area.bottom() - area.height() * fen / top)
                for day, fen in zip(growth.days, above, strict=True)
            ]
            floor = [
                QPointF(self._x(area, growth, day), area.bottom() - area.height() * fen / top)
                for day, fen in zip(growth.days, below, strict=True)
            ]
            colour = self._colour(number)
            painter.setPen(Qt.PenStyle.NoPen)
            pale = QColor(colour)
            pale.setAlpha(70)
            for brush in (QBrush(pale), QBrush(colour, _PATTERNS[number % len(_PATTERNS)])):
                painter.setBrush(brush)
                painter.drawPolygon(QPolygonF([*outline, *reversed(floor)]))
            painter.setPen(QPen(colour, 1.2))
            painter.drawPolyline(QPolygonF(outline))
            below = above

    def _paint_today(self, painter: QPainter, area: QRectF, growth: "Growth") -> None:
        x = self._x(area, growth, growth.today.toordinal())
        future = QColor(self.palette().color(Role.CARD))
        future.setAlpha(120)
        painter.fillRect(QRectF(x, area.top(), area.right() - x, area.height()), future)
        painter.setPen(QPen(self.palette().color(self.foregroundRole()), 1.5))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        label = QRectF(x - 60, area.bottom() + 4, 120, _BOTTOM - 4)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self._words("Today"))

    def _paint_legend(self, painter: QPainter, area: QRectF, growth: "Growth") -> None:
        height = painter.fontMetrics().height() + 6
        left = area.right() + 2 * SMALL
        # The order of the legend is that of the stack, its highest layer first.
        for row, number in enumerate(reversed(range(len(growth.layers)))):
            y = area.top() + row * height
            box = QRectF(left, y + 4, 14, 14)
            colour = self._colour(number)
            painter.setPen(QPen(colour, 1))
            painter.setBrush(QBrush(colour, _PATTERNS[number % len(_PATTERNS)]))
            painter.drawRect(box)
            painter.setPen(self.palette().color(self.foregroundRole()))
            room = QRectF(left + 20, y, self.width() - left - 24, height)
            title = " ".join(growth.layers[number].title.split())
            shown = painter.fontMetrics().elidedText(
                title, Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.drawText(
                room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown
            )

    def _colour(self, number: int) -> QColor:
        is_dark = self.palette().color(Role.CARD).lightness() < 128
        return QColor.fromHsl(_HUES[number % len(_HUES)], 150, 165 if is_dark else 95)
