"""Where payments go, instalment by instalment and component by component."""

from tests.helpers.builders import (
    a_case,
    accelerated,
    an_instalment,
    cost,
    damages,
    on_top,
    paid,
    parts_of,
    statement_of,
    waived,
    yuan,
)

from faxi.engine.case import DEFAULT_ORDER, Across, Allocation, Case
from faxi.engine.components import Component
from faxi.engine.statement import AllocationEntry

PRINCIPAL_FIRST = (Component.PRINCIPAL, *DEFAULT_ORDER[:-1])
BY_COMPONENT = Allocation(DEFAULT_ORDER, Across.COMPONENT_FIRST)

# 360 and 60 yuan of penalty interest by 11 June.
TWO = (an_instalment(), an_instalment("2025-06-06", "12000.00"))


def _entries(case: Case, as_of: str = "2025-06-11") -> list[AllocationEntry]:
    return list(statement_of(case, as_of).allocations)


def _parts(case: Case, as_of: str = "2025-06-11") -> list[str]:
    (entry,) = _entries(case, as_of)
    return parts_of(entry)


def _summary(entry: AllocationEntry) -> tuple[str, str, str, str]:
    return (str(entry.date), entry.source, yuan(entry.amount), yuan(entry.remainder))


# The order of components


def test_the_order_left_out() -> None:
    happened = (cost("2025-06-05", "300.00"), damages("2025-06-05", "50.00"))
    case = a_case(*happened, paid("2025-06-11", "1800.00"), interest="1000.00")
    assert _parts(case) == [
        "costs case: 300.00",
        "ordinary_interest 1: 1000.00",
        "penalty_interest 1: 360.00",
        "liquidated_damages case: 50.00",
        "principal 1: 90.00",
    ]


def test_an_order_of_the_case() -> None:
    case = a_case(paid("2025-06-11", "36100.00"), allocation=Allocation(PRINCIPAL_FIRST))
    assert _parts(case) == ["principal 1: 36000.00", "penalty_interest 1: 100.00"]


def test_an_order_of_one_payment_is_for_it_alone() -> None:
    case = a_case(
        paid("2025-06-11", "100.00", *PRINCIPAL_FIRST),
        paid("2025-06-11", "100.00"),
    )
    first, second = _entries(case)
    assert parts_of(first) == ["principal 1: 100.00"]
    assert parts_of(second) == ["penalty_interest 1: 100.00"]


def test_repayments_of_a_day_are_served_in_file_order() -> None:
    case = a_case(paid("2025-06-11", "200.00"), paid("2025-06-11", "300.00"))
    first, second = _entries(case)
    assert parts_of(first) == ["penalty_interest 1: 200.00"]
    assert parts_of(second) == ["penalty_interest 1: 160.00", "principal 1: 140.00"]


# Several instalments


def test_oldest_first() -> None:
    case = a_case(paid("2025-06-11", "36400.00"), instalments=TWO)
    assert _parts(case) == [
        "penalty_interest 1: 360.00",
        "principal 1: 36000.00",
        "penalty_interest 2: 40.00",
    ]


def test_component_first() -> None:
    case = a_case(paid("2025-06-11", "36430.00"), instalments=TWO, allocation=BY_COMPONENT)
    assert _parts(case) == [
        "penalty_interest 1: 360.00",
        "penalty_interest 2: 60.00",
        "principal 1: 36000.00",
        "principal 2: 10.00",
    ]


def test_the_oldest_is_not_the_first_in_the_file() -> None:
    case = a_case(paid("2025-06-11", "400.00"), instalments=TWO[::-1])
    assert _parts(case) == ["penalty_interest 2: 360.00", "principal 2: 40.00"]


def test_what_falls_due_later_takes_no_part() -> None:
    case = a_case(paid("2025-06-05", "40000.00"), instalments=TWO)
    assert [_summary(entry) for entry in _entries(case, "2025-06-05")] == [
        ("2025-06-05", "repayment", "40000.00", "3856.00")
    ]


def test_what_falls_due_on_the_day_takes_part() -> None:
    case = a_case(paid("2025-06-06", "36190.00"), instalments=TWO)
    assert _parts(case)[-1] == "principal 2: 10.00"


def test_equal_due_dates_are_served_as_scheduled_then_as_filed() -> None:
    items = [an_instalment(due, "10.00") for due in ("2025-08-01", "2025-07-01", "2025-07-01")]
    case = a_case(accelerated("2025-06-01"), paid("2025-06-01", "25.00"), instalments=tuple(items))
    assert _parts(case) == ["principal 2: 10.00", "principal 3: 10.00", "principal 1: 5.00"]


def test_charges_are_served_with_the_first_instalment_even_if_it_is_settled() -> None:
    case = a_case(
        paid("2025-06-01", "36000.00"),
        cost("2025-06-11", "100.00"),
        paid("2025-06-11", "150.00"),
        instalments=TWO,
        allocation=Allocation(PRINCIPAL_FIRST),
    )
    # Principal comes first, but only that of the settled first instalment before the costs.
    assert parts_of(_entries(case)[-1]) == ["costs case: 100.00", "principal 2: 50.00"]


