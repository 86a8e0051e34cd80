"""How a case comes and goes without a file dialog: the clipboard, and dropped files."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from faxi.app.presenter import CasePresenter
    from faxi.ui.speech import Speech

_SUFFIX = ".json"


class Window(Protocol):
    """What is asked of the window."""

    speech: "Speech"

    @property
    def presenter(self) -> "CasePresenter":
        """The behaviour behind the window."""

    def may_leave(self) -> bool:
        """Ask about unsaved changes; tell whether the case may be left."""

    def open_path(self, path: Path) -> None:
        """Open a case file."""

    def warn(self, sentence: str, details: Sequence[str]) -> None:
        """Say what went wrong."""


class Passing(QObject):
    """Copies and pastes whole cases and takes dropped case files."""

    def __init__(self, window: QWidget, answers: Window) -> None:
        super().__init__(window)
        self._window = answers
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def copy(self) -> None:
        """Put the whole case on the clipboard, as the text of its file."""
        text = self._window.presenter.copied_case()
        if text is None:
            words = self._window.speech.words
            problems = self._window.presenter.sentences()
            self._window.warn(words("The case is not whole yet, so it was not copied."), problems)
        else:
            QGuiApplication.clipboard().setText(text)

    def paste(self) -> None:
        """Begin with the case on the clipboard, after asking about unsaved changes."""
        text = QGuiApplication.clipboard().text()
        if self._window.may_leave():
            outcome = self._window.presenter.paste_case(text)
            if not outcome.is_fine:
                words = self._window.speech.words
                self._window.warn(words("The clipboard holds no case."), outcome.messages)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take case files that are dragged over the window."""
        if isinstance(event, QDropEvent):  # the others are drops too
            if not _case_files(event.mimeData()):
                return super().eventFilter(watched, event)
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent | QDragMoveEvent):
                self._take(_case_files(event.mimeData()))
            return True
        return super().eventFilter(watched, event)

    def _take(self, paths: Sequence[Path]) -> None:
        """Open a dropped file; of several only the first, and say so."""
        first, *others = paths
        if not self._window.may_leave():
            return
        self._window.open_path(first)
        if others:
            words = self._window.speech.words
            sentence = words("One case is open at a time; “{name}” was opened.", name=first.name)
            self._window.warn(sentence, [path.name for path in others])


def _case_files(dropped: QMimeData) -> list[Path]:
    """Return the local case files among what is dragged."""
    paths = (Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile())
    return [path for path in paths if path.suffix.lower() == _SUFFIX]
