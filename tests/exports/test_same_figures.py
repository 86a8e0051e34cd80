"""One debt, four formats: none of them may say another figure."""

import csv
import io
import json
import re
from functools import cache

import pytest
from pypdf import PdfReader
from tests.helpers.summaries import summary_in

from faxi.engine.components import COMPONENTS
from faxi.engine.money import parse_money
from faxi.exports.formats import FORMATS
from faxi.exports.plain_text import write_text
from faxi.text.faces import money_face

EXAMPLES = ["plain", "eventful", "cap applied", "compound", "overpaid early", "per day"]


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@cache
def pdf_text(name: str, lang: str) -> str:
    content, _ = FORMATS[".pdf"](summary_in(name, lang))
    pages = PdfReader(io.BytesIO(content)).pages
    return "".join(page.extract_text() for page in pages)


def figures_of(text: str) -> list[str]:
    """Return every grouped amount of a text, sorted."""
    return sorted(re.findall(r"(?<![\d,.])\d{1,3}(?:,\d{3})*\.\d{2}(?![\d%])", text))


def test_paper_and_terminal_hold_the_same_figures(example: str, lang: str) -> None:
    on_paper = figures_of(pdf_text(example, lang))
    in_terminal = figures_of(write_text(summary_in(example, lang).document))
    assert set(on_paper) == set(in_terminal)


def test_the_languages_hold_the_same_figures(example: str) -> None:
    chinese, english = (
        figures_of(write_text(summary_in(example, lang).document)) for lang in ("zh", "en")
    )
    assert chinese == english


def test_paper_holds_every_figure_of_the_json(example: str) -> None:
    content, _ = FORMATS[".json"](summary_in(example, "zh"))
    statement = json.loads(content)["statement"]
    text = pdf_text(example, "zh")
    keys = ("accrued", "paid", "waived", "outstanding")
    amounts = [statement[key][component] for key in keys for component in COMPONENTS]
    amounts += [statement["total_due"], statement["per_diem"]]
    amounts += [line["amount"] for line in statement["lines"]]
    assert [a for a in amounts if money_face(parse_money(a)) not in text] == []


def test_the_table_holds_the_lines_of_the_json(example: str) -> None:
    summary = summary_in(example, "zh")
    content, _ = FORMATS[".csv"](summary)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    lines = summary.statement_document["lines"]
    keys = ("from", "to", "base", "rate", "formula", "amount", "rule")
    assert [[row[n] for n in (2, 3, 5, 6, 8, 9, 10)] for row in rows] == [
        [line[key] for key in keys] for line in lines
    ]
