"""What a cap compares, what it allows, and what is taken off."""

from dataclasses import replace

import pytest
from tests.helpers.builders import (
    a_case,
    a_rulebook,
    a_series,
    an_instalment,
    cap,
    cost,
    damages,
    day,
    grace,
    on_top,
    paid,
    pause,
    statement_of,
    waived,
    yuan,
)

from faxi.engine.case import Case
from faxi.engine.components import Component
from faxi.engine.problems import CaseError
from faxi.engine.statement import CapResult

YEARLY = cap("annual_rate", "24%")


def _cap(case: Case, as_of: str = "2025-06-11") -> CapResult:
    result = statement_of(case, as_of).cap
    assert result is not None
    return result


def _figures(case: Case, as_of: str = "2025-06-11") -> list[str]:
    """Return claimed, allowed and over."""
    result = _cap(case, as_of)
    return [yuan(amount) for amount in (result.claimed, result.allowed, result.over)]


def test_without_a_cap_there_is_no_comparison() -> None:
    assert statement_of(a_case(), "2025-06-11").cap is None


# What is allowed


def test_a_yearly_rate_on_the_counted_days() -> None:
    assert _figures(a_case(cap=YEARLY)) == ["360.00", "240.00", "120.00"]


def test_below_the_cap_nothing_is_over() -> None:
    assert _figures(a_case(cap=cap("annual_rate", "36%"))) == ["360.00", "360.00", "0.00"]


def test_the_allowed_amount_follows_the_balance() -> None:
    case = a_case(paid("2025-06-06", "18180.00"), cap=YEARLY)
    assert _figures(case) == ["270.00", "180.00", "90.00"]


def test_paused_days_allow_nothing() -> None:
    case = a_case(pause("2025-06-01", "2025-06-05"), cap=YEARLY)
    assert _figures(case) == ["180.00", "120.00", "60.00"]


def test_forgiven_days_allow_nothing() -> None:
    case = a_case(paid("2025-06-04", "36000.00"), grace=grace(5), cap=YEARLY)
    assert _figures(case) == ["0.00", "0.00", "0.00"]


def test_days_at_a_zero_rate_allow_something() -> None:
    assert _figures(a_case(penalty="0%/year", cap=YEARLY)) == ["0.00", "240.00", "0.00"]


def test_the_allowed_amount_is_rounded_once() -> None:
    # 0.8 + 0.8 fen: rounded apart they would be 2.
    items = (an_instalment(principal="0.12"), an_instalment(principal="0.12"))
    case = a_case(instalments=items, cap=cap("annual_rate", "2.4%"))
    assert _figures(case, "2025-06-11")[1] == "0.00"
    assert _figures(case, "2026-06-01")[1] == "0.01"


def test_a_share_of_all_principal_due_or_not() -> None:
    items = (an_instalment(), an_instalment("2030-01-01", "4000.00"))
    case = a_case(instalments=items, cap=cap("share_of_principal", "0.25%"))
    assert _figures(case) == ["360.00", "100.00", "260.00"]


def test_a_fixed_amount() -> None:
    assert _figures(a_case(cap=cap("amount", "99.99"))) == ["360.00", "99.99", "260.01"]


# What is claimed


def test_damages_are_inside_and_costs_outside() -> None:
    charges = (damages("2025-06-05", "50.00"), cost("2025-06-05", "7.00"))
    assert _figures(a_case(*charges, cap=YEARLY))[0] == "410.00"


def test_on_top_interest_is_inside_and_in_term_interest_outside() -> None:
    assert _figures(on_top(interest="1000.00", cap=YEARLY)) == ["540.00", "240.00", "300.00"]


