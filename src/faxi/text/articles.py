"""Where a rule is found, and article numbers of Chinese law as an English reader writes them."""

import re
from typing import NamedTuple

from faxi.text.words import Language

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_PARTS = {"条": "art. ", "款": "para. ", "项": "item "}
_PART = re.compile(
    r"第（?([零〇一二三四五六七八九十百千\d]+)）?([条款项])(?:之([一二三四五六七八九]))?"
)


class Citation(NamedTuple):
    """A rule and where it comes from, in the language of the reader."""

    title: str
    source: str


def article_face(article: str, language: Language) -> str:
    """Return ``第五百六十一条`` as it is, or as ``art. 561``."""
    if language is Language.ZH:
        return article

    def written(match: re.Match[str]) -> str:
        number, part, added = match.groups()
        suffix = f"-{_number(added)}" if added else ""
        return f"{_PARTS[part]}{_number(number)}{suffix} "

    return _PART.sub(written, article).replace(" 、", ", ").strip()


def _number(text: str) -> int:
    """Return ``一千零三十二`` as 1032; a number in digits as it is."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for character in text:
        if character in _POWERS:
            total += (digit or 1) * _POWERS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit
