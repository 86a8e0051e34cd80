"""Exporting from the window: the dialogs, and files written on another thread for other pages."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QWidget

from faxi.app.tasks import Cancel, Task
from faxi.store.files import FileError
from faxi.text.messages import message_of
from faxi.ui.background import Job
from faxi.ui.dialogs import show_plainly

if TYPE_CHECKING:
    from collections.abc import Callable

    from faxi.engine.problems import Problem
    from faxi.engine.statement import Statement
    from faxi.store.settings import Settings
    from faxi.text.words import Words

_PATIENCE_MS = 100  # faster work shows no progress


class ExportControl(QObject):
    """Runs one export at a time for a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._job: Job | None = None
        self._cancel_wish = Cancel()
        self._progress: QProgressDialog | None = None

    def ask(self, statement: "Statement", words: "Words", settings: "Settings") -> None:
        """Open the dialog with every choice, the pages, and the run."""
        from faxi.ui.export_dialog import ExportDialog  # noqa: PLC0415 - when first asked for

        if self._job is not None:
            return
        dialog = ExportDialog(self._window, statement, words, settings)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_texts(self, statement: "Statement", words: "Words") -> None:
        """Show the texts that can be copied."""
        from faxi.ui.texts_dialog import TextsDialog  # noqa: PLC0415 - when first asked for

        dialog = TextsDialog(self._window, statement, words)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def run(self, work: "Callable[[Cancel], list[Problem]]", path: Path, words: "Words") -> None:
        """Write a file on another thread; nothing happens while another is being written.

        Args:
            work: Writes it, unless cancelled by then, and returns warnings.
        """
        if self._job is not None:
            return
        cancel = self._cancel_wish = Cancel()
        task: Task[list[Problem]] = Task(
            run=lambda: work(cancel),
            finish=lambda warnings: self._finish(path, warnings, words),
        )
        self._job = Job(task, lambda error: self._fail(path, error, words))
        progress = QProgressDialog(self._window)
        progress.setObjectName("exportProgress")
        progress.setLabelText(words("Writing {name}…", name=path.name))
        progress.setCancelButtonText(words("Cancel"))
        progress.setRange(0, 0)
        progress.setMinimumDuration(_PATIENCE_MS)
        progress.setValue(0)  # what starts the patience
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.canceled.connect(self._cancel)
        self._progress = progress
        self._job.start()

    def _cancel(self) -> None:
        if self._job is not None:
            self._cancel_wish.is_wished = True
            self._job.cancel()
            self._end()

    def _end(self) -> None:
        if self._progress is not None:
            self._progress.canceled.disconnect(self._cancel)
            self._progress.reset()
            self._progress.deleteLater()
        self._job, self._progress = None, None

    def _finish(self, path: Path, warnings: "list[Problem]", words: "Words") -> None:
        self._end()
        sentences = [message_of(warning, words) for warning in warnings]
        self._tell(
            QMessageBox.Icon.Information,
            words("The summary was written to “{name}”.", name=path.name),
            "\n".join([str(path), *sentences]),
        )

    def _fail(self, path: Path, error: BaseException, words: "Words") -> None:
        self._end()
        if not isinstance(error, FileError):
            raise error
        self._tell(
            QMessageBox.Icon.Warning,
            words("“{name}” could not be written.", name=path.name),
            message_of(error.problem, words),
        )

    def _tell(self, kind: QMessageBox.Icon, sentence: str, detail: str) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("exportMessage")
        box.setIcon(kind)
        box.setText(sentence)
        box.setInformativeText(detail)
        show_plainly(box)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
