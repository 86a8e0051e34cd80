"""The program's own drawn icons, in the colour of the text around them at any size and ratio."""

from functools import lru_cache

from PySide6 import QtCore
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap

from faxi.resources import resource


def icon(name: str) -> QIcon:
    """Return an icon that follows the theme; nothing is drawn before it is seen."""
    return QIcon(_Engine(name))


class _Engine(QIconEngine):
    """Draws one SVG in the palette of the moment."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def clone(self) -> QIconEngine:
        """Return the same icon again."""
        return _Engine(self._name)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Paint into a rectangle."""
        # Not asked of the device: a button that Qt made itself has no Python type yet, and looking
        # for one loads every kind of widget there is.
        ratio = painter.deviceTransform().m11()
        painter.drawPixmap(
            rect, _pixmap(self._name, rect.width(), rect.height(), _colour(mode), ratio)
        )

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """Return the icon in pixels."""
        return _pixmap(self._name, size.width(), size.height(), _colour(mode), 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float
    ) -> QPixmap:
        """Return the icon as sharp as the screen is."""
        return _pixmap(self._name, size.width(), size.height(), _colour(mode), scale)


def _colour(mode: QIcon.Mode) -> str:
    groups, roles = QPalette.ColorGroup, QPalette.ColorRole
    group = groups.Disabled if mode is QIcon.Mode.Disabled else groups.Active
    role = roles.HighlightedText if mode is QIcon.Mode.Selected else roles.WindowText
    return QGuiApplication.palette().color(group, role).name()


@lru_cache(maxsize=128)
def _pixmap(name: str, width: int, height: int, colour: str, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - only what is seen is drawn

    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(drawing.replace("currentColor", colour).encode())
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(QtCore.Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    return made
