"""The working of schedules and costs: formulas that give the figures they stand beside."""

import re
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from tests.engine.test_schedule import any_terms, terms

from faxi.engine.annual_cost import annual_cost, cost_of_schedule
from faxi.engine.money import money_text, rounder
from faxi.engine.powers import power
from faxi.engine.schedule import FirstPeriod, InterestBasis, Terms, make_schedule
from faxi.text.faces import share_text
from faxi.text.loan_words import cost_steps, interest_formula, schedule_steps
from faxi.text.words import Language, words_of


class Exact:
    """Evaluates a formula with exact numbers."""

    def __init__(self, value: Fraction) -> None:
        self.value = value

    def __mul__(self, other: "Exact") -> "Exact":
        return Exact(self.value * other.value)

    def __truediv__(self, other: "Exact") -> "Exact":
        return Exact(self.value / other.value)

    def __add__(self, other: "Exact") -> "Exact":
        return Exact(self.value + other.value)

    def __sub__(self, other: "Exact") -> "Exact":
        return Exact(self.value - other.value)

    def __pow__(self, other: "Exact") -> "Exact":
        return Exact(power(self.value, other.value))


def evaluated(formula: str) -> Fraction:
    text = formula.replace(",", "").replace("−", "-").replace("×", "*").replace("÷", "/")
    text = text.replace("^", "**")
    text = re.sub(r"(\d+(?:\.\d+)?)%", r"(Exact(Fraction('\1'))/Exact(Fraction(100)))", text)
    text = re.sub(r"(?<![\w'(.])(\d+(?:\.\d+)?)(?!['\d.])", r"Exact(Fraction('\1'))", text)
    text = re.sub(r"\((\d+(?:\.\d+)?) ", r"(Exact(Fraction('\1')) ", text)
    scope: dict[str, Any] = {"Exact": Exact, "Fraction": Fraction}
    value: Fraction = eval(text, scope).value
    return value


@settings(max_examples=60, deadline=None)
@given(any_terms())
def test_the_formula_of_every_instalment_gives_its_interest(loan: Terms) -> None:
    made = make_schedule(loan)
    for index in (0, len(made.rows) // 2, len(made.rows) - 1):
        exact = evaluated(interest_formula(made, index)) * 100
        rounded = rounder(loan.rounding_mode)(exact.numerator, exact.denominator)
        assert rounded == made.rows[index].interest


def test_the_formula_of_an_equal_instalment_gives_it() -> None:
    for loan in (terms(), terms("12000", "1%/month", 12), terms(every_months=3, periods=8)):
        made = make_schedule(loan)
        (_, step, _) = schedule_steps(made, words_of(Language.EN))
        formula, _, amount = (
            step.removeprefix("Each instalment: ").removesuffix(".").partition(" = ")
        )
        assert money_text(round(evaluated(formula) * 100)) == amount.removeprefix("CNY ").replace(
            ",", ""
        )


@pytest.mark.parametrize("language", Language)
def test_every_kind_of_schedule_and_cost_is_explained(language: Language) -> None:
    words = words_of(language)
    for loan in (
        terms(),
        terms(rate="0%/year"),
        terms(instalment=413990),
        terms(interest_basis=InterestBasis.EFFECTIVE),
        terms(drawdown_date=date(2025, 12, 3), first_period=FirstPeriod.SEPARATE),
    ):
        made = make_schedule(loan)
        steps = [*schedule_steps(made, words), *cost_steps(cost_of_schedule(made), words)]
        assert len(steps) == 7
        assert all("{" not in step for step in steps)


def test_shares_are_rounded_half_up_and_may_be_negative() -> None:
    assert share_text(Fraction(5, 100)) == "5%"
    assert share_text(Fraction(-1, 3), 4) == "-33.3333%"
    assert share_text(Fraction(123455, 10**7), 3) == "1.235%"
    assert share_text(Fraction(-1, 10**12)) == "0%"
    lost = annual_cost([(0, 100), (1, -50)], Fraction(12))
    assert list(cost_steps(lost, words_of(Language.EN)))[-1] == "Without: 12 × -50% = -600%."
