"""The annual cost: published and independent figures, and cash flows that have none."""

import time
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import numpy_financial
import pytest
import QuantLib as ql  # noqa: N813
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.helpers.vectors import published

from faxi.engine.annual_cost import annual_cost, cost_of_flows, cost_of_schedule, dated_flows
from faxi.engine.money import parse_money as yuan
from faxi.engine.powers import power
from faxi.engine.problems import CaseError
from faxi.engine.rates import parse_rate
from faxi.engine.schedule import InterestBasis, Method, Terms, make_schedule, own_schedule

TERMS = Terms(yuan("600000"), parse_rate("5.537%/year"), 240, date(2026, 1, 10))
TINY = Fraction(1, 10**12)


def refused(flows: list[tuple[int, int]]) -> str:
    with pytest.raises(CaseError) as caught:
        annual_cost(flows, Fraction(12))
    (problem,) = caught.value.problems
    return problem.code


def test_published_rate_of_return() -> None:
    given, expected = published("NP-05")
    cost = annual_cost(list(enumerate(given["cf"])), Fraction(1))
    assert round(cost.unit_rate, 5) == Fraction(expected["irr"])
    assert abs(cost.effective - cost.nominal) < TINY  # one period a year


def test_published_cost_of_five_days() -> None:
    given, expected = published("UK-FS-10")
    start = date(2024, 1, 1)
    flows = [(start, yuan(given["advance"]))]
    flows += [(start + timedelta(days=given["days"]), -yuan(given["repay"]))]
    cost = cost_of_flows(flows)
    assert round(cost.effective * 100, 3) == Fraction(expected["apr_pct"])


def test_a_loan_without_fees_costs_its_rate() -> None:
    cost = cost_of_schedule(make_schedule(TERMS))
    # Rounding the instalments to the fen is all that keeps the two apart.
    assert round(cost.nominal, 7) == Fraction("0.0553700")
    assert round(cost.effective, 6) == Fraction("0.056797")
    single = Terms(
        yuan("10000"), parse_rate("12%/year"), 6, date(2026, 1, 10), Method.SINGLE_REPAYMENT
    )
    of_half_a_year = cost_of_schedule(make_schedule(single))
    assert abs(of_half_a_year.nominal - Fraction(12, 100)) < TINY
    assert abs(of_half_a_year.effective - Fraction(1236, 10000)) < TINY
    quarterly = Terms(
        yuan("10000"),
        parse_rate("12%/year"),
        8,
        date(2026, 1, 10),
        Method.INTEREST_FIRST,
        every_months=3,
    )
    cost = cost_of_schedule(make_schedule(quarterly))
    assert abs(cost.nominal - Fraction(12, 100)) < TINY
    assert abs(cost.effective - (Fraction(103, 100) ** 4 - 1)) < TINY


def test_flat_fees_cost_nearly_twice_what_they_say() -> None:
    flat = Terms(yuan("12000"), parse_rate("0.6%/month"), 12, date(2026, 1, 10), Method.FLAT_FEE)
    cost = cost_of_schedule(make_schedule(flat))
    rate = numpy_financial.rate(12, -1072.0, 12000.0, 0)
    assert float(cost.unit_rate) == pytest.approx(rate, abs=1e-9)
    assert round(cost.nominal, 4) == Fraction("0.1303")


@pytest.mark.parametrize("upfront", ["0", "15000"])
def test_against_numpy_financial(upfront: str) -> None:
    made = make_schedule(
        Terms(**{**_fields(TERMS), "upfront_fee": yuan(upfront), "fee": yuan("30")})
    )
    flows = [made.received, *(-row.payment for row in made.rows)]
    assert float(cost_of_schedule(made).unit_rate) == pytest.approx(
        numpy_financial.irr([-amount for amount in flows]), abs=1e-10
    )


def test_against_quantlib_by_days() -> None:
    made = make_schedule(
        Terms(**{**_fields(TERMS), "interest_basis": InterestBasis.DAYS, "fee": yuan("30")})
    )
    cost = cost_of_schedule(made)
    (start, received), *paid = dated_flows(made)
    leg = [
        ql.SimpleCashFlow(-amount / 100, ql.Date(day.day, day.month, day.year))
        for day, amount in paid
    ]
    first = ql.Date(start.day, start.month, start.year)
    rate = ql.InterestRate(float(cost.effective), ql.Actual365Fixed(), ql.Compounded, ql.Annual)
    assert ql.CashFlows.npv(leg, rate, False, first, first) == pytest.approx(
        received / 100, abs=1e-6
    )


