"""The summary as PDF, set by typst from a template; same document, same bytes."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import typst

from faxi.engine.problems import Problem
from faxi.exports.blocks import Column, Document
from faxi.resources import resource

_UNSHOWN = re.compile(r"could not be displayed|contains the disallowed codepoint")
_MAX_MISSING = 100
_MAX_NAME = 200
_PLACEHOLDER = "□"
# Chinese breaks anywhere by itself, and knows better where not to.
_LETTER = r"[^\s\u200b\u2e80-\U0010ffff]"
_LONG_WORD = re.compile(rf"({_LETTER}{{20}})(?={_LETTER}{{10}})")


def write_pdf(document: Document) -> tuple[bytes, list[Problem]]:
    """Return the bytes of the PDF and warnings about characters no font could show.

    The bundled fonts come first. A character they lack brings in the system's; one that no font
    has is printed as an empty square and named in a warning.
    """
    content = _content(document)
    if pdf := _set(content, _fonts(include_system=False)):
        return pdf, []
    system = _fonts(include_system=True)
    if pdf := _set(content, system):
        return pdf, []
    characters = sorted(set(_characters(content)))
    missing = list(islice(_unshown(characters, content, system), _MAX_MISSING))
    pdf = _set(_without(content, missing), system)
    if pdf is None:
        # Accents and joiners can fail for their neighbours.
        missing += [c for c in characters if _joins(c) and c not in missing]
        shown = _without(content, missing)
        pdf = _set(shown, system) or _set(shown, system, is_archival=False)
    assert pdf is not None, "without a standard a missing character is no error"
    named = " ".join(_named(character) for character in missing)
    return pdf, [Problem("characters_missing", "", {"characters": named})]


def write_pages(document: Document, ppi: int) -> list[bytes]:
    """Return a picture (PNG) of each page, for a screen or a printer.

    Args:
        ppi: Pixels to the inch.
    """
    template = resource("templates", "summary.typ")
    content = _content(document)
    pages: list[bytes] | bytes = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=_fonts(include_system=True),
        format="png",
        ppi=ppi,
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
        timestamp=_timestamp(content["cut_off"]),
    )
    return [pages] if isinstance(pages, bytes) else pages


def _content(document: Document) -> dict[str, Any]:
    """Return a document as the template reads it."""
    return {
        **_broken(asdict(document)),
        "blocks": [_block(block) for block in document.blocks],
        # What a reader's title bar shows; PDF limits its length.
        "name": f"{document.title} {document.subtitle}"[:_MAX_NAME],
    }


def _set(content: dict[str, Any], fonts: typst.Fonts, *, is_archival: bool = True) -> bytes | None:
    """Return the PDF, ``None`` if the fonts lack a character: in an archive all must be shown."""
    template = resource("templates", "summary.typ")
    try:
        pdf: bytes = typst.compile(
            str(template),
            root=str(template.parent),
            font_paths=fonts,
            format="pdf",
            pdf_standards="a-2a" if is_archival else None,
            sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
            # The document bears its cut-off date, so that it never depends on the clock.
            timestamp=_timestamp(content["cut_off"]),
        )
    except typst.TypstError as error:
        if _UNSHOWN.search(str(error)):
            return None
        raise
    return pdf


def _fonts(*, include_system: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=include_system,
        include_embedded_fonts=False,
        font_paths=[str(resource("fonts"))],
    )


def _timestamp(day: str) -> int:
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return max(0, int(moment.timestamp()))


def _unshown(characters: list[str], content: Any, fonts: typst.Fonts) -> Iterator[str]:
    """Yield the characters that cannot be set, halving the heap they must be in."""
    empty = {"blocks": [], "title": "", "footer": "", "name": ""}
    # The letter between keeps one from joining the next.
    sample = {**content, **empty, "subtitle": "x".join(["", *characters])}
    if not characters or _set(sample, fonts) is not None:
        return
    if len(characters) == 1:
        yield characters[0]
        return
    middle = len(characters) // 2
    yield from _unshown(characters[:middle], content, fonts)
    yield from _unshown(characters[middle:], content, fonts)


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
    """Return the value with a place to break in every word too long for a line."""
    return _each_text(value, lambda text: _LONG_WORD.sub("\\1\u200b", text))


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
