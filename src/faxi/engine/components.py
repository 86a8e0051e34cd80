"""The six components of what is owed, and one amount for each."""

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

from faxi.engine.money import Fen


class Component(IntEnum):
    """A kind of debt; the value indexes lists of amounts and orders printed lines."""

    PRINCIPAL = 0  # 本金
    ORDINARY_INTEREST = 1  # 期内利息
    PENALTY_INTEREST = 2  # 罚息
    COMPOUND_INTEREST = 3  # 复利
    LIQUIDATED_DAMAGES = 4  # 违约金及其他费用
    COSTS = 5  # 实现债权的费用

    @property
    def key(self) -> str:
        """The name used in case files, statements and exports."""
        return self.name.lower()


COMPONENTS = {component.key: component for component in Component}

# These two belong to the case as a whole, the other four to an instalment.
CHARGES = (Component.LIQUIDATED_DAMAGES, Component.COSTS)


class Amounts(NamedTuple):
    """One amount in fen for each component."""

    principal: Fen
    ordinary_interest: Fen
    penalty_interest: Fen
    compound_interest: Fen
    liquidated_damages: Fen
    costs: Fen

    @property
    def total(self) -> Fen:
        """The sum of all six."""
        return sum(self)

    def items(self) -> Iterator[tuple[Component, Fen]]:
        """Yield each component with its amount."""
        return zip(Component, self, strict=True)


def sum_amounts(rows: Iterable[Iterable[Fen]]) -> Amounts:
    """Return the component-wise sum of rows of six amounts."""
    return Amounts(*map(sum, zip(*rows, strict=True)))
