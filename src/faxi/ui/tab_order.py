"""The order in which the Tab key goes through a window: as it is read, whatever was built when."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def order_tabs(window: QWidget, parts: Sequence[QWidget]) -> None:
    """Let the Tab key go through the parts of a window in their order.

    Within a part the order stays. What is built later comes last, unless ``put_after`` moves it.
    """
    stops: dict[QWidget, list[QWidget]] = {part: [] for part in parts}
    for stop in _stops_behind(window):
        part = next((part for part in parts if part.isAncestorOf(stop)), None)
        if part is not None:
            stops[part].append(stop)
    for one, following in pairwise(stop for part in parts for stop in stops[part]):
        QWidget.setTabOrder(one, following)


def put_after(before: QWidget, content: QWidget) -> None:
    """Let the Tab key go on from a widget to what was just built beneath it."""
    stops = [stop for stop in _stops_behind(content) if content.isAncestorOf(stop)]
    for one, following in pairwise((before, *stops)):
        QWidget.setTabOrder(one, following)


def _stops_behind(first: QWidget) -> Iterator[QWidget]:
    """Yield what the Tab key stops at, all the way round to where it began."""
    widget = first.nextInFocusChain()
    while widget is not None and widget is not first:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        widget = widget.nextInFocusChain()
