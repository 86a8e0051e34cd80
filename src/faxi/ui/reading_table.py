"""Tables that are read, not edited."""

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget


def reading_table(name: str, columns: int, wide: int) -> QTableWidget:
    """Return an empty table of whole rows, left by the Tab key.

    Args:
        name: Of the object.
        wide: The column that takes what room the others leave, from 0.
    """
    table = QTableWidget(0, columns)
    table.setObjectName(name)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().setVisible(False)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    return table
