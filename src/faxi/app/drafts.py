"""A case while it is typed: the text of every field, and the case it reads as once it is whole."""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from faxi.app.event_rows import EventReading, EventRow, event_rows, read_event_rows
from faxi.app.row_tables import place_of
from faxi.app.terms import DEFAULT_TERMS, TERM_EDITS, TERM_OF_PATH, Terms, read_terms, terms_of
from faxi.engine.case import Case, Instalment, Lender, LenderKind
from faxi.engine.money import Fen
from faxi.engine.problems import Problem
from faxi.engine.rates import Percent, Rate
from faxi.store.json_text import MAX_TEXT
from faxi.text.faces import money_face
from faxi.text.reading import read_date, read_money, read_percent, read_rate
from faxi.text.words import marked

YEARLY = "%/year"
RATE_UNITS = (YEARLY, "%/month", "%/day", "‰/month", "‱/day")

# What an edit of a field is called when it can be undone.
EDIT_NAMES = {
    "title": marked("Change title"),
    "lender_kind": marked("Change kind of lender"),
    "lender_name": marked("Change name of the lender"),
    "contract_date": marked("Change contract date"),
    "suit_date": marked("Change date of the suit"),
    "principal": marked("Change principal"),
    "interest": marked("Change in-term interest"),
    "contract_rate": marked("Change contract rate"),
    "contract_unit": marked("Change contract rate"),
    "penalty_kind": marked("Change penalty rate"),
    "penalty_rate": marked("Change penalty rate"),
    "penalty_unit": marked("Change penalty rate"),
    "penalty_surcharge": marked("Change surcharge"),
    "due_date": marked("Change due date"),
    "as_of": marked("Change cut-off date"),
    "events": marked("Change events"),
    "cause": marked("Change cause of default"),
    **TERM_EDITS,
}

# The four kinds of causes; each is also the id of a guidance topic, after ``cause_``.
CAUSES = {
    "": marked("not said"),
    "economy": marked("Economic downturn, loss of income"),
    "credit_awareness": marked("Weak credit awareness"),
    "supervision": marked("Misleading advertising, hidden high rates"),
    "special": marked("Illness, accident, special circumstances"),
}


class Draft(NamedTuple):
    """What the form holds, field by field as typed.

    Attributes:
        penalty_kind: ``"surcharge"`` or ``"rate"``: which of the two fields counts.
        terms: What the contract agrees on how to count.
        events: What happened, row by row in file order.
        cause: A key of ``CAUSES``.
        rest: The case that was opened, for everything the form does not show; ``None`` for a new
            one.
    """

    title: str = ""
    lender_kind: str = LenderKind.BANK
    lender_name: str = ""
    contract_date: str = ""
    suit_date: str = ""
    principal: str = ""
    interest: str = ""
    contract_rate: str = ""
    contract_unit: str = YEARLY
    penalty_kind: str = "surcharge"
    penalty_rate: str = ""
    penalty_unit: str = YEARLY
    penalty_surcharge: str = ""
    due_date: str = ""
    as_of: str = ""
    terms: Terms = DEFAULT_TERMS
    events: tuple[EventRow, ...] = ()
    cause: str = ""
    rest: Case | None = None

    @property
    def content(self) -> "Draft":
        """The draft without the cut-off date, which is no part of a case."""
        return self._replace(as_of="")


class Reading(NamedTuple):
    """What a draft reads as.

    Attributes:
        case: ``None`` while something is missing or wrong.
        problems: By name of the field or place of the cell; ``""`` holds those of the case as a
            whole.
        events: What the rows of events read as, to find the row of a later problem.
    """

    case: Case | None
    as_of: date | None
    problems: dict[str, Problem]
    events: EventReading = EventReading((), (), {})

    def placed(self, problem: Problem) -> Problem:
        """Return a problem of the case with the field or cell it belongs beside as its place."""
        problem = self.events.placed(problem)
        is_known = problem.where in EDIT_NAMES or place_of(problem.where) is not None
        field = _FIELDS.get(problem.where, problem.where if is_known else "")
        return problem._replace(where=field)


# Where the fields of the form go by other names than the case file's.
_FIELDS = {"penalty.rate": "penalty_rate", **TERM_OF_PATH}


def changed(draft: Draft, field: str, value: object) -> Draft:
    """Return a draft with another value in one field or term."""
    if field in Terms._fields:
        return draft._replace(terms=Terms(**{**draft.terms._asdict(), field: value}))
    values: dict[str, Any] = {**draft._asdict(), field: value}
    return Draft(**values)


def value_of(draft: Draft, field: str) -> Any:
    """Return what stands in a field or term."""
    return getattr(draft.terms if field in Terms._fields else draft, field)


def new_draft(today: date) -> Draft:
    """Return the draft of a new case, calculated to today."""
    return Draft(as_of=today.isoformat())


