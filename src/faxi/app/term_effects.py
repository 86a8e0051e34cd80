"""What each contract term does to the total: the case calculated again with that one term changed.

Every effect costs one or two calculations for each choice, so effects are asked for one term at a
time, and only while somebody looks at them.
"""

from dataclasses import replace
from datetime import date
from enum import Enum
from typing import NamedTuple

from faxi.app.statements import calculate_case
from faxi.app.terms import DEFAULT_TERMS, TERM_VALUES, Terms, read_terms, terms_of
from faxi.engine.case import Case
from faxi.engine.money import Fen
from faxi.engine.problems import CaseError
from faxi.engine.statement import Statement
from faxi.text.faces import money_face
from faxi.text.names import name_of
from faxi.text.words import Words, marked


class Effect(NamedTuple):
    """A choice of a term against its default, everything else as it is.

    Attributes:
        value: The choice.
        difference: What it adds to the total due, in fen; ``None`` where the other terms do not
            allow it.
        is_chosen: Whether the case has it.
    """

    value: object
    difference: Fen | None
    is_chosen: bool


def with_terms(case: Case, terms: Terms) -> Case | None:
    """Return the case under other terms, ``None`` where they contradict themselves or the case."""
    fields, problems = read_terms(terms)
    if problems:
        return None
    changed = replace(case, **fields)
    return None if changed.problems() else changed


def statement_under(case: Case, terms: Terms, as_of: date) -> Statement | None:
    """Return the statement of the case under other terms, ``None`` where there is none."""
    changed = with_terms(case, terms)
    try:
        return calculate_case(changed, as_of) if changed is not None else None
    except CaseError:
        return None


def term_effects(case: Case, as_of: date, term: str) -> list[Effect]:
    """Return the effects of a term's choices against its default, or of the value it has."""
    terms = terms_of(case)
    usual, now = getattr(DEFAULT_TERMS, term), getattr(terms, term)
    values = _alternatives(terms, term)
    base = statement_under(case, _with(terms, term, usual), as_of) if values else None
    effects = []
    for value in values:
        found = statement_under(case, _with(terms, term, value), as_of)
        difference = found.total_due - base.total_due if found and base else None
        effects.append(Effect(value, difference, value == now))
    return effects


def _with(terms: Terms, term: str, value: object) -> Terms:
    return Terms(**{**terms._asdict(), term: value})


def _alternatives(terms: Terms, term: str) -> list[object]:
    """Return the values worth comparing with the default, which is not among them."""
    usual, now = getattr(DEFAULT_TERMS, term), getattr(terms, term)
    if term in {"cap_kind", "cap_value", "cap_apply"}:
        # Without a limit there is nothing to compare; its kind and value only matter together.
        return [True] if term == "cap_apply" and terms.cap_kind else []
    if term in _NEEDS and getattr(terms, _NEEDS[term]) == getattr(DEFAULT_TERMS, _NEEDS[term]):
        return []
    if term in TERM_VALUES:
        return [value.value for value in TERM_VALUES[term] if value.value != usual]
    return [now] if now != usual else []


# Terms that do nothing while another one is at its default.
_NEEDS = {
    "grace_effect": "grace_days",
    "compound_settle": "compound_base",
    "compound_day": "compound_settle",
}


class _Sentences(NamedTuple):
    """What is said of a choice, by what it does."""

    more: str
    less: str
    same: str
    impossible: str


_OFFERED = _Sentences(
    marked("{choice} would be {amount} yuan more"),
    marked("{choice} would be {amount} yuan less"),
    marked("{choice} would make no difference"),
    marked("{choice} does not go with the other terms"),
)
_CHOSEN = _Sentences(
    marked("{choice} (chosen): {amount} yuan more"),
    marked("{choice} (chosen): {amount} yuan less"),
    marked("{choice} (chosen): no difference"),
    marked("{choice} (chosen): not possible"),
)
# Where only the value typed is compared, nobody needs to be told which one was chosen.
_TYPED = _Sentences(
    marked("{choice}: {amount} yuan more"),
    marked("{choice}: {amount} yuan less"),
    marked("{choice}: no difference"),
    marked("{choice}: not possible"),
)


def effect_text(case: Case, as_of: date, term: str, words: Words) -> str:
    """Return what the choices of a term do to the total, as a sentence; ``""`` for nothing."""
    effects = term_effects(case, as_of, term)
    if not effects:
        return ""
    parts = [_said(term, effect, words) for effect in effects]
    usual = choice_name(term, getattr(DEFAULT_TERMS, term), words)
    joined = ("；" if words.language == "zh" else "; ").join(parts)
    return words("Against {default}: {effects}", default=usual, effects=joined)


def _said(term: str, effect: Effect, words: Words) -> str:
    said = _OFFERED
    if effect.is_chosen:
        said = _CHOSEN if term in TERM_VALUES else _TYPED
    choice, difference = choice_name(term, effect.value, words), effect.difference
    if difference is None:
        return words(said.impossible, choice=choice)
    if difference == 0:
        return words(said.same, choice=choice)
    amount = money_face(abs(difference))
    return words(said.more if difference > 0 else said.less, choice=choice, amount=amount)


def choice_name(term: str, value: object, words: Words) -> str:
    """Return what a value of a term is called."""
    if term in TERM_VALUES:
        if not value:
            return words("no cap")
        member: Enum = TERM_VALUES[term](str(value))
        return name_of(member, words)
    if term == "grace_days":
        return words.plural("{count} day of grace", "{count} days of grace", int(str(value)))
    if term == "compound_day":
        return words("day {day}", day=value)
    if term == "cap_apply":
        return words("applying the cap") if value else words("showing the cap only")
    if value == getattr(DEFAULT_TERMS, term):
        return words("the usual order")
    return words("the order chosen")
