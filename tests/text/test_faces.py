"""How figures look to people, in both languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.builders import cap, day

from faxi.engine.money import MAX_FEN
from faxi.engine.rates import parse_percent, parse_rate
from faxi.text import words as words_module
from faxi.text.faces import (
    cap_text,
    date_face,
    days_face,
    limit_face,
    money_face,
    rate_face,
    unbroken,
    yuan_face,
)
from faxi.text.reading import read_date, read_money
from faxi.text.words import Language, Words, words_of

ENGLISH = words_of(Language.EN)


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> Words:
    """Return Chinese without its catalogue: what a face does by itself."""
    monkeypatch.setattr(words_module, "_CATALOGUES", {})
    return Words(Language.ZH)


@pytest.mark.parametrize(
    ("fen", "face"),
    [
        (0, "0.00"),
        (1, "0.01"),
        (99_999, "999.99"),
        (100_000, "1,000.00"),
        (5_000_000_00, "5,000,000.00"),
        (MAX_FEN, "999,999,999,999,999.99"),
        (-1, "-0.01"),
        (-99, "-0.99"),
        (-100, "-1.00"),
        (-123_456_78, "-123,456.78"),
    ],
)
def test_money_is_grouped_by_thousands(fen: int, face: str) -> None:
    assert money_face(fen) == face


def test_yuan_have_their_unit() -> None:
    assert yuan_face(5_000_000, ENGLISH) == "CNY 50,000.00"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("其中未还：13,066.57 元", "其中未还：13,066.57~元"),
        ("of it unpaid: CNY 13,066.57", "of it unpaid: CNY~13,066.57"),
        ("in 12 days, CNY 1.00 and CNY -2.00", "in 12~days, CNY~1.00 and CNY~-2.00"),
        ("no amount", "no amount"),
    ],
)
def test_amounts_stay_beside_their_units(text: str, kept: str) -> None:
    assert unbroken(text) == kept.replace("~", "\N{NO-BREAK SPACE}")


def test_dates_in_english() -> None:
    assert date_face(day("2025-03-01"), ENGLISH) == "1 Mar 2025"
    assert date_face(day("2025-12-31"), ENGLISH) == "31 Dec 2025"


def test_dates_in_chinese(chinese: Words) -> None:
    assert date_face(day("2025-03-01"), chinese) == "2025年3月1日"


@pytest.mark.parametrize(
    ("rate", "face"),
    [("14.40%/year", "14.4%/year"), ("5‰/month", "0.5%/month"), ("日万分之五", "0.05%/day")],
)
def test_rates_keep_their_period(rate: str, face: str) -> None:
    assert rate_face(parse_rate(rate), ENGLISH) == face


def test_limits_of_caps() -> None:
    assert limit_face(parse_rate("24%/year"), ENGLISH) == "24%/year"
    assert limit_face(parse_percent("30%"), ENGLISH) == "30% of principal"
    assert limit_face(500_00, ENGLISH) == "CNY 500.00"


@pytest.mark.parametrize(
    ("kind", "limit"),
    [
        ("annual_rate", "24%"),
        ("lpr_multiple", "4"),
        ("lpr_multiple", "0.25"),
        ("lpr_multiple", "100"),
        ("share_of_principal", "0.5%"),
        ("amount", "500.00"),
    ],
)
def test_a_cap_is_written_as_in_the_file(kind: str, limit: str) -> None:
    chosen = cap(kind, limit)
    assert cap_text(chosen.kind, chosen.limit) == limit


@pytest.mark.parametrize(("days", "face"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_days_are_counted_in_words(days: int, face: str) -> None:
    assert days_face(days, ENGLISH) == face


@given(st.integers(0, MAX_FEN))
def test_a_money_face_is_read_as_it_was(fen: int) -> None:
    assert read_money(money_face(fen)) == fen


@given(st.dates(day("1900-01-01"), day("2199-12-31")))
def test_a_chinese_date_is_read_as_it_is_written(moment: date) -> None:
    face = f"{moment.year}年{moment.month}月{moment.day}日"
    assert read_date(face, day("2025-01-01")) == moment
