"""Schedules, annual costs and the cases they make: the use cases of window and command line."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from faxi.app.instalment_rows import Paid, imported_rows, read_drawdown, read_instalment_rows
from faxi.app.loan_terms import fee_of
from faxi.app.saved_schedules import SCHEDULE, saved_of, schedule_key
from faxi.engine.annual_cost import AnnualCost, cost_of_schedule
from faxi.engine.case import Case, Conventions, Instalment, Lender, LenderKind
from faxi.engine.days import months_on
from faxi.engine.money import Fen
from faxi.engine.problems import CaseError, Problem
from faxi.engine.rates import Percent, Rate
from faxi.engine.schedule import Schedule, Terms, make_schedule, own_schedule
from faxi.exports.blocks import Block, Document
from faxi.exports.loan_section import cost_blocks, schedule_blocks
from faxi.text.words import Words


class Loan(NamedTuple):
    """A schedule, what it costs, the contract rate if known, and what was paid so far."""

    schedule: Schedule
    cost: AnnualCost
    rate: Rate | None = None
    paid: tuple[Paid, ...] = ()


def made_loan(terms: Terms) -> Loan:
    """Return the schedule of terms with its annual cost.

    Raises:
        CaseError: The terms cannot be made into one.
    """
    schedule = make_schedule(terms)
    return Loan(schedule, cost_of_schedule(schedule), terms.rate)


def own_loan(
    text: str,
    today: date,
    rate: Rate | None = None,
    drawdown_date: date | None = None,
    upfront_fee: Fen | Percent | None = None,
) -> Loan:
    """Return the schedule of a copied or imported table with its annual cost.

    Args:
        text: As from ``read_table`` or the clipboard.
        rate: The contract rate, for comparison.
        drawdown_date: That of the table if ``None``, else a month before the first row.
        upfront_fee: That of the table if ``None``.

    Raises:
        CaseError: With the place of every cell that does not read.
    """
    reading = read_instalment_rows(imported_rows(text), today)
    if reading.problems:
        raise CaseError(reading.problems.values())
    if not reading.instalments:
        raise CaseError([Problem("table_empty")])
    ordered = sorted(enumerate(reading.instalments), key=lambda pair: pair[1].due_date)
    places = {origin: place for place, (origin, _) in enumerate(ordered)}
    paid = sorted(payment._replace(row=places[payment.row]) for payment in reading.paid)
    drawdown = read_drawdown(text, today)
    upfront_fee = drawdown.upfront_fee if upfront_fee is None else upfront_fee
    fee = fee_of(upfront_fee, sum(item.principal for item in reading.instalments))
    schedule = schedule_of_rows(reading.instalments, drawdown_date or drawdown.day, fee)
    return Loan(schedule, cost_of_schedule(schedule), rate, tuple(paid))


def schedule_of_rows(
    items: Sequence[Instalment], drawdown_date: date | None = None, upfront_fee: Fen = 0
) -> Schedule:
    """Return the schedule of instalments that somebody wrote down; see ``own_schedule``."""
    first_due = min(item.due_date for item in items)
    drawdown_date = drawdown_date or months_on(first_due, -1)
    rows = [(item.due_date, item.principal, item.interest, 0) for item in items]
    return own_schedule(drawdown_date, rows, upfront_fee)


def instalments_of(schedule: Schedule) -> tuple[Instalment, ...]:
    """Return the instalments a case has; the fee of a period counts as its interest."""
    return tuple(
        Instalment(row.due_date, row.principal, row.interest + row.fee) for row in schedule.rows
    )


def case_of(
    loan: Loan,
    penalty: Rate | Percent,
    title: str = "",
    lender: LenderKind = LenderKind.BANK,
) -> Case:
    """Return the case of a loan; what was paid becomes its repayments.

    Raises:
        CaseError: The case contradicts itself, such as a surcharge on a rate nobody knows.
    """
    terms = loan.schedule.terms
    conventions = Conventions()
    if terms is not None and terms.day_count is not None:
        conventions = replace(conventions, day_count=terms.day_count)
    case = Case(
        instalments_of(loan.schedule),
        penalty,
        loan.rate,
        title,
        Lender(kind=lender),
        conventions=conventions,
        events=tuple(payment.repayment for payment in loan.paid),
        reserved={SCHEDULE: schedule_key(saved_of(loan.schedule, loan.paid))},
    )
    if problems := case.problems():
        raise CaseError(problems)
    return case


def schedule_document(loan: Loan, words: Words) -> Document:
    """Return a schedule and its annual cost as a document of their own."""
    blocks = [
        *schedule_blocks(loan.schedule, words),
        *cost_blocks(loan.cost, loan.rate, words),
    ]
    return _document(words("Repayment schedule"), loan.schedule.drawdown_date, blocks, words)


def cost_document(cost: AnnualCost, first: date, rate: Rate | None, words: Words) -> Document:
    """Return an annual cost as a document of its own; it bears the day of the first payment."""
    _heading, *blocks = cost_blocks(cost, rate, words)
    return _document(words("True annual cost"), first, blocks, words)


def _document(title: str, day: date, blocks: Sequence[Block], words: Words) -> Document:
    subtitle = words("Calculated from the terms entered; information, not legal advice.")
    return Document(words.language, title, subtitle, day.isoformat(), title, tuple(blocks))
