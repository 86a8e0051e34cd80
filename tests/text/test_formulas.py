"""A formula, evaluated exactly, gives the amount of its line."""

import random
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from tests.helpers.builders import (
    a_case,
    a_rulebook,
    conventions,
    counting,
    paid,
    penalty_rate,
    statement_of,
)
from tests.helpers.random_cases import random_case

from faxi.engine.calculate import calculate
from faxi.engine.case import Case, Rounding
from faxi.engine.daycount import DayCount
from faxi.engine.money import rounder
from faxi.engine.rates import Period
from faxi.engine.statement import Statement
from faxi.store.case_file import read_case
from faxi.text.formulas import formulas
from faxi.text.words import Language, words_of

RULEBOOK = a_rulebook()
_NUMBER = re.compile(r"([\d,]+(?:\.\d+)?)(%?)")


def _evaluated(formula: str, earlier: Fraction, to_fen: Callable[[Fraction], Fraction]) -> Fraction:
    """Return the value of a formula in yuan.

    Args:
        formula: As printed.
        earlier: What the earlier lines came to, in yuan.
        to_fen: Rounds an amount in yuan to the fen.
    """
    text = formula.replace("earlier lines", "earlier")
    for sign, operator in {"×": "*", "÷": "/", "−": "-"}.items():
        text = text.replace(sign, operator)
    text = _NUMBER.sub(lambda m: f"F('{m[1].replace(',', '')}'){'/100' if m[2] else ''}", text)
    names = {"F": Fraction, "earlier": earlier, "round": to_fen, "__builtins__": {}}
    return Fraction(eval(text, names))


def _check(statement: Statement) -> None:
    """Compare every formula with the amount of its line."""
    chosen = statement.case.conventions
    earlier: Counter[tuple[int, int]] = Counter()

    def to_fen(yuan: Fraction) -> Fraction:
        fen = yuan * 100
        rounded = rounder(chosen.rounding_mode)(fen.numerator, fen.denominator)
        return Fraction(rounded, 100)

    written = formulas(statement, words_of(Language.EN))
    for line, formula in zip(statement.lines, written, strict=True):
        key = (line.instalment, line.component)
        before = Fraction(earlier[key], 100)
        exact = formula.removesuffix(" − earlier lines")
        value = _evaluated(exact, before, to_fen)
        if chosen.rounding is not Rounding.PER_DAY:
            value = to_fen(value)
        if chosen.rounding is Rounding.CUMULATIVE:
            assert formula == f"{exact} − earlier lines"
            value -= before
        assert value * 100 == line.amount, f"{formula} is not {line.amount} fen"
        earlier[key] += line.amount


@pytest.mark.parametrize("chunk", range(10))
def test_formulas_of_random_cases(chunk: int) -> None:
    for seed in range(chunk * 40, (chunk + 1) * 40):
        case, as_of = random_case(random.Random(f"formula {seed}"))
        _check(calculate(read_case(case), date.fromisoformat(as_of), RULEBOOK))


def test_random_cases_reach_every_form() -> None:
    seen = set()
    for seed in range(400):
        case, as_of = random_case(random.Random(f"formula {seed}"))
        statement = calculate(read_case(case), date.fromisoformat(as_of), RULEBOOK)
        chosen = statement.case.conventions
        seen |= {(chosen.day_count, chosen.rounding, line.rate.period) for line in statement.lines}
    refused = {(DayCount.THIRTY_E_360, Rounding.PER_DAY, period) for period in Period}
    refused |= {(DayCount.THIRTY_E_360, rounding, Period.DAY) for rounding in Rounding}
    every = {(d, r, p) for d in DayCount for r in Rounding for p in Period}
    assert seen == every - refused


@pytest.mark.parametrize(
    ("day_count", "rounding", "penalty", "formula"),
    [
        ("ACT/360", "per_line", "36%/year", "36,000.00 × 36% ÷ 360 × 10"),
        ("ACT/365", "per_line", "36%/year", "36,000.00 × 36% ÷ 365 × 10"),
        ("30E/360", "per_line", "36%/year", "36,000.00 × 36% ÷ 360 × 10"),
        ("ACT/360", "per_line", "5‱/day", "36,000.00 × 0.05% × 10"),
        ("ACT/360", "per_line", "3%/month", "36,000.00 × 3% × 12 ÷ 360 × 10"),
        ("ACT/ACT", "per_line", "36%/year", "36,000.00 × 36% × (10 ÷ 365 + 0 ÷ 366)"),
        ("ACT/360", "per_day", "36%/year", "round(36,000.00 × 36% ÷ 360) × 10"),
        ("ACT/360", "per_day", "5‱/day", "round(36,000.00 × 0.05%) × 10"),
        ("ACT/ACT", "per_day", "3%/month", "round(36,000.00 × 3% × 12 ÷ 365) × 10"),
        ("ACT/360", "cumulative", "36%/year", "36,000.00 × 36% ÷ 360 × 10 − earlier lines"),
    ],
)
def test_the_written_form(day_count: str, rounding: str, penalty: str, formula: str) -> None:
    chosen = conventions(day_count=DayCount(day_count), rounding=Rounding(rounding))
    assert _formulas(a_case(penalty=penalty, conventions=chosen)) == [formula]


def _formulas(case: Case, as_of: str = "2025-06-11") -> list[str]:
    return formulas(statement_of(case, as_of), words_of(Language.EN))


def test_a_day_of_each_year_is_rounded_apart() -> None:
    chosen = conventions(day_count=DayCount.ACT_ACT, rounding=Rounding.PER_DAY)
    assert _formulas(a_case(due="2023-12-30", conventions=chosen), "2024-01-03") == [
        "round(36,000.00 × 36% ÷ 365) × 2 + round(36,000.00 × 36% ÷ 366) × 2"
    ]


def test_a_cumulative_formula_names_every_base_once() -> None:
    case = a_case(
        paid("2025-06-06", "0.01"),
        penalty_rate("2025-06-08", "18%/year"),
    )
    assert _formulas(counting(case, rounding=Rounding.CUMULATIVE)) == [
        "36,000.00 × 36% ÷ 360 × 5 − earlier lines",
        "36,000.00 × 36% ÷ 360 × 7 − earlier lines",
        "36,000.00 × 36% ÷ 360 × 7 + 36,000.00 × 18% ÷ 360 × 3 − earlier lines",
    ]
