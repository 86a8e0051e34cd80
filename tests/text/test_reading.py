"""What people type and paste is read, or refused by ``ValueError`` and nothing else."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.helpers.builders import day, refuses, yuan

from faxi.engine.money import MAX_FEN
from faxi.text.reading import plain, read_date, read_money, read_percent, read_rate

TODAY = day("2025-03-01")


def _read_date(text: str) -> date:
    return read_date(text, TODAY)


def _read_rate(text: str) -> object:
    return read_rate(text, "%/year")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("50000", "50000.00"),
        ("50,000", "50000.00"),
        ("50，000.5", "50000.50"),
        ("５００００", "50000.00"),
        ("¥50000", "50000.00"),
        ("￥50,000.00", "50000.00"),
        ("¥ 50 000", "50000.00"),
        ("50000元", "50000.00"),
        ("人民币5万元", "50000.00"),
        ("人民币 50,000.00 元整", "50000.00"),
        ("RMB50000", "50000.00"),
        ("cny 50000", "50000.00"),
        ("50000人民币", "50000.00"),
        ("5万", "50000.00"),
        ("1.5万", "15000.00"),
        ("5,0000", "50000.00"),
        ("1.2345万", "12345.00"),
        ("3千", "3000.00"),
        ("1.23亿", "123000000.00"),
        ("0.000001万", "0.01"),
        ("1.50000", "1.50"),
        ("0", "0.00"),
        ("  8.8\t", "8.80"),
        ("8。8", "8.80"),
        ("999999999999999.99", "999999999999999.99"),
    ],
)
def test_money(text: str, amount: str) -> None:
    assert yuan(read_money(text)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "元",
        "五万",
        "-5",
        "+5",
        "1.001",
        "0.0000001万",
        "5,00",
        "5,000,00",
        "5..0",
        "5.",
        ".5",
        "1e5",
        "5元3",
        "5元3角",
        "5人民币0",
        "50,000¹",
        "5²",
        "①",
        "½",
        "١٢٣",
        "$50",
        "5万万",
        "约5万",
        "NaN",
        "1000000000000000",
        "9" * 5000,
    ],
)
def test_money_refused(text: str) -> None:
    assert refuses(read_money, text)


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-01",
        "2025-3-1",
        "2025.3.1",
        "2025/3/1",
        "2025。3。1",
        "2025年3月1日",
        "2025年03月01号",
        "2025 年 3 月 1 日",
        "２０２５年３月１日",
        "２０２５－３－１",
        "20250301",
        " 2025-03-01\n",
        "今天",
        "today",
        "Today",
    ],
)
def test_dates(text: str) -> None:
    assert _read_date(text) == TODAY


def test_days_around_today() -> None:
    assert str(_read_date("昨天")) == "2025-02-28"
    assert str(_read_date("tomorrow")) == "2025-03-02"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025-02-29",
        "2025-13-01",
        "2025年2月30日",
        "20250230",
        "2025-W01-1",
        "2025-060",
        "25-3-1",
        "1899-12-31",
        "2200-1-1",
        "3月1日",
        "2025-3",
        "2025-3-1 10:00",
        "01/03/2025",
        "后天",
        "٢٠٢٥-٣-١",
        "2025-3-1¹",
    ],
)
def test_dates_refused(text: str) -> None:
    assert refuses(_read_date, text)


@pytest.mark.parametrize(
    ("text", "unit", "rate"),
    [
        ("18", "%/year", "18%/year"),
        ("1.5", "%/month", "1.5%/month"),
        ("5", "‱/day", "0.05%/day"),
        ("5", "‰/month", "0.5%/month"),
        ("18%", "%/year", "18%/year"),
        ("18%", "‱/day", "18%/day"),
        ("18％", "%/year", "18%/year"),
        ("5‰", "%/month", "0.5%/month"),
        ("14.4%/year", "%/day", "14.4%/year"),
        ("日万分之五", "%/year", "0.05%/day"),
        ("月 1.2 %", "%/year", "1.2%/month"),
        ("１８", "%/year", "18%/year"),
        ("14。4", "%/year", "14.4%/year"),
    ],
)
def test_rates(text: str, unit: str, rate: str) -> None:
    assert str(read_rate(text, unit)) == rate


@pytest.mark.parametrize(
    "text", ["", "%", "-5", "+5", "1e2", "18percent", "万分之五", "18%%", "5²", "١٨", "1,8"]
)
def test_rates_refused(text: str) -> None:
    assert refuses(_read_rate, text)


@pytest.mark.parametrize(
    ("text", "percent"),
    [("50", "50%"), ("50%", "50%"), ("50 ％", "50%"), ("0", "0%"), ("33.5", "33.5%")],
)
def test_percents(text: str, percent: str) -> None:
    assert str(read_percent(text)) == percent


@pytest.mark.parametrize("text", ["", "%", "50%%", "-5", "五十", "5²", "50/year", "50‰"])
def test_percents_refused(text: str) -> None:
    assert refuses(read_percent, text)


@pytest.mark.parametrize(
    ("text", "cleaned"), [("　５０。５　", "50.5"), ("－１，０", "-1,0"), ("x" * 999, "")]
)
def test_plain_text(text: str, cleaned: str) -> None:
    assert plain(text) == cleaned


@pytest.mark.parametrize("read", [read_money, _read_date, _read_rate, read_percent])
def test_a_hostile_paste_is_refused_at_once(read: Callable[[str], object]) -> None:
    # Normalising such marks takes time by the square of their number.
    assert refuses(read, "5" + "\u0301\u0316" * 500_000)


# Anything at all

_PIECES = st.sampled_from(
    [*"0123456789.,，。-/%‰‱¥元万亿千年月日号分之百十点 五", "RMB", "/day", "今天"]
)
anything = st.text() | st.lists(_PIECES, max_size=12).map("".join)
free = settings(max_examples=300, deadline=None)


@free
@given(anything)
@example("\ud800")
@example("\x00")
@example("9" * 59 + "亿")
@example("ﷺ" * 60)
def test_any_text_is_money_or_refused(text: str) -> None:
    assert refuses(read_money, text) or 0 <= read_money(text) <= MAX_FEN


@free
@given(anything)
@example("\ud800")
@example("00000000")
@example("99999999")
def test_any_text_is_a_date_or_refused(text: str) -> None:
    assert refuses(_read_date, text) or 1900 <= _read_date(text).year <= 2199


@free
@given(anything, st.sampled_from(["%/year", "‰/month", "‱/day"]))
@example("\ud800", "%/year")
@example("日万分之", "%/year")
def test_any_text_is_a_rate_or_refused(text: str, unit: str) -> None:
    assert (
        refuses(lambda given: read_rate(given, unit), text)
        or read_rate(text, unit).value.digits >= 0
    )


@free
@given(anything)
@example("\ud800")
def test_any_text_is_a_percentage_or_refused(text: str) -> None:
    assert refuses(read_percent, text) or read_percent(text).digits >= 0