@pytest.mark.parametrize(
    ("component", "amount", "claimed"),
    [
        (Component.PENALTY_INTEREST, "60.00", "530.00"),
        (Component.LIQUIDATED_DAMAGES, "20.00", "570.00"),
        (Component.PRINCIPAL, "500.00", "590.00"),
        (Component.COSTS, "7.00", "590.00"),
        # The first thousand is in-term interest, which was never claimed.
        (Component.ORDINARY_INTEREST, "1000.00", "590.00"),
        (Component.ORDINARY_INTEREST, "1080.00", "510.00"),
    ],
)
def test_what_was_waived_is_not_claimed(component: Component, amount: str, claimed: str) -> None:
    case = on_top(
        damages("2025-06-05", "50.00"),
        cost("2025-06-05", "7.00"),
        waived("2025-06-11", component, amount),
        interest="1000.00",
        cap=YEARLY,
    )
    assert _figures(case)[0] == claimed


def test_what_was_paid_stays_claimed() -> None:
    assert _figures(a_case(paid("2025-06-11", "360.00"), cap=YEARLY))[0] == "360.00"


# What is taken off


def test_a_cap_shown_takes_nothing_off() -> None:
    case = a_case(cap=YEARLY)
    assert yuan(statement_of(case, "2025-06-11").total_due) == "36360.00"
    assert _cap(case).applied is False


def test_a_cap_applied_lowers_the_total_alone() -> None:
    case = a_case(cap=cap("annual_rate", "24%", apply=True))
    statement = statement_of(case, "2025-06-11")
    assert yuan(statement.total_due) == "36240.00"
    assert yuan(statement.outstanding.total) == "36360.00"


@pytest.mark.parametrize(
    ("apply", "total", "excess"), [(True, "0.00", "80.00"), (False, "40.00", "0.00")]
)
def test_what_the_total_is_too_small_to_take_off(*, apply: bool, total: str, excess: str) -> None:
    case = a_case(paid("2025-06-11", "36320.00"), cap=cap("annual_rate", "24%", apply=apply))
    assert yuan(statement_of(case, "2025-06-11").total_due) == total
    assert yuan(_cap(case).excess_paid) == excess


# Multiples of the LPR


def _lpr_case(contract_date: str, multiple: str = "4") -> Case:
    return a_case(cap=cap("lpr_multiple", multiple), contract_date=day(contract_date))


@pytest.mark.parametrize(
    ("contract_date", "multiple", "limit"),
    [
        ("2019-08-20", "4", "16.8%/year"),
        ("2020-04-19", "4", "16.8%/year"),
        ("2020-04-20", "4", "15.4%/year"),
        ("2024-01-01", "0.5", "1.925%/year"),
        ("2024-01-01", "1.30", "5.005%/year"),
        ("2024-01-01", "100", "385%/year"),
    ],
)
def test_the_lpr_of_the_contract_date_holds(contract_date: str, multiple: str, limit: str) -> None:
    assert str(_cap(_lpr_case(contract_date, multiple)).limit) == limit


def test_four_times_the_lpr() -> None:
    assert _figures(_lpr_case("2024-01-01")) == ["360.00", "154.00", "206.00"]


def test_before_the_first_row_the_calculation_stops() -> None:
    with pytest.raises(CaseError) as caught:
        statement_of(_lpr_case("2019-08-19"), "2025-06-11")
    assert [problem.code for problem in caught.value.problems] == ["rate_missing"]


@pytest.mark.parametrize(
    ("contract_date", "codes"), [("2025-12-31", []), ("2026-01-01", ["rate_unchecked"])]
)
def test_beyond_the_last_check_a_warning_says_so(contract_date: str, codes: list[str]) -> None:
    book = a_rulebook(a_series(checked_on="2025-12-31"))
    warnings = statement_of(_lpr_case(contract_date), "2025-06-11", book).warnings
    assert [warning.code for warning in warnings] == codes


def test_a_row_of_ones_own_is_marked() -> None:
    book = a_rulebook(replace(a_series(), own_days=frozenset({day("2020-04-20")})))
    assert statement_of(_lpr_case("2020-04-19"), "2025-06-11", book).warnings == ()
    (warning,) = statement_of(_lpr_case("2024-01-01"), "2025-06-11", book).warnings
    assert (warning.where, warning.code) == ("contract_date", "rate_own")


def test_other_caps_need_no_series() -> None:
    case = a_case(cap=YEARLY, contract_date=day("1999-01-01"))
    assert statement_of(case, "2025-06-11").warnings == ()
