"""Finds text that a widget has no room for."""

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolBar,
    QToolButton,
    QWidget,
)

from faxi.ui.elided import ElidedLabel

_SLACK = 1  # pixels lost to rounding at odd scale factors


def clipped(root: QWidget) -> list[str]:
    """Return what of a window in view is cut off, one line for each widget."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.isVisibleTo(root) and widget.size() != QSize(0, 0):
            found += [f"{_path(widget)}: {fault}" for fault in _faults(widget)]
    return found


def _path(widget: QWidget) -> str:
    names = []
    at: QWidget | None = widget
    while at is not None:
        names.append(at.objectName() or type(at).__name__)
        at = at.parentWidget()
    return "/".join(reversed(names[:4]))


def _faults(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel():
            yield from _label(widget)
        case QToolButton() if widget.objectName() == "qt_toolbar_ext_button":
            yield "the tool bar has no room for all of its buttons"
        case QToolBar() | QTabBar() | QAbstractButton() | QGroupBox():
            hint = widget.minimumSizeHint() if isinstance(widget, QToolBar) else widget.sizeHint()
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            is_sign = isinstance(widget, QAbstractButton) and not text
            if not is_sign and widget.width() + _SLACK < hint.width():
                yield f"{text!r} needs {hint.width()}, has {widget.width()}"
        case QComboBox():
            yield from _box(widget)
        case QLineEdit():
            wanted = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
            if wanted > widget.width() - 8:
                yield f"placeholder {widget.placeholderText()!r} needs {wanted + 8}"
        case QHeaderView():
            yield from _header(widget)
        case QScrollArea():
            yield from _area(widget)
        case _:
            pass


def _label(label: QLabel) -> Iterator[str]:
    if not label.text() or (isinstance(label, ElidedLabel) and label.toolTip() == label.text()):
        return
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _SLACK:
            yield f"{label.text()!r} needs a height of {needed}, has {label.height()}"
    elif label.sizeHint().width() > label.width() + _SLACK:
        yield f"{label.text()!r} needs {label.sizeHint().width()}, has {label.width()}"


def _box(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    wanted = box.fontMetrics().horizontalAdvance(box.currentText())
    # In the language nobody speaks one choice may be longer than any form; its list shows it all.
    if "~" not in box.currentText() and wanted > room.width() + _SLACK:
        yield f"{box.currentText()!r} needs {wanted}, has {room.width()}"


def _header(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if header.orientation() is Qt.Orientation.Vertical:
        return
    for section in range(header.count()):
        text = str(model.headerData(section, header.orientation()))
        wanted = header.fontMetrics().horizontalAdvance(text)
        if not header.isSectionHidden(section) and wanted > header.sectionSize(section):
            yield f"{text!r} needs {wanted}, has {header.sectionSize(section)}"


def _area(area: QAbstractScrollArea) -> Iterator[str]:
    """Say when a page is wider than what can be seen and cannot be scrolled to."""
    assert isinstance(area, QScrollArea)
    page = area.widget()
    is_fixed = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if page is not None and is_fixed and page.width() > area.viewport().width():
        yield f"its page is {page.width()} wide, {area.viewport().width()} can be seen"
