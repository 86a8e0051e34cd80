"""The PDF: every figure can be read out of it again, and no text a person enters breaks it."""

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from tests.helpers.commands import AS_OF, LOAN
from tests.helpers.summaries import (
    NAMES,
    blocks_of,
    instalments,
    statement_of,
    summary_in,
    summary_of_case,
)

from faxi.engine.problems import Problem
from faxi.exports.blocks import Facts, Figures, Heading, Paragraph, Table
from faxi.exports.options import Options, Section
from faxi.exports.pdf_file import write_pdf
from faxi.text.formulas import formulas
from faxi.text.words import Language, words_of

TELLING = ["eventful", "per day", "cumulative", "actual years"]

Written = tuple[bytes, list[Problem]]


@cache
def written(name: str, lang: str) -> bytes:
    pdf, warnings = write_pdf(summary_in(name, lang).document)
    assert warnings == []
    return pdf


def squeezed(text: str) -> str:
    """Return a text without what a line break may add or take, or a glyph stands for twice."""
    return re.sub(r"[\s\u200b\-•·・]", "", text)


@cache
def read_pages(pdf: bytes) -> list[str]:
    """Return what stands on each page above its foot."""
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return [squeezed(page.rpartition("\n")[0]) for page in pages]


def read(pdf: bytes) -> str:
    return "".join(read_pages(pdf))


def is_read(text: str, pages: list[str]) -> bool:
    """Tell whether a text stands on a page, or runs over from one to the next."""
    return any(text in page for page in pages) or any(
        text[:cut] in one and text[cut:] in other
        for one, other in pairwise(pages)
        for cut in range(1, len(text))
    )


def title_of(pdf: bytes) -> str | None:
    metadata = PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None
    return metadata.title


# Setting a page costs, so hostile texts come without what the law says.
SHORT = Options(sections=frozenset((Section.CHART, Section.INPUTS, Section.LINES)))


def titled(title: str, lang: str = "en") -> Written:
    return write_pdf(summary_of_case(lang, options=SHORT, title=title).document)


def missing_in(warnings: list[Problem]) -> list[str]:
    assert [warning.code for warning in warnings] == ["characters_missing"]
    return str(warnings[0].params["characters"]).split()


# Setting a page costs, so English is spot-checked.
@pytest.mark.parametrize(
    ("name", "lang"),
    [*((name, "zh") for name in NAMES), *((name, "en") for name in NAMES[1::4])],
)
def test_every_text_of_the_document_is_on_paper(name: str, lang: str) -> None:
    document, pages = summary_in(name, lang).document, read_pages(written(name, lang))
    said = [block.text for block in blocks_of(document, Heading, Paragraph)]
    for block in blocks_of(document, Facts, Figures):
        said += [part for item in block.items for part in item]
    for block in blocks_of(document, Table):
        said += [cell for row in block.rows for cell in row]
        said += [column.title for column in block.columns]
    assert [part for part in said if not is_read(squeezed(part), pages)] == []


@pytest.mark.parametrize("name", TELLING)
def test_every_formula_is_on_paper(name: str, lang: str) -> None:
    text = read(written(name, lang))
    for formula in formulas(statement_of(name), words_of(Language(lang))):
        assert squeezed(formula) in text


def test_the_loan_of_the_readme_is_on_paper() -> None:
    text = read(written("plain", "zh"))
    for figure in ("68,960.00元", "18,960.00元", "30.00元", "632天", "2026年11月23日"):
        assert figure in text


def test_the_file_says_what_it_is() -> None:
    reader = PdfReader(io.BytesIO(written("plain", "zh")))
    assert title_of(written("plain", "zh")) == "还款明细汇总 某银行消费贷"
    assert str(reader.root_object["/Lang"]) == "zh"
    assert b"pdfaid:part>2<" in written("plain", "zh").replace(b" ", b"")


def fonts_of(page: Any) -> Iterator[Any]:
    """Yield the descriptor of every font a page uses."""
    for font in page["/Resources"]["/Font"].values():
        for part in font.get_object().get("/DescendantFonts", [font]):
            yield part.get_object()["/FontDescriptor"]


