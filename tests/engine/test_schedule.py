"""Schedules against published ones and independent libraries, and the laws they obey."""

from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy_financial
import pytest
import QuantLib as quantlib  # noqa: N813
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers.vectors import published

from faxi.engine.annual_cost import cost_of_schedule
from faxi.engine.daycount import DayCount
from faxi.engine.money import RoundingMode, money_text
from faxi.engine.money import parse_money as yuan
from faxi.engine.powers import power
from faxi.engine.problems import CaseError
from faxi.engine.rates import Percent, Period, parse_percent, parse_rate
from faxi.engine.schedule import (
    FirstPeriod,
    InterestBasis,
    Method,
    Schedule,
    Terms,
    earned_interest,
    growth,
    level_payment,
    make_schedule,
    own_schedule,
    yearly_rate,
)

MADE = [method for method in Method if method is not Method.OWN_ROWS]


def terms(
    amount: str = "600000", rate: str = "5.537%/year", periods: int = 240, **more: Any
) -> Terms:
    first_due = more.pop("first_due", date(2026, 1, 10))
    return Terms(yuan(amount), parse_rate(rate), periods, first_due, **more)


def column(schedule: Schedule, name: str) -> list[str]:
    return [money_text(getattr(row, name)) for row in schedule.rows]


def dates(schedule: Schedule) -> list[str]:
    return [row.due_date.isoformat() for row in schedule.rows]


# What others published


def test_a_payment_before_rounding() -> None:
    given, expected = published("NP-02")
    monthly = yearly_rate(parse_rate(f"{given['rate_pct']}%/year")) / 12
    payment = level_payment(yuan(given["principal"]), [monthly] * given["n"])
    assert round(payment / 100, 7) == Fraction(expected["pmt"])


def test_interest_parts_before_rounding() -> None:
    given, expected = published("NP-07")
    monthly = yearly_rate(parse_rate(f"{given['rate_pct']}%/year")) / 12
    balance, payment = yuan(given["principal"]), None
    payment = level_payment(balance, [monthly] * given["n"])
    left, found = Fraction(balance), []
    for _ in expected["ipmt"]:
        found.append(round(left * monthly / 100, 8))
        left -= payment - left * monthly
    assert found == [Fraction(part) for part in expected["ipmt"]]


def test_flat_interest_with_whole_yuan_of_principal() -> None:
    given, expected = published("FIN-RS01")
    rate, months = f"{given['rate_pct']}%/year", given["months"]
    made = make_schedule(
        terms(given["principal"], rate, months, method=Method.FLAT_FEE, unit=yuan("1"))
    )
    assert set(column(made, "interest")) == {expected["interest"]}
    assert {row.principal for row in made.rows[:-1]} == {yuan(expected["principal"])}
    assert made.rows[-1].principal == yuan(expected["last_principal"])
    assert made.interest == yuan(expected["total_interest"])


def test_growth_of_instalments_by_days() -> None:
    given, expected = published("FIN-PE03")
    by_days = terms(
        "100",
        f"{given['rate_pct']}%/year",
        6,
        first_due=date(2024, 2, 1),
        interest_basis=InterestBasis.DAYS,
        day_count=DayCount.ACT_365,
    )
    spans = pairwise([by_days.value_date, *by_days.due_dates])
    factors, grown = [growth(by_days, *span) for span in spans], Fraction(0)
    for factor, figure in zip(factors, expected["fn"], strict=True):
        grown = grown * (1 + factor) + 1
        assert abs(grown - Fraction(figure)) < Fraction(1, 10**9)


def test_equal_instalments_by_days() -> None:
    given, expected = published("FIN-PE04")
    made = make_schedule(
        terms(
            given["principal"],
            f"{given['rate_pct']}%/year",
            given["n"],
            first_due=date(2024, 2, 1),
            drawdown_date=date.fromisoformat(given["start"]),
            interest_basis=InterestBasis.DAYS,
            day_count=DayCount.ACT_365,
        )
    )
    assert column(made, "interest") == expected["interest"]
    assert column(made, "payment") == [expected["emi"]] * 5 + [expected["last"]]


