"""How the debt grew: its points, its jumps, and that it ends at the balance."""

import pytest
from tests.helpers.builders import (
    a_case,
    an_instalment,
    cost,
    counting,
    grace,
    paid,
    statement_of,
    waived,
    yuan,
)

from faxi.engine.case import Case
from faxi.engine.components import Component
from faxi.engine.daycount import Inclusion
from faxi.engine.growth import growth


def _points(case: Case, as_of: str) -> list[str]:
    """Return the points as ``date total``."""
    points = growth(statement_of(case, as_of))
    return [f"{point.date} {yuan(point.outstanding.total)}" for point in points]


def test_before_anything_happened_there_is_one_point() -> None:
    assert _points(a_case(), "2025-05-01") == ["2025-05-01 0.00"]


def test_a_debt_jumps_to_its_principal_and_grows() -> None:
    assert _points(a_case(), "2025-06-11") == [
        "2025-06-01 0.00",
        "2025-06-01 36000.00",
        "2025-06-11 36360.00",
    ]


def test_with_the_last_day_counted_it_grows_from_the_evening() -> None:
    case = counting(a_case(), inclusion=Inclusion.LAST)
    assert _points(case, "2025-06-11")[-1] == "2025-06-11 36360.00"


def test_a_payment_is_a_jump_down() -> None:
    assert _points(a_case(paid("2025-06-06", "10180.00")), "2025-06-11") == [
        "2025-06-01 0.00",
        "2025-06-01 36000.00",
        "2025-06-06 36180.00",
        "2025-06-06 26000.00",
        "2025-06-11 26130.00",
    ]


def test_what_happens_on_the_cut_off_is_its_last_point() -> None:
    case = a_case(waived("2025-06-11", Component.PENALTY_INTEREST, "60.00"))
    assert _points(case, "2025-06-11")[-2:] == ["2025-06-11 36360.00", "2025-06-11 36300.00"]


def test_between_the_ends_of_a_line_it_is_a_straight_line() -> None:
    assert "2025-06-06 36180.00" in _points(a_case(cost("2025-06-06", "1.00")), "2025-06-11")


def test_a_second_instalment_is_a_second_jump() -> None:
    items = (an_instalment(), an_instalment("2025-06-06", "12000.00"))
    assert _points(a_case(instalments=items), "2025-06-11") == [
        "2025-06-01 0.00",
        "2025-06-01 36000.00",
        "2025-06-06 36180.00",
        "2025-06-06 48180.00",
        "2025-06-11 48420.00",
    ]


def test_each_line_grows_from_its_own_day() -> None:
    items = (an_instalment(), an_instalment("2025-06-06", "12000.00"))
    case = a_case(cost("2025-06-03", "1.00"), cost("2025-06-08", "1.00"), instalments=items)
    points = _points(case, "2025-06-11")
    assert "2025-06-03 36072.00" in points
    assert "2025-06-08 48277.00" in points  # 7 × 36 and 2 × 12 yuan, and the first cost


@pytest.mark.parametrize(
    ("inclusion", "point"),
    [
        ("first", "2025-06-06 36180.00"),
        ("last", "2025-06-06 36180.00"),
        ("both", "2025-06-06 36216.00"),
    ],
)
def test_a_day_is_complete_next_morning_or_the_same_evening(inclusion: str, point: str) -> None:
    case = counting(a_case(cost("2025-06-06", "1.00")), inclusion=Inclusion(inclusion))
    assert point in _points(case, "2025-06-11")


def test_an_overpayment_is_no_debt() -> None:
    case = a_case(paid("2025-05-01", "40000.00"))
    assert all(
        point.endswith(" 0.00") or "36000.00" in point for point in _points(case, "2025-07-01")
    )


@pytest.mark.parametrize("inclusion", Inclusion)
@pytest.mark.parametrize("effect", ["threshold", "shift"])
def test_it_ends_at_the_outstanding_of_the_statement(inclusion: Inclusion, effect: str) -> None:
    case = a_case(paid("2025-06-03", "9000.00"), grace=grace(5, effect), interest="77.00")
    statement = statement_of(counting(case, inclusion=inclusion), "2025-07-01")
    assert growth(statement)[-1] == (statement.as_of, statement.outstanding)
