"""Editors of the form: a line that knows when an edit is finished, and a labelled row for it."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from faxi.ui.plain_line import PlainLine
from faxi.ui.speech import Speech, plain, show_label
from faxi.ui.theme import TIGHT, as_warning

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QDragEnterEvent,
        QFocusEvent,
        QInputMethodEvent,
        QKeyEvent,
        QWheelEvent,
    )

PAUSE_MS = 1000  # typing that rests this long is a finished edit


class LineField(PlainLine):
    """A line of text that tells typing from a finished edit.

    Signals:
        typed: The text after every key.
        committed: The text when an edit is finished: Enter, focus out, or a second's pause.
    """

    typed = Signal(str)
    committed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._has_typing = self._is_composing = False
        self._finished = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.textEdited.connect(self._type)
        self.returnPressed.connect(self.commit)

    def _type(self, text: str) -> None:
        self._has_typing = True
        self._pause.start()
        self.typed.emit(text)

    def commit(self) -> None:
        """Finish the edit, if there is one."""
        self._pause.stop()
        if self._has_typing:
            self._has_typing = False
            self._finished = self.text()
            self.committed.emit(self._finished)

    def show_text(self, text: str) -> None:
        """Show a text that nobody typed; a text already there keeps its cursor."""
        self._pause.stop()
        self._has_typing = False
        self._finished = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Type."""
        if event.text():
            self._part()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: "QInputMethodEvent") -> None:
        """Compose."""
        self._part()
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _part(self) -> None:
        """Part what is typed next from the last finished edit, so that undo gives that back.

        A line edit takes all letters typed in a row for one step, unless the cursor moves between
        them. It does not while letters are composed, which are typing that has begun.
        """
        if not (self._has_typing or self._is_composing or self.hasSelectedText()):
            place = self.cursorPosition()
            self.setCursorPosition(0 if place else 1)
            self.setCursorPosition(place)

    def focusOutEvent(self, event: "QFocusEvent") -> None:
        """Finish the edit when the focus leaves, except for a popup of its own."""
        super().focusOutEvent(event)
        if event.reason() is not QtCore.Qt.FocusReason.PopupFocusReason:
            self.commit()

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window unless there is typing to undo."""
        # A line edit claims the keys of undo for itself whether or not it has anything to undo.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QtGui.QKeyEvent)
            and self._leaves(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def _leaves(self, event: "QKeyEvent") -> bool:
        """Tell whether a key is one of undo or redo with no typing here that it could act on."""
        keys = QtGui.QKeySequence.StandardKey
        if event.matches(keys.Undo):
            # What is older than the last finished edit is the window's to undo.
            is_typed = self._has_typing and self.text() != self._finished
            return not (is_typed and self.isUndoAvailable())
        return event.matches(keys.Redo) and not (self._has_typing and self.isRedoAvailable())

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        """Take dragged text, but leave files to the window, which opens them."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)


class StepField(LineField):
    """A line for a whole number, which the up and down keys step within its bounds."""

    def __init__(self, name: str, first: int, last: int) -> None:
        super().__init__(name)
        self._first, self._last = first, last

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Step with the arrows; everything else types."""
        steps = {QtCore.Qt.Key.Key_Up: 1, QtCore.Qt.Key.Key_Down: -1}
        if event.key() in steps and self.text().strip().isdecimal():
            number = int(self.text()) + steps[QtCore.Qt.Key(event.key())]
            self.setText(str(min(max(number, self._first), self._last)))
            self._type(self.text())
        else:
            super().keyPressEvent(event)


class ChoiceBox(QComboBox):
    """A list to choose from whose wheel turns only with the focus, so that scrolling is no edit."""

    def wheelEvent(self, event: "QWheelEvent") -> None:
        """Choose the next or previous with the focus, else let the form scroll."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _is_wordy(editor: QWidget) -> bool:
    """Tell whether an editor is a list whose choices are too long to stand beside another."""
    wordy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    return isinstance(editor, QComboBox) and editor.sizeAdjustPolicy() is wordy


def _name(editor: QWidget, text: str) -> None:
    editor.setAccessibleName(plain(text))


class FieldRow(QWidget):
    """A label, its editors side by side, and what is wrong with them beneath.

    Attributes:
        help_message: What may be typed, as its tool tip says.
    """

    def __init__(
        self, message: str, help_message: str, editors: Sequence[QWidget], speech: Speech
    ) -> None:
        super().__init__()
        self._label = QLabel()
        self._label.setBuddy(editors[0])
        self._problem = QLabel()
        self._problem.setObjectName(f"{editors[0].objectName()}Problem")
        self._problem.setWordWrap(True)
        as_warning(self._problem)
        self._problem.setVisible(False)
        # Not fixed: a sentence that wraps needs more height than a row expects of itself.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        line = QHBoxLayout()
        line.setSpacing(TIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._label)
        layout.addLayout(line)
        for editor in editors:
            if editor is not editors[0] and _is_wordy(editor):
                layout.addWidget(editor)
            else:
                is_wide = editor is editors[0] or isinstance(editor, QLineEdit)
                line.addWidget(editor, 1 if is_wide else 0)
        layout.addWidget(self._problem)
        self._editors, self._main = editors, editors[0]
        self._sentence = self._about = ""
        self._hint: QLabel | None = None
        speech.say(partial(show_label, self._label), message)
        for editor in editors:
            if not editor.accessibleName() and not isinstance(editor, QLabel | QAbstractButton):
                speech.say(partial(_name, editor), message)
        self.help_message = help_message
        speech.say(self._main.setToolTip, help_message)
        speech.say(self.describe, help_message)

    def show_hint(self, sentence: str) -> None:
        """Show beneath everything what to look at, without anything being wrong."""
        if self._hint is None:
            if not sentence:
                return
            self._hint = QLabel()
            self._hint.setObjectName(f"{self._main.objectName()}Hint")
            self._hint.setWordWrap(True)
            as_warning(self._hint)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._hint)
        self._hint.setText("\n".join(f"⚠ {line}" for line in sentence.split("\n")))
        self._hint.setVisible(bool(sentence))

    def focus(self) -> None:
        """Take the focus to the first editor."""
        self._main.setFocus()

    @property
    def explained(self) -> tuple[QWidget, QWidget]:
        """What a tool tip belongs to: the label and the first editor."""
        return self._label, self._main

    def replace_label(self, widget: QWidget) -> None:
        """Put a widget that says the same in the label's place."""
        self._label.setVisible(False)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, widget)
        stops = (editor for editor in self._editors if not isinstance(editor, QLabel))
        for one, following in pairwise((widget, *stops)):
            QWidget.setTabOrder(one, following)

    def show_problem(self, sentence: str) -> None:
        """Show what is wrong beneath the field, or nothing."""
        if sentence != self._sentence:
            self._sentence = sentence
            self._problem.setTextFormat(QtCore.Qt.TextFormat.PlainText)  # it quotes what was typed
            self._problem.setText(f"⚠ {sentence}" if sentence else "")
            self._problem.setVisible(bool(sentence))
            self._describe()

    def describe(self, about: str) -> None:
        """Say for those who hear the field what it is about."""
        self._about = about
        self._describe()

    def _describe(self) -> None:
        self._main.setAccessibleDescription(f"{self._sentence} {self._about}".strip())
