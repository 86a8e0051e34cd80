"""Exporting from the window: a file dialog, the work on another thread, a word at the end."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QWidget

from faxi.app.summaries import export_file
from faxi.app.tasks import Task
from faxi.exports.formats import FORMAT_NAMES
from faxi.store.files import FileError
from faxi.text.messages import message_of
from faxi.ui.background import Job
from faxi.ui.names import safe_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from faxi.engine.problems import Problem
    from faxi.engine.statement import Statement
    from faxi.text.words import Words

_PATIENCE_MS = 100  # faster work shows no progress


class ExportControl(QObject):
    """Runs one export at a time for a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._job: Job | None = None
        self._progress: QProgressDialog | None = None

    @property
    def is_running(self) -> bool:
        """Whether an export is under way."""
        return self._job is not None

    def ask(self, statement: "Statement", words: "Words") -> None:
        """Ask where to, in which format, and begin."""
        if self._job is not None:
            return
        day = statement.as_of.isoformat()
        title = statement.case.title or words("Repayment summary")
        filters = ";;".join(_filter(suffix, words) for suffix in FORMAT_NAMES)
        name, chosen = QFileDialog.getSaveFileName(
            self._window, words("Export the summary"), safe_name(f"{title} {day}.pdf"), filters
        )
        if name:
            self._start(statement, _with_suffix(Path(name), chosen, words), words)

    def _start(self, statement: "Statement", path: Path, words: "Words") -> None:
        self.run(lambda: export_file(statement, path, words), path, words)

    def run(self, work: "Callable[[], list[Problem]]", path: Path, words: "Words") -> None:
        """Write a file on another thread; nothing happens while another is being written."""
        if self._job is not None:
            return
        task: Task[list[Problem]] = Task(
            run=work,
            finish=lambda warnings: self._finish(path, warnings, words),
        )
        self._job = Job(task, lambda error: self._fail(path, error, words))
        progress = QProgressDialog(self._window)
        progress.setObjectName("exportProgress")
        progress.setLabelText(words("Writing {name}…", name=path.name))
        progress.setCancelButtonText(words("Cancel"))
        progress.setRange(0, 0)
        progress.setMinimumDuration(_PATIENCE_MS)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.canceled.connect(self._cancel)
        self._progress = progress
        self._job.start()

    def _cancel(self) -> None:
        if self._job is not None:
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
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def _filter(suffix: str, words: "Words") -> str:
    return f"{words(FORMAT_NAMES[suffix])} (*{suffix})"


def _with_suffix(path: Path, chosen: str, words: "Words") -> Path:
    """Return the path with a suffix we write: its own, or that of the chosen filter."""
    if path.suffix.lower() in FORMAT_NAMES:
        return path
    suffixes = {_filter(suffix, words): suffix for suffix in FORMAT_NAMES}
    return path.with_name(path.name + suffixes.get(chosen, ".pdf"))
