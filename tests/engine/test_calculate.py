"""The statement as a whole: totals, refusals, warnings and the next day's amount."""

import pytest
from tests.helpers.builders import (
    a_case,
    accelerated,
    an_instalment,
    compounding,
    cost,
    counting,
    damages,
    day,
    grace,
    notice,
    on_top,
    paid,
    pause,
    penalty_rate,
    statement_of,
    waived,
    yuan,
)

from faxi.engine.case import DEFAULT_ORDER, Case
from faxi.engine.components import Component
from faxi.engine.daycount import DayCount, Inclusion
from faxi.engine.money import RoundingMode
from faxi.engine.problems import CaseError, Problem

PRINCIPAL_FIRST = (Component.PRINCIPAL, *DEFAULT_ORDER[:-1])
PENALTY = Component.PENALTY_INTEREST


def _refusal(case: Case, as_of: str) -> Problem:
    with pytest.raises(CaseError) as caught:
        statement_of(case, as_of)
    (problem,) = caught.value.problems
    return problem


# Figures


def test_a_plain_debt() -> None:
    statement = statement_of(a_case(interest="600.00", contract_rate="24%/year"), "2025-07-01")
    assert yuan(statement.total_due) == "37680.00"
    assert statement.days_overdue == 30
    assert statement.bucket == "M1"
    assert statement.oldest_unpaid_due_date == day("2025-06-01")
    assert statement.paid.total == statement.waived.total == statement.overpaid == 0


def test_every_component_adds_up() -> None:
    case = on_top(
        cost("2025-06-05", "300.00"),
        damages("2025-06-05", "50.00"),
        waived("2025-06-11", PENALTY, "60.00"),
        paid("2025-06-11", "1700.00"),
        interest="1000.00",
        compounding=compounding("interest"),
    )
    s = statement_of(case, "2025-06-11")
    assert [yuan(amount) for amount in s.accrued] == [
        "36000.00",
        "1180.00",
        "360.00",
        "10.00",
        "50.00",
        "300.00",
    ]
    assert [yuan(amount) for amount in s.waived] == [
        "0.00",
        "0.00",
        "60.00",
        "0.00",
        "0.00",
        "0.00",
    ]
    assert [yuan(amount) for amount in s.paid] == [
        "0.00",
        "1180.00",
        "220.00",
        "0.00",
        "0.00",
        "300.00",
    ]
    assert [yuan(amount) for amount in s.outstanding] == [
        "36000.00",
        "0.00",
        "80.00",
        "10.00",
        "50.00",
        "0.00",
    ]


def test_before_the_first_due_date_nothing_is_overdue() -> None:
    s = statement_of(a_case(interest="600.00"), "2025-05-31")
    assert (s.total_due, s.days_overdue, s.bucket, s.oldest_unpaid_due_date) == (0, 0, "M0", None)
    assert [yuan(amount) for amount in s.not_yet_due] == ["36000.00", "600.00"]
    assert s.per_diem == 0


def test_on_the_due_date_it_is_due() -> None:
    s = statement_of(a_case(interest="600.00"), "2025-06-01")
    assert (yuan(s.total_due), s.days_overdue, s.not_yet_due) == ("36600.00", 0, (0, 0))
    assert s.oldest_unpaid_due_date == day("2025-06-01")


def test_what_falls_due_later_is_counted_apart() -> None:
    items = (an_instalment(), an_instalment("2025-09-01", "500.00", "5.00"))
    s = statement_of(a_case(instalments=items), "2025-06-01")
    assert [yuan(amount) for amount in s.not_yet_due] == ["500.00", "5.00"]
    assert yuan(s.accrued.principal) == "36000.00"


def test_the_oldest_unpaid_instalment_is_told() -> None:
    items = (an_instalment("2025-08-01"), an_instalment("2025-06-11"), an_instalment("2025-07-01"))
    s = statement_of(a_case(instalments=items), "2025-09-01")
    assert s.oldest_unpaid_due_date == day("2025-06-11")
    assert s.days_overdue == 82


def test_a_paid_debt_is_not_overdue() -> None:
    s = statement_of(a_case(paid("2025-06-11", "36360.00")), "2025-12-31")
    assert (s.total_due, s.days_overdue, s.bucket, s.oldest_unpaid_due_date) == (0, 0, "M0", None)


def test_unpaid_interest_alone_keeps_an_instalment_overdue() -> None:
    s = statement_of(a_case(paid("2025-06-11", "36000.00", *PRINCIPAL_FIRST)), "2025-07-01")
    assert (yuan(s.total_due), s.days_overdue) == ("360.00", 30)


def test_an_acceleration_drops_interest_not_yet_earned() -> None:
    items = (an_instalment(), an_instalment("2025-09-01", "18000.00", "500.00"))
    case = a_case(accelerated("2025-06-11", "90.00"), instalments=items, grace=grace(5))
    s = statement_of(case, "2025-06-21")
    assert yuan(s.accrued.ordinary_interest) == "90.00"
    assert yuan(s.accrued.penalty_interest) == "900.00"  # 20 × 36 + 10 × 18
    assert s.not_yet_due == (0, 0)


