"""Several debts from one monthly budget: how much, in which order, and what becomes of each."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from faxi.app.budget_view import TITLES, BudgetView, budget_view, read_budget
from faxi.app.tasks import Task
from faxi.engine.case import Case
from faxi.text.messages import message_of
from faxi.text.words import Words, marked
from faxi.ui.background import Latest
from faxi.ui.fields import FieldRow, LineField
from faxi.ui.page_view import PageView
from faxi.ui.reading_table import reading_table
from faxi.ui.speech import Speech
from faxi.ui.theme import SMALL, as_note, as_warning

_SIZE = 900, 620
_PLACE = Qt.ItemDataRole.UserRole


class BudgetDialog(QDialog):
    """Debts on the left, in an order of one's own; every order with its sums on the right."""

    def __init__(
        self, parent: QWidget, debts: Sequence[tuple[str, Case]], as_of: date, words: Words
    ) -> None:
        super().__init__(parent)
        self.setObjectName("budgetDialog")
        self.setWindowTitle(words("Pay all debts from one budget"))
        self._debts, self._as_of, self._words = list(debts), as_of, words
        self.worker = Latest(self)
        self.view = BudgetView(())
        speech = Speech(words)
        self.amount, self.day = LineField("budgetAmountEdit"), LineField("budgetDayEdit")
        tip = marked("What can be paid every month for all debts together, such as 5,000.")
        self._fields = {
            "amount": FieldRow(marked("&Budget a month (yuan)"), tip, [self.amount], speech),
            "day": FieldRow(
                marked("&Day of the month"),
                marked("1 to 31; empty: that of the cut-off date."),
                [self.day],
                speech,
            ),
        }
        self.list = self._make_list()
        self.orders = self._make_orders()
        self.detail = PageView("budgetDetail")
        self.detail.setAccessibleName(words("The plan in detail"))
        about = words("Month by month what is paid to which debt, in the order that is chosen.")
        self.detail.setAccessibleDescription(about)
        self._problems = QLabel()
        self._problems.setObjectName("budgetProblems")
        self._problems.setWordWrap(True)
        as_warning(self._problems)
        self._problems.setVisible(False)
        self._lay_out()
        self.resize(*_SIZE)
        self.amount.setFocus()

    def _make_list(self) -> QListWidget:
        made = QListWidget()
        made.setObjectName("budgetDebts")
        made.setAccessibleName(self._words("Debts in your own order"))
        about = self._words("The debt on top is paid first; drag a debt to another place.")
        made.setAccessibleDescription(about)
        made.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for place, (title, _) in enumerate(self._debts):
            item = QListWidgetItem(title)
            item.setData(_PLACE, place)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            made.addItem(item)
        return made

    def _make_orders(self) -> QTableWidget:
        table = reading_table("budgetOrders", len(TITLES), wide=0)
        table.setAccessibleName(self._words("Orders side by side"))
        about = self._words("What each order of paying the debts costs and when it ends.")
        table.setAccessibleDescription(about)
        table.setHorizontalHeaderLabels([self._words(title) for title in TITLES])
        table.currentCellChanged.connect(lambda *_: self._show_detail())
        return table

    def _lay_out(self) -> None:
        words = self._words
        left, right, sides = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for field in self._fields.values():
            left.addWidget(field)
        note = QLabel(words("Debts in your own order"))
        note.setBuddy(self.list)
        left.addWidget(note)
        left.addWidget(self.list, 1)
        moves = QHBoxLayout()
        for name, message, step in (
            ("budgetUpButton", marked("Up"), -1),
            ("budgetDownButton", marked("Down"), 1),
        ):
            button = QPushButton(words(message))
            button.setObjectName(name)
            button.clicked.connect(lambda _=False, step=step: self.move_debt(step))
            moves.addWidget(button)
        left.addLayout(moves)
        self.work_button = QPushButton(words("Work it out"))
        self.work_button.setObjectName("budgetWorkButton")
        self.work_button.setDefault(True)
        self.work_button.clicked.connect(self.work)
        left.addWidget(self.work_button)
        told = words("What is left of a cleared debt goes to the next on the same day.")
        hint = QLabel(told)
        hint.setWordWrap(True)
        as_note(hint)
        left.addWidget(hint)
        right.addWidget(self._problems)
        right.addWidget(self.orders, 1)
        right.addWidget(self.detail, 3)
        sides.setSpacing(SMALL)
        sides.addLayout(left, 1)
        sides.addLayout(right, 2)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(self._words("Close"))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(sides, 1)
        layout.addWidget(buttons)

    def move_debt(self, step: int) -> None:
        """Move the debt in whose line the cursor stands up or down."""
        row = self.list.currentRow()
        if row >= 0 and 0 <= row + step < self.list.count():
            self.list.insertItem(row + step, self.list.takeItem(row))
            self.list.setCurrentRow(row + step)

    def _chosen(self) -> list[Case]:
        """Return the debts that are ticked, in the order of the list."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = [item for item in items if item.checkState() is Qt.CheckState.Checked]
        return [self._debts[item.data(_PLACE)][1] for item in ticked]

    def work(self) -> None:
        """Work every order out on another thread, or say what is missing."""
        scheme, problems = read_budget(self.amount.text(), self.day.text(), self._as_of)
        words, cases = self._words, self._chosen()
        for name, field in self._fields.items():
            problem = problems.get(name)
            field.show_problem(message_of(problem, words) if problem else "")
        if scheme is None or not cases:
            return
        as_of = self._as_of
        task = Task(run=lambda: budget_view(cases, as_of, scheme, words), finish=self._finish)
        self.worker.start(task)

    def _finish(self, view: BudgetView) -> None:
        self.view = view
        self._problems.setText("\n".join(f"⚠ {said}" for said in view.problems))
        self._problems.setVisible(bool(view.problems))
        self.orders.setRowCount(len(view.lines))
        for row, line in enumerate(view.lines):
            for column, text in enumerate(line.cells):
                item = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignRight if column > 1 else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.orders.setItem(row, column, item)
        if view.lines:
            self.orders.setCurrentCell(max(0, self.orders.currentRow()), 0)
        self._show_detail()

    def _show_detail(self) -> None:
        row = self.orders.currentRow()
        lines = self.view.lines
        self.detail.show_blocks("", lines[row].blocks if 0 <= row < len(lines) else ())
