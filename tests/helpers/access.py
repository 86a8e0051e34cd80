"""What an assistive technology finds: names, descriptions, mnemonics, the order of the keys."""

import re
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGraphicsView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QTextEdit,
    QWidget,
)

_CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
_WHOLES = (QComboBox, QLineEdit, QAbstractItemView, QGraphicsView, QTabBar)
_LETTER = re.compile(r"\([A-Z]\)")  # of a mnemonic, as Chinese texts add it
_PARTS = (QHeaderView, QScrollBar, QSplitterHandle)  # of a control, and named by it


def controls(root: QWidget) -> Iterator[QWidget]:
    """Yield what can be worked with in a window, apart from the insides of Qt's own widgets."""
    for widget in [root, *root.findChildren(QWidget)]:
        is_control = isinstance(widget, _CONTROLS) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if is_control and not isinstance(widget, _PARTS) and not _is_inside(widget, root):
            yield widget


def _is_inside(widget: QWidget, root: QWidget) -> bool:
    """Tell whether a widget is a part of one of Qt's own."""
    at: QWidget | None = widget
    while at is not None and at is not root:
        parent = at.parentWidget()
        is_part = isinstance(parent, _WHOLES)
        if at.objectName().startswith("qt_") or is_part:
            return True
        at = parent
    return False


def faults(root: QWidget) -> list[str]:
    """Return which controls have no name or no description."""
    found = []
    for widget in controls(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name).strip()
        about = interface.text(QAccessible.Text.Description).strip()
        if not name or "&" in name or _LETTER.search(name):
            found.append(f"{_id(widget)}: named {name!r}")
        elif not about and not isinstance(widget, QAbstractButton | QTabBar):
            found.append(f"{_id(widget)} ({name!r}): not described")
        elif not about and len(name.split()) > 12:
            found.append(f"{_id(widget)}: a name is no sentence: {name!r}")
    return found


def _id(widget: QWidget) -> str:
    parent = widget.parentWidget()
    names = [widget.objectName() or type(widget).__name__]
    if parent is not None:
        names.append(parent.objectName() or type(parent).__name__)
    return "/".join(reversed(names))


def shared_mnemonics(root: QWidget) -> list[str]:
    """Return the letters that lead to more than one control in sight."""
    letters: Counter[str] = Counter()
    for widget in root.findChildren(QWidget):
        has_one = isinstance(widget, QAbstractButton) or (
            isinstance(widget, QLabel) and widget.buddy() is not None
        )
        if has_one and widget.isVisibleTo(root):
            text = widget.text()  # type: ignore[attr-defined]
            letters[QKeySequence.mnemonic(text).toString()] += 1
    del letters[""]
    return [letter for letter, count in letters.items() if count > 1]


def tab_order(root: QWidget) -> list[QWidget]:
    """Return what the Tab key leads to, one after the other, in a window that is shown."""
    order, widget = [], root.nextInFocusChain()
    while widget is not None and widget is not root:
        is_stop = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(root)
        if is_stop and widget.isEnabled() and widget.focusProxy() is None:
            order.append(widget)
        widget = widget.nextInFocusChain()
    return order
