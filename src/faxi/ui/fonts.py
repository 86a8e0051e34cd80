"""Chinese on screen: the system's fonts where they cover it, else the bundled ones."""

from PySide6.QtGui import QFontDatabase

from faxi.resources import resource


def ensure_chinese() -> None:
    """Register the bundled fonts if no font of the system shows Chinese.

    Asked after the first paint: looking through the system's fonts takes time.
    """
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        for path in sorted(resource("fonts").glob("*.otf")):
            QFontDatabase.addApplicationFont(str(path))
