"""A table view for rows of text: edits in place, whole rows by keys, copies and pastes."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from faxi.app.row_tables import copied_text
from faxi.ui.date_field import DateField
from faxi.ui.fields import PAUSE_MS
from faxi.ui.plain_line import PlainLine
from faxi.ui.row_model import RowModel

_Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT = 26


class RowEdits(NamedTuple):
    """What the edits of whole rows are called when they can be undone."""

    add: str
    double: str
    delete: str
    paste: str


class RowDelegate(QStyledItemDelegate):
    """Edits a cell with a list, a date line or a plain line, as its column asks.

    Attributes:
        editor: The editor that is open, if one is.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.editor: QWidget | None = None
        # Typing that rests is an edit, as in the fields; the cell stays open.
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._commit)

    def _commit(self) -> None:
        if self.editor is not None:
            self.commitData.emit(self.editor)

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: _Index,
    ) -> QWidget:
        """Return the editor of a cell."""
        model = index.model()
        assert isinstance(model, RowModel)
        choices = model.choices_at(index)
        column = model.table.columns[index.column()].id
        if choices:
            self.editor = self._box(parent, choices)
        else:
            line = self.editor = _line(parent, column)
            line.textEdited.connect(lambda _: self._pause.start())
        return self.editor

    def destroyEditor(self, editor: QWidget, index: _Index) -> None:
        """Forget an editor that is done."""
        if editor is self.editor:
            self.editor = None
            self._pause.stop()
        super().destroyEditor(editor, index)

    def _box(self, parent: QWidget, choices: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox(parent)
        box.setObjectName("cellBox")
        for value, name in choices:
            box.addItem(name, value)
        # A list that also offers nothing takes other texts too.
        box.setEditable(any(not value for value, _ in choices))
        # A list chosen from is a finished edit; nobody has to press Enter too.
        box.activated.connect(lambda _: self._finish(box))
        return box

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Put the text of a cell into its editor."""
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findText(text), -1 if text else editor.findData("")))
        elif isinstance(editor, QLineEdit) and editor.text() != text and not editor.isModified():
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Put what was edited back into the cell."""
        if isinstance(editor, QComboBox):
            chosen = editor.findText(editor.currentText())
            if chosen >= 0:
                model.setData(index, editor.itemData(chosen))
            elif editor.isEditable():
                model.setData(index, editor.currentText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


def _line(parent: QWidget, column: str) -> QLineEdit:
    editor = DateField("", parent) if column.endswith("date") else PlainLine(parent)
    editor.setObjectName("cellEdit")
    editor.setFrame(False)
    return editor


class RowView(QTableView):
    """Shows a ``RowModel``; whole rows are added, doubled, deleted and pasted as one edit each.

    Signals:
        pasted: How many remarks a paste left out, after every paste of rows.
    """

    pasted = Signal(int)

    def __init__(self, model: RowModel, names: RowEdits) -> None:
        super().__init__()
        self._rows, self._names = model, names
        self.setModel(model)
        self._delegate = RowDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table, arrows move in it
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setSectionsClickable(True)
        self.verticalHeader().sectionClicked.connect(model.toggle)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(lambda *_: self._span_details())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _span_details(self) -> None:
        """Let each detail run over the whole width."""
        self.clearSpans()
        for line in range(self._rows.rowCount()):
            if self._rows.is_detail(line):
                self.setSpan(line, 0, 1, self._rows.columnCount())

    # Rows

    def chosen_rows(self) -> list[int]:
        """Return the rows of the case that are selected, else the current one."""
        indexes = self.selectionModel().selectedRows()
        lines = [index.row() for index in indexes]
        if not lines and self.currentIndex().isValid():
            lines = [self.currentIndex().row()]
        return sorted({self._rows.row_of(line) for line in lines})

    def add_row(self, row: object | None = None) -> None:
        """Append a row and begin to edit it."""
        rows = self._rows.rows
        added = row if row is not None else self._rows.table.blank()
        self._rows.replace_rows((*rows, added), self._names.add)
        self._go_to(len(rows), self._first_empty(len(rows)), is_edit=True)

    def _first_empty(self, row: int) -> int:
        columns = self._rows.table.columns
        for index, column in enumerate(columns):
            line = self._rows.index(self._rows.line_of(row), index)
            is_open = bool(line.flags() & Qt.ItemFlag.ItemIsEditable)
            if column.id != "kind" and is_open and not line.data(Qt.ItemDataRole.EditRole):
                return index
        return 0

    def _go_to(self, row: int, column: int = 0, *, is_edit: bool = False) -> None:
        index = self._rows.index(self._rows.line_of(row), column)
        self.setFocus()
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if is_edit:
            self.edit(index)

    def go_to(self, row: int, column: str) -> None:
        """Bring a cell into sight and take the focus there."""
        names = [column.id for column in self._rows.table.columns]
        if 0 <= row < len(self._rows.rows):
            self._go_to(row, names.index(column) if column in names else 0)

    def duplicate_rows(self) -> None:
        """Put a copy of each chosen row after the last of them."""
        chosen, rows = self.chosen_rows(), self._rows.rows
        if chosen:
            after = chosen[-1] + 1
            copies = tuple(rows[row] for row in chosen)
            self._rows.replace_rows((*rows[:after], *copies, *rows[after:]), self._names.double)
            self._go_to(after)

    def delete_rows(self) -> None:
        """Delete the chosen rows."""
        chosen, rows = set(self.chosen_rows()), self._rows.rows
        if chosen:
            kept = tuple(row for index, row in enumerate(rows) if index not in chosen)
            self._rows.replace_rows(kept, self._names.delete)
            if kept:
                self._go_to(min(*chosen, len(kept) - 1))

    def copy_rows(self) -> None:
        """Copy the chosen rows with a heading, as a spreadsheet takes them."""
        chosen = self.chosen_rows()
        if chosen:
            QGuiApplication.clipboard().setText(copied_text(self._rows.text_of(chosen)))

    def paste_rows(self) -> None:
        """Append the rows of the clipboard."""
        pasted = self._rows.table.pasted(QGuiApplication.clipboard().text())
        if pasted.rows:
            rows = self._rows.rows
            self._rows.replace_rows((*rows, *pasted.rows), self._names.paste)
            self._go_to(len(rows))
            self.pasted.emit(pasted.dropped)

    def toggle_details(self) -> None:
        """Unfold or fold what belongs to the current row."""
        index = self.currentIndex()
        if index.isValid():
            row = self._rows.row_of(index.row())
            self._rows.toggle(index.row())
            self._go_to(row, index.column())

    def finish_edit(self) -> None:
        """Commit the cell that is being typed in."""
        editor = self._delegate.editor
        if editor is not None and isValid(editor):
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on whole rows; everything else edits or moves."""
        # Keys that the editor of a cell leaves over come here too.
        is_editing = self.state() is QAbstractItemView.State.EditingState
        for keys, act in self._keys():
            if not is_editing and _is(event, keys):
                act()
                event.accept()
                return
        super().keyPressEvent(event)

    def _keys(self) -> Sequence[tuple[QKeySequence.StandardKey | Qt.Key, Callable[[], object]]]:
        standard = QKeySequence.StandardKey
        return (
            (standard.Copy, self.copy_rows),
            (standard.Paste, self.paste_rows),
            (Qt.Key.Key_Insert, self.add_row),
            (Qt.Key.Key_Delete, self.delete_rows),
            (Qt.Key.Key_Space, self.toggle_details),
            (Qt.Key.Key_Return, self._edit_current),
            (Qt.Key.Key_Enter, self._edit_current),
        )

    def _edit_current(self) -> None:
        index = self.currentIndex()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)


def _is(event: QKeyEvent, keys: QKeySequence.StandardKey | Qt.Key) -> bool:
    if isinstance(keys, QKeySequence.StandardKey):
        return event.matches(keys)
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() == keys and not plain
