"""Tables from real files: encodings, Excel cells as they are shown, and what is no table."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from faxi.engine.problems import CaseError
from faxi.store.files import FileError
from faxi.store.table_files import MAX_ROWS, read_table, table_text

TEXT = "应还日,本金\n2025-03-01,5万\n"


def workbook(cells: list[list[object]], formats: dict[str, str] | None = None) -> bytes:
    book = Workbook()
    book.create_sheet("空")
    sheet = book.create_sheet("还款计划")
    for row in cells:
        sheet.append(row)
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_the_encodings_spreadsheets_write(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "计划.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert read_table(path, len) == TEXT


def test_excel_cells_read_as_they_are_shown() -> None:
    data = workbook(
        [
            ["应还日", "本金", "利息", "利率", "说明"],
            [datetime.fromisoformat("2025-03-01"), 50000, 608.3333333, 0.144, "第一\t期\n说明"],
            [date(2025, 4, 1), 0.1 + 0.2, 2.675, True, datetime.fromisoformat("2025-04-01T09:30")],
            ["2025年5月1日", "５００", "5万", 0.216, 1e15],
        ],
        {"C2": "#,##0.00", "C3": "0.00", "D2": "0.0%", "D4": "0.0###%"},
    )
    assert table_text(data, len).splitlines() == [
        "应还日\t本金\t利息\t利率\t说明",
        "2025-03-01\t50000\t608.33\t14.4%\t第一 期 说明",
        "2025-04-01\t0.3\t2.68\t\t2025-04-01 09:30:00",
        "2025年5月1日\t５００\t5万\t21.6%\t1000000000000000",
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 not an archive", "table_damaged"),
        (b"\xd0\xcf\x11\xe0 an old workbook", "table_old_excel"),
        (b"\x00\x01\x02", "rows_not_utf8"),
        (b"\xff\xff\xff\xff", "rows_not_utf8"),
    ],
)
def test_what_holds_no_table(data: bytes, code: str) -> None:
    with pytest.raises(CaseError) as caught:
        table_text(data, len)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_workbook_is_read_whole_or_refused() -> None:
    head: list[object] = ["应还日", "本金"]
    longest = workbook([head, *(["2025-03-01", 1] for _ in range(MAX_ROWS - 1)), [None, None]])
    assert len(table_text(longest, len).strip().splitlines()) == MAX_ROWS
    with pytest.raises(CaseError) as caught:
        table_text(workbook([head, *(["2025-03-01", 1] for _ in range(MAX_ROWS))]), len)
    (problem,) = caught.value.problems
    assert (problem.code, problem.params) == ("table_too_long", {"limit": MAX_ROWS})


def test_the_sheet_worth_most_is_read_and_only_that_may_be_too_long() -> None:
    book = Workbook()
    for sheet, rows in ((book.active, MAX_ROWS + 1), (book.create_sheet(), 1)):
        for _ in range(rows):
            sheet.append(["封面" if rows > 1 else "金额"])
    stream = io.BytesIO()
    book.save(stream)
    assert table_text(stream.getvalue(), lambda text: "金额" in text) == "金额"
    with pytest.raises(CaseError):
        table_text(stream.getvalue(), lambda text: "封面" in text)


def test_a_damaged_workbook_and_a_missing_file(tmp_path: Path) -> None:
    whole = workbook([["2025-03-01", 1]])
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[:300] if "sheet3" in name else content)
    for damaged in (whole[: len(whole) // 2], broken.getvalue()):
        with pytest.raises(CaseError):
            table_text(damaged, len)
    with pytest.raises(FileError):
        read_table(tmp_path / "missing.csv", len)
