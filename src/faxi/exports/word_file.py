"""The neutral document as Word: real headings, captions, repeated heads, fields, one picture.

Paragraphs and tables are written as XML: python-docx takes a second for what a long case holds.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from faxi.exports.archive import with_fixed_times
from faxi.exports.blocks import (
    Chart,
    Column,
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
from faxi.exports.pdf_file import PAGES, content_of
from faxi.exports.typesetting import logo_png, picture
from faxi.exports.word_style import style
from faxi.exports.xml_text import attribute, xml
from faxi.text.words import Language, marked, words_of

_TABLE = marked("Table {number}")
_FIGURE = marked("Figure {number}")
_NAMESPACES = nsdecls("w")
_SHARP = 200  # dots per inch on paper
_CHART_WIDTH = 150  # mm; with it the first page stays one
_TWIPS = 9865  # the same in twentieths of a point
_LOGO_HEIGHT = 12  # mm


def write_word(document: Document) -> bytes:
    """Return the bytes of the document; the same document gives the same bytes."""
    word = docx.Document()
    style(word, document.language)
    _Writer(word, document).write()
    stream = io.BytesIO()
    word.save(stream)
    return with_fixed_times(stream.getvalue())


class _Writer:
    """Fills one Word document, counting its tables and figures."""

    def __init__(self, word: WordDocument, document: Document) -> None:
        self._word, self._document = word, document
        self._words = words_of(Language(document.language))
        self._body: Any = word.element.body
        self._tables, self._figures, self._pictures = count(1), count(1), count(1)
        self._heading = ""

    def write(self) -> None:
        document = self._document
        self._properties()
        self._frame()
        self._letterhead()
        self._add(_paragraph("Title", _run(document.title)))
        if document.subtitle:
            self._add(_paragraph("Subtitle", _run(document.subtitle)))
        for block in document.blocks:
            self._block(block)

    def _add(self, text: str) -> Any:
        element: Any = parse_xml(text)
        # The section's own properties stay last.
        self._body.insert(len(self._body) - 1, element)
        return element

    def _properties(self) -> None:
        document, known = self._document, self._word.core_properties
        known.title = xml_title(f"{document.title} {document.subtitle}".strip())
        known.author = known.last_modified_by = document.author
        known.comments = ""
        known.language = "zh-CN" if document.language == Language.ZH else "en-US"
        known.created = known.modified = datetime.fromisoformat(document.cut_off)
        known.revision = 1

    def _frame(self) -> None:
        """Write the head and the foot of the pages."""
        section = self._word.sections[0]
        before, middle, after = _split_pages(self._words(PAGES))
        pages = (
            f"{_run(before)}{_field('PAGE', '1')}{_run(middle)}{_field('NUMPAGES', '1')}"
            f"{_run(after)}"
        )
        head = f"{_run(self._document.header)}{_tab()}{pages}"
        for part, name, content in (
            (section.header, "Header", head),
            (section.footer, "Footer", _run(self._document.footer)),
        ):
            first = part.paragraphs[0]._p  # noqa: SLF001 - python-docx names its elements so
            first.getparent().replace(first, parse_xml(_paragraph(name, content)))

    def _letterhead(self) -> None:
        head = self._document.letterhead
        if head is None:
            return
        if head.logo is not None:
            content = head.logo.content
            if head.logo.kind == "svg":
                content = logo_png(head.logo, dots_per_inch=_SHARP)
            self._picture(content, head.name, height=_LOGO_HEIGHT)
        for name, text in (
            ("Sender", head.name),
            ("Sender Detail", head.address),
            ("Sender Detail", head.reference),
        ):
            if text:
                self._add(_paragraph(name, _run(text)))

    def _block(self, block: Part) -> None:
        match block:
            case Heading(text, level):
                self._heading = text
                self._add(_paragraph(f"Heading {level}", _run(text)))
            case Paragraph(text, tone):
                self._add(_paragraph(_TONES[tone], _run(text)))
            case Figures():
                self._add_figures(block)
            case Facts(items):
                self._add_facts(items)
            case Table():
                self._add_table(block)
            case Chart():
                self._add_chart(block)
            case Signature(who, date):
                self._add(_paragraph("Signature", f"{_run(who)}{_tab()}{_run(date)}"))
            case PageBreak():
                self._add(_paragraph("Normal", '<w:r><w:br w:type="page"/></w:r>'))

    def _add_figures(self, block: Figures) -> None:
        (label, value), *others = block.items
        self._add(_paragraph("Figure Label", _run(label)))
        self._add(_paragraph("Figure", _run(value)))
        if block.note:
            self._add(_paragraph("Normal", _run(block.note)))
        self._add_facts(others)

    def _add_facts(self, items: Sequence[tuple[str, str]]) -> None:
        for label, value in items:
            self._add(_paragraph("Facts", f"{_run(label, 'Fact Label')}{_tab()}{_run(value)}"))

    def _caption(self, message: str, kind: str, number: int, text: str) -> str:
        before, _, after = self._words(message).partition("{number}")
        field = _field(f"SEQ {kind} \\* ARABIC", str(number))
        return _paragraph("Caption", f"{_run(before)}{field}{_run(f'{after}  {text}')}")

    def _add_table(self, table: Table) -> None:
        caption = table.caption or self._heading
        self._add(self._caption(_TABLE, "Table", next(self._tables), caption))
        self._add("".join(_table(table, caption)))
        self._add(_paragraph("Table Gap", ""))

    def _add_chart(self, chart: Chart) -> None:
        content = content_of(self._document)
        drawn = next(block for block in content["blocks"] if block["kind"] == "chart")
        image = picture({"language": content["language"], "chart": drawn}, dots_per_inch=_SHARP)
        self._picture(image, chart.description, width=_CHART_WIDTH)
        self._add(self._caption(_FIGURE, "Figure", next(self._figures), chart.caption))

    def _picture(self, content: bytes, description: str, **size: int) -> None:
        """Add a picture in a paragraph of its own, with its words for who does not see it."""
        paragraph = self._word.add_paragraph(style="Picture")
        lengths = {name: Mm(length) for name, length in size.items()}
        shape = paragraph.add_run().add_picture(io.BytesIO(content), **lengths)
        known = shape._inline.docPr  # noqa: SLF001 - the only way to its description
        known.set("descr", attribute(description))
        known.set("name", f"Picture {next(self._pictures)}")


_TONES = {"plain": "Normal", "bullet": "List Bullet", "note": "Note", "warning": "Warning"}


def xml_title(text: str) -> str:
    """Return a text as a property of the file may hold it: clean, and not too long."""
    return attribute(text)[:255]


def _split_pages(text: str) -> tuple[str, str, str]:
    before, _, rest = text.partition("{number}")
    middle, _, after = rest.partition("{count}")
    return before, middle, after


def _style_id(name: str) -> str:
    return name.replace(" ", "")


def _paragraph(name: str, content: str) -> str:
    return f'<w:p {_NAMESPACES}><w:pPr><w:pStyle w:val="{_style_id(name)}"/></w:pPr>{content}</w:p>'


def _run(text: str, name: str = "", *, is_strong: bool = False) -> str:
    """Return a run of text, its line feeds as breaks."""
    look = f'<w:rStyle w:val="{_style_id(name)}"/>' if name else ""
    look += "<w:b/>" if is_strong else ""
    lines = (f'<w:t xml:space="preserve">{xml(line)}</w:t>' for line in text.splitlines())
    return f"<w:r><w:rPr>{look}</w:rPr>{'<w:br/>'.join(lines)}</w:r>" if text else ""


def _tab() -> str:
    return "<w:r><w:tab/></w:r>"


def _field(code: str, shown: str) -> str:
    """Return a field that a word processor counts, with what it shows until then."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


