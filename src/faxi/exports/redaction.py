"""Blacks out who a case is about, before anything is written: what is not there cannot leak."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from faxi.engine.case import Case, Lender
from faxi.engine.events import Event
from faxi.engine.schedule import Terms

# Of one length, so that the text behind it cannot be guessed by its own.
BLACK = "████"
_TERM = re.compile(r"[0-9A-Z_./%‰‱-]{1,30}|[a-z_]{1,30}|[0-9.]+[%‰‱]/(?:year|month|day)", re.ASCII)


def redacted(case: Case) -> Case:
    """Return the case without names, titles, labels, notes and other free text.

    Every figure and date stays, so the statement of the result says the same.
    """
    return replace(
        case,
        title=_black(case.title),
        lender=Lender(_black(case.lender.name), case.lender.kind),
        notes=_black(case.notes),
        events=tuple(_event(event) for event in case.events),
        # Names, numbers and whatever else a person wrote; a cause may be an illness.
        reserved=_reserved(case.reserved),
    )


def _reserved(reserved: Mapping[str, Any]) -> dict[str, Any]:
    """Return the terms a schedule was made from, which name nobody.

    Without them its instalments of interest alone could not be read again.
    """
    schedule = reserved.get("schedule")
    if not isinstance(schedule, Mapping):
        return {}
    kept = {
        key: text
        for key in Terms.__slots__
        if isinstance(text := schedule.get(key), str) and _TERM.fullmatch(text)
    }
    return {"schedule": kept} if "method" in kept else {}


def _black(text: str) -> str:
    return BLACK if text else ""


def _event(event: Event) -> Event:
    values = {field.name: getattr(event, field.name) for field in fields(event)}
    # Words from a list are enumerations; a plain text is what somebody wrote.
    written = {name: BLACK for name, value in values.items() if type(value) is str and value}
    return replace(event, **written)  # type: ignore[arg-type]
