"""An event as people read it: its name and the rest in one phrase."""

from faxi.engine import events
from faxi.text.faces import date_face, rate_face, yuan_face
from faxi.text.names import EVENT_NAMES, name_of
from faxi.text.words import Words


def event_name(event: events.Event, words: Words) -> str:
    """Return the name of an event's kind."""
    return words(EVENT_NAMES[event.kind])


def event_detail(event: events.Event, words: Words) -> str:
    """Return what an event says beside its kind and date."""
    match event:
        case events.Repayment(amount=amount, order=order):
            detail = yuan_face(amount, words)
            if order:
                named = words.listing(name_of(component, words) for component in order)
                detail = words("{amount}, set against: {order}", amount=detail, order=named)
            return detail
        case events.Cost() | events.LiquidatedDamages():
            amount_text = yuan_face(event.amount, words)
            return f"{amount_text} {event.label}".strip()
        case events.Waiver():
            return f"{name_of(event.component, words)} {yuan_face(event.amount, words)}"
        case events.PenaltyRateChange() | events.ContractRateChange():
            return rate_face(event.rate, words)
        case events.Pause():
            return words("to {day}, both days included", day=date_face(event.to_date, words))
        case events.Acceleration():
            if event.interest is None:
                return ""
            return words("interest earned: {amount}", amount=yuan_face(event.interest, words))
        case events.Notice():
            return _notice(event, words)


def _notice(notice: events.Notice, words: Words) -> str:
    parts = [name_of(notice.what, words)]
    if notice.amount is not None:
        parts.append(words("judgment debt {amount}", amount=yuan_face(notice.amount, words)))
    if notice.deadline is not None:
        parts.append(words("to perform by {day}", day=date_face(notice.deadline, words)))
    return words.listing(parts)
