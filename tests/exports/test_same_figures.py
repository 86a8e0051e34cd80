"""One debt, six formats: none of them may say another figure."""

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest
from tests.helpers.reading import column, grouped_amounts, named, pdf_text, word_text, workbook
from tests.helpers.summaries import summary_in
from tests.helpers.vectors import figures, vectors

from faxi.app.statements import calculate_case
from faxi.app.summaries import summary_of
from faxi.engine.components import COMPONENTS
from faxi.engine.money import parse_money
from faxi.exports.formats import FORMATS, Summary
from faxi.exports.options import Options, Section
from faxi.exports.plain_text import write_text
from faxi.store.case_file import read_case
from faxi.text.faces import money_face
from faxi.text.words import Language, words_of

EXAMPLES = ["plain", "eventful", "cap applied", "compound", "overpaid early", "per day"]
# Setting pages costs, so paper shows a few of the reference cases; the other formats all of them.
ON_PAPER = ("R001", "R017", "R042", "R090", "E01", "E20")
# The texts of the law hold none of the figures compared.
FIGURES = Options(sections=frozenset((Section.TOTALS, Section.LINES, Section.ALLOCATIONS)))


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@cache
def vector_summary(name: str) -> Summary:
    entry = vectors()[name]
    statement = calculate_case(read_case(entry["case"]), date.fromisoformat(entry["as_of"]))
    return summary_of(statement, words_of(Language.ZH), FIGURES)


def reference_names() -> list[str]:
    return [name for name in vectors() if name[0] in "RE" and name[1:].isdigit()]


@cache
def written(name: str, lang: str, suffix: str) -> bytes:
    return FORMATS[suffix](summary_in(name, lang))[0]


def amounts_of(statement: Mapping[str, Any]) -> list[str]:
    """Return every amount that a whole summary has to show."""
    keys = ("accrued", "paid", "waived", "outstanding")
    amounts = [statement[key][component] for key in keys for component in COMPONENTS]
    amounts += [statement["total_due"], statement["per_diem"]]
    amounts += [line["amount"] for line in statement["lines"]]
    return [money_face(parse_money(amount)) for amount in amounts]


def test_all_texts_hold_the_same_figures(example: str, lang: str) -> None:
    terminal = set(grouped_amounts(write_text(summary_in(example, lang).document)))
    assert set(grouped_amounts(pdf_text(written(example, lang, ".pdf")))) == terminal
    assert set(grouped_amounts(word_text(written(example, lang, ".docx")))) == terminal
    assert set(grouped_amounts(written(example, lang, ".md").decode())) == terminal


def test_the_languages_hold_the_same_figures(example: str) -> None:
    chinese, english = (
        grouped_amounts(write_text(summary_in(example, lang).document)) for lang in ("zh", "en")
    )
    assert chinese == english


@pytest.mark.parametrize("name", ON_PAPER)
def test_paper_holds_every_figure_of_a_reference_case(name: str) -> None:
    summary = vector_summary(name)
    amounts = set(amounts_of(summary.statement_document))
    assert amounts - set(grouped_amounts(pdf_text(FORMATS[".pdf"](summary)[0]))) == set()
    assert amounts - set(grouped_amounts(word_text(FORMATS[".docx"](summary)[0]))) == set()


def test_every_reference_case_says_the_same_in_text_and_data() -> None:
    assert len(reference_names()) == 160
    for name in reference_names():
        summary = vector_summary(name)
        statement = json.loads(FORMATS[".json"](summary)[0])["statement"]
        expected = figures(vectors()[name]["expect"])
        assert expected.items() <= figures(statement).items(), name
        markdown = FORMATS[".md"](summary)[0].decode()
        missing = set(amounts_of(statement)) - set(grouped_amounts(markdown))
        assert missing == set(), name
        table = list(csv.reader(io.StringIO(FORMATS[".csv"](summary)[0].decode("utf-8-sig"))))
        assert [row[9] for row in table[1:]] == [line["amount"] for line in statement["lines"]]


def test_the_workbook_holds_the_figures_of_the_reference_cases() -> None:
    for name in reference_names()[::4]:
        summary = vector_summary(name)
        statement, book = summary.statement, workbook(FORMATS[".xlsx"](summary)[0])
        assert fen(named(book, "total_due")) == statement.total_due, name
        assert fen(named(book, "penalty_interest")) == statement.accrued.penalty_interest
        assert fen(named(book, "principal")) == statement.accrued.principal
        assert named(book, "days_overdue") == statement.days_overdue
        amounts = column(book["Lines"], "金额（元）")[: len(statement.lines)]
        assert [fen(amount) for amount in amounts] == [line.amount for line in statement.lines]


def fen(yuan: float) -> int:
    return round(yuan * 100)


def test_the_table_holds_the_lines_of_the_json(example: str) -> None:
    rows = list(csv.reader(io.StringIO(written(example, "zh", ".csv").decode("utf-8-sig"))))[1:]
    lines = summary_in(example, "zh").statement_document["lines"]
    keys = ("from", "to", "base", "rate", "formula", "amount", "rule")
    assert [[row[n] for n in (2, 3, 5, 6, 8, 9, 10)] for row in rows] == [
        [line[key] for key in keys] for line in lines
    ]