def test_every_font_is_embedded() -> None:
    pages = PdfReader(io.BytesIO(written("eventful", "zh"))).pages
    found = [descriptor for page in pages for descriptor in fonts_of(page)]
    assert found
    kinds = {"/FontFile", "/FontFile2", "/FontFile3"}
    assert [font for font in found if not kinds & set(font.keys())] == []
    assert {str(font["/FontName"])[8:] for font in found} <= {
        "NotoSansCJKsc-Regular", "NotoSansCJKsc-Bold",
    }  # fmt: skip


def test_it_is_a_tagged_archive_of_level_a() -> None:
    content = written("eventful", "zh")
    root: Any = PdfReader(io.BytesIO(content)).root_object
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    metadata = root["/Metadata"].get_data().replace(b" ", b"")
    assert b"pdfaid:part>2<" in metadata
    assert b"pdfaid:conformance>A<" in metadata
    assert b"/OutputIntents" in content
    for forbidden in (b"/JavaScript", b"/EmbeddedFile", b"/Encrypt", b"/Launch"):
        assert forbidden not in content


def test_the_chart_is_drawn_and_not_a_picture() -> None:
    reader = PdfReader(io.BytesIO(written("plain", "zh")))
    assert [image.name for page in reader.pages for image in page.images] == []
    tags = [str(tag) for tag in tags_of(reader.root_object["/StructTreeRoot"])]
    assert {"/Figure", "/Table", "/TH", "/TD", "/H1", "/H2"} <= set(tags)
    assert "欠款走势" in read(written("plain", "zh"))


def tags_of(node: Any) -> Iterator[Any]:
    """Yield the kind of every element of the tree of tags."""
    node = node.get_object()
    if isinstance(node, dict):
        if "/S" in node:
            yield node["/S"]
        children = node.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            if not isinstance(child, int):
                yield from tags_of(child)


def test_pages_are_numbered() -> None:
    reader = PdfReader(io.BytesIO(written("plain", "en")))
    count = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        assert f"Page {number} of {count}" in page.extract_text()


def test_the_same_document_gives_the_same_bytes(lang: str) -> None:
    again, _ = write_pdf(summary_in("eventful", lang).document)
    assert again == written("eventful", lang)


@pytest.mark.parametrize(
    "surroundings",
    [
        {"TZ": "Pacific/Kiritimati", "LANG": "zh_CN.GB18030", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "86400"},
    ],
    ids=["east", "west"],
)
def test_the_surroundings_leave_no_trace(tmp_path: Path, surroundings: dict[str, str]) -> None:
    command = [sys.executable, "-m", "faxi", "export", *LOAN, *AS_OF, "--lang", "zh"]
    environment = {**os.environ, **surroundings}
    arguments = [*command, "-o", str(tmp_path / "a.pdf")]
    subprocess.run(arguments, env=environment, check=True, capture_output=True)
    found = hashlib.sha256((tmp_path / "a.pdf").read_bytes()).digest()
    expected, _ = write_pdf(summary_of_case("zh", title="").document)
    assert found == hashlib.sha256(expected).digest()


HOSTILE = [
    '#import "x"', '#eval("1")', "]", "[", "$x^2$", "\\", "\\\\", "<label>", "@cite", "*b*", "_i_",
    "`raw`", "= Heading", "- list", "//comment", "/*", "#{", '"quoted"', "'", "%PDF-1.4", "{{}}",
    "&amp;", "{0}", "{title}", "%s", "&lt;br&gt;", "(Debt) Tj", "endobj",
]  # fmt: skip


def test_hostile_text_is_text_and_nothing_else() -> None:
    cost = {"kind": "cost", "date": "2025-09-01", "amount": "1.00"}
    events = [cost | {"label": text} for text in HOSTILE]
    document = summary_of_case(
        "en", options=SHORT, notes="\n".join(HOSTILE), events=events
    ).document
    pdf, warnings = write_pdf(document)
    assert warnings == []
    assert [text for text in HOSTILE if read(pdf).count(squeezed(text)) < 2] == []


@pytest.mark.parametrize("title", HOSTILE[:8])
def test_a_title_is_text_and_nothing_else(title: str) -> None:
    pdf, warnings = titled(title)
    assert warnings == []
    assert squeezed(title) in read(pdf)
    assert title_of(pdf) == f"Repayment summary {title}"


