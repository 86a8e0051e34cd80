"""Sentences in one language: gettext behind a callable that is passed along, never installed."""

import gettext
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from faxi.resources import resource


class Language(StrEnum):
    """A language of the program."""

    ZH = "zh"  # 中文
    EN = "en"  # English


_CATALOGUES = {Language.ZH: "zh_CN"}


def marked(message: str) -> str:
    """Mark a message for the catalogue where it is only stored, not yet said."""
    return message


class Words:
    """Says things in one language.

    Attributes:
        language: The language spoken.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        if language in _CATALOGUES:
            folder = str(resource("i18n"))
            self._catalogue = gettext.translation("faxi", folder, [_CATALOGUES[language]])

    def __call__(self, message: str, /, **params: object) -> str:
        """Return a message in this language, its ``{placeholders}`` filled in."""
        text = self._catalogue.gettext(message)
        return text.format(**params) if params else text

    def plural(self, one: str, many: str, count: int) -> str:
        """Return the message for a count, which both forms name ``{count}``."""
        return self._catalogue.ngettext(one, many, count).format(count=count)

    def listing(self, items: Iterable[str]) -> str:
        """Join items the way the language enumerates them."""
        return ("、" if self.language is Language.ZH else ", ").join(items)


@cache
def words_of(language: Language) -> Words:
    """Return the words of a language, whose catalogue is read once."""
    return Words(language)
