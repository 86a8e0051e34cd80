"""The plan tab: ways out side by side, the line of each balance, and what waiting costs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from faxi.app.plan_view import TITLES, PlanEntry, PlanView, kept_value, plan_view
from faxi.app.tasks import Task
from faxi.text.words import marked
from faxi.ui.background import Latest
from faxi.ui.page_view import PageView
from faxi.ui.plan_asking import PlanAsking
from faxi.ui.plan_chart import PlanChart, paint_sample
from faxi.ui.reading_table import reading_table
from faxi.ui.result_tabs import Desk, ResultPage, Showing
from faxi.ui.theme import SMALL, as_note, as_warning

if TYPE_CHECKING:
    from faxi.app.plan_form import Payments
    from faxi.engine.plans import Scheme

_SAMPLE = QSize(40, 16)
_PAUSE_MS = 150  # in which typing in the form starts nothing
_SAVED = len(TITLES) - 1
_FIRST_FIGURE = 2  # from this column on the table holds figures


class PlanPage(ResultPage):
    """Ways out of the case, worked on another thread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._showing: Showing | None = None
        self._asked: list[Scheme] = []
        self._payments: Payments = ()
        self._lead_with_waiting = False
        self.work = Latest(self, _PAUSE_MS)
        self.view: PlanView | None = None
        self.asking = PlanAsking(desk.speech)
        self.asking.asked.connect(self.add)
        self.table = self._make_table()
        self.chart = PlanChart(desk.speech.words)
        self.detail = PageView("planDetail")
        desk.speech.say(self.detail.setAccessibleName, marked("The plan in detail"))
        self._ending = QLabel()
        self._ending.setObjectName("planEnding")
        self._ending.setWordWrap(True)
        self._problems = QLabel()
        self._problems.setObjectName("planProblems")
        self._problems.setWordWrap(True)
        as_warning(self._problems)
        self._note = QLabel()
        self._note.setWordWrap(True)
        as_note(self._note)
        desk.speech.say(
            self._note.setText,
            marked("Worked by the engine day by day; a plan kept is saved and printed."),
        )
        self._lay_out()
        desk.speech.follow(lambda _: self._refresh())

    def _make_table(self) -> QTableWidget:
        table = reading_table("plansTable", len(TITLES), wide=0)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAlternatingRowColors(True)
        table.setIconSize(_SAMPLE)
        self._desk.speech.say(table.setAccessibleName, marked("Plans side by side"))
        table.currentCellChanged.connect(lambda *_: self._choose())
        table.itemActivated.connect(lambda _: self.toggle_kept())
        return table

    def _lay_out(self) -> None:
        speech = self._desk.speech
        self.keep_button, self.remove_button = QPushButton(), QPushButton()
        self.keep_button.setObjectName("planKeepButton")
        self.keep_button.clicked.connect(self.toggle_kept)
        self.remove_button.setObjectName("planRemoveButton")
        self.remove_button.clicked.connect(self.remove)
        speech.say(self.remove_button.setText, marked("Remove"))
        buttons = QHBoxLayout()
        for button in (self.keep_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addWidget(self._ending, 1)
        upper = QWidget()
        top = QVBoxLayout(upper)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(SMALL)
        top.addWidget(self.asking)
        top.addWidget(self.table, 1)
        top.addLayout(buttons)
        top.addWidget(self._problems)
        lower = QSplitter(Qt.Orientation.Horizontal)
        lower.addWidget(self.chart)
        lower.addWidget(self.detail)
        lower.setSizes([200, 424])  # the widest table of the figures fits in the smallest window
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(upper)
        halves.addWidget(lower)
        halves.setSizes([320, 260])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(halves, 1)
        layout.addWidget(self._note)

    # Working

    def show_result(self, showing: Showing) -> None:
        """Work the ways out anew."""
        before = self._showing.draft.rest if self._showing else None
        if self._showing is not None and showing.draft.rest is not before:
            self._asked, self._payments = [], ()  # another case
        self._showing = showing
        self.asking.show_cut_off(showing.statement.as_of)
        self._work(is_typing=True)

    def clear(self) -> None:
        """Show no figures."""
        self.work.cancel()
        self._showing, self.view = None, None
        self._refresh()

    def add(self, scheme: "Scheme | Payments") -> None:
        """Set another way out beside the rest, or compare two single payments."""
        if isinstance(scheme, tuple):
            self._payments, self._lead_with_waiting = scheme, True
            self._work()
            return
        self._lead_with_waiting = False
        self._asked = [scheme, *(known for known in self._asked if known != scheme)]
        self._work()

    def _work(self, *, is_typing: bool = False) -> None:
        showing = self._showing
        if showing is None:
            return
        case, as_of, words = showing.statement.case, showing.statement.as_of, showing.words
        asked, payments = tuple(self._asked), self._payments
        task = Task(run=lambda: plan_view(case, as_of, asked, words, payments), finish=self._finish)
        (self.work.soon if is_typing else self.work.start)(task)
        if self.view is None:
            self._show_chosen()

    def _finish(self, view: PlanView) -> None:
        self.view = view
        self._refresh()

    # Showing

    def _refresh(self) -> None:
        words, view = self._desk.speech.words, self.view
        chosen = self._chosen_key()
        self.table.setHorizontalHeaderLabels([words(title) for title in TITLES])
        saved = self.table.horizontalHeaderItem(_SAVED)
        assert saved is not None, "it was just given a title"
        saved.setToolTip(words("Less than by waiting until the end of the longest plan"))
        entries = view.entries if view else ()
        curves = (*(entry.curve for entry in entries), view.waiting) if view else ()
        self.chart.show_curves(curves, -1, words)
        self.table.blockSignals(True)
        self.table.setRowCount(len(entries))
        for row, entry in enumerate(entries):
            self._fill_row(row, entry)
        self.table.blockSignals(False)
        keys = [entry.kept for entry in entries]
        row = keys.index(chosen) if chosen in keys else 0
        if entries:
            self.table.setCurrentCell(row, 0)
        self._problems.setText("\n".join(f"⚠ {said}" for said in view.problems) if view else "")
        self._problems.setVisible(bool(view and view.problems))
        self._show_chosen()

    def _chosen_key(self) -> object:
        if self._asked and not self._is_shown(self._asked[0]):
            return None
        entry = self.chosen
        return entry.kept if entry else None

    def _is_shown(self, scheme: "Scheme") -> bool:
        rows = range(self.table.rowCount())
        shown = (self.table.item(row, 0) for row in rows)
        return any(item and item.data(Qt.ItemDataRole.UserRole) == scheme for item in shown)

    def _fill_row(self, row: int, entry: PlanEntry) -> None:
        for column, text in enumerate(entry.cells):
            item = QTableWidgetItem(text if column or entry.clears else f"⚠ {text}")
            is_figure = column >= _FIRST_FIGURE
            side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            if column == 0:
                item.setIcon(self._icon(row))
                item.setToolTip(text)
                item.setData(Qt.ItemDataRole.UserRole, entry.kept.scheme)
            self.table.setItem(row, column, item)

    def _icon(self, row: int) -> QIcon:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(_SAMPLE * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_sample(
            painter, QRectF(0, 0, _SAMPLE.width(), _SAMPLE.height()), self.chart.sample(row)
        )
        painter.end()
        return QIcon(picture)

    @property
    def chosen(self) -> PlanEntry | None:
        """The plan in whose row the cursor stands."""
        row = self.table.currentRow()
        entries: Sequence[PlanEntry] = self.view.entries if self.view else ()
        return entries[row] if 0 <= row < len(entries) else None

    def _choose(self) -> None:
        self._lead_with_waiting = False
        self._show_chosen()

    def _show_chosen(self) -> None:
        words, view, entry = self._desk.speech.words, self.view, self.chosen
        keep = marked("No longer keep") if entry and entry.is_kept else marked("Keep with the case")
        self.keep_button.setText(words(keep))
        self.keep_button.setEnabled(entry is not None)
        self.remove_button.setEnabled(bool(entry and not entry.is_usual))
        is_awaited = view is None and self._showing is not None
        awaited = words("Working out the usual ways to pay…") if is_awaited else ""
        self._ending.setText(entry.sentence if entry else awaited)
        if view is None:
            self.detail.clear()
            return
        parts = (entry.blocks if entry else (), view.wait_blocks)
        if self._lead_with_waiting:
            parts = parts[::-1]
        self.detail.show_blocks("", (*parts[0], *parts[1]))
        curves = (*(e.curve for e in view.entries), view.waiting)
        self.chart.show_curves(curves, self.table.currentRow(), words)

    # Keeping

    def toggle_kept(self) -> None:
        """Keep the chosen plan with the case, or keep it no longer, as one edit."""
        entry, showing = self.chosen, self._showing
        if entry is None or showing is None:
            return
        case = showing.statement.case
        scheme = entry.kept.scheme
        if entry.is_kept and scheme not in self._asked:
            self._asked.insert(0, scheme)  # it stays in sight
        value = kept_value(case, entry, is_kept=not entry.is_kept)
        name = marked("No longer keep a plan") if entry.is_kept else marked("Keep a plan")
        self._desk.presenter.commit("plans", value, name)

    def remove(self) -> None:
        """Take the chosen plan out of the comparison and of the case."""
        entry = self.chosen
        if entry is None or entry.is_usual:
            return
        self._asked = [scheme for scheme in self._asked if scheme != entry.kept.scheme]
        if entry.is_kept:
            self.toggle_kept()
            self._asked = [scheme for scheme in self._asked if scheme != entry.kept.scheme]
        self._work()