def test_a_grace_runs_anew_from_an_acceleration() -> None:
    case = a_case(accelerated("2025-05-01"), grace=grace(5))
    assert statement_of(case, "2025-05-06").lines == ()
    assert yuan(statement_of(case, "2025-05-07").accrued.penalty_interest) == "216.00"


def test_the_movements_tell_what_fell_due_and_was_waived() -> None:
    case = a_case(cost("2025-06-05", "5.00"), waived("2025-06-11", PENALTY, "60.00"))
    moved = [
        (m.kind, m.component, m.instalment) for m in statement_of(case, "2025-06-11").movements
    ]
    assert moved == [
        ("due", Component.PRINCIPAL, 1),
        ("due", Component.COSTS, None),
        ("waiver", PENALTY, 1),
    ]


def test_the_same_input_gives_the_same_statement() -> None:
    case = on_top(paid("2025-06-11", "5.00"), compounding=compounding("interest"))
    assert statement_of(case, "2025-12-31") == statement_of(case, "2025-12-31")


# Refusals


def test_more_waived_than_outstanding_is_refused_with_its_path() -> None:
    case = a_case(paid("2025-06-05", "1.00"), waived("2025-06-11", PENALTY, "359.01"))
    problem = _refusal(case, "2025-06-11")
    assert (problem.where, problem.code) == ("events[1].amount", "waiver_exceeds")
    assert problem.params == {
        "component": PENALTY,
        "outstanding": "359.00",
        "day": day("2025-06-11"),
    }


def test_everything_found_while_calculating_is_named() -> None:
    case = a_case(
        waived("2025-06-11", PENALTY, "361.00"),
        accelerated("2025-06-11", "5.00"),
        waived("2025-06-12", PENALTY, "9999.00"),
        waived("2025-06-12", PENALTY, "396.00"),
    )
    with pytest.raises(CaseError) as caught:
        statement_of(case, "2025-06-20")
    wheres = sorted(problem.where for problem in caught.value.problems)
    assert wheres == ["events[0].amount", "events[1].interest", "events[2].amount"]


def test_a_waiver_of_all_that_is_outstanding_is_fine() -> None:
    case = a_case(waived("2025-06-11", PENALTY, "360.00"))
    assert yuan(statement_of(case, "2025-06-11").total_due) == "36000.00"


@pytest.mark.parametrize("component", Component)
def test_nothing_can_be_waived_before_it_is_due(component: Component) -> None:
    problem = _refusal(a_case(waived("2025-05-31", component, "0.01")), "2025-06-11")
    assert problem.params["outstanding"] == "0.00"


def test_the_terms_of_the_next_day_add_up_to_the_per_diem() -> None:
    case = on_top(
        instalments=(an_instalment(interest="720.00"), an_instalment(due="2025-07-01")),
        compounding=compounding("interest", "never"),
    )
    statement = statement_of(case, "2025-07-11")
    terms = [(term.component, yuan(term.base), str(term.rate)) for term in statement.daily_terms]
    assert terms == [
        (Component.ORDINARY_INTEREST, "72000.00", "18%/year"),
        (PENALTY, "72000.00", "36%/year"),
        (Component.COMPOUND_INTEREST, "720.00", "36%/year"),
    ]
    assert yuan(statement.per_diem) == "108.72"


def test_a_waiver_after_the_cut_off_is_no_problem_yet() -> None:
    case = a_case(waived("2025-06-11", PENALTY, "999.00"))
    assert yuan(statement_of(case, "2025-06-10").total_due) == "36324.00"


def test_interest_of_an_acceleration_of_nothing_is_refused() -> None:
    problem = _refusal(a_case(accelerated("2025-06-02", "5.00")), "2025-07-01")
    assert (problem.where, problem.code) == ("events[0].interest", "acceleration_of_nothing")
    assert problem.params == {"day": day("2025-06-02")}


def test_an_acceleration_of_nothing_without_interest_is_nothing() -> None:
    case = a_case(accelerated("2025-06-02"))
    assert (
        statement_of(case, "2025-07-01").outstanding
        == statement_of(a_case(), "2025-07-01").outstanding
    )


# Warnings


def test_events_after_the_cut_off_are_ignored_with_a_warning() -> None:
    case = a_case(
        paid("2025-06-11", "100.00"),
        paid("2025-06-12", "200.00"),
        pause("2025-06-12", "2025-06-20"),
        notice("2025-07-01", "judgment"),
    )
    statement = statement_of(case, "2025-06-11")
    (warning,) = statement.warnings
    assert (warning.code, warning.where) == ("events_ignored", "events")
    assert warning.params == {"count": 3, "as_of": day("2025-06-11")}
    assert yuan(statement.paid.total) == "100.00"


def test_events_on_the_cut_off_count() -> None:
    assert statement_of(a_case(paid("2025-06-11", "100.00")), "2025-06-11").warnings == ()


# The next day


