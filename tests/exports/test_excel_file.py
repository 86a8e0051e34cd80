"""The workbook: formulas that give the figures, names, and texts that stay texts."""

import os
import shutil
import subprocess
import warnings
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import formulas
import pytest
from tests.helpers.reading import column, workbook
from tests.helpers.summaries import instalments, summary_in, summary_of_case

from faxi.engine.statement import Statement
from faxi.exports.excel_file import write_excel
from faxi.exports.formats import Summary

SHEETS = ["Inputs", "Lines", "Allocations", "Totals", "Timeline", "Stage", "Sources"]
PAID = {"kind": "repayment", "date": "2025-06-01", "amount": "5000.00"}
# Every way to round, count and quote a rate, each in a small case for the formula engine.
WAYS: dict[str, dict[str, Any]] = {
    mode: {"conventions": {"rounding_mode": mode}, "penalty": {"rate": "21.37%/year"}}
    for mode in ("half_up", "down", "up", "half_even")
}
WAYS |= {
    "per day": {"conventions": {"rounding": "per_day"}, "penalty": {"rate": "21.37%/year"}},
    "per day up, actual years": {
        "conventions": {"rounding": "per_day", "rounding_mode": "up", "day_count": "ACT/ACT"},
    },
    "cumulative": {"conventions": {"rounding": "cumulative", "day_count": "ACT/365"}},
    "actual years": {"conventions": {"day_count": "ACT/ACT", "inclusion": "both"}},
    "thirty": {"conventions": {"day_count": "30E/360", "inclusion": "last"}},
    "a month": {"penalty": {"rate": "1.83%/month"}},
    "a day": {"penalty": {"rate": "5‱/day"}, "cap": {"annual_rate": "12%", "apply": True}},
    "a day, actual years": {
        "penalty": {"rate": "0.0517%/day"},
        "conventions": {"day_count": "ACT/ACT"},
        "cap": {"annual_rate": "15.4%", "apply": False},
    },
    "on top": {"penalty_mode": "on_top", "cap": {"share_of_principal": "20%", "apply": True}},
}


def case_in(way: str) -> Summary:
    return summary_of_case("en", events=[PAID], **WAYS[way])


def calculated(content: bytes, folder: Path, changes: dict[str, Any] | None = None) -> Any:
    """Return a function that gives a cell as an independent engine works it out."""
    path = folder / "a.xlsx"
    path.write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the engine's own affairs
        model = formulas.ExcelModel().loads(str(path)).finish()
        inputs = {f"'[a.xlsx]{key}": value for key, value in (changes or {}).items()}
        solution = model.calculate(inputs=inputs)

    def value(sheet: str, cell: str) -> Any:
        return solution[f"'[a.xlsx]{sheet.upper()}'!{cell}"].value[0, 0]

    return value


def place(content: bytes, name: str) -> tuple[str, str]:
    ((sheet, cell),) = workbook(content).defined_names[name].destinations
    return sheet, cell.replace("$", "")


@pytest.mark.parametrize("way", WAYS)
def test_an_independent_engine_finds_the_figures(way: str, tmp_path: Path) -> None:
    summary = case_in(way)
    content, statement = write_excel(summary), summary.statement
    value = calculated(content, tmp_path)
    head = [cell.value for cell in workbook(content)["Lines"][4]]
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[head.index("Amount (yuan)")]
    for row, line in enumerate(statement.lines, 5):
        assert round(value("Lines", f"{letter}{row}") * 100, 6) == line.amount
    for name, expected in expected_names(statement).items():
        assert round(value(*place(content, name)) * 100, 6) == expected, name


def test_half_a_fen_within_a_line_is_what_the_sheet_says(tmp_path: Path) -> None:
    # 0.33 yuan in two days: half a fen after the first, where the chart has its cut-off.
    summary = summary_of_case(
        "en",
        "2025-03-02",
        instalments=[{"due_date": "2025-03-01", "principal": "100000.00"}],
        penalty={"rate": "0.0594%/year"},
        conventions={"inclusion": "both"},
    )
    assert [line.amount for line in summary.statement.lines] == [33]
    content = write_excel(summary)
    value = calculated(content, tmp_path)
    kept, written = workbook(content)["Timeline"], workbook(content, formulas=True)["Timeline"]
    formulas_there = [c for row in written.iter_rows() for c in row if c.data_type == "f"]
    assert len(formulas_there) > 8
    for cell in formulas_there:
        found = value("Timeline", cell.coordinate)
        assert abs(found - kept[cell.coordinate].value) < 0.001, cell.coordinate


def expected_names(statement: Statement) -> dict[str, int]:
    return {
        "total_due": statement.total_due,
        "principal": statement.accrued.principal,
        "penalty_interest": statement.accrued.penalty_interest,
        "principal_outstanding": statement.outstanding.principal,
        "penalty_interest_outstanding": statement.outstanding.penalty_interest,
        "days_overdue": statement.days_overdue * 100,
    }


