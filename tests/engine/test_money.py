"""Money: reading, printing and the four ways to round."""

import pytest
from tests.helpers.builders import refuses

from faxi.engine.money import MAX_FEN, RoundingMode, money_text, parse_money, rounder


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("50000.00", 5_000_000),
        ("50000", 5_000_000),
        ("0.1", 10),
        ("0.01", 1),
        ("0", 0),
        ("007.5", 750),
        ("999999999999999.99", MAX_FEN),
    ],
)
def test_money_is_read_as_fen(text: str, fen: int) -> None:
    assert parse_money(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "5000.00 ",
        " 5000.00",
        "5000.00\n",
        "5,000.00",
        "5_000",
        "0.001",
        "1.",
        ".5",
        "+5",
        "-5",
        "-0",
        "1e3",
        "0x10",
        "NaN",
        "Infinity",
        "¥5",
        "١٢٣",
        "５０００",
        "5²",
        "1000000000000000",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    assert refuses(parse_money, text)


@pytest.mark.parametrize(
    ("fen", "text"),
    [(0, "0.00"), (1, "0.01"), (100, "1.00"), (-1, "-0.01"), (-150, "-1.50")],
)
def test_money_is_printed_with_two_decimals(fen: int, text: str) -> None:
    assert money_text(fen) == text


@pytest.mark.parametrize(
    ("mode", "rounded"),
    [
        # Of 0, 0.2, 0.5, 0.8, 1, 1.5 and 2.5 fen.
        (RoundingMode.HALF_UP, [0, 0, 1, 1, 1, 2, 3]),
        (RoundingMode.HALF_EVEN, [0, 0, 0, 1, 1, 2, 2]),
        (RoundingMode.DOWN, [0, 0, 0, 0, 1, 1, 2]),
        (RoundingMode.UP, [0, 1, 1, 1, 1, 2, 3]),
    ],
)
def test_rounding_modes(mode: RoundingMode, rounded: list[int]) -> None:
    tenths = (0, 2, 5, 8, 10, 15, 25)
    assert [rounder(mode)(tenth, 10) for tenth in tenths] == rounded


@pytest.mark.parametrize("mode", RoundingMode)
def test_rounding_a_whole_amount_changes_nothing(mode: RoundingMode) -> None:
    assert rounder(mode)(3 * 10**30, 10**30) == 3


def test_rounding_sees_the_smallest_remainder() -> None:
    huge = 10**40
    assert rounder(RoundingMode.UP)(huge + 1, huge) == 2
    assert rounder(RoundingMode.HALF_UP)(huge // 2 - 1, huge) == 0
    assert rounder(RoundingMode.HALF_EVEN)(huge // 2 + 1, huge) == 1
