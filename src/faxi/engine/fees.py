"""Court fees: cumulative tiers handed in as data, shares of a fee, and the amount behind a fee."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from faxi.engine.money import MAX_FEN, Fen, RoundingMode, rounder
from faxi.engine.rates import Percent

_round_half_up = rounder(RoundingMode.HALF_UP)


class FeeStep(NamedTuple):
    """One step of a fee schedule.

    Attributes:
        up_to: Last fen of the amount that belongs to the step; ``None`` for the last step.
        fixed: A sum due once for the step, however little of it is used.
        rate: What the part of the amount within the step bears.
    """

    up_to: Fen | None
    fixed: Fen = 0
    rate: Percent | None = None


@dataclass(frozen=True, slots=True)
class FeeSchedule:
    """Steps in ascending order, each on top of those before it.

    Attributes:
        maximum: What the fee never exceeds; ``None`` without a maximum.
    """

    steps: tuple[FeeStep, ...]
    maximum: Fen | None = None


def fee_of(amount: Fen, schedule: FeeSchedule) -> Fen:
    """Return the fee for an amount, rounded once, half up.

    Args:
        amount: Not negative. Zero bears the fixed sum of the first step, which is due per case.
    """
    exact = _exact_fee(amount, schedule)
    return _round_half_up(exact.numerator, exact.denominator)


def smallest_amount(fee: Fen, schedule: FeeSchedule) -> Fen | None:
    """Return the smallest amount whose fee is this before rounding, ``None`` if no amount has it.

    A fixed sum and the maximum are the fee of many amounts: of them, too, this is the smallest.
    Amounts a little smaller may have their fee rounded up to the same fen; they are passed over,
    so that the fee of a round amount leads back to it. Where no whole fen has exactly this fee,
    it is the next one.
    """
    amounts = range(MAX_FEN + 1)
    found = bisect_left(amounts, Fraction(fee), key=lambda amount: _exact_fee(amount, schedule))
    return found if found in amounts and fee_of(found, schedule) == fee else None


def _exact_fee(amount: Fen, schedule: FeeSchedule) -> Fraction:
    if amount < 0:
        raise ValueError(amount)
    exact, floor = Fraction(0), 0
    for step in schedule.steps:
        within = (amount if step.up_to is None else min(amount, step.up_to)) - floor
        exact += step.fixed
        if step.rate is not None:
            exact += Fraction(within * step.rate.digits, 10**step.rate.scale)
        if step.up_to is None or amount <= step.up_to:
            break
        floor = step.up_to
    return exact if schedule.maximum is None else min(exact, Fraction(schedule.maximum))


def reduced_fee(fee: Fen, shares: Iterable[Fraction]) -> Fen:
    """Return a fee reduced once to the lowest of the shares, rounded half up.

    A case heard in the simplified procedure that also ends by mediation has two grounds for half
    the fee, but it is halved once, not twice.
    """
    exact = fee * min(shares, default=Fraction(1))
    return _round_half_up(exact.numerator, exact.denominator)
