"""The look of the whole program: one scale of space and type, three palettes, a few colour roles.

What to use, here and nowhere else:

* space between and inside: ``TIGHT``, ``SMALL``, ``MEDIUM``, ``LARGE``;
* type: ``as_figure``, ``as_heading``, ``as_note``, and plain text for the rest;
* meaning: ``Role`` names roles of the palette (muted, warning, good, accent), so that a label that
  was given one follows every change of theme by itself: ``as_note(label)``, ``as_warning(label)``,
  ``label.setForegroundRole(Role.GOOD)``. Who paints takes ``self.palette().color(Role.MUTED)``;
* a card: ``as_card(frame)``.

No style sheet: with one, every widget is polished again each time it changes its parent, which cost
a fifth of the time to the first paint.
"""

from enum import StrEnum
from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QWidget

TIGHT, SMALL, MEDIUM, LARGE = 4, 8, 12, 16
_MIDDLE = 128  # of lightness
_FIGURE, _HEADING, _NOTE = 1.6, 1.15, 0.92  # times the size of plain text


class Role:
    """What a colour means, as a role of the palette that Fusion leaves free or fills so."""

    MUTED = QPalette.ColorRole.PlaceholderText  # text that matters less
    WARNING = QPalette.ColorRole.BrightText  # what is wrong or needs care; never without words
    GOOD = QPalette.ColorRole.LinkVisited  # what is in the reader's favour
    ACCENT = QPalette.ColorRole.Accent  # the one colour of the program
    CARD = QPalette.ColorRole.Base  # ground of fields and cards
    EDGE = QPalette.ColorRole.Mid  # thin lines between things


class Appearance(StrEnum):
    """What a person may choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Colours(NamedTuple):
    """The colours of one theme.

    All text is 4.5 : 1 or more on ``window``, ``base`` and ``other``; ``outline`` is 3 : 1.
    """

    window: str
    base: str
    other: str
    button: str
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    link: str
    warning: str
    good: str
    edge: str
    outline: str
    tip: str


LIGHT = Colours(
    window="#f4f6f8",
    base="#ffffff",
    other="#eef2f6",
    button="#fafbfc",
    text="#1b2430",
    muted="#566272",
    disabled="#8a94a1",
    accent="#1f5f8b",
    on_accent="#ffffff",
    link="#1f5f8b",
    warning="#a3330b",
    good="#1d6b3a",
    edge="#c9d1da",
    outline="#838e9c",
    tip="#fffbe8",
)
# In the dark what is nearer is lighter: fields and cards stand out from the window by themselves.
DARK = Colours(
    window="#1d2127",
    base="#292f37",
    other="#313843",
    button="#38404b",
    text="#e8ecf1",
    muted="#a9b3c0",
    disabled="#87919d",
    accent="#5fb0e6",
    on_accent="#0d141b",
    link="#7cc0f0",
    warning="#ffa27a",
    good="#7fd19b",
    edge="#4d5663",
    outline="#818c9b",
    tip="#313843",
)
CONTRAST = Colours(
    window="#000000",
    base="#000000",
    other="#1a1a1a",
    button="#000000",
    text="#ffffff",
    muted="#e0e0e0",
    disabled="#9a9a9a",
    accent="#ffd60a",
    on_accent="#000000",
    link="#6fd3ff",
    warning="#ffb28c",
    good="#8dffa8",
    edge="#ffffff",
    outline="#b6b6b6",
    tip="#000000",
)
_THEMES = {Appearance.LIGHT: LIGHT, Appearance.DARK: DARK, Appearance.CONTRAST: CONTRAST}

# Fusion outlines these in their own window colour made darker, which in the dark nobody would see;
# none of them has a ground in that colour, so theirs is chosen for the outline alone.
_OUTLINED = ("QLineEdit", "QComboBox", "QAbstractButton", "QAbstractItemView", "QTextEdit")
_DARKER = 1.4  # what Fusion divides lightness by


def palette_of(theme: Appearance) -> QPalette:
    """Return the palette of a theme; ``SYSTEM`` is what the system shows now."""
    chosen = _THEMES[resolved(theme)]
    roles = QPalette.ColorRole
    palette = QPalette()
    for names, colour in (
        ((roles.Window,), chosen.window),
        ((roles.Base,), chosen.base),
        ((roles.AlternateBase,), chosen.other),
        ((roles.Button,), chosen.button),
        ((roles.WindowText, roles.Text, roles.ButtonText), chosen.text),
        ((roles.ToolTipText,), chosen.text),
        ((roles.ToolTipBase,), chosen.tip),
        ((Role.MUTED,), chosen.muted),
        ((roles.Highlight, Role.ACCENT), chosen.accent),
        ((roles.HighlightedText,), chosen.on_accent),
        ((roles.Link,), chosen.link),
        ((Role.WARNING,), chosen.warning),
        ((Role.GOOD,), chosen.good),
        ((roles.Mid, roles.Midlight), chosen.edge),
    ):
        for name in names:
            palette.setColor(name, QColor(colour))
    window = QColor(chosen.window)
    for name, share in ((roles.Light, 130), (roles.Dark, 70), (roles.Shadow, 50)):
        palette.setColor(name, window.lighter(share) if share > 100 else window.darker(200 - share))
    for name in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText, Role.MUTED):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(chosen.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, QColor(chosen.edge))
    return palette


def resolved(theme: Appearance) -> Appearance:
    """Return the theme meant by one: the system's own for ``SYSTEM``, else itself."""
    if theme is not Appearance.SYSTEM:
        return theme
    hints = QGuiApplication.styleHints()
    wish = hints.accessibility().contrastPreference()
    if wish is QtCore.Qt.ContrastPreference.HighContrast:
        return Appearance.CONTRAST
    is_dark = hints.colorScheme() is QtCore.Qt.ColorScheme.Dark
    return Appearance.DARK if is_dark else Appearance.LIGHT


