"""A line of text that leaves the window its keys."""

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLineEdit


class PlainLine(QLineEdit):
    """A line edit in which Ctrl+E still exports.

    On X11 a line edit claims it, as Emacs does, to move to the end; the End key does that too.
    """

    def event(self, event: QEvent) -> bool:
        """Leave the key of the export to the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QtGui.QKeyEvent):
            export = QtCore.Qt.KeyboardModifier.ControlModifier | QtCore.Qt.Key.Key_E
            if event.keyCombination() == export:
                event.ignore()
                return False
        return super().event(event)
