"""A part of the form that folds away under its title, and is made when it is first opened."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from faxi.ui.speech import Speech, plain
from faxi.ui.tab_order import put_after
from faxi.ui.theme import SMALL

Content = TypeVar("Content", bound=QWidget)


class Fold(QWidget, Generic[Content]):
    """A title that shows and hides what belongs to it.

    Signals:
        made: The content, once, before it shows for the first time.
        unfolded: Whether the content shows now.
    """

    made = Signal(object)
    unfolded = Signal(bool)

    def __init__(
        self, name: str, message: str, speech: Speech, make: Callable[[], Content]
    ) -> None:
        """Make the title.

        Args:
            make: Makes the content; called when that is first wanted.
        """
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
        self._make = make
        self._content: Content | None = None
        speech.say(self._show_title, message)

    def content(self) -> Content:
        """Return what folds, made by now."""
        if self._content is None:
            content = self._content = self._make()
            content.setVisible(False)  # shown before it has a parent, it would be a window
            self._layout.addWidget(content)
            content.setVisible(self.is_open)
            put_after(self.button, content)
            self.made.emit(content)
        return self._content

    @property
    def is_made(self) -> bool:
        """Whether the content was ever wanted."""
        return self._content is not None

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
        self.button.setAccessibleName(plain(title) + self._count)

    def _toggle(self, is_open: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.button.setArrowType(arrow)
        if is_open or self.is_made:
            self.content().setVisible(is_open)
        self.unfolded.emit(is_open)