@pytest.mark.parametrize(
    ("title", "changed", "total"),
    [
        # 50,000.00 × 21.6% ÷ 360 × 632 = 18,960.00
        ("Base (yuan)", 60_000, 50_000 + 22_752),
        ("Rate", 0.18, 50_000 + 15_800),
        ("Basis", 365, 50_000 + 18_700.27),
        ("Days", 100, 50_000 + 3_000),
    ],
)
def test_what_is_changed_follows_through(
    title: str, changed: float, total: float, tmp_path: Path
) -> None:
    content = write_excel(summary_in("plain", "en"))
    head = [cell.value for cell in workbook(content)["Lines"][4]]
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[head.index(title)]
    value = calculated(content, tmp_path, {f"LINES'!{letter}5": changed})
    assert round(value(*place(content, "total_due")), 2) == total


def office() -> str | None:
    return shutil.which("soffice")


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
@pytest.mark.timeout(300)
def test_libreoffice_finds_the_figures(tmp_path: Path) -> None:
    """Every sum and line, recalculated on loading, in the ways that are hardest to round."""
    profile = tmp_path / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    ways = ("up", "half_even", "per day up, actual years", "cumulative", "a day, actual years")
    summaries = {way.replace(" ", "_").replace(",", ""): case_in(way) for way in ways}
    for name, summary in summaries.items():
        (tmp_path / f"{name}.xlsx").write_bytes(write_excel(summary))
    command = [
        str(office()), f"-env:UserInstallation={profile.parent.as_uri()}", "--headless",
        "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"),
    ]  # fmt: skip
    command += [str(tmp_path / f"{name}.xlsx") for name in summaries]
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "HOME": str(tmp_path)}
    )
    for name in summaries:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl cannot read LibreOffice's chart
            found = workbook((tmp_path / "out" / f"{name}.xlsx").read_bytes())
        written = workbook((tmp_path / f"{name}.xlsx").read_bytes())
        for sheet in ("Lines", "Allocations", "Totals"):
            for cells in written[sheet].iter_rows():
                for cell in cells:
                    if isinstance(cell.value, int | float):
                        again = found[sheet][cell.coordinate].value
                        assert again == pytest.approx(cell.value, abs=1e-9, rel=1e-12), (name, cell)


ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def test_the_sheets_are_the_same_in_both_languages(name: str, lang: str) -> None:
    book = workbook(write_excel(summary_in(name, lang)), formulas=True)
    assert book.sheetnames == SHEETS
    assert len(book["Totals"]._charts) == 1
    for sheet in ("Lines", "Allocations", "Timeline"):
        assert book[sheet].freeze_panes is not None
        assert book[sheet].print_title_rows
        assert book[sheet].page_setup.paperSize == 9


def test_every_amount_and_total_is_a_formula() -> None:
    book = workbook(write_excel(summary_in("eventful", "en")), formulas=True)
    lines = len(summary_in("eventful", "en").statement.lines)
    amounts = column(book["Lines"], "Amount (yuan)")[: lines + 1]
    assert [amount for amount in amounts if not str(amount).startswith("=")] == []
    for row in book["Totals"].iter_rows(min_row=5, max_row=11, min_col=2, max_col=5):
        assert all(str(cell.value).startswith("=") for cell in row)


def test_values_are_there_for_who_does_not_calculate() -> None:
    book = workbook(write_excel(summary_in("eventful", "en")))
    plain = workbook(write_excel(summary_in("eventful", "en")), formulas=True)
    for sheet in SHEETS:
        for row in plain[sheet].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert book[sheet][cell.coordinate].value is not None


def test_the_balances_end_with_what_is_outstanding(name: str) -> None:
    summary = summary_in(name, "en")
    sheet = workbook(write_excel(summary))["Timeline"]
    sums = [value for value in column(sheet, "Sum") if value is not None]
    assert round(sums[-1] * 100) == summary.statement.outstanding.total


def test_the_sheet_says_what_a_changed_date_does_not_do() -> None:
    sheet = workbook(write_excel(summary_in("plain", "en")))["Lines"]
    assert "does not cut the lines anew" in sheet["A2"].value


HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "=1\n=2"]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_text_is_never_a_formula(text: str) -> None:
    cost = {"kind": "cost", "date": "2025-09-01", "amount": "1.00", "label": text}
    summary = summary_of_case("en", title=text, notes=text, lender={"name": text}, events=[cost])
    content = write_excel(summary)
    book = workbook(content, formulas=True)
    cells = [cell for row in book["Inputs"].iter_rows() for cell in row]
    shown = [cell for cell in cells if str(cell.value).strip() == text.strip()]
    assert len(shown) >= 2
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in shown)
    assert not [cell for cell in cells if cell.data_type == "f"]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert [name for name in archive.namelist() if "external" in name.lower()] == []


def test_the_same_summary_gives_the_same_bytes() -> None:
    summary = summary_in("eventful", "zh")
    assert write_excel(summary) == write_excel(replace(summary))


def test_a_long_case_keeps_every_line() -> None:
    summary = summary_of_case("zh", instalments=instalments(120))
    book = workbook(write_excel(summary))
    numbers = column(book["Lines"], "期次")
    assert len([n for n in numbers if isinstance(n, int)]) == len(summary.statement.lines)
