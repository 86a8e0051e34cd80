"""The strip of collection stages: where the cut-off stands, and today as a lighter mark.

Clicked or entered it explains the stage.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from faxi.ui.theme import SMALL, TIGHT, Role

if TYPE_CHECKING:
    from faxi.app.results import Strip

_BAND, _MARK = 26, 10
_LEAST_WIDTH = 400


class StageStrip(QWidget):
    """Shows the stages side by side; widths are for reading, not to scale.

    Signals:
        explained: Somebody wants to know why the debt stands there.
    """

    explained = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stageStrip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._strip: Strip | None = None
        self._tip = ""

    def show_strip(self, strip: "Strip | None") -> None:
        """Show another strip, ``None`` for no result."""
        self._strip = strip
        self._describe()
        self.update()

    def show_tip(self, tip: str) -> None:
        """Say what a click does."""
        self._tip = tip
        self._describe()

    def _describe(self) -> None:
        strip = self._strip
        current = strip.parts[strip.current].title if strip and strip.current is not None else ""
        hint = strip.hint if strip else ""
        self.setAccessibleDescription(" ".join(filter(None, (current, hint, self._tip))))
        self.setToolTip("\n".join(filter(None, (hint, self._tip))))

    def event(self, event: QEvent) -> bool:
        """Say the title of the part under the mouse, which may have no room for it."""
        if isinstance(event, QHelpEvent) and self._strip is not None:
            places = zip(self._strip.parts, self._areas(), strict=True)
            titles = (part.title for part, area in places if area.contains(event.pos()))
            QToolTip.showText(event.globalPos(), "\n".join([*titles, self.toolTip()]), self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Explain the stage."""
        place = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(place):
            self.explained.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Explain with Enter or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.explained.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they no longer do."""
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height the strip needs."""
        return QSize(_LEAST_WIDTH, self._band + _MARK)

    @property
    def _band(self) -> int:
        """The height of the parts, from what Chinese letters take and not what the font says."""
        return max(_BAND, self.fontMetrics().boundingRect("国Äg").height() + 2 * SMALL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the parts and the marks: full for the cut-off, hollow for today."""
        if self._strip is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, area in enumerate(self._areas()):
            self._paint_part(painter, index, area)
        strip = self._strip
        if strip.today_days is not None and strip.today_days != strip.days_overdue:
            self._paint_mark(painter, strip.today_days, is_full=False)
        if strip.current is not None:
            self._paint_mark(painter, strip.days_overdue, is_full=True)
        if self.hasFocus():
            painter.setPen(QPen(self._color(QPalette.ColorRole.Text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(1, 1, self.width() - 2, self._band - 2))

    def _areas(self) -> list[QRectF]:
        """Return where each part stands: as wide as its title needs, and what is over shared."""
        assert self._strip is not None
        font = self.font()
        font.setBold(True)
        metrics = QFontMetricsF(font)
        needed = [metrics.horizontalAdvance(part.title) + 2 * SMALL for part in self._strip.parts]
        over = (self.width() - sum(needed)) / len(needed)
        scale = 1.0 if over >= 0 else self.width() / sum(needed)
        areas, left = [], 0.0
        for width in needed:
            areas.append(QRectF(left, 0, width * scale + max(0.0, over), self._band))
            left = areas[-1].right()
        return areas

    def _color(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(role)

    def _paint_part(self, painter: QPainter, index: int, area: QRectF) -> None:
        assert self._strip is not None
        is_current = index == self._strip.current
        role = QPalette.ColorRole.Highlight if is_current else QPalette.ColorRole.AlternateBase
        painter.setPen(QPen(self._color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(self._color(role))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        text_role = QPalette.ColorRole.HighlightedText if is_current else QPalette.ColorRole.Text
        painter.setPen(self._color(text_role))
        font = painter.font()
        font.setBold(is_current)
        painter.setFont(font)
        part = self._strip.parts[index]
        title = painter.fontMetrics().elidedText(
            part.title, Qt.TextElideMode.ElideRight, int(area.width()) - TIGHT
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, title)
        font.setBold(False)
        painter.setFont(font)

    def _paint_mark(self, painter: QPainter, days: int, *, is_full: bool) -> None:
        x = self._x_of(days)
        color = self._color(QPalette.ColorRole.Text if is_full else Role.MUTED)
        painter.setPen(QPen(color, 1))
        painter.setBrush(color if is_full else self._color(QPalette.ColorRole.Window))
        tip = QPointF(x, self._band + 1)
        foot = self._band + _MARK - 1
        painter.drawPolygon(QPolygonF([tip, QPointF(x - 6, foot), QPointF(x + 6, foot)]))

    def _x_of(self, days: int) -> float:
        """Return where a number of days overdue stands, linear within its part."""
        assert self._strip is not None
        for part, area in zip(self._strip.parts, self._areas(), strict=True):
            if part.from_days is None:
                continue
            if part.to_days is None:
                # Without an end the mark approaches the right edge and never reaches it.
                past = days - part.from_days
                return area.left() + area.width() * (0.1 + 0.8 * past / (past + 365))
            if days <= part.to_days:
                span = part.to_days - part.from_days + 1
                return area.left() + area.width() * (days - part.from_days + 0.5) / span
        return self.width()
