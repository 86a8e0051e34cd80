"""The growth chart as a widget: what is cached, what mouse and keyboard do, and its images."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFileDialog, QGestureEvent, QMenu, QPinchGesture, QSizePolicy, QWidget

from faxi.text.words import Language, Words, marked
from faxi.ui.chart_drawing import ChartDrawing, View
from faxi.ui.chart_layers import ChartLayers
from faxi.ui.chart_overlay import paint_crosshair, paint_empty

if TYPE_CHECKING:
    from faxi.app.chart import ChartData
    from faxi.app.chart_table import ChartTable
    from faxi.ui.chart_image import ChartImage

_EMPTY = marked("The growth of the debt appears here once the figures are complete.")
_NOTHING_OWED = marked("Nothing is owed in this period.")
_HINT = marked("Drag to move the cut-off date, or use the arrow keys.")
_MARGIN = 0.02  # of the time shown, at either side
_LEAST_DAYS = 7.0  # to zoom into
_WHEEL_STEP, _KEY_STEP = 1.2, 1.5
_REACH, _SNAP = 7, 4  # pixels from the cut-off's line, and from a mark
_MONTH = 30  # days that Shift makes of one
_STEPS = {  # days
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: 365,
    Qt.Key.Key_PageDown: -365,
}
_CHANGES = ("Palette", "Font", "Style", "Language", "Enabled")
_REDRAWN_AFTER = {QEvent.Type[f"{change}Change"] for change in _CHANGES}


class GrowthChart(QWidget):
    """Shows how a debt grew and will grow, and lets the cut-off be moved.

    Attributes:
        words: The language spoken; ``set_words`` changes it.

    Signals:
        cut_off_moved: The ``date`` of the cut-off while it moves; ``set_data`` may answer at once.
        cut_off_settled: The ``date`` it was left at, once the mouse or the key is released.
        view_changed: What is in sight has changed, by zooming, moving or another case.
        image_failed: The ``FileError`` of an image that could not be saved from the menu.
    """

    cut_off_moved = Signal(object)
    cut_off_settled = Signal(object)
    image_failed = Signal(object)
    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words(Language.EN)
        self._data: ChartData | None = None
        self._zoom: View | None = None
        self._hover: date | None = None
        self._is_moved = False
        # While the mouse is down: the view and the cut-off then, or what was last under it.
        self._frozen: View | None = None
        self._before: date | None = None
        self._pan: QPointF | None = None
        self._layers = ChartLayers(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self._describe()

    def sizeHint(self) -> QSize:
        """Return a size at which everything is legible."""
        return QSize(760, 420)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size that still shows the curve."""
        return QSize(320, 200)

    # What is shown

    def set_data(self, data: "ChartData | None") -> None:
        """Show other data, ``None`` for none; of the same points only the cut-off is moved."""
        self._data = data
        self._layers.take(data)
        if data is None or not data.points:
            self._zoom = None
        elif self._zoom is not None:
            self._show_view(self._zoom)
        self._describe()
        self.view_changed.emit()
        self.update()

    def set_words(self, words: Words) -> None:
        """Speak another language; titles and labels in the data are the caller's."""
        self.words = words
        self._layers.forget()
        self._describe()
        self.update()

    def table_header(self) -> tuple[str, ...]:
        """Return the titles of the columns of ``table_rows``."""
        return self._table().header

    def table_rows(self) -> list[tuple[str, ...]]:
        """Return the same as a table: date, parts, cap and what happened at each breakpoint."""
        return self._table().rows

    def _table(self) -> "ChartTable":
        from faxi.app.chart_table import ChartTable, chart_table  # noqa: PLC0415 - if asked for

        if self._data is None or not self._data.points:
            return ChartTable((), [])
        return chart_table(self._data, self.words)

    def _describe(self) -> None:
        self.setAccessibleName(self.words("Growth of the debt"))
        text = self.words(_EMPTY)
        if self._data is not None and self._data.points:
            from faxi.app.chart import summary  # noqa: PLC0415 - after the first paint

            text = summary(self._data, self.words)
        self.setAccessibleDescription(text)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart, or a sentence in its place."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        data, area = self._data, QRectF(self.rect())
        if data is None or data.is_empty:
            text = self.words(_EMPTY if data is None else _NOTHING_OWED)
            paint_empty(painter, area, self._layers.theme, text)
            return
        drawing = self._layers.paint(painter, data, self._view(), self.words)
        if self._hover and self.isEnabled() and drawing.sees(self._hover):
            self._layers.hold(drawing)
            paint_crosshair(painter, drawing, self._hover)
        if not self.isEnabled():
            veil = QColor(drawing.theme.window)
            veil.setAlphaF(0.5)
            painter.fillRect(area, veil)

    # What is in view

    def _view(self) -> View:
        return self._frozen or self._zoom or self._whole()

    def _whole(self) -> View:
        assert self._data is not None
        first, last = (day.toordinal() for day in self._data.span)
        margin = max(1.0, (last - first) * _MARGIN)
        return View(first - margin, last + margin)

    def _show_view(self, view: View) -> None:
        """Zoom into a view, moved and cut to what there is."""
        whole = self._whole()
        length = max(view.last - view.first, _LEAST_DAYS)
        first = max(whole.first, min(view.first, whole.last - length))
        is_all = length >= whole.last - whole.first - 0.01
        self._zoom = None if is_all else View(first, first + length)
        self.view_changed.emit()
        self.update()

    def reset_view(self) -> None:
        """Show all of the time again."""
        self._zoom = None
        self.view_changed.emit()
        self.update()

    @property
    def is_zoomed(self) -> bool:
        """Whether only a part of the time is in sight."""
        return self._zoom is not None

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Zoom in (``factor`` above 1) or out, about a position or about the cut-off."""
        drawing = self._layers.drawing
        if drawing is None or self._data is None or self._frozen or factor <= 0:
            return
        view = self._view()
        middle = float(self._data.as_of.toordinal()) if x is None else drawing.moment(x)
        middle = max(view.first, min(middle, view.last))
        length = max(_LEAST_DAYS, (view.last - view.first) / factor)
        share = (middle - view.first) / (view.last - view.first)
        self._show_view(View(middle - share * length, middle + (1 - share) * length))

    # The cut-off

    def _move(self, day: date) -> None:
        """Move the cut-off here and tell it; the answer comes by ``set_data``."""
        data = self._data
        if data is None or day == data.as_of:
            return
        self._is_moved = True
        self._data = data._replace(as_of=day, due=None, cap_due=None)
        self._layers.take(self._data)
        if self._zoom is not None and self._frozen is None:
            self._reveal(day)
        self._describe()
        self.update()
        self.cut_off_moved.emit(day)

    def _reveal(self, day: date) -> None:
        (first, last), at = self._view(), day.toordinal()
        shift = min(0.0, at - first - 1) + max(0.0, at - last + 1)
        self._show_view(View(first + shift, last + shift))

    def _settle(self) -> None:
        if self._is_moved and self._data is not None:
            self._is_moved = False
            self.cut_off_settled.emit(self._data.as_of)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        self._layers.forget()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take up another palette, font or language."""
        if event.type() in _REDRAWN_AFTER:
            self._layers.forget(with_theme=True)
            self.update()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Zoom where two fingers pinch."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 + event.value(), event.position().x())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                centre = self.mapFromGlobal(pinch.centerPoint())
                self.zoom(pinch.scaleFactor(), centre.x())
                return True
        return super().event(event)

    def _is_on_handle(self, at: QPointF) -> bool:
        drawing = self._layers.drawing
        if drawing is None or self._layers.handle.isEmpty():
            return False
        x = drawing.x(drawing.data.as_of.toordinal())
        is_on_line = abs(at.x() - x) <= _REACH and drawing.strip.bottom() < at.y()
        return is_on_line or self._layers.handle.contains(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the cut-off, or of the view when zoomed."""
        if event.button() is not Qt.MouseButton.LeftButton or self._data is None:
            event.ignore()
        elif self._is_on_handle(event.position()):
            self._frozen, self._before, self._hover = self._view(), self._data.as_of, None
        elif self._zoom is not None:
            self._pan = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held, or the crosshair."""
        drawing, at = self._layers.drawing, event.position()
        if drawing is None:
            return
        if self._before is not None:
            # To the day, unlike the crosshair: no date may be out of reach.
            x = max(drawing.plot.left(), min(at.x(), drawing.plot.right()))
            self._move(date.fromordinal(round(drawing.moment(x))))
        elif self._pan is not None:
            view, shift = self._view(), drawing.moment(self._pan.x()) - drawing.moment(at.x())
            self._pan = at
            self._show_view(View(view.first + shift, view.last + shift))
        else:
            self._point_at(drawing, at)

    def _point_at(self, drawing: ChartDrawing, at: QPointF) -> None:
        is_on_handle = self._is_on_handle(at)
        is_inside = drawing.plot.left() <= at.x() <= drawing.plot.right()
        is_inside = is_inside and drawing.strip.top() <= at.y() < drawing.axis.top()
        hover = _day_near(drawing, at.x()) if is_inside and not is_on_handle else None
        if hover != self._hover:
            self._hover = hover
            self.update()
        self.setToolTip(self.words(_HINT) if is_on_handle else "")
        if is_on_handle:
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        elif self._zoom is not None and is_inside:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._let_go()

    def _let_go(self) -> None:
        was_held = self._before is not None
        self._frozen = self._before = self._pan = None
        self.unsetCursor()
        self.update()
        if was_held:
            self._settle()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show all of the time again."""
        if not self._is_on_handle(event.position()):
            self.reset_view()

    def leaveEvent(self, _event: QEvent) -> None:
        """Take the crosshair away."""
        self._hover = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; without it the page scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_WHEEL_STEP ** (event.angleDelta().y() / 120), event.position().x())
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cut-off, zoom, copy, or take a movement back with Escape."""
        key, standard = Qt.Key(event.key()), QKeySequence.StandardKey
        days = _days_of(event)
        if days and self._data is not None:
            self._step(days)
        elif key is Qt.Key.Key_Home:
            self.reset_view()
        elif event.matches(standard.ZoomIn):
            self.zoom(_KEY_STEP)
        elif event.matches(standard.ZoomOut):
            self.zoom(1 / _KEY_STEP)
        elif event.matches(standard.Copy) and self._data is not None:
            self.copy_image()
        elif key is Qt.Key.Key_Escape and (self._before or self._hover):
            self._take_back()
        else:
            super().keyPressEvent(event)

    def _take_back(self) -> None:
        """Undo a movement that goes on, or take the crosshair away."""
        self._hover = None
        if self._before is not None:
            self._move(self._before)
            self._let_go()
        self.update()

    def _step(self, days: int) -> None:
        from faxi.engine.days import FIRST_YEAR, LAST_YEAR  # noqa: PLC0415 - after the first paint

        assert self._data is not None
        day = self._data.as_of + timedelta(days=days)
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            self._hover = day  # its figures, for those who do not use the mouse
            self._move(day)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Settle where the keys moved the cut-off."""
        if Qt.Key(event.key()) in _STEPS and not event.isAutoRepeat():
            self._settle()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Settle, as no key can be released here any more."""
        super().focusOutEvent(event)
        self._hover = None
        self.update()
        if self._before is None:
            self._settle()

    # Images

    @property
    def has_picture(self) -> bool:
        """Whether there is something to be seen."""
        return self._data is not None and not self._data.is_empty

    def _image(self) -> "ChartImage | None":
        if self._data is None or self._data.is_empty:
            return None
        from faxi.ui.chart_image import ChartImage  # noqa: PLC0415 - when first asked for

        title = self.accessibleDescription()
        return ChartImage(self._data, self._view(), self.words, self.size(), self.font(), title)

    def copy_image(self) -> None:
        """Put a picture of the chart on the clipboard."""
        image = self._image()
        if image is not None:
            QGuiApplication.clipboard().setImage(image.image())

    def save_image(self, path: Path) -> None:
        """Write a picture of the chart, as SVG if the suffix says so, otherwise as PNG.

        Raises:
            FileError: The file cannot be written; an old one stays whole.
        """
        from faxi.store.files import write_file  # noqa: PLC0415 - after the first paint

        image = self._image()
        if image is not None:
            write_file(path, image.svg() if path.suffix.lower() == ".svg" else image.png())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the images and the whole view."""
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        is_keyed = event.reason() is QContextMenuEvent.Reason.Keyboard
        menu.popup(self.mapToGlobal(self.rect().center()) if is_keyed else event.globalPos())

    def make_menu(self) -> QMenu:
        """Return the context menu in the current language."""
        menu = QMenu(self)
        menu.setObjectName("growthChartMenu")
        copy = menu.addAction(self.words("&Copy image"), self.copy_image)
        save = menu.addAction(self.words("&Save image…"), self.ask_and_save)
        menu.addSeparator()
        reset = menu.addAction(self.words("Show &all"), self.reset_view)
        copy.setEnabled(self._image() is not None)
        save.setEnabled(copy.isEnabled())
        reset.setEnabled(self.is_zoomed)
        return menu

    def ask_and_save(self) -> None:
        """Ask for a file and write the picture to it."""
        from faxi.store.files import FileError  # noqa: PLC0415 - after the first paint

        words = self.words
        svg = words("Vector image (*.svg)")
        filters = ";;".join((words("PNG image (*.png)"), svg))
        name, chosen = QFileDialog.getSaveFileName(self, words("Save image"), "", filters)
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in (".png", ".svg"):
            path = path.with_name(path.name + (".svg" if chosen == svg else ".png"))
        try:
            self.save_image(path)
        except FileError as error:
            self.image_failed.emit(error)


def _days_of(event: QKeyEvent) -> int:
    """Return how far a key moves the cut-off, 0 for any other."""
    days = _STEPS.get(Qt.Key(event.key()), 0)
    is_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return days * _MONTH if is_shift and abs(days) == 1 else days


def _day_near(drawing: ChartDrawing, x: float) -> date:
    """Return the date at a position in view, that of a mark if one is near."""
    first, last = (end.toordinal() for end in drawing.data.span)
    day = date.fromordinal(round(max(first, min(drawing.moment(x), last))))
    near = ((abs(drawing.x(m.date.toordinal()) - x), m.date) for m in drawing.data.marks)
    distance, snapped = min(near, default=(_SNAP + 1, day))
    return snapped if distance <= _SNAP else day
