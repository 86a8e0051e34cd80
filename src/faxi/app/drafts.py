"""A case while it is typed: the text of every field, and the case it reads as once it is whole."""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from faxi.app.claim_cells import CLAIM, ClaimCells, cells_of, claim_key
from faxi.app.event_rows import EVENTS, EventReading, EventRow, read_event_rows, row_of
from faxi.app.instalment_rows import (
    INSTALMENTS,
    InstalmentReading,
    InstalmentRow,
    instalment_rows,
    read_instalment_rows,
)
from faxi.app.row_tables import cell_path, place_of
from faxi.app.saved_schedules import (
    OWN_ROWS,
    SCHEDULE,
    SavedSchedule,
    Texts,
    other_events,
    saved_schedule,
    schedule_key,
)
from faxi.app.terms import DEFAULT_TERMS, TERM_EDITS, TERM_OF_PATH, Terms, read_terms, terms_of
from faxi.engine.case import Case, Lender, LenderKind
from faxi.engine.problems import Problem
from faxi.engine.rates import Percent, Rate, parse_rate
from faxi.store.json_text import MAX_TEXT
from faxi.text.faces import money_face
from faxi.text.reading import read_date, read_percent, read_rate
from faxi.text.words import marked

YEARLY = "%/year"
PLANS = "plans"  # the key of the case file, and the field of the draft

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
    "instalments": marked("Change instalments"),
    "schedule": marked("Make a schedule"),
    "events": marked("Change events"),
    "notes": marked("Change notes"),
    "cause": marked("Change cause of default"),
    "plans": marked("Change ways out"),
    "claim": marked("Change the creditor's table"),
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
        instalments: All of them row by row, the first one the same as in the fields above; empty
            where the fields hold the only one.
        schedule: The terms the instalments were made from, as texts by key; empty if they were not.
        events: What happened, row by row in file order.
        cause: A key of ``CAUSES``.
        plans: The ways out kept, as the case file has them; ``None`` without any.
        claim: The creditor's table, row by row.
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
    instalments: tuple[InstalmentRow, ...] = ()
    schedule: Texts = ()
    events: tuple[EventRow, ...] = ()
    cause: str = ""
    notes: str = ""
    plans: Any = None
    claim: tuple[ClaimCells, ...] = ()
    rest: Case | None = None

    @property
    def rows(self) -> tuple[InstalmentRow, ...]:
        """All instalments row by row, also where the fields hold the only one."""
        only = InstalmentRow(self.due_date, self.principal, self.interest)
        return self.instalments or (() if only.is_blank else (only,))

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
    instalments: InstalmentReading = InstalmentReading((), (), (), {})

    def placed(self, problem: Problem) -> Problem:
        """Return a problem of the case with the field or cell it belongs beside as its place."""
        problem = self._paid(problem) or self.instalments.placed(self.events.placed(problem))
        is_known = problem.where in EDIT_NAMES or place_of(problem.where) is not None
        field = _FIELDS.get(problem.where, problem.where if is_known else "")
        return problem._replace(where=field)

    def place(self, where: str) -> str:
        """Return the field or cell that shows what a path of the case names, else the path."""
        return self.placed(Problem("field_empty", where)).where or where

    def _paid(self, problem: Problem) -> Problem | None:
        """Return a problem of a repayment that the row of an instalment names, at its cell."""
        place = place_of(problem.where)
        index = place.row - len(self.events.rows) if place and place.table == EVENTS else -1
        if place is None or not 0 <= index < len(self.instalments.paid):
            return None
        row = self.instalments.rows[self.instalments.paid[index].row]
        column = {"amount": "paid", "date": "paid_on"}.get(place.column, "")
        return problem._replace(where=cell_path(INSTALMENTS, row, column))


# The fields that hold the first instalment.
_FIRST = ("due_date", "principal", "interest")

# Where the fields of the form go by other names than the case file's.
_FIELDS = {"penalty.rate": "penalty_rate", **TERM_OF_PATH}


def changed(draft: Draft, field: str, value: object) -> Draft:
    """Return a draft with another value in one field or term."""
    if field in Terms._fields:
        return draft._replace(terms=Terms(**{**draft.terms._asdict(), field: value}))
    if field == SCHEDULE:
        return _with_loan(draft, *_pair(value))
    values: dict[str, Any] = {**draft._asdict(), field: value}
    draft = Draft(**values)
    if field == INSTALMENTS:
        return _with_rows(draft, draft.instalments)
    if field in _FIRST and draft.instalments:
        first = draft.instalments[0]._replace(**{field: str(value)})
        return draft._replace(instalments=(first, *draft.instalments[1:]))
    return draft


def _pair(value: Any) -> tuple[tuple[InstalmentRow, ...], Texts]:
    rows, texts = value
    return rows, texts


def _with_rows(draft: Draft, rows: tuple[InstalmentRow, ...]) -> Draft:
    """Return a draft with other instalments; the fields are enough for one that says no more."""
    first = rows[0] if rows else InstalmentRow()
    firsts = {name: getattr(first, name) for name in _FIRST}
    schedule = draft.schedule if rows else ()
    says_more = schedule or first.is_blank or first.paid_on.strip() or first.paid.strip()
    is_plain = not rows or (len(rows) == 1 and not says_more)
    return draft._replace(instalments=() if is_plain else rows, schedule=schedule, **firsts)