def draft_of(case: Case, as_of: date) -> Draft:
    """Return the draft that shows a case; it reads as the same case again."""
    first = case.instalments[0]
    rate, unit = _rate_texts(case.contract_rate)
    is_rate = isinstance(case.penalty, Rate)
    penalty_rate, penalty_unit = _rate_texts(case.penalty if is_rate else None)
    return Draft(
        title=case.title,
        lender_kind=case.lender.kind,
        lender_name=case.lender.name,
        contract_date=_iso(case.contract_date),
        suit_date=_iso(case.suit_date),
        principal=money_face(first.principal),
        interest=money_face(first.interest) if first.interest else "",
        contract_rate=rate,
        contract_unit=unit,
        penalty_kind="rate" if is_rate else "surcharge",
        penalty_rate=penalty_rate,
        penalty_unit=penalty_unit,
        penalty_surcharge="" if is_rate else str(case.penalty).removesuffix("%"),
        due_date=first.due_date.isoformat(),
        as_of=as_of.isoformat(),
        terms=terms_of(case),
        events=event_rows(case),
        cause=cause_of(case),
        rest=case,
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def cause_of(case: Case) -> str:
    """Return the cause of default a case names, ``""`` where it names none known here."""
    cause = case.reserved.get("cause")
    return cause if isinstance(cause, str) and cause in CAUSES else ""


def _rate_texts(rate: Rate | Percent | None) -> tuple[str, str]:
    """Return a rate as number and unit, always in percent."""
    if not isinstance(rate, Rate):
        return "", YEARLY
    return str(rate.value).removesuffix("%"), f"%/{rate.period}"


def read_draft(draft: Draft, today: date) -> Reading:
    """Return the case a draft reads as, or everything that keeps it from being one."""
    reader = _Reader(draft, today)
    for field in ("title", "lender_name"):
        reader.text(field)
    principal = reader.principal()
    interest = reader.interest()
    due_date = reader.day("due_date")
    as_of = reader.day("as_of")
    penalty = reader.penalty()
    contract_rate = reader.contract_rate()
    contract_date = reader.day_if_given("contract_date")
    suit_date = reader.day_if_given("suit_date")
    terms, problems = read_terms(draft.terms)
    events = read_event_rows(draft.events, today)
    reader.problems |= problems | events.problems
    # The cut-off date is no part of the case: without one it can still be saved.
    in_doubt = reader.problems.keys() - {"as_of"}
    if principal is None or due_date is None or penalty is None or in_doubt:
        return Reading(None, as_of, reader.problems, events)
    first = Instalment(due_date, principal, interest)
    rest = draft.rest or Case((first,), penalty)
    case = replace(
        rest,
        title=draft.title,
        lender=Lender(draft.lender_name, LenderKind(draft.lender_kind)),
        contract_date=contract_date,
        suit_date=suit_date,
        contract_rate=contract_rate,
        penalty=penalty,
        instalments=(first, *rest.instalments[1:]),
        events=events.events,
        **terms,
    )
    reading = Reading(_with_cause(case, draft), as_of, reader.problems, events)
    found = {placed.where: placed for placed in map(reading.placed, case.problems())}
    return reading._replace(case=None, problems=reader.problems | found) if found else reading


def _with_cause(case: Case, draft: Draft) -> Case:
    """Return the case with the draft's cause; one that did not change stays as it was."""
    if draft.cause == cause_of(case):
        return case
    reserved = {key: value for key, value in case.reserved.items() if key != "cause"}
    if draft.cause:
        reserved["cause"] = draft.cause
    return replace(case, reserved=reserved)


class _Reader:
    """Reads the fields of a draft one by one and keeps what is wrong with them."""

    def __init__(self, draft: Draft, today: date) -> None:
        self.draft, self.today = draft, today
        self.problems: dict[str, Problem] = {}

    def _note(self, field: str, code: str) -> None:
        text = getattr(self.draft, field).strip()
        if not text:
            code = "field_empty"
        self.problems[field] = Problem(code, field, {"value": text[:40]})

    def text(self, field: str) -> None:
        """Note what no file could hold."""
        text = getattr(self.draft, field)
        if len(text) > MAX_TEXT:
            self.problems[field] = Problem("text_too_long", field, {"limit": MAX_TEXT})
        elif any("\ud800" <= character <= "\udfff" for character in text):
            self.problems[field] = Problem("text_broken", field)

    def principal(self) -> Fen | None:
        try:
            principal = read_money(self.draft.principal)
        except ValueError:
            self._note("principal", "money_unreadable")
            return None
        if principal == 0:
            self._note("principal", "amount_zero")
        return principal

    def interest(self) -> Fen:
        try:
            return read_money(self.draft.interest) if self.draft.interest.strip() else 0
        except ValueError:
            self._note("interest", "money_unreadable")
            return 0

    def day(self, field: str) -> date | None:
        try:
            return read_date(getattr(self.draft, field), self.today)
        except ValueError:
            self._note(field, "date_unreadable")
            return None

    def day_if_given(self, field: str) -> date | None:
        return self.day(field) if getattr(self.draft, field).strip() else None

    def contract_rate(self) -> Rate | None:
        if self.draft.contract_rate.strip():
            return self._rate("contract_rate", self.draft.contract_unit)
        if self.draft.penalty_kind == "surcharge":
            self._note("contract_rate", "field_empty")
        return None

    def penalty(self) -> Rate | Percent | None:
        if self.draft.penalty_kind == "rate":
            return self._rate("penalty_rate", self.draft.penalty_unit)
        try:
            surcharge = read_percent(self.draft.penalty_surcharge)
        except ValueError:
            self._note("penalty_surcharge", "percent_unreadable")
            return None
        if surcharge.is_above(10):
            self._note("penalty_surcharge", "rate_too_high")
        return surcharge

    def _rate(self, field: str, unit: str) -> Rate | None:
        try:
            rate = read_rate(getattr(self.draft, field), unit)
        except ValueError:
            self._note(field, "rate_unreadable")
            return None
        if rate.exceeds_limit():
            self._note(field, "rate_too_high")
        return rate
