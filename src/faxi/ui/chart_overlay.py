"""Paints over the growth chart what moves: cut-off, dates, today, crosshair and readout."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from faxi.text.words import marked
from faxi.ui.chart_drawing import SWATCH, ChartDrawing
from faxi.ui.chart_look import CENTRE, LEFT, RIGHT, Theme, pen, say, width_of

if TYPE_CHECKING:
    from faxi.app.chart import Band
    from faxi.engine.components import Amounts

_DOTS = (1.5, 3.0)
_ARROW, _GAP = 14.0, 10.0
_INDENT = SWATCH + 6
_NARROW = 600  # below it the readout leaves out what is zero


def paint_cut_off(painter: QPainter, drawing: ChartDrawing, *, has_focus: bool = False) -> QRectF:
    """Paint cut-off, today and the dates, and return the cut-off's handle, empty if unseen."""
    data = drawing.data
    _cap_label(painter, drawing)
    taken: list[QRectF] = []
    handle = QRectF()
    if drawing.sees(data.as_of):
        handle = _handle_box(painter, drawing)
        taken.append(handle)
    if data.today and data.today != data.as_of and drawing.sees(data.today):
        taken.append(_today(painter, drawing, data.today, handle))
    _dates(painter, drawing, taken)
    if not handle.isEmpty():
        _cut_off(painter, drawing, handle, has_focus=has_focus)
    return handle


def paint_empty(painter: QPainter, rect: QRectF, theme: Theme, text: str) -> None:
    """Paint a sentence where the chart would be."""
    painter.fillRect(rect, theme.window)
    painter.setPen(theme.muted)
    room = rect.adjusted(24, 12, -24, -12)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), text)


