"""Several lines of text that tell typing from a finished edit, like the fields of one line."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit

from faxi.ui.fields import PAUSE_MS

_LINES = 3.5  # how many show at once


class NotesField(QPlainTextEdit):
    """A text of several lines; Tab leaves it.

    Signals:
        typed: The text after every key.
        committed: The text when an edit is finished: focus out, or a second's pause.
    """

    typed = Signal(str)
    committed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(round(_LINES * self.fontMetrics().lineSpacing()))
        self._has_typing = self._is_shown = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.textChanged.connect(self._type)

    def text(self) -> str:
        """Return the text."""
        return self.toPlainText()

    def _type(self) -> None:
        if not self._is_shown:
            self._has_typing = True
            self._pause.start()
            self.typed.emit(self.text())

    def commit(self) -> None:
        """Finish the edit, if there is one."""
        self._pause.stop()
        if self._has_typing:
            self._has_typing = False
            self.document().clearUndoRedoStacks()  # from here on undo is the window's
            self.committed.emit(self.text())

    def show_text(self, text: str) -> None:
        """Show a text that nobody typed; a text already there keeps its cursor."""
        self._pause.stop()
        self._has_typing = False
        if self.text() != text:
            self._is_shown = True
            self.setPlainText(text)
            self._is_shown = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish the edit when the focus leaves."""
        super().focusOutEvent(event)
        self.commit()

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window unless there is typing to undo."""
        keys = QKeySequence.StandardKey
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            history = self.document()
            undoes = self._has_typing and history.isUndoAvailable()
            redoes = self._has_typing and history.isRedoAvailable()
            if (event.matches(keys.Undo) and not undoes) or (
                event.matches(keys.Redo) and not redoes
            ):
                event.ignore()
                return False
        return super().event(event)
