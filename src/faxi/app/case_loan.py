"""The loan behind a case: its schedule, what it costs, and what an acceleration would bring."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from faxi.app.loan_terms import BESIDE_ROWS, fee_of, read_each, read_terms
from faxi.app.loans import Loan, instalments_of, made_loan, schedule_of_rows
from faxi.app.saved_schedules import METHOD, Texts, saved_schedule
from faxi.engine.annual_cost import cost_of_schedule
from faxi.engine.case import Case, Instalment
from faxi.engine.events import Acceleration
from faxi.engine.money import Fen
from faxi.engine.problems import CaseError, Problem
from faxi.engine.rates import Percent, Rate
from faxi.engine.schedule import Method, earned_interest
from faxi.exports.blocks import Block, Heading
from faxi.exports.loan_json import rates_document
from faxi.exports.loan_section import cost_blocks, schedule_blocks
from faxi.text.faces import PLACES, rate_face, share_text, yuan_face
from faxi.text.loan_words import earned_formula
from faxi.text.words import Words

_ANY_DAY = date(2000, 1, 1)


def own_loan_of(items: Sequence[Instalment], values: Mapping[str, object]) -> Loan:
    """Return the loan of instalments that somebody wrote down.

    Args:
        values: What ``read_each`` made of the terms beside them.

    Raises:
        CaseError: They hold no principal, or begin before the drawdown.
    """
    fee = values.get("upfront_fee", 0)
    assert isinstance(fee, int | Percent)
    drawdown, rate = values.get("drawdown_date"), values.get("rate")
    assert drawdown is None or isinstance(drawdown, date)
    assert rate is None or isinstance(rate, Rate)
    schedule = schedule_of_rows(items, drawdown, fee_of(fee, sum(i.principal for i in items)))
    return Loan(schedule, cost_of_schedule(schedule), rate)


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

    Instalments that were changed since they were made count as own rows. Where they do not add
    up to the amount lent, the case holds only a part of the loan, and the terms decide.
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
            if loan is not None and _is_of(loan, items):
                return loan
        beside = {key: given.get(key, "") for key in BESIDE_ROWS}
        values, _ = read_each(beside, _ANY_DAY)
        return own_loan_of(items, {"rate": contract_rate, **values})
    except CaseError:
        return None


def _is_of(loan: Loan, items: tuple[Instalment, ...]) -> bool:
    """Tell whether made instalments are those of a case, or the case holds only some of them."""
    is_part = sum(item.principal for item in items) != loan.schedule.amount
    return is_part or instalments_of(loan.schedule) == items


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


def loan_blocks(case: Case, words: Words) -> Iterator[Block]:
    """Yield the schedule of a case and its annual cost; nothing where the case has none."""
    loan = loan_of_case(case)
    if loan is not None:
        yield Heading(words("Repayment schedule"))
        yield from schedule_blocks(loan.schedule, words)
        yield from cost_blocks(loan.cost, loan.rate, words)


def loan_documents(case: Case) -> dict[str, Any]:
    """Return the annual cost of a case as the command line prints it, if it is known."""
    loan = loan_of_case(case)
    return {"annual_cost": rates_document(loan.cost, loan.rate)} if loan is not None else {}
