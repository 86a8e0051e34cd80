"""Texts to use: the claim, a sentence for letters, the proposal; each with a button to copy it."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from faxi.app.usable_texts import UsableText, usable_texts
from faxi.ui.speech import name_plainly
from faxi.ui.theme import SMALL, as_note

if TYPE_CHECKING:
    from faxi.engine.statement import Statement
    from faxi.text.words import Words

_SIZE = 760, 560


class TextsDialog(QDialog):
    """A page for each text; what is copied is what is shown, edited or not."""

    def __init__(self, parent: QWidget, statement: "Statement", words: "Words") -> None:
        super().__init__(parent)
        self._words = words
        self.setObjectName("textsDialog")
        self.setWindowTitle(words("Texts to use"))
        self.resize(*_SIZE)
        tabs = QTabWidget()
        tabs.setObjectName("textsTabs")
        tabs.setAccessibleName(words("Texts to copy"))
        tabs.setAccessibleDescription(words("One text on each page."))
        tabs.tabBar().setAccessibleName(words("Texts to copy"))
        for text in usable_texts(statement, words):
            tabs.addTab(self._page(text), text.title)
        note = QLabel(
            words(
                "Check the texts before you use them. Offering to pay may begin the limitation "
                "period anew; Word and PDF of the proposal are under “Export”."
            )
        )
        note.setWordWrap(True)
        as_note(note)
        close = QPushButton(words("Close"))
        close.setObjectName("textsCloseButton")
        close.clicked.connect(self.reject)
        bottom = QHBoxLayout()
        bottom.addWidget(note, 1)
        bottom.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setSpacing(SMALL)
        layout.addWidget(tabs, 1)
        layout.addLayout(bottom)
        name_plainly(self)

    def _page(self, text: UsableText) -> QWidget:
        edit = QPlainTextEdit(text.text)
        edit.setObjectName(f"text_{text.id}")
        edit.setAccessibleName(text.title)
        edit.setTabChangesFocus(True)
        copy = QPushButton(self._words("&Copy"))
        copy.setObjectName(f"copy_{text.id}")
        copied = QLabel()
        as_note(copied)

        def put() -> None:
            QGuiApplication.clipboard().setText(edit.toPlainText())
            copied.setText(self._words("Copied."))

        copy.clicked.connect(put)
        row = QHBoxLayout()
        row.addWidget(copied, 1)
        row.addWidget(copy)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addWidget(edit, 1)
        layout.addLayout(row)
        return page
