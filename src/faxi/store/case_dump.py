"""An engine case as the JSON document of a case file; unlike reading, this takes no library."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from faxi.engine import events
from faxi.engine.case import Cap, CapKind, Case
from faxi.engine.components import Component
from faxi.engine.money import money_text
from faxi.engine.rates import Percent, Rate, decimal_text

FORMAT = "faxi-case"
VERSION = 1


def dump_case(case: Case) -> dict[str, Any]:
    """Return the JSON document of a case; ``read_case`` gives the same case back."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "title": case.title,
        "lender": {"name": case.lender.name, "kind": str(case.lender.kind)},
        "contract_date": case.contract_date,
        "suit_date": case.suit_date,
        "contract_rate": case.contract_rate,
        "penalty": {"rate" if isinstance(case.penalty, Rate) else "surcharge": case.penalty},
        "penalty_mode": str(case.penalty_mode),
        "instalments": [
            {
                "due_date": item.due_date,
                "principal": money_text(item.principal),
                "interest": money_text(item.interest),
            }
            for item in case.instalments
        ],
        "conventions": _slots(case.conventions),
        "due_date_roll": str(case.due_date_roll),
        "grace": _slots(case.grace),
        "compounding": _slots(case.compounding),
        "allocation": {
            "order": [component.key for component in case.allocation.order],
            "across": str(case.allocation.across),
        },
        "cap": _dump_cap(case.cap) if case.cap else None,
        "events": [_dump_event(event) for event in case.events],
        "notes": case.notes,
    }
    given = {key: _plain(value) for key, value in document.items() if value is not None}
    return {**given, **case.reserved}


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: rates, percentages and dates as text."""
    if isinstance(value, Rate | Percent | date):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def _slots(value: Any) -> dict[str, Any]:
    items = ((name, getattr(value, name)) for name in value.__slots__)
    return {name: item if type(item) is int else str(item) for name, item in items}


def _dump_cap(cap: Cap) -> dict[str, Any]:
    limit: Any = cap.limit
    if cap.kind is CapKind.AMOUNT and isinstance(limit, int):
        limit = money_text(limit)
    elif cap.kind is CapKind.LPR_MULTIPLE and isinstance(limit, Percent):
        limit = decimal_text(limit.digits, limit.scale)
    return {str(cap.kind): limit, "apply": cap.apply}


_EVENT_KEYS: Mapping[type, Mapping[str, str]] = {
    events.Pause: {"date": "from", "to_date": "to"},
}


def _dump_event(event: events.Event) -> dict[str, Any]:
    keys = _EVENT_KEYS.get(type(event), {})
    document: dict[str, Any] = {"kind": event.kind}
    for name in event.__slots__:
        value = getattr(event, name)
        if value is None:
            continue
        if name in {"amount", "interest"}:
            value = money_text(value)
        elif name == "order":
            value = [component.key for component in value]
        elif name == "component":
            value = Component(value).key
        elif name == "what":
            value = str(value)
        document[keys.get(name, name)] = value
    return document
