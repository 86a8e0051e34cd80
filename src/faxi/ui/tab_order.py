"""The order in which the Tab key goes through a window: as it is read, whatever was built when."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def order_tabs(window: QWidget, parts: Sequence[QWidget]) -> None:
    """Let the Tab key go through the parts of a window in their order.

    Within a part the order stays. What is built later comes last.
    """
    stops: dict[QWidget, list[QWidget]] = {part: [] for part in parts}
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        part = next((part for part in parts if part.isAncestorOf(widget)), None)
        if part is not None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops[part].append(widget)
        widget = widget.nextInFocusChain()
    in_order = [stop for part in parts for stop in stops[part]]
    for one, following in pairwise(in_order):
        QWidget.setTabOrder(one, following)
