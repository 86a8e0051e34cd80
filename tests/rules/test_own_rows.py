"""A person's own rows: taken whole or not at all, laid over the shipped ones, and marked."""

from datetime import date
from pathlib import Path

import pytest
from tests.helpers.refusals import problems_of

from faxi.engine.rulebook import Gap
from faxi.rules.book import forget_rules, load_rules
from faxi.rules.own_rows import ImportReport, export_rows, import_rows
from faxi.rules.series import OWN_FILE, SeriesFile, shipped_series
from faxi.rules.tables import RuleDataError
from faxi.text.messages import message_of
from faxi.text.words import Language, words_of

WIDE = "date,lpr_1y,lpr_5y\n"
LONG = "series,date,value\n"
TODAY = date(2026, 11, 23)


def taken(folder: Path, text: str) -> ImportReport:
    return import_rows(text.encode(), folder, Path.write_bytes, TODAY)


def refused(folder: Path, data: bytes | str) -> list[tuple[str, str]]:
    """Return place and code of everything wrong; nothing may have been written."""
    raw = data.encode() if isinstance(data, str) else data
    problems = problems_of(lambda: import_rows(raw, folder, Path.write_bytes, TODAY))
    assert not (folder / OWN_FILE).exists()
    return [(problem.where, problem.code) for problem in problems]


def series_of(folder: Path, name: str = "lpr_1y") -> SeriesFile:
    forget_rules()
    return load_rules(folder).series[name]


# What is taken


def test_newer_rows_extend_the_series(tmp_path: Path) -> None:
    report = taken(tmp_path, f"{WIDE}2026-10-20,3.00,3.50\n2026-11-20,2.90,3.40\n")
    assert (len(report.added), report.replaced, report.unchanged) == (4, (), 0)
    found = series_of(tmp_path).series
    assert str(found.on(date(2026, 11, 19))) == "3%"
    assert str(found.on(date(2026, 11, 20))) == "2.9%"
    assert str(series_of(tmp_path, "lpr_5y").series.on(date(2026, 11, 20))) == "3.4%"


def test_the_check_moves_to_the_last_own_row(tmp_path: Path) -> None:
    taken(tmp_path, f"{WIDE}2026-10-20,3.00,3.50\n")
    assert series_of(tmp_path).series.checked_on == date(2026, 10, 20)
    assert shipped_series()["lpr_1y"].series.checked_on == date(2026, 9, 20)


def test_the_check_does_not_move_past_a_publication_left_out(tmp_path: Path) -> None:
    report = taken(tmp_path, f"{WIDE}2026-11-20,3.00,3.50\n")
    assert {warning.code for warning in report.warnings} == {"rows_far_apart"}
    assert series_of(tmp_path).series.checked_on == date(2026, 9, 20)
    taken(tmp_path, f"{WIDE}2026-10-20,3.00,3.50\n")
    assert series_of(tmp_path).series.checked_on == date(2026, 11, 20)


def test_an_own_row_goes_before_the_shipped_one(tmp_path: Path) -> None:
    report = taken(tmp_path, f"{LONG}lpr_1y,2024-07-22,3.36\n")
    assert (report.added, len(report.replaced)) == ((), 1)
    found = series_of(tmp_path)
    assert str(found.series.on(date(2024, 7, 22))) == "3.36%"
    assert found.series.checked_on == date(2026, 9, 20)


def test_own_rows_are_marked_and_no_others(tmp_path: Path) -> None:
    taken(tmp_path, f"{LONG}lpr_1y,2024-07-22,3.36\nlpr_1y,2026-10-20,3\n")
    found = series_of(tmp_path)
    assert found.series.own_days == {date(2024, 7, 22), date(2026, 10, 20)}
    assert [row.day for row in found.rows if row.own] == sorted(found.series.own_days)
    assert found.row_on(date(2026, 11, 1)).own
    assert not found.row_on(date(2026, 10, 19)).own
    assert not series_of(tmp_path, "lpr_5y").series.own_days


def test_the_rulebook_calculates_with_them(tmp_path: Path) -> None:
    taken(tmp_path, f"{LONG}lpr_1y,2026-10-20,2.95\n")
    forget_rules()
    assert str(load_rules(tmp_path).rulebook.lpr_1y.on(TODAY)) == "2.95%"
    assert str(load_rules().rulebook.lpr_1y.on(TODAY)) == "3%"


def test_rows_that_say_nothing_new_are_not_kept(tmp_path: Path) -> None:
    published = export_rows(shipped_series().values(), own_only=False).decode()
    report = taken(tmp_path, published)
    assert (report.added, report.replaced, report.warnings) == ((), (), ())
    assert report.unchanged == sum(len(file.rows) for file in shipped_series().values())
    assert not series_of(tmp_path).series.own_days


