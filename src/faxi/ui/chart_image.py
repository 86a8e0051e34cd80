"""The growth chart as a picture for paper: always light, as PNG or SVG."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPalette

from faxi.text.words import Words
from faxi.ui.chart_drawing import ChartDrawing, View
from faxi.ui.chart_look import theme_of
from faxi.ui.chart_overlay import paint_cut_off

if TYPE_CHECKING:
    from faxi.app.chart import ChartData

_RATIO = 2  # pixels of a PNG for each of the screen
_DPI = 96
_QUICK = 80  # a tenth larger than the smallest PNG in two thirds of the time
_METRE = 1 / 0.0254  # inches
_PAPER = {
    QPalette.ColorRole.Window: "#ffffff",
    QPalette.ColorRole.WindowText: "#1a1a1a",
    QPalette.ColorRole.Highlight: "#2a6fb0",
}


class ChartImage(NamedTuple):
    """A picture of a chart as it stands on the screen.

    Attributes:
        title: What the file says of itself, for people who do not see it.
    """

    data: "ChartData"
    view: View
    words: Words
    size: QSize
    font: QFont
    title: str

    def image(self) -> QImage:
        """Return the picture in pixels, twice as fine as the screen."""
        image = QImage(self.size * _RATIO, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_RATIO)
        for set_dots in (image.setDotsPerMeterX, image.setDotsPerMeterY):
            set_dots(round(_DPI * _RATIO * _METRE))
        image.setText("Description", self.title)
        painter = QPainter(image)
        self._paint(painter)
        painter.end()
        return image

    def png(self) -> bytes:
        """Return the picture as a PNG file."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.image().save(buffer, "PNG", _QUICK)  # type: ignore[call-overload] # missing in the stub
        return bytes(buffer.data().data())

    def svg(self) -> bytes:
        """Return the picture as an SVG file; its letters are the reader's."""
        from PySide6.QtSvg import QSvgGenerator  # noqa: PLC0415 - rarely needed

        buffer = QBuffer()
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(_DPI)
        generator.setSize(self.size)
        generator.setViewBox(QRect(0, 0, self.size.width(), self.size.height()))
        generator.setTitle(self.words("Growth of the debt"))
        generator.setDescription(self.title)
        painter = QPainter(generator)
        self._paint(painter)
        painter.end()
        return bytes(buffer.data().data())

    def _paint(self, painter: QPainter) -> None:
        palette = QPalette()
        for role, name in _PAPER.items():
            palette.setColor(role, QColor(name))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font)
        area = QRectF(0, 0, self.size.width(), self.size.height())
        theme = theme_of(palette)
        drawing = ChartDrawing(painter, area, self.data, self.view, theme, self.words)
        as_of = float(self.data.as_of.toordinal())
        drawing.ground(painter)
        drawing.stack(painter, View(self.view.first, as_of), is_later=False)
        drawing.stack(painter, View(as_of, self.view.last), is_later=True)
        paint_cut_off(painter, drawing)
