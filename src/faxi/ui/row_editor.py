"""A table of rows with its buttons and what is wrong with the cell in focus."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from faxi.app.row_tables import Row, RowTable
from faxi.text.words import marked
from faxi.ui.actions import replace_menu
from faxi.ui.row_model import RowModel
from faxi.ui.row_view import RowEdits, RowView
from faxi.ui.speech import Speech
from faxi.ui.theme import SMALL, TIGHT, as_note, as_warning

_HEIGHT = 190
_CELL_MARGIN, _NARROWEST, _WIDEST = 20, 48, 220


class RowEditor(QWidget):
    """Edits the rows of one ``RowTable``.

    Signals:
        edited: All rows in the order of the case, and what the edit is called.
    """

    edited = Signal(object, str)

    def __init__(self, name: str, table: RowTable, names: RowEdits, speech: Speech) -> None:
        """Make the editor.

        Args:
            name: Object name of the table; the buttons' names begin with it, less its last word.
            names: What edits of whole rows are called.
        """
        super().__init__()
        self._speech = speech
        self.model = RowModel(table, speech.words, self)
        self.model.edited.connect(self.edited)
        self.view = RowView(self.model, names)
        self.view.setObjectName(name)
        self.view.setMinimumHeight(_HEIGHT)
        self.view.pasted.connect(self._say_dropped)
        self.view.selectionModel().currentChanged.connect(self._say_problem)
        self._said = QLabel()
        self._said.setObjectName(f"{table.name}CellProblem")
        self._said.setTextFormat(Qt.TextFormat.PlainText)  # it quotes what people named
        self._said.setWordWrap(True)
        as_warning(self._said)
        self._help = QLabel()
        self._help.setWordWrap(True)
        as_note(self._help)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(self.view)
        layout.addWidget(self._said)
        layout.addLayout(self._make_buttons(table.name))
        layout.addWidget(self._help)
        self._said.setVisible(False)
        speech.say(lambda _: self.show_rows(self.model.rows), marked("Add"))

    def _make_buttons(self, name: str) -> QHBoxLayout:
        self.add_button = QToolButton()
        buttons = (
            (self.add_button, "Add", marked("Add"), self.view.add_row),
            (QToolButton(), "Duplicate", marked("Duplicate"), self.view.duplicate_rows),
            (QToolButton(), "Delete", marked("Delete"), self.view.delete_rows),
            (QToolButton(), "Paste", marked("Paste rows"), self.view.paste_rows),
        )
        line = QHBoxLayout()
        line.setSpacing(SMALL)
        for button, kind, message, act in buttons:
            button.setObjectName(f"{name}{kind}Button")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _=False, act=act: act())
            self._speech.say(button.setText, message)
            line.addWidget(button)
        line.addStretch(1)
        self._add_menu(name)
        return line

    def _add_menu(self, name: str) -> None:
        """Offer in a menu of the table what the keys do."""
        acts = (
            ("Copy", marked("Copy rows"), self.view.copy_rows),
            ("Paste", marked("Paste rows"), self.view.paste_rows),
            ("Duplicate", marked("Duplicate"), self.view.duplicate_rows),
            ("Delete", marked("Delete"), self.view.delete_rows),
            ("Unfold", marked("Show or hide what belongs to the row"), self.view.toggle_details),
        )
        for kind, message, act in acts:
            action = QAction(self.view)
            action.setObjectName(f"{name}{kind}Action")
            action.triggered.connect(lambda _=False, act=act: act())
            self._speech.say(action.setText, message)
            self.view.addAction(action)

    def offer(self, rows: Sequence[tuple[str, Row]]) -> None:
        """Let the add button open a menu of rows to begin with, by name."""
        menu = QMenu(self.add_button)
        menu.setObjectName(f"{self.model.table.name}AddMenu")
        for name, row in rows:
            action = QAction(name, menu)
            action.triggered.connect(lambda _=False, row=row: self.view.add_row(row))
            menu.addAction(action)
        replace_menu(self.add_button, menu)
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def show_help(self, sentence: str) -> None:
        """Say beneath the table how it is used."""
        self._help.setText(sentence)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the rows of a draft."""
        self.model.show_rows(rows, self._speech.words)
        self._fit()

    def show_problems(self, problems: Mapping[tuple[int, str], str]) -> None:
        """Mark the cells that are wrong, each with its sentence."""
        self.model.show_problems(problems)
        self._say_problem(self.view.currentIndex())

    def _fit(self) -> None:
        """Give each column the room its heading and its longest text take; others go unmeasured."""
        metrics = self.view.fontMetrics()
        for index, cells in enumerate(
            zip(*self.model.text_of(range(len(self.model.rows))), strict=True)
        ):
            # By number of characters: a short heading in Chinese is wider than a longer amount.
            widest = max(map(metrics.horizontalAdvance, (cells[0], max(cells, key=len))))
            width = widest + _CELL_MARGIN
            self.view.setColumnWidth(index, max(_NARROWEST, min(_WIDEST, width)))

    def _say_problem(self, index: QModelIndex) -> None:
        problem = self.model.problem_at(index) if index.isValid() else ""
        self._said.setText(f"⚠ {problem}" if problem else "")
        self._said.setVisible(bool(problem))

    def _say_dropped(self, count: int) -> None:
        if count:
            words = self._speech.words
            sentence = words.plural(
                "{count} remark on a repayment was left out; a case has no place for it.",
                "{count} remarks on repayments were left out; a case has no place for them.",
                count,
            )
            self._said.setText(sentence)
            self._said.setVisible(True)
