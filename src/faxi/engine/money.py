"""Money as whole fen (``int``), and the four ways to round an exact ratio to it."""

import re
from collections.abc import Callable
from enum import StrEnum

Fen = int  # A hundredth of a yuan; every amount in the engine is a whole number of these.

MAX_FEN = 10**17 - 1  # 999 million million yuan: more than any debt, small enough to print
_MONEY = re.compile(r"(\d{1,15})(?:\.(\d{1,2}))?")


class RoundingMode(StrEnum):
    """How an exact amount becomes whole fen."""

    HALF_UP = "half_up"  # 四舍五入
    HALF_EVEN = "half_even"  # 银行家舍入
    DOWN = "down"  # 舍去
    UP = "up"  # 进位


def _half_up(numerator: int, denominator: int) -> Fen:
    return (2 * numerator + denominator) // (2 * denominator)


def _half_even(numerator: int, denominator: int) -> Fen:
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest > denominator or (2 * rest == denominator and whole % 2))


def _down(numerator: int, denominator: int) -> Fen:
    return numerator // denominator


def _up(numerator: int, denominator: int) -> Fen:
    return -(-numerator // denominator)


_ROUNDERS: dict[RoundingMode, Callable[[int, int], Fen]] = {
    RoundingMode.HALF_UP: _half_up,
    RoundingMode.HALF_EVEN: _half_even,
    RoundingMode.DOWN: _down,
    RoundingMode.UP: _up,
}


def rounder(mode: RoundingMode) -> Callable[[int, int], Fen]:
    """Return the function that rounds ``numerator / denominator`` fen, both non-negative."""
    return _ROUNDERS[mode]


def parse_money(text: str) -> Fen:
    """Return the fen of an amount written in yuan, such as ``"50000.00"``.

    Raises:
        ValueError: Anything but digits with at most two decimals.
    """
    match = _MONEY.fullmatch(text)
    if match is None or not text.isascii():
        raise ValueError(text)
    whole, decimals = match.groups()
    return int(whole) * 100 + int((decimals or "").ljust(2, "0"))


def money_text(fen: Fen) -> str:
    """Return an amount in yuan with two decimals and no grouping; ``parse_money`` reads it back."""
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), 100)
    return f"{sign}{whole}.{rest:02d}"
