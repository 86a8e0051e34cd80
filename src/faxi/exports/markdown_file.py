"""The neutral document as Markdown (CommonMark with tables); what a person wrote stays text."""

import re
from collections.abc import Iterator, Sequence

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
from faxi.exports.cleaning import clean

# Everything CommonMark or a renderer's extensions could act on.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&!]|:(?=//))")
# What begins a list, a heading's underline or a number at the start of a line.
_LINE_START = re.compile(r"([-+=])|\d{1,9}(?=[.)](?:\s|$))")
_TONES = {"warning": "**{text}**", "bullet": "- {text}"}


def write_markdown(document: Document) -> str:
    """Return the document as Markdown with plain line feeds."""
    parts = list(_letterhead(document))
    parts.append(f"# {escaped(document.title)}")
    if document.subtitle:
        parts.append(escaped(document.subtitle))
    for block in document.blocks:
        parts += _block(block)
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return a text as one line of Markdown that shows exactly it."""
    return "<br>".join(_escaped_line(line) for line in clean(text).splitlines())


def _escaped_line(line: str) -> str:
    line = _MARKUP.sub(r"\\\1", line.strip())
    # A digit cannot be escaped, its stop can.
    if match := _LINE_START.match(line):
        start = 0 if match[1] else match.end()
        return f"{line[:start]}\\{line[start:]}"
    return line


def _letterhead(document: Document) -> Iterator[str]:
    head = document.letterhead
    if head is not None:
        lines = (head.name, head.address, head.reference)
        yield "<br>".join(escaped(line) for line in lines if line)


def _block(block: Part) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * (level + 1)} {escaped(text)}"
        case Paragraph(text, tone):
            yield _TONES.get(tone, "{text}").format(text=escaped(text))
        case Figures(items) | Facts(items):
            lines = [f"- **{escaped(label)}**: {escaped(value)}" for label, value in items]
            yield "\n".join(lines)
            if isinstance(block, Figures) and block.note:
                yield escaped(block.note)
        case Table():
            yield from _table(block)
        case Chart():
            yield f"**{escaped(block.caption)}**: {escaped(block.description)}"
        case Signature(who, date):
            yield f"{escaped(who)}<br>{escaped(date)}"
        case PageBreak():
            return


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"**{escaped(table.caption)}**"
    rules = ("--:" if column.is_figure else ":--" for column in table.columns)
    rows = [_row(column.title for column in table.columns), f"| {' | '.join(rules)} |"]
    for index, row in enumerate(table.rows):
        is_total = table.last_is_total and index == len(table.rows) - 1
        rows.append(_row(row, is_strong=is_total))
    yield "\n".join(rows)


def _row(cells: "Iterator[str] | Sequence[str]", *, is_strong: bool = False) -> str:
    shown = (escaped(cell) for cell in cells)
    if is_strong:
        shown = (f"**{cell}**" if cell else "" for cell in shown)
    return f"| {' | '.join(shown)} |"
