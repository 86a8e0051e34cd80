"""What unfolds beneath a row: where its payment went, and how an instalment was worked out."""

from collections.abc import Iterator, Mapping, Sequence

from faxi.app.drafts import Reading
from faxi.app.loans import Loan, instalments_of
from faxi.engine.events import Repayment
from faxi.engine.statement import AllocationEntry, Statement
from faxi.text.faces import yuan_face
from faxi.text.loan_words import interest_formula
from faxi.text.names import name_of
from faxi.text.words import Words

Details = Mapping[int, Sequence[str]]


def payment_details(statement: Statement, reading: Reading, words: Words) -> Details:
    """Return for the row of each repayment what it was set against and what was left over."""
    rows = reading.events.rows
    return {
        rows[index]: _details(entry, words)
        for index, entry in _entries(statement)
        if index < len(rows)
    }


def instalment_details(
    statement: Statement, reading: Reading, loan: Loan | None, words: Words
) -> Details:
    """Return for each row of instalments how its interest came about and where its payment went.

    Args:
        loan: The loan they belong to, if the case says what it was.
    """
    instalments, found = reading.instalments, dict[int, tuple[str, ...]]()
    is_made = loan is not None and instalments_of(loan.schedule) == instalments.instalments
    if is_made and loan is not None and loan.schedule.terms is not None:
        found |= {row: _worked_out(loan, n, words) for n, row in enumerate(instalments.rows)}
    # The payments of instalments are the last events of the case.
    paid = dict(_entries(statement))
    for index, payment in enumerate(instalments.paid, len(reading.events.rows)):
        if index in paid:
            row = instalments.rows[payment.row]
            found[row] = (*found.get(row, ()), *_details(paid[index], words))
    return found


def _worked_out(loan: Loan, index: int, words: Words) -> tuple[str, ...]:
    row = loan.schedule.rows[index]
    formula, interest = interest_formula(loan.schedule, index), yuan_face(row.interest, words)
    said = words("Interest: {formula} = {amount}", formula=formula, amount=interest)
    if not row.fee:
        return (said,)
    return said, words("Fee of the period: {amount}", amount=yuan_face(row.fee, words))


def _entries(statement: Statement) -> Iterator[tuple[int, AllocationEntry]]:
    """Yield where each repayment went, by its position among the events of the case."""
    entries = [entry for entry in statement.allocations if entry.source == "repayment"]
    # The engine serves repayments by date, and those of one day in file order.
    paid = [
        (event.date, index)
        for index, event in enumerate(statement.case.events)
        if isinstance(event, Repayment) and event.date <= statement.as_of
    ]
    for (_, index), entry in zip(sorted(paid), entries, strict=True):
        yield index, entry


def _details(entry: AllocationEntry, words: Words) -> tuple[str, ...]:
    said = []
    for part in entry.parts:
        name = name_of(part.component, words)
        if part.instalment is not None:
            name = words("{component}, No. {number}", component=name, number=part.instalment)
        said.append(f"→ {name}  {yuan_face(part.amount, words)}")
    if entry.remainder or not entry.parts:
        left = yuan_face(entry.remainder, words)
        said.append(words("→ Left over  {amount}", amount=left))
    return tuple(said)
