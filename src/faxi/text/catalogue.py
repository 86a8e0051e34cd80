"""A compiled catalogue of messages, searched where it lies.

``gettext`` reads all of it before the first message can be said, which is a thirtieth of the start
of the window. Messages stand in a compiled catalogue in the order of their bytes, so one is found
by halving; what was found is remembered.
"""

import gettext
from pathlib import Path
from struct import unpack_from

_LITTLE = b"\xde\x12\x04\x95"


class Catalogue(gettext.NullTranslations):
    """The messages of a ``.mo`` file in UTF-8, of a language whose plural has one form."""

    def __init__(self, path: Path) -> None:
        """Open a catalogue.

        Raises:
            OSError: It cannot be read.
        """
        super().__init__()
        self._data = path.read_bytes()
        self._order = "<" if self._data.startswith(_LITTLE) else ">"
        self._size, self._originals, self._translations = self._numbers(8, 3)
        self._found: dict[str, str | None] = {}

    def gettext(self, message: str) -> str:
        """Return the translation of a message, itself if there is none."""
        return self._translation(message) or message

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the one form of a plural, or English's two if there is none."""
        return self._translation(one) or (one if count == 1 else many)

    def _translation(self, message: str) -> str | None:
        if message not in self._found:
            self._found[message] = self._search(message.encode(errors="replace"))
        return self._found[message]

    def _search(self, message: bytes) -> str | None:
        low, high = 1, self._size  # the first is the catalogue's own heading
        while low < high:
            middle = (low + high) // 2
            original = self._text(self._originals, middle).partition(b"\0")[0]
            if original == message:
                return self._text(self._translations, middle).decode()
            low, high = (middle + 1, high) if original < message else (low, middle)
        return None

    def _text(self, table: int, index: int) -> bytes:
        length, place = self._numbers(table + 8 * index, 2)
        return self._data[place : place + length]

    def _numbers(self, place: int, count: int) -> tuple[int, ...]:
        return unpack_from(f"{self._order}{count}I", self._data, place)