def guessed() -> Appearance:
    """Return the system's theme by the palette of the moment, which costs the start nothing."""
    lightness = QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness()
    return Appearance.LIGHT if lightness >= _MIDDLE else Appearance.DARK


def apply_theme(application: QApplication, theme: Appearance) -> None:
    """Give the application the colours of a theme; may be called again for another."""
    palette = palette_of(theme)
    application.setPalette(palette)
    outline = QColor(_THEMES[resolved(theme)].outline)
    palette.setColor(QPalette.ColorRole.Window, outline.lighter(round(100 * _DARKER)))
    # A header is a view too, but one with a ground of its own.
    application.setPalette(palette_of(theme), "QHeaderView")  # type: ignore[arg-type] # as below
    for name in _OUTLINED:
        application.setPalette(palette, name)  # type: ignore[arg-type] # the stub is wrong


def apply_style() -> None:
    """Give the application its style, if it was not started with it."""
    if QApplication.style().objectName() != "fusion":
        QApplication.setStyle("Fusion")


def apply_figures(application: QApplication) -> None:
    """Let all figures be of equal width, so that columns of them line up."""
    tabular = QFont.Tag("tnum")
    font = application.font()
    if not font.isFeatureSet(tabular):
        font.setFeature(tabular, 1)
        application.setFont(font)


def as_figure(widget: QWidget) -> None:
    """Show a widget's text large and heavy: one of the few figures that matter most."""
    _resize(widget, _FIGURE, QFont.Weight.DemiBold)


def as_heading(widget: QWidget) -> None:
    """Show a widget's text as a heading."""
    _resize(widget, _HEADING, QFont.Weight.DemiBold)


def as_note(widget: QWidget) -> None:
    """Show a widget's text a little smaller and quieter."""
    _resize(widget, _NOTE, QFont.Weight.Normal)
    widget.setForegroundRole(Role.MUTED)


def as_warning(widget: QWidget) -> None:
    """Show a widget's text as one that needs care; the text itself says so too."""
    _resize(widget, _NOTE, QFont.Weight.Normal)
    widget.setForegroundRole(Role.WARNING)


def as_card(frame: QFrame) -> None:
    """Set a frame apart from the window."""
    frame.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
    frame.setForegroundRole(Role.EDGE)
    frame.setAutoFillBackground(True)
    frame.setBackgroundRole(Role.CARD)


def _resize(widget: QWidget, factor: float, weight: QFont.Weight) -> None:
    font = widget.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setWeight(weight)
    widget.setFont(font)
