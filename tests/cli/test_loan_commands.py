"""``faxi schedule`` and ``faxi cost``."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from tests.cli.conftest import Faxi, Run

MORTGAGE = (
    "--amount", "600000", "--rate", "5.537%/year", "--periods", "240", "--first-due", "2026-01-10",
)  # fmt: skip
SMALL = (
    "--amount", "1.2万", "--rate", "12pct/year", "--periods", "12", "--first-due", "2025年1月31日",
)  # fmt: skip


def parsed(run: Run) -> Any:
    assert (run.status, run.err) == (0, "")
    return json.loads(run.out)


def test_the_schedule_of_a_mortgage(faxi: Faxi) -> None:
    method = ("--method", "equal_instalments", "--format", "json")
    found = parsed(faxi("schedule", *MORTGAGE, *method))
    assert len(found["rows"]) == 240
    assert found["rows"][0] == {
        "due_date": "2026-01-10",
        "payment": "4139.87",
        "principal": "1371.37",
        "interest": "2768.50",
        "balance": "598628.63",
    }
    assert found["rows"][-1]["balance"] == "0.00"
    assert found["totals"] == {
        "payment": "993569.92",
        "principal": "600000.00",
        "interest": "393569.92",
    }
    assert found["annual_cost"]["effective"] == "5.679702%"
    assert found["annual_cost"]["nominal"] == "5.537%"
    assert found["formulas"][1] == "598,628.63 × 5.537% ÷ 12"


@pytest.mark.parametrize(
    ("method", "first", "last", "interest"),
    [
        ("equal_principal", "1120.00", "1010.00", "780.00"),
        ("interest_first", "120.00", "12120.00", "1440.00"),
        ("single_repayment", "13440.00", "13440.00", "1440.00"),
        ("flat_fee", "1120.00", "1120.00", "1440.00"),
    ],
)
def test_every_method(faxi: Faxi, method: str, first: str, last: str, interest: str) -> None:
    found = parsed(faxi("schedule", *SMALL, "--method", method, "--format", "json"))
    assert found["rows"][0]["payment"] == first
    assert found["rows"][-1]["payment"] == last
    assert found["totals"]["interest"] == interest
    assert found["rows"][-1]["due_date"] == "2025-12-31"


def test_fees_and_odd_first_period(faxi: Faxi) -> None:
    fees = ("--upfront-fee", "3%", "--fee", "10", "--fee-rate", "0.1%", "--drawdown", "2025-01-01")
    found = parsed(faxi("schedule", *SMALL, *fees, "--format", "json"))
    assert (found["upfront_fee"], found["received"]) == ("360.00", "11640.00")
    assert {row["fee"] for row in found["rows"]} == {"22.00"}
    assert found["totals"]["fee"] == "264.00"
    assert found["annual_cost"]["periods_per_year"] == "365"
    flat = ("--amount", "12000", "--periods", "12", "--first-due", "2025-01-31", "--fee-rate", "1%")
    found = parsed(faxi("schedule", *flat, "--method", "flat_fee", "--format", "json"))
    assert found["totals"]["payment"] == "13440.00"
    assert found["annual_cost"]["nominal"] == "21.457184%"


@pytest.mark.parametrize(("language", "said"), [("zh", "还款计划"), ("en", "Repayment schedule")])
def test_the_text_explains_itself(faxi: Faxi, language: str, said: str) -> None:
    run = faxi("schedule", *SMALL, "--lang", language)
    assert (run.status, run.err) == (0, "")
    assert run.out.startswith(said)
    assert "1,066.19" in run.out
    assert "12,000.00 × 12% ÷ 12" in run.out
    assert "12.6826%" in run.out


def test_the_cost_of_a_cash_flow(faxi: Faxi) -> None:
    flows = ("2025-01-01=10000", "2025-02-01=-5100", "2025年3月1日=－５１００")
    by_days = parsed(faxi("cost", *flows, "--by-days", "--format", "json"))
    assert by_days["effective"] == "17.442132%"
    assert by_days["nominal"] == "16.185739%"
    found = parsed(faxi("cost", *flows, "--rate", "0.05%/day", "--format", "json"))
    assert found["effective"] == "17.186405%"
    assert found["nominal"] == "15.964834%"
    assert (found["received"], found["paid"]) == ("10000.00", "10200.00")
    assert (found["contract_rate"], found["contract_rate_yearly"]) == ("0.05%/day", "18.25%")
    assert found["flows"][2] == {"date": "2025-03-01", "amount": "-5100.00"}


def test_the_cost_of_terms_is_that_of_their_schedule(faxi: Faxi) -> None:
    found = parsed(faxi("cost", *SMALL, "--format", "json"))
    of_schedule = parsed(faxi("schedule", *SMALL, "--format", "json"))["annual_cost"]
    assert {key: found[key] for key in of_schedule} == of_schedule
    assert "12.6826%" in faxi("cost", *SMALL, "--lang", "en").out


def test_files_of_instalments_and_flows(faxi: Faxi) -> None:
    rows = ["期数,应还日,本金,手续费,应还总额", "1,2025/3/1,5000,50,5050"]
    rows += ["2,2025/4/1,5000,50,5050", "合计,,1万,100,10100"]
    Path("计划.csv").write_bytes("\n".join(rows).encode("gb18030"))
    found = parsed(faxi("schedule", "计划.csv", "--drawdown", "2025-02-01", "--format", "json"))
    assert (found["method"], found["amount"]) == ("own_rows", "10000.00")
    assert [row["interest"] for row in found["rows"]] == ["50.00", "50.00"]
    book = Workbook()
    book.active.append(["Date", "Amount"])
    for row in (["2025-01-01", 10000], ["2025-02-01", -5100], ["2025-03-01", -5100]):
        book.active.append(row)
    book.save("flows.xlsx")
    assert parsed(faxi("cost", "flows.xlsx", "--format", "json"))["effective"] == "17.186405%"
    flows = b"2025-01-01,10000\n2025-02-01,-5100\n2025-03-01,-5100\n"
    assert parsed(faxi("cost", "-", "--format", "json", stdin=flows))["effective"] == "17.186405%"
    cost = parsed(faxi("cost", "计划.csv", "--drawdown", "2025-02-01", "--format", "json"))
    assert cost["effective"] == found["annual_cost"]["effective"]


def test_files_written(faxi: Faxi) -> None:
    outputs = [arg for name in ("a.pdf", "a.csv", "a.json", "a.txt") for arg in ("-o", name)]
    case = ("--case", "case.json", "--penalty-surcharge", "50%", "--title", "网贷")
    run = faxi("schedule", *SMALL, *outputs, *case)
    assert (run.status, run.err) == (0, "")
    assert Path("a.pdf").read_bytes().startswith(b"%PDF")
    assert "1066.19" in Path("a.csv").read_text(encoding="utf-8-sig")
    # What was written is read again, and the case calculates.
    again = parsed(faxi("schedule", "a.csv", "--drawdown", "2024-12-31", "--format", "json"))
    assert again["rows"] == json.loads(Path("a.json").read_text(encoding="utf-8"))["rows"]
    statement = parsed(faxi("calculate", "case.json", "--as-of", "2025-03-01", "--format", "json"))
    assert statement["title"] == "网贷"
    assert statement["accrued"]["principal"] == "1901.84"
    assert statement["days_overdue"] == 29


def test_instalments_of_interest_only_can_be_calculated(faxi: Faxi) -> None:
    first = ("--method", "interest_first", "--case", "case.json", "--penalty-rate", "日万分之五")
    assert faxi("schedule", *SMALL, *first).status == 0
    document = json.loads(Path("case.json").read_text(encoding="utf-8"))
    assert document["instalments"][0]["principal"] == "0.00"
    statement = parsed(faxi("calculate", "case.json", "--as-of", "2025-02-10", "--format", "json"))
    assert statement["outstanding"]["ordinary_interest"] == "120.00"
    assert (statement["days_overdue"], statement["total_due"]) == (10, "120.00")
    # Without a schedule that explains it, no instalment is without principal.
    del document["schedule"]
    Path("case.json").write_text(json.dumps(document), encoding="utf-8")
    run = faxi("check", "case.json")
    assert run.status == 1
    assert "instalments[0].principal" in run.err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("schedule",), 2, "--amount, --rate, --periods, --first-due"),
        (("schedule", "--method", "own_rows"), 2, "ROWS"),
        (("schedule", *SMALL, "--method", "balloon"), 2, "balloon"),
        (("schedule", *SMALL, "-o", "x.bmp"), 2, ".bmp"),
        (("schedule", *SMALL, "--case", "c.json"), 2, "--penalty-rate"),
        (("schedule", "rows.csv", "--periods", "3"), 2, "--periods"),
        (("schedule", "rows.csv", "--method", "flat_fee"), 2, "--method"),
        (("schedule", *SMALL, "--periods", "1.5"), 1, "--periods: “1.5”"),
        (("schedule", *SMALL, "--amount", "-5"), 1, "--amount: “-5”"),
        (("schedule", *SMALL, "--rate", "5"), 1, "--rate: “5”"),
        (("schedule", *SMALL, "--drawdown", "2025-01-31"), 1, "--drawdown"),
        (("schedule", *SMALL, "--instalment", "120"), 1, "--instalment"),
        (("schedule", "missing.csv"), 3, "missing.csv"),
        (("cost", "2025-01-01=1", "2025-02-01=2"), 1, "负号"),
        (("cost", "2025-01-01=x", "13=1"), 1, "2025-01-01=x"),
        (("cost", "2025-01-01=1", "--amount", "5"), 2, "--amount"),
        (("cost", "missing.csv"), 3, "missing.csv"),
    ],
)
def test_refusals(faxi: Faxi, arguments: tuple[str, ...], status: int, said: str) -> None:
    run = faxi(*arguments)
    assert (run.status, run.out) == (status, "")
    assert said in run.err


def test_every_bad_cell_of_a_file_is_named(faxi: Faxi) -> None:
    Path("rows.csv").write_text(
        "应还日,本金\n2025-02-30,5000\n2025-03-01,abc\n,5\n", encoding="utf-8"
    )
    run = faxi("schedule", "rows.csv")
    assert run.status == 1
    for place in ("[0].due_date", "[1].principal", "[2].due_date"):
        assert f"rows.csv: instalments{place}" in run.err
    Path("old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    for command in ("schedule", "cost"):
        run = faxi(command, "old.xls", "--lang", "en")
        assert (run.status, run.out) == (1, "")
        assert "old.xls: This is an old Excel file" in run.err
    Path("empty.csv").write_text("\n", encoding="utf-8")
    assert faxi("schedule", "empty.csv").status == faxi("cost", "empty.csv").status == 1
