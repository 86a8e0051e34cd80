"""News above the sections: told without getting in the way, until put aside."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from faxi.text.words import marked
from faxi.ui.speech import Speech
from faxi.ui.theme import MEDIUM, SMALL, Role, as_card, as_note

if TYPE_CHECKING:
    from faxi.app.book_view import News

_MOST = 3


class NewsBar(QWidget):
    """Short messages, the newest on top; one line stays while work is in memory only."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.setObjectName("newsBar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._speech = speech
        self._items: list[QFrame] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SMALL, SMALL, SMALL, 0)
        self._layout.setSpacing(SMALL)
        self._unsaved = QLabel()
        self._unsaved.setObjectName("unsavedNotice")
        self._unsaved.setWordWrap(True)
        self._unsaved.setForegroundRole(Role.WARNING)
        self._unsaved.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._unsaved.setVisible(False)
        self._layout.addWidget(self._unsaved)
        self.setVisible(False)

    def tell(self, news: "News") -> None:
        """Show a message; one that stands there already is not said again."""
        if news.do is None and news.text in self.texts():
            return
        item = QFrame()
        item.setObjectName("newsItem")
        as_card(item)
        row = QHBoxLayout(item)
        row.setContentsMargins(MEDIUM, SMALL, SMALL, SMALL)
        texts = QVBoxLayout()
        row.addLayout(texts, 1)
        for text in filter(None, (news.text, news.detail)):
            label = QLabel(text)
            label.setObjectName("newsText" if text == news.text else "newsDetail")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # it names titles and files
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if text == news.detail:
                as_note(label)
            texts.addWidget(label)
        if news.do is not None:
            act = QPushButton(news.action)
            act.setObjectName("newsAction")
            act.clicked.connect(lambda: self._drop(item))
            act.clicked.connect(lambda _=False, do=news.do: do())
            row.addWidget(act)
        close = QPushButton(self._speech.words(marked("Put aside")))
        close.setObjectName("newsClose")
        close.clicked.connect(lambda: self._drop(item))
        row.addWidget(close)
        self._layout.insertWidget(1, item)
        self._items.insert(0, item)
        for old in self._items[_MOST:]:
            self._drop(old)
        self.setVisible(True)
        self._announce(f"{news.text} {news.detail}".strip())

    def show_unsaved(self, sentence: str) -> None:
        """Show that work is in memory only, or no longer."""
        text = f"⚠ {sentence}" if sentence else ""
        if text == self._unsaved.text():
            return
        self._unsaved.setText(text)
        self._unsaved.setVisible(bool(text))
        self._show_if_needed()
        if sentence:
            self._announce(sentence)

    def texts(self) -> list[str]:
        """Return what is told now, the newest first."""
        labels = [item.findChild(QLabel, "newsText") for item in self._items]
        return [label.text() for label in labels if label is not None]

    def _drop(self, item: QFrame) -> None:
        if item in self._items:
            self._items.remove(item)
            item.setVisible(False)
            item.deleteLater()
            self._show_if_needed()

    def _show_if_needed(self) -> None:
        self.setVisible(bool(self._items) or bool(self._unsaved.text()))

    def _announce(self, text: str) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 - rare

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