def test_the_shipped_value_takes_back_an_own_one(tmp_path: Path) -> None:
    taken(tmp_path, f"{LONG}lpr_1y,2024-07-22,3.36\n")
    report = taken(tmp_path, f"{LONG}lpr_1y,2024-07-22,3.35\n")
    assert len(report.replaced) == 1
    assert not series_of(tmp_path).series.own_days


def test_a_later_import_adds_to_an_earlier_one(tmp_path: Path) -> None:
    taken(tmp_path, f"{LONG}lpr_1y,2026-10-20,3\n")
    report = taken(tmp_path, f"{LONG}lpr_1y,2026-10-20,2.95\nlpr_1y,2026-11-20,2.95\n")
    assert (len(report.added), len(report.replaced)) == (1, 1)
    assert len(series_of(tmp_path).series.own_days) == 2


def test_the_columns_and_cells_a_spreadsheet_writes(tmp_path: Path) -> None:
    text = "\ufeffDate,LPR_1Y,LPR_5Y,Announcement\r\n2026/10/20,3.00%, 3.5 ,the bank's page\r\n\r\n"
    taken(tmp_path, text)
    row = series_of(tmp_path).row_on(TODAY)
    assert (row.day, str(row.value), row.source) == (date(2026, 10, 20), "3%", "the bank's page")


def test_a_row_in_a_gap_ends_it(tmp_path: Path) -> None:
    taken(tmp_path, f"{LONG}pboc_over_5y,2008-09-16,7.74\npboc_over_5y,2012-06-08,6.80\n")
    found = series_of(tmp_path, "pboc_over_5y").series
    assert found.gaps == (Gap(date(2007, 12, 21), date(2008, 9, 15)),)
    assert str(found.on(date(2012, 7, 5))) == "6.8%"


def test_what_is_exported_can_be_imported(tmp_path: Path) -> None:
    taken(tmp_path, 'series,date,value,source\nlpr_1y,2026-10-20,2.95,"a, ""b"""\n')
    exported = export_rows(load_rules(tmp_path).series.values())
    assert exported.decode().splitlines() == [
        "series,date,value,source",
        'lpr_1y,2026-10-20,2.95%,"a, ""b"""',
    ]
    other = tmp_path / "other"
    other.mkdir()
    taken(other, exported.decode())
    assert series_of(other).rows == series_of(tmp_path).rows


def test_a_publication_left_out_is_warned_of(tmp_path: Path) -> None:
    report = taken(tmp_path, f"{WIDE}2026-11-22,2.9,3.4\n")
    assert [warning.code for warning in report.warnings] == ["rows_far_apart"] * 2
    said = message_of(report.warnings[0], words_of(Language.EN))
    assert "between 20 Sep 2026 and 22 Nov 2026, 63 days apart" in said
    assert taken(tmp_path, f"{LONG}lpr_1y,2026-10-20,3\n").warnings == ()


def test_the_benchmark_may_pause_for_years(tmp_path: Path) -> None:
    assert taken(tmp_path, f"{LONG}pboc_1y,2019-01-01,4.35\n").warnings == ()


# What is refused


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"", [("1", "rows_header")]),
        ("日期,利率\n".encode("gbk"), [("", "rows_not_utf8")]),
        (b"\xff\xfe\x00", [("", "rows_not_utf8")]),
        ("day,lpr_1y\n", [("1", "rows_header")]),
        ("date\n", [("1", "rows_header")]),
        ("date,lpr_1y,lpr_1y\n", [("1", "rows_header")]),
        ("date,lpr_10y\n2026-10-20,3\n", [("1", "rows_header")]),
        (WIDE, [("", "rows_none")]),
        (f"{WIDE}2026-10-20,3\n", [("2", "row_cells")]),
        (f"{WIDE}2026-10-20,3,\n", [("2:lpr_5y", "number_unreadable")]),
        (f"{WIDE}2026-13-20,3,3.5\n", [("2:date", "date_unreadable")]),
        (f"{WIDE}今天,3,3.5\n", [("2:date", "date_unreadable")]),
        (f"{LONG}lpr_1y,2026-10-20,{'9' * 999}\n", [("2:value", "number_unreadable")]),
        (f"{LONG}lpr_1y,2026-10-20,-3\n", [("2:value", "number_unreadable")]),
        (f"{LONG}lpr_1y,2026-10-20,3‰\n", [("2:value", "number_unreadable")]),
        (f"{LONG}shibor,2026-10-20,3\n", [("2:series", "value_unknown")]),
        (f"{LONG}lpr_1y,2019-08-19,4.25\n", [("2:value", "rate_missing")]),
        (f"{LONG}pboc_1y,2019-08-20,4.35\n", [("2:value", "rate_ended")]),
        (f"{LONG}lpr_1y,2026-11-24,3\n", [("2:value", "row_in_future")]),
        (f"{LONG}lpr_1y,2026-10-20,{'9' * 200000}\n", [("2", "rows_not_csv")]),
    ],
)
def test_what_cannot_be_taken(tmp_path: Path, text: bytes | str, found: list[object]) -> None:
    assert refused(tmp_path, text) == found


