"""The tool bar and the actions of the window.

To add an action: one line in ``MainWindow._make_actions``, with its drawing in ``resources/icons``.
``is_quiet`` actions show their icon alone, so that the bar has room at 1024 pixels in both
languages; what they do is in their tool tip. An action without a place in the bar is added with
``hidden``: its keys work, and it can be put into a menu.
"""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from faxi.text.words import marked
from faxi.ui.icons import icon
from faxi.ui.speech import Speech, plain

_ICON = QSize(20, 20)
Keys = QKeySequence | QKeySequence.StandardKey | str


class ActionBar(QToolBar):
    """The tool bar; makes the actions it shows and names them for people and for automation."""

    def __init__(self, window: QWidget, speech: Speech) -> None:
        super().__init__(window)
        self._window = window
        self._speech = speech
        self.setObjectName("toolBar")
        self.setMovable(False)
        self.setIconSize(_ICON)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        speech.say(self.setWindowTitle, marked("Tool bar"))
        speech.say(self.setAccessibleName, marked("Tool bar"))

    def add(
        self,
        name: str,
        drawing: str,
        message: str,
        slot: Callable[[], object],
        keys: Keys | None = None,
        *,
        is_quiet: bool = False,
    ) -> QAction:
        """Append an action with its icon, its words and its keys."""
        action = self.hidden(name, message, slot, keys)
        action.setIcon(icon(drawing))
        if is_quiet:
            action.setPriority(QAction.Priority.LowPriority)
        self.addAction(action)
        button = self.widgetForAction(action)
        button.setObjectName(f"{name}Button")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._speech.say(lambda text: button.setAccessibleName(_plain(text)), message)
        return action

    def hidden(
        self, name: str, message: str, slot: Callable[[], object], keys: Keys | None = None
    ) -> QAction:
        """Return an action of the window that stands nowhere yet, but whose keys work."""
        action = QAction(self._window)
        action.setObjectName(name)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False: slot())
        self._speech.say(action.setText, message)
        # A letter leads to it in a menu; the form has the letters of the window.
        self._speech.say(lambda text: action.setIconText(_plain(text)), message)
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        # Dots promise a question; in a tool tip they promise nothing.
        self._speech.say(lambda text: action.setToolTip(_tip(text, shortcut)), message)
        self._window.addAction(action)
        return action

    def add_space(self) -> None:
        """Push what comes next to the far end."""
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spacer)

    def add_menu(self, name: str, drawing: str, message: str, *, is_quiet: bool = False) -> QMenu:
        """Append a button that opens a menu, and return the menu."""
        menu = QMenu(self)
        menu.setObjectName(f"{name}Menu")
        button = QToolButton()
        button.setObjectName(f"{name}Button")
        button.setIcon(icon(drawing))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        style = Qt.ToolButtonStyle
        button.setToolButtonStyle(
            style.ToolButtonIconOnly if is_quiet else style.ToolButtonTextBesideIcon
        )
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._speech.say(button.setText, message)
        self._speech.say(lambda text: button.setToolTip(_plain(text)), message)
        self._speech.say(lambda text: button.setAccessibleName(_plain(text)), message)
        self.addWidget(button)
        return menu


def replace_menu(button: QToolButton, menu: QMenu) -> None:
    """Let a button open another menu than before, which goes."""
    before = button.menu()
    button.setMenu(menu)
    if before is not None:
        before.deleteLater()


def _plain(text: str) -> str:
    return plain(text).rstrip("….").strip()


def _tip(text: str, shortcut: str) -> str:
    return f"{_plain(text)} ({shortcut})" if shortcut else _plain(text)
