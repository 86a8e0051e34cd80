"""The key ``schedule`` of a case: where its instalments came from, and which payments are theirs.

The payments stand among the case's events like any other; the key only says which of them belong
to which instalment. What another program wrote in it is kept and left alone.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from faxi.app.instalment_rows import Paid
from faxi.app.loan_terms import TERM_FIELDS, read_terms, terms_texts
from faxi.engine.case import Case
from faxi.engine.events import Event, Repayment
from faxi.engine.money import money_text
from faxi.engine.schedule import Method, Schedule, Terms

SCHEDULE, METHOD, PAID = "schedule", "method", "paid"
_ANY_DAY = date(2000, 1, 1)  # saved dates are dates, never words for days
_KEYS = tuple(field.key for field in TERM_FIELDS)

Texts = tuple[tuple[str, str], ...]
OWN_ROWS: Texts = ((METHOD, str(Method.OWN_ROWS)),)


class SavedSchedule(NamedTuple):
    """What a case says of its schedule.

    Attributes:
        texts: The terms by key, ``method`` among them; own rows may name the drawdown and a fee.
        paid: Payments that belong to instalments; the last events of the case.
    """

    texts: Texts = OWN_ROWS
    paid: tuple[Paid, ...] = ()

    @property
    def terms(self) -> Terms | None:
        """The terms; ``None`` for own rows."""
        texts = dict(self.texts)
        return None if texts[METHOD] == Method.OWN_ROWS else read_terms(texts, _ANY_DAY).terms


def saved_of(schedule: Schedule, paid: tuple[Paid, ...] = ()) -> SavedSchedule:
    """Return what a case says of a schedule; of own rows what they do not say themselves."""
    if schedule.terms is not None:
        return SavedSchedule(tuple(terms_texts(schedule.terms).items()), paid)
    beside: Texts = (("drawdown_date", schedule.drawdown_date.isoformat()),)
    if schedule.upfront_fee:
        beside += (("upfront_fee", money_text(schedule.upfront_fee)),)
    return SavedSchedule(OWN_ROWS + beside, paid)


def saved_schedule(case: Case) -> SavedSchedule | None:
    """Return what a case says of its schedule, ``None`` where it says nothing that we know."""
    document = case.reserved.get(SCHEDULE)
    if not isinstance(document, Mapping) or document.get(METHOD) not in tuple(Method):
        return None
    texts = tuple((key, text) for key in _KEYS if isinstance(text := document.get(key), str))
    return SavedSchedule(texts, _paid(document.get(PAID), case))


def schedule_key(saved: SavedSchedule, before: object = None) -> dict[str, Any]:
    """Return the key as the case file has it; ``saved_schedule`` reads it back.

    Args:
        before: The key it takes the place of, for what another program wrote in it.
    """
    paid = [
        {
            "instalment": payment.row + 1,
            "date": payment.date.isoformat(),
            "amount": money_text(payment.amount),
        }
        for payment in saved.paid
    ]
    known = (*_KEYS, PAID)
    others = dict(before) if isinstance(before, Mapping) and METHOD in before else {}
    kept = {key: value for key, value in others.items() if key not in known}
    return {**dict(saved.texts), **({PAID: paid} if paid else {}), **kept}


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
    wanted = {
        "instalment": number,
        "date": event.date.isoformat(),
        "amount": money_text(event.amount),
    }
    return Paid(number - 1, event.date, event.amount) if entry == wanted else None
