"""Remembers how a window stood: its size, and the sizes of its sections by their names.

By name, so that a section that comes or goes never spoils what is remembered of the others.
"""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from faxi.store.settings import Settings
from faxi.ui.sections import Sections

_WIDTH, _HEIGHT, _MAXIMISED = "window_width", "window_height", "window_maximised"
_SECTIONS = "sections"
_LEAST = QSize(1024, 700)


def restore(window: QWidget, sections: Sections, settings: Settings) -> None:
    """Give a window and its sections the sizes they had; what cannot be is left alone."""
    width, height = (settings.get(key, 0) for key in (_WIDTH, _HEIGHT))
    wanted = QSize(width, height) if width > 0 and height > 0 else window.size()
    # A screen may be smaller than the last one was, but the window never has to be tiny.
    room = window.screen().availableSize().expandedTo(_LEAST)
    window.resize(wanted.boundedTo(room))
    if settings.get(_MAXIMISED, 0):
        window.showMaximized()
    sections.set_widths(settings.get(_SECTIONS, {}))


def remember(window: QWidget, sections: Sections, settings: Settings) -> None:
    """Write down how a window stands."""
    from faxi.store.files import FileError  # noqa: PLC0415 - not before the first paint

    size = window.normalGeometry().size() if window.isMaximized() else window.size()
    for key, value in (
        (_WIDTH, size.width()),
        (_HEIGHT, size.height()),
        (_MAXIMISED, int(window.isMaximized())),
    ):
        settings.put(key, value)
    settings.put(_SECTIONS, sections.widths())
    try:
        settings.save()
    except FileError:
        # The window is closing, and its size is not worth a message.
        return
