"""Printing with a preview: the very pages of the summary, with or without a printer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QComboBox, QGraphicsView, QLineEdit, QProgressDialog, QWidget

from faxi.app.summaries import summary_pages
from faxi.app.tasks import Task
from faxi.ui.background import Job

if TYPE_CHECKING:
    from faxi.engine.statement import Statement
    from faxi.text.words import Words

_PPI = 200  # sharp on paper, quick to set
_PATIENCE_MS = 100  # faster work shows no progress
_SHARE = 0.9  # of the window that the preview takes


class PrintControl(QObject):
    """Sets the pages off the UI thread, then shows them in a preview.

    Attributes:
        preview: The preview that is open, if one is.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._job: Job | None = None
        self._progress: QProgressDialog | None = None
        self._printer: QPrinter | None = None
        self.preview: QPrintPreviewDialog | None = None

    def ask(self, statement: "Statement", words: "Words") -> None:
        """Show what would be printed."""
        if self._job is not None:
            return
        task: Task[list[bytes]] = Task(
            run=lambda: summary_pages(statement, words, _PPI),
            finish=lambda pages: self._show(pages, words),
        )
        self._job = Job(task, self._fail)
        progress = self._progress = QProgressDialog(self._window)
        progress.setObjectName("printProgress")
        progress.setLabelText(words("Setting the pages…"))
        progress.setCancelButtonText(words("Cancel"))
        progress.setRange(0, 0)
        progress.setMinimumDuration(_PATIENCE_MS)
        progress.setValue(0)  # what starts the patience
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.canceled.connect(self._cancel)
        self._job.start()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._end()

    def _end(self) -> None:
        if self._progress is not None:
            self._progress.canceled.disconnect(self._cancel)
            self._progress.reset()
            self._progress.deleteLater()
        self._job, self._progress = None, None

    def _fail(self, error: BaseException) -> None:
        self._end()
        raise error

    def _show(self, pages: list[bytes], words: "Words") -> None:
        self._end()
        images = [QImage.fromData(page) for page in pages]
        # The preview only borrows its printer.
        printer = self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        printer.setFullPage(True)
        printer.setDocName(words("Repayment summary"))
        preview = self.preview = QPrintPreviewDialog(printer, self._window)
        preview.setObjectName("printPreview")
        preview.setWindowTitle(words("Print preview"))
        _name_parts(preview, words)
        preview.resize(self._window.size() * _SHARE)
        preview.paintRequested.connect(lambda target: paint_pages(target, images))
        preview.finished.connect(self._forget)
        preview.open()

    def _forget(self) -> None:
        if self.preview is not None:
            self.preview.deleteLater()
            self.preview = None


def _name_parts(preview: QPrintPreviewDialog, words: "Words") -> None:
    """Name what Qt leaves unnamed in its preview."""
    for kind, name, about in (
        (QComboBox, words("Zoom"), words("How large the pages are shown.")),
        (
            QLineEdit,
            words("Page number"),
            words("The page shown; another number leads to another page."),
        ),
        (
            QGraphicsView,
            words("Pages as they will be printed"),
            words("What the printer will put on paper."),
        ),
    ):
        for part in preview.findChildren(kind):
            part.setAccessibleName(name)
            part.setAccessibleDescription(about)


def paint_pages(printer: QPrinter, images: list[QImage]) -> None:
    """Paint each picture on a sheet of its own, as large as the sheet allows."""
    painter = QPainter(printer)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for number, image in enumerate(images):
        if number:
            printer.newPage()
        sheet = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        # With the whole page as ground its corner is the origin, margins or not.
        size = QSizeF(image.size()).scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = (sheet.width() - size.width()) / 2
        painter.drawImage(QRectF(left, 0, size.width(), size.height()), image)
    painter.end()
