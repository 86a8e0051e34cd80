"""The inputs a figure came from, as fields of the form and places of its tables."""

from collections.abc import Iterator
from datetime import date

from faxi.engine.case import Case
from faxi.engine.components import Component
from faxi.engine.events import (
    Acceleration,
    ContractRateChange,
    Cost,
    LiquidatedDamages,
    Pause,
    PenaltyRateChange,
    Repayment,
    Waiver,
)
from faxi.engine.rates import Rate
from faxi.engine.statement import Line, Statement

BY_DAYS = frozenset({"days_overdue", "stage", "bucket"})  # figures that days decide, not yuan
_COUNTING = ("day_count", "inclusion", "rounding")
# The events that make up an amount of a figure, by the first part of its id.
_EVENTS_OF: dict[str, tuple[type, ...]] = {
    "paid": (Repayment,),
    "waived": (Waiver,),
    "overpaid": (Repayment,),
    "allocation": (Repayment,),
}
_CUTTING = (Repayment, Waiver, PenaltyRateChange, ContractRateChange, Acceleration, Pause)
_CHARGES = {Component.COSTS.key: Cost, Component.LIQUIDATED_DAMAGES.key: LiquidatedDamages}


def inputs_of_figure(statement: Statement, figure_id: str) -> tuple[str, ...]:
    """Return the inputs of a figure, each once and the nearest first."""
    return tuple(dict.fromkeys(_figure_inputs(statement, figure_id)))


def _figure_inputs(statement: Statement, figure_id: str) -> Iterator[str]:
    case = statement.case
    head, _, rest = figure_id.partition(".")
    if head == "line":
        yield from _Lines(statement).inputs(statement.lines[int(rest)])
    elif head in _EVENTS_OF:
        yield from _named_events(statement, _EVENTS_OF[head], rest if head == "allocation" else "")
        yield from ("allocation_order", "allocation_across")
    elif rest in _CHARGES:
        yield from _named_events(statement, (_CHARGES[rest],), "")
    elif head == "not_yet_due":
        yield from _instalments(case, "principal")
    elif head in {"cap", "capped_per_diem"}:
        yield from ("cap_kind", "cap_value", "cap_apply")
    elif head in {"accrued", "outstanding"}:
        yield from _component_inputs(statement, rest)
    elif head not in BY_DAYS:
        yield from _instalments(case, "principal")
        yield from penalty_inputs(case)
        yield from ("due_date", "as_of", *_COUNTING)
        if figure_id == "total_due":
            yield from _named_events(statement, (object,), "")


def _component_inputs(statement: Statement, key: str) -> Iterator[str]:
    """Yield the inputs of principal and of the three interests."""
    case = statement.case
    if key == Component.PRINCIPAL.key:
        yield from _instalments(case, "principal")
        return
    if key == Component.ORDINARY_INTEREST.key:
        yield from _instalments(case, "interest")
    found = _Lines(statement)
    for line in statement.lines:
        if line.component.key == key:
            yield from found.inputs(line)


def _instalments(case: Case, first: str) -> Iterator[str]:
    yield first
    yield from (f"instalments[{index}]" for index in range(1, len(case.instalments)))


def penalty_inputs(case: Case) -> Iterator[str]:
    """Yield the fields the penalty rate was read from."""
    if isinstance(case.penalty, Rate):
        yield "penalty_rate"
    else:
        yield from ("penalty_surcharge", "contract_rate")


class _Lines:
    """Finds the inputs of lines: base, rate, what begins and ends them, how they count."""

    def __init__(self, statement: Statement) -> None:
        self._case = case = statement.case
        self._penalty = tuple(penalty_inputs(case))
        self._cutting: dict[int, list[int]] = {}
        self._setting: list[tuple[date, int]] = []
        for index, event in enumerate(case.events):
            if event.date > statement.as_of:
                continue
            if isinstance(event, _CUTTING):
                days = {event.date, event.to_date if isinstance(event, Pause) else event.date}
                for day in days:
                    self._cutting.setdefault(day.toordinal(), []).append(index)
            if isinstance(event, PenaltyRateChange | ContractRateChange):
                self._setting.append((event.date, index))
        self._setting.sort()

    def inputs(self, line: Line) -> Iterator[str]:
        """Yield the inputs of one line, the nearest first."""
        is_compound = line.component is Component.COMPOUND_INTEREST
        own = f"instalments[{line.instalment - 1}]" if line.instalment > 1 else ""
        yield own or ("interest" if is_compound else "principal")
        yield from self._rate_inputs(line)
        yield own or "due_date"
        yield "as_of"
        first, last = line.from_date.toordinal(), line.to_date.toordinal()
        # A line begins or ends on the day of what cuts it, or on the day beside it.
        for day in dict.fromkeys((first - 1, first, last, last + 1)):
            yield from (f"events[{index}]" for index in self._cutting.get(day, ()))
        yield from _COUNTING
        if is_compound:
            yield from ("compound_base", "compound_settle")
        if self._case.grace.days:
            yield "grace_days"

    def _rate_inputs(self, line: Line) -> Iterator[str]:
        """Yield where the rate of a line was set: the last event before it, or the fields."""
        is_ordinary = line.component is Component.ORDINARY_INTEREST
        for day, index in reversed(self._setting):
            is_contract = isinstance(self._case.events[index], ContractRateChange)
            if day <= line.from_date and (is_contract or not is_ordinary):
                yield f"events[{index}]"
                break
        yield from ("contract_rate",) if is_ordinary else self._penalty


def _named_events(statement: Statement, kinds: tuple[type, ...], allocation: str) -> Iterator[str]:
    """Yield the events of some kinds up to the cut-off; of an allocation those of its day."""
    day = statement.allocations[int(allocation)].date if allocation else None
    for index, event in enumerate(statement.case.events):
        counts = event.date <= statement.as_of and (day is None or event.date == day)
        if isinstance(event, kinds) and counts:
            yield f"events[{index}]"
