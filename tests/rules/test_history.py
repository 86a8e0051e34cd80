"""Values of every series as published, at the days they change, and where a series falls silent."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.helpers.toml_files import Change, changed_file, replaced

from faxi.engine.problems import CaseError
from faxi.rules.series import read_all_series, read_series, shipped_series
from faxi.rules.tables import RuleDataError

# Announcements of the PBOC and the National Interbank Funding Center: day, one year, five years.
LPR_CHANGES = [
    ("2019-08-20", "4.25%", "4.85%"),
    ("2019-09-20", "4.2%", "4.85%"),
    ("2019-11-20", "4.15%", "4.8%"),
    ("2020-02-20", "4.05%", "4.75%"),
    ("2020-04-20", "3.85%", "4.65%"),
    ("2021-12-20", "3.8%", "4.65%"),
    ("2022-01-20", "3.7%", "4.6%"),
    ("2022-05-20", "3.7%", "4.45%"),
    ("2022-08-22", "3.65%", "4.3%"),
    ("2023-06-20", "3.55%", "4.2%"),
    ("2023-08-21", "3.45%", "4.2%"),
    ("2024-02-20", "3.45%", "3.95%"),
    ("2024-07-22", "3.35%", "3.85%"),
    ("2024-10-21", "3.1%", "3.6%"),
    ("2025-05-20", "3%", "3.5%"),
]
PBOC_TERMS = ("pboc_6m", "pboc_1y", "pboc_3y", "pboc_5y", "pboc_over_5y")
# Notices of the PBOC on benchmark lending rates, by term; "" where none is confirmed.
PBOC_ROWS = [
    ("1991-04-21", "8.1%", "8.64%", "9%", "9.54%", "9.72%"),
    ("1995-07-01", "10.08%", "12.06%", "13.5%", "15.12%", "15.3%"),
    ("1999-06-10", "5.58%", "5.85%", "5.94%", "6.03%", "6.21%"),
    ("2004-10-29", "5.22%", "5.58%", "5.76%", "5.85%", "6.12%"),
    ("2007-09-15", "6.48%", "7.29%", "7.47%", "7.65%", "7.83%"),
    ("2007-12-21", "6.57%", "7.47%", "7.56%", "7.74%", ""),
    ("2008-10-30", "6.03%", "6.66%", "6.75%", "7.02%", "7.2%"),
    ("2011-07-07", "6.1%", "6.56%", "6.65%", "6.9%", "7.05%"),
    ("2012-06-08", "5.85%", "6.31%", "6.4%", "6.65%", ""),
    ("2012-07-06", "5.6%", "6%", "6.15%", "6.4%", "6.55%"),
    ("2014-11-22", "5.6%", "5.6%", "6%", "6%", "6.15%"),
    ("2015-10-24", "4.35%", "4.35%", "4.75%", "4.75%", "4.9%"),
]
PBOC_SPOTS = [
    (day, term, value)
    for day, *values in PBOC_ROWS
    for term, value in zip(PBOC_TERMS, values, strict=True)
    if value
]
DAY = timedelta(days=1)


def on(series: str, day: str) -> str:
    return str(shipped_series()[series].series.on(date.fromisoformat(day)))


def refused(series: str, day: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(CaseError) as caught:
        on(series, day)
    (problem,) = caught.value.problems
    return problem.code, dict(problem.params)


def test_the_series_are_all_there() -> None:
    assert set(shipped_series()) == {"lpr_1y", "lpr_5y", *PBOC_TERMS}


@pytest.mark.parametrize(("day", "one", "five"), LPR_CHANGES)
def test_the_lpr_changes_on_its_day(day: str, one: str, five: str) -> None:
    assert (on("lpr_1y", day), on("lpr_5y", day)) == (one, five)


@pytest.mark.parametrize("index", range(1, len(LPR_CHANGES)))
def test_the_lpr_holds_until_the_day_before(index: int) -> None:
    eve = (date.fromisoformat(LPR_CHANGES[index][0]) - DAY).isoformat()
    assert (on("lpr_1y", eve), on("lpr_5y", eve)) == LPR_CHANGES[index - 1][1:]


def test_the_lpr_changed_on_no_other_day() -> None:
    for position, name in ((1, "lpr_1y"), (2, "lpr_5y")):
        values = [str(row.value) for row in shipped_series()[name].rows]
        known = [row[position] for row in LPR_CHANGES]
        assert list(dict.fromkeys(values)) == list(dict.fromkeys(known))


@pytest.mark.parametrize("day", ["2021-02-20", "2026-06-22", "2025-12-22", "2026-09-20"])
def test_the_lpr_is_dated_as_announced(day: str) -> None:
    # Make-up working weekends count, other weekends move the announcement on.
    assert date.fromisoformat(day) in shipped_series()["lpr_1y"].series.days


@pytest.mark.parametrize("name", ["lpr_1y", "lpr_5y"])
def test_every_lpr_row_names_its_announcement(name: str) -> None:
    rows = shipped_series()[name].rows
    assert len(rows) == 86
    assert all(row.source.startswith("https://www.pbc.gov.cn/") for row in rows)
    assert all(row.published == row.day for row in rows)


@pytest.mark.parametrize(("day", "term", "value"), PBOC_SPOTS)
def test_the_benchmark_is_that_of_the_notices(day: str, term: str, value: str) -> None:
    assert on(term, day) == value


def test_the_benchmark_holds_until_the_day_before() -> None:
    assert on("pboc_1y", "2012-07-05") == "6.31%"
    assert on("pboc_over_5y", "2007-12-20") == "7.83%"
    assert on("pboc_over_5y", "2012-06-07") == "7.05%"


def test_a_benchmark_row_claims_no_source_of_its_own() -> None:
    rows = [row for term in PBOC_TERMS for row in shipped_series()[term].rows]
    assert {(row.source, row.published, row.own) for row in rows} == {("", None, False)}


# Where nothing is known, nothing is said


@pytest.mark.parametrize(
    ("series", "day", "first"),
    [("lpr_1y", "2019-08-19", date(2019, 8, 20)), ("pboc_6m", "1991-04-20", date(1991, 4, 21))],
)
def test_before_the_first_row_it_stops(series: str, day: str, first: date) -> None:
    code, params = refused(series, day)
    assert (code, params["first"]) == ("rate_missing", first)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2007-12-21", date(2007, 12, 21), date(2008, 10, 29)),
        ("2008-10-29", date(2007, 12, 21), date(2008, 10, 29)),
        ("2012-06-08", date(2012, 6, 8), date(2012, 7, 5)),
        ("2012-07-05", date(2012, 6, 8), date(2012, 7, 5)),
    ],
)
def test_in_a_gap_not_even_the_value_before_holds(day: str, first: date, last: date) -> None:
    code, params = refused("pboc_over_5y", day)
    assert (code, params["first"], params["last"]) == ("rate_unconfirmed", first, last)


@pytest.mark.parametrize("term", PBOC_TERMS)
def test_the_benchmark_ends_where_the_lpr_begins(term: str) -> None:
    on(term, "2019-08-19")
    code, params = refused(term, "2019-08-20")
    assert (code, params["last"]) == ("rate_ended", date(2019, 8, 19))


def test_a_row_says_since_when_it_holds() -> None:
    row = shipped_series()["lpr_1y"].row_on(date(2024, 3, 1))
    assert (row.day, str(row.value)) == (date(2024, 2, 20), "3.45%")
    assert row.source.endswith("index.html")


# Corrupt files

LPR, PBOC = "series_lpr_1y.toml", "series_pboc_over_5y.toml"
CORRUPT: list[tuple[str, Change, str]] = [
    (PBOC, replaced('row_sources = "not recorded"', 'row_sources = "x"'), f"{PBOC}:row_sources: e"),
    (PBOC, replaced('row_sources = "not recorded"\n', ""), f"{PBOC}:row[0]:source: missing"),
    (PBOC, replaced('"9.72%"', '"9.72%"\nsource = "x"'), f"{PBOC}:row[0]:source: unknown key"),
    (PBOC, replaced("ends = 2019-08-19", "ends = 2027-01-01"), f"{PBOC}:ends: later than"),
    (PBOC, replaced("ends = 2019-08-19", "ends = 2015-10-23"), f"{PBOC}:ends: a row is later"),
    (PBOC, replaced("to = 2008-10-29", "to = 2007-12-20"), f"{PBOC}:gaps[0].to: ends before"),
    (PBOC, replaced("to = 2008-10-29", "to = 2008-10-30"), f"{PBOC}:gaps[0]: a row lies within"),
    (PBOC, replaced("to = 2008-10-29", "to = 2012-06-20"), f"{PBOC}:gaps[1].from: gaps must"),
    (PBOC, replaced("from = 2007-12-21", "from = 1991-04-21"), f"{PBOC}:gaps[0]: outside"),
    (PBOC, replaced("to = 2012-07-05 }", "till = 1 }"), f"{PBOC}:gaps[1]:to: missing"),
    (LPR, replaced("max_days_apart = 40", "max_days_apart = 30"), f"{LPR}:row[1].date: over 30"),
    (LPR, replaced("max_days_apart = 40", 'max_days_apart = "2"'), f"{LPR}:max_days_apart: exp"),
]


@pytest.mark.parametrize(("name", "change", "said"), CORRUPT, ids=[said for *_, said in CORRUPT])
def test_a_corrupt_series_is_refused(tmp_path: Path, name: str, change: Change, said: str) -> None:
    path = changed_file(tmp_path, name, change)
    with pytest.raises(RuleDataError) as caught:
        read_series(path)
    assert str(caught.value).startswith(said)


def test_two_series_of_one_name_are_refused(tmp_path: Path) -> None:
    changed_file(tmp_path, LPR, lambda text: text)
    changed_file(tmp_path, "series_lpr_5y.toml", replaced('id = "lpr_5y"', 'id = "lpr_1y"'))
    with pytest.raises(RuleDataError, match=r"^series_lpr_5y\.toml:id: repeated: lpr_1y$"):
        read_all_series(tmp_path)
