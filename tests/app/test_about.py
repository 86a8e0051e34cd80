"""What the program says about itself, and rates brought by a file."""

from datetime import date
from pathlib import Path

import pytest

from faxi import __version__
from faxi.app import clock
from faxi.app.about import about_blocks, about_title, bring_rates
from faxi.app.current_rules import current_rules
from faxi.exports.blocks import Heading, Paragraph, Table
from faxi.rules.series import shipped_series
from faxi.store.folders import data_folder
from faxi.text.words import Language, words_of

TODAY = date(2026, 11, 23)
EN, ZH = words_of(Language.EN), words_of(Language.ZH)


@pytest.fixture(autouse=True)
def _fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def csv(folder: Path, *rows: str, head: str = "date,lpr_1y,lpr_5y") -> Path:
    """Return a file of rates."""
    path = folder / "rates from elsewhere.csv"
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return path


def test_version_and_the_age_of_every_series() -> None:
    assert __version__ in about_title(EN)
    tables = [block for block in about_blocks(EN) if isinstance(block, Table)]
    (ages,) = tables
    assert len(ages.rows) == len(shipped_series())
    assert "20 Sep 2026, 64 days ago" in [row[2] for row in ages.rows]
    assert "complete: ended on 19 Aug 2019" in [row[2] for row in ages.rows]
    assert {row[3] for row in ages.rows} == {"—"}
    assert "2026年9月20日（64 天前）" in str(about_blocks(ZH))


def test_the_example_of_the_page_is_what_an_import_reads(tmp_path: Path) -> None:
    lines = [
        block.text
        for block in about_blocks(EN)
        if isinstance(block, Paragraph) and block.tone == "bullet"
    ]
    assert bring_rates(csv(tmp_path, *lines[1:], head=lines[0]), EN) == (
        True,
        ("Rows added: 0, replaced: 0, known already: 2.",),
    )


def test_rows_brought_are_said_marked_and_used(tmp_path: Path) -> None:
    brought = bring_rates(csv(tmp_path, "2026-10-20,3.05,3.5", "2026-11-20,3.1,3.5"), ZH)
    assert brought.is_fine
    assert brought.lines == (
        "新增 4 行，替换 0 行，0 行已有。",
        "屏幕上的结果已按新数据重新计算。",
    )
    series = current_rules().series["lpr_1y"].series
    assert str(series.on(date(2026, 11, 1))) == "3.05%"
    blocks = about_blocks(EN)
    assert Heading("Your own rows", 2) in blocks
    _, own = (block for block in blocks if isinstance(block, Table))
    assert own.rows[0][1:3] == ("20 Oct 2026", "3.05%")
    assert str(data_folder()) in str(blocks)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2026-10-20,x,3.5", "Line 2, lpr_1y: "),
        ("2026-10-20,3.05", "Line 2: Values in the row: 2"),
        ("2027-10-20,3.05,3.5", "Line 2, lpr_1y: 20 Oct 2027 lies in the future"),
    ],
)
def test_a_wrong_file_is_refused_whole_with_its_lines(tmp_path: Path, row: str, said: str) -> None:
    brought = bring_rates(csv(tmp_path, row, "2026-11-20,3.1,3.5"), EN)
    assert not brought.is_fine
    assert brought.lines[0] == "Nothing was taken from “rates from elsewhere.csv”:"
    assert any(line.startswith(said) for line in brought.lines), brought.lines
    assert not current_rules().series["lpr_1y"].series.own_days


def test_files_and_folders_that_do_not_serve_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "does not exist" in bring_rates(tmp_path / "none.csv", EN).lines[0]
    (tmp_path / "gbk.csv").write_bytes("date,lpr_1y,source\n2026-10-20,3,央行\n".encode("gbk"))
    assert "UTF-8" in bring_rates(tmp_path / "gbk.csv", EN).lines[1]
    (tmp_path / "a file").write_bytes(b"")
    monkeypatch.setenv("FAXI_DATA_DIR", str(tmp_path / "a file"))
    assert not bring_rates(csv(tmp_path, "2026-10-20,3.05,3.5"), EN).is_fine


def test_a_damaged_file_of_own_rows_is_named(tmp_path: Path) -> None:
    (data_folder() / "rates.csv").write_text("date,lpr_1y\nnonsense\n")
    brought = bring_rates(csv(tmp_path, "2026-10-20,3.05,3.5"), EN)
    assert not brought.is_fine
    assert "rates.csv" in brought.lines[0]
