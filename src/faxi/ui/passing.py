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

    def finish_edits(self) -> None:
        """Commit whatever is still being typed."""

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Copy the cases of files into the book."""

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
        """Begin a new case with the one on the clipboard."""
        text = QGuiApplication.clipboard().text()
        self._window.finish_edits()
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
                self._window.open_paths(_case_files(event.mimeData()))
            return True
        return super().eventFilter(watched, event)


def _case_files(dropped: QMimeData) -> list[Path]:
    """Return the local case files among what is dragged."""
    paths = (Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile())
    return [path for path in paths if path.suffix.lower() == _SUFFIX]