def test_a_row_given_twice_or_too_early_in_the_file(tmp_path: Path) -> None:
    rows = "2026-10-20,3,3.5\n2026-10-20,3,3.5\n2026-09-30,3,3.5\n"
    assert refused(tmp_path, f"{WIDE}{rows}") == [
        ("3:lpr_1y", "row_repeated"),
        ("4:lpr_1y", "row_out_of_order"),
        ("3:lpr_5y", "row_repeated"),
        ("4:lpr_5y", "row_out_of_order"),
    ]


@pytest.mark.parametrize(
    ("value", "is_plausible"),
    [("4.00", True), ("4.01", False), ("2.00", True), ("1.99", False), ("0.03", False)],
)
def test_a_step_of_more_than_a_point_is_refused(
    tmp_path: Path, value: str, is_plausible: bool
) -> None:
    text = f"{LONG}lpr_1y,2026-10-20,{value}\n"
    if is_plausible:
        assert len(taken(tmp_path, text).added) == 1
    else:
        assert refused(tmp_path, text) == [("2:value", "row_leaps")]


def test_a_step_is_measured_from_the_row_before_or_the_one_replaced(tmp_path: Path) -> None:
    # From 2008-10-30 to 2008-11-27 the notices themselves moved by more than a point.
    assert taken(tmp_path, f"{LONG}pboc_1y,2008-11-27,5.60\n").replaced
    text = f"{LONG}lpr_1y,2026-10-20,2.5\nlpr_1y,2026-11-20,3.6\n"
    problems = problems_of(lambda: taken(tmp_path, text))
    assert [(problem.where, problem.code) for problem in problems] == [("3:value", "row_leaps")]
    said = message_of(problems[0], words_of(Language.EN))
    assert "LPR of one year would move from 2.5% to 3.6% on 20 Nov 2026" in said


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    assert refused(tmp_path, f"{LONG}x,2026-10-20,3\nlpr_1y,x,y\nlpr_1y,1999-01-01,3\n") == [
        ("2:series", "value_unknown"),
        ("3:date", "date_unreadable"),
        ("3:value", "number_unreadable"),
        ("4:value", "rate_missing"),
    ]


def test_a_source_must_be_storable(tmp_path: Path) -> None:
    head = "series,date,value,source\nlpr_1y,2026-10-20,3,"
    assert refused(tmp_path, f"{head}a\u202eb\n") == [("2:source", "text_broken")]
    assert refused(tmp_path, f"{head}{'a' * 501}\n") == [("2:source", "text_too_long")]


# What is kept


def test_nothing_kept_means_the_shipped_rows(tmp_path: Path) -> None:
    forget_rules()
    assert load_rules(tmp_path).series == load_rules().series
    assert load_rules(tmp_path / "none").series == load_rules().series


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (b"\xff", r"^rates\.csv: rows_not_utf8$"),
        (b"series,date\n", r"^rates\.csv:1: rows_header$"),
        (b"series,date,value\nlpr_1y,2026-10-20,x\n", r"^rates\.csv:2:value: number_unreadable$"),
        (b"series,date,value\nlpr_1y,1990-10-20,3\n", r"^rates\.csv:2:value: rate_missing$"),
    ],
)
def test_rows_damaged_since_are_named(tmp_path: Path, kept: bytes, said: str) -> None:
    (tmp_path / OWN_FILE).write_bytes(kept)
    forget_rules()
    with pytest.raises(RuleDataError, match=said):
        load_rules(tmp_path)


def test_rules_are_read_again_once_forgotten(tmp_path: Path) -> None:
    before = load_rules(tmp_path)
    taken(tmp_path, f"{LONG}lpr_1y,2026-10-20,2.95\n")
    assert load_rules(tmp_path) is before
    forget_rules()
    assert load_rules(tmp_path).series["lpr_1y"].series.own_days