def test_component_first_serves_charges_at_their_place() -> None:
    case = a_case(
        cost("2025-06-11", "100.00"),
        paid("2025-06-11", "48150.00"),
        instalments=TWO,
        allocation=Allocation(PRINCIPAL_FIRST, Across.COMPONENT_FIRST),
    )
    assert _parts(case) == [
        "principal 1: 36000.00",
        "principal 2: 12000.00",
        "costs case: 100.00",
        "penalty_interest 1: 50.00",
    ]


def test_paying_one_instalment_off_leaves_the_others_running() -> None:
    case = a_case(
        paid("2025-06-06", "36180.00"),
        waived("2025-06-16", Component.PENALTY_INTEREST, "120.00"),
        instalments=TWO,
    )
    statement = statement_of(case, "2025-06-26")
    assert yuan(statement.accrued.penalty_interest) == "420.00"  # 5 × 36 + 20 × 12
    assert yuan(statement.outstanding.total) == "12120.00"


# Overpayment


def test_with_none_due_charges_alone_are_served() -> None:
    case = a_case(cost("2025-05-01", "100.00"), paid("2025-05-02", "250.00"))
    (entry,) = _entries(case, "2025-05-31")
    assert parts_of(entry) == ["costs case: 100.00"]
    assert yuan(statement_of(case, "2025-05-31").overpaid) == "150.00"


def test_what_is_left_over_pays_what_falls_due_later() -> None:
    case = a_case(paid("2025-05-02", "250.00"))
    first, second = _entries(case)
    assert _summary(first) == ("2025-05-02", "repayment", "250.00", "250.00")
    assert _summary(second) == ("2025-06-01", "overpaid", "250.00", "0.00")
    assert parts_of(second) == ["principal 1: 250.00"]


def test_what_is_left_over_bears_no_interest() -> None:
    case = a_case(paid("2020-05-02", "36000.00"))
    statement = statement_of(case, "2025-12-31")
    assert (statement.total_due, statement.overpaid, statement.lines) == (0, 0, ())


def test_an_overpayment_that_takes_nothing_is_no_entry() -> None:
    case = a_case(paid("2025-06-01", "40000.00"))
    assert len(_entries(case, "2025-12-31")) == 1
    assert yuan(statement_of(case, "2025-12-31").overpaid) == "4000.00"


def test_an_overpayment_goes_before_the_repayments_of_a_day() -> None:
    case = a_case(
        paid("2025-06-01", "36500.00"),
        cost("2025-06-11", "600.00"),
        paid("2025-06-11", "150.00"),
    )
    _, overpaid, repaid = _entries(case)
    assert _summary(overpaid) == ("2025-06-11", "overpaid", "500.00", "0.00")
    assert _summary(repaid) == ("2025-06-11", "repayment", "150.00", "50.00")


def test_an_overpayment_goes_in_the_order_of_the_case() -> None:
    case = a_case(
        paid("2025-05-01", "36500.00", *PRINCIPAL_FIRST),
        interest="1000.00",
    )
    assert parts_of(_entries(case)[-1]) == ["ordinary_interest 1: 1000.00", "principal 1: 35500.00"]


def test_an_overpayment_meets_an_acceleration() -> None:
    case = a_case(paid("2025-06-01", "40000.00"), accelerated("2025-06-03"), instalments=TWO)
    assert parts_of(_entries(case)[-1]) == ["principal 2: 4000.00"]


def test_overpayments_add_up() -> None:
    case = a_case(paid("2025-05-01", "100.00"), paid("2025-05-02", "50.00"))
    assert _summary(_entries(case)[-1]) == ("2025-06-01", "overpaid", "150.00", "0.00")


# Waivers


def test_a_waiver_takes_the_oldest_instalment_first() -> None:
    case = a_case(waived("2025-06-11", Component.PENALTY_INTEREST, "400.00"), instalments=TWO)
    moved = [m for m in statement_of(case, "2025-06-11").movements if m.kind == "waiver"]
    assert [(m.instalment, yuan(m.amount)) for m in moved] == [(1, "360.00"), (2, "40.00")]


def test_waivers_come_before_the_repayments_of_a_day() -> None:
    case = a_case(
        paid("2025-06-11", "400.00"),
        waived("2025-06-11", Component.PENALTY_INTEREST, "360.00"),
    )
    assert _parts(case) == ["principal 1: 400.00"]


def test_charges_of_a_day_can_be_waived_and_paid_on_it() -> None:
    case = on_top(
        waived("2025-06-11", Component.COSTS, "40.00"),
        paid("2025-06-11", "100.00"),
        cost("2025-06-11", "100.00"),
    )
    assert _parts(case) == ["costs case: 60.00", "ordinary_interest 1: 40.00"]
