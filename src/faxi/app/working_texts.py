"""A working as blocks to show and as text to copy, in a language."""

from typing import NamedTuple

from faxi.app.citations import citation
from faxi.app.field_names import field_name
from faxi.app.working import Working, working_of
from faxi.app.working_inputs import BY_DAYS
from faxi.engine.statement import Statement
from faxi.exports.blocks import Block, Column, Document, Facts, Heading, Paragraph, Table
from faxi.exports.plain_text import write_text
from faxi.rules.law import law
from faxi.text.faces import money_face, yuan_face
from faxi.text.names import name_of
from faxi.text.words import Words

FIGURE, FIELD = "figure:", "field:"
_NAMED = frozenset({"stage", "bucket"})  # what they come to is a name and no amount


class WorkingPage(NamedTuple):
    """A working, ready to be shown.

    Attributes:
        steps: The table of its steps; ``targets`` says row by row which figure explains it, if any.
        grounds: Notes, conventions, rules and sources.
        inputs: Target and name of each input.
        related: Target and name of each figure beside it.
        text: The whole as plain text.
    """

    title: str
    steps: Table
    targets: tuple[str, ...]
    grounds: tuple[Block, ...]
    inputs: tuple[tuple[str, str], ...]
    related: tuple[tuple[str, str], ...]
    text: str


def totals(statement: Statement, words: Words) -> tuple[tuple[str, str, str], ...]:
    """Return the sums of the lines that are not zero, then the total: id, name and amount."""
    sums = [
        (f"accrued.{component.key}", name_of(component, words), amount)
        for component, amount in statement.accrued.items()
        if amount and any(line.component is component for line in statement.lines)
    ]
    sums.append(("total_due", words("Total due"), statement.total_due))
    return tuple((figure_id, name, yuan_face(amount, words)) for figure_id, name, amount in sums)


def working_page(working: Working, statement: Statement, words: Words) -> WorkingPage:
    """Return a working as a page with links to other figures and to its inputs."""
    heading = words("{title} = {figure}", title=working.title, figure=working.figure)
    if working.id in _NAMED:
        heading = words.labelled(working.title, working.figure)
    steps, grounds = _steps(working, words), tuple(_grounds(working, words))
    targets = tuple(f"{FIGURE}{step.target}" if step.target else "" for step in working.steps)
    inputs = tuple(
        (f"{FIELD}{field}", field_name(field, statement.case, words)) for field in working.fields
    )
    named = Facts(((words("Inputs"), words.listing(name for _, name in inputs)),))
    blocks = (steps, named, *grounds) if inputs else (steps, *grounds)
    document = Document(words.language, heading, statement.case.title, "", "", blocks)
    related = tuple(
        (f"{FIGURE}{figure_id}", working_of(statement, figure_id, words).title)
        for figure_id in working.related
    )
    return WorkingPage(heading, steps, targets, grounds, inputs, related, write_text(document))


def _steps(working: Working, words: Words) -> Table:
    columns = (
        Column(words("What")),
        Column(words("Calculation")),
        Column(_unit(working, words), is_figure=True),
    )
    rows = [(step.label, step.formula, _amount(working, step.amount)) for step in working.steps]
    if len(working.steps) != 1:
        rows.append((words("Sum"), "", _amount(working, working.value)))
    return Table(columns, tuple(rows), last_is_total=len(working.steps) != 1)


def _is_days(working: Working) -> bool:
    return working.id in BY_DAYS


def _unit(working: Working, words: Words) -> str:
    return words("Days") if _is_days(working) else words("Amount (yuan)")


def _amount(working: Working, amount: int | None) -> str:
    if amount is None:
        return ""
    return str(amount) if _is_days(working) else money_face(amount)


def _grounds(working: Working, words: Words) -> list[Block]:
    """Return the notes, conventions and rules that a working rests on."""
    blocks: list[Block] = []
    blocks += [Paragraph(line, "note") for line in working.note.splitlines()]
    if working.conventions:
        blocks.append(Heading(words("Conventions")))
        blocks += [Paragraph(phrase, "bullet") for phrase in working.conventions]
    if working.rules:
        named = [(rule, citation(law()[rule], words)) for rule in working.rules]
        facts = [(f"{cited.title} ({rule})", cited.source) for rule, cited in named]
        blocks += [Heading(words("Rules and sources")), Facts(tuple(facts))]
    return blocks
