"""The notices received: what came and when, added and removed in one line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from faxi.text.words import marked
from faxi.ui.date_field import DateField
from faxi.ui.fields import LineField
from faxi.ui.speech import Speech
from faxi.ui.theme import as_note

if TYPE_CHECKING:
    from faxi.engine.events import Notice
    from faxi.engine.problems import Problem

_ROW_HEIGHT, _MOST_ROWS = 24, 5
_JUDGMENT = "judgment"


class NoticesEditor(QWidget):
    """Lists the notices of a case and takes new ones.

    A judgment can bring its deadline and the debt it sets, from which the interest for delayed
    performance follows; their fields show only for it.

    Signals:
        edited: The notices as they are now, a tuple.
    """

    edited = Signal(object)

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._notices: tuple[Notice, ...] = ()
        self._speech = speech
        self._list = QListWidget()
        self._list.setObjectName("noticeList")
        self._list.setVisible(False)
        self.kind_box = QComboBox()
        self.kind_box.setObjectName("noticeKindBox")
        self.date_field = DateField("noticeDateEdit")
        self._deadline = DateField("noticeDeadlineEdit")
        self._amount = LineField("noticeAmountEdit")
        self.add_button, self._remove_button = QPushButton(), QPushButton()
        self.add_button.setObjectName("noticeAddButton")
        self._remove_button.setObjectName("noticeRemoveButton")
        self._remove_button.setVisible(False)
        self._problem = QLabel()
        self._problem.setObjectName("noticeProblem")
        self._problem.setWordWrap(True)
        self._problem.setVisible(False)
        as_note(self._problem)
        speech.say(self._list.setAccessibleName, marked("Notices received"))
        speech.say(self.kind_box.setAccessibleName, marked("What was received"))
        for field, message in (
            (self.date_field, marked("Date received")),
            (self._deadline, marked("Last day to perform")),
            (self._amount, marked("Judgment debt without general interest (yuan)")),
        ):
            speech.say(field.setAccessibleName, message)
            speech.say(field.setPlaceholderText, message)
            speech.say(field.setToolTip, message)
            field.returnPressed.connect(self._add)
        speech.say(self.add_button.setText, marked("Add"))
        speech.say(self._remove_button.setText, marked("Remove"))
        self.add_button.clicked.connect(self._add)
        self._remove_button.clicked.connect(self._remove)
        self.kind_box.currentIndexChanged.connect(lambda _: self._show_terms())
        self._lay_out()

    def _lay_out(self) -> None:
        heading = QLabel()
        self._speech.say(heading.setText, marked("Notices received"))
        line = QHBoxLayout()
        line.addWidget(self.kind_box, 1)
        line.addWidget(self.date_field, 1)
        line.addWidget(self.add_button)
        self._terms = QWidget()
        terms = QVBoxLayout(self._terms)
        terms.setContentsMargins(0, 0, 0, 0)
        terms.setSpacing(4)
        terms.addWidget(self._deadline)
        terms.addWidget(self._amount)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(heading)
        layout.addWidget(self._list)
        layout.addWidget(self._remove_button, 0, Qt.AlignmentFlag.AlignRight)
        layout.addLayout(line)
        layout.addWidget(self._terms)
        layout.addWidget(self._problem)
        self._show_terms()

    def _show_terms(self) -> None:
        self._terms.setVisible(self.kind_box.currentData() == _JUDGMENT)

    def fill_kinds(self, kinds: Sequence[tuple[str, str]]) -> None:
        """Offer the kinds of notice, as value and name."""
        chosen = self.kind_box.currentIndex()
        self.kind_box.clear()
        for value, name in kinds:
            self.kind_box.addItem(name, value)
        self.kind_box.setCurrentIndex(max(0, chosen))
        self._show_problem(None)
        self._fill()

    def show_notices(self, notices: "tuple[Notice, ...]") -> None:
        """Show the notices of a draft."""
        if notices != self._notices:
            self._notices = notices
            self._fill()

    def _fill(self) -> None:
        from faxi.text.events import event_detail  # noqa: PLC0415 - after the first paint

        self._list.clear()
        for notice in self._notices:
            detail = event_detail(notice, self._speech.words)
            item = QListWidgetItem(f"{notice.date.isoformat()}  {detail}")
            item.setToolTip(detail)
            self._list.addItem(item)
        rows = len(self._notices)
        self._list.setVisible(rows > 0)
        self._remove_button.setVisible(rows > 0)
        self._list.setFixedHeight(_ROW_HEIGHT * min(rows, _MOST_ROWS) + 6)

    def _add(self) -> None:
        from faxi.app.clock import today  # noqa: PLC0415 - after the first paint
        from faxi.app.notices import read_notice  # noqa: PLC0415

        read = read_notice(
            self.kind_box.currentData(),
            self.date_field.text(),
            self._deadline.text(),
            self._amount.text(),
            today(),
        )
        self._show_problem(read.problem)
        if read.notice is None:
            fields = {"deadline": self._deadline, "amount": self._amount}
            fields.get(read.field, self.date_field).setFocus()
            return
        for field in (self.date_field, self._deadline, self._amount):
            field.show_text("")
        self.edited.emit((*self._notices, read.notice))

    def _show_problem(self, problem: "Problem | None") -> None:
        from faxi.text.messages import message_of  # noqa: PLC0415 - after the first paint

        self._problem.setText(f"⚠ {message_of(problem, self._speech.words)}" if problem else "")
        self._problem.setVisible(problem is not None)

    def _remove(self) -> None:
        chosen = self._list.currentRow() if self._list.currentRow() >= 0 else len(self._notices) - 1
        kept = [notice for index, notice in enumerate(self._notices) if index != chosen]
        self.edited.emit(tuple(kept))
