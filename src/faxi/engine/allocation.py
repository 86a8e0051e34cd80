"""Sets a payment against what is owed, in the agreed order (抵充)."""

from collections.abc import Iterator, Sequence
from itertools import product

from faxi.engine.accrual import Account, Balance
from faxi.engine.case import Across
from faxi.engine.components import CHARGES, Component
from faxi.engine.money import Fen
from faxi.engine.statement import Part


def allocate(
    money: Fen,
    order: Sequence[Component],
    across: Across,
    accounts: Sequence[Account],
    charges: Balance,
) -> tuple[tuple[Part, ...], Fen]:
    """Pay what is owed until the money or the debt is used up.

    Args:
        accounts: Instalments fallen due, oldest first; the first leads even if it is settled.
        charges: Costs and damages of the case.

    Returns:
        The parts taken, in the order they were served, and what is left of the money.
    """
    parts = []
    for balance, component in _places(order, across, accounts, charges):
        taken = min(money, balance.owed[component])
        if taken:
            balance.take(component, taken)
            parts.append(Part(component, balance.number, taken))
            money -= taken
            if not money:
                break
    return tuple(parts), money


def _places(
    order: Sequence[Component], across: Across, accounts: Sequence[Account], charges: Balance
) -> Iterator[tuple[Balance, Component]]:
    """Yield who is served with what, first to last."""
    if across is Across.COMPONENT_FIRST:
        for component in order:
            for balance in (charges,) if component in CHARGES else accounts:
                yield balance, component
        return
    # Charges are served at their place while the first instalment is.
    lead: Balance = accounts[0] if accounts else charges
    for component in order:
        yield (charges if component in CHARGES else lead), component
    yield from product(accounts[1:], [each for each in order if each not in CHARGES])
