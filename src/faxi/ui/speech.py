"""Keeps every text of a view tied to the message it says, so that the language can change live."""

from collections.abc import Callable

from faxi.text.words import Words


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
