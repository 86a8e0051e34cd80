"""The lines tab: every line of the calculation with its formula."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QVBoxLayout

from faxi.app.working_texts import totals
from faxi.text.markup import escape
from faxi.text.words import marked
from faxi.ui.lines_model import LineColumn, LinesModel
from faxi.ui.result_tabs import Desk, ResultPage, Showing

_CELL_MARGIN = 20
_LEAST_FORMULA = "50,000.00 × …"  # what has to be seen of a formula, whatever the width


class LinesPage(ResultPage):
    """A table of the accrual lines."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._model = LinesModel(desk.speech.words, self)
        self.table = QTableView()
        self.table.setObjectName("linesTable")
        self.table.setModel(self._model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setWordWrap(False)
        self.table.verticalHeader().setVisible(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(False)
        desk.speech.say(self.table.setAccessibleName, marked("Lines"))
        self.table.clicked.connect(self._explain)
        self.table.activated.connect(self._explain)
        self._add_menu()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        layout.addWidget(self._make_totals())

    def _make_totals(self) -> QLabel:
        """Return the line of sums beneath the table; each is a link to its working."""
        self._totals = QLabel()
        self._totals.setObjectName("linesTotals")
        self._totals.setWordWrap(True)
        flags = Qt.TextInteractionFlag
        self._totals.setTextInteractionFlags(
            flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard
        )
        self._totals.linkActivated.connect(self._desk.explain)
        self._desk.speech.say(self._totals.setAccessibleName, marked("Sums of the lines"))
        return self._totals

    def _add_menu(self) -> None:
        """Offer in a menu of the row what a click and Enter do."""
        explain = QAction(self.table)
        explain.setObjectName("explainLineAction")
        explain.triggered.connect(lambda _=False: self._explain(self.table.currentIndex()))
        self._desk.speech.say(explain.setText, marked("How this figure comes about"))
        self.table.addAction(explain)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _explain(self, index: QModelIndex) -> None:
        if index.isValid():
            self._desk.explain(f"line.{index.row()}")

    def follow(self, showing: Showing) -> None:
        """Take up the lines; their texts are made when they are looked at."""
        self._model.show(showing.result.lines, showing.words)

    def show_result(self, showing: Showing) -> None:
        """Make columns as wide as their longest text; asking Qt for it measures every cell."""
        sums = totals(showing.statement, showing.words)
        links = (f'{escape(name)} <a href="{key}">{amount}</a>' for key, name, amount in sums)
        self._totals.setText(" · ".join(links))
        metrics = self.table.fontMetrics()
        for column in LineColumn:
            texts = [row[column] for row in showing.result.lines]
            title = str(self._model.headerData(column, Qt.Orientation.Horizontal))
            longest = metrics.horizontalAdvance(max(texts, key=len, default=""))
            width = max(longest, metrics.horizontalAdvance(title)) + _CELL_MARGIN
            self.table.setColumnWidth(column, width)
        self._fill_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room that is over to the formulas."""
        super().resizeEvent(event)
        self._fill_width()

    def _fill_width(self) -> None:
        """Fit the formulas into what the other columns leave, so that amounts stay in sight."""
        others = sum(
            self.table.columnWidth(column)
            for column in LineColumn
            if column is not LineColumn.FORMULA
        )
        room = self.table.viewport().width() - others
        least = self.table.fontMetrics().horizontalAdvance(_LEAST_FORMULA) + _CELL_MARGIN
        self.table.setColumnWidth(LineColumn.FORMULA, max(least, room))

    def clear(self) -> None:
        """Show no lines."""
        self._model.show((), self._desk.speech.words)
        self._totals.setText("")
