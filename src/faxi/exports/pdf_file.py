"""The summary as PDF, set by typst from a template; same document, same bytes."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

import typst

from faxi.engine.problems import Problem
from faxi.exports.blocks import Column, Document
from faxi.exports.cleaning import unturned
from faxi.exports.typesetting import compiled, logo_content
from faxi.text.words import Language, marked, words_of

_UNSHOWN = re.compile(r"could not be displayed|contains the (?:disallowed )?codepoint")
PAGES = marked("Page {number} of {count}")
_PLAIN = ("language", "title", "subtitle", "cut_off", "header", "footer")
_MAX_MISSING = 100
_MAX_NAME = 200
_PLACEHOLDER = "□"
# Chinese breaks anywhere by itself, and knows better where not to.
_LETTER = r"[^\s\u200b\u2e80-\U0010ffff]"
_BREAK = "\u200b"  # our own place to break a line
_LONG_WORD = re.compile(rf"({_LETTER}{{20}})(?={_LETTER}{{10}})")


def write_pdf(document: Document) -> tuple[bytes, list[Problem]]:
    """Return the bytes of the PDF and warnings about characters no font could show.

    The bundled fonts come first. A character they lack brings in the system's; one that no font
    has is printed as an empty square and named in a warning.
    """
    return _shown(_Page(document))


def write_pages(document: Document, ppi: int) -> list[bytes]:
    """Return a picture (PNG) of each page, for a screen or a printer.

    Args:
        ppi: Pixels to the inch.
    """
    content = content_of(document)
    return compiled("summary.typ", content, "png", include_system=True, dots_per_inch=ppi)


class _Page:
    """A document on its way to typst.

    Attributes:
        content: What the template is handed, all texts in it breakable.
    """

    def __init__(self, document: Document) -> None:
        self.content = content_of(document)

    def set(
        self, content: Mapping[str, Any], *, include_system: bool, is_archival: bool = True
    ) -> bytes | None:
        """Return the PDF, ``None`` if the fonts lack a character."""
        fonts = {"include_system": include_system, "is_archival": is_archival}
        try:
            return compiled("summary.typ", content, "pdf", **fonts)[0]
        except typst.TypstError as error:
            if _UNSHOWN.search(str(error)):
                return None
            raise


def _shown(page: _Page) -> tuple[bytes, list[Problem]]:
    content = page.content
    for include_system in (False, True):
        if (made := page.set(content, include_system=include_system)) is not None:
            return made, []
    characters = sorted(set(_characters(content)))
    missing = list(islice(_unshown(characters, page), _MAX_MISSING))
    made = page.set(_without(content, missing), include_system=True)
    if made is None:
        # Accents and joiners can fail for their neighbours.
        missing += [c for c in characters if _joins(c) and c not in (*missing, _BREAK)]
        shown = _without(content, missing)
        made = page.set(shown, include_system=True)
        made = made or page.set(shown, include_system=True, is_archival=False)
    assert made is not None, "without a standard a missing character is no error"
    named = " ".join(_named(character) for character in missing)
    return made, [Problem("characters_missing", "", {"characters": named})]


def content_of(document: Document) -> dict[str, Any]:
    """Return a document as the plain values its template reads."""
    fields = {name: getattr(document, name) for name in _PLAIN}
    head = document.letterhead
    return {
        **_broken(fields),
        "blocks": [_block(block) for block in document.blocks],
        # What a reader's title bar shows; PDF limits its length.
        "name": unturned(f"{document.title} {document.subtitle}").strip()[:_MAX_NAME],
        "author": document.author,
        "pages": words_of(Language(document.language))(PAGES),
        "letterhead": None
        if head is None
        else {
            **_broken({"name": head.name, "address": head.address, "reference": head.reference}),
            "logo": logo_content(head.logo),
        },
    }


def _unshown(characters: list[str], page: _Page) -> Iterator[str]:
    """Yield the characters that cannot be set, halving the heap they must be in."""
    empty: dict[str, Any] = dict.fromkeys(("title", "header", "footer", "name", "pages"), "")
    empty |= {"blocks": [], "letterhead": None}
    # The letter between keeps one from joining the next.
    sample = {**page.content, **empty, "subtitle": "x".join(["", *characters])}
    if not characters or page.set(sample, include_system=True) is not None:
        return
    if len(characters) == 1:
        yield characters[0]
        return
    middle = len(characters) // 2
    yield from _unshown(characters[:middle], page)
    yield from _unshown(characters[middle:], page)


def _characters(value: object) -> Iterator[str]:
    """Yield the characters of every text in a nested value, white space apart."""
    if isinstance(value, str):
        yield from "".join(value.split())
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _characters(item)


def _without(value: Any, missing: Sequence[str]) -> Any:
    """Return a nested value with a square in the place of each missing character."""
    stand_ins = {ord(character): _stand_in(character) for character in missing}
    return _each_text(value, lambda text: text.translate(stand_ins))


def _joins(character: str) -> bool:
    """Tell whether a character has no place of its own: accents, joiners, marks of direction."""
    return unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}


def _stand_in(character: str) -> str:
    return "" if _joins(character) else _PLACEHOLDER


def _named(character: str) -> str:
    """Return a character as a message can show it."""
    is_seen = character.isprintable() and not _joins(character)
    return character if is_seen else ascii(character)[1:-1]


def _block(block: Any) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **_broken(asdict(block))}


def _broken(value: Any) -> Any:
    """Return the value unturned, with a place to break in every word too long for a line."""
    return _each_text(value, lambda text: _LONG_WORD.sub(f"\\1{_BREAK}", unturned(text)))


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    """Return a nested value with every text in it changed, and columns as plain values."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Column):
        value = value._asdict()
    if isinstance(value, dict):
        return {key: _each_text(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(item, change) for item in value]
    return value