@pytest.mark.parametrize("inclusion", Inclusion)
def test_the_next_day_adds_a_day(inclusion: Inclusion) -> None:
    case = counting(on_top(), inclusion=inclusion)
    assert yuan(statement_of(case, "2025-07-01").per_diem) == "54.00"


def test_e05_a_threshold_grace_is_ignored() -> None:
    case = a_case(interest="1000.00", grace=grace(5), compounding=compounding("interest"))
    assert yuan(statement_of(case, "2025-06-06").per_diem) == "37.00"


def test_e11_an_instalment_whose_grace_was_kept_adds_nothing() -> None:
    case = a_case(
        paid("2025-06-04", "36000.00", *PRINCIPAL_FIRST),
        interest="1000.00",
        grace=grace(5),
        compounding=compounding("interest"),
    )
    statement = statement_of(case, "2025-08-01")
    assert yuan(statement.accrued.compound_interest) == "62.16"
    assert statement.per_diem == 0


@pytest.mark.parametrize(
    ("inclusion", "as_of", "per_diem"),
    [
        pytest.param(Inclusion.LAST, "2025-06-05", "0.00", id="E15"),
        pytest.param(Inclusion.BOTH, "2025-06-06", "36.00", id="E16"),
    ],
)
def test_a_shifting_grace_adds_nothing_yet(inclusion: Inclusion, as_of: str, per_diem: str) -> None:
    case = a_case(interest="1000.00", grace=grace(5, "shift"))
    assert yuan(statement_of(counting(case, inclusion=inclusion), as_of).per_diem) == per_diem


@pytest.mark.parametrize(("as_of", "per_diem"), [("2025-06-30", "36.00"), ("2025-07-01", "18.00")])
def test_e29_a_change_tomorrow_is_not_known_today(as_of: str, per_diem: str) -> None:
    case = counting(a_case(penalty_rate("2025-07-01", "18%/year")), inclusion=Inclusion.LAST)
    assert yuan(statement_of(case, as_of).per_diem) == per_diem


@pytest.mark.parametrize(
    ("inclusion", "as_of", "per_diem"),
    [
        (Inclusion.FIRST, "2025-06-11", "0.00"),
        (Inclusion.FIRST, "2025-06-20", "0.00"),
        (Inclusion.FIRST, "2025-06-21", "36.00"),
        (Inclusion.LAST, "2025-06-10", "36.00"),
        (Inclusion.LAST, "2025-06-11", "0.00"),
        (Inclusion.LAST, "2025-06-19", "0.00"),
        (Inclusion.LAST, "2025-06-20", "36.00"),
    ],
)
def test_a_paused_day_adds_nothing(inclusion: Inclusion, as_of: str, per_diem: str) -> None:
    case = counting(a_case(pause("2025-06-11", "2025-06-20")), inclusion=inclusion)
    assert yuan(statement_of(case, as_of).per_diem) == per_diem


@pytest.mark.parametrize(
    ("day_count", "per_diem"),
    [
        (DayCount.ACT_360, "36.00"),
        (DayCount.ACT_365, "35.51"),
        (DayCount.ACT_ACT, "35.41"),  # the next day lies in the leap year
        (DayCount.THIRTY_E_360, "36.00"),
    ],
)
def test_the_next_day_has_its_own_basis(day_count: DayCount, per_diem: str) -> None:
    case = counting(a_case(due="2023-06-01"), day_count=day_count, inclusion=Inclusion.LAST)
    assert yuan(statement_of(case, "2023-12-31").per_diem) == per_diem


def test_the_next_day_at_a_daily_rate() -> None:
    assert yuan(statement_of(a_case(penalty="0.05%/day"), "2025-07-01").per_diem) == "18.00"


def test_a_next_day_of_whole_fen_is_not_rounded() -> None:
    case = counting(on_top(), rounding_mode=RoundingMode.UP)
    assert yuan(statement_of(case, "2025-07-01").per_diem) == "54.00"


def test_compound_interest_goes_on_after_a_kept_shift() -> None:
    case = a_case(
        paid("2025-06-04", "36000.00", *PRINCIPAL_FIRST),
        interest="1000.00",
        grace=grace(5, "shift"),
        compounding=compounding("interest"),
    )
    assert yuan(statement_of(case, "2025-06-07").per_diem) == "1.00"


def test_the_next_day_is_rounded_once() -> None:
    items = tuple(an_instalment(principal="4.00") for _ in range(3))
    assert yuan(statement_of(a_case(instalments=items), "2025-07-01").per_diem) == "0.01"


def test_the_next_day_follows_the_balances_of_the_cut_off() -> None:
    case = a_case(paid("2025-06-11", "12360.00"))
    assert yuan(statement_of(case, "2025-06-11").per_diem) == "24.00"


def test_a_capitalisation_on_the_cut_off_comes_before_the_next_day() -> None:
    case = a_case(interest="1000.00", compounding=compounding("interest"))
    assert yuan(statement_of(case, "2025-06-20").per_diem) == "37.02"
