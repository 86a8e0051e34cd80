"""The user guide and the glossary, read inside the program beside the window they explain."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from faxi.resources import resource
from faxi.text.glossary import glossary
from faxi.text.markup import escape
from faxi.text.words import Words, marked
from faxi.ui.speech import Speech
from faxi.ui.theme import MEDIUM, SMALL

_SIZE = 920, 700
_LIST_WIDTH = 240
_DASH = " — "  # between a word and what it means


class HelpWindow(QWidget):
    """A window of its own: what is in the guide on the left, the text on the right."""

    def __init__(self, speech: Speech, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("helpWindow")
        self._speech = speech
        self._contents = QListWidget()
        self._contents.setObjectName("helpContents")
        self.text = QTextBrowser()
        self.text.setObjectName("helpText")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self._search = QLineEdit()
        self._search.setObjectName("helpSearchEdit")
        self._search.setClearButtonEnabled(True)
        self._none = QLabel()
        self._none.setObjectName("helpNothingFound")
        self._none.setVisible(False)
        self._contents.currentRowChanged.connect(self._turn)
        self._search.textEdited.connect(self._find)
        self._search.returnPressed.connect(lambda: self._find(self._search.text(), is_next=True))
        self._lay_out()
        self._name()
        self.resize(*_SIZE)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._search.setFocus)
        speech.follow(self._fill)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self._search)
        column.addWidget(self._none)
        column.addWidget(self._contents, 1)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(self.text)
        halves.setStretchFactor(1, 1)
        halves.setSizes([_LIST_WIDTH, _SIZE[0] - _LIST_WIDTH])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, MEDIUM)
        layout.addWidget(halves)

    def _name(self) -> None:
        say = self._speech.say
        say(self.setWindowTitle, marked("Guide"))
        say(self.text.setAccessibleName, marked("Text of the guide"))
        say(self._contents.setAccessibleName, marked("Contents of the guide"))
        about = marked("Choosing a section turns the text to it.")
        say(self._contents.setAccessibleDescription, about)
        about = marked("What the window is for, section by section, with the glossary at the end.")
        say(self.text.setAccessibleDescription, about)
        say(self._search.setAccessibleName, marked("Find in the guide"))
        say(self._search.setPlaceholderText, marked("Find in the guide"))
        say(self._none.setText, marked("Nothing found"))

    def _fill(self, words: Words) -> None:
        """Show the guide in a language, at the section that was being read."""
        row = max(0, self._contents.currentRow())
        self.text.setMarkdown(guide_text(words))
        self._contents.clear()
        self._contents.addItems([title for title, _ in self._headings()])
        self._contents.setCurrentRow(row)

    def _headings(self) -> list[tuple[str, int]]:
        """Return the titles of the sections with where each begins."""
        found, block = [], self.text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() == 2:
                found.append((block.text(), block.position()))
            block = block.next()
        return found

    def _turn(self, row: int) -> None:
        headings = self._headings()
        if 0 <= row < len(headings):
            self._go_to(headings[row][1])

    def _go_to(self, position: int) -> None:
        """Bring a position to the top of what is seen."""
        cursor = QTextCursor(self.text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.text.setTextCursor(cursor)
        cursor.setPosition(position)
        self.text.setTextCursor(cursor)
        top = self.text.cursorRect(cursor).top()
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() + top - SMALL)

    def show_term(self, term: str) -> None:
        """Turn to a term of the glossary, or to its beginning."""
        self._contents.setCurrentRow(self._contents.count() - 1)
        entry = glossary(self._speech.words.language).get(term)
        start = self._headings()[-1][1]
        if entry is not None:
            found = self.text.document().find(f"{entry.name}{_DASH}", start)
            self._go_to(found.selectionStart())

    def _find(self, wanted: str, *, is_next: bool = False) -> None:
        start = self.text.textCursor().selectionEnd() if is_next else 0
        document = self.text.document()
        found = document.find(wanted, start) if wanted else QTextCursor(document)
        if wanted and found.isNull() and is_next:
            found = document.find(wanted, 0)
        is_missing = bool(wanted) and found.isNull()
        self._none.setVisible(is_missing)
        if not is_missing:
            self.text.setTextCursor(found)
            self.text.ensureCursorVisible()

    def _follow(self, url: QUrl) -> None:
        """Go to a section within the guide; leave anything else to the system."""
        if url.scheme():
            QDesktopServices.openUrl(url)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the keys back to the window that was being explained."""
        super().closeEvent(event)
        parent = self.parentWidget()
        if parent is not None:
            parent.activateWindow()


def guide_text(words: Words) -> str:
    """Return the guide with the glossary at its end, as Markdown."""
    guide = resource("docs", f"guide.{words.language}.md").read_text(encoding="utf-8")
    rows = (
        f"**{escape(term.name)}**{_DASH}{term.about}" for term in glossary(words.language).values()
    )
    return "\n\n".join([guide.rstrip(), "## " + words("Glossary"), *rows])
