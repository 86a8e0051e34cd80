"""Where each repayment went, line by line, to unfold beneath its row."""

from collections.abc import Mapping, Sequence

from faxi.app.event_rows import EventReading
from faxi.engine.events import Repayment
from faxi.engine.statement import AllocationEntry, Statement
from faxi.text.faces import yuan_face
from faxi.text.names import name_of
from faxi.text.words import Words


def payment_details(
    statement: Statement, reading: EventReading, words: Words
) -> Mapping[int, Sequence[str]]:
    """Return for the row of each repayment what it was set against and what was left over."""
    entries = [entry for entry in statement.allocations if entry.source == "repayment"]
    # The engine serves repayments by date, and those of one day in file order.
    paid = [
        (event.date, index)
        for index, event in enumerate(statement.case.events)
        if isinstance(event, Repayment) and event.date <= statement.as_of
    ]
    return {
        reading.rows[index]: _details(entry, words)
        for (_, index), entry in zip(sorted(paid), entries, strict=True)
        if index < len(reading.rows)
    }


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
