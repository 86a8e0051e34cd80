"""The page that checks the creditor's figures: their table above, the judgement beneath it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6 import QtWidgets  # its dialogs are looked up when one is asked for
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from faxi.app.claim_cells import CLAIM, ClaimCells
from faxi.app.claim_columns import known_columns
from faxi.app.claim_table import CLAIM_TABLE
from faxi.app.claim_texts import write_letter
from faxi.app.claim_view import TITLES, ClaimView, JudgedLine, claim_view
from faxi.app.tasks import Task
from faxi.engine.problems import CaseError, Problem
from faxi.exports.formats import READING
from faxi.store.files import FileError
from faxi.store.table_files import read_table
from faxi.text.messages import message_of
from faxi.text.words import marked
from faxi.ui.background import Job, Latest
from faxi.ui.lesson import Lesson
from faxi.ui.names import safe_name
from faxi.ui.page_view import PageView
from faxi.ui.reading_table import reading_table
from faxi.ui.result_tabs import Desk, ResultPage, Showing
from faxi.ui.row_editor import RowEditor
from faxi.ui.row_view import RowEdits
from faxi.ui.terms import as_tip
from faxi.ui.theme import SMALL, as_heading, as_note

_EDITS = RowEdits(
    marked("Add a row of the creditor's table"),
    marked("Duplicate a row of the creditor's table"),
    marked("Delete a row of the creditor's table"),
    marked("Paste the creditor's table"),
)
_FILES = marked("Tables (*.csv *.xlsx *.txt)")
_FILTERS = {
    ".docx": marked("Word document (*.docx)"),
    ".pdf": marked("PDF document (*.pdf)"),
    ".md": marked("Markdown text (*.md)"),
}
_LINES = (
    marked("Put the creditor's table above: typed, pasted from a spreadsheet, or from a file."),
    marked("Each row is worked out anew from your contract: right, or by how much wrong and why."),
    marked("What is wrong becomes a letter of objection that you can send."),
)
_WHY = len(TITLES) - 1
_LEAST_HEIGHT = 90
_PAUSE_MS = 150  # in which typing in the form starts nothing


class ClaimPage(ResultPage):
    """Their figures, judged row by row on another thread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._showing: Showing | None = None
        self._rows: tuple[ClaimCells, ...] = ()
        self.work = Latest(self, _PAUSE_MS)
        self._writing: Job | None = None
        self.view: ClaimView | None = None
        self.editor = RowEditor("claimTable", CLAIM_TABLE, _EDITS, desk.speech)
        self.editor.edited.connect(self._edit)
        self.editor.view.setMinimumHeight(_LEAST_HEIGHT)
        self.judged = self._make_judged()
        self.detail = PageView("claimDetail")
        desk.speech.say(self.detail.setAccessibleName, marked("The check in detail"))
        self.total = QLabel()
        self.total.setObjectName("claimDifference")
        self.total.setWordWrap(True)
        self.total.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        as_heading(self.total)
        self._lay_out()
        desk.speech.say(self.editor.view.setAccessibleName, marked("The creditor's table"))
        desk.speech.say(
            self.editor.show_help,
            marked(
                "Type, paste or import what the creditor calculated, to the form's cut-off date."
            ),
        )

    def _make_judged(self) -> QTableWidget:
        table = reading_table("judgedTable", len(TITLES), wide=_WHY)
        table.setAlternatingRowColors(True)
        table.setWordWrap(True)
        self._desk.speech.say(table.setAccessibleName, marked("Verdict on each row"))
        return table

    def _lay_out(self) -> None:
        speech = self._desk.speech
        self.import_button, self.letter_button = QPushButton(), QPushButton()
        self.import_button.setObjectName("claimImportButton")
        self.import_button.clicked.connect(self.import_table)
        speech.say(self.import_button.setText, marked("Import a table…"))
        self.letter_button.setObjectName("claimLetterButton")
        self.letter_button.clicked.connect(self.export_letter)
        speech.say(self.letter_button.setText, marked("Letter of objection…"))
        self._said = QLabel()
        self._said.setObjectName("claimSaid")
        self._said.setTextFormat(Qt.TextFormat.PlainText)  # it quotes what people named
        self._said.setWordWrap(True)
        as_note(self._said)
        buttons = QHBoxLayout()
        buttons.addWidget(self.import_button)
        buttons.addWidget(self.letter_button)
        buttons.addWidget(self._said, 1)
        upper = QWidget()
        top = QVBoxLayout(upper)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(SMALL)
        top.addWidget(self.editor, 1)
        top.addLayout(buttons)
        lower = QWidget()
        bottom = QVBoxLayout(lower)
        bottom.setContentsMargins(0, 0, 0, 0)
        bottom.setSpacing(SMALL)
        bottom.addWidget(self.total)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.judged)
        parts.addWidget(self.detail)
        parts.setSizes([190, 110])
        bottom.addWidget(parts, 1)
        self._below = QStackedWidget()
        self.lesson = Lesson("claimLesson", marked("Check the creditor's figures"), _LINES, speech)
        self.lesson.column.addStretch(1)
        self._below.addWidget(self.lesson)
        self._below.addWidget(lower)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(upper)
        halves.addWidget(self._below)
        halves.setSizes([210, 340])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(halves)

    # Working

    def show_result(self, showing: Showing) -> None:
        """Judge the rows against the case as it is now."""
        self._showing = showing
        self._rows = showing.draft.claim
        self.editor.show_rows(self._rows)
        self._work(is_typing=True)

    def clear(self) -> None:
        """Show no figures."""
        self.work.cancel()
        self._showing, self.view, self._rows = None, None, ()
        self.editor.show_rows(())
        self._refresh()

    def _edit(self, rows: tuple[ClaimCells, ...], name: str) -> None:
        self._desk.presenter.commit(CLAIM, tuple(rows), name or "")

    def _work(self, *, is_typing: bool = False) -> None:
        showing, rows = self._showing, self._rows
        if showing is None:
            return
        case, as_of, words = showing.statement.case, showing.statement.as_of, showing.words
        task = Task(run=lambda: claim_view(case, as_of, rows, words), finish=self._finish)
        (self.work.soon if is_typing else self.work.start)(task)

    def _finish(self, view: ClaimView) -> None:
        self.view = view
        self._refresh()

    def _refresh(self) -> None:
        words, view = self._desk.speech.words, self.view
        self._below.setCurrentIndex(1 if self._rows else 0)
        self._fill_judged(view.lines if view else ())
        self.editor.show_problems(view.problems if view else {})
        told = [words.labelled(*row) for row in (view.summary if view else ())]
        self.total.setText(" · ".join(told))
        self.letter_button.setEnabled(view is not None and view.audit is not None)
        if view is None or view.audit is None:
            self.detail.clear()
        else:
            self.detail.show_blocks("", view.blocks[2:])  # the table stands beside it

    def _fill_judged(self, lines: Sequence[JudgedLine]) -> None:
        words = self._desk.speech.words
        self.judged.setHorizontalHeaderLabels([words(title) for title in TITLES])
        self.judged.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for column, text in enumerate(line.cells):
                item = QTableWidgetItem(text)
                is_figure = 2 <= column < _WHY
                side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(as_tip(line.working))
                self.judged.setItem(row, column, item)
        self.judged.resizeRowsToContents()

    # Import and letter

    def import_table(self) -> None:
        """Ask for a file and take its rows as the creditor's table, as one edit."""
        words = self._desk.speech.words
        name, _ = QtWidgets.QFileDialog.getOpenFileName(
            self, words("Import the creditor's table"), "", words(_FILES)
        )
        if name:
            self.import_path(Path(name))

    def import_path(self, path: Path) -> None:
        """Take the rows of a file; on failure say why."""
        words = self._desk.speech.words
        try:
            rows = CLAIM_TABLE.pasted(read_table(path, known_columns)).rows
        except FileError as error:
            self._desk.warn(
                words("The table could not be read."), [message_of(error.problem, words)]
            )
            return
        except CaseError as error:
            details = [message_of(problem, words) for problem in error.problems]
            self._desk.warn(words("The table could not be read."), details)
            return
        if not rows:
            self._desk.warn(words("The table could not be read."), [])
            return
        self._desk.presenter.commit(CLAIM, tuple(rows), marked("Import the creditor's table"))

    def export_letter(self) -> None:
        """Ask for a file and write the letter of objection to it."""
        words, showing = self._desk.speech.words, self._showing
        if showing is None:
            return
        title = showing.statement.case.title or words("Debt")
        name, chosen = QtWidgets.QFileDialog.getSaveFileName(
            self,
            words("Save the letter of objection"),
            safe_name(f"{words('Objection to the calculation')} {title}.docx"),
            ";;".join(words(message) for message in _FILTERS.values()),
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in READING:
            suffixes = {words(message): suffix for suffix, message in _FILTERS.items()}
            path = path.with_name(path.name + suffixes.get(chosen, ".docx"))
        self.write_letter(path)

    def write_letter(self, path: Path) -> None:
        """Write the letter on another thread; nothing happens while another is being written."""
        if self.view is None or self.view.audit is None or self._writing is not None:
            return
        audit, words = self.view.audit, self._desk.speech.words

        def done(warnings: list[Problem]) -> None:
            if not isValid(self):
                return
            self._writing = None
            told = [words("Written: {path}", path=path.name)]
            self._said.setText(words.sentences([*told, *(message_of(w, words) for w in warnings)]))

        def failed(error: BaseException) -> None:
            self._writing = None
            if not isinstance(error, FileError):
                raise error
            sentence = words("“{name}” could not be written.", name=path.name)
            self._desk.warn(sentence, [message_of(error.problem, words)])

        task = Task(run=lambda: write_letter(audit, path, words), finish=done)
        self._writing = Job(task, failed)
        self._writing.start()
