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
from faxi.ui.speech import Speech

if TYPE_CHECKING:
    from faxi.engine.events import Notice

_ROW_HEIGHT, _MOST_ROWS = 24, 5


class NoticesEditor(QWidget):
    """Lists the notices of a case and takes new ones.

    Signals:
        edited: The notices as they are now, a tuple.
    """

    edited = Signal(object)

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._notices: tuple[Notice, ...] = ()
        heading = QLabel()
        self._list = QListWidget()
        self._list.setObjectName("noticeList")
        self._list.setVisible(False)
        self.kind_box = QComboBox()
        self.kind_box.setObjectName("noticeKindBox")
        self.date_field = DateField("noticeDateEdit")
        self.add_button, self._remove_button = QPushButton(), QPushButton()
        self.add_button.setObjectName("noticeAddButton")
        self._remove_button.setObjectName("noticeRemoveButton")
        self._remove_button.setVisible(False)
        speech.say(heading.setText, marked("Notices received"))
        speech.say(self._list.setAccessibleName, marked("Notices received"))
        speech.say(self.kind_box.setAccessibleName, marked("What was received"))
        speech.say(self.date_field.setAccessibleName, marked("Date received"))
        speech.say(self.date_field.setPlaceholderText, marked("Date received"))
        speech.say(self.add_button.setText, marked("Add"))
        speech.say(self._remove_button.setText, marked("Remove"))
        self.add_button.clicked.connect(self._add)
        self._remove_button.clicked.connect(self._remove)
        self.date_field.returnPressed.connect(self._add)
        self._lay_out(heading)

    def _lay_out(self, heading: QLabel) -> None:
        line = QHBoxLayout()
        line.addWidget(self.kind_box, 1)
        line.addWidget(self.date_field, 1)
        line.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(heading)
        layout.addWidget(self._list)
        layout.addWidget(self._remove_button, 0, Qt.AlignmentFlag.AlignRight)
        layout.addLayout(line)

    def fill_kinds(self, kinds: Sequence[tuple[str, str]]) -> None:
        """Offer the kinds of notice, as value and name."""
        chosen = self.kind_box.currentIndex()
        self.kind_box.clear()
        for value, name in kinds:
            self.kind_box.addItem(name, value)
        self.kind_box.setCurrentIndex(max(0, chosen))
        self._fill()

    def show_notices(self, notices: "tuple[Notice, ...]") -> None:
        """Show the notices of a draft."""
        if notices != self._notices:
            self._notices = notices
            self._fill()

    def _fill(self) -> None:
        self._list.clear()
        for notice in self._notices:
            name = self.kind_box.itemText(self.kind_box.findData(notice.what.value))
            self._list.addItem(QListWidgetItem(f"{notice.date.isoformat()}  {name}"))
        rows = len(self._notices)
        self._list.setVisible(rows > 0)
        self._remove_button.setVisible(rows > 0)
        self._list.setFixedHeight(_ROW_HEIGHT * min(rows, _MOST_ROWS) + 6)

    def _add(self) -> None:
        from faxi.engine.events import Notice, NoticeKind  # noqa: PLC0415 - after the first paint

        day = self.date_field.day()
        if day is None:
            self.date_field.setFocus()
            return
        notice = Notice(day, NoticeKind(self.kind_box.currentData()))
        self.date_field.show_text("")
        self.edited.emit((*self._notices, notice))

    def _remove(self) -> None:
        chosen = self._list.currentRow() if self._list.currentRow() >= 0 else len(self._notices) - 1
        kept = [notice for index, notice in enumerate(self._notices) if index != chosen]
        self.edited.emit(tuple(kept))