def test_equal_instalments_by_month() -> None:
    given, expected = published("FIN-PE05")
    made = make_schedule(terms(given["principal"], f"{given['rate_pct']}%/year", given["n"]))
    assert column(made, "interest") == expected["interest"]
    assert column(made, "principal") == expected["principal"]
    assert set(column(made, "payment")) == {expected["emi"]}


def test_equal_instalments_of_what_is_left() -> None:
    given, expected = published("FIN-PE06")
    made = make_schedule(terms(given["balance"], f"{given['rate_pct']}%/year", given["n"]))
    assert column(made, "interest") == expected["interest"]
    assert column(made, "payment") == [expected["emi"]] * 3 + [expected["last"]]


@pytest.mark.parametrize("is_stated", [False, True])
def test_effective_rate_with_a_short_first_period(*, is_stated: bool) -> None:
    given, expected = published("MW-07")
    yearly = f"{Decimal(given['annual_effective']) * 100}%/year"
    made = make_schedule(
        terms(
            given["principal"],
            yearly,
            len(given["days"]),
            first_due=date(2026, 4, 20),
            drawdown_date=date.fromisoformat(given["start"]),
            interest_basis=InterestBasis.EFFECTIVE,
            instalment=yuan(given["payment"]) if is_stated else None,
        )
    )
    lengths = [row.due_date for row in made.rows]
    starts = [made.drawdown_date, *lengths]
    assert [(end - start).days for start, end in pairwise(starts)] == given["days"]
    for row, figure in zip(made.rows, expected["interest"], strict=True):
        assert abs(row.interest - round(Fraction(figure) * 100)) <= 2
    assert column(made, "payment")[0] == given["payment"]


def test_a_payment_before_the_first_due_date() -> None:
    given, expected = published("MW-04")
    loan, _ = published("MW-01")
    made = make_schedule(
        terms(
            loan["principal"],
            f"{loan['rate_pct']}%/year",
            len(loan["due"]),
            first_due=date.fromisoformat(loan["due"][0]),
            drawdown_date=date.fromisoformat(loan["disbursed"]),
            interest_basis=InterestBasis.EFFECTIVE,
        )
    )
    earned = earned_interest(made, date.fromisoformat(given["paid"]))
    principal = yuan(given["payment"]) - earned
    assert earned == yuan(expected["interest"])
    assert principal == yuan(expected["principal"])
    assert made.amount - principal == yuan(expected["balance"])
    assert made.rows[0].interest == yuan(published("MW-01")[1]["interest"])


def test_settling_a_loan_with_interest_rounded_down() -> None:
    given, expected = published("UK-FS-07")
    made = make_schedule(
        terms(
            given["principal"],
            "0.8%/day",
            4,
            first_due=date(2023, 12, 22),
            drawdown_date=date.fromisoformat(given["start"]),
            rounding_mode=RoundingMode.DOWN,
            instalment=yuan("100.53"),
        )
    )
    earned = earned_interest(made, date.fromisoformat(given["settle"]))
    left = made.rows[2].balance
    assert (left, earned) == (yuan(expected["principal"]), yuan(expected["interest"]))
    assert left + earned == yuan(expected["total"])


@pytest.mark.parametrize(
    ("identifier", "days", "month"), [("UK-FS-02", 28, 30), ("UK-FS-03", 28, 31)]
)
def test_rebate_for_settling_early(identifier: str, days: int, month: int) -> None:
    given, expected = published(identifier)
    part = Fraction(days, month)
    assert abs(part - Fraction(given["part_period"])) < Fraction(1, 10**6)
    # The published figure rounds the rate of a month to six decimals.
    monthly = round(power(1 + Fraction(given["apr_pct"]) / 100, Fraction(1, 12)) - 1, 6)
    settled = given["settled_after"] + part
    instalment, paid = yuan(given["instalment"]), range(1, given["settled_after"] + 1)
    flows = [(-settled / 12, yuan(given["principal"]))]
    flows += [((number - settled) / 12, -instalment) for number in paid]
    owed = sum(amount / power(1 + monthly, 12 * years) for years, amount in flows)
    rebate = (given["n"] - len(paid)) * instalment - owed
    assert money_text(round(rebate)) == expected["rebate"]