def test_odd_periods_count_days() -> None:
    odd = make_schedule(Terms(**{**_fields(TERMS), "drawdown_date": date(2025, 12, 3)}))
    assert cost_of_schedule(odd).is_by_days
    by_days = make_schedule(Terms(**{**_fields(TERMS), "interest_basis": InterestBasis.EFFECTIVE}))
    cost = cost_of_schedule(by_days)
    assert round(cost.effective, 7) == Fraction("0.05537")
    assert abs(1 + cost.effective - (1 + cost.nominal / 12) ** 12) < TINY


def test_dates_whole_months_apart_are_counted_as_such() -> None:
    given, expected = published("NP-05")
    yearly = [(date(2024 + n, 2, 29 if n % 4 == 0 else 28), a) for n, a in enumerate(given["cf"])]
    cost = cost_of_flows(yearly)
    assert round(cost.effective, 5) == Fraction(expected["irr"])
    assert cost.units_per_year == 1
    assert cost_of_flows(yearly, by_days=True).is_by_days
    own = own_schedule(
        date(2025, 1, 31),
        [(date(2025, 2, 28), yuan("50"), yuan("1"), 0), (date(2025, 3, 31), yuan("50"), 50, 0)],
    )
    assert abs(cost_of_schedule(own).nominal - Fraction(12, 100)) < TINY
    assert cost_of_flows([(date(2025, 1, 30), 100), (date(2025, 2, 27), -101)]).is_by_days


def test_rates_far_from_usual_ones() -> None:
    start = date(2025, 1, 1)
    week = cost_of_flows([(start, yuan("700")), (start + timedelta(days=7), -yuan("1000"))])
    exact = power(Fraction(10, 7), Fraction(365, 7))
    assert abs((1 + week.effective) / exact - 1) < TINY
    lost = annual_cost([(0, 10000), (1, -100)], Fraction(12))
    assert lost.unit_rate == pytest.approx(-0.99)


@pytest.mark.parametrize(
    ("flows", "code"),
    [
        ([], "cost_one_direction"),
        ([(0, 100), (1, 50)], "cost_one_direction"),
        ([(0, 100), (0, -100)], "cost_one_direction"),
        ([(0, -1000), (1, 2300), (2, -1320)], "cost_several_rates"),  # 10 % and 20 %
        ([(0, -1000), (1, 2000), (2, -1000)], "cost_several_rates"),  # 0 % twice
        ([(0, 100), (1, -230), (2, 133)], "cost_no_rate"),
    ],
)
def test_cash_flows_without_one_rate(flows: list[tuple[int, int]], code: str) -> None:
    assert refused(flows) == code


def test_several_changes_of_direction_with_one_rate() -> None:
    # Drawn twice, repaid in between: the signs change three times and one rate is right.
    flows = [(0, 10000), (3, -4000), (4, 5000), (10, -11400)]
    cost = annual_cost(flows, Fraction(12))
    worth = sum((a / (1 + cost.unit_rate) ** when for when, a in flows), Fraction(0))
    assert abs(worth) < TINY
    assert annual_cost([(0, 100), (1, -100)], Fraction(12)).unit_rate == pytest.approx(0, abs=1e-20)
    several = [(0, 100), (1, -150), (2, 100), (3, -50)]  # nothing but 0 %
    assert annual_cost(several, Fraction(1)).unit_rate == pytest.approx(0, abs=1e-20)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=2, max_size=7))
def test_a_rate_is_found_only_where_there_is_just_one(amounts: list[int]) -> None:
    """Numpy's independent solver finds as many discount factors as were claimed."""
    flows = list(enumerate(amounts))
    roots = [root for root in np.roots(amounts[::-1]) if root.real > 1e-9]
    near = [root for root in roots if 0 < abs(root.imag) < 1e-3]
    real = sorted(root.real for root in roots if root.imag == 0)
    assume(not near and all(b - a > 1e-4 for a, b in pairwise(real)))
    if len({amount > 0 for amount in amounts if amount}) < 2:
        assert refused(flows) == "cost_one_direction"
    elif len(real) == 1:
        cost = annual_cost(flows, Fraction(1))
        assert float(cost.unit_rate) == pytest.approx(1 / real[0] - 1, rel=1e-6, abs=1e-9)
    else:
        assert refused(flows) == ("cost_several_rates" if real else "cost_no_rate")


def test_a_long_wild_cash_flow_is_answered_soon() -> None:
    wild = [
        (number * 30 + number % 7, (-1) ** number * (number * 7919 % 1000 + 1))
        for number in range(200)
    ]
    begun = time.process_time()
    assert refused(wild) == "cost_several_rates"
    assert time.process_time() - begun < 10


def _fields(terms: Terms) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in terms.__slots__}
