"""Accrual lines: which days count, on which base, and how they are rounded."""

import pytest
from tests.helpers.builders import (
    a_case,
    an_instalment,
    compounding,
    contract_rate,
    cost,
    counting,
    damages,
    grace,
    lines_of,
    notice,
    on_top,
    paid,
    pause,
    penalty_rate,
    statement_of,
    waived,
    yuan,
)

from faxi.engine.case import Case, Rounding
from faxi.engine.components import Component
from faxi.engine.daycount import DayCount, Inclusion
from faxi.engine.events import Event
from faxi.engine.money import RoundingMode

ORDINARY, PENALTY, COMPOUND = (
    Component.ORDINARY_INTEREST,
    Component.PENALTY_INTEREST,
    Component.COMPOUND_INTEREST,
)


def _lines(case: Case, as_of: str, component: Component = PENALTY) -> list[str]:
    return lines_of(statement_of(case, as_of), component)


def _counting(inclusion: str, case: Case) -> Case:
    return counting(case, inclusion=Inclusion(inclusion))


# Counted days


@pytest.mark.parametrize(
    ("inclusion", "line"),
    [
        ("first", "2025-06-01..2025-06-10 10 × 36000.00 = 360.00"),
        ("last", "2025-06-02..2025-06-11 10 × 36000.00 = 360.00"),
        ("both", "2025-06-01..2025-06-11 11 × 36000.00 = 396.00"),
    ],
)
def test_inclusion(inclusion: str, line: str) -> None:
    assert _lines(_counting(inclusion, a_case()), "2025-06-11") == [line]


@pytest.mark.parametrize("inclusion", Inclusion)
def test_the_due_date_itself_is_no_day(inclusion: Inclusion) -> None:
    assert _lines(counting(a_case(), inclusion=inclusion), "2025-06-01") == []


@pytest.mark.parametrize(
    ("inclusion", "lines"),
    [
        (
            "first",
            [
                "2025-06-01..2025-06-10 10 × 36000.00 = 360.00",
                "2025-06-11..2025-06-20 10 × 24000.00 = 240.00",
            ],
        ),
        (
            "last",
            [
                "2025-06-02..2025-06-11 10 × 36000.00 = 360.00",
                "2025-06-12..2025-06-21 10 × 24000.00 = 240.00",
            ],
        ),
        (
            "both",
            [
                "2025-06-01..2025-06-11 11 × 36000.00 = 396.00",
                "2025-06-12..2025-06-21 10 × 24036.00 = 240.36",
            ],
        ),
    ],
)
def test_the_payment_day(inclusion: str, lines: list[str]) -> None:
    case = _counting(inclusion, a_case(paid("2025-06-11", "12360.00")))
    assert _lines(case, "2025-06-21") == lines


@pytest.mark.parametrize("inclusion", Inclusion)
def test_a_debt_paid_on_its_due_date_never_bears_a_day(inclusion: Inclusion) -> None:
    case = counting(a_case(paid("2025-06-01", "36000.00")), inclusion=inclusion)
    assert statement_of(case, "2025-12-31").lines == ()


@pytest.mark.parametrize(
    ("inclusion", "line"),
    [
        ("first", "2025-06-01..2025-06-10 10 × 24000.00 = 240.00"),
        ("last", "2025-06-02..2025-06-11 10 × 24000.00 = 240.00"),
        ("both", "2025-06-01..2025-06-11 11 × 24000.00 = 264.00"),
    ],
)
def test_the_due_date_counts_on_what_its_payments_left(inclusion: str, line: str) -> None:
    case = _counting(inclusion, a_case(paid("2025-06-01", "12000.00")))
    assert _lines(case, "2025-06-11") == [line]


def test_a_paused_day_is_not_counted() -> None:
    assert _lines(a_case(pause("2025-06-04", "2025-06-06")), "2025-06-11") == [
        "2025-06-01..2025-06-03 3 × 36000.00 = 108.00",
        "2025-06-07..2025-06-10 4 × 36000.00 = 144.00",
    ]


# What cuts a line


@pytest.mark.parametrize(
    "event",
    [
        cost("2025-06-05", "5.00"),
        damages("2025-06-05", "5.00"),
        notice("2025-06-05", "lawyer_letter"),
        penalty_rate("2025-06-05", "36.00%/year"),
        contract_rate("2025-06-05", "1%/year"),
    ],
    ids=lambda event: str(event.kind),
)
def test_nothing_else_cuts_a_line(event: Event) -> None:
    case = a_case(event, contract_rate="10%/year")
    assert _lines(case, "2025-06-11") == ["2025-06-01..2025-06-10 10 × 36000.00 = 360.00"]