def test_month_ends_come_back_to_the_day_agreed() -> None:
    given, expected = published("CN-FC-15")
    first = date.fromisoformat(given["date"])
    made = make_schedule(terms(periods=4, first_due=first))
    assert dates(made)[given["add_months"]] == expected["date"]
    assert dates(made) == ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]
    assert made.drawdown_date == date(2023, 12, 31)
    # All four months count as whole ones, whatever their days.
    stated = terms(periods=4, first_due=first, drawdown_date=date(2023, 12, 31))
    assert made.rows == make_schedule(stated).rows


# References


def test_against_numpy_financial() -> None:
    made = make_schedule(terms())
    rate, count, amount = 0.05537 / 12, 240, 600000
    payment = -numpy_financial.pmt(rate, count, amount)
    assert made.rows[0].payment == round(payment * 100)
    for number in (1, 17, 120, 239):
        interest = -numpy_financial.ipmt(rate, number, count, amount)
        # Half a fen of each earlier payment is all that rounding can have moved.
        assert abs(made.rows[number - 1].interest - interest * 100) < 1 + number / 200
    assert (made.rows[0].interest, made.rows[-1].balance) == (yuan("2768.50"), 0)


def test_against_quantlib() -> None:
    tenor = quantlib.Period(20, quantlib.Years)
    notionals = quantlib.sinkingNotionals(tenor, quantlib.Monthly, 0.05537, 600000.0)
    balances = [row.balance / 100 for row in make_schedule(terms()).rows]
    # A payment rounded by up to half a fen grows to at most 2.2 yuan over 240 months.
    assert max(abs(a - b) for a, b in zip(balances, notionals[1:], strict=True)) < 2.2


# The other methods, worked by hand


def test_equal_principal() -> None:
    made = make_schedule(terms("10000", "12%/year", 3, method=Method.EQUAL_PRINCIPAL))
    assert column(made, "principal") == ["3333.33", "3333.33", "3333.34"]
    assert column(made, "interest") == ["100.00", "66.67", "33.33"]
    assert column(made, "payment") == ["3433.33", "3400.00", "3366.67"]
    assert column(made, "balance") == ["6666.67", "3333.34", "0.00"]


def test_interest_first_by_quarter() -> None:
    made = make_schedule(
        terms("10000", "12%/year", 2, method=Method.INTEREST_FIRST, every_months=3)
    )
    assert dates(made) == ["2026-01-10", "2026-04-10"]
    assert column(made, "payment") == ["300.00", "10300.00"]
    assert column(made, "balance") == ["10000.00", "0.00"]


def test_single_repayment_at_the_end_of_the_term() -> None:
    made = make_schedule(terms("10000", "1%/month", 12, method=Method.SINGLE_REPAYMENT))
    assert dates(made) == ["2026-12-10"]
    assert column(made, "payment") == ["11200.00"]
    by_days = replace(made.terms or terms(), rate=parse_rate("日万分之五"))
    assert column(make_schedule(by_days), "interest") == ["1825.00"]


def test_fees_of_each_period_and_up_front() -> None:
    made = make_schedule(
        terms(
            "12000",
            "0%/year",
            12,
            method=Method.FLAT_FEE,
            fee=yuan("5"),
            fee_rate=parse_percent("0.6%"),
            upfront_fee=yuan("240"),
        )
    )
    assert set(column(made, "payment")) == {"1077.00"}
    assert (made.fees, made.received) == (yuan("924"), yuan("11760"))


