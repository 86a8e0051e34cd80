"""The cases of the list as a model, and how one row of it is painted."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from faxi.app.case_list import (
    hint,
    lender_face,
    spoken,
    stage_face,
    stage_rank,
    title_face,
)
from faxi.store.rows import CaseRow
from faxi.text.faces import days_face, money_face
from faxi.text.words import Words
from faxi.ui.terms import as_tip
from faxi.ui.theme import SMALL, TIGHT, Role

ROW = Qt.ItemDataRole.UserRole
RANK = ROW + 1
FIGURE = ROW + 2
BENEATH = ROW + 3
BESIDE = ROW + 4
_STEPS = 5  # of the stage mark
_MARK_WIDTH = 6
Index = QModelIndex | QPersistentModelIndex


class CaseModel(QAbstractListModel):
    """Rows of the book; only the title can be edited."""

    def __init__(self, words: Words, rename: Callable[[int, str], None]) -> None:
        super().__init__()
        self._rows: list[CaseRow] = []
        self._words, self._rename = words, rename

    def show_rows(self, rows: Sequence[CaseRow], words: Words) -> bool:
        """Show other rows; tell whether they are other cases or in another order."""
        is_same = [row.id for row in rows] == [row.id for row in self._rows]
        if not is_same:
            self.beginResetModel()
            self._rows, self._words = list(rows), words
            self.endResetModel()
            return True
        self._rows, self._words = list(rows), words
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        return False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many cases are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def row_at(self, index: Index) -> CaseRow:
        """Return the row behind an index."""
        return self._rows[index.row()]

    def index_of(self, case_id: int | None) -> QModelIndex:
        """Return where a case is listed; an invalid index if it is not."""
        for number, row in enumerate(self._rows):
            if row.id == case_id:
                return self.index(number)
        return QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a role says of a row."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, words, roles = self._rows[index.row()], self._words, Qt.ItemDataRole
        answers: dict[int, Callable[[], Any]] = {
            roles.DisplayRole: lambda: title_face(row, words),
            roles.EditRole: lambda: row.title,
            roles.ToolTipRole: lambda: as_tip(hint(row, words)),
            roles.AccessibleTextRole: lambda: spoken(row, words),
            ROW: lambda: row,
            RANK: lambda: stage_rank(row),
            FIGURE: lambda: money_face(row.figures.total_due) if row.figures else "—",
            BENEATH: lambda: lender_face(row, words),
            BESIDE: lambda: _beside(row, words),
        }
        return answers[role]() if role in answers else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename a case."""
        if role != Qt.ItemDataRole.EditRole or str(value) == self.row_at(index).title:
            return False
        self._rename(self.row_at(index).id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let titles be edited."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable


def _beside(row: CaseRow, words: Words) -> str:
    stage = stage_face(row, words)
    if row.figures is None or not row.figures.days_overdue:
        return stage
    return f"{days_face(row.figures.days_overdue, words)} · {stage}"


class CaseDelegate(QStyledItemDelegate):
    """Paints a case on two lines: title and total, lender and stage, with a mark of the stage."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the text out: it is painted here."""
        super().initStyleOption(option, index)
        option.text = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of two lines."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), 2 * option.fontMetrics.height() + 3 * TIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        super().paint(painter, option, index)  # the ground; see ``initStyleOption``
        view = self._view
        is_selected = view.selectionModel().isSelected(index)
        roles = QPalette.ColorRole
        strong = roles.HighlightedText if is_selected else roles.Text
        weak = strong if is_selected else Role.MUTED
        area = option.rect.adjusted(SMALL, TIGHT, -SMALL, -TIGHT)
        self._paint_mark(painter, option, area, index.data(RANK), is_selected=is_selected)
        text = area.adjusted(_MARK_WIDTH + SMALL, 0, 0, 0)
        height = option.fontMetrics.height()
        painter.save()
        heavy = painter.font()
        heavy.setBold(True)
        lines = (
            (index.data(), index.data(FIGURE), heavy, strong),
            (index.data(BENEATH), index.data(BESIDE), painter.font(), weak),
        )
        for number, (left, right, font, role) in enumerate(lines):
            top = text.top() + number * (height + TIGHT)
            line = QRect(QPoint(text.left(), top), QSize(text.width(), height))
            painter.setPen(option.palette.color(role))
            painter.setFont(font if number == 0 else option.font)
            _paint_line(painter, line, left, right)
        painter.restore()
        if view.hasFocus() and view.currentIndex() == index:
            painter.setPen(option.palette.color(strong))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))

    def _paint_mark(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        rank: int,
        *,
        is_selected: bool,
    ) -> None:
        """Paint a ladder of steps, filled up to the stage: its height says what its colour says."""
        role = Role.WARNING if rank >= _STEPS - 1 else Role.ACCENT if rank else Role.GOOD
        if is_selected:
            role = QPalette.ColorRole.HighlightedText
        step = area.height() / _STEPS
        painter.save()
        painter.setPen(option.palette.color(role))
        for number in range(_STEPS):
            top = round(area.bottom() - (number + 1) * step) + 2
            box = QRect(area.left(), top, _MARK_WIDTH, max(2, round(step) - 2))
            painter.setBrush(option.palette.color(role) if number < rank else Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
        painter.restore()


def _paint_line(painter: QPainter, area: QRect, left: str, right: str) -> None:
    """Paint two texts at the ends of a line; the left one gives way."""
    metrics = QFontMetrics(painter.font())
    taken = metrics.horizontalAdvance(right)
    if taken > area.width() * 2 // 3:
        right = metrics.elidedText(right, Qt.TextElideMode.ElideRight, area.width() * 2 // 3)
        taken = metrics.horizontalAdvance(right)
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, right)
    room = area.width() - taken - SMALL
    left = " ".join(left.split())
    elided = metrics.elidedText(left, Qt.TextElideMode.ElideRight, max(0, room))
    painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft, elided)