def _with_loan(draft: Draft, rows: tuple[InstalmentRow, ...], texts: Texts) -> Draft:
    """Return a draft with the instalments of a schedule; its rate fills an empty one."""
    draft = _with_rows(draft._replace(schedule=texts), rows)
    rate = dict(texts).get("rate")
    if rate and not draft.contract_rate.strip():
        number, unit = _rate_texts(parse_rate(rate))
        draft = draft._replace(contract_rate=number, contract_unit=unit)
    return draft


def value_of(draft: Draft, field: str) -> Any:
    """Return what stands in a field or term."""
    return getattr(draft.terms if field in Terms._fields else draft, field)


def new_draft(today: date) -> Draft:
    """Return the draft of a new case, calculated to today."""
    return Draft(as_of=today.isoformat())


def draft_of(case: Case, as_of: date) -> Draft:
    """Return the draft that shows a case; it reads as the same case again."""
    first, saved = case.instalments[0], saved_schedule(case)
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
        instalments=_rows_of(case, saved),
        schedule=saved.texts if saved else (),
        events=tuple(map(row_of, other_events(case))),
        cause=cause_of(case),
        notes=case.notes,
        plans=case.reserved.get(PLANS),
        claim=cells_of(case),
        rest=case,
    )


def _rows_of(case: Case, saved: SavedSchedule | None) -> tuple[InstalmentRow, ...]:
    if len(case.instalments) == 1 and saved is None:
        return ()
    return instalment_rows(case, saved.paid if saved else ())


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
    for field in ("title", "lender_name", "notes"):
        reader.text(field)
    instalments = reader.instalments()
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
    reading = Reading(None, as_of, reader.problems, events, instalments)
    if penalty is None or in_doubt:
        return reading
    case = replace(
        draft.rest or Case(instalments.instalments, penalty),
        title=draft.title,
        notes=draft.notes,
        lender=Lender(draft.lender_name, LenderKind(draft.lender_kind)),
        contract_date=contract_date,
        suit_date=suit_date,
        contract_rate=contract_rate,
        penalty=penalty,
        instalments=instalments.instalments,
        events=events.events + tuple(payment.repayment for payment in instalments.paid),
        **terms,
    )
    case = _with_cause(_with_schedule(case, draft, instalments), draft)
    case = _with_claim(_with_plans(case, draft), draft)
    found = {placed.where: placed for placed in map(reading.placed, case.problems())}
    return reading._replace(case=None if found else case, problems=reader.problems | found)


def _with_schedule(case: Case, draft: Draft, reading: InstalmentReading) -> Case:
    """Return the case with what the draft says of its schedule, left alone where it says the same.

    Instalments of interest alone and payments of instalments need one, if only of own rows.
    """
    before = saved_schedule(draft.rest) if draft.rest else None
    is_needed = draft.schedule or reading.paid or not all(i.principal for i in case.instalments)
    saved = SavedSchedule(draft.schedule or OWN_ROWS, reading.paid) if is_needed else None
    if saved == before:
        return case
    reserved = dict(case.reserved)
    if saved is None:
        del reserved[SCHEDULE]
    else:
        reserved[SCHEDULE] = schedule_key(saved, reserved.get(SCHEDULE))
    return replace(case, reserved=reserved)


def _with_cause(case: Case, draft: Draft) -> Case:
    """Return the case with the draft's cause; one that did not change stays as it was."""
    if draft.cause == cause_of(case):
        return case
    reserved = {key: value for key, value in case.reserved.items() if key != "cause"}
    if draft.cause:
        reserved["cause"] = draft.cause
    return replace(case, reserved=reserved)


def _with_plans(case: Case, draft: Draft) -> Case:
    """Return the case with the draft's ways out."""
    if draft.plans == case.reserved.get(PLANS):
        return case
    reserved = {key: value for key, value in case.reserved.items() if key != PLANS}
    if draft.plans:
        reserved[PLANS] = draft.plans
    return replace(case, reserved=reserved)


def _with_claim(case: Case, draft: Draft) -> Case:
    """Return the case with the draft's table; one that did not change stays as it was."""
    if draft.claim == cells_of(case):
        return case
    reserved = {key: value for key, value in case.reserved.items() if key != CLAIM}
    if draft.claim:
        reserved[CLAIM] = claim_key(draft.claim, case.reserved.get(CLAIM))
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

    def instalments(self) -> InstalmentReading:
        """Return the instalments of the rows, or the one that the fields hold.

        What is wrong with the first one is the matter of the fields, which show it too.
        """
        draft = self.draft
        rows = draft.instalments or (
            InstalmentRow(draft.due_date, draft.principal, draft.interest),
        )
        reading = read_instalment_rows(rows, self.today)
        fields = {cell_path(INSTALMENTS, 0, name): name for name in _FIRST}
        for where, problem in reading.problems.items():
            field = fields.get(where, where)
            self.problems[field] = problem._replace(where=field)
        if not draft.instalments or all(row.is_blank for row in draft.instalments):
            self._only_instalment(reading)
        return reading

    def _only_instalment(self, reading: InstalmentReading) -> None:
        """Note what a single instalment lacks: it has principal, and was not left blank."""
        if not self.draft.principal.strip():
            self._note("principal", "field_empty")
        elif reading.instalments and reading.instalments[0].principal == 0:
            self._note("principal", "amount_zero")
        if not self.draft.due_date.strip():
            self._note("due_date", "field_empty")

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