def test_a_first_period_of_odd_length() -> None:
    # One month and seven days: 600,000 × 5.537% × (1 ÷ 12 + 7 ÷ 360) = 3,414.483…
    longer = make_schedule(terms(drawdown_date=date(2025, 12, 3)))
    assert column(longer, "interest")[0] == "3414.48"
    shorter = make_schedule(terms(drawdown_date=date(2025, 12, 15)))
    assert column(shorter, "interest")[0] == "2399.37"  # 26 days
    for made in (longer, shorter):
        assert len({row.payment for row in made.rows[:-1]}) == 1


def test_an_odd_first_period_borne_by_the_first_instalment() -> None:
    usual = make_schedule(terms())
    odd: dict[str, Any] = {"drawdown_date": date(2025, 12, 3), "first_period": FirstPeriod.SEPARATE}
    made = make_schedule(terms(**odd))
    # As banks do it: all but the first interest, of a month and seven days, stays as it would be.
    assert [row.principal for row in made.rows] == [row.principal for row in usual.rows]
    assert column(made, "payment")[:2] == ["4785.85", "4139.87"]
    assert column(made, "interest")[0] == "3414.48"
    assert made.rows[1:] == usual.rows[1:]
    regular = terms(first_period=FirstPeriod.SEPARATE)
    assert make_schedule(regular).rows == usual.rows
    by_days = make_schedule(terms(interest_basis=InterestBasis.DAYS, **odd))
    assert by_days.principal == yuan("600000")
    assert column(by_days, "interest")[0] == "3506.77"  # 38 days of 360


def test_interest_earned_before_an_acceleration() -> None:
    made = make_schedule(terms("12000", "12%/year", 12, first_due=date(2025, 4, 1)))
    # 12,000 at 1 % a month, 14 of 360 days of 12 % after the due date of 1 March.
    assert earned_interest(made, date(2025, 3, 15)) == yuan("56.00")
    assert earned_interest(made, date(2025, 4, 1)) == 0
    assert earned_interest(made, date(2024, 1, 1)) == earned_interest(made, date(2027, 1, 1)) == 0
    own = own_schedule(date(2025, 3, 1), [(date(2025, 4, 1), yuan("100"), yuan("31"), 0)])
    assert earned_interest(own, date(2025, 3, 11)) == yuan("10.00")


# What cannot be made


def test_everything_wrong_is_told_together() -> None:
    wrong = replace(
        terms(),
        amount=0,
        periods=0,
        drawdown_date=date(2026, 1, 10),
        rate=parse_rate("0.05%/day"),
        interest_basis=InterestBasis.MONTH,
        day_count=DayCount.THIRTY_E_360,
        upfront_fee=1,
        instalment=5,
        method=Method.EQUAL_PRINCIPAL,
    )
    found = {(problem.where, problem.code) for problem in wrong.problems()}
    assert found == {
        ("amount", "amount_zero"),
        ("periods", "number_out_of_range"),
        ("drawdown_date", "drawdown_not_before"),
        ("interest_basis", "daily_rate_needs_days"),
        ("day_count", "daily_rate_needs_calendar_days"),
        ("upfront_fee", "fee_takes_all"),
        ("instalment", "instalment_needs_equal"),
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"first_due": date(2190, 1, 1)}, "schedule_too_long"),
        ({"every_months": 0}, "number_out_of_range"),
        ({"rate": parse_rate("1001%/year")}, "rate_too_high"),
        ({"method": Method.OWN_ROWS}, "schedule_rows_needed"),
        (
            {"rate": parse_rate("1%/month"), "interest_basis": InterestBasis.EFFECTIVE},
            "effective_needs_yearly_rate",
        ),
        ({"instalment": yuan("2768.50")}, "instalment_unfit"),  # the interest and nothing more
        ({"instalment": yuan("5000")}, "instalment_unfit"),  # repaid long before the last
    ],
)
def test_terms_that_are_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(CaseError) as caught:
        make_schedule(replace(terms(), **changes))
    assert [problem.code for problem in caught.value.problems] == [code]


