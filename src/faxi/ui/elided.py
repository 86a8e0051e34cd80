"""A line of text that gives way: what has no room ends in dots, and the tool tip says all of it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from faxi.ui.terms import as_tip

_LEAST = 40  # pixels


class ElidedLabel(QLabel):
    """A label of one line whose ``text()`` is always the whole text."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether the text still fits."""
        super().resizeEvent(event)
        self._tell()

    def _shown(self) -> str:
        room, mode = self.contentsRect().width(), Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.text(), mode, room)

    def _tell(self) -> None:
        self.setToolTip(as_tip(self.text()) if self._shown() != self.text() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), self._shown())
