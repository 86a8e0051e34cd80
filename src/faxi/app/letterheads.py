"""Reads what a letterhead needs from disk: a logo that every format can show, or why it cannot."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from faxi.engine.problems import CaseError, Problem
from faxi.exports.blocks import Logo
from faxi.store.files import read_file

MAX_LOGO = 2 * 2**20
_SIGNS = (("png", b"\x89PNG\r\n\x1a\n"), ("jpg", b"\xff\xd8\xff"))
# A drawing that calls for other files, or for itself a million times, is not a logo.
_CALLS = re.compile(rb"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet", re.IGNORECASE)
_SVG = "{http://www.w3.org/2000/svg}svg"
_SMALL = 10  # dots per inch, for a look whether it can be drawn at all


def read_logo(path: Path) -> Logo:
    """Return the picture in a file: PNG, JPEG or SVG.

    Raises:
        FileError: The file cannot be read.
        CaseError: It is too large, of another kind, damaged, or calls for other files.
    """
    content = read_file(path, MAX_LOGO)
    if len(content) > MAX_LOGO:
        raise CaseError([Problem("logo_too_large", "", {"limit": MAX_LOGO // 2**20})])
    kind = next((kind for kind, sign in _SIGNS if content.startswith(sign)), "")
    if not kind and _is_drawing(content):
        kind = "svg"
    logo = Logo(kind, content)
    if not kind or not _can_be_drawn(logo):
        raise CaseError([Problem("logo_unreadable")])
    return logo


def _is_drawing(content: bytes) -> bool:
    """Tell whether a file is an SVG that needs nothing but itself."""
    if _CALLS.search(content):
        return False
    try:
        root = ET.fromstring(content)
    except ET.ParseError:
        return False
    targets = (
        value
        for element in root.iter()
        for name, value in element.attrib.items()
        if name.rpartition("}")[2] == "href"
    )
    return root.tag == _SVG and all(value.startswith(("#", "data:")) for value in targets)


def _can_be_drawn(logo: Logo) -> bool:
    import typst  # noqa: PLC0415 - only where a logo is given

    from faxi.exports.typesetting import logo_png  # noqa: PLC0415

    try:
        return bool(logo_png(logo, dots_per_inch=_SMALL))
    except typst.TypstError:
        return False
