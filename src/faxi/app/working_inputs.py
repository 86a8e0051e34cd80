"""The inputs a figure came from, as fields of the form and places of its tables."""

from collections.abc import Iterator

from faxi.engine.case import Case
from faxi.engine.components import Component
from faxi.engine.events import (
    Acceleration,
    ContractRateChange,
    Cost,
    Event,
    LiquidatedDamages,
    Pause,
    PenaltyRateChange,
    Repayment,
    Waiver,
)
from faxi.engine.rates import Rate
from faxi.engine.statement import Line, Statement

_COUNTING = ("day_count", "inclusion", "rounding")
# The events that make up an amount of a figure, by the first part of its id.
_EVENTS_OF: dict[str, tuple[type, ...]] = {
    "paid": (Repayment,),
    "waived": (Waiver,),
    "overpaid": (Repayment,),
    "allocation": (Repayment,),
}
_CHARGES = {Component.COSTS.key: Cost, Component.LIQUIDATED_DAMAGES.key: LiquidatedDamages}


def inputs_of_figure(statement: Statement, figure_id: str) -> tuple[str, ...]:
    """Return the inputs of a figure, each once and the nearest first."""
    return tuple(dict.fromkeys(_figure_inputs(statement, figure_id)))


def inputs_of_line(statement: Statement, line: Line) -> tuple[str, ...]:
    """Return the inputs of a line: its base, its rate, what begins and ends it, how it counts."""
    return tuple(dict.fromkeys(_line_inputs(statement, line)))


def _figure_inputs(statement: Statement, figure_id: str) -> Iterator[str]:
    case = statement.case
    head, _, rest = figure_id.partition(".")
    if head in _EVENTS_OF:
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
    elif head != "days_overdue":
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
    for line in statement.lines:
        if line.component.key == key:
            yield from _line_inputs(statement, line)


def _instalments(case: Case, first: str) -> Iterator[str]:
    yield first
    yield from (f"instalments[{index}]" for index in range(1, len(case.instalments)))


def penalty_inputs(case: Case) -> Iterator[str]:
    """Yield the fields the penalty rate was read from."""
    if isinstance(case.penalty, Rate):
        yield "penalty_rate"
    else:
        yield from ("penalty_surcharge", "contract_rate")


def _line_inputs(statement: Statement, line: Line) -> Iterator[str]:
    case = statement.case
    is_compound = line.component is Component.COMPOUND_INTEREST
    if line.instalment == 1:
        yield "interest" if is_compound else "principal"
    else:
        yield f"instalments[{line.instalment - 1}]"
    yield from _rate_inputs(case, line)
    yield "due_date" if line.instalment == 1 else f"instalments[{line.instalment - 1}]"
    yield "as_of"
    for index, event in enumerate(case.events):
        if event.date <= statement.as_of and _touches(event, line):
            yield f"events[{index}]"
    yield from _COUNTING
    if is_compound:
        yield from ("compound_base", "compound_settle")
    if case.grace.days:
        yield "grace_days"


def _rate_inputs(case: Case, line: Line) -> Iterator[str]:
    """Yield where the rate of a line was set: the last event before it, or the fields."""
    is_ordinary = line.component is Component.ORDINARY_INTEREST
    kinds = (ContractRateChange,) if is_ordinary else (PenaltyRateChange, ContractRateChange)
    setting = [
        (event.date, index)
        for index, event in enumerate(case.events)
        if isinstance(event, kinds) and event.date <= line.from_date
    ]
    if setting:
        yield f"events[{max(setting)[1]}]"
    if is_ordinary:
        yield "contract_rate"
    else:
        yield from penalty_inputs(case)


def _touches(event: Event, line: Line) -> bool:
    """Tell whether an event lies at an end of a line, where a line begins or ends because of it."""
    ends = {line.from_date.toordinal() + step for step in (-1, 0)}
    ends |= {line.to_date.toordinal() + step for step in (0, 1)}
    if isinstance(event, Pause):
        return bool(ends & {event.date.toordinal(), event.to_date.toordinal()})
    cutting = (Repayment, Waiver, PenaltyRateChange, ContractRateChange, Acceleration)
    return isinstance(event, cutting) and event.date.toordinal() in ends


def _named_events(statement: Statement, kinds: tuple[type, ...], allocation: str) -> Iterator[str]:
    """Yield the events of some kinds up to the cut-off; of an allocation those of its day."""
    day = statement.allocations[int(allocation)].date if allocation else None
    for index, event in enumerate(statement.case.events):
        counts = event.date <= statement.as_of and (day is None or event.date == day)
        if isinstance(event, kinds) and counts:
            yield f"events[{index}]"
