"""The compare tab: the case under two or more conventions side by side, with the difference."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
)

from faxi.app.comparison import Changes, compare, offered_changes, pinned, usual_variants
from faxi.app.field_names import FIELD_NAMES
from faxi.app.row_tables import copied_text
from faxi.text.words import marked
from faxi.ui.actions import replace_menu
from faxi.ui.result_tabs import Desk, ResultPage, Showing
from faxi.ui.theme import SMALL, as_note

if TYPE_CHECKING:
    from faxi.app.comparison import Comparison

_MOST = 8  # columns that can still be read side by side


class ComparePage(ResultPage):
    """A table with a column for each convention; the first is the case as it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._variants: list[Changes] | None = None
        self._showing: Showing | None = None
        self._comparison: Comparison | None = None
        self.table = CompareTable(self.copy, self.remove)
        self.table.setObjectName("compareTable")
        desk.speech.say(self.table.setAccessibleName, marked("Comparison of conventions"))
        note = QLabel()
        note.setWordWrap(True)
        as_note(note)
        desk.speech.say(
            note.setText,
            marked(
                "Every column is the whole case calculated again. Keep the terms entered now as a "
                "column, then change them in the form to compare several changes at once."
            ),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addLayout(self._make_buttons())
        layout.addWidget(self.table, 1)
        layout.addWidget(note)

    def _make_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(SMALL)
        self.add_button = self._button("compareAddButton", marked("Add a column"))
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._desk.speech.say(lambda _: self._offer(), marked("Add a column"))
        keep = self._button("compareKeepButton", marked("Keep the terms as a column"))
        keep.clicked.connect(lambda _=False: self.keep())
        remove = self._button("compareRemoveButton", marked("Remove the column"))
        remove.clicked.connect(lambda _=False: self.remove())
        copy = self._button("compareCopyButton", marked("Copy the table"))
        copy.clicked.connect(lambda _=False: self.copy())
        for button in (self.add_button, keep, remove, copy):
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _button(self, name: str, message: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk.speech.say(button.setText, message)
        return button

    def _offer(self) -> None:
        """Offer every choice of every term, in a menu of menus."""
        words, menu = self._desk.speech.words, QMenu(self.add_button)
        menu.setObjectName("compareMenu")
        beneath: dict[str, QMenu] = {}
        for term, name, value in offered_changes(words):
            if term not in beneath:
                beneath[term] = menu.addMenu(words(FIELD_NAMES[term]))
            action = beneath[term].addAction(name)
            action.triggered.connect(partial(self._add_choice, term, value))
        replace_menu(self.add_button, menu)

    def _add_choice(self, term: str, value: object, _is_on: bool = False) -> None:
        self.add({term: value})

    def add(self, changes: Changes) -> None:
        """Add a column for some terms changed."""
        variants = self._variants or []
        if len(variants) < _MOST:
            self._variants = [*variants, changes]
            self._refresh()
            self.table.setCurrentCell(0, len(self._variants))

    def keep(self) -> None:
        """Add a column that keeps the terms as they are now."""
        if self._showing is not None:
            self.add(pinned(self._showing.statement.case))

    def remove(self) -> None:
        """Remove the column in which the cursor stands, but never the case itself."""
        index = self.table.currentColumn() - 1
        if self._variants and 0 <= index < len(self._variants):
            del self._variants[index]
            self._refresh()

    def copy(self) -> None:
        """Copy the whole table, as a spreadsheet takes it."""
        if self._comparison is not None:
            head = ["", *self._comparison.columns]
            text = copied_text([head, *self._comparison.rows])
            QGuiApplication.clipboard().setText(text)

    def show_result(self, showing: Showing) -> None:
        """Compare anew."""
        self._showing = showing
        if self._variants is None:
            self._variants = usual_variants(showing.statement.case)
        self._refresh()

    def clear(self) -> None:
        """Show no figures."""
        self._showing = self._comparison = None
        self._variants = None
        self.table.clear_all()

    def _refresh(self) -> None:
        if self._showing is None:
            return
        statement, words = self._showing.statement, self._showing.words
        variants = self._variants or []
        self._comparison = compare(statement.case, statement.as_of, variants, words)
        self.table.show_comparison(self._comparison)


class CompareTable(QTableWidget):
    """Figures by row, conventions by column; only to be read and copied."""

    def __init__(self, copy: Callable[[], None], remove: Callable[[], None]) -> None:
        super().__init__(0, 0)
        self._copy, self._remove = copy, remove
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectColumns)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        for header in (self.verticalHeader(), self.horizontalHeader()):
            header.setHighlightSections(False)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignCenter | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def show_comparison(self, comparison: "Comparison") -> None:
        """Fill the table; the column in which the cursor stands stays."""
        column = self.currentColumn()
        heads = comparison.columns
        self.setColumnCount(len(heads))
        self.setRowCount(len(comparison.rows))
        self.setHorizontalHeaderLabels(heads)
        self.setVerticalHeaderLabels([cells[0] for cells in comparison.rows])
        for row, cells in enumerate(comparison.rows):
            for index, text in enumerate(cells[1:]):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if row == 0:
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                self.setItem(row, index, item)
        if 0 <= column < len(heads):
            self.setCurrentCell(0, column)

    def clear_all(self) -> None:
        """Show nothing."""
        self.setRowCount(0)
        self.setColumnCount(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the table, remove a column."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() == Qt.Key.Key_Delete:
            self._remove()
        else:
            super().keyPressEvent(event)
