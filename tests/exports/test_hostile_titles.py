"""Titles made to break something, in every format: shown or marked, never obeyed."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from tests.helpers.reading import pdf_text, word_text, workbook
from tests.helpers.summaries import summary_of_case

from faxi.app.summaries import rendered
from faxi.exports.formats import FORMATS
from faxi.exports.options import Options, Paper, Section

SHORT = Options(sections=frozenset((Section.INPUTS, Section.LINES)))
HOSTILE = {
    "formula": "=cmd|' /C calc'!A0",
    "import": '#import "x": *',
    "end of data": "]]>&lt;<w:p/>",
    "turned": "\u202eabc\u202c\u200f",
    "long": "债x" * 5_000,
    "emoji": "👍🏽👨‍👩‍👧😀",
    "control": "a\x00\x0b\x1b[2Jb",
    "lines": "甲\n\n# 乙\r\n---",
    "markup": "*a*_b_`c`[d](e)<script>|",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_every_format_stands_it(name: str) -> None:
    title = HOSTILE[name]
    summary = summary_of_case("en", options=SHORT, title=title, notes=title, lender={"name": title})
    content = {suffix: write(summary)[0] for suffix, write in FORMATS.items()}
    assert "68,960.00" in pdf_text(content[".pdf"], pages=1)
    assert "68,960.00" in word_text(content[".docx"])
    assert "68,960.00" in content[".md"].decode()
    assert json.loads(content[".json"])["case"]["title"] == title
    assert list(csv.reader(io.StringIO(content[".csv"].decode("utf-8-sig"))))[1][9] == "18960.00"
    book = workbook(content[".xlsx"], formulas=True)
    typed = [cell for row in book["Inputs"].iter_rows() for cell in row if cell.data_type == "f"]
    assert typed == []
    for suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content[suffix])) as archive:
            assert archive.testzip() is None
    letter, _ = rendered(
        summary.statement, Path("a.docx"), summary.words, Options(paper=Paper.PROPOSAL)
    )
    assert "68,960.00" in word_text(letter)


def test_a_title_turns_nothing_round() -> None:
    summary = summary_of_case("en", options=SHORT, title=HOSTILE["turned"])
    for text in (
        pdf_text(FORMATS[".pdf"](summary)[0]),
        word_text(FORMATS[".docx"](summary)[0]),
        FORMATS[".md"](summary)[0].decode(),
    ):
        assert "abc" in text
        assert "cba" not in text


@pytest.mark.parametrize("name", ["formula", "import", "end of data", "markup"])
def test_what_can_be_shown_is_shown(name: str) -> None:
    title = HOSTILE[name]
    summary = summary_of_case("en", title=title)
    assert title in word_text(FORMATS[".docx"](summary)[0])
    cells = [cell.value for row in workbook(FORMATS[".xlsx"](summary)[0])["Inputs"] for cell in row]
    assert title in cells
