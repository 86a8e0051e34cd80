"""What a kind of lender suggests and the program never sets by itself."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from faxi.app.drafts import Draft
from faxi.engine.case import CapKind, LenderKind
from faxi.engine.daycount import DayCount
from faxi.rules.law import law
from faxi.text.names import name_of
from faxi.text.reading import read_date
from faxi.text.words import Words, marked

_LPR_RULE = "limits.private.lpr_multiple"


class Offer(NamedTuple):
    """Changes a person can take with one click.

    Attributes:
        id: Names it for automation.
        edit: What taking it is called when it can be undone.
        changes: Values by field.
    """

    id: str
    text: str
    edit: str
    changes: Mapping[str, object]


def offers_for(draft: Draft, today: date, words: Words) -> tuple[str, list[Offer]]:
    """Return why something is offered, and what; nothing for a lender that suggests nothing."""
    if draft.lender_kind != LenderKind.PRIVATE:
        return "", []
    offers = []
    if draft.terms.day_count != DayCount.ACT_365:
        basis = name_of(DayCount.ACT_365, words)
        text = words("Count by {basis}", basis=basis)
        edit = marked("Take the year basis offered")
        offers.append(Offer("dayCount", text, edit, {"day_count": DayCount.ACT_365.value}))
    rule = law()[_LPR_RULE]
    multiple = str(rule.values["multiple"])
    has_cap = draft.terms.cap_kind == CapKind.LPR_MULTIPLE
    made = _day(draft.contract_date, today)
    if not has_cap and (made is None or rule.is_in_force(made)):
        text = words("Compare with {multiple} times the LPR", multiple=multiple)
        changes = {"cap_kind": CapKind.LPR_MULTIPLE.value, "cap_value": multiple}
        offers.append(Offer("cap", text, marked("Take the cap offered"), changes))
    if not offers:
        return "", []
    reason = words(
        "Private loans are usually counted by the actual days of 365, and courts hold them against "
        "a multiple of the LPR. Nothing is changed unless you choose it."
    )
    return reason, offers


def _day(text: str, today: date) -> date | None:
    try:
        return read_date(text, today)
    except ValueError:
        return None
