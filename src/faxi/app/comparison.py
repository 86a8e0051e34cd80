"""Two or more conventions side by side: the same case under each, and the difference in yuan."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from faxi.app.term_effects import choice_name, statement_under
from faxi.app.terms import TERM_VALUES, Terms, terms_of
from faxi.engine.case import Case
from faxi.engine.daycount import DayCount
from faxi.engine.statement import Statement
from faxi.text.faces import money_face
from faxi.text.words import Words, marked

Changes = Mapping[str, object]  # terms by name; what is not named is as the case has it

# Figures of a column, from top to bottom.
_ROWS: Sequence[tuple[str, Callable[[Statement], str]]] = (
    (marked("Total due"), lambda s: money_face(s.total_due)),
    (marked("Penalty interest accrued"), lambda s: money_face(s.accrued.penalty_interest)),
    (marked("Compound interest accrued"), lambda s: money_face(s.accrued.compound_interest)),
    (marked("Ordinary interest accrued"), lambda s: money_face(s.accrued.ordinary_interest)),
    (marked("Principal outstanding"), lambda s: money_face(s.outstanding.principal)),
    (marked("Grows each day by"), lambda s: money_face(s.per_diem)),
    (marked("Above the cap"), lambda s: money_face(s.cap.over) if s.cap else "—"),
    (marked("Days overdue"), lambda s: str(s.days_overdue)),
)


class Comparison(NamedTuple):
    """A table of figures.

    Attributes:
        columns: What each column changes; the first is the case as it is.
        rows: Name of the figure, then its value in each column, ``"—"`` where there is none.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def compare(case: Case, as_of: date, variants: Sequence[Changes], words: Words) -> Comparison:
    """Return the case as it is beside the case under each variant's terms."""
    now = terms_of(case)
    all_terms = [now, *(changed_terms(now, changes) for changes in variants)]
    statements = [statement_under(case, terms, as_of) for terms in all_terms]
    titles = [words("As entered"), *(variant_name(now, terms, words) for terms in all_terms[1:])]
    rows = [
        (words(name), *(face(found) if found else "—" for found in statements))
        for name, face in _ROWS
    ]
    rows.insert(1, (words("Difference to the first column"), *_differences(statements)))
    return Comparison(tuple(titles), tuple(rows))


def changed_terms(terms: Terms, changes: Changes) -> Terms:
    """Return terms with some of them changed."""
    return Terms(**{**terms._asdict(), **changes})


def _differences(statements: Sequence[Statement | None]) -> list[str]:
    first = statements[0]
    differences = []
    for found in statements:
        if found is None or first is None:
            differences.append("—")
            continue
        difference = found.total_due - first.total_due
        differences.append(("+" if difference > 0 else "") + money_face(difference))
    return differences


def variant_name(now: Terms, terms: Terms, words: Words) -> str:
    """Return what sets terms apart from those of the case."""
    names = [
        term_face(term, terms, words)
        for term in Terms._fields
        if getattr(terms, term) != getattr(now, term)
    ]
    # One to a line, so that a column need not be as wide as everything it changes.
    separator = words.listing(("", "")).rstrip() + "\n"
    return separator.join(dict.fromkeys(names)) or words("As entered")


def term_face(term: str, terms: Terms, words: Words) -> str:
    """Return what a term says, in a word or two."""
    value = getattr(terms, term)
    if term == "cap_value":
        return str(value)
    if term in {"grace_days", "compound_day"} and not str(value).isdecimal():
        return str(value)
    return choice_name(term, value, words)


def usual_variants(case: Case) -> list[Changes]:
    """Return what a comparison begins with: the other of the two usual year bases."""
    other = DayCount.ACT_365
    if case.conventions.day_count is DayCount.ACT_365:
        other = DayCount.ACT_360
    return [{"day_count": other.value}]


def offered_changes(words: Words) -> list[tuple[str, str, object]]:
    """Return every term, name and value that a column can be added for."""
    return [
        (term, choice_name(term, value.value, words), value.value)
        for term, values in TERM_VALUES.items()
        if term != "cap_kind"
        for value in values
    ] + [("cap_apply", choice_name("cap_apply", value, words), value) for value in (True, False)]


def pinned(case: Case) -> Changes:
    """Return the terms as they are now, to be kept while those of the case change."""
    return terms_of(case)._asdict()
