"""``faxi costs``, ``faxi rules`` and ``faxi stage``."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.own_files import write_own

from faxi.app import clock
from faxi.cli.main import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 23))


def _json(capsys: Capture, *arguments: str) -> Any:
    assert main([*arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("amount", "acceptance", "half", "preservation", "enforcement"),
    [
        ("10000", "50.00", "25.00", "120.00", "50.00"),
        ("50000", "1050.00", "525.00", "520.00", "650.00"),
        ("500000", "8800.00", "4400.00", "3020.00", "7400.00"),
    ],
)
def test_costs(
    capsys: Capture, amount: str, acceptance: str, half: str, preservation: str, enforcement: str
) -> None:
    found = _json(capsys, "costs", "--amount", amount)
    assert found["acceptance_fee"] == acceptance
    assert found["acceptance_fee_simplified"] == half
    assert found["preservation_fee"] == preservation
    assert found["enforcement_fee"] == enforcement


def test_costs_refuse_what_is_no_amount(capsys: Capture) -> None:
    assert main(["costs", "--amount", "much"]) == 1
    assert capsys.readouterr().out == ""


def test_a_fee_leads_back_to_its_amount(capsys: Capture) -> None:
    found = _json(capsys, "costs", "--fee", "8800")
    assert (found["amount"], found["acceptance_fee"]) == ("500000.00", "8800.00")
    assert main(["costs", "--fee", "49.99", "--lang", "en"]) == 1
    assert capsys.readouterr().err == "--fee: no amount has this acceptance fee\n"
    for wrong in (["costs"], ["costs", "--fee", "50", "--amount", "1"]):
        with pytest.raises(SystemExit, match="2"):
            main(wrong)


def test_the_value_of_a_series_on_a_day(capsys: Capture) -> None:
    row = _json(capsys, "rules", "lpr_1y", "--on", "2024-03-01")
    assert (row["date"], row["value"]) == ("2024-02-20", "3.45%")


def test_before_the_first_row_nothing_is_guessed(capsys: Capture) -> None:
    assert main(["rules", "lpr_1y", "--on", "2019-08-19"]) == 1
    assert capsys.readouterr().out == ""


def test_every_rule_has_age_and_source(capsys: Capture) -> None:
    rules = _json(capsys, "rules")
    assert len(rules) > 150
    assert all(rule["source"] and rule["checked_on"] for rule in rules)


def test_beyond_the_check_the_look_up_says_so(capsys: Capture) -> None:
    row = _json(capsys, "rules", "lpr_1y", "--on", "2026-11-01", "--lang", "en")
    assert (row["date"], row["checked_on"]) == ("2026-09-20", "2026-09-20")
    assert "last known value" in row["warnings"][0]
    assert main(["rules", "lpr_1y", "--on", "2026-11-01", "--lang", "en"]) == 0
    assert "last known value" in capsys.readouterr().out
    assert _json(capsys, "rules", "lpr_1y", "--on", "2026-09-20")["warnings"] == []


@pytest.mark.parametrize(
    ("rule", "last_before", "first", "last", "after"),
    [
        ("limits.private.2015_24", "2015-08-31", "2015-09-01", "2020-08-19", "2020-08-20"),
        ("limits.private.lpr_multiple", "2020-08-19", "2020-08-20", "2026-11-23", None),
        ("limits.private.scope", "2020-12-31", "2021-01-01", "2026-11-23", None),
        ("credit_card.overdraft_2017", "2016-12-31", "2017-01-01", "2020-12-31", "2021-01-01"),
        ("limits.small_loan.guidance", "2025-12-23", "2025-12-24", "2026-11-23", None),
        ("disclosure.all_in_cost", "2026-07-31", "2026-08-01", "2026-11-23", None),
    ],
)
def test_a_rule_comes_into_force_and_leaves_on_its_day(
    capsys: Capture, rule: str, last_before: str, first: str, last: str, after: str | None
) -> None:
    expected = {last_before: False, first: True, last: True, **({after: False} if after else {})}
    for day, is_in_force in expected.items():
        assert _json(capsys, "rules", rule, "--on", day)["in_force"] is is_in_force
        listed = {found["id"] for found in _json(capsys, "rules", "--on", day)}
        assert (rule in listed) is is_in_force


@pytest.mark.parametrize(
    "wrong",
    [
        ["import"],
        ["lpr_1y", "file.csv"],
        ["export", "file.csv"],
        ["--check", "lpr_1y"],
        ["--check", "--on", "2024-01-01"],
        ["export", "--on", "2024-01-01"],
        ["lpr_1y", "--on", "2024-02-30"],
    ],
)
def test_wrong_usage_of_rules(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["rules", *wrong])
    assert ended.value.code == 2


def test_what_is_no_rule_is_told(capsys: Capture) -> None:
    assert main(["rules", "bank.penalty", "--lang", "en"]) == 1
    assert "“bank.penalty” is neither a rule nor a series" in capsys.readouterr().err


def test_own_rows_are_taken_marked_and_given_back(capsys: Capture, tmp_path: Path) -> None:
    rows = tmp_path / "newer.csv"
    rows.write_text("date,lpr_1y,lpr_5y\n2026-10-20,2.90,3.40\n", encoding="utf-8")
    assert main(["rules", "import", str(rows)]) == 0
    capsys.readouterr()
    row = _json(capsys, "rules", "lpr_1y", "--on", "2026-11-01")
    assert (row["value"], row["own"]) == ("2.9%", True)
    assert main(["rules", "export"]) == 0
    assert "2026-10-20" in capsys.readouterr().out


def test_a_bad_file_of_rows_changes_nothing(capsys: Capture, tmp_path: Path) -> None:
    rows = tmp_path / "bad.csv"
    rows.write_text("date,lpr_1y,lpr_5y\n2026-10-20,29.0,3.40\n", encoding="utf-8")
    assert main(["rules", "import", str(rows)]) == 1
    assert "bad.csv" in capsys.readouterr().err
    assert _json(capsys, "rules", "lpr_1y")[-1]["own"] is False


@pytest.mark.parametrize(
    ("days", "stage", "bucket", "ahead"),
    [
        ("0", "reminder", "M0", "gentle"),
        ("75", "joint", "M3", "tough"),
        ("90", "joint", "M3", "tough"),
        ("91", "tough", "M4", "assignment"),
        ("181", "assignment", "M7+", None),
    ],
)
def test_stage_by_days(
    capsys: Capture, days: str, stage: str, bucket: str, ahead: str | None
) -> None:
    found = _json(capsys, "stage", "--days", days)
    assert (found["id"], found["basis"], found["bucket"]) == (stage, "days", bucket)
    following = found["next_threshold"]
    assert (following["stage"] if following else None) == ahead
    assert list(found["text"]) == ["usual", "why", "may_not", "can_do", "else", "waiting", "basis"]


def test_a_notice_goes_before_the_days(capsys: Capture) -> None:
    arguments = ["stage", "--days", "75", "--notice", "summons=2026-01-05", "--as-of", "2026-02-01"]
    found = _json(capsys, *arguments)
    assert (found["id"], found["basis"]) == ("tough", "notice")


def test_a_notice_counts_from_its_own_day_where_no_other_is_said(capsys: Capture) -> None:
    for day in ("2026-01-05", "2031-01-05", "2020-01-05"):
        found = _json(capsys, "stage", "--days", "75", "--notice", f"summons={day}")
        assert (found["id"], found["basis"], found["bucket"]) == ("tough", "notice", "M3")
        assert found["next_threshold"]["stage"] == "assignment"
    # With a day said, a notice older than the arrears counts for nothing.
    arguments = ["stage", "--days", "75", "--notice", "summons=2026-01-05", "--as-of", "2026-11-23"]
    assert _json(capsys, *arguments)["basis"] == "days"


def test_a_damaged_file_of_own_rows_is_named(capsys: Capture) -> None:
    write_own("rates.csv", b"\xff\xfe junk")
    assert main(["rules", "lpr_1y"]) == 3
    ended = capsys.readouterr()
    assert ended.out == ""
    assert ended.err == "rates.csv: 文件不是 UTF-8 文本；请另存为“CSV UTF-8”后再试。\n"


def test_the_data_pass_their_audit(capsys: Capture) -> None:
    assert main(["rules", "--check", "--lang", "en"]) == 0
    assert "no faults" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["--days", "x"], ["--days", "5", "--notice", "mail=2026-01-05"]])
def test_wrong_usage_of_stage(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["stage", *wrong])
    assert ended.value.code == 2
