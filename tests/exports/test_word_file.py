"""The Word document: real structure, and the same bytes for the same summary."""

import re
import zipfile
from io import BytesIO

from docx.oxml.ns import qn
from tests.helpers.reading import word, word_text
from tests.helpers.summaries import blocks_of, instalments, summary_in, summary_of_case

from faxi.exports.blocks import Chart, Facts, Heading, Paragraph, Table
from faxi.exports.word_file import write_word


def parts(content: bytes) -> dict[str, str]:
    """Return the XML parts of a file by name."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if "xml" in name}


def test_headings_are_headings(name: str, lang: str) -> None:
    document = summary_in(name, lang).document
    found = word(write_word(document)).paragraphs
    for level in (1, 2):
        said = [block.text for block in blocks_of(document, Heading) if block.level == level]
        assert [p.text for p in found if p.style and p.style.name == f"Heading {level}"] == said
    assert [p.text for p in found if p.style is not None and p.style.name == "Title"] == [
        document.title
    ]


def test_every_text_of_the_document_is_there(name: str) -> None:
    document = summary_in(name, "zh").document
    text = word_text(write_word(document))
    said = [block.text for block in blocks_of(document, Heading, Paragraph)]
    said += [part for block in blocks_of(document, Facts) for item in block.items for part in item]
    for block in blocks_of(document, Table):
        said += [cell for row in block.rows for cell in row]
    assert [part for part in said if part not in text] == []


def test_every_table_repeats_its_head_and_has_a_caption() -> None:
    document = summary_in("eventful", "en").document
    tables = word(write_word(document)).tables
    assert len(tables) == len(blocks_of(document, Table))
    for number, table in enumerate(tables, 1):
        head = table._tbl.tr_lst[0]
        assert head.trPr is not None
        assert head.trPr.find(qn("w:tblHeader")) is not None
        before = table._tbl.getprevious()
        assert before is not None
        text = "".join(node.text or "" for node in before.iter(qn("w:t")))
        assert text.startswith(f"Table {number}  ")
        assert "SEQ Table" in next(iter(before.iter(qn("w:fldSimple")))).get(qn("w:instr"), "")


def test_pages_are_counted_by_fields() -> None:
    found = word(write_word(summary_in("plain", "zh").document))
    codes = [
        node.get(qn("w:instr"), "").strip()
        for node in found.sections[0].header._element.iter(qn("w:fldSimple"))
    ]
    assert codes == ["PAGE", "NUMPAGES"]
    assert "某银行消费贷" in found.sections[0].header.paragraphs[0].text


def test_the_chart_has_words_for_who_does_not_see_it() -> None:
    document = summary_in("plain", "en").document
    (chart,) = blocks_of(document, Chart)
    found = word(write_word(document))
    (shape,) = found.inline_shapes
    assert shape._inline.docPr.get("descr") == chart.description
    assert "68,960.00" in chart.description


def test_the_same_document_gives_the_same_bytes() -> None:
    document = summary_in("eventful", "zh").document
    assert write_word(document) == write_word(document)


def test_the_properties_say_what_it_is() -> None:
    known = word(write_word(summary_in("plain", "zh").document)).core_properties
    assert (known.title, known.author) == ("还款明细汇总 某银行消费贷", "Faxi 0.1.0")
    assert (known.created.isoformat()[:10], known.language) == ("2026-11-23", "zh-CN")


def test_a_long_case_keeps_every_line() -> None:
    document = summary_of_case("zh", instalments=instalments(120)).document
    longest = max(blocks_of(document, Table), key=lambda table: len(table.rows))
    tables = word(write_word(document)).tables
    assert max(len(table._tbl.tr_lst) for table in tables) == len(longest.rows) + 1


def test_what_xml_forbids_is_marked() -> None:
    summary = summary_of_case("en", title="a\x00b]]>&<w:p/>", notes="x\x1f\ufffe{}%s")
    content = write_word(summary.document)
    text = word_text(content)
    assert "a\ufffdb]]>&<w:p/>" in text
    assert "x\ufffd\ufffd{}%s" in text
    document = parts(content)["word/document.xml"]
    assert re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", document) is None
