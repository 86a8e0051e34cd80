"""Sentences for limit checks, milestones and delay interest: what a code of theirs means.

Nothing here promises a date, says that a right has been lost, or gives advice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from faxi.engine.deadlines import Milestone
from faxi.engine.delay import DelayInterest, DelayLine
from faxi.engine.events import NoticeKind
from faxi.engine.limits import Check, Severity, State
from faxi.engine.rates import Percent, Rate
from faxi.text.faces import (
    PLACES,
    date_face,
    days_face,
    money_face,
    rate_face,
    share_text,
    yuan_face,
)
from faxi.text.names import name_of
from faxi.text.words import Language, Words, marked


class OwnValue(NamedTuple):
    """A value of a series that is a row a person added, which a sentence has to mark."""

    value: Percent


# Parameters that are fen; other whole numbers are days, years or multiples.
MONEY_PARAMS = frozenset({"claimed", "allowed", "concerned"})

# The limit a check measures against: the part of its code before the dot, or all of it.
LEADS: Mapping[str, str] = {
    "licensed": marked(
        "As publicly reported, {limit} is the total beyond which the borrower of a licensed lender "
        "may ask the court for a reduction."
    ),
    "small_loan": marked(
        "As publicly reported, since {first} small-loan companies are to make no more loans that "
        "cost above {limit} all in; this one is of {contract_date}."
    ),
    "small_loan_target": marked(
        "As publicly reported, new loans of small-loan companies are in principle to come down to "
        "{multiple} times the one-year LPR; with the LPR of {contract_date}, {lpr}, that is "
        "{limit}."
    ),
    "private_lpr": marked(
        "For a private loan concluded on {contract_date} the limit is {multiple} times the "
        "one-year LPR of that day, {lpr}: {limit}."
    ),
    "private_old": marked(
        "For a suit filed on {suit_date} the rule of {first} to {last} holds: the courts enforce "
        "up to {limit}."
    ),
    "private_old_if": marked(
        "If the suit was filed between {first} and {last}, the courts enforce up to {limit}."
    ),
    "private_until": marked(
        "The contract is older than the change of the rules: for interest up to {last} the earlier "
        "rule may be asked for, with {limit}."
    ),
    "private_until_if": marked(
        "If the suit is filed after {last}, the earlier rule may be asked for as regards interest "
        "up to that day, with {limit}."
    ),
    "private_since": marked(
        "From {changed} until repayment the limit is {multiple} times the one-year LPR at the time "
        "of the suit ({suit_date}: {lpr}), {limit}."
    ),
    "private_since_if": marked(
        "If the suit is filed from {changed} on, the limit from that day until repayment is "
        "{multiple} times the one-year LPR at the time of the suit; for a suit filed on "
        "{suit_date} that would be {limit} (LPR {lpr})."
    ),
    "private_old_upper": marked("The rule of {first} to {last} has a second line at {limit}."),
    "private_until_upper": marked(
        "For interest up to {last} the earlier rule has a second line at {limit}."
    ),
    "private_missing": marked(
        "Which limit holds for a private loan depends on whether the contract was concluded before "
        "{changed}; please give the contract date."
    ),
    "private_no_rule": marked(
        "The suit was filed on {suit_date}, before {first}; the limit of that time is not on file "
        "here."
    ),
    "lpr_missing": marked(
        "The limit is a multiple of the one-year LPR, of which no value for {day} is on file here."
    ),
    "surcharge_within": marked(
        "A bank may add {low} to {high} to the contract rate, here up to {limit}; the penalty "
        "rate, {rate}, is within that."
    ),
    "surcharge_over": marked(
        "A bank may add {low} to {high} to the contract rate, here up to {limit}; the rate after "
        "the due date, {rate}, is above that."
    ),
    "surcharge_below": marked(
        "A bank may add {low} to {high} to the contract rate; the penalty rate, {rate}, stays "
        "below that."
    ),
    "surcharge_unknown": marked(
        "A bank may add {low} to {high} to the contract rate; without the contract rate the two "
        "cannot be compared."
    ),
    "surcharge_elsewhere": marked(
        "The surcharge of {low} to {high} is laid down for banks. With this lender the contract "
        "decides, and the range is at most a point of reference."
    ),
    "misuse": marked(
        "Only where the money was put to another use than agreed may a bank add {low} to {high}."
    ),
    "small_loan_missing": marked(
        "As publicly reported, since {first} small-loan companies are to make no more loans that "
        "cost above {limit} all in; whether that covers this loan depends on the contract date, "
        "which is not given."
    ),
    "small_loan_before": marked(
        "As publicly reported, small-loan companies are to make no more loans that cost above "
        "{limit} all in since {first} (by another report since {dated}); the loan of "
        "{contract_date} is older, so this does not cover it."
    ),
    "small_loan_between": marked(
        "As publicly reported, small-loan companies are to make no more loans that cost above "
        "{limit} all in. Reports differ on the day, {dated} or {first}; the loan of "
        "{contract_date} lies between the two, so it is open whether this covers it."
    ),
    "card_within": marked(
        "From {first} to {last} overdraft rates of credit cards were bounded by {low} and {limit}; "
        "the rate of those days, {rate}, is within that."
    ),
    "card_below": marked(
        "From {first} to {last} overdraft rates of credit cards were bounded by {low} and {limit}; "
        "a rate below that was charged, and none above it."
    ),
    "card_over": marked(
        "From {first} to {last} overdraft rates of credit cards were bounded by {low} and {limit}; "
        "the rate of those days, {rate}, is above that."
    ),
    "compounding": marked(
        "Here penalty interest itself bears compound interest; courts are split on whether it may."
    ),
    "disclosure_table": marked(
        "As publicly reported, for loans made from {first} on the lender has to present a table of "
        "the all-in cost, and nothing outside it may be charged; compare it with what is claimed."
    ),
    "disclosure_items": marked(
        "As publicly reported, for loans made from {first} on the penalty interest has to be "
        "listed in that table as well; the penalty rate can be checked there."
    ),
    "disclosure_platform": marked(
        "As publicly reported, for a bank's internet loans through a platform made from {first} "
        "on, credit-enhancement fees count into the all-in cost and the platform may not charge "
        "the borrower; check to whom what was paid."
    ),
    "disclosure_platform_if": marked(
        "As publicly reported, for a bank's internet loans through a platform made from {first} "
        "on, credit-enhancement fees count into the all-in cost; whether this is such a loan "
        "depends on the contract date, which is not given."
    ),
    "disclosure_table_if": marked(
        "As publicly reported, for loans made from {first} on the lender has to present a table of "
        "the all-in cost; whether this is such a loan depends on the contract date, which is not "
        "given."
    ),
}

# What was measured, and how it stands: the part of a code after the dot, and the state.
MEASURES: Mapping[str, str] = {
    "contract_rate.within": marked("The contract rate, {rate}, does not exceed it."),
    "contract_rate.over": marked("The contract rate, {rate}, exceeds it."),
    "contract_rate.unknown": marked("Without the contract rate the two cannot be compared."),
    "annual_cost.within": marked(
        "With its fees the loan costs {nominal} a year without interest on interest and "
        "{effective} with it, which does not exceed it."
    ),
    "annual_cost.over": marked(
        "With its fees the loan costs {nominal} a year without interest on interest ({effective} "
        "with it), which exceeds it."
    ),
    "annual_cost.unknown": marked(
        "With its fees the loan costs {nominal} a year without interest on interest, which does "
        "not exceed it, and {effective} with it, which does; which of the two counts is open."
    ),
    "penalty_rate.within": marked("The rate after the due date, {rate}, does not exceed it."),
    "penalty_rate.over": marked("The rate after the due date, {rate}, exceeds it."),
    "total.within": marked(
        "What accrued after the due date, {claimed}, does not exceed what that comes to on the "
        "outstanding principal, {allowed}."
    ),
    "total.over": marked(
        "What accrued after the due date, {claimed}, exceeds what that comes to on the outstanding "
        "principal, {allowed}."
    ),
}

_MEASURED: Mapping[str, str] = {
    "contract_rate": marked("contract rate"),
    "annual_cost": marked("annual cost with fees"),
    "penalty_rate": marked("rate after the due date"),
    "total": marked("total accrued after the due date"),
}

# How serious a finding is, in words, so that it never hangs on a colour.
FINDINGS: Mapping[tuple[Severity, State], str] = {
    ("warning", "over"): marked("Warning: exceeded."),
    ("notice", "over"): marked("Note: exceeded."),
    ("info", "over"): marked("For reference: exceeded."),
    ("info", "within"): marked("Not exceeded."),
    ("notice", "unknown"): marked("Note: open."),
    ("info", "unknown"): marked("To be checked."),
    ("info", "not_applicable"): marked("For reference."),
}

_ASK = marked("The borrower may ask the court to reduce it; it is not reduced automatically.")
_NOT_ENFORCED = marked("The courts do not support the part above it.")
_VOID = marked(
    "The agreement is void as to the part above it; what was paid on that part may be reclaimed."
)
_VOLUNTARY = marked(
    "Between the two lines interest could not be enforced, but what was paid voluntarily could not "
    "be reclaimed."
)

# What follows, by limit and state.
CONSEQUENCES: Mapping[str, str] = {
    "licensed.over": _ASK,
    "small_loan.over": marked("The guidance is for the industry and was not formally published."),
    "private_lpr.over": _NOT_ENFORCED,
    "private_old.over": _NOT_ENFORCED,
    "private_old_if.over": _NOT_ENFORCED,
    "private_until.over": _NOT_ENFORCED,
    "private_until_if.over": _NOT_ENFORCED,
    "private_since.over": _NOT_ENFORCED,
    "private_since_if.over": _NOT_ENFORCED,
    "private_old_upper.over": _VOID,
    "private_old_upper.within": _VOLUNTARY,
    "private_until_upper.over": _VOID,
    "private_until_upper.within": _VOLUNTARY,
}

_CONCERNED = marked("This concerns {concerned}.")

MILESTONES: Mapping[str, str] = {
    "stage": marked(
        "{days} overdue: from here on the debt usually may enter “{stage}”; it may be earlier, "
        "later or never."
    ),
    "asset_class": marked("{days} overdue. {rule}"),
    "limitation": marked(
        "Earliest possible end of the limitation period of {years} years, counted from {start} "
        "({reason})."
    ),
    "limitation_disputed": marked(
        "Earliest possible end of the limitation period of {years} years, counted from {start} "
        "({reason}). After an acceleration this is disputed: counted from the last instalment as "
        "scheduled, {scheduled}, it would be {other}."
    ),
    "enforcement": marked(
        "Last day to apply for enforcement: {years} years from the last day to perform, "
        "{deadline}. The period may be suspended or interrupted."
    ),
    "credit_retention": marked(
        "Negative items are usually kept until then: {years} years from the day the debt was "
        "settled, {settled}."
    ),
    "payment_order": marked(
        "Last day to pay or to object in writing to the payment order: {days} from receipt on "
        "{received}."
    ),
    "answer": marked(
        "Last day to answer the complaint: {days} from receipt on {received}. Not answering does "
        "not stop the case."
    ),
    "appeal": marked(
        "Last day to appeal against a first-instance judgment: {days} from service on {received}. "
        "There is no appeal in small claims or against a document already in effect."
    ),
}

_RESTARTS = marked("Demands, repayments and promises each make it start afresh.")

CALENDAR: Mapping[str, str] = {
    "moved": marked("The last day was a day off, so the next working day takes its place."),
    "unpublished": marked(
        "The official days off of that year are not published here, so the day may yet move."
    ),
}

_REASONS: Mapping[str, str] = {
    "due": marked("last due date"),
    "repayment": marked("latest repayment"),
}

_DELAY = marked(
    "Doubled part of the interest for delayed performance, from {first} to {last}, on the judgment "
    "debt still unpaid. It stands beside the total due and is no part of it; repayments since the "
    "judgment are taken off the judgment debt first."
)
_NO_DELAY = marked("The time to perform the judgment runs until {deadline}.")
_PAID_IN_TIME = marked("The judgment debt was paid in time, so there is no doubled part.")
_COVERED = marked(
    "It came to {amount}; {paid} of it is covered, last of all, by what was paid beyond the debt."
)
_OLDER_DAYS = marked("Days before {counted_from} follow the rules of that time and are left out.")


def check_measure(check: Check, words: Words) -> str:
    """Return what a check held against its limit, ``""`` where it measured nothing."""
    measure = check.code.partition(".")[2]
    return words(_MEASURED[measure]) if measure else ""


def check_text(check: Check, words: Words) -> str:
    """Return what a check found: how serious that is in a word or two, then a few sentences."""
    lead, _, measure = check.code.partition(".")
    templates = [FINDINGS[check.severity, check.state], LEADS[lead]]
    if measure:
        templates.append(MEASURES[f"{measure}.{check.state}"])
    if check.concerned:
        templates.append(_CONCERNED)
    if consequence := CONSEQUENCES.get(f"{lead}.{check.state}"):
        templates.append(consequence)
    return _filled(templates, {**check.params, "concerned": check.concerned}, words)


def milestone_text(milestone: Milestone, words: Words, **named: str) -> str:
    """Return what a date means.

    Args:
        named: ``stage``, the name of a stage, and ``rule``, the words of a rule, for the kinds
            that mention them.
    """
    templates = [MILESTONES[milestone.kind]]
    if milestone.kind.startswith("limitation"):
        templates.append(_RESTARTS)
    if note := CALENDAR.get(str(milestone.params.get("calendar"))):
        templates.append(note)
    return _filled(templates, {**milestone.params, **named}, words)


def delay_text(delay: DelayInterest, words: Words) -> str:
    """Return what the doubled part is counted for."""
    deadline = delay.terms.deadline
    templates = [_DELAY if delay.lines else _NO_DELAY if delay.unpaid_debt else _PAID_IN_TIME]
    params: dict[str, object] = {"deadline": deadline, "counted_from": delay.counted_from}
    if delay.lines:
        params |= {"first": delay.lines[0].from_date, "last": delay.lines[-1].to_date}
    if (delay.counted_from - deadline).days > 1:
        templates.append(_OLDER_DAYS)
    if delay.paid:
        templates.append(_COVERED)
        params |= {key: yuan_face(getattr(delay, key), words) for key in ("amount", "paid")}
    return _filled(templates, params, words)


def delay_formula(line: DelayLine) -> str:
    """Return the arithmetic of a line; evaluated and rounded it gives the amount."""
    return f"{money_face(line.base)} × {line.rate.value} × {line.days}"


def _filled(templates: Iterable[str], params: Mapping[str, object], words: Words) -> str:
    """Return sentences with their values in words, joined as the language joins sentences."""
    said = dict(_said(params, words))
    return ("" if words.language is Language.ZH else " ").join(
        words(template, **said) for template in templates
    )


def _said(params: Mapping[str, object], words: Words) -> Iterator[tuple[str, object]]:
    for key, value in params.items():
        if type(value) in _FACES:
            yield key, _FACES[type(value)](value, words)
        elif key == "reason":
            yield key, words(_REASONS[str(value)])
        elif isinstance(value, int) and key in MONEY_PARAMS:
            yield key, yuan_face(value, words)
        elif isinstance(value, int) and key == "days":
            yield key, days_face(value, words)
        else:
            yield key, value


# How a value is said whatever it is called.
_FACES: Mapping[type, Callable[[Any, Words], str]] = {
    date: date_face,
    Rate: rate_face,
    Fraction: lambda share, _: share_text(share, PLACES),
    OwnValue: lambda own, words: words("{value} (your own row)", value=own.value),
    NoticeKind: name_of,
}
