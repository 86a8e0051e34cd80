"""Files a desktop asks to open while the program runs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent


class FileOpener(QObject):
    """Passes on the files macOS hands over as events; elsewhere they come as arguments."""

    def __init__(self, parent: QObject, open_path: Callable[[Path], object]) -> None:
        super().__init__(parent)
        self._open_path = open_path
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a file out of the stream of events, and leave the rest."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self._open_path(Path(event.file()))
            return True
        return super().eventFilter(watched, event)
