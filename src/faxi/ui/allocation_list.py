"""The order in which a payment is set against what is owed: dragged, or moved by keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from faxi.text.words import Words, marked
from faxi.ui.speech import Speech
from faxi.ui.theme import TIGHT

_KEY = Qt.ItemDataRole.UserRole


class AllocationList(QWidget):
    """The six parts of a debt in the order they are paid, with buttons beside.

    Signals:
        reordered: The keys in their new order, a tuple.
    """

    reordered = Signal(object)

    def __init__(self, name: str, speech: Speech) -> None:
        super().__init__()
        self.list = _DragList(self._tell)
        self.list.setObjectName(name)
        self.setFocusProxy(self.list)
        speech.say(self.list.setAccessibleName, marked("Order of payment"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(self.list, 1)
        buttons = QVBoxLayout()
        for kind, arrow, message, step in (
            ("Up", Qt.ArrowType.UpArrow, marked("Move up"), -1),
            ("Down", Qt.ArrowType.DownArrow, marked("Move down"), 1),
        ):
            button = QToolButton()
            button.setObjectName(f"allocation{kind}Button")
            button.setArrowType(arrow)
            button.clicked.connect(lambda _=False, step=step: self.list.move_current(step))
            speech.say(button.setToolTip, message)
            speech.say(button.setAccessibleName, message)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.addLayout(buttons)

    def setAccessibleName(self, name: str) -> None:
        """Name the list itself, which takes the focus."""
        self.list.setAccessibleName(name)

    def show_order(self, order: Sequence[str]) -> None:
        """Show an order of keys."""
        if tuple(order) != self.list.order():
            self.list.put(order)

    def name_items(self, words: Words) -> None:
        """Name the parts in a language."""
        from faxi.engine.components import COMPONENTS  # noqa: PLC0415 - after the first paint
        from faxi.text.names import name_of  # noqa: PLC0415

        self.list.names = {key: name_of(part, words) for key, part in COMPONENTS.items()}
        self.list.put(self.list.order())

    def _tell(self) -> None:
        self.reordered.emit(self.list.order())


class _DragList(QListWidget):
    """A list whose items are moved within it."""

    def __init__(self, moved: Callable[[], None]) -> None:
        super().__init__()
        self._moved = moved
        self.names: dict[str, str] = {}
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setFrameShape(QFrame.Shape.StyledPanel)

    def order(self) -> tuple[str, ...]:
        """Return the keys as they stand."""
        return tuple(self.item(row).data(_KEY) for row in range(self.count()))

    def put(self, order: Sequence[str]) -> None:
        """Show an order; the same part stays current."""
        current = self.item(self.currentRow()).data(_KEY) if self.currentRow() >= 0 else None
        self.clear()
        for key in order:
            item = QListWidgetItem(self.names.get(key, key))
            item.setData(_KEY, key)
            self.addItem(item)
            if key == current:
                self.setCurrentItem(item)
        rows = max(1, self.count())
        self.setFixedHeight(rows * max(20, self.sizeHintForRow(0)) + 2 * self.frameWidth() + 2)

    def move_current(self, step: int) -> None:
        """Move the current part up or down."""
        row = self.currentRow()
        if row >= 0 and 0 <= row + step < self.count():
            item = self.takeItem(row)
            self.insertItem(row + step, item)
            self.setCurrentItem(item)
            self._moved()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Alt or Ctrl and the arrows."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        held = event.modifiers()
        is_moving = held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        if is_moving and event.key() in steps:
            self.move_current(steps[Qt.Key(event.key())])
            event.accept()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take a part dragged to another place."""
        before = self.order()
        super().dropEvent(event)
        if self.order() != before:
            self._moved()
