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
    added = (
        QFontDatabase.addApplicationFont(str(path))
        for path in sorted(resource("fonts").glob("*.otf"))
    )
    families = [family for font in added for family in QFontDatabase.applicationFontFamilies(font)]
    # What is on screen was measured and painted with empty boxes. A new fallback of the application
    # tells it so, without the Python object for every widget that asking each of them takes.
    font = QApplication.font()
    font.setFamilies(list(dict.fromkeys([*font.families(), *families])))
    QApplication.setFont(font)
    QApplication.sendPostedEvents(None, QEvent.Type.ApplicationFontChange.value)
