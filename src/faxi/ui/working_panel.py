"""Shows how a figure comes about, beneath the results: steps, conventions, rules, inputs."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from faxi.app.working_texts import FIELD, FIGURE
from faxi.exports.blocks import Table
from faxi.text.markup import escape
from faxi.text.words import Words, marked
from faxi.ui.page_view import PageView, block_html
from faxi.ui.speech import Speech
from faxi.ui.theme import MEDIUM, SMALL, as_card, as_heading

_MOST_ROWS = 200

if TYPE_CHECKING:
    from faxi.app.working_texts import WorkingPage


class WorkingPanel(QFrame):
    """One working at a time, with links to further ones and to the inputs.

    Signals:
        figure_asked: Id of the figure a link leads to.
        field_asked: The field or cell a link leads to.
        back_asked: The working shown before is wanted again.
        closed: The panel is no longer wanted.
    """

    figure_asked = Signal(str)
    field_asked = Signal(str)
    back_asked = Signal()
    closed = Signal()

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._text = ""
        self.setObjectName("workingPanel")
        as_card(self)
        speech.say(self.setAccessibleName, marked("How the figure comes about"))
        self.title = QLabel()
        self.title.setObjectName("workingTitle")
        self.title.setWordWrap(True)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        as_heading(self.title)
        self.view = PageView("workingView")
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.followed.connect(self._follow)
        speech.say(self.view.setAccessibleName, marked("How the figure comes about"))
        about = marked("The steps with their formulas, and links to the inputs.")
        speech.say(self.view.setAccessibleDescription, about)
        self.back_button = self._button("workingBackButton", marked("Back"), self.back_asked.emit)
        copy = self._button("workingCopyButton", marked("Copy as text"), self.copy)
        close = self._button("workingCloseButton", marked("Close"), self.closed.emit)
        head = QHBoxLayout()
        head.setSpacing(SMALL)
        head.addWidget(self.title, 1)
        for button in (self.back_button, copy, close):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MEDIUM, SMALL, SMALL, SMALL)
        layout.setSpacing(SMALL)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)

    def _button(self, name: str, message: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda _=False: act())
        self._speech.say(button.setText, message)
        return button

    def show_page(self, page: "WorkingPage", *, can_go_back: bool) -> None:
        """Show a working; one that stays the same keeps its place."""
        self.back_button.setVisible(can_go_back)
        is_same = self.title.text() == page.title
        self.title.setText(page.title)
        if page.text == self._text:
            return
        self._text = page.text
        place = self.view.verticalScrollBar().value() if is_same else 0
        self.view.setHtml("".join(_html(page, self._speech.words)))
        # Once more after the panel took its height, which moves the text.
        bar = self.view.verticalScrollBar()
        bar.setValue(place)
        QTimer.singleShot(0, bar, lambda: bar.setValue(place))

    def copy(self) -> None:
        """Put the working on the clipboard as plain text."""
        QGuiApplication.clipboard().setText(self._text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _follow(self, target: str) -> None:
        if target.startswith(FIGURE):
            self.figure_asked.emit(target.removeprefix(FIGURE))
        elif target.startswith(FIELD):
            self.field_asked.emit(target.removeprefix(FIELD))


def _html(page: "WorkingPage", words: Words) -> Iterator[str]:
    yield from _steps(page.steps, page.targets)
    left_out = len(page.steps.rows) - _MOST_ROWS
    if left_out > 0:
        said = words("Rows left out here: {count}; the copied text has them.", count=left_out)
        yield f"<p><i>{escape(said)}</i></p>"
    for heading, links in ((words("See also"), page.related), (words("Inputs"), page.inputs)):
        if links:
            joined = " · ".join(_link(target, name) for target, name in links)
            yield f"<p><b>{escape(heading)}</b>: {joined}</p>"
    yield from map(block_html, page.grounds)


def _link(target: str, name: str) -> str:
    return f'<a href="{escape(target)}">{escape(name)}</a>'


def _steps(table: Table, targets: tuple[str, ...]) -> Iterator[str]:
    """Yield the table of steps; a step with a working of its own is a link to it."""
    yield '<table cellspacing="0" cellpadding="3" width="100%">'
    heads = (_cell(column.title, is_figure=column.is_figure, tag="th") for column in table.columns)
    yield f"<tr>{''.join(heads)}</tr>"
    left_out = len(table.rows) - _MOST_ROWS
    for index, row in enumerate(table.rows):
        if left_out > 0 and _MOST_ROWS - 1 <= index < len(table.rows) - 1:
            continue  # thousands of rows would hold up the window; the copied text has them all
        is_total = table.last_is_total and index == len(table.rows) - 1
        target = targets[index] if index < len(targets) else ""
        label = _link(target, row[0]) if target else escape(row[0])
        cells = [f"<td>{label}</td>"]
        cells += [
            _cell(text, is_figure=column.is_figure, tag="th" if is_total else "td")
            for text, column in zip(row[1:], table.columns[1:], strict=True)
        ]
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</table>"


def _cell(text: str, *, is_figure: bool, tag: str) -> str:
    side = "right" if is_figure else "left"
    return f'<{tag} align="{side}">{escape(text)}</{tag}>'
