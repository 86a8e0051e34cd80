"""The window of all debts together: sums, growth, next thresholds, and the pace of each."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from faxi.app import clock
from faxi.app.case_list import title_face, totals_face
from faxi.app.overview import (
    Overview,
    cases_of,
    combined_of,
    export_combined,
    growth_of_all,
    overview,
)
from faxi.exports.formats import FORMAT_NAMES
from faxi.store.database import BookError
from faxi.store.rows import CaseRow, Place
from faxi.text.faces import date_face, money_face
from faxi.text.messages import message_of
from faxi.text.words import Words, marked
from faxi.ui.names import safe_name
from faxi.ui.reading_table import reading_table
from faxi.ui.stack_chart import StackChart
from faxi.ui.terms import as_tip
from faxi.ui.theme import MEDIUM, SMALL, as_heading

if TYPE_CHECKING:
    from faxi.app.book_presenter import BookPresenter
    from faxi.app.tasks import Cancel
    from faxi.engine.problems import Problem
    from faxi.ui.budget_dialog import BudgetDialog
    from faxi.ui.main_window import MainWindow

_MOST_ROWS = 500
_CASE = Qt.ItemDataRole.UserRole
_THRESHOLDS = (marked("Date"), marked("Days left"), marked("Debt"), marked("Then usually"))
_PACES = (
    marked("Debt"),
    marked("Total due (yuan)"),
    marked("Grows a day (yuan)"),
    marked("A day per 10,000"),
)


_LEAST_COLUMN = 80  # pixels; the column that takes what is left over is no narrower


class OverviewWindow(QWidget):
    """Shows all debts at once; a row opens its debt in the main window."""

    def __init__(
        self, window: "MainWindow", books: "BookPresenter", open_case: Callable[[int], None]
    ) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self.setObjectName("overviewWindow")
        self._window, self._books, self._open = window, books, open_case
        self._sum, self._fastest = QLabel(), QLabel()
        self._sum.setObjectName("overviewTotals")
        self._fastest.setObjectName("overviewFastest")
        for label in (self._sum, self._fastest):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # it names debts
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        as_heading(self._sum)
        self.chart = StackChart(self._words)
        self.thresholds = self._table("thresholdsTable", _THRESHOLDS)
        self.paces = self._table("pacesTable", _PACES)
        self._titles = [QLabel(), QLabel()]
        self._export = QPushButton()
        self._export.setObjectName("exportAllButton")
        self._export.clicked.connect(self.export)
        self._budget = QPushButton()
        self._budget.setObjectName("budgetButton")
        self._budget.clicked.connect(self.plan_together)
        self._close = QPushButton()
        self._close.setObjectName("closeOverviewButton")
        self._close.setShortcut("Esc")
        self._close.clicked.connect(self.close)
        self._lay_out()
        self.resize(QSize(940, 680))

    def _table(self, name: str, heads: Sequence[str]) -> QTableWidget:
        table = reading_table(name, len(heads), wide=heads.index("Debt"))
        table.horizontalHeader().setMinimumSectionSize(_LEAST_COLUMN)
        table.itemActivated.connect(self._activate)
        return table

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, MEDIUM)
        layout.setSpacing(SMALL)
        layout.addWidget(self._sum)
        layout.addWidget(self._fastest)
        layout.addWidget(self.chart, 3)
        tables = QHBoxLayout()
        for title, table in zip(self._titles, (self.thresholds, self.paces), strict=True):
            as_heading(title)
            title.setBuddy(table)
            column = QVBoxLayout()
            column.addWidget(title)
            column.addWidget(table)
            tables.addLayout(column, 1)
        layout.addLayout(tables, 2)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._budget)
        buttons.addWidget(self._export)
        buttons.addWidget(self._close)
        layout.addLayout(buttons)

    @property
    def _words(self) -> Words:
        return self._window.speech.words

    def _rows(self) -> list[CaseRow]:
        return self._books.rows(Place.LIST)

    def refresh(self) -> None:
        """Show the book as it is now, in the language of the main window."""
        words, rows = self._words, self._rows()
        self.setWindowTitle(words("All debts together"))
        self._titles[0].setText(words("Next usual thresholds"))
        self._titles[1].setText(words("How fast each debt grows"))
        about = words("Enter opens the debt that is chosen.")
        for table in (self.thresholds, self.paces):
            table.setAccessibleDescription(about)
        self._export.setText(words("Export the summary of all debts…"))
        self._budget.setText(words("Pay from one budget…"))
        self._close.setText(words("Close"))
        found = overview(rows, words)
        self._sum.setText(totals_face(found.totals, clock.today(), words))
        self._fastest.setText(_fastest_text(found, words))
        try:
            self.chart.show_growth(growth_of_all(self._books.book, rows, words), words)
        except BookError as error:
            self._fastest.setText(message_of(error.problem, words))
        _fill(
            self.thresholds,
            _THRESHOLDS,
            [
                (
                    item.case_id,
                    (date_face(item.day, words), str(item.days_left), item.title, item.stage),
                )
                for item in found.thresholds[:_MOST_ROWS]
            ],
            words,
        )
        _fill(
            self.paces,
            _PACES,
            [
                (
                    item.case_id,
                    (
                        item.title,
                        money_face(item.total_due),
                        money_face(item.per_diem),
                        money_face(item.per_ten_thousand),
                    ),
                )
                for item in found.paces[:_MOST_ROWS]
            ],
            words,
        )
        self._export.setEnabled(bool(found.totals.counted))
        self._budget.setEnabled(bool(found.totals.counted))

    def _activate(self, item: QTableWidgetItem) -> None:
        self._open(item.data(_CASE))
        self._window.raise_()
        self._window.activateWindow()

    def plan_together(self) -> "BudgetDialog":
        """Open the dialog that pays all debts from one budget."""
        from faxi.ui.budget_dialog import BudgetDialog  # noqa: PLC0415 - few ask for it

        rows = [row for row in self._rows() if row.figures is not None and row.figures.total_due]
        book, words = self._books.book, self._words
        cases = ((title_face(row, words), book.case_of(row.id)) for row in rows)
        debts = [(title, case) for title, case in cases if case is not None]
        dialog = BudgetDialog(self, debts, clock.today(), words)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def export(self) -> None:
        """Ask for a file and write the summary of all debts to it."""
        words, today = self._words, clock.today()
        filters = ";;".join(f"{words(name)} (*{suffix})" for suffix, name in FORMAT_NAMES.items())
        name, chosen = QFileDialog.getSaveFileName(
            self,
            words("Export the summary of all debts"),
            safe_name(f"{words('All debts')} {today.isoformat()}.pdf"),
            filters,
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in FORMAT_NAMES:
            suffix = next((s for s in FORMAT_NAMES if f"(*{s})" in chosen), ".pdf")
            path = path.with_name(path.name + suffix)
        rows = sorted(self._rows(), key=lambda row: -(row.figures.total_due if row.figures else 0))
        cases = cases_of(self._books.book, rows)

        def run(cancel: "Cancel") -> "list[Problem]":
            return export_combined(combined_of(cases, today, words), path, cancel)

        self._window.exporting.run(run, path, words)


def _fastest_text(found: Overview, words: Words) -> str:
    if not found.paces or not found.paces[0].per_diem:
        return words("No debt is growing today.")
    first = found.paces[0]
    return words(
        "“{debt}” grows fastest for what is owed: {amount} yuan a day for each 10,000 yuan.",
        debt=first.title,
        amount=money_face(first.per_ten_thousand),
    )


def _fill(
    table: QTableWidget,
    heads: Sequence[str],
    rows: Sequence[tuple[int, tuple[str, ...]]],
    words: Words,
) -> None:
    table.setHorizontalHeaderLabels([words(head) for head in heads])
    table.setRowCount(len(rows))
    for number, (case_id, cells) in enumerate(rows):
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setData(_CASE, case_id)
            item.setToolTip(as_tip(text))
            if text[:1].isdigit() and column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(number, column, item)
