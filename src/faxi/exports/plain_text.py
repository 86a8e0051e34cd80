"""The neutral document as plain text for a terminal; Chinese characters count as two columns."""

import unicodedata
from collections.abc import Iterator, Sequence

from faxi.exports.blocks import Block, Document, Facts, Figures, Heading, Paragraph, Table

_GAP = "  "


def write_text(document: Document) -> str:
    """Return the document as text with plain line feeds."""
    lines = [document.title, document.subtitle]
    for block in document.blocks:
        lines += _block(block)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield from ("", text, "-" * width(text))
        case Paragraph(text):
            yield text
        case Figures(items) | Facts(items):
            wide = max((width(label) for label, _ in items), default=0)
            for label, value in items:
                yield f"{_padded(label, wide, is_figure=False)}{_GAP}{value}"
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield from ("", table.caption)
    head = tuple(column.title for column in table.columns)
    rows = [head, *table.rows]
    widths = [max(width(row[index]) for row in rows) for index in range(len(head))]
    figures = [column.is_figure for column in table.columns]
    yield _row(head, widths, figures)
    yield _GAP.join("-" * wide for wide in widths)
    for row in table.rows:
        yield _row(row, widths, figures)


def _row(cells: Sequence[str], widths: Sequence[int], figures: Sequence[bool]) -> str:
    padded = (
        _padded(cell, wide, is_figure=is_figure)
        for cell, wide, is_figure in zip(cells, widths, figures, strict=True)
    )
    return _GAP.join(padded)


def _padded(text: str, wide: int, *, is_figure: bool) -> str:
    blanks = " " * (wide - width(text))
    return blanks + text if is_figure else text + blanks


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