@pytest.mark.parametrize(
    ("event", "second"),
    [
        (penalty_rate("2025-06-06", "3%/month"), "5 × 36000.00 = 180.00"),
        (penalty_rate("2025-06-06", "18%/year"), "5 × 36000.00 = 90.00"),
        (waived("2025-06-06", PENALTY, "1.00"), "5 × 36000.00 = 180.00"),
        (paid("2025-06-06", "1.00"), "5 × 36000.00 = 180.00"),
        (waived("2025-06-06", Component.PRINCIPAL, "6000.00"), "5 × 30000.00 = 150.00"),
    ],
)
def test_what_cuts_a_line(event: Event, second: str) -> None:
    assert _lines(a_case(event), "2025-06-11") == [
        "2025-06-01..2025-06-05 5 × 36000.00 = 180.00",
        f"2025-06-06..2025-06-10 {second}",
    ]


def test_a_settlement_day_cuts_only_what_is_capitalised() -> None:
    case = a_case(interest="1000.00", compounding=compounding("interest"))
    assert len(_lines(case, "2025-06-30")) == 1
    assert len(_lines(case, "2025-06-30", COMPOUND)) == 2


def test_lines_are_ordered_by_day_instalment_and_component() -> None:
    items = (an_instalment(interest="10.00"), an_instalment(interest="10.00"))
    case = on_top(instalments=items, compounding=compounding("interest", "never"))
    lines = statement_of(case, "2025-06-11").lines
    expected = [(n, component) for n in (1, 2) for component in (ORDINARY, PENALTY, COMPOUND)]
    assert [(line.instalment, line.component) for line in lines] == expected


def test_a_zero_rate_is_printed_and_a_zero_base_is_not() -> None:
    free = a_case(penalty="0%/year", compounding=compounding("interest"))
    assert _lines(free, "2025-06-11") == ["2025-06-01..2025-06-10 10 × 36000.00 = 0.00"]
    assert _lines(free, "2025-06-11", COMPOUND) == []


# On top


def test_on_top_the_contract_rate_goes_on() -> None:
    case = on_top(interest="500.00")
    assert _lines(case, "2025-06-11", ORDINARY) == ["2025-06-01..2025-06-10 10 × 36000.00 = 180.00"]
    assert yuan(statement_of(case, "2025-06-11").accrued.ordinary_interest) == "680.00"


def test_instead_it_does_not() -> None:
    assert _lines(a_case(contract_rate="18%/year"), "2025-06-11", ORDINARY) == []


# Grace


@pytest.mark.parametrize(
    ("as_of", "lines"),
    [
        ("2025-06-06", []),
        ("2025-06-07", ["2025-06-01..2025-06-06 6 × 36000.00 = 216.00"]),
    ],
)
def test_a_missed_threshold_counts_from_the_due_date(as_of: str, lines: list[str]) -> None:
    assert _lines(a_case(grace=grace(5)), as_of) == lines


@pytest.mark.parametrize("on", ["2025-06-01", "2025-06-03", "2025-06-06"])
@pytest.mark.parametrize("inclusion", Inclusion)
def test_a_kept_threshold_forgives(on: str, inclusion: Inclusion) -> None:
    case = counting(on_top(paid(on, "36000.00"), grace=grace(5)), inclusion=inclusion)
    assert statement_of(case, "2025-12-31").lines == ()


def test_a_day_after_the_threshold_is_too_late() -> None:
    case = a_case(paid("2025-06-07", "36000.00"), grace=grace(5))
    assert _lines(case, "2025-06-07") == ["2025-06-01..2025-06-06 6 × 36000.00 = 216.00"]


def test_payments_within_a_missed_threshold_cut_the_base() -> None:
    case = a_case(paid("2025-06-03", "12000.00"), grace=grace(5))
    assert _lines(case, "2025-06-11") == [
        "2025-06-01..2025-06-02 2 × 36000.00 = 72.00",
        "2025-06-03..2025-06-10 8 × 24000.00 = 192.00",
    ]


def test_a_payment_within_a_missed_threshold_closes_no_line() -> None:
    # It takes only ordinary interest, so the base stays and the line runs on.
    case = a_case(paid("2025-06-03", "500.00"), grace=grace(5), interest="1000.00")
    assert _lines(case, "2025-06-11") == ["2025-06-01..2025-06-10 10 × 36000.00 = 360.00"]


