"""What the dialog of a schedule shows while its terms are typed, and what the case keeps of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from faxi.app.instalment_rows import InstalmentRow, instalment_row, read_instalment_rows
from faxi.app.loan_terms import BESIDE_ROWS, fee_of, read_each, read_terms, terms_texts
from faxi.app.loans import Loan, instalments_of, made_loan, schedule_of_rows
from faxi.app.saved_schedules import METHOD, OWN_ROWS, Texts, saved_schedule
from faxi.engine.annual_cost import cost_of_schedule
from faxi.engine.case import Case, Instalment
from faxi.engine.events import Acceleration
from faxi.engine.money import Fen
from faxi.engine.problems import CaseError, Problem
from faxi.engine.rates import Percent, Rate
from faxi.engine.schedule import Method, Schedule, earned_interest
from faxi.text.faces import money_face, rate_face, yuan_face
from faxi.text.loan_words import PLACES, cost_steps, earned_formula, schedule_steps, share_text
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
    return _own(read.instalments, values), {}


def _own(items: Sequence[Instalment], values: Mapping[str, object]) -> Loan:
    fee = values.get("upfront_fee", 0)
    assert isinstance(fee, int | Percent)
    drawdown, rate = values.get("drawdown_date"), values.get("rate")
    assert drawdown is None or isinstance(drawdown, date)
    assert rate is None or isinstance(rate, Rate)
    schedule = schedule_of_rows(items, drawdown, fee_of(fee, sum(i.principal for i in items)))
    return Loan(schedule, cost_of_schedule(schedule), rate)


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


def cost_line(loan: Loan, words: Words) -> str:
    """Return the annual cost of a loan in a line, beside its contract rate if that is known."""
    line = words(
        "True annual cost: {effective} with interest on interest, {nominal} without",
        effective=share_text(loan.cost.effective, PLACES),
        nominal=share_text(loan.cost.nominal, PLACES),
    )
    if loan.rate is None:
        return line
    return words("{cost}; contract rate {rate}", cost=line, rate=rate_face(loan.rate, words))


def loan_of_case(case: Case) -> Loan | None:
    """Return the loan behind a case, ``None`` where the case does not say what it was.

    Instalments that were changed since they were made count as own rows.
    """
    saved = saved_schedule(case)
    if saved is None:
        return None
    return _case_loan(case.instalments, saved.texts, case.contract_rate)


@lru_cache(maxsize=8)
def _case_loan(
    items: tuple[Instalment, ...], texts: Texts, contract_rate: Rate | None
) -> Loan | None:
    """Return the loan of instalments; remembered, for most edits change something else."""
    given = dict(texts)
    try:
        if given[METHOD] != Method.OWN_ROWS:
            terms = read_terms(given, _ANY_DAY).terms
            loan = made_loan(terms) if terms else None
            if loan is not None and instalments_of(loan.schedule) == items:
                return loan
        beside = {key: given.get(key, "") for key in BESIDE_ROWS}
        values, _ = read_each(beside, _ANY_DAY)
        return _own(items, {"rate": contract_rate, **values})
    except CaseError:
        return None


class Earned(NamedTuple):
    """What an acceleration on a day would bring, and how that is worked out."""

    interest: Fen
    working: str


def earned_on(case: Case, day: date, words: Words) -> Earned:
    """Return the interest earned but not yet due on a day, as a suggestion for an acceleration.

    Raises:
        CaseError: Nothing falls due after that day.
    """
    loan = loan_of_case(case)
    schedule = loan.schedule if loan else schedule_of_rows(case.instalments)
    accelerated = any(isinstance(e, Acceleration) and e.date <= day for e in case.events)
    if accelerated or all(row.due_date <= day for row in schedule.rows):
        raise CaseError([Problem("acceleration_of_nothing", "", {"day": day})])
    interest = earned_interest(schedule, day)
    formula = earned_formula(schedule, day)
    amount = yuan_face(interest, words)
    if not formula:
        return Earned(interest, words("Nothing was earned since the last due date."))
    sentence = words(
        "Earned since the last due date: {formula} = {amount}.", formula=formula, amount=amount
    )
    return Earned(interest, sentence)
