"""Rows of text as an editable table model; details can unfold beneath a row."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from faxi.app.row_tables import Row, RowTable
from faxi.text.words import Words
from faxi.ui.icons import icon
from faxi.ui.terms import as_tip

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RowModel(QAbstractTableModel):
    """The rows of one ``RowTable``, in an order of the screen's own, and their problems.

    Signals:
        edited: All rows in the order of the case, and what the edit is called.
    """

    edited = Signal(object, str)

    def __init__(self, table: RowTable, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table, self._words = table, words
        self.rows: tuple[Row, ...] = ()
        self._problems: Mapping[tuple[int, str], str] = {}
        self._details: Mapping[int, Sequence[str]] = {}
        self._unfolded: set[int] = set()
        self._order: list[int] = []
        self._sorting: tuple[int, Qt.SortOrder] | None = None
        self._lines: list[tuple[int, int]] = []
        self._warning = icon("warning")

    # What the editor puts in

    def show_rows(self, rows: Sequence[Row], words: Words) -> None:
        """Show other rows, or the same in another language."""
        rows = tuple(rows)
        if rows == self.rows and words is self._words:
            return
        # A reset would close the editor of a cell, with what is being typed there.
        is_same_shape = len(rows) == len(self.rows)
        if not is_same_shape:
            self.beginResetModel()
        self.rows, self._words = rows, words
        if is_same_shape:
            self._tell_changed()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.table.columns) - 1)
            return
        self._details, self._unfolded = {}, set()
        self._arrange()
        self.endResetModel()

    def show_problems(self, problems: Mapping[tuple[int, str], str]) -> None:
        """Mark the cells that are wrong, each with its sentence."""
        if problems != self._problems:
            self._problems = dict(problems)
            self._tell_changed()

    def show_details(self, details: Mapping[int, Sequence[str]]) -> None:
        """Say what can unfold beneath each row."""
        if details == self._details:
            return
        # Not by a reset either: a payment may be unfolded while its amount is typed.
        shown = {
            row: (len(self._details[row]), len(details.get(row, ()))) for row in self._unfolded
        }
        for row, (before, after) in shown.items():
            if after < before:
                self._remove_details(self.line_of(row) + 1, after, before)
        self._details = details
        for row, (before, after) in shown.items():
            if after > before:
                self._insert_details(self.line_of(row) + 1, before, after)
        self._unfolded &= {row for row, parts in details.items() if parts}
        self._tell_changed()

    def _remove_details(self, line: int, first: int, end: int) -> None:
        self.beginRemoveRows(_ROOT, line + first, line + end - 1)
        del self._lines[line + first : line + end]
        self.endRemoveRows()

    def _insert_details(self, line: int, first: int, end: int) -> None:
        row = self.row_of(line - 1)
        self.beginInsertRows(_ROOT, line + first, line + end - 1)
        self._lines[line + first : line + first] = [(row, part) for part in range(first, end)]
        self.endInsertRows()

    def _tell_changed(self) -> None:
        if self._lines:
            last = self.index(len(self._lines) - 1, len(self.table.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._lines) - 1)

    # Order and unfolding

    def _arrange(self) -> None:
        self._order = list(range(len(self.rows)))
        if self._sorting is not None:
            column, direction = self._sorting
            name = self.table.columns[column].id
            self._order.sort(
                key=lambda row: self.table.sort_key(self.rows[row], name, self._words),
                reverse=direction is Qt.SortOrder.DescendingOrder,
            )
        self._lay_out()

    def _lay_out(self) -> None:
        self._unfolded &= {row for row, details in self._details.items() if details}
        self._lines = []
        for row in self._order:
            self._lines.append((row, -1))
            if row in self._unfolded:
                self._lines += [(row, part) for part in range(len(self._details[row]))]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows on the screen; the case keeps its own order."""
        self.beginResetModel()
        self._sorting = (column, order) if column >= 0 else None
        self._arrange()
        self.endResetModel()

    def toggle(self, line: int) -> None:
        """Unfold or fold what belongs to the row of a line."""
        row, _ = self._lines[line]
        if self._details.get(row):
            self.beginResetModel()
            self._unfolded ^= {row}
            self._lay_out()
            self.endResetModel()

    def row_of(self, line: int) -> int:
        """Return which row of the case a line of the screen belongs to."""
        return self._lines[line][0]

    def line_of(self, row: int) -> int:
        """Return the line of the screen a row of the case stands on."""
        return self._lines.index((row, -1))

    def is_detail(self, line: int) -> bool:
        """Tell whether a line is a detail beneath a row."""
        return self._lines[line][1] >= 0

    def problem_at(self, index: _Index) -> str:
        """Return what is wrong with a cell or else with its row."""
        row, part = self._lines[index.row()]
        if part >= 0:
            return ""
        name = self.table.columns[index.column()].id
        return self._problems.get((row, name)) or self._problems.get((row, "")) or ""

    # Edits

    def replace_rows(self, rows: Sequence[Row], name: str) -> None:
        """Take other rows as one edit."""
        self.show_rows(rows, self._words)
        self.edited.emit(self.rows, name)

    def insertRows(self, line: int, count: int, parent: _Index = _ROOT) -> bool:
        """Put blank rows before a line of the screen, or at its end."""
        if parent.isValid() or count < 1 or not 0 <= line <= len(self._lines):
            return False
        at = self._lines[line][0] if line < len(self._lines) else len(self.rows)
        blanks = (self.table.blank(),) * count
        self.replace_rows((*self.rows[:at], *blanks, *self.rows[at:]), self.table.edit_name)
        return True

    def removeRows(self, line: int, count: int, parent: _Index = _ROOT) -> bool:
        """Delete the rows on some lines of the screen."""
        if parent.isValid() or count < 1 or not 0 <= line <= len(self._lines) - count:
            return False
        gone = {self._lines[index][0] for index in range(line, line + count)}
        kept = tuple(row for index, row in enumerate(self.rows) if index not in gone)
        self.replace_rows(kept, self.table.edit_name)
        return True

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a finished edit of a cell."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, part = self._lines[index.row()]
        if part >= 0:
            return False
        column = self.table.columns[index.column()].id
        changed = self.table.with_cell(self.rows[row], column, str(value))
        if changed != self.rows[row]:
            self.rows = (*self.rows[:row], changed, *self.rows[row + 1 :])
            self._tell_changed()
            self.edited.emit(self.rows, self.table.edit_name)
        return True

    # What the view asks

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many lines there are, unfolded details included."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.table.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let be edited what means something to its row."""
        plain = super().flags(index)
        if not index.isValid() or self.is_detail(index.row()):
            return plain
        row = self.rows[self.row_of(index.row())]
        takes = self.table.takes(row, self.table.columns[index.column()].id)
        return plain | Qt.ItemFlag.ItemIsEditable if takes else plain

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows in a role."""
        if not index.isValid():
            return None
        roles = Qt.ItemDataRole
        row, part = self._lines[index.row()]
        if part >= 0:
            return None if index.column() else _detail(self._details[row][part], role)
        column = self.table.columns[index.column()]
        if role in (roles.DisplayRole, roles.EditRole):
            text = self.table.face(self.rows[row], column.id, self._words)
            # An empty cell has room to say what is missing.
            is_shown = role == roles.DisplayRole and not text
            return self.problem_at(index) if is_shown else text
        if role == roles.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_figure else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return self._said(index, role)

    def _said(self, index: _Index, role: int) -> Any:
        roles, problem = Qt.ItemDataRole, self.problem_at(index)
        if role == roles.DecorationRole and problem:
            return self._warning
        if role in (roles.ToolTipRole, roles.StatusTipRole):
            tip = self._words(self.table.columns[index.column()].tip)
            return as_tip(problem or tip)
        if role == roles.AccessibleDescriptionRole:
            return problem or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column, or the number of a row and whether it unfolds."""
        if orientation is Qt.Orientation.Horizontal:
            return self._column_head(section, role)
        if not 0 <= section < len(self._lines) or role != Qt.ItemDataRole.DisplayRole:
            return None
        row, part = self._lines[section]
        if part >= 0:
            return ""
        arrow = ("▾ " if row in self._unfolded else "▸ ") if self._details.get(row) else ""
        return f"{arrow}{row + 1}"

    def _column_head(self, section: int, role: int) -> Any:
        if not 0 <= section < len(self.table.columns):
            return None
        column = self.table.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(column.title)
        return self._words(column.tip) if role == Qt.ItemDataRole.ToolTipRole else None

    def text_of(self, rows: Sequence[int]) -> list[list[str]]:
        """Return the heading and some rows as they are shown, for the clipboard."""
        ids = [column.id for column in self.table.columns]
        head = [self._words(column.title) for column in self.table.columns]
        cells = [
            [self.table.face(self.rows[row], name, self._words) for name in ids] for row in rows
        ]
        return [head, *cells]

    def choices_at(self, index: _Index) -> list[tuple[str, str]]:
        """Return the values and names a cell offers."""
        row = self.rows[self.row_of(index.row())]
        return self.table.choices(row, self.table.columns[index.column()].id, self._words)


def _detail(text: str, role: int) -> str | None:
    """Return what the line beneath a row says in a role."""
    if role == Qt.ItemDataRole.DisplayRole:
        return text
    return as_tip(text) if role == Qt.ItemDataRole.ToolTipRole else None
