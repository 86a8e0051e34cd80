"""What a row of the creditor's table was found to be, in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from faxi.engine.components import Component
from faxi.engine.rates import Rate
from faxi.text.faces import date_face, days_face, rate_face, yuan_face
from faxi.text.names import name_of
from faxi.text.words import Words, marked

VERDICT_NAMES: Mapping[str, str] = {
    "right": marked("Right"),
    "rounding_only": marked("Rounding only"),
    "wrong_days": marked("Wrong days"),
    "wrong_year_basis": marked("Wrong year basis"),
    "rate_not_in_force": marked("Rate not in force"),
    "wrong_base": marked("Wrong base"),
    "wrong_allocation_order": marked("Wrong allocation order"),
    "cap_ignored": marked("Cap left out"),
    "unexplained": marked("Unexplained"),
}

# What a table does, by the name of the convention; rounding and orders have many, and one sentence.
_CONVENTIONS: Mapping[str, str] = {
    "both_ends": marked("both the first and the last day are counted"),
    "first_day_in": marked("the first day is counted and the last is not"),
    "last_day_in": marked("the last day is counted and the first is not"),
    "one_day_more": marked("one day too many is counted, as if both ends counted"),
    "one_day_less": marked("one day too few is counted"),
    "days_used": marked("{detail} are counted"),
    "grace_ignored": marked("the days of grace are left out of account"),
    "pause_ignored": marked("the days on which interest was paused are counted"),
    "due_date_moved": marked("the due date is moved to the next working day"),
    "due_date_not_moved": marked("the due date is not moved to the next working day"),
    "ACT/360": marked("a year is taken as 360 days"),
    "ACT/365": marked("a year is taken as 365 days"),
    "ACT/ACT": marked("a year is taken at its actual length, 365 or 366 days"),
    "30E/360": marked("every month is taken as 30 days and the year as 360"),
    "rate_changes_ignored": marked("changes of the rate are left out of account"),
    "rate_change_ignored": marked("the change of the rate on {detail} is left out of account"),
    "rate_from_the_start": marked("{detail} is used from the first day, before it was in force"),
    "contract_rate_on_top": marked("the contract rate is charged beside the penalty rate"),
    "contract_rate_left_out": marked("the contract rate beside the penalty rate is left out"),
    "surcharge": marked("{detail} is used, which is another surcharge on the contract rate"),
    "rate_used": marked("{detail} is used, which was not in force on those days"),
    "payments_ignored": marked("payments made are not taken off the principal"),
    "payment_ignored": marked("the payment of {detail} is not taken into account"),
    "waivers_ignored": marked("what was waived is claimed all the same"),
    "interest_in_base": marked("interest is counted on unpaid interest too"),
    "base_used": marked("interest is counted on {detail}, which was never the base"),
    "compound_none_never": marked("no compound interest is counted"),
    "compound_interest_never": marked("interest is counted on unpaid in-term interest"),
    "compound_interest_month": marked("unpaid in-term interest is compounded every month"),
    "compound_interest_quarter": marked("unpaid in-term interest is compounded every quarter"),
    "compound_interest_and_penalty_month": marked(
        "unpaid interest and penalty interest are compounded every month"
    ),
    "compound_interest_and_penalty_quarter": marked(
        "unpaid interest and penalty interest are compounded every quarter"
    ),
    "interest_before_principal": marked("payments are set against interest before principal"),
    "principal_first": marked("payments are set against principal first"),
    "principal_before_penalty": marked("payments are set against principal before penalty"),
    "penalty_before_interest": marked("payments are set against penalty before interest"),
    "order": marked("payments are set against: {detail}"),
    "oldest_first": marked("payments settle the oldest instalment first"),
    "component_first": marked("payments settle one component of all instalments after the other"),
    "cap_ignored": marked("the cap agreed is not taken off"),
}
_ROUNDED = marked("amounts are rounded otherwise")
_OFF = {
    "days": marked("the days stated"),
    "base": marked("the base stated"),
    "rate": marked("the rate stated"),
    "total": marked("the total stated"),
}


class SaidCause(Protocol):
    """What a cause has to tell: see ``app.claim_variants.Cause``."""

    @property
    def convention(self) -> str:
        """Its name."""

    @property
    def detail(self) -> object:
        """What goes with the name."""


def cause_text(cause: SaidCause, words: Words) -> str:
    """Return what a table does differently, as part of a sentence."""
    message = _CONVENTIONS.get(cause.convention, _ROUNDED)
    detail = cause.detail
    if isinstance(detail, int):
        is_days = cause.convention == "days_used"
        detail = days_face(detail, words) if is_days else yuan_face(detail, words)
    return words(message, detail=_detail(detail, words))


def _detail(detail: object, words: Words) -> str:
    if isinstance(detail, Rate):
        return rate_face(detail, words)
    if isinstance(detail, date):
        return date_face(detail, words)
    if isinstance(detail, tuple):
        return words.listing(name_of(Component(component), words) for component in detail)
    return "" if detail is None else str(detail)


def verdict_name(verdict: str, words: Words) -> str:
    """Return what a row was found to be, in a word or two."""
    return words(VERDICT_NAMES[verdict])


def explanation(
    verdict: str,
    causes: Sequence[SaidCause],
    also: Sequence[SaidCause],
    off: Sequence[str],
    words: Words,
) -> str:
    """Return why a row was judged as it was, as sentences."""
    said = []
    if causes:
        told = words.listing(cause_text(cause, words) for cause in causes)
        said.append(words("Their figure comes out if {what}.", what=told))
    elif verdict == "unexplained":
        said.append(words("No convention known here gives this figure."))
    elif verdict == "rounding_only":
        said.append(words("The difference is no more than rounding."))
    if also:
        told = words.phrases(dict.fromkeys(cause_text(cause, words) for cause in also))
        said.append(words("The same figure would also come out if {what}.", what=told))
    if off:
        told = words.listing(words(_OFF[name]) for name in off)
        said.append(words("Not as the case has it: {what}.", what=told))
    return words.sentences(said)


def difference_text(difference: int | None, words: Words) -> str:
    """Return how much is claimed above or below, with its direction in words."""
    if difference is None:
        return ""
    amount = yuan_face(abs(difference), words)
    if difference == 0:
        return words("no difference")
    said = marked("{amount} too much") if difference > 0 else marked("{amount} too little")
    return words(said, amount=amount)
