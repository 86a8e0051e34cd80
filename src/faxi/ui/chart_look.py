"""How the growth chart looks: colours that suit any palette, hatching, pens and lines of text.

Heights of text come from ``painter.boundingRect``: Chinese letters are taller than the font says.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPalette, QPen

_HUES = ("#3d6fb6", "#0a9a8c", "#e07b1a", "#9b59c9", "#8c7a1f")
_CAP = "#c02030"
# Lines of the hatching in a tile of 8 × 8: dashes, level, rising, falling, crossed.
TILE = 8
_HATCHES: tuple[tuple[tuple[float, float, float, float], ...], ...] = (
    ((1, 1.5, 3, 1.5), (5, 5.5, 7, 5.5)),
    ((-1, 2, 9, 2), (-1, 6, 9, 6)),
    ((-1, 9, 9, -1), (-1, 1, 1, -1), (7, 9, 9, 7)),
    ((-1, -1, 9, 9), (7, -1, 9, 1), (-1, 7, 1, 9)),
    ((-1, 4, 9, 4), (4, -1, 4, 9)),
)
DASHES = (5.0, 3.0)
CAP_DASHES = (9.0, 3.0, 2.0, 3.0)
_ONE_LINE = int(
    Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine
)
# Where the text stands in the line; as numbers, which cost less than flags.
LEFT = int(Qt.AlignmentFlag.AlignLeft) | _ONE_LINE
CENTRE = int(Qt.AlignmentFlag.AlignHCenter) | _ONE_LINE
RIGHT = int(Qt.AlignmentFlag.AlignRight) | _ONE_LINE
_TOP_LEFT = int(Qt.AlignmentFlag.AlignLeft)


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of WCAG 2, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Return ``one`` with a share of ``other`` in it."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )


def _against(colour: QColor, grounds: Sequence[QColor], ratio: float) -> QColor:
    """Return the colour, darker or lighter until it stands out from all the grounds."""
    ends = QColor("black"), QColor("white")
    end = max(ends, key=lambda end: min(contrast(end, ground) for ground in grounds))
    tries = (mixed(colour, end, step / 32) for step in range(33))
    return next((c for c in tries if min(contrast(c, g) for g in grounds) >= ratio), end)


class Theme(NamedTuple):
    """The colours of the chart: text is 4.5 : 1 against its ground, every outline 3 : 1.

    Attributes:
        fills: Of the layers in the past, the lowest first.
        later: Of the layers in the future.
        bands: Two grounds, by turns.
    """

    window: QColor
    text: QColor
    muted: QColor
    grid: QColor
    accent: QColor
    cap: QColor
    cap_text: QColor
    bands: tuple[QColor, QColor]
    fills: tuple[QColor, ...]
    later: tuple[QColor, ...]
    outlines: tuple[QColor, ...]


def theme_of(palette: QPalette) -> Theme:
    """Return colours that suit a palette, light or dark."""
    window = palette.color(QPalette.ColorRole.Window)
    highlight = palette.color(QPalette.ColorRole.Highlight)
    ink = palette.color(QPalette.ColorRole.WindowText)
    is_dark = _luminance(window) < 0.2
    bands = mixed(window, ink, 0.025), mixed(window, ink, 0.07)
    text = _against(ink, (window, *bands), 7)
    hues = [QColor(name) for name in _HUES]
    fills = tuple(mixed(window, hue, 0.5 if is_dark else 0.42) for hue in hues)
    later = tuple(mixed(window, hue, 0.26 if is_dark else 0.2) for hue in hues)
    grounds = (window, *fills, *later)
    grid = QColor(text)
    grid.setAlphaF(0.12)
    return Theme(
        window=window,
        text=text,
        muted=_against(mixed(text, window, 0.4), (window, *bands), 4.5),
        grid=grid,
        accent=_against(_against(highlight, (window,), 4.5), fills, 3),
        cap=_against(QColor(_CAP), (*grounds, *bands), 3),
        cap_text=_against(QColor(_CAP), (window,), 4.5),
        bands=bands,
        fills=fills,
        later=later,
        outlines=tuple(_against(hue, grounds, 3) for hue in hues),
    )


@lru_cache(maxsize=64)
def tile(layer: int, ground: int, lines: int, size: int) -> QImage:
    """Return one tile of a layer's hatching in two colours, ``size`` pixels wide."""
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(ground)
    painter = QPainter(image)
    painter.scale(size / TILE, size / TILE)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor.fromRgb(lines), 1))
    for line in _HATCHES[layer]:
        painter.drawLine(QLineF(*line))
    painter.end()
    return image


def say(painter: QPainter, rect: QRectF, text: str, colour: QColor, align: int) -> None:
    """Write one line in the middle of a rectangle's height."""
    painter.setPen(colour)
    painter.drawText(rect, align, text)


def height_of(painter: QPainter) -> float:
    """Return the height of a line of either script."""
    return painter.boundingRect(QRectF(0, 0, 999, 999), _TOP_LEFT, "国Äg").height()


def width_of(painter: QPainter, text: str) -> float:
    """Return the width of a text."""
    return QFontMetricsF(painter.font(), painter.device()).horizontalAdvance(text)


def pen(colour: QColor, width: float, dashes: Sequence[float] = ()) -> QPen:
    """Return a pen; ``dashes`` are lengths of lines and gaps by turns."""
    made = QPen(colour, width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.BevelJoin)  # round joins take three times as long
    if dashes:
        made.setDashPattern([length / width for length in dashes])
    return made
