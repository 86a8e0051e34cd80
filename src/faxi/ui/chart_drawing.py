"""Paints the growth chart on any painter: screen, PNG or SVG.

Nothing here relies on clipping, which SVG files do not carry: what is drawn is cut beforehand.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QPaintEngine,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
    QTransform,
)

from faxi.text.words import Words, marked
from faxi.ui.chart_look import (
    CAP_DASHES,
    CENTRE,
    DASHES,
    LEFT,
    RIGHT,
    TILE,
    Theme,
    height_of,
    mixed,
    pen,
    say,
    tile,
    width_of,
)

if TYPE_CHECKING:
    from faxi.app.chart import ChartData

_LAYERS = (
    marked("Principal"),
    marked("Interest within term"),
    marked("Penalty interest"),
    marked("Compound interest"),
    marked("Fees and costs"),
)
_MARKS = {
    "payment": marked("Repayment"),
    "waiver": marked("Waiver"),
    "rate": marked("Rate change"),
    "notice": marked("Notice"),
}
_LANES = (("payment", "waiver"), ("rate", "notice"))
_SVG_SCALE = 6.0  # pixels of a hatch tile for each unit of the drawing
PAD, _LANE, SWATCH = 8.0, 13.0, 16.0
_MOST_TICKS = 12  # of the money axis, whatever the height
_HEADROOM = 1.06  # of the plot over the highest point, at least


class View(NamedTuple):
    """What is in sight, as ordinals and fractions of days."""

    first: float
    last: float


class ChartDrawing:
    """A chart laid out in a rectangle.

    Attributes:
        data: What is shown; of the same points it may move its cut-off afterwards.
        row: Height of a line of text.
        plot: Where the stack stands.
        strip: Where the titles of the bands stand, above the plot.
        axis: Where the dates stand.
        parts: Which components are ever owed.
        dates: The dates of the axis with their labels.
        ceiling: The cap line, empty if it is far above the stack.
    """

    def __init__(
        self,
        painter: QPainter,
        rect: QRectF,
        data: "ChartData",
        view: View,
        theme: Theme,
        words: Words,
    ) -> None:
        self.rect, self.data, self.view = rect, data, view
        self.theme, self.words = theme, words
        self._signs: dict[str, QPixmap] = {}
        engine = painter.paintEngine()
        self._is_svg = engine.type() is QPaintEngine.Type.SVG
        ratio = _SVG_SCALE if self._is_svg else painter.device().devicePixelRatio()
        self._tile_size = round(TILE * ratio)
        self.row = height_of(painter)
        self._lay_out(painter)

    def _lay_out(self, painter: QPainter) -> None:
        from faxi.app import chart  # noqa: PLC0415 - the engine waits for the first paint

        rect, row, data = self.rect, self.row, self.data
        columns = zip(*(point.outstanding for point in data.points), strict=True)
        self.parts = [part for part, column in enumerate(columns) if any(column)]
        self._pieces = chart.cut(chart.slices(data), *self.view)
        ceiling = [chart.Slice(day.toordinal(), (amount,)) for day, amount in data.cap]
        self.ceiling = chart.cut(ceiling, *self.view)
        self._lanes = [kinds for kinds in _LANES if any(m.kind in kinds for m in data.marks)]
        self._legend = self._flow(painter, max(1, int(rect.height() / row / 5)))
        legend_end = self._legend[-1][0].bottom() if self._legend else rect.top()
        strip = QRectF(0, legend_end + PAD, 0, row + 6)
        bottom = rect.bottom() - row - 14 - max(_LANE / 2, len(self._lanes) * _LANE)
        height = max(20.0, bottom - strip.bottom())
        # Room above the highest point for a line of text, which the cap's name is.
        headroom = max(_HEADROOM, height / max(height / 2, height - row - 10))
        self._top = self._highest() * headroom
        most = min(_MOST_TICKS, 2 + int(height / row / 2.5))
        self._ticks, self._unit = self._money_axis(self._top, most)
        # Room for all of the time as well, so that zooming does not move the axis.
        highest = max(point.outstanding.total for point in data.points)
        ticks = self._ticks + self._money_axis(highest * headroom, most)[0]
        width = max(width_of(painter, text) for text in (self._unit, *(text for _, text in ticks)))
        left = rect.left() + PAD + width + 6
        self.plot = QRectF(left, strip.bottom(), max(20.0, rect.right() - 2 * PAD - left), height)
        self._left, self._floor = left, self.plot.bottom()
        self._per_day = self.plot.width() / (self.view.last - self.view.first)
        self._per_fen = height / self._top
        self.strip = QRectF(left, strip.top(), self.plot.width(), strip.height())
        self.axis = QRectF(rect.left(), rect.bottom() - row - 11, rect.width(), row + 6)
        self.dates = self._date_axis(painter)

    def _date_axis(self, painter: QPainter) -> list[tuple[date, str]]:
        """Return the dates of the axis with their labels, as many as are likely to fit."""
        from faxi.app.chart import DateTick, Tick, date_ticks, tick_text  # noqa: PLC0415 - as above

        wide = tick_text(DateTick(date(2028, 10, 1), Tick.MONTH_YEAR), self.words)
        most = max(2, int(self.plot.width() / (width_of(painter, wide) * 1.4)))
        first, last = ceil(self.view.first), int(self.view.last)
        ticks = date_ticks(date.fromordinal(first), date.fromordinal(last), most)
        return [(tick.date, tick_text(tick, self.words)) for tick in ticks]

    def _money_axis(self, top: float, most: int) -> tuple[list[tuple[int, str]], str]:
        """Return the amounts of the axis with their labels, and the unit."""
        from faxi.app.chart import money_labels, money_ticks  # noqa: PLC0415 - as above

        ticks = money_ticks(top, most)
        labels, unit = money_labels(ticks, self.words)
        return [pair for pair in zip(ticks, labels, strict=True) if pair[0] <= top], unit

    def _highest(self) -> float:
        """Return the highest amount in view; a cap far above the stack is left out."""
        most = max((piece.heights[-1] for piece in self._pieces), default=0.0)
        limit = max((piece.heights[0] for piece in self.ceiling), default=0.0)
        if limit > 2 * most:
            self.ceiling, limit = [], 0.0
        return max(most, limit, 1.0)

    # Dates and amounts as positions

    def x(self, day: float) -> float:
        """Return where a moment stands."""
        return self._left + (day - self.view.first) * self._per_day

    def y(self, amount: float) -> float:
        """Return where an amount in fen stands."""
        return self._floor - amount * self._per_fen

    def moment(self, x: float) -> float:
        """Return the moment at a position, which may lie outside the view."""
        return self.view.first + (x - self._left) / self._per_day

    def ceiling_at(self, moment: float) -> float:
        """Return the cap at a moment, that of the nearest end outside its line."""
        from faxi.app.chart import cut  # noqa: PLC0415 - as above

        found = cut(self.ceiling, moment, moment)
        nearest = self.ceiling[0] if moment < self.ceiling[0].day else self.ceiling[-1]
        return (found[-1] if found else nearest).heights[0]

    def sees(self, day: date) -> bool:
        """Tell whether a date is in view."""
        return self.view.first <= day.toordinal() <= self.view.last

    # What stays while the cut-off moves

    def ground(self, painter: QPainter) -> None:
        """Paint what lies behind the stack: legend, bands, the money axis and the marks."""
        painter.fillRect(self.rect, self.theme.window)
        for box, kind, text in self._legend:
            self.swatch(painter, QPointF(box.left(), box.center().y()), kind)
            after = box.adjusted(SWATCH + 5, 0, 0, 0)
            say(painter, after, text, self.theme.text, LEFT)
        self._bands(painter)
        right = self.plot.left() - 6
        strip = self.strip
        box = QRectF(self.rect.left(), strip.top(), right - self.rect.left(), strip.height())
        say(painter, box, self._unit, self.theme.muted, RIGHT)
        for amount, text in self._ticks:
            box.moveTop(self.y(amount) - box.height() / 2)
            if box.center().y() - strip.center().y() >= self.row:  # not into the unit
                say(painter, box, text, self.theme.muted, RIGHT)
        self._paint_marks(painter)

    def _flow(self, painter: QPainter, most_rows: int) -> list[tuple[QRectF, str, str]]:
        """Place the legend's entries row by row; what finds no room is left out, marks first."""
        layers = sorted({min(part, len(_LAYERS) - 1) for part in self.parts})
        entries = [(str(layer), _LAYERS[layer]) for layer in layers]
        entries.append(("later", marked("Projection")))
        seen = {mark.kind for mark in self.data.marks}
        entries += [(kind, text) for kind, text in _MARKS.items() if kind in seen]
        placed: list[tuple[QRectF, str, str]] = []
        left, height = self.rect.left() + PAD, self.row + 4
        box = QRectF(left, self.rect.top() + PAD - 2, 0, height)
        rows = 1
        for kind, message in entries:
            text = self.words(message)
            box.setWidth(SWATCH + 5 + width_of(painter, text))
            if box.right() > self.rect.right() - PAD and box.left() > left:
                rows += 1
                box.moveTo(left, box.top() + height)
            if rows > most_rows:
                break
            placed.append((QRectF(box), kind, text))
            box.moveLeft(box.right() + 16)
        return placed

    def _bands(self, painter: QPainter) -> None:
        strip, bottom = self.strip, self.plot.bottom()
        metrics = QFontMetricsF(painter.font(), painter.device())
        for index, band in enumerate(self.data.bands):
            left = max(self.plot.left(), self.x(band.first.toordinal()))
            end = band.last.toordinal() + 1 if band.last else self.view.last
            right = min(self.plot.right(), self.x(end))
            if right <= left:
                continue
            box = QRectF(left, strip.top(), right - left, bottom - strip.top())
            painter.fillRect(box.toRect(), self.theme.bands[index % 2])
            room = right - left - 4
            title = metrics.elidedText(band.title, Qt.TextElideMode.ElideRight, room)
            if title == band.title or len(title) > 3:  # less says nothing
                box = QRectF(left + 2, strip.top(), room, strip.height())
                say(painter, box, title, self.theme.muted, CENTRE)

    def _paint_marks(self, painter: QPainter) -> None:
        painter.setPen(QPen(self.theme.muted, 1))
        due = (self.x(m.date.toordinal()) for m in self.data.marks if m.kind == "due")
        top, right = self._floor, self.plot.right()
        ticks = {round(x): QLineF(x, top, x, top + 4) for x in due if self._left <= x <= right}
        painter.drawLines(list(ticks.values()))
        for lane, kinds in enumerate(self._lanes):
            y = self._floor + (lane + 0.5) * _LANE + 1
            ends: dict[str, float] = {}
            for mark in (mark for mark in self.data.marks if mark.kind in kinds):
                x = self.x(mark.date.toordinal())
                # Those that would cover each other are drawn as one.
                if self.sees(mark.date) and x > ends.get(mark.kind, -9):
                    self.symbol(painter, QPointF(x, y), mark.kind)
                    ends[mark.kind] = x + 10

    def symbol(self, painter: QPainter, at: QPointF, kind: str) -> None:
        """Paint the sign of a mark."""
        shape: tuple[tuple[float, float], ...]
        painter.setPen(QPen(self.theme.window, 1))
        painter.setBrush(self.theme.text)
        if kind == "payment":
            shape = ((0, -5), (5, 4), (-5, 4))
        elif kind == "rate":
            shape = ((0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0))
        elif kind == "notice":
            shape = ((-1, -5.5), (7, -2.5), (0.5, 0.5), (0.5, 5.5), (-1, 5.5))
        else:
            painter.setPen(QPen(self.theme.text, 1.5))
            painter.setBrush(self.theme.window)
            painter.drawEllipse(at, 3.6, 3.6)
            return
        painter.drawPolygon(QPolygonF([at + QPointF(*corner) for corner in shape]))

    def swatch(self, painter: QPainter, at: QPointF, kind: str) -> None:
        """Paint the sign of a legend's entry, ``at`` the middle of its left side."""
        if kind in _MARKS:
            self.symbol(painter, at + QPointF(SWATCH / 2, 0), kind)
        elif kind == "due":
            painter.setPen(QPen(self.theme.muted, 1))
            painter.drawLine(at + QPointF(SWATCH / 2, -3), at + QPointF(SWATCH / 2, 3))
        elif kind in ("later", "cap"):
            is_cap = kind == "cap"
            colour = self.theme.cap if is_cap else self.theme.text
            painter.setPen(pen(colour, 2, CAP_DASHES if is_cap else DASHES))
            painter.drawLine(at, at + QPointF(SWATCH, 0))
        else:
            box = QRectF(at.x() + 0.5, at.y() - 5.5, SWATCH - 1, 11)
            self._fill(painter, QPolygonF(box), int(kind), self.theme.fills)
            painter.setPen(QPen(self.theme.outlines[int(kind)], 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)

    def sign(self, painter: QPainter, kind: str) -> QPixmap:
        """Return the sign of a legend's entry as a square, painted once."""
        if kind not in self._signs:
            ratio = painter.device().devicePixelRatio()
            sign = QPixmap(QSizeF(SWATCH, SWATCH).toSize() * ratio)
            sign.setDevicePixelRatio(ratio)
            sign.fill(self.theme.window)
            on_sign = QPainter(sign)
            on_sign.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.swatch(on_sign, QPointF(0, SWATCH / 2), kind)
            on_sign.end()
            self._signs[kind] = sign
        return self._signs[kind]

    def _fill(
        self, painter: QPainter, area: QPolygonF, layer: int, fills: Sequence[QColor]
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self._is_svg:  # seams between tiles would show what is beneath
            painter.setBrush(fills[layer])
            painter.drawPolygon(area)
        lines = mixed(fills[layer], self.theme.outlines[layer], 0.4)
        image = tile(layer, fills[layer].rgb(), lines.rgb(), self._tile_size)
        # In pixels of the device, so that hatching is sharp at every ratio and in SVG.
        ratio = self._tile_size / TILE
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        painter.setBrush(QBrush(image))
        painter.drawPolygon(QTransform.fromScale(ratio, ratio).map(area))
        painter.restore()

    def stack(self, painter: QPainter, span: View, *, is_later: bool) -> None:
        """Paint a part of the stack with its grid, as past or as future."""
        from faxi.app.chart import cut  # noqa: PLC0415 - as above

        span = View(max(span.first, self.view.first), min(span.last, self.view.last))
        if span.first >= span.last:
            return
        pieces = cut(self._pieces, *span)
        fills = self.theme.later if is_later else self.theme.fills
        xs = [self.x(piece.day) for piece in pieces]
        floor, scale = self._floor, self._per_fen
        columns = zip(*(piece.heights for piece in pieces), strict=True)
        levels = [[floor] * len(xs), *([floor - h * scale for h in row] for row in columns)]
        lower = [QPointF(xs[0], floor), QPointF(xs[-1], floor)] if xs else []
        curves = [lower]
        for layer, (below, level) in enumerate(pairwise(levels)):
            if below != level:
                lower, below_it = list(map(QPointF, xs, level)), lower
                self._fill(painter, QPolygonF([*lower, *reversed(below_it)]), layer, fills)
            curves.append(lower)
        self._grid(painter, span)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        dashes = DASHES if is_later else ()
        for layer in range(1, len(curves) - 1):
            painter.setPen(pen(self.theme.outlines[layer - 1], 1, dashes))
            for run in _runs(levels[layer - 1], levels[layer], levels[-1]):
                painter.drawPolyline(QPolygonF(curves[layer][run]))
        self._paint_cap(painter, span)
        painter.setPen(pen(self.theme.text, 2, dashes))
        for run in _runs(levels[0], levels[-1], [-1.0] * len(xs)):
            painter.drawPolyline(QPolygonF(curves[-1][run]))

    def _paint_cap(self, painter: QPainter, span: View) -> None:
        from faxi.app.chart import cut  # noqa: PLC0415 - as above

        line = [QPointF(self.x(day), self.y(level[0])) for day, level in cut(self.ceiling, *span)]
        painter.setPen(pen(self.theme.cap, 1.75, CAP_DASHES))
        painter.drawPolyline(QPolygonF(line))

    def _grid(self, painter: QPainter, span: View) -> None:
        left, right = round(self.x(span.first)), round(self.x(span.last))
        top, height = self.strip.top(), self.strip.height() + self.plot.height()
        # Filled rectangles cost a fraction of transparent lines.
        for amount, _ in self._ticks:
            painter.fillRect(QRectF(left, round(self.y(amount)), right - left, 1), self.theme.grid)
        for band in self.data.bands:
            start = band.first.toordinal()
            if span.first <= start < span.last:
                painter.fillRect(QRectF(round(self.x(start)), top, 1, height), self.theme.grid)


def _runs(below: list[float], curve: list[float], total: list[float]) -> Iterator[slice]:
    """Yield the parts of a curve with its layer beneath it and others above it.

    Where nothing lies above it, the line of the total stands for it.
    """
    is_seen = [low > at > high for low, at, high in zip(below, curve, total, strict=True)]
    start = None
    for index, pair in enumerate(pairwise(is_seen)):
        if any(pair):
            start = index if start is None else start
        elif start is not None:
            yield slice(start, index + 1)
            start = None
    if start is not None:
        yield slice(start, len(curve))
