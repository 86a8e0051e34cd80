"""Capital numerals: published examples, and reading back what was written."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faxi.engine.money import MAX_FEN, parse_money
from faxi.text.capital import capital_numerals

VECTORS = Path(__file__).parents[1] / "cases" / "other_published.json"
PUBLISHED = [
    (entry["inputs"]["amount"], entry["expected"]["text"])
    for entry in json.loads(VECTORS.read_text(encoding="utf-8"))
    if entry["topic"] == "uppercase"
]


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        *PUBLISHED,
        ("0.00", "零元整"),
        ("0.01", "零元零壹分"),
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("10001.00", "壹万零壹元整"),
        ("100000000.00", "壹亿元整"),
        ("100000001.00", "壹亿零壹元整"),
        ("100010000.00", "壹亿零壹万元整"),
        ("110000000.00", "壹亿壹仟万元整"),
        ("1000000000000.00", "壹万亿元整"),
        ("1000100000000.00", "壹万零壹亿元整"),
        ("1000000010000.00", "壹万亿零壹万元整"),
        ("68960.00", "陆万捌仟玖佰陆拾元整"),
    ],
)
def test_amounts_are_written_as_published(amount: str, text: str) -> None:
    assert capital_numerals(parse_money(amount)) == text


def test_a_negative_amount_says_so() -> None:
    assert capital_numerals(-100_05) == "负壹佰元零伍分"


def read_back(text: str) -> int:
    """Return the fen of capital numerals, read digit by digit."""
    digits = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
    places = {"拾": 10, "佰": 100, "仟": 1000}
    total = group = digit = 0
    yuan, _, rest = text.removesuffix("整").partition("元")
    for character in yuan:
        if character in digits:
            digit = digits[character]
            continue
        group += digit * places.get(character, 1)
        digit = 0
        if character == "万":
            total, group = total + group * 10_000, 0
        elif character == "亿":
            total, group = (total + group) * 10**8, 0
        elif character not in places:
            raise AssertionError(character)
        if character in places:
            continue
        group = 0
    total += group + digit
    fen = 0
    for character in rest:
        if character in digits:
            digit = digits[character]
        else:
            fen += digit * {"角": 10, "分": 1}[character]
    return total * 100 + fen


@given(st.integers(0, MAX_FEN) | st.integers(0, 10**7))
def test_what_is_written_reads_back(amount: int) -> None:
    text = capital_numerals(amount)
    assert read_back(text) == amount
    assert "零零" not in text
    assert not text.startswith("零") or amount < 100
