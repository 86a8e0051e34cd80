"""A growth chart on a real widget, and what to look for in its pixels."""

from datetime import date

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QImage, QPalette
from pytestqt.qtbot import QtBot
from tests.helpers.charts import rich_data

from faxi.ui.chart_drawing import ChartDrawing
from faxi.ui.growth_chart import GrowthChart

# Window, text and highlight: Fusion, Windows, macOS and GNOME, light and dark, high contrast.
PALETTES = {
    "light": ("#efefef", "#000000", "#308cc6"),
    "white": ("#ffffff", "#1a1a1a", "#0078d4"),
    "dark": ("#1f2023", "#e8e8ea", "#3d7edb"),
    "soft dark": ("#353535", "#ffffff", "#2a82da"),
    "black": ("#000000", "#ffffff", "#1aebff"),
    "grey": ("#808080", "#000000", "#000080"),
}


def palette_of(name: str) -> QPalette:
    """Return one of the palettes."""
    palette = QPalette()
    roles = QPalette.ColorRole
    names = PALETTES[name]
    for role, colour in zip((roles.Window, roles.WindowText, roles.Highlight), names, strict=True):
        palette.setColor(role, QColor(colour))
    return palette


def shown_chart(qtbot: QtBot) -> GrowthChart:
    """Return the rich chart, shown at its usual size."""
    made = GrowthChart()
    qtbot.addWidget(made)
    made.resize(760, 420)
    made.set_data(rich_data())
    with qtbot.waitExposed(made):
        made.show()
    made.grab()
    return made


def drawing_of(chart: GrowthChart) -> ChartDrawing:
    """Return the layout as last painted."""
    chart.grab()
    drawing = chart._layers.drawing
    assert drawing is not None
    return drawing


def place(chart: GrowthChart, day: date, y: float = 200) -> QPoint:
    """Return where a date stands."""
    return QPointF(drawing_of(chart).x(day.toordinal()), y).toPoint()


def prevailing(image: QImage, at: QPointF) -> str:
    """Return the colour most frequent around a point, as hatching has two."""
    around = [
        image.pixelColor(round(at.x()) + x, round(at.y()) + y).name()
        for x in range(-4, 4)
        for y in range(-4, 4)
    ]
    return max(around, key=around.count)
