"""Debts for plans: random ones that can be carried on, and a plain one with round figures."""

import random
from collections.abc import Iterator
from datetime import date

from tests.helpers.builders import a_case, a_rulebook, day
from tests.helpers.random_cases import random_case

from faxi.engine.calculate import calculate
from faxi.engine.case import Case
from faxi.engine.events import Event, Waiver
from faxi.store.case_file import read_case

RULES = a_rulebook()


def a_debt(*happened: Event, principal: str = "36000.00", penalty: str = "36%/year") -> Case:
    """Return a debt of 36,000 yuan due on 1 January 2026 that grows by 36 yuan a day."""
    return a_case(*happened, due="2026-01-01", principal=principal, penalty=penalty)


def due_on(case: Case, on: date | str) -> int:
    """Return the total due on a day, in fen."""
    chosen = day(on) if isinstance(on, str) else on
    return calculate(case, chosen, RULES).total_due


def random_debts(count: int, seed: int) -> Iterator[tuple[Case, date]]:
    """Yield random cases with a cut-off, without waivers to come: a plan could overtake those."""
    rng = random.Random(seed)
    for _ in range(count):
        document, as_of_text = random_case(rng)
        case, as_of = read_case(document), date.fromisoformat(as_of_text)
        if not any(isinstance(e, Waiver) and e.date >= as_of for e in case.events):
            yield case, as_of
