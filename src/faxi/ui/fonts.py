"""Chinese on screen: the system's fonts where they cover it, else the bundled ones."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from faxi.resources import resource


def ensure_chinese() -> None:
    """Register the bundled fonts if no font of the system shows Chinese.

    Asked after the first paint: looking through the system's fonts takes time.
    """
    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return
    for path in sorted(resource("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))
    # What is on screen was measured and painted with empty boxes, and Qt does not tell it.
    for widget in QApplication.allWidgets():
        QApplication.sendEvent(widget, QEvent(QEvent.Type.FontChange))
