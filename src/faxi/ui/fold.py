"""A part of the form that folds away under its title."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from faxi.ui.speech import Speech
from faxi.ui.theme import SMALL


class Fold(QWidget):
    """A title that shows and hides what belongs to it.

    Signals:
        unfolded: Whether the content shows now.
    """

    unfolded = Signal(bool)

    def __init__(self, name: str, message: str, speech: Speech) -> None:
        super().__init__()
        self.setObjectName(name)
        self._title, self._count = "", ""
        self.button = QToolButton()
        self.button.setObjectName(f"{name}Button")
        self.button.setCheckable(True)
        self.button.setAutoRaise(True)
        self.button.setArrowType(Qt.ArrowType.RightArrow)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.toggled.connect(self._toggle)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SMALL)
        self._layout.addWidget(self.button)
        self._content: QWidget | None = None
        speech.say(self._show_title, message)

    def set_content(self, content: QWidget) -> None:
        """Put in what folds."""
        self._content = content
        content.setVisible(self.is_open)
        self._layout.addWidget(content)

    @property
    def is_open(self) -> bool:
        """Whether the content shows."""
        return self.button.isChecked()

    def open(self) -> None:
        """Show the content."""
        self.button.setChecked(True)

    def show_count(self, count: int) -> None:
        """Say beside the title how many entries there are."""
        self._count = f" ({count})" if count else ""
        self._show_title(self._title)

    def _show_title(self, title: str) -> None:
        self._title = title
        self.button.setText(title + self._count)
        self.button.setAccessibleName(title.replace("&", "") + self._count)

    def _toggle(self, is_open: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.button.setArrowType(arrow)
        if self._content is not None:
            self._content.setVisible(is_open)
        self.unfolded.emit(is_open)
