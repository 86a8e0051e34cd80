"""Plans in words: what a scheme does, how it ends, and which stages it meets."""

from datetime import date

from faxi.engine.crossings import Crossing
from faxi.engine.money import Fen
from faxi.engine.plans import (
    Budgeted,
    ClearBy,
    Lump,
    Monthly,
    PayOn,
    Plan,
    Scheme,
    Settlement,
)
from faxi.engine.walk import MOST_PAYMENTS
from faxi.text.faces import date_face, yuan_face
from faxi.text.words import Words, marked

WAITING_NOTE = marked(
    "Saved against waiting: what would be due on {day} if nothing were paid until then, less "
    "what the plan pays by then and leaves due."
)
LATER_NOTE = marked(
    "Instalments that fall due later ({amount}) are no part of the plan and are paid as they "
    "fall due."
)


def beginning_text(as_of: date, found: tuple[date, Fen] | None, words: Words) -> str:
    """Return that nothing is due on a day and when something will be, ``""`` where it is."""
    if found is None:
        return words("Nothing is due, and nothing falls due later.")
    first, due = found
    if first == as_of:
        return ""
    return words(
        "Nothing is due on {day} yet. {amount} falls due on {first}; plans pay nothing before.",
        day=date_face(as_of, words),
        amount=yuan_face(due, words),
        first=date_face(first, words),
    )


def scheme_name(scheme: Scheme | Budgeted, words: Words) -> str:
    """Return what a scheme does, short enough for the head of a column."""
    match scheme:
        case PayOn(date=day):
            return words("all on {day}", day=date_face(day, words))
        case Monthly() | Budgeted():
            return words("{amount} a month", amount=yuan_face(scheme.amount, words))
        case ClearBy(date=day):
            return words("monthly, clear by {day}", day=date_face(day, words))
        case Lump(rest=rest):
            return words(
                "{amount} on {day}, then {rest}",
                amount=yuan_face(scheme.amount, words),
                day=date_face(scheme.date, words),
                rest=scheme_name(rest, words),
            )
        case Settlement(monthly=None):
            return words(
                "settlement of {amount} on {day}",
                amount=yuan_face(scheme.amount, words),
                day=date_face(scheme.date, words),
            )
        case Settlement(monthly=monthly):
            return words(
                "settlement of {amount} from {day}, {monthly} a month without interest",
                amount=yuan_face(scheme.amount, words),
                day=date_face(scheme.date, words),
                monthly=yuan_face(monthly or 0, words),
            )


def ending(plan: Plan, words: Words) -> str:
    """Return how a plan ends, as one sentence."""
    if plan.clear_on is None:
        return never(plan.monthly or 0, plan.smallest, words)
    payments = sum(not row.is_later for row in plan.rows)
    if not payments:
        return words("Nothing is due, so nothing has to be paid.")
    counted = words.plural("{count} payment", "{count} payments", payments)
    told = {"day": date_face(plan.clear_on, words), "payments": counted}
    return words("Clear on {day} after {payments}.", **told)


def never(amount: int, smallest: int | None, words: Words) -> str:
    """Return that an amount a month never clears, and which would."""
    return words(
        "Never clear: after {years} years of {amount} a month something is still owed. "
        "The smallest amount that clears it: {smallest} a month.",
        years=MOST_PAYMENTS // 12,
        amount=yuan_face(amount, words),
        smallest=yuan_face(smallest or 0, words),
    )


def crossing_text(crossing: Crossing, stage: str, words: Words) -> str:
    """Return whether a plan meets a stage, and when."""
    if crossing.planned is None:
        said = marked("{stage}: avoided (waiting leads there on {waiting})")
    elif crossing.planned == crossing.waiting:
        said = marked("{stage}: on {planned}, as by waiting")
    else:
        said = marked("{stage}: on {planned} (waiting leads there on {waiting})")
    planned = crossing.planned or crossing.waiting
    return words(
        said,
        stage=stage,
        planned=date_face(planned, words),
        waiting=date_face(crossing.waiting, words),
    )
