"""The CSV: a spreadsheet reads it, sums it, and runs nothing of it."""

import csv
import io

import pytest
from tests.helpers.summaries import statement_of, summary_in

from faxi.engine.money import money_text, parse_money
from faxi.exports.csv_file import neutral, write_csv
from faxi.text.formulas import formulas
from faxi.text.words import Language, words_of


def written(name: str, lang: str = "zh") -> bytes:
    stamp = summary_in(name, lang).stamp
    return write_csv(statement_of(name), words_of(Language(lang)), stamp)


def rows(name: str, lang: str = "zh") -> list[list[str]]:
    text = written(name, lang).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_it_is_utf8_with_a_mark_and_windows_line_ends(name: str) -> None:
    content = written(name)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == len(statement_of(name).lines) + 1


def test_the_head_speaks_the_language() -> None:
    assert rows("plain")[0][:4] == ["项目", "期次", "起（含）", "止（含）"]
    assert rows("plain", "en")[0][:4] == ["Component", "Instalment", "From", "To (included)"]


def test_every_row_is_as_wide_as_the_head(name: str) -> None:
    assert {len(row) for row in rows(name)} == {12}


def test_the_rows_are_the_lines(name: str) -> None:
    statement = statement_of(name)
    words = words_of(Language.ZH)
    found = [(row[5], row[8], row[10]) for row in rows(name)[1:]]
    assert found == [
        (money_text(line.base), formula, statement.line_rules[line.component])
        for line, formula in zip(statement.lines, formulas(statement, words), strict=True)
    ]


def test_the_amounts_sum_to_what_accrued(name: str) -> None:
    total = sum(parse_money(row[9]) for row in rows(name)[1:])
    assert total == sum(line.amount for line in statement_of(name).lines)


def test_the_loan_of_the_readme() -> None:
    *row, stamp = rows("plain", "en")[1]
    assert stamp.startswith("faxi 0.1.0; lpr_1y 2026-09-20; sha256 ")
    assert row == [
        "Penalty interest", "1", "2025-03-01", "2026-11-22", "632", "50000.00", "21.6%/year",
        "Actual/360", "50,000.00 × 21.6% ÷ 360 × 632", "18960.00", "bank.penalty.overdue",
    ]  # fmt: skip


def test_no_cell_is_a_formula(name: str) -> None:
    cells = [cell for row in rows(name) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")']
)
def test_a_cell_that_would_run_is_neutralised(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "1", "罚息", "a=b", "− earlier lines", "'=1"])
def test_a_harmless_cell_stays_as_it_is(cell: str) -> None:
    assert neutral(cell) == cell


def test_a_cell_keeps_commas_quotes_and_lines() -> None:
    assert [row for row in rows("per day", "en")[1:] if "," in row[8]] != []
    assert (
        summary_in("per day", "en").statement_document["lines"][0]["formula"]
        == (rows("per day", "en")[1][8])
    )
