"""The export dialog: choices on the left, the pages on the right, the run beneath."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from faxi.app.export_choices import KEY, ExportChoices, choices_from, write_one
from faxi.app.summaries import summary_pages
from faxi.app.tasks import Cancel, Task
from faxi.engine.problems import CaseError
from faxi.exports.options import Options
from faxi.store.files import FileError
from faxi.text.messages import message_of
from faxi.text.words import words_of
from faxi.ui.background import Job
from faxi.ui.export_form import ExportForm
from faxi.ui.export_preview import PPI, ExportPreview
from faxi.ui.names import safe_stem
from faxi.ui.speech import name_plainly, show_label
from faxi.ui.theme import MEDIUM, SMALL, as_note, as_warning

if TYPE_CHECKING:
    from collections.abc import Callable

    from faxi.engine.problems import Problem
    from faxi.engine.statement import Statement
    from faxi.store.settings import Settings
    from faxi.text.words import Language, Words

_SIZE = 960, 660


class ExportDialog(QDialog):
    """Asks how a statement is to be exported, shows it, and writes it.

    Attributes:
        form: The choices.
        preview: The pages.
        written: Files written in the last run.
    """

    def __init__(
        self, parent: QWidget, statement: "Statement", words: "Words", settings: "Settings"
    ) -> None:
        super().__init__(parent)
        self._statement, self._words, self._settings = statement, words, settings
        self._job: Job | None = None
        self._cancel = Cancel()
        self._waiting: list[Path] = []
        self._warnings: list[str] = []
        self._may_replace: list[Path] = []
        self._options = Options()
        self._previewed: tuple[Options, Language] | None = None
        self._name_as_made = ""
        self.written: list[Path] = []
        self.setObjectName("exportDialog")
        self.setWindowTitle(words("Export"))
        self.resize(*_SIZE)
        self.form = ExportForm(_usual(settings, words), words)
        self.preview = ExportPreview(words)
        self._lay_out()
        self.form.changed.connect(self._change)
        self.form.name_edit.textChanged.connect(lambda _: self._forget_question())
        self._change()

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidget(self.form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = scroll.verticalScrollBar().sizeHint().width()
        scroll.setMinimumWidth(self.form.minimumSizeHint().width() + bar)
        sides = QHBoxLayout()
        sides.setSpacing(MEDIUM)
        sides.addWidget(scroll)
        sides.addWidget(self.preview, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(sides, 1)
        layout.addLayout(self._run_row())
        name_plainly(self)

    def _run_row(self) -> QVBoxLayout:
        words = self._words
        self._message = QLabel()
        self._message.setObjectName("exportMessage")
        self._message.setTextFormat(Qt.TextFormat.PlainText)  # it quotes what people named
        self._message.setWordWrap(True)
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._progress = QProgressBar()
        self._progress.setObjectName("exportProgress")
        self._progress.hide()
        self._open = self._button("exportOpenButton", words("Open file"), self._open_file)
        self._open_folder = self._button(
            "exportOpenFolderButton", words("Open folder"), self._show_folder
        )
        self._open.hide()
        self._open_folder.hide()
        self._export = self._button("exportButton", words("E&xport"), self.export)
        self._export.setDefault(True)
        self._close = self._button("exportCloseButton", words("Close"), self.reject)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self._message, 1)
        row.addWidget(self._progress)
        for button in (self._open, self._open_folder, self._export, self._close):
            row.addWidget(button)
        rows = QVBoxLayout()
        rows.addLayout(row)
        return rows

    def _button(self, name: str, text: str, slot: "Callable[[], None]") -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(slot)
        return button

    # Choices

    def _change(self) -> None:
        """Follow a choice: name, what can be written, the pages."""
        choices = self.form.choices
        if self.form.name_edit.text() in ("", self._name_as_made):
            self._name_as_made = safe_stem(choices.stem(self._statement))
            self.form.name_edit.setText(self._name_as_made)
        self._forget_question()
        options = self._read_options(choices)
        self._export.setEnabled(options is not None and bool(choices.suffixes))
        if options is not None:
            self._show_pages(options, choices.language)

    def _show_pages(self, options: Options, language: "Language") -> None:
        """Set the pages anew where a choice shows on them."""
        if (options, language) == self._previewed:
            return
        self._options, self._previewed = options, (options, language)
        statement, words = self._statement, words_of(language)
        self.preview.ask(lambda: summary_pages(statement, words, PPI, options))

    def _read_options(self, choices: ExportChoices) -> Options | None:
        try:
            options = choices.options()
        except (CaseError, FileError) as error:
            problem = error.problem if isinstance(error, FileError) else error.problems[0]
            self._warn(message_of(problem, self._words))
            return None
        if not choices.suffixes:
            self._warn(self._words("Choose at least one format."))
        return options

    def _forget_question(self) -> None:
        self._may_replace = []
        show_label(self._export, self._words("E&xport"))
        self._tell("")

    def _tell(self, text: str) -> None:
        as_note(self._message)
        self._message.setText(text)

    def _warn(self, text: str) -> None:
        as_warning(self._message)
        self._message.setText(text)

    # The run

    def paths(self) -> list[Path]:
        """Return the files that would be written."""
        choices = self.form.choices
        folder = Path(choices.folder).expanduser()
        return [folder / f"{safe_stem(self.form.stem)}{suffix}" for suffix in choices.suffixes]

    def export(self) -> None:
        """Write the files; asked once more before any is replaced, without another window."""
        if self._job is not None:
            return
        paths = self.paths()
        there = [path for path in paths if path.is_file()]
        if there and there != self._may_replace:
            self._may_replace = there
            names = self._words.listing(path.name for path in there)
            self._warn(self._words("Already there: {names}. Press again to replace.", names=names))
            show_label(self._export, self._words("Re&place"))
            return
        self._settings.put(KEY, self.form.choices.remembered())
        with suppress(OSError):  # a new system has no folder for documents yet
            paths[0].parent.mkdir(exist_ok=True)
        self._cancel = Cancel()
        self.written, self._warnings, self._waiting = [], [], paths
        # One file has no steps to count.
        self._progress.setRange(0, len(paths) if len(paths) > 1 else 0)
        self._set_running(is_running=True)
        self._next()

    def _next(self) -> None:
        self._progress.setValue(len(self.written))
        if not self._waiting:
            self._end()
            return
        path = self._waiting.pop(0)
        self._tell(self._words("Writing {name}…", name=path.name))
        statement, choices, options = self._statement, self.form.choices, self._options
        cancel = self._cancel
        task: Task[list[Problem]] = Task(
            run=lambda: write_one(statement, path, choices, options, cancel),
            finish=lambda warnings: self._finish(path, warnings),
        )
        self._job = Job(task, lambda error: self._fail(path, error))
        self._job.start()

    def _finish(self, path: Path, warnings: "list[Problem]") -> None:
        if not isValid(self):  # the window went away meanwhile
            return
        self.written.append(path)
        self._warnings += [message_of(warning, self._words) for warning in warnings]
        self._next()

    def _fail(self, path: Path, error: BaseException) -> None:
        self._set_running(is_running=False)
        if not isinstance(error, FileError):
            raise error
        sentence = self._words("“{name}” could not be written.", name=path.name)
        self._warn(f"{sentence} {message_of(error.problem, self._words)}")

    def _end(self) -> None:
        self._set_running(is_running=False)
        names = self._words.listing(path.name for path in self.written)
        told = [self._words("Written: {path}", path=names), *dict.fromkeys(self._warnings)]
        self._tell("\n".join(told))
        self._open.show()
        self._open_folder.show()
        with suppress(FileError):  # choices forgotten are no reason to doubt the files
            self._settings.save()

    def _set_running(self, *, is_running: bool) -> None:
        if not is_running:
            self._job = None
            self._forget_question()
        self.form.setEnabled(not is_running)
        self._export.setEnabled(not is_running)
        self._progress.setVisible(is_running)
        self._open.hide()
        self._open_folder.hide()
        self._close.setText(self._words("Cancel") if is_running else self._words("Close"))

    def reject(self) -> None:
        """Cancel what is running, keeping every old file whole; otherwise close."""
        if self._job is not None:
            self._cancel.is_wished = True
            self._job.cancel()
            self._set_running(is_running=False)
            self._tell(self._words("Cancelled."))
            return
        self.preview.stop()
        self._settings.put(KEY, self.form.choices.remembered())
        super().reject()

    def _open_file(self) -> None:
        for path in self.written[:1]:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _show_folder(self) -> None:
        for path in self.written[:1]:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _usual(settings: "Settings", words: "Words") -> ExportChoices:
    """Return the choices of last time, with a folder in any case."""
    choices = choices_from(settings.get(KEY, {}), words.language)
    if choices.folder:
        return choices
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(documents) or str(Path.home())
    return replace(choices, folder=folder)
