"""Room for the list: beside the form in a wide window, in its place in a narrow one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from faxi.ui.main_window import MainWindow

_NARROW = 1_200  # pixels; below, results with their tabs whole leave the list no room
_ROOM = 260  # and never less than this beside the least that form and results need
_LEAST, _USUAL = 180, 230  # pixels: to be read, and to begin with
_IS_SHOWN = "case_list_shown"


class ListFits(QObject):
    """Shows and hides the list as an action says and the window allows."""

    def __init__(self, window: "MainWindow", action: QAction) -> None:
        super().__init__(window)
        self._window, self._action = window, action
        self._is_narrow = self._leaves_no_room()
        self._is_wished = bool(window.settings.get(_IS_SHOWN, 1))
        action.setCheckable(True)
        action.setChecked(self._is_wished and not self._is_narrow)
        action.toggled.connect(self._toggle)
        window.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the window."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self.look()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """See whether there is room: the window or its language has changed."""
        is_narrow = self._leaves_no_room()
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._action.setChecked(self._is_wished and not is_narrow)
            self._fit()

    def _leaves_no_room(self) -> bool:
        sections = self._window.sections
        needed = sum(sections.least_width(name) for name in ("caseForm", "resultPanel"))
        return self._window.width() < max(_NARROW, needed + _ROOM)

    def show(self) -> None:
        """Show the list."""
        self._action.setChecked(True)

    def give_way(self) -> None:
        """Show the form again where the list stands in its place."""
        if self._is_narrow:
            self._action.setChecked(False)

    def _toggle(self, is_shown: bool) -> None:
        if not self._is_narrow:
            self._is_wished = is_shown
            self._window.settings.put(_IS_SHOWN, int(is_shown))
        self._fit()

    def _fit(self) -> None:
        is_shown = self._action.isChecked()
        sections = self._window.sections
        sections.show_section("caseList", is_shown=is_shown)
        sections.show_section("caseForm", is_shown=not (is_shown and self._is_narrow))
        if is_shown and sections.widths()["caseList"] < _LEAST:
            sections.set_widths({"caseList": _USUAL})
