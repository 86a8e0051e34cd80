"""Powers with broken exponents, as exact ratios cut off far below any figure that is printed."""

from fractions import Fraction
from functools import lru_cache

_SCALE = 10**60  # what is cut off is sixty places behind the point


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """Return ``base ** exponent``, never above it and short of it by less than 10^-50 of it.

    Args:
        base: Positive; a growth factor, so not far from one.
    """
    root = _root(base, exponent.denominator)
    return shortened(root**exponent.numerator)


def shortened(value: Fraction) -> Fraction:
    """Return a positive value with its places cut off after the sixtieth that counts."""
    scale = _SCALE * max(1, value.denominator // value.numerator)
    return Fraction(value.numerator * scale // value.denominator, scale)


@lru_cache(maxsize=64)
def _root(base: Fraction, degree: int) -> Fraction:
    """Return the root of a degree, sought bit by bit among whole numbers."""
    if degree == 1:
        return base
    wanted = base.numerator * _SCALE**degree // base.denominator
    root = 0
    for bit in range(wanted.bit_length() // degree, -1, -1):
        if (root | 1 << bit) ** degree <= wanted:
            root |= 1 << bit
    return Fraction(root, _SCALE)
