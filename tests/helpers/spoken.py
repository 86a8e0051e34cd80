"""Everything a window says, gathered to find what nobody translated."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTableView,
    QWidget,
)

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH = re.compile(r"[A-Za-z]{3,}")
# Names of things that are the same in every language, and keys.
_NAMES = re.compile(
    r"LPR|CSV|JSON|PDF|Word|Excel|PNG|SVG|Markdown|Faxi|English|中文|Ctrl|Shift|CNY|ACT|30E"
)
# What may be typed is shown as people write it.
_TYPED = re.compile(r"5万|日万分之五|\d+年\d+月\d+日")


def is_foreign(text: str, language: str) -> bool:
    """Tell whether a text is not in the language ``"zh"``, ``"en"`` or ``"pseudo"``."""
    text = _NAMES.sub("", _TYPED.sub("", text))
    if language == "en":
        return bool(_CHINESE.search(text))
    is_said = "[" in text if language == "pseudo" else bool(_CHINESE.search(text))
    return not is_said and bool(_ENGLISH.search(text))


def texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Yield where something is said and what, apart from what a person typed."""
    for thing in [root, *root.findChildren(QObject)]:
        name = thing.objectName() or type(thing).__name__
        for text in _of(thing):
            if text:
                yield name, text


def _of(thing: QObject) -> Iterator[str]:
    if isinstance(thing, QWidget):
        yield from (thing.toolTip(), thing.accessibleName(), thing.accessibleDescription())
    match thing:
        case QLabel() | QAbstractButton():
            yield thing.text()
        case QAction():
            yield from (thing.text(), thing.toolTip())
        case QMenu():
            yield thing.title()
        case QLineEdit():
            yield thing.placeholderText()
        case QComboBox():
            yield from (thing.itemText(index) for index in range(thing.count()))
        case QTabBar():
            yield from (thing.tabText(index) for index in range(thing.count()))
        case QTableView() | QAbstractItemView():
            yield from _titles(thing)
        case _:
            pass


def _titles(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if isinstance(view, QTableView) and view.horizontalHeader().isVisible():
        for section in range(model.columnCount()):
            yield str(model.headerData(section, Qt.Orientation.Horizontal) or "")