def _cap_label(painter: QPainter, drawing: ChartDrawing) -> None:
    """Name the cap at the right end of its line, or where the cut-off does not cross the name."""
    text = drawing.data.cap_label
    if not drawing.ceiling or not text:
        return
    width = width_of(painter, text) + 10
    end = min(drawing.plot.right(), drawing.x(drawing.ceiling[-1].day))
    cut_off = drawing.x(drawing.data.as_of.toordinal())
    if end - width - 8 < cut_off < end + 8 and cut_off - 10 - width > drawing.plot.left():
        end = cut_off - 10
    box = QRectF(max(drawing.plot.left(), end - width), 0, width, drawing.row + 2)
    span = drawing.moment(box.left()), drawing.moment(box.right())
    line = [drawing.y(level[0]) for day, level in drawing.ceiling if span[0] <= day <= span[1]]
    line += [drawing.y(drawing.ceiling_at(moment)) for moment in span]
    box.moveBottom(min(line) - 3)
    if box.top() < drawing.strip.bottom():
        box.moveTop(max(line) + 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(drawing.theme.window)
    painter.drawRoundedRect(box, 3, 3)
    say(painter, box, text, drawing.theme.cap_text, CENTRE)


def _within(drawing: ChartDrawing, box: QRectF) -> QRectF:
    """Move a box sideways until all of it can be seen."""
    room = drawing.rect.adjusted(2, 0, -2, 0)
    box.moveLeft(max(room.left(), min(box.left(), room.right() - box.width())))
    return box


def _axis_box(painter: QPainter, drawing: ChartDrawing, day: date, text: str) -> QRectF:
    """Return the room of a text beneath a date."""
    width = width_of(painter, text) + _GAP
    x = drawing.x(day.toordinal())
    axis = drawing.axis
    return _within(drawing, QRectF(x - width / 2, axis.top(), width, axis.height()))


def _handle_text(drawing: ChartDrawing) -> str:
    from faxi.text.faces import date_face  # noqa: PLC0415 - as above

    as_of, today = drawing.data.as_of, drawing.data.today
    text = date_face(as_of, drawing.words)
    return drawing.words("Today, {day}", day=text) if as_of == today else text


def _handle_box(painter: QPainter, drawing: ChartDrawing) -> QRectF:
    box = _axis_box(painter, drawing, drawing.data.as_of, _handle_text(drawing))
    return _within(drawing, box.adjusted(-_ARROW, 0, _ARROW, 0))


def _cut_off(painter: QPainter, drawing: ChartDrawing, handle: QRectF, *, has_focus: bool) -> None:
    from faxi.app.chart import amounts_on  # noqa: PLC0415 - as above

    theme, data = drawing.theme, drawing.data
    x = drawing.x(data.as_of.toordinal())
    top, bottom = QPointF(x, drawing.strip.bottom()), QPointF(x, handle.top())
    halo = QColor(theme.window)
    halo.setAlphaF(0.7)
    for colour, width in ((halo, 5), (theme.accent, 2)):
        painter.setPen(pen(colour, width))
        painter.drawLine(top, bottom)
    knob = QPointF(x, drawing.y(amounts_on(data, data.as_of).total))
    painter.setPen(QPen(theme.window, 2))
    painter.setBrush(theme.accent)
    painter.drawEllipse(knob, 6, 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(handle, 5, 5)
    if has_focus:
        painter.setPen(QPen(theme.accent, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(handle.adjusted(-2.5, -2.5, 2.5, 2.5), 7, 7)
        painter.drawEllipse(knob, 9, 9)
    say(painter, handle, _handle_text(drawing), theme.window, CENTRE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.window)
    middle = handle.center().y()
    for tip, back in ((handle.left() + 6, 5), (handle.right() - 6, -5)):
        corners = (QPointF(tip, middle), QPointF(tip + back, middle - 4))
        painter.drawPolygon(QPolygonF([*corners, QPointF(tip + back, middle + 4)]))


def _today(painter: QPainter, drawing: ChartDrawing, today: date, handle: QRectF) -> QRectF:
    """Mark today lightly and return the room of its label, which gives way to the handle."""
    theme, x = drawing.theme, drawing.x(today.toordinal())
    painter.setPen(pen(theme.muted, 1.5, _DOTS))
    painter.drawLine(QPointF(x, drawing.strip.bottom()), QPointF(x, drawing.axis.top()))
    text = drawing.words("Today")
    box = _axis_box(painter, drawing, today, text)
    if handle.intersects(box):
        is_left = today < drawing.data.as_of
        box.moveLeft(handle.left() - box.width() - 4 if is_left else handle.right() + 4)
    if drawing.rect.contains(box):
        painter.setPen(QPen(theme.muted, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        say(painter, box, text, theme.text, CENTRE)
    return box


def _dates(painter: QPainter, drawing: ChartDrawing, taken: list[QRectF]) -> None:
    """Write the dates of the axis that leave each other and what is taken alone."""
    painter.setPen(QPen(drawing.theme.muted, 1))
    for day, text in drawing.dates:
        box = _axis_box(painter, drawing, day, text)
        if not any(box.intersects(other) for other in taken):
            x = drawing.x(day.toordinal())
            painter.setPen(drawing.theme.muted)
            painter.drawLine(QPointF(x, box.top() - 3), QPointF(x, box.top() + 1))
            say(painter, box, text, drawing.theme.muted, CENTRE)
            taken.append(box)


class _Row(NamedTuple):
    """A line of the readout: its sign in the legend, a name and an amount."""

    kind: str
    name: str
    amount: str = ""
    is_bold: bool = False


_NAMES = (
    marked("Principal"),
    marked("Interest within term"),
    marked("Penalty interest"),
    marked("Compound interest"),
    marked("Liquidated damages and other fees"),
    marked("Costs of realising the claim"),
)


def paint_crosshair(painter: QPainter, drawing: ChartDrawing, day: date) -> None:
    """Paint a crosshair on the total of a day in view, and all of its parts beside it."""
    from faxi.app.chart import amounts_on  # noqa: PLC0415 - as above

    theme, plot = drawing.theme, drawing.plot
    amounts = amounts_on(drawing.data, day)
    at = QPointF(drawing.x(day.toordinal()), drawing.y(amounts.total))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen(theme.text, 1, (3, 2)))
    painter.drawLine(QPointF(at.x(), drawing.strip.bottom()), QPointF(at.x(), plot.bottom()))
    painter.drawLine(QPointF(plot.left(), at.y()), QPointF(plot.right(), at.y()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.window, 1.5))
    painter.setBrush(theme.text)
    painter.drawEllipse(at, 4, 4)
    _readout(painter, drawing, at.x(), _rows(drawing, day, amounts))


def _rows(drawing: ChartDrawing, day: date, amounts: "Amounts") -> list[_Row]:
    from faxi.app.chart import cap_on  # noqa: PLC0415 - as above
    from faxi.text.faces import date_face, money_face  # noqa: PLC0415

    data, words = drawing.data, drawing.words
    heading = date_face(day, words)
    if day > data.as_of:
        heading = words("{day}, projected", day=heading)
    rows = [_Row("", heading, words("CNY"), is_bold=True)]
    rows += [_Row("", band.title) for band in data.bands if _is_in(band, day)]
    is_narrow = drawing.rect.width() < _NARROW
    for index, (name, amount) in enumerate(zip(_NAMES, amounts, strict=True)):
        if amount or (index in drawing.parts and not is_narrow):
            rows.append(_Row(str(min(index, 4)), words(name), money_face(amount)))
    rows.append(_Row("", words("Total"), money_face(amounts.total), is_bold=True))
    cap = cap_on(data, day)
    if cap is not None:
        rows.append(_Row("cap", data.cap_label, money_face(cap)))
    return rows + [_Row(mark.kind, mark.label) for mark in data.marks if mark.date == day]


def _is_in(band: "Band", day: date) -> bool:
    return band.first <= day and (band.last is None or day <= band.last)


def _readout(painter: QPainter, drawing: ChartDrawing, x: float, rows: list[_Row]) -> None:
    theme, height = drawing.theme, drawing.row + 3
    room = drawing.rect.adjusted(4, 4, -4, -4)
    del rows[max(1, int((room.height() - 12) / height)) :]
    plain, bold = QFont(painter.font()), QFont(painter.font())
    bold.setBold(True)
    width = min(room.width(), _width(painter, rows, bold))
    left = x + 14 if x + 14 + width <= room.right() else x - 14 - width
    box = QRectF(max(room.left(), left), 0, width, len(rows) * height + 12)
    box.moveTop(min(drawing.strip.bottom() + 6, room.bottom() - box.height()))
    painter.setPen(QPen(theme.muted, 1))
    painter.setBrush(theme.window)
    painter.drawRoundedRect(box, 6, 6)
    line = QRectF(box.left() + 8, box.top() + 6, width - 16, height)
    for row in rows:
        painter.setFont(bold if row.is_bold else plain)
        if row.kind:
            sign = drawing.sign(painter, row.kind)
            painter.drawPixmap(QPointF(line.left(), line.center().y() - SWATCH / 2), sign)
        after = line.adjusted(_INDENT if row.kind else 0, 0, 0, 0)
        say(painter, after, row.name, theme.text, LEFT)
        say(painter, line, row.amount, theme.text, RIGHT)
        line.translate(0, height)
    painter.setFont(plain)


def _width(painter: QPainter, rows: list[_Row], bold: QFont) -> float:
    """Return the room of the rows: names, a gap and amounts, or one text alone."""
    metrics = QFontMetricsF(bold, painter.device())
    amounts = max(metrics.horizontalAdvance(row.amount) for row in rows) + 18
    indents = [(_INDENT if row.kind else 0) + (amounts if row.amount else 0) for row in rows]
    names = (metrics.horizontalAdvance(row.name) for row in rows)
    return 16 + max(indent + name for indent, name in zip(indents, names, strict=True))
