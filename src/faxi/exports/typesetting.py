"""Calls typst: a template and plain values in, bytes out; the bundled fonts alone unless asked."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

import typst

from faxi.exports.blocks import Logo
from faxi.resources import resource

# Nothing of a picture depends on the day, but typst asks the clock where it is given none.
_NO_DAY = 0

Kind = Literal["pdf", "png"]


@cache
def fonts(*, include_system: bool = False) -> typst.Fonts:
    """Return the bundled fonts, and those of the system where a character is missing in them."""
    return typst.Fonts(
        include_system_fonts=include_system,
        include_embedded_fonts=False,
        font_paths=[str(resource("fonts"))],
    )


def timestamp(day: str) -> int:
    """Return the moment a document bears, its cut-off date, so that it never asks the clock."""
    return max(0, int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()))


def compiled(
    template: str,
    content: Mapping[str, Any],
    kind: Kind,
    *,
    include_system: bool = False,
    is_archival: bool = False,
    dots_per_inch: int | None = None,
) -> list[bytes]:
    """Return the file a template makes of its content, or its pages as pictures.

    Args:
        include_system: Whether fonts of the machine may help.
        is_archival: Whether it must be PDF/A, in which every character has to be shown.

    Raises:
        typst.TypstError: The template could not be set, as when a font lacks a character.
    """
    path = resource("templates", template)
    made: bytes | list[bytes] = typst.compile(
        str(path),
        root=str(path.parent),
        font_paths=fonts(include_system=include_system),
        format=kind,
        pdf_standards="a-2a" if is_archival else None,
        ppi=dots_per_inch,
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
        timestamp=timestamp(content["cut_off"]) if "cut_off" in content else _NO_DAY,
    )
    return made if isinstance(made, list) else [made]


def picture(content: Mapping[str, Any], *, dots_per_inch: int) -> bytes:
    """Return the growth chart of a document's content as a PNG."""
    return compiled("picture.typ", content, "png", dots_per_inch=dots_per_inch)[0]


def logo_content(logo: Logo | None) -> dict[str, Any] | None:
    """Return a logo as the plain values a template reads."""
    return None if logo is None else {"kind": logo.kind, "bytes": list(logo.content)}


def logo_png(logo: Logo, *, dots_per_inch: int) -> bytes:
    """Return a logo as a PNG.

    Raises:
        typst.TypstError: It is no picture that can be drawn.
    """
    content = {"logo": logo_content(logo)}
    return compiled("logo.typ", content, "png", dots_per_inch=dots_per_inch)[0]