def test_own_rows_need_principal_and_a_drawdown_before_them() -> None:
    row = (date(2026, 1, 10), yuan("100"), 0, 0)
    for drawdown, rows, code in (
        (date(2026, 1, 10), [row], "drawdown_not_before"),
        (date(2026, 1, 1), [(row[0], 0, 5, 0)], "amount_zero"),
    ):
        with pytest.raises(CaseError) as caught:
            own_schedule(drawdown, rows)
        assert [problem.code for problem in caught.value.problems] == [code]
    made = own_schedule(date(2026, 1, 1), [(date(2026, 2, 10), yuan("50"), 0, 1), row], 3)
    assert [row.balance for row in made.rows] == [yuan("50"), 0]
    assert (made.amount, made.received) == (yuan("150"), yuan("149.97"))


# Laws


@st.composite
def any_terms(draw: st.DrawFn) -> Terms:
    """Draw terms that can be made."""
    period = draw(st.sampled_from(Period))
    digits = draw(st.integers(0, 3000))
    scale = {Period.YEAR: 4, Period.MONTH: 5, Period.DAY: 6}[period]
    rate = parse_rate(f"{Percent.of(digits, scale)}/{period}")
    allowed = [InterestBasis.DAYS]
    allowed += [] if period is Period.DAY else [InterestBasis.MONTH]
    allowed += [InterestBasis.EFFECTIVE] if period is Period.YEAR else []
    counts = [
        count
        for count in DayCount
        if period is not Period.DAY or count is not DayCount.THIRTY_E_360
    ]
    first_due = draw(st.dates(date(2019, 1, 1), date(2030, 12, 31)))
    return Terms(
        draw(st.integers(4000, 10**9)),
        rate,
        draw(st.integers(1, 40)),
        first_due,
        draw(st.sampled_from(MADE)),
        draw(st.none() | st.dates(date(2018, 6, 1), first_due).filter(lambda day: day < first_due)),
        draw(st.sampled_from(allowed)),
        draw(st.sampled_from(counts)),
        draw(st.sampled_from([1, 1, 1, 3, 6])),
        fee=draw(st.integers(0, 10**4)),
        first_period=draw(st.sampled_from(FirstPeriod)),
        unit=draw(st.sampled_from([1, 100])),
        rounding_mode=draw(st.sampled_from(RoundingMode)),
    )


@settings(max_examples=80, deadline=None)
@given(any_terms())
def test_laws_of_every_schedule(loan: Terms) -> None:
    made = make_schedule(loan)
    assert made.principal == loan.amount
    assert made.rows[-1].balance == 0
    assert made.payment == made.principal + made.interest + made.fees
    left = loan.amount
    for row in made.rows:
        left -= row.principal
        assert row.balance == left
        assert min(row.principal, row.interest, row.balance) >= 0
        assert row.payment == row.principal + row.interest + row.fee
    if not loan.rate.value.digits:
        assert made.interest == 0
    lasting = len({row.payment for row in made.rows[:-1] if row.balance})
    if loan.method in (Method.EQUAL_INSTALMENTS, Method.INTEREST_FIRST) and loan.is_regular:
        assert lasting <= 1


@settings(max_examples=30, deadline=None)
@given(any_terms(), st.integers(1, 10**5))
def test_cost_reproduces_the_payments_and_grows_with_fees(loan: Terms, more: int) -> None:
    made = make_schedule(loan)
    cost = cost_of_schedule(made)
    with localcontext(prec=60):
        growth_of_one = 1 + Decimal(cost.unit_rate.numerator) / cost.unit_rate.denominator
        worth = sum((amount / growth_of_one**when for when, amount in cost.flows), Decimal(0))
    assert abs(worth) < Decimal("1e-6")
    dearer = cost_of_schedule(make_schedule(replace(loan, fee=loan.fee + more)))
    assert dearer.effective > cost.effective
    assert dearer.nominal > cost.nominal
    if loan.amount > more:
        upfront = cost_of_schedule(make_schedule(replace(loan, upfront_fee=more)))
        assert upfront.effective > cost.effective
