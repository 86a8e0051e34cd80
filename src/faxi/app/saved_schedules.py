"""The key ``schedule`` of a case: where its instalments came from, and which payments are theirs.

The payments stand among the case's events like any other; the key only says which of them belong
to which instalment. A key that another program wrote is kept and left alone.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from faxi.app.instalment_rows import Paid
from faxi.app.loan_terms import TERM_FIELDS, read_terms, terms_texts
from faxi.engine.case import Case
from faxi.engine.events import Event, Repayment
from faxi.engine.money import money_text
from faxi.engine.schedule import Method, Terms

SCHEDULE, METHOD, PAID = "schedule", "method", "paid"
_ANY_DAY = date(2000, 1, 1)  # saved dates are dates, never words for days


class SavedSchedule(NamedTuple):
    """What a case says of its schedule.

    Attributes:
        terms: ``None`` for own rows.
        paid: Payments that belong to instalments; the last events of the case.
    """

    terms: Terms | None = None
    paid: tuple[Paid, ...] = ()


def saved_schedule(case: Case) -> SavedSchedule | None:
    """Return what a case says of its schedule, ``None`` where it says nothing that we know."""
    document = case.reserved.get(SCHEDULE)
    if not isinstance(document, Mapping) or document.get(METHOD) not in tuple(Method):
        return None
    texts = {
        field.key: text for field in TERM_FIELDS if isinstance(text := document.get(field.key), str)
    }
    terms = None if texts[METHOD] == Method.OWN_ROWS else read_terms(texts, _ANY_DAY).terms
    return SavedSchedule(terms, _paid(document.get(PAID), case))


def schedule_key(saved: SavedSchedule) -> dict[str, Any]:
    """Return the key as the case file has it; ``saved_schedule`` reads it back."""
    texts = terms_texts(saved.terms) if saved.terms else {METHOD: str(Method.OWN_ROWS)}
    paid = [
        {
            "instalment": payment.row + 1,
            "date": payment.date.isoformat(),
            "amount": money_text(payment.amount),
        }
        for payment in saved.paid
    ]
    return {**texts, **({PAID: paid} if paid else {})}


def other_events(case: Case) -> tuple[Event, ...]:
    """Return the events of a case without the payments that belong to instalments."""
    saved = saved_schedule(case)
    return case.events[: len(case.events) - len(saved.paid)] if saved else case.events


def _paid(entries: object, case: Case) -> tuple[Paid, ...]:
    """Return the payments named, if they are just the last events of the case."""
    if not isinstance(entries, list) or not 0 < len(entries) <= len(case.events):
        return ()
    found = []
    for entry, event in zip(entries, case.events[-len(entries) :], strict=True):
        paid = _paid_by(entry, event, len(case.instalments))
        if paid is None:
            return ()
        found.append(paid)
    rows = [paid.row for paid in found]
    # One payment an instalment, in their order: what the table of instalments can show.
    return tuple(found) if sorted(set(rows)) == rows else ()


def _paid_by(entry: object, event: Event, count: int) -> Paid | None:
    """Return the payment an entry names, ``None`` unless the event is that very payment."""
    if not isinstance(event, Repayment) or event.order is not None:
        return None
    number = entry.get("instalment") if isinstance(entry, Mapping) else None
    if type(number) is not int or not 1 <= number <= count:
        return None
    paid = Paid(number - 1, event.date, event.amount)
    wanted = {
        "instalment": number,
        "date": event.date.isoformat(),
        "amount": money_text(event.amount),
    }
    return paid if entry == wanted else None
