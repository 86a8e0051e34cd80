"""The neutral document as plain text for a terminal; Chinese characters count as two columns."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from faxi.exports.blocks import (
    Chart,
    Document,
    Facts,
    Figures,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Signature,
    Table,
)

_GAP = "  "
_WIDEST, _NARROWEST = 100, 36
# What stays together: a word with the blanks after it; of Chinese a character with the marks that
# may not begin or end a line.
_PIECE = re.compile(
    r"[（“《〈〔]*[\u2e80-\U0010ffff][，。；：、！？）”》〉〕]*\s*|[^\s\u2e80-\U0010ffff]+\s*|\s+"
)
_TAKE_NO_SPACE = {"Mn", "Me", "Cf"}
# They would let a title write over what stands beside it.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def write_text(document: Document) -> str:
    """Return the document as text with plain line feeds."""
    lines = [_line(document.title), _line(document.subtitle)]
    for block in document.blocks:
        lines += _block(block)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _block(block: Part) -> Iterator[str]:
    match block:
        case Heading(text, level):
            under = ["-" * width(_line(text))] * (level == 1)
            yield from ("", _line(text), *under)
        case Paragraph(text, "bullet"):
            yield from _lines(f"• {text}")
        case Paragraph(text):
            yield from _lines(text)
        case Figures(items, note):
            yield from _labelled(items)
            yield note
        case Facts(items):
            yield from _labelled(items)
        case Table():
            yield from _table(block)
        case Chart():
            yield from ("", f"{_line(block.caption)}: {_line(block.description)}")
        case Signature(who, date):
            yield from ("", _line(who), _line(date))
        case PageBreak():
            return


def _labelled(items: Sequence[tuple[str, str]]) -> Iterator[str]:
    wide = max((width(_line(label)) for label, _ in items), default=0)
    for label, value in items:
        for head, line in zip_longest([_line(label)], _lines(value), fillvalue=""):
            yield f"{_padded(head, wide, is_figure=False)}{_GAP}{line}"


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield from ("", table.caption)
    head = tuple(column.title for column in table.columns)
    body = [tuple(map(_line, row)) for row in table.rows]
    rows = [head, *body]
    widths = [max(width(row[index]) for row in rows) for index in range(len(head))]
    figures = [column.is_figure for column in table.columns]
    if not figures[-1]:
        # A long text in the last column would leave its row unreadable.
        room = _WIDEST - sum(widths[:-1]) - len(_GAP) * (len(widths) - 1)
        widths[-1] = min(widths[-1], max(_NARROWEST, room))
    yield _row(head, widths, figures)
    yield _GAP.join("-" * wide for wide in widths)
    for row in body:
        first, *more = _wrapped(row[-1], widths[-1])
        yield _row((*row[:-1], first), widths, figures)
        blank = [""] * (len(row) - 1)
        yield from (_row((*blank, line), widths, figures) for line in more)


def _wrapped(text: str, wide: int) -> Iterator[str]:
    """Yield the lines of a text, none wider than so many columns unless one word is."""
    line, length = "", 0
    for piece in _PIECE.findall(text):
        size = width(piece)
        if line and length + width(piece.rstrip()) > wide:
            yield line.rstrip()
            line, length = "", 0
        line, length = line + piece, length + size
    yield line.rstrip()


def _row(cells: Sequence[str], widths: Sequence[int], figures: Sequence[bool]) -> str:
    padded = (
        _padded(cell, wide, is_figure=is_figure)
        for cell, wide, is_figure in zip(cells, widths, figures, strict=True)
    )
    return _GAP.join(padded)


def _padded(text: str, wide: int, *, is_figure: bool) -> str:
    blanks = " " * (wide - width(text))
    return blanks + text if is_figure else text + blanks


def _line(text: str) -> str:
    return " ".join(_lines(text))


def _lines(text: str) -> list[str]:
    """Return the lines of a text without what a terminal would obey."""
    return [_harmless(line) for line in text.expandtabs(1).splitlines()] or [""]


def _harmless(line: str) -> str:
    obeyed = (unicodedata.category(c) == "Cc" or c in _TURNING for c in line)
    return "".join("\ufffd" if is_obeyed else c for c, is_obeyed in zip(line, obeyed, strict=True))


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in _TAKE_NO_SPACE:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
