"""``faxi audit``: the creditor's table judged, and the letter."""

import io
import json
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from pypdf import PdfReader
from tests.cli.conftest import Faxi, Write

CASE = {
    "format": "faxi-case",
    "version": 1,
    "title": "某银行消费贷",
    "lender": {"name": "某银行"},
    "penalty": {"rate": "21.6%/year"},
    "instalments": [{"due_date": "2025-03-01", "principal": "50000.00"}],
    "events": [{"kind": "repayment", "date": "2025-06-01", "amount": "5000.00"}],
}
AS_OF = ("--as-of", "2026-11-23")
RIGHT = """起始日,截止日,天数,基数,利率,金额
2025-03-01,2025-06-01,92,50000.00,21.6%,2760.00
2025-06-01,2026-11-23,540,47760.00,21.6%,15474.24
"""
BOTH_ENDS = """period,days,base,rate,amount
2025-03-01..2025-06-01,93,50000.00,21.6%,2790.00
2025-06-01..2026-11-23,541,47760.00,21.6%,15502.90
"""


def _json(faxi: Faxi, *arguments: str) -> Any:
    run = faxi("audit", *arguments, *AS_OF, "--format", "json")
    assert (run.status, run.err) == (0, "")
    return json.loads(run.out)


def test_a_right_table_is_right(faxi: Faxi, write: Write) -> None:
    found = _json(faxi, write("a.json", CASE), "--claim", write("t.csv", RIGHT))
    assert found["right"]
    assert [row["verdict"] for row in found["rows"]] == ["right", "right"]
    assert found["totals"]["difference"] == "0.00"


def test_a_wrong_table_is_named_and_its_yuan_given(faxi: Faxi, write: Write) -> None:
    found = _json(faxi, write("a.json", CASE), "--claim", write("t.csv", BOTH_ENDS))
    assert [row["verdict"] for row in found["rows"]] == ["wrong_days", "wrong_days"]
    assert [row["difference"] for row in found["rows"]] == ["30.00", "28.66"]
    assert found["rows"][0]["formula"].endswith("50,000.00 × 21.6% ÷ 360 × 92 = 2,760.00")
    assert found["totals"] == {
        "claimed": "18292.90",
        "ours": "18234.24",
        "difference": "58.66",
        "accrued": "18234.24",
    }
    assert found["limits"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_letter_names_the_rows_and_the_yuan(faxi: Faxi, write: Write, lang: str) -> None:
    name, table = write("a.json", CASE), write("t.csv", BOTH_ENDS)
    run = faxi("audit", name, "--claim", table, "-o", "letter.pdf", *AS_OF, "--lang", lang)
    assert run.status == 0
    pages = PdfReader(io.BytesIO(Path("letter.pdf").read_bytes())).pages
    text = "".join(page.extract_text() for page in pages)
    assert "58.66" in text
    assert {"zh": "对账异议函", "en": "Objection to the calculation"}[lang] in text


def test_the_letter_comes_as_word_and_markdown_too(faxi: Faxi, write: Write) -> None:
    name, table = write("a.json", CASE), write("t.csv", BOTH_ENDS)
    files = ("-o", "letter.docx", "-o", "letter.md")
    assert faxi("audit", name, "--claim", table, *files, *AS_OF).status == 0
    assert "58.66" in Path("letter.md").read_text(encoding="utf-8")
    word = docx.Document("letter.docx")
    assert "58.66" in "".join(word.element.body.itertext())


def test_a_workbook_is_read_too(faxi: Faxi, write: Write) -> None:
    book = openpyxl.Workbook()
    for line in BOTH_ENDS.splitlines():
        book.active.append(line.split(","))
    book.save("t.xlsx")
    found = _json(faxi, write("a.json", CASE), "--claim", "t.xlsx")
    assert found["totals"]["difference"] == "58.66"


def test_a_table_kept_with_the_case_is_checked_and_in_the_summary(faxi: Faxi, write: Write) -> None:
    kept = {
        "as_of": "2026-11-23",
        "rows": [{"from": "2025-03-01", "to": "2025-06-01", "amount": "2790.00"}],
    }
    name = write("a.json", CASE | {"claim": kept})
    assert _json(faxi, name)["rows"][0]["difference"] == "30.00"
    statement = json.loads(faxi("calculate", name, *AS_OF, "--format", "json").out)
    assert statement["claim_check"]["rows"][0]["verdict"] == "wrong_days"
    assert "Wrong days" in faxi("calculate", name, *AS_OF, "--lang", "en").out


def test_a_table_that_cannot_be_read_is_told_cell_by_cell(faxi: Faxi, write: Write) -> None:
    table = write("t.csv", "from,to,amount\n2025-03-01,soon,much\n")
    run = faxi("audit", write("a.json", CASE), "--claim", table, *AS_OF)
    assert run.status == 1
    assert [line.split(": ")[1] for line in run.err.splitlines()] == [
        "claim[0].to_date",
        "claim[0].amount",
    ]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 2),
        (("--claim", "t.csv", "-o", "letter.gif"), 2),
        (("--claim", "missing.csv"), 3),
    ],
)
def test_wrong_usage_and_missing_files(
    faxi: Faxi, write: Write, arguments: tuple[str, ...], status: int
) -> None:
    write("t.csv", RIGHT)
    run = faxi("audit", write("a.json", CASE), *arguments, *AS_OF)
    assert (run.status, run.out) == (status, "")
