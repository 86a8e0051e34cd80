"""Opens the working of a figure that was clicked, keeps it true, and leads back to the inputs."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

if TYPE_CHECKING:
    from faxi.engine.statement import Statement
    from faxi.text.words import Words
    from faxi.ui.speech import Speech
    from faxi.ui.working_panel import WorkingPanel

_REST_MS = 60  # an open working follows when typing rests, so that it never holds up a key
_SHARE = (3, 2)  # of the height, for results and working


class Inputs(Protocol):
    """What leads to an input of the case: the window."""

    def go_to(self, field: str) -> None:
        """Take the focus to a field, or to the row of an event or instalment."""


class Explaining(QObject):
    """The working panel of one window and the figure it explains."""

    def __init__(self, place: QSplitter, speech: "Speech", inputs: Inputs) -> None:
        """Make the panel when it is first wanted.

        Args:
            place: The panel is put beneath what is already in this splitter.
            inputs: Where links to fields lead.
        """
        super().__init__(place)
        self._place, self._speech, self._inputs = place, speech, inputs
        self._panel: WorkingPanel | None = None
        self._statement: Statement | None = None
        self._trail: list[str] = []
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._show)
        # Esc closes from the figures above the panel too.
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), place.parentWidget() or place)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.activated.connect(self.close)
        self._escape.setEnabled(False)
        self._came_from: QWidget | None = None

    @property
    def figure_id(self) -> str:
        """The figure explained now, ``""`` while the panel is closed."""
        return self._trail[-1] if self._trail else ""

    def explain(self, figure_id: str) -> None:
        """Open the working of a figure and take the focus there."""
        if self._statement is None:
            return
        if not self._trail:
            self._came_from = QApplication.focusWidget()
        if figure_id in self._trail:  # going in circles, the way back stays short
            del self._trail[self._trail.index(figure_id) :]
        self._trail.append(figure_id)
        panel = self._panel or self._make_panel()
        self._show()
        if self._trail and panel.isHidden():
            panel.show()
            self._escape.setEnabled(True)
            height = self._place.height()
            self._place.setSizes([height * part // sum(_SHARE) for part in _SHARE])
        panel.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_panel(self) -> "WorkingPanel":
        from faxi.ui.working_panel import WorkingPanel  # noqa: PLC0415 - when first asked for

        panel = self._panel = WorkingPanel(self._speech)
        panel.figure_asked.connect(self.explain)
        panel.field_asked.connect(self._inputs.go_to)
        panel.back_asked.connect(self._go_back)
        panel.closed.connect(self.close)
        panel.hide()
        self._place.addWidget(panel)
        self._place.setCollapsible(self._place.count() - 1, False)
        return panel

    def close(self) -> None:
        """Close the panel and give the focus back."""
        self._trail.clear()
        self._escape.setEnabled(False)
        if self._panel is not None and self._panel.isVisible():
            had_focus = self._panel.isAncestorOf(QApplication.focusWidget() or self._place)
            self._panel.hide()
            if had_focus and self._came_from is not None:
                self._came_from.setFocus()

    def _go_back(self) -> None:
        if len(self._trail) > 1:
            self._trail.pop()
            self._show()

    def show_result(self, statement: "Statement | None") -> None:
        """Follow another result; a figure that it does not have closes the panel."""
        self._statement = statement
        if statement is None:
            self.close()
        elif self._trail:
            self._rest.start()

    def grey(self, is_grey: bool) -> None:
        """Show that the working is of an earlier result, or that it is true again."""
        if self._panel is not None:
            self._panel.setEnabled(not is_grey)

    def _show(self) -> None:
        if self._panel is None or self._statement is None or not self._trail:
            return
        from faxi.app.working import working_of  # noqa: PLC0415 - when first asked for
        from faxi.app.working_texts import working_page  # noqa: PLC0415

        words: Words = self._speech.words
        try:
            working = working_of(self._statement, self.figure_id, words)
        except KeyError:
            self.close()
            return
        page = working_page(working, self._statement, words)
        self._panel.show_page(page, can_go_back=len(self._trail) > 1)