@pytest.mark.parametrize(
    ("inclusion", "as_of", "lines"),
    [
        ("first", "2025-06-06", []),
        ("first", "2025-06-07", ["2025-06-06..2025-06-06 1 × 36000.00 = 36.00"]),
        ("last", "2025-06-06", []),
        ("last", "2025-06-07", ["2025-06-07..2025-06-07 1 × 36000.00 = 36.00"]),
        ("both", "2025-06-06", []),
        ("both", "2025-06-07", ["2025-06-06..2025-06-07 2 × 36000.00 = 72.00"]),
    ],
)
def test_a_shift_counts_from_its_end(inclusion: str, as_of: str, lines: list[str]) -> None:
    assert _lines(_counting(inclusion, a_case(grace=grace(5, "shift"))), as_of) == lines


def test_with_both_the_end_of_a_shift_counts_after_its_payments() -> None:
    case = a_case(paid("2025-06-06", "12000.00"), grace=grace(5, "shift"))
    assert _lines(_counting("both", case), "2025-06-07") == [
        "2025-06-06..2025-06-07 2 × 24000.00 = 48.00"
    ]


def test_days_of_a_threshold_bear_compound_interest_only_if_interest_is_unpaid() -> None:
    kept = paid("2025-06-03", "36000.00", Component.PRINCIPAL, *_BUT_PRINCIPAL)
    case = a_case(kept, interest="1000.00", grace=grace(5), compounding=compounding("interest"))
    assert _lines(case, "2025-06-11") == []
    assert _lines(case, "2025-06-11", COMPOUND) == ["2025-06-01..2025-06-10 10 × 1000.00 = 10.00"]


_BUT_PRINCIPAL = [component for component in Component if component is not Component.PRINCIPAL]


def test_interest_paid_within_the_threshold_bears_no_compound_interest() -> None:
    case = a_case(
        paid("2025-06-03", "1000.00"),
        interest="1000.00",
        grace=grace(5),
        compounding=compounding("interest", "never"),
    )
    assert _lines(case, "2025-06-11", COMPOUND) == []


def test_a_grace_runs_for_each_instalment() -> None:
    items = (an_instalment(), an_instalment("2025-06-05", "18000.00"))
    case = a_case(instalments=items, grace=grace(5))
    assert _lines(case, "2025-06-08") == ["2025-06-01..2025-06-07 7 × 36000.00 = 252.00"]
    assert len(_lines(case, "2025-06-11")) == 2


# Compound interest


def test_never_settled_it_stays_flat() -> None:
    case = a_case(interest="1000.00", compounding=compounding("interest", "never"))
    assert _lines(case, "2025-09-09", COMPOUND) == ["2025-06-01..2025-09-08 100 × 1000.00 = 100.00"]


def test_settled_interest_bears_interest() -> None:
    case = a_case(interest="1000.00", compounding=compounding("interest"))
    assert _lines(case, "2025-06-30", COMPOUND) == [
        "2025-06-01..2025-06-19 19 × 1000.00 = 19.00",
        "2025-06-20..2025-06-29 10 × 1019.00 = 10.19",
    ]


def test_settled_penalty_bears_interest_if_agreed() -> None:
    case = a_case(interest="1000.00", compounding=compounding("interest_and_penalty"))
    assert _lines(case, "2025-06-30", COMPOUND)[1] == "2025-06-20..2025-06-29 10 × 1703.00 = 17.03"
    assert len(_lines(case, "2025-06-30")) == 2


def test_interest_accrued_on_top_is_no_compound_base() -> None:
    case = on_top(interest="1000.00", compounding=compounding("interest_and_penalty"))
    assert _lines(case, "2025-06-30", COMPOUND)[1] == "2025-06-20..2025-06-29 10 × 1703.00 = 17.03"


def test_a_payment_takes_the_capitalised_part_first() -> None:
    order = (PENALTY, *(c for c in Component if c is not PENALTY))
    case = a_case(
        paid("2025-06-25", "100.00", *order),
        interest="1000.00",
        compounding=compounding("interest_and_penalty"),
    )
    assert _lines(case, "2025-06-30", COMPOUND)[-1] == "2025-06-25..2025-06-29 5 × 1603.00 = 8.02"


def test_a_payment_of_ordinary_interest_takes_the_in_term_part_first() -> None:
    case = on_top(
        paid("2025-06-11", "400.00"),
        interest="1000.00",
        compounding=compounding("interest", "never"),
    )
    assert _lines(case, "2025-06-21", COMPOUND) == [
        "2025-06-01..2025-06-10 10 × 1000.00 = 10.00",
        "2025-06-11..2025-06-20 10 × 600.00 = 6.00",
    ]