def _table(table: Table, caption: str) -> Iterator[str]:
    widths, said = _widths(table), attribute(caption, quoted=True)
    yield (
        f'<w:tbl {_NAMESPACES}><w:tblPr><w:tblStyle w:val="Figures"/>'
        f'<w:tblW w:w="{_TWIPS}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{said}"/>'
        "</w:tblPr><w:tblGrid>"
    )
    yield from (f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid>"
    columns = list(zip(widths, table.columns, strict=True))
    yield _row([column.title for column in table.columns], columns, is_head=True)
    for index, row in enumerate(table.rows):
        is_total = table.last_is_total and index == len(table.rows) - 1
        yield _row(row, columns, is_strong=is_total)
    yield "</w:tbl>"


def _row(
    cells: Sequence[str],
    columns: Sequence[tuple[int, Column]],
    *,
    is_head: bool = False,
    is_strong: bool = False,
) -> str:
    head = "<w:tblHeader/>" if is_head else ""
    parts = [f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>"]
    for text, (width, column) in zip(cells, columns, strict=True):
        # Dates and amounts stay whole whatever the font.
        whole = "" if column.share or is_head else "<w:noWrap/>"
        side = "right" if column.is_figure else "left"
        parts.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{whole}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="Cell"/><w:jc w:val="{side}"/></w:pPr>'
            f"{_run(text, is_strong=is_head or is_strong)}</w:p></w:tc>"
        )
    return "".join([*parts, "</w:tr>"])


def _widths(table: Table) -> list[int]:
    """Return the widths of the columns in twips: as their texts need, then as they share."""
    needed = []
    for index, column in enumerate(table.columns):
        longest = max((_measure(row[index]) for row in table.rows), default=0)
        needed.append(max(longest, _measure(column.title)))
    shares = [column.share for column in table.columns]
    if not any(shares):
        shares = [1] * len(needed)
    fixed = [0 if share else width for share, width in zip(shares, needed, strict=True)]
    left = max(_TWIPS - sum(fixed), _TWIPS // 3)
    widths = [
        width or left * share // sum(shares) for width, share in zip(fixed, shares, strict=True)
    ]
    excess = sum(widths)
    return [width * _TWIPS // excess for width in widths]


def _measure(text: str) -> int:
    """Return about how many twips a text of table size takes on one line."""
    return 260 + sum(170 if ord(character) > 0x2E7F else 105 for character in text[:80])