@pytest.mark.parametrize(
    "title",
    ["x" * 10_000, "债" * 10_000, "债务 " * 3_000, "。" * 500, " " * 2_000, "甲\n" * 300, "\t"],
    ids=["letters", "characters", "words", "stops", "blanks", "lines", "tab"],
)
def test_a_long_title_fits_the_page(title: str) -> None:
    pdf, warnings = titled(title)
    assert warnings == []
    assert squeezed(title)[:40] in read(pdf)
    for page in PdfReader(io.BytesIO(pdf)).pages:
        assert len(page.extract_text()) < 6_000


def test_a_long_word_breaks_and_chinese_is_left_alone() -> None:
    pdf, _ = titled("x" * 60 + "债" * 60)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "x" * 60 in text.replace("\u200b", "").replace("\n", "")
    assert "债\u200b" not in text


@pytest.mark.parametrize(
    "title", ["שלום עולם", "مرحبا", "\u202eabc\u202c", "e\u0301", "Grüße", "ру", "株式会社", "㛃龘"]
)
def test_other_scripts_are_set_in_some_font(title: str) -> None:
    pdf, warnings = titled(title)
    assert pdf.startswith(b"%PDF-")
    for warning in warnings:  # where the machine has no font for them
        assert set(str(warning.params["characters"])) & set(title)


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("a\x00b", ["\\x00"]),
        ("\x1b[2J\x7f", ["\\x1b", "\\x7f"]),
        ("债\ue000务", ["\\ue000"]),
        ("\uffff\U0010ffff", ["\\uffff", "\\U0010ffff"]),
        ("".join(map(chr, range(9))), [f"\\x{n:02x}" for n in range(9)]),
    ],
    ids=ascii,
)
def test_a_character_without_a_glyph_is_named(title: str, named: list[str]) -> None:
    pdf, warnings = titled(title)
    assert missing_in(warnings) == named
    assert "□" in read(pdf)


def test_emoji_never_break() -> None:
    pdf, warnings = titled("👍🏽👨‍👩‍👧😀" * 100)
    assert pdf.startswith(b"%PDF-")
    assert len(warnings) <= 1


def test_characters_that_only_fail_together_are_left_out() -> None:
    marks = "".join(chr(0x300 + n) for n in range(80))
    pdf, warnings = titled(f"e{marks}\u200b\u200d\ufeffz")
    assert missing_in(warnings)[0].startswith("\\u")
    assert "ez" in read(pdf)


def test_hundreds_of_missing_characters_are_one_warning() -> None:
    pdf, warnings = titled("".join(chr(0xE000 + n) for n in range(300)))
    assert len(missing_in(warnings)) == 100
    assert pdf.startswith(b"%PDF-")


def test_what_is_missing_does_not_spoil_the_rest() -> None:
    pdf, _ = titled("\ue000", "zh")
    text = read(pdf)
    assert "68,960.00元" in text
    assert squeezed("50,000.00 × 21.6% ÷ 360 × 632") in text


def test_notes_and_labels_may_be_hostile_too() -> None:
    cost = {"kind": "cost", "date": "2025-09-01", "amount": "1.00", "label": "#x]\ue000" * 20}
    document = summary_of_case(
        "en", notes="\x00\n" * 50 + "😀", events=[cost], options=SHORT
    ).document
    pdf, warnings = write_pdf(document)
    assert {"\\x00", "\\ue000"} <= set(missing_in(warnings))
    assert pdf.startswith(b"%PDF-")


@pytest.mark.parametrize("count", [60, 360])
def test_long_documents_are_set(count: int) -> None:
    document = summary_of_case("zh", options=SHORT, instalments=instalments(count)).document
    pdf, warnings = write_pdf(document)
    reader = PdfReader(io.BytesIO(pdf))
    assert warnings == []
    assert len(reader.pages) > count // 40
    heads = [page.extract_text() for page in reader.pages if "计算式" in page.extract_text()]
    assert len(heads) > 1  # the head of a table is repeated


@pytest.mark.parametrize("as_of", ["1900-01-01", "1969-12-31", "2199-12-31"])
def test_every_day_of_the_calendar_can_be_the_cut_off(as_of: str) -> None:
    first = [{"due_date": as_of, "principal": "1.00"}]
    pdf, _ = write_pdf(
        summary_of_case("en", as_of=as_of, options=SHORT, instalments=first).document
    )
    assert pdf.startswith(b"%PDF-")
