"""The summary as PDF, set by typst from a template; same document, same bytes."""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import typst

from faxi.engine.problems import Problem
from faxi.exports.blocks import Column, Document
from faxi.resources import resource

_MISSING = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_MAX_MISSING = 200
_PLACEHOLDER = "□"
_LONG_WORD = re.compile(r"([^\s\u200b]{20})(?=[^\s\u200b]{10})", re.ASCII)


def write_pdf(document: Document) -> tuple[bytes, list[Problem]]:
    """Return the bytes of the PDF and warnings about characters no font could show.

    The bundled fonts come first. A character they lack brings in the system's; one that no font
    has is printed as an empty square and named in a warning.
    """
    blocks = [_block(block) for block in document.blocks]
    data = json.dumps({**_broken(asdict(document)), "blocks": blocks}, ensure_ascii=False)
    missing: list[str] = []
    bundled_only = True
    while True:
        try:
            pdf = _compile(data, document.cut_off, bundled_only=bundled_only)
        except typst.TypstError as error:
            found = _MISSING.search(str(error))
            if found is None or len(missing) > _MAX_MISSING:
                raise
            if not bundled_only:
                missing.append(found[1])
                data = data.replace(found[1], _PLACEHOLDER)
            bundled_only = False
        else:
            break
    warning = Problem("characters_missing", "", {"characters": " ".join(missing)})
    return pdf, [warning] if missing else []


def _compile(data: str, cut_off: str, *, bundled_only: bool) -> bytes:
    template = resource("templates", "summary.typ")
    fonts = typst.Fonts(
        include_system_fonts=not bundled_only,
        include_embedded_fonts=False,
        font_paths=[str(resource("fonts"))],
    )
    pdf: bytes = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=fonts,
        format="pdf",
        pdf_standards="a-2a",
        sys_inputs={"data": data},
        # The document bears its cut-off date, so that it never depends on the clock.
        timestamp=_timestamp(cut_off),
    )
    return pdf


def _timestamp(day: str) -> int:
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return max(0, int(moment.timestamp()))


def _block(block: Any) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **_broken(asdict(block))}


def _broken(value: Any) -> Any:
    """Return the value with a place to break in every word too long for a line."""
    if isinstance(value, str):
        return _LONG_WORD.sub("\\1\u200b", value)
    if isinstance(value, Column):
        return _broken(value._asdict())
    if isinstance(value, dict):
        return {key: _broken(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_broken(item) for item in value]
    return value
