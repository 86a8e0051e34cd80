"""Rates and percentages: every accepted form, nothing guessed, nothing lost."""

import pytest
from tests.helpers.builders import refuses

from faxi.engine.rates import Percent, Period, Rate, decimal_text, parse_percent, parse_rate


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("14.4%/year", "14.4%/year"),
        ("1.2%/month", "1.2%/month"),
        ("0.05%/day", "0.05%/day"),
        ("5‰/month", "0.5%/month"),
        ("5‱/day", "0.05%/day"),
        ("14.40%/year", "14.4%/year"),
        ("100%/year", "100%/year"),
        ("0%/day", "0%/day"),
        ("14.4%/年", "14.4%/year"),
        ("0.05%/天", "0.05%/day"),
        ("年14.4%", "14.4%/year"),
        ("月1.2%", "1.2%/month"),
        ("日0.05%", "0.05%/day"),
        ("年利率14.4%", "14.4%/year"),
        ("月息2%", "2%/month"),
        ("日万分之五", "0.05%/day"),
        ("日万分之5", "0.05%/day"),
        ("日利率万分之五", "0.05%/day"),
        ("月千分之五", "0.5%/month"),
        ("年百分之十四点四", "14.4%/year"),
        ("１４．４％／year", "14.4%/year"),
        ("年１４．４％", "14.4%/year"),
        ("  14.4 % / year  ", "14.4%/year"),
    ],
)
def test_accepted_forms(text: str, printed: str) -> None:
    assert str(parse_rate(text)) == printed


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("零", "0"),
        ("两", "2"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("二十四", "24"),
        ("百", "100"),
        ("一百", "100"),
        ("一百零五", "105"),
        ("一百二十", "120"),
        ("三百六十五", "365"),
        ("零点五", "0.5"),
        ("十五点四", "15.4"),
        ("二点〇五", "2.05"),
    ],
)
def test_chinese_numerals(numeral: str, number: str) -> None:
    assert parse_rate(f"年百分之{numeral}") == parse_rate(f"{number}%/year")


@pytest.mark.parametrize(
    "numeral",
    [
        "",
        "五五",
        "二四",
        "一二三",
        "十百",
        "百百",
        "二百五",
        "零五",
        "点五",
        "五点",
        "五点十",
        "千",
    ],
)
def test_numerals_that_do_not_say_one_number_are_refused(numeral: str) -> None:
    assert refuses(parse_rate, f"日万分之{numeral}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14.4",
        "14.4%",
        "0.144",
        "/year",
        "%/year",
        "-1%/year",
        "+1%/year",
        "1e3%/year",
        "NaN%/year",
        "14,4%/year",
        "14.4%/Year",
        "14.4%/week",
        "14.4%/year/day",
        ".5%/year",
        "5.%/year",
        "1234567890%/year",
        "0.1234567890123%/year",
        "١٤%/year",
        "14.4%¹/year",
        "5²%/year",
        "①%/year",
        "½%/year",
        "年化14.4%",
        "万分之五",
        "日五",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    assert refuses(parse_rate, text)


@pytest.mark.parametrize("text", ["50", "50 percent", "-5%", "5%%", "", "١%", "5‰", "50%/year"])
def test_percentages_need_their_sign(text: str) -> None:
    assert refuses(parse_percent, text)


def test_sixty_characters_are_enough() -> None:
    assert str(parse_rate("14.4%" + " " * 50 + "/year")) == "14.4%/year"
    assert refuses(parse_rate, "14.4%" + " " * 51 + "/year")


def test_a_long_text_is_refused_at_once() -> None:
    # Normalising such marks takes time by the square of their number.
    assert refuses(parse_rate, "a" + "\u0301\u0316" * 500_000)


@pytest.mark.parametrize(
    ("rate", "surcharge", "raised"),
    [
        ("14.4%/year", "50%", "21.6%/year"),
        ("1.2%/month", "30%", "1.56%/month"),
        ("0.05%/day", "0%", "0.05%/day"),
        ("12%/year", "33.333%", "15.99996%/year"),
        ("0%/year", "100%", "0%/year"),
    ],
)
def test_a_surcharge_keeps_the_period(rate: str, surcharge: str, raised: str) -> None:
    assert str(parse_rate(rate).with_surcharge(parse_percent(surcharge))) == raised


@pytest.mark.parametrize(
    ("text", "is_too_high"),
    [
        ("1000%/year", False),
        ("1000.000000000001%/year", True),
        ("83.33%/month", False),
        ("83.34%/month", True),
        ("2.73%/day", False),
        ("2.74%/day", True),
    ],
)
def test_the_limit_is_a_thousand_percent_a_year(text: str, is_too_high: bool) -> None:
    assert parse_rate(text).exceeds_limit() is is_too_high


def test_rates_of_equal_value_and_period_are_equal() -> None:
    assert parse_rate("5‱/day") == parse_rate("日万分之五") == parse_rate("0.050%/day")
    assert parse_rate("12%/year") != parse_rate("1%/month")


def test_what_could_not_be_printed_and_read_again_is_refused() -> None:
    assert str(parse_rate("0.1234567891‱/day")) == "0.001234567891%/day"
    assert refuses(parse_rate, "0.12345678912‱/day")


def test_trailing_zeros_are_no_part_of_a_value() -> None:
    assert Percent.of(5000, 4) == Percent.of(50, 2) == parse_percent("50%")
    assert Percent.of(0, 9) == Percent(0, 0)
    assert hash(Rate(Percent.of(10, 3), Period.DAY)) == hash(Rate(Percent.of(1, 2), Period.DAY))


@pytest.mark.parametrize(
    ("digits", "scale", "text"),
    [(5, 0, "5"), (5, -2, "500"), (5, 3, "0.005"), (1500, 2, "15"), (0, 4, "0")],
)
def test_decimals_are_printed_plainly(digits: int, scale: int, text: str) -> None:
    assert decimal_text(digits, scale) == text
