"""Rate series: strict reading, and values whose publication anybody can look up."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.helpers.toml_files import Change, changed_file, original, replaced

from faxi.engine.problems import CaseError
from faxi.engine.rulebook import Series
from faxi.resources import resource
from faxi.rules.series import read_series
from faxi.rules.tables import RuleDataError

LPR = "series_lpr_1y.toml"
FIRST_ROW = """[[row]]
date = 2019-08-20
value = "4.25%"
published = 2019-08-20
"""


@pytest.fixture(scope="module")
def lpr() -> Series:
    return read_series(resource("rules", LPR)).series


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2019-08-20", "4.25%"),
        ("2019-09-19", "4.25%"),
        ("2019-09-20", "4.2%"),
        ("2020-04-19", "4.05%"),
        ("2020-04-20", "3.85%"),
        ("2020-08-20", "3.85%"),
        ("2021-12-19", "3.85%"),
        ("2021-12-20", "3.8%"),
        ("2024-07-21", "3.45%"),
        ("2024-07-22", "3.35%"),
        ("2025-05-19", "3.1%"),
        ("2025-05-20", "3%"),
    ],
)
def test_lpr_as_published(lpr: Series, day: str, value: str) -> None:
    assert str(lpr.on(date.fromisoformat(day))) == value


@pytest.mark.parametrize("day", [date(2019, 8, 19), date(1900, 1, 1)])
def test_before_the_first_row_nothing_is_guessed(lpr: Series, day: date) -> None:
    with pytest.raises(CaseError) as caught:
        lpr.on(day)
    problem = caught.value.problems[0]
    assert (problem.code, problem.params["day"]) == ("rate_missing", day)
    assert problem.params["first"] == date(2019, 8, 20)


def test_beyond_the_check_the_last_value_is_used(lpr: Series) -> None:
    assert lpr.on(lpr.checked_on + timedelta(days=400)) == lpr.values[-1]


def test_the_lpr_is_published_every_month(lpr: Series) -> None:
    months = [day.year * 12 + day.month for day in lpr.days]
    assert months == list(range(months[0], months[-1] + 1))
    assert lpr.days[-1] <= lpr.checked_on


def test_every_value_says_where_it_was_published() -> None:
    file = read_series(resource("rules", LPR))
    assert len(file.sources) == len(file.series.days) == len(set(file.sources))
    assert all(re.fullmatch(r"https://www\.pbc\.gov\.cn/\S+", source) for source in file.sources)


def test_the_instrument_of_the_series_is_known() -> None:
    file = read_series(resource("rules", LPR))
    assert f'id = "{file.instrument}"\n' in original("instruments.toml")


CORRUPT: list[tuple[Change, str]] = [
    (replaced('id = "lpr_1y"\n', ""), f"{LPR}:id: missing"),
    (replaced("checked_on = 2026-09-20\n", ""), f"{LPR}:checked_on: missing"),
    (replaced('value = "4.25%"\n', ""), f"{LPR}:row[0]:value: missing"),
    (replaced("published = 2019-08-20\n", ""), f"{LPR}:row[0]:published: missing"),
    (replaced('id = "lpr_1y"', 'id = "lpr_1y"\nnote = ""'), f"{LPR}:note: unknown key"),
    (replaced('value = "4.25%"', 'value = "4.25%"\nvalu = 1'), f"{LPR}:row[0]:valu: unknown key"),
    (replaced('id = "lpr_1y"', 'id = "lpr_1y"\nid = "x"'), f"{LPR}: "),
    (replaced('"4.25%"', "4.25"), f"{LPR}:row[0]:value: expected a text"),
    (replaced('"4.25%"', '"4.25"'), f"{LPR}:row[0]:value: not a percentage: '4.25'"),
    (replaced('"4.25%"', '"-4.25%"'), f"{LPR}:row[0]:value: not a percentage"),
    (replaced("date = 2019-08-20", 'date = "2019-08-20"'), f"{LPR}:row[0]:date: expected a date"),
    (
        replaced("date = 2019-08-20", "date = 2019-08-20T00:00:00"),
        f"{LPR}:row[0]:date: expected a date",
    ),
    (replaced("published = 2019-08-20", "published = 2019-08-21"), f"{LPR}:row[0].published: in"),
    (replaced("date = 2019-09-20", "date = 2019-08-20"), f"{LPR}:row[1]"),
    (replaced("checked_on = 2026-09-20", "checked_on = 2026-09-19"), f"{LPR}:checked_on: a row"),
    (replaced('"percent_per_year"', '"percent"'), f"{LPR}:unit: expected percent_per_year"),
    (replaced('en = "Loan prime rate, one year"', 'en = " "'), f"{LPR}:title.en: empty"),
    (replaced(', en = "Loan prime rate, one year"', ""), f"{LPR}:title:en: missing"),
    (replaced("[[row]]", "[row]"), f"{LPR}"),
    (lambda text: text.partition("[[row]]")[0], f"{LPR}:row: missing"),
    (lambda text: text.partition("[[row]]")[0] + "row = []", f"{LPR}:row: no rows"),
    (lambda text: text.partition("[[row]]")[0] + "row = [1]", f"{LPR}:row[0]: expected a table"),
    (lambda _: "", f"{LPR}:id: missing"),
    (lambda _: "\x00", f"{LPR}: "),
]


@pytest.mark.parametrize(("change", "said"), CORRUPT, ids=[said for _, said in CORRUPT])
def test_a_corrupt_series_is_refused(tmp_path: Path, change: Change, said: str) -> None:
    path = changed_file(tmp_path, LPR, change)
    with pytest.raises(RuleDataError) as caught:
        read_series(path)
    assert str(caught.value).startswith(said)


def test_rows_out_of_order_are_refused(tmp_path: Path) -> None:
    def moved_last(text: str) -> str:
        assert FIRST_ROW in text
        source = text.partition(FIRST_ROW)[2].partition("\n")[0]
        return text.replace(f"{FIRST_ROW}{source}\n", "") + f"\n{FIRST_ROW}{source}\n"

    path = changed_file(tmp_path, LPR, moved_last)
    with pytest.raises(RuleDataError, match=r"series_lpr_1y\.toml:row\[\d+\]\.date: dates must"):
        read_series(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleDataError, match=r"^none\.toml: "):
        read_series(tmp_path / "none.toml")


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RuleDataError, match=r"^a\.toml: "):
        read_series(tmp_path / "a.toml")
