"""The growth of the debt as a table: what the chart shows, to be read cell by cell."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from faxi.text.words import marked
from faxi.ui.speech import Speech

_TEXTS = 2  # date and stage come first; what happened comes last


class GrowthTable(QTableWidget):
    """Rows of texts; figures to the right."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.setObjectName("growthTable")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setVisible(False)
        speech.say(self.setAccessibleName, marked("Growth of the debt as a table"))
        tip = marked("Every date on which something changes, with all parts of the debt.")
        speech.say(self.setAccessibleDescription, tip)

    def show_table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.setColumnCount(len(header))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(header))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                if _TEXTS <= column < len(row) - 1:
                    item.setTextAlignment(right)
                self.setItem(number, column, item)
        self.resizeColumnsToContents()
