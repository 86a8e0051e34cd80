"""Plans as blocks: side by side, and each with its payments, what they pay and what accrued."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from faxi.engine.components import Component
from faxi.engine.money import Fen
from faxi.engine.plans import Plan
from faxi.engine.statement import Line, Part
from faxi.exports.blocks import Block, Column, Facts, Heading, Paragraph, Table
from faxi.text.faces import date_face, money_face, yuan_face
from faxi.text.formulas import formulas
from faxi.text.names import name_of
from faxi.text.plans import LATER_NOTE, WAITING_NOTE, crossing_text, ending, scheme_name
from faxi.text.words import Words


class PlanTexts(NamedTuple):
    """Plans of one cut-off side by side, with what the rules call the stages.

    Attributes:
        saved: Fen saved against waiting, one for each plan.
        stages: Titles of the stages by id.
        in_full: How many of the plans, from the first, are given with every payment.
    """

    as_of: date
    horizon: date
    waiting_due: Fen
    plans: tuple[Plan, ...]
    saved: tuple[Fen, ...]
    stages: Mapping[str, str]
    in_full: int


def plan_sections(texts: PlanTexts, words: Words) -> Iterator[Block]:
    """Yield the plans side by side, then those to be given in full each by itself."""
    if len(texts.plans) > 1:
        yield Heading(words("Plans side by side"))
        yield _side_by_side(texts, words)
        yield Paragraph(words(WAITING_NOTE, day=date_face(texts.horizon, words)), "note")
    for plan, saved in islice(zip(texts.plans, texts.saved, strict=True), texts.in_full):
        yield from _plan(plan, saved, texts, words)


def _side_by_side(texts: PlanTexts, words: Words) -> Table:
    columns = (
        Column(words("Plan"), share=1),
        Column(words("Clear on")),
        Column(words("Payments"), is_figure=True),
        Column(words("A month (yuan)"), is_figure=True),
        Column(words("Paid in all (yuan)"), is_figure=True),
        Column(words("Waived (yuan)"), is_figure=True),
        Column(words("Saved against waiting (yuan)"), is_figure=True),
    )
    rows = [
        (
            scheme_name(plan.scheme, words),
            plan.clear_on.isoformat() if plan.clear_on else words("never"),
            str(len(plan.rows)),
            money_face(plan.monthly) if plan.monthly else "",
            money_face(plan.paid),
            money_face(plan.waived) if plan.waived else "",
            money_face(saved),
        )
        for plan, saved in zip(texts.plans, texts.saved, strict=True)
    ]
    return Table(columns, tuple(rows))


def _plan(plan: Plan, saved: Fen, texts: PlanTexts, words: Words) -> Iterator[Block]:
    yield Heading(words("Plan: {plan}", plan=scheme_name(plan.scheme, words)))
    yield Paragraph(ending(plan, words), "plain" if plan.clear_on else "warning")
    paid = paid_by_component(plan)
    facts = [(words("Paid in all"), yuan_face(plan.paid, words))]
    facts += [
        (words("of it {component}", component=name_of(component, words)), yuan_face(amount, words))
        for component, amount in paid.items()
    ]
    if plan.monthly:
        facts.insert(0, (words("A month"), yuan_face(plan.monthly, words)))
    if plan.waived:
        facts.append((words("Waived"), yuan_face(plan.waived, words)))
    horizon = date_face(texts.horizon, words)
    facts.append((words("Saved against waiting until {day}", day=horizon), yuan_face(saved, words)))
    if plan.rows:
        facts.append((words("Last payment"), date_face(plan.rows[-1].date, words)))
    yield Facts(tuple(facts))
    if plan.rows:
        yield _rows(plan, texts.stages, words)
    for crossing in plan.crossings:
        yield Paragraph(crossing_text(crossing, texts.stages[crossing.stage_id], words))
    if later := sum(plan.statement.not_yet_due):
        yield Paragraph(words(LATER_NOTE, amount=yuan_face(later, words)), "note")


def paid_by_component(plan: Plan) -> dict[Component, Fen]:
    """Return what the plan's payments go to, components without a payment left out."""
    parts = [part for row in plan.rows for part in row.parts]
    sums = {c: sum(part.amount for part in parts if part.component is c) for c in Component}
    return {component: amount for component, amount in sums.items() if amount}


def line_formulas(plan: Plan, words: Words) -> dict[Line, str]:
    """Return the formula of every line of a plan's statement."""
    return dict(zip(plan.statement.lines, formulas(plan.statement, words), strict=True))


def _rows(plan: Plan, stages: Mapping[str, str], words: Words) -> Table:
    columns = (
        Column(words("Date")),
        Column(words("Payment (yuan)"), is_figure=True),
        Column(words("Accrued since (yuan)"), share=3),
        Column(words("Set against (yuan)"), share=2),
        Column(words("Still due (yuan)"), is_figure=True),
        Column(words("Stage")),
    )
    written = line_formulas(plan, words)
    rows = [
        (
            row.date.isoformat(),
            money_face(row.amount),
            words.phrases(_accrued(line, written, words) for line in row.lines),
            words.listing(_parts(row.parts, words)),
            money_face(row.balance),
            stages.get(row.stage.id, row.stage.id),
        )
        for row in plan.rows
    ]
    total = (words("Sum"), money_face(plan.paid), "", "", "", "")
    return Table(columns, (*rows, total), last_is_total=True)


def _accrued(line: Line, written: Mapping[Line, str], words: Words) -> str:
    # A line that a grace still to be decided may change has no formula of its own yet.
    formula = written.get(line, "")
    name, amount = name_of(line.component, words), money_face(line.amount)
    return f"{name} {formula} = {amount}" if formula else f"{name} {amount}"


def _parts(parts: Sequence[Part], words: Words) -> Iterator[str]:
    for component in dict.fromkeys(part.component for part in parts):
        amount = sum(part.amount for part in parts if part.component is component)
        yield f"{name_of(component, words)} {money_face(amount)}"
