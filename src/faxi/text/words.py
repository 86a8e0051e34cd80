"""Sentences in one language: gettext behind a callable that is passed along, never installed."""

import gettext
import os
import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from faxi.resources import resource
from faxi.text.catalogue import Catalogue


class Language(StrEnum):
    """A language of the program."""

    ZH = "zh"  # 中文
    EN = "en"  # English


# A value of FAXI_LANG for tests: English in foreign letters and longer, so that a text that nobody
# translated, or that a widget cuts off, is seen at a glance.
PSEUDO = "pseudo"
_LETTERS = str.maketrans("aceinouyACEINOUY", "àçéîñôûýÀÇÉÎÑÔÛÝ")
_LONGER = 3  # one more letter for every three

_CATALOGUES = {Language.ZH: "zh_CN"}


def marked(message: str) -> str:
    """Mark a message for the catalogue where it is only stored, not yet said."""
    return message


class _Pseudo(gettext.NullTranslations):
    """The catalogue of a language nobody speaks."""

    def gettext(self, message: str) -> str:
        """Return a message in brackets, its letters changed and its placeholders kept."""
        parts = re.split(r"(\{\w*\}|&.)", message)
        changed = (
            part if index % 2 else part.translate(_LETTERS) for index, part in enumerate(parts)
        )
        return f"[{''.join(changed)}{' ~~~' * (len(message) // _LONGER // 4 + 1)}]"

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return one form or the other, as English does."""
        return self.gettext(one if count == 1 else many)


class Words:
    """Says things in one language.

    Attributes:
        language: The language spoken.
    """

    def __init__(self, language: Language, *, is_pseudo: bool = False) -> None:
        self.language = language
        self._catalogue = _Pseudo() if is_pseudo else gettext.NullTranslations()
        if language in _CATALOGUES:
            path = resource("i18n", _CATALOGUES[language], "LC_MESSAGES", "faxi.mo")
            self._catalogue = Catalogue(path)

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

    def phrases(self, items: Iterable[str]) -> str:
        """Join phrases that may be lists themselves."""
        return ("；" if self.language is Language.ZH else "; ").join(items)

    def labelled(self, label: str, text: str) -> str:
        """Put a label before what it labels."""
        return f"{label}{'：' if self.language is Language.ZH else ': '}{text}"

    def sentences(self, items: Iterable[str]) -> str:
        """Join whole sentences."""
        return ("" if self.language is Language.ZH else " ").join(items)


def words_of(language: Language) -> Words:
    """Return the words of a language, whose catalogue is read once."""
    is_pseudo = language is Language.EN and os.environ.get("FAXI_LANG") == PSEUDO
    return _words(language, is_pseudo)


def in_each_language(message: str) -> tuple[str, ...]:
    """Return a message as each language of people says it, in the order of `Language`."""
    return tuple(_words(language, False)(message) for language in Language)


@cache
def _words(language: Language, is_pseudo: bool) -> Words:
    return Words(language, is_pseudo=is_pseudo)
