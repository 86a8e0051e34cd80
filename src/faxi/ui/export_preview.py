"""Shows the pages of a document one at a time, set again whenever a choice changes."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from faxi.app.tasks import Task
from faxi.text.words import Words
from faxi.ui.background import Job
from faxi.ui.theme import SMALL, as_note

PPI = 96
_PATIENCE_MS = 150  # typing sets the pages once, not letter by letter


class ExportPreview(QWidget):
    """A page with buttons to the next and the one before.

    Attributes:
        pages: The pages as PNG files; empty until the first are set.
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.pages: list[bytes] = []
        self._words = words
        self._at = 0
        self._job: Job | None = None
        self._make: Callable[[], list[bytes]] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self._start)
        self._page = QLabel(words("Setting the pages…"))
        self._page.setObjectName("exportPreviewPage")
        self._page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page.setMinimumSize(260, 320)
        self._count = QLabel()
        self._count.setObjectName("exportPreviewCount")
        as_note(self._count)
        self._before = self._button("exportPreviewBefore", words("Previous page"), -1)
        self._after = self._button("exportPreviewAfter", words("Next page"), 1)
        turn = QHBoxLayout()
        turn.addWidget(self._before)
        turn.addStretch()
        turn.addWidget(self._count)
        turn.addStretch()
        turn.addWidget(self._after)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(self._page, 1)
        layout.addLayout(turn)
        self._show()

    def _button(self, name: str, text: str, step: int) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._turn(step))
        return button

    def ask(self, make: Callable[[], list[bytes]]) -> None:
        """Set the pages soon, off the UI thread; a later wish takes the place of this one."""
        self._make = make
        self._timer.start()

    def stop(self) -> None:
        """Show nothing more."""
        self._timer.stop()
        self._make = None
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _start(self) -> None:
        if self._make is None:
            return
        if self._job is not None:
            # typst cannot be stopped; a second one beside it would only slow down both.
            self._timer.start()
            return
        make, self._make = self._make, None
        self._job = Job(Task(run=make, finish=self._finish), self._fail)
        self._job.start()

    def _finish(self, pages: list[bytes]) -> None:
        self._job = None
        if not isValid(self):  # the window went away meanwhile
            return
        self.pages = pages
        self._at = min(self._at, max(0, len(pages) - 1))
        self._show()

    def _fail(self, error: BaseException) -> None:
        self._job = None
        raise error

    def _turn(self, step: int) -> None:
        self._at += step
        self._show()

    def _show(self) -> None:
        count = len(self.pages)
        self._before.setEnabled(self._at > 0)
        self._after.setEnabled(self._at + 1 < count)
        if not count:
            self._count.setText("")
            return
        told = {"number": self._at + 1, "count": count}
        text = self._words("Page {number} of {count}", **told)
        self._count.setText(text)
        self._page.setAccessibleName(self._words("Preview: {page}", page=text))
        pixmap = QPixmap.fromImage(QImage.fromData(self.pages[self._at]))
        ratio = self.devicePixelRatioF()
        scaled = pixmap.scaled(
            self._page.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled.setDevicePixelRatio(ratio)
        self._page.setPixmap(scaled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page into its new place."""
        super().resizeEvent(event)
        if self.pages:
            self._show()
