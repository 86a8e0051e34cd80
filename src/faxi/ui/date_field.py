"""A line for a date with a calendar: typed, pasted in any common form, or stepped with the keys.

``QDateEdit`` mangles a date typed over its selection and refuses pasted Chinese dates.
"""

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from faxi.ui.fields import LineField

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QWheelEvent
    from PySide6.QtWidgets import QCalendarWidget


class DateField(LineField):
    """A line edit for a date; its text is whatever was typed until the edit is committed."""

    def __init__(
        self, name: str, parent: QWidget | None = None, *, is_furnished: bool = True
    ) -> None:
        super().__init__(name, parent)
        self._popup: QWidget | None = None
        self._calendar: QCalendarWidget | None = None
        self.calendar_action = QAction(self)
        self.calendar_action.triggered.connect(self.show_calendar)
        if is_furnished:
            self.furnish()

    def furnish(self) -> None:
        """Add the button of the calendar; fields of the first paint do it after that."""
        from faxi.ui.icons import icon  # noqa: PLC0415 - drawing SVG takes a tenth of the start

        self.calendar_action.setIcon(icon("calendar"))
        self.addAction(self.calendar_action, QLineEdit.ActionPosition.TrailingPosition)

    def day(self) -> "date | None":
        """Return the date the text stands for, ``None`` while it does not."""
        from faxi.app.clock import today  # noqa: PLC0415 - not before the first paint
        from faxi.text.reading import read_date  # noqa: PLC0415

        try:
            return read_date(self.text(), today())
        except ValueError:
            return None

    def set_day(self, day: "date") -> None:
        """Put a date in as a finished edit."""
        from faxi.app.day_steps import within  # noqa: PLC0415 - not before the first paint

        self.setText(within(day).isoformat())
        self._type(self.text())
        self.commit()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Step the part under the cursor with the arrow keys; Alt+Down opens the calendar."""
        steps = {QtCore.Qt.Key.Key_Up: 1, QtCore.Qt.Key.Key_Down: -1}
        is_alt = event.modifiers() & QtCore.Qt.KeyboardModifier.AltModifier
        if event.key() == QtCore.Qt.Key.Key_Down and is_alt:
            self.show_calendar()
        elif event.key() in steps and not is_alt:
            self._step(steps[QtCore.Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: "QWheelEvent") -> None:
        """Step with the wheel, but only with the focus."""
        if self.hasFocus() and event.angleDelta().y():
            self._step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            event.ignore()

    def _step(self, steps: int) -> None:
        day, cursor = self.day(), self.cursorPosition()
        if day is None:
            return
        from faxi.app.day_steps import stepped  # noqa: PLC0415 - not before the first paint

        self.setText(stepped(day, cursor, steps).isoformat())
        self.setCursorPosition(cursor)
        self._type(self.text())

    def show_calendar(self) -> None:
        """Open the calendar beneath the field, at its date."""
        popup = self._popup or self._make_popup()
        assert self._calendar is not None
        day = self.day()
        if day is not None:
            self._calendar.setSelectedDate(QtCore.QDate(day.year, day.month, day.day))
        self._calendar.setLocale(QtCore.QLocale())  # a popup does not take after its window
        self._calendar.setAccessibleName(self.accessibleName())
        self._calendar.setAccessibleDescription(self.accessibleDescription())
        popup.setAccessibleName(self.accessibleName())
        popup.adjustSize()
        popup.move(self.mapToGlobal(QtCore.QPoint(0, self.height())))
        popup.show()
        self._calendar.setFocus()

    def _make_popup(self) -> QWidget:
        from PySide6.QtWidgets import QCalendarWidget, QVBoxLayout  # noqa: PLC0415 - on first use

        from faxi.app.day_steps import FIRST, LAST  # noqa: PLC0415 - as above

        popup = QWidget(self, QtCore.Qt.WindowType.Popup)
        calendar = QCalendarWidget(popup)
        calendar.setObjectName(f"{self.objectName()}Calendar")
        calendar.setMinimumDate(QtCore.QDate(FIRST.year, 1, 1))
        calendar.setMaximumDate(QtCore.QDate(LAST.year, 12, 31))
        calendar.setFirstDayOfWeek(QtCore.Qt.DayOfWeek.Monday)
        calendar.activated.connect(self._choose)
        calendar.clicked.connect(self._choose)
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(calendar)
        self._popup, self._calendar = popup, calendar
        return popup

    def _choose(self, chosen: "QtCore.QDate") -> None:
        assert self._popup is not None
        from datetime import date  # noqa: PLC0415 - not before the first paint

        self._popup.hide()
        self.set_day(date(chosen.year(), chosen.month(), chosen.day()))
        self.setFocus()
