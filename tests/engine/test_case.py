"""What contradicts itself in a case, each with its path."""

from typing import Any

import pytest
from tests.helpers.builders import (
    a_case,
    cap,
    compounding,
    contract_rate,
    conventions,
    day,
    on_top,
    paid,
    penalty_rate,
)

from faxi.engine.case import Case, PenaltyMode, Rounding, contradictions
from faxi.engine.daycount import DayCount
from faxi.engine.rates import parse_percent, parse_rate

THIRTY = conventions(day_count=DayCount.THIRTY_E_360)


def _found(case: Case) -> list[tuple[str, str]]:
    return [(problem.where, problem.code) for problem in case.problems()]


@pytest.mark.parametrize(
    "case",
    [
        a_case(),
        a_case(penalty="50%", contract_rate="0%/year"),
        on_top(),
        a_case(contract_rate("2025-07-01", "10%/year"), contract_rate="12%/year"),
        a_case(conventions=THIRTY, penalty="3%/month"),
        a_case(compounding=compounding("interest", "never")),
        a_case(compounding=compounding("interest_and_penalty", "quarter")),
        a_case(cap=cap("lpr_multiple", "4"), contract_date=day("2024-01-01")),
        a_case(cap=cap("annual_rate", "24%")),
    ],
)
def test_a_sound_case_has_no_problems(case: Case) -> None:
    assert case.problems() == []


@pytest.mark.parametrize(
    ("case", "because"),
    [
        (a_case(penalty="50%"), "penalty.surcharge"),
        (a_case(penalty_mode=PenaltyMode.ON_TOP), "penalty_mode"),
        (a_case(contract_rate("2025-07-01", "10%/year")), "events"),
        (a_case(penalty="50%", penalty_mode=PenaltyMode.ON_TOP), "penalty.surcharge"),
    ],
)
def test_the_contract_rate_is_missing(case: Case, because: str) -> None:
    (problem,) = case.problems()
    assert (problem.where, problem.code) == ("contract_rate", "contract_rate_missing")
    assert problem.params == {"because": because}


@pytest.mark.parametrize(
    ("case", "where"),
    [
        (a_case(conventions=THIRTY, penalty="0.1%/day"), "penalty.rate"),
        (a_case(conventions=THIRTY, contract_rate="0.05%/day"), "contract_rate"),
        (
            a_case(
                paid("2025-07-01", "5.00"),
                penalty_rate("2025-07-01", "0.1%/day"),
                conventions=THIRTY,
            ),
            "events[1].rate",
        ),
        (
            on_top(contract_rate("2025-07-01", "0.1%/day"), conventions=THIRTY),
            "events[0].rate",
        ),
    ],
)
def test_a_daily_rate_needs_calendar_days(case: Case, where: str) -> None:
    assert _found(case) == [(where, "daily_rate_needs_calendar_days")]


def test_rounding_each_day_needs_calendar_days() -> None:
    chosen = conventions(day_count=DayCount.THIRTY_E_360, rounding=Rounding.PER_DAY)
    found = _found(a_case(conventions=chosen))
    assert found == [("conventions.rounding", "per_day_needs_calendar_days")]


def test_capitalising_penalty_needs_a_settlement() -> None:
    case = a_case(compounding=compounding("interest_and_penalty", "never"))
    assert _found(case) == [("compounding.settle", "settlement_missing")]


def test_an_lpr_cap_needs_the_contract_date() -> None:
    case = a_case(cap=cap("lpr_multiple", "4"))
    assert _found(case) == [("contract_date", "contract_date_missing")]


def test_all_contradictions_are_reported_together() -> None:
    case = a_case(
        contract_rate("2025-07-01", "0.1%/day"),
        penalty="50%",
        conventions=conventions(day_count=DayCount.THIRTY_E_360, rounding=Rounding.PER_DAY),
        compounding=compounding("interest_and_penalty", "never"),
        cap=cap("lpr_multiple", "4"),
    )
    assert [where for where, _ in _found(case)] == [
        "contract_rate",
        "events[0].rate",
        "conventions.rounding",
        "compounding.settle",
        "contract_date",
    ]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"penalty": parse_percent("50%")},
        {"penalty_mode": PenaltyMode.ON_TOP},
        {"cap": cap("lpr_multiple", "4")},
        {"penalty": parse_rate("0.1%/day")},
        {"events": (None, contract_rate("2025-07-01", "10%/year"))},
    ],
)
def test_a_key_in_doubt_is_not_held_against_others(given: dict[str, Any]) -> None:
    assert contradictions(given) == []