def test_nothing_is_capitalised_within_a_threshold() -> None:
    case = a_case(
        due="2025-06-18",
        interest="1000.00",
        grace=grace(5),
        compounding=compounding("interest_and_penalty"),
    )
    assert _lines(case, "2025-06-28", COMPOUND) == ["2025-06-18..2025-06-27 10 × 1000.00 = 10.00"]


# Rounding


def _rounded(rounding: Rounding, mode: RoundingMode = RoundingMode.HALF_UP) -> list[str]:
    """Return the amounts of five and five days of 1.23456 yuan a day."""
    cut = "2025-06-06"
    case = a_case(cost(cut, "1.00"), paid(cut, "1.00"), principal="1234.56")
    case = counting(case, rounding=rounding, rounding_mode=mode)
    return [yuan(line.amount) for line in statement_of(case, "2025-06-11").lines]


@pytest.mark.parametrize(
    ("rounding", "mode", "amounts"),
    [
        # 6.1728 and 6.1728 yuan, together 12.3456.
        (Rounding.PER_LINE, RoundingMode.HALF_UP, ["6.17", "6.17"]),
        (Rounding.PER_LINE, RoundingMode.UP, ["6.18", "6.18"]),
        (Rounding.PER_DAY, RoundingMode.HALF_UP, ["6.15", "6.15"]),
        (Rounding.PER_DAY, RoundingMode.UP, ["6.20", "6.20"]),
        (Rounding.CUMULATIVE, RoundingMode.HALF_UP, ["6.17", "6.18"]),
        (Rounding.CUMULATIVE, RoundingMode.DOWN, ["6.17", "6.17"]),
        (Rounding.CUMULATIVE, RoundingMode.UP, ["6.18", "6.17"]),
    ],
)
def test_rounding(rounding: Rounding, mode: RoundingMode, amounts: list[str]) -> None:
    assert _rounded(rounding, mode) == amounts


def test_each_instalment_is_summed_on_its_own() -> None:
    items = (an_instalment(principal="0.14"), an_instalment(principal="0.14"))
    case = counting(a_case(instalments=items), rounding=Rounding.CUMULATIVE)
    # 0.0042 yuan each in 30 days: rounded apart, not 0.0084 together.
    assert yuan(statement_of(case, "2025-07-01").accrued.penalty_interest) == "0.00"


# Day counts


def test_a_daily_rate_has_no_basis() -> None:
    for day_count in (DayCount.ACT_360, DayCount.ACT_365, DayCount.ACT_ACT):
        case = counting(a_case(penalty="0.05%/day"), day_count=day_count)
        assert _lines(case, "2025-06-11") == ["2025-06-01..2025-06-10 10 × 36000.00 = 180.00"]


def test_a_monthly_rate_is_a_twelfth_of_a_yearly_one() -> None:
    monthly = a_case(penalty="3%/month")
    assert _lines(monthly, "2025-06-11") == _lines(a_case(), "2025-06-11")


def test_a_line_over_new_year_counts_both_years() -> None:
    case = counting(a_case(due="2023-12-30", principal="1000000.00"), day_count=DayCount.ACT_ACT)
    (line,) = statement_of(case, "2024-01-03").lines
    assert (line.days_365, line.days_366) == (2, 2)
    assert yuan(line.amount) == "3939.82"  # 1972.6027… + 1967.2131…


def test_each_day_of_either_year_is_rounded() -> None:
    case = a_case(due="2023-12-30", principal="1000000.00")
    case = counting(case, day_count=DayCount.ACT_ACT, rounding=Rounding.PER_DAY)
    (line,) = statement_of(case, "2024-01-03").lines
    assert yuan(line.amount) == "3939.82"  # 2 × 986.30 + 2 × 983.61


def test_february_is_30_days_long_in_30e() -> None:
    case = counting(a_case(due="2025-02-27"), day_count=DayCount.THIRTY_E_360)
    assert _lines(case, "2025-03-01") == ["2025-02-27..2025-02-28 4 × 36000.00 = 144.00"]


def test_a_line_of_no_days_is_not_printed() -> None:
    case = counting(a_case(due="2025-03-30"), day_count=DayCount.THIRTY_E_360)
    assert _lines(case, "2025-03-31") == []
    assert _lines(case, "2025-04-01") == ["2025-03-30..2025-03-31 1 × 36000.00 = 36.00"]
