"""What the dialog of a schedule shows while its terms are typed, and what the case keeps of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from faxi.app.case_loan import cost_line, own_loan_of
from faxi.app.instalment_rows import InstalmentRow, instalment_row, read_instalment_rows
from faxi.app.loan_terms import BESIDE_ROWS, read_each, read_terms, terms_texts
from faxi.app.loans import Loan, instalments_of, made_loan
from faxi.app.saved_schedules import METHOD, OWN_ROWS, Texts
from faxi.engine.problems import CaseError, Problem
from faxi.engine.schedule import Method, Schedule
from faxi.text.faces import money_face
from faxi.text.loan_words import cost_steps, schedule_steps
from faxi.text.messages import message_of
from faxi.text.words import Words

_ANY_DAY = date(2000, 1, 1)


class Preview(NamedTuple):
    """A schedule as it would be, ready to be shown.

    Attributes:
        loan: ``None`` while the terms do not make one.
        rows: Number, due date, instalment, principal, interest, fee and balance of each.
        sums: The same of the sums.
        cost: The annual cost in a line.
        working: How it was worked out, a sentence each.
        problems: Sentences by key of the terms; ``""`` is for the schedule as a whole.
    """

    loan: Loan | None
    rows: tuple[tuple[str, ...], ...] = ()
    sums: tuple[str, ...] = ()
    cost: str = ""
    working: tuple[str, ...] = ()
    problems: Mapping[str, str] = {}


class Kept(NamedTuple):
    """What the case takes over: rows for its instalments, and the terms they came from."""

    rows: tuple[InstalmentRow, ...]
    texts: Texts


def preview_of(
    texts: Mapping[str, str],
    rate_unit: str,
    rows: Sequence[InstalmentRow],
    today: date,
    words: Words,
) -> Preview:
    """Return the schedule that texts describe.

    Args:
        rate_unit: For a rate that is a bare number.
        rows: The instalments of the case, for own rows.
    """
    try:
        loan, problems = _loan(texts, rate_unit, rows, today)
    except CaseError as error:
        loan, problems = None, {problem.where: problem for problem in error.problems}
    sentences = {key: message_of(problem, words) for key, problem in problems.items()}
    if loan is None:
        return Preview(None, problems=sentences)
    steps = [*schedule_steps(loan.schedule, words), *cost_steps(loan.cost, words)]
    return Preview(
        loan,
        tuple(_cells(loan.schedule)),
        _sums(loan.schedule, words),
        cost_line(loan, words),
        tuple(steps),
        sentences,
    )


def kept_of(
    loan: Loan, texts: Mapping[str, str], before: Sequence[InstalmentRow], today: date
) -> Kept:
    """Return what the case takes over from a previewed schedule.

    What was marked as paid stays marked, by due date.
    """
    if loan.schedule.terms is None:
        beside = {key: text for key in BESIDE_ROWS if (text := _written(key, texts, today))}
        return Kept(tuple(before), (*OWN_ROWS, *beside.items()))
    paid = {row.due_date: row for row in before if row.paid_on.strip()}
    rows = []
    for item in instalments_of(loan.schedule):
        row = instalment_row(item)
        marked_paid = paid.get(row.due_date, row)
        rows.append(row._replace(paid_on=marked_paid.paid_on, paid=marked_paid.paid))
    return Kept(tuple(rows), tuple(terms_texts(loan.schedule.terms).items()))


def _written(key: str, texts: Mapping[str, str], today: date) -> str:
    """Return a term of own rows as a case file writes it."""
    values, _ = read_each({key: texts.get(key, "")}, today)
    value = values.get(key, "")
    return value.isoformat() if isinstance(value, date) else texts.get(key, "").strip()


def _loan(
    texts: Mapping[str, str], rate_unit: str, rows: Sequence[InstalmentRow], today: date
) -> tuple[Loan | None, dict[str, Problem]]:
    if texts.get(METHOD) != Method.OWN_ROWS:
        reading = read_terms(texts, today, rate_unit)
        return (made_loan(reading.terms) if reading.terms else None), reading.problems
    values, problems = read_each({key: texts.get(key, "") for key in BESIDE_ROWS}, today, rate_unit)
    read = read_instalment_rows(rows, today)
    if read.problems or not read.instalments:
        problems[""] = Problem("schedule_rows_needed")
    if problems:
        return None, problems
    return own_loan_of(read.instalments, values), {}


def _cells(schedule: Schedule) -> list[tuple[str, ...]]:
    return [
        (
            str(number),
            row.due_date.isoformat(),
            *map(money_face, (row.payment, row.principal, row.interest, row.fee, row.balance)),
        )
        for number, row in enumerate(schedule.rows, 1)
    ]


def _sums(schedule: Schedule, words: Words) -> tuple[str, ...]:
    sums = (schedule.payment, schedule.principal, schedule.interest, schedule.fees)
    return ("", words("Sum"), *map(money_face, sums), "")
