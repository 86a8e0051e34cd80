"""The lines of a statement as a table model with named columns."""

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from faxi.text.words import Words, marked

if TYPE_CHECKING:
    from faxi.app.results import LineRow

_Index = QModelIndex | QPersistentModelIndex


class LineColumn(IntEnum):
    """Columns of the lines table."""

    COMPONENT = 0
    INSTALMENT = 1
    FROM = 2
    TO = 3
    DAYS = 4
    FORMULA = 5
    AMOUNT = 6


_TITLES = {
    LineColumn.COMPONENT: marked("Component"),
    LineColumn.INSTALMENT: marked("No."),
    LineColumn.FROM: marked("From"),
    LineColumn.TO: marked("To (included)"),
    LineColumn.DAYS: marked("Days"),
    LineColumn.FORMULA: marked("Calculation"),
    LineColumn.AMOUNT: marked("Amount (yuan)"),
}
_FIGURES = (LineColumn.INSTALMENT, LineColumn.DAYS, LineColumn.AMOUNT)


class LinesModel(QAbstractTableModel):
    """Rows are accrual lines; the rule of a line is its tool tip, with the whole formula."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: tuple[LineRow, ...] = ()

    def show(self, rows: "tuple[LineRow, ...]", words: Words) -> None:
        """Show other rows, or the same in another language."""
        self.beginResetModel()
        self._rows, self._words = rows, words
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(LineColumn)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows in a role."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            # A formula may be too long for its column.
            is_formula = index.column() == LineColumn.FORMULA
            return f"{row.formula}\n{row.source}" if is_formula else row.source
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_figure = LineColumn(index.column()) in _FIGURES
            side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(_TITLES[LineColumn(section)])
        return None
