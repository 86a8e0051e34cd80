"""Keeps every text of a view tied to the message it says, so that the language can change live."""

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from faxi.text.words import Words


def plain(text: str) -> str:
    """Return a text without the letter that leads to its control.

    In English that is a letter of a word; in Chinese it is added in brackets, where nobody who
    hears the text wants it.
    """
    head, mark, rest = text.partition("(&")
    if mark and rest[1:2] == ")":
        text = head + rest[2:]
    return text.replace("&", "")


def show_label(widget: QLabel | QAbstractButton, text: str) -> None:
    """Show a text with its letter, and name the widget without it."""
    widget.setText(text)
    widget.setAccessibleName(plain(text))


def name_plainly(root: QWidget) -> None:
    """Name what is labelled within a dialog, as ``show_label`` does."""
    for button in root.findChildren(QAbstractButton):
        if "&" in button.text():
            button.setAccessibleName(plain(button.text()))
    for label in root.findChildren(QLabel):
        if "&" in label.text():
            label.setAccessibleName(plain(label.text()))
            if label.buddy() is not None and not label.buddy().accessibleName():
                label.buddy().setAccessibleName(plain(label.text()))


class Speech:
    """The texts of one view.

    Attributes:
        words: The words now spoken.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        self._said: list[tuple[Callable[[str], object], str]] = []
        self._followers: list[Callable[[Words], object]] = []

    def say(self, setter: Callable[[str], object], message: str) -> None:
        """Set a text now and after every change of language."""
        self._said.append((setter, message))
        setter(self.words(message))

    def follow(self, say: Callable[[Words], object]) -> None:
        """Call now and after every change of language, for what is more than one message."""
        self._followers.append(say)
        say(self.words)

    def change(self, words: Words) -> None:
        """Say everything again in other words."""
        self.words = words
        for setter, message in self._said:
            setter(words(message))
        for say in self._followers:
            say(words)
