"""A figure that matters, as a card; clicked or entered it explains itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout

from faxi.text.faces import unbroken
from faxi.text.words import marked
from faxi.ui.speech import Speech
from faxi.ui.theme import MEDIUM, SMALL, Role, as_card, as_figure, as_note

EXPLAIN_TIP = marked("How this figure comes about: click or press Enter")


class Tile(QFrame):
    """One figure with its caption, its unit and a note.

    Signals:
        explained: Somebody wants to know how the figure comes about.
    """

    explained = Signal()

    def __init__(self, name: str, caption: str, unit: str, speech: Speech) -> None:
        super().__init__()
        as_card(self)
        self._speech = speech
        self.setObjectName(name.removesuffix("Value") + "Tile")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._caption, self.value, self._unit, self.note = (QLabel() for _ in range(4))
        self.value.setObjectName(name)
        as_figure(self.value)
        as_note(self.note)
        self.note.setWordWrap(True)
        self._caption.setWordWrap(True)
        speech.say(self._caption.setText, caption)
        speech.say(self.value.setAccessibleName, caption)
        speech.say(self._unit.setText, unit)
        figure = QHBoxLayout()
        figure.addWidget(self.value)
        figure.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        figure.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MEDIUM, SMALL, MEDIUM, SMALL)
        layout.setSpacing(2)
        layout.addWidget(self._caption)
        layout.addLayout(figure)
        layout.addWidget(self.note)
        layout.addStretch(1)

    def show_figure(self, figure: str, note: str = "") -> None:
        """Show a figure and what has to be said about it."""
        self.value.setText(figure)
        self.note.setText(unbroken(note))
        self.note.setVisible(bool(note))
        heard = f"{figure} {self._unit.text()}"
        self.setAccessibleName(self._speech.words.labelled(self._caption.text(), heard))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Explain the figure that was clicked."""
        place = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(place):
            self.explained.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Explain with Enter or Space, copy with the usual key."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.explained.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to explain and to copy the figure."""
        menu = self.make_menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def make_menu(self) -> QMenu:
        """Return the menu of the figure."""
        words, menu = self._speech.words, QMenu(self)
        menu.addAction(words("How this figure comes about")).triggered.connect(self.explained)
        menu.addAction(words("Copy the figure")).triggered.connect(self._copy)
        return menu

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.value.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they no longer do."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ring around the tile in focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(Role.ACCENT), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 3, 3)
