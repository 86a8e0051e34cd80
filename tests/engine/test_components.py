"""The six components and amounts of them."""

from faxi.engine.components import COMPONENTS, Amounts, Component, sum_amounts


def test_keys_are_those_of_the_case_file() -> None:
    assert list(COMPONENTS) == [
        "principal",
        "ordinary_interest",
        "penalty_interest",
        "compound_interest",
        "liquidated_damages",
        "costs",
    ]


def test_amounts_have_a_field_for_each_component() -> None:
    assert list(Amounts._fields) == list(COMPONENTS)
    amounts = Amounts(1, 2, 3, 4, 5, 6)
    assert dict(amounts.items()) == dict(zip(Component, amounts, strict=True))
    assert amounts.total == 21


def test_amounts_are_summed_by_component() -> None:
    assert sum_amounts([(1, 2, 3, 4, 5, 6), [10, 0, 0, 0, 0, 1]]) == Amounts(11, 2, 3, 4, 5, 7)
