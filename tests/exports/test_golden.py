"""Exports against golden files, part by part; rewritten only by ``--rewrite-golden``."""

from datetime import date
from functools import cache

import pytest
from tests.helpers.commands import a_loan
from tests.helpers.golden import compare, xml_parts
from tests.helpers.reading import pdf_text
from tests.helpers.summaries import COST, PAID, PAUSED

from faxi.app.statements import calculate_case
from faxi.app.summaries import summary_of
from faxi.exports.formats import FORMATS
from faxi.exports.options import Options, Section
from faxi.store.case_file import read_case
from faxi.text.words import Language, words_of

# What the engine and the writers say; the texts of the law have tests of their own.
SECTIONS = frozenset((Section.TOTALS, Section.INPUTS, Section.LINES, Section.ALLOCATIONS))
XML = {
    ".docx": r"word/(document|header1|footer1)\.xml|docProps/core\.xml",
    ".xlsx": r"xl/workbook\.xml|xl/worksheets/sheet[2345]\.xml|xl/charts/chart1\.xml",
}


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-golden"))


@cache
def exported(suffix: str) -> bytes:
    case = read_case(a_loan(PAID, COST, PAUSED, cap={"annual_rate": "15.4%", "apply": True}))
    statement = calculate_case(case, date(2026, 11, 23))
    summary = summary_of(statement, words_of(Language.ZH), Options(sections=SECTIONS))
    return FORMATS[suffix](summary)[0]


@pytest.mark.parametrize("suffix", XML)
def test_the_parts_are_as_they_were(suffix: str, *, rewrite: bool) -> None:
    compare(suffix[1:], xml_parts(exported(suffix), XML[suffix]), rewrite=rewrite)


def test_the_texts_are_as_they_were(*, rewrite: bool) -> None:
    parts = {
        "summary.md": exported(".md").decode(),
        "summary.csv": exported(".csv").decode("utf-8-sig").replace("\r\n", "\n"),
        # Where a reader of PDF puts blanks and line ends is its own affair.
        "summary.pdf.txt": "".join(pdf_text(exported(".pdf")).split()) + "\n",
    }
    compare("texts", parts, rewrite=rewrite)
