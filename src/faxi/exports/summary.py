"""The repayment summary (还款明细汇总): a statement as a neutral document."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from faxi.engine.case import Case
from faxi.engine.components import Component
from faxi.engine.rates import Rate
from faxi.engine.statement import CapResult, Statement
from faxi.exports.blocks import (
    Block,
    Chart,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Part,
    Table,
)
from faxi.exports.front import front_page
from faxi.exports.law_section import LawTexts, costs_section, limits_section, milestones_section
from faxi.exports.options import EVERYTHING, Options, Section
from faxi.text.articles import Citation
from faxi.text.events import event_detail, event_name
from faxi.text.faces import date_face, limit_face, money_face, rate_face, yuan_face
from faxi.text.formulas import formulas
from faxi.text.names import convention_phrases, name_of
from faxi.text.words import Words, marked

DISCLAIMER = marked(
    "This summary is a calculation from the figures entered. It is information, not legal advice; "
    "contract, court and lender may reach other figures."
)
CAP_NOTE = marked(
    "The comparison covers only what accrued after the due date: penalty, compound and on-top "
    "interest, liquidated damages and other fees; costs of realising the claim are outside."
)

_SHORT, _MODERATE = 40, 160


class SummaryTexts(NamedTuple):
    """Words of the rules that the document prints, in its language.

    Attributes:
        citations: By rule id, for the lines and the stage.
        stamp: Program, age of the data, digest of the case, as labelled values.
        program: Name and version of the program.
        guidance: What usually happens in the stage and what can be done, for reading.
        kept: The ways out and the check of the creditor's table kept with the case.
        loan: The schedule behind the case and what it costs.
    """

    stage_title: str
    stage_text: str
    citations: Mapping[str, Citation]
    stamp: tuple[tuple[str, str], ...]
    program: str
    law: LawTexts = LawTexts()
    chart: Chart | None = None
    guidance: tuple[Block, ...] = ()
    kept: tuple[Block, ...] = ()
    loan: tuple[Block, ...] = ()


def build(
    statement: Statement, texts: SummaryTexts, words: Words, options: Options = EVERYTHING
) -> Document:
    """Return the summary of a statement as a document."""
    case = statement.case
    cut_off = date_face(statement.as_of, words)
    chosen = options.sections
    stage = (texts.stage_title, texts.stage_text)
    chart = texts.chart if Section.CHART in chosen else None
    sections: dict[Section, Callable[[], Iterable[Part]]] = {
        Section.TOTALS: lambda: _totals(statement, words),
        Section.INPUTS: lambda: _inputs(case, words),
        Section.SCHEDULE: lambda: texts.loan,
        Section.LINES: lambda: _lines(statement, words),
        Section.ALLOCATIONS: lambda: _allocations(statement, words),
        Section.MILESTONES: lambda: milestones_section(texts.law, words),
        Section.LIMITS: lambda: _limits(statement.cap, texts.law, words),
        Section.COSTS: lambda: costs_section(texts.law, words),
        Section.PLANS: lambda: texts.kept,
        Section.GUIDANCE: lambda: _guidance(texts, words),
        Section.SOURCES: lambda: _sources(
            texts, words, texts.guidance if Section.GUIDANCE in chosen else ()
        ),
    }
    blocks = list(front_page(statement, stage, texts.law.warnings, chart, words))
    for section, write in sections.items():
        if section in chosen:
            blocks += write()
    blocks += [Heading(words("Please note")), Paragraph(words(DISCLAIMER)), Facts(texts.stamp)]
    title = _shortened(case.title, _SHORT) or words("Debt")
    return Document(
        language=words.language,
        title=words("Repayment summary"),
        subtitle=_shortened(case.title, _MODERATE) or words("Untitled debt"),
        cut_off=statement.as_of.isoformat(),
        header=words("{title} · calculated to {day}", title=title, day=cut_off),
        footer=words("{program} · Information, not legal advice", program=texts.program),
        author=texts.program,
        blocks=tuple(blocks),
        letterhead=None if options.is_redacted else options.letterhead,
    )


def _shortened(title: str, most: int) -> str:
    """Return a title as one line of at most so many characters."""
    line = " ".join(title.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _inputs(case: Case, words: Words) -> Iterator[Block]:
    yield Heading(words("What was entered"))
    penalty = (
        rate_face(case.penalty, words)
        if isinstance(case.penalty, Rate)
        else words("contract rate plus {surcharge}", surcharge=case.penalty)
    )
    facts = []
    if case.title != _shortened(case.title, _MODERATE):
        facts.append((words("Title"), case.title))
    if case.suit_date:
        facts.append((words("Day of the suit"), date_face(case.suit_date, words)))
    if case.contract_rate:
        facts.append((words("Contract rate"), rate_face(case.contract_rate, words)))
    facts.append((words("Penalty rate"), penalty))
    facts.append((words("Conventions"), words.phrases(convention_phrases(case, words))))
    if case.notes:
        facts.append((words("Notes"), case.notes))
    yield Facts(tuple(facts))
    columns = (
        Column(words("No.")),
        Column(words("Due date")),
        Column(words("Principal (yuan)"), is_figure=True),
        Column(words("Interest within term (yuan)"), is_figure=True),
    )
    rows = [
        (str(n), item.due_date.isoformat(), money_face(item.principal), money_face(item.interest))
        for n, item in enumerate(case.instalments, 1)
    ]
    yield Table(columns, tuple(rows), caption=words("Instalments"))
    if case.events:
        heads = (Column(words("Date")), Column(words("Event")), Column(words("Detail"), share=1))
        events = [
            (e.date.isoformat(), event_name(e, words), event_detail(e, words)) for e in case.events
        ]
        yield Table(heads, tuple(events), caption=words("Events"))


def _totals(statement: Statement, words: Words) -> Iterator[Block]:
    yield Heading(words("What is owed"))
    figures = (statement.accrued, statement.paid, statement.waived, statement.outstanding)
    titles = (words("Due and accrued"), words("Paid"), words("Waived"), words("Outstanding"))
    columns = (Column(words("Component")), *(Column(title, is_figure=True) for title in titles))
    rows = [
        (name_of(component, words), *(money_face(amounts[component]) for amounts in figures))
        for component in Component
    ]
    rows.append((words("Sum"), *(money_face(amounts.total) for amounts in figures)))
    yield Table(columns, tuple(rows), last_is_total=True, caption=words("Amounts in yuan"))
    if statement.cap and statement.cap.applied:
        taken_off = statement.cap.over - statement.cap.excess_paid
        yield Facts(
            (
                (words("Less: above the cap"), yuan_face(taken_off, words)),
                (words("Total due"), yuan_face(statement.total_due, words)),
            )
        )


def _lines(statement: Statement, words: Words) -> Iterator[Block]:
    yield Heading(words("How it was calculated"))
    if not statement.lines:
        yield Paragraph(words("Nothing has accrued up to the cut-off date."))
        return
    columns = (
        Column(words("Component")),
        Column(words("No.")),
        Column(words("From")),
        Column(words("To (included)")),
        Column(words("Days"), is_figure=True),
        Column(words("Calculation"), share=1),
        Column(words("Amount (yuan)"), is_figure=True),
    )
    rows = [
        (
            name_of(line.component, words),
            str(line.instalment),
            line.from_date.isoformat(),
            line.to_date.isoformat(),
            str(line.days),
            formula,
            money_face(line.amount),
        )
        for line, formula in zip(statement.lines, formulas(statement, words), strict=True)
    ]
    total = money_face(sum(line.amount for line in statement.lines))
    rows.append((words("Sum"), "", "", "", "", "", total))
    yield Table(columns, tuple(rows), last_is_total=True)


def _allocations(statement: Statement, words: Words) -> Iterator[Block]:
    if not statement.allocations:
        return
    yield Heading(words("Where payments went"))
    columns = (
        Column(words("Date")),
        Column(words("Payment (yuan)"), is_figure=True),
        Column(words("Set against"), share=1),
        Column(words("Left over (yuan)"), is_figure=True),
    )
    rows = []
    for entry in statement.allocations:
        parts = [
            f"{name_of(part.component, words)} {money_face(part.amount)}" for part in entry.parts
        ]
        if entry.source == "overpaid":
            parts.insert(0, words("from overpayment"))
        day = entry.date.isoformat()
        against, left = words.phrases(parts), money_face(entry.remainder)
        rows.append((day, money_face(entry.amount), against, left))
    yield Table(columns, tuple(rows))


def _limits(cap: CapResult | None, law: LawTexts, words: Words) -> Iterator[Part]:
    if cap is not None:
        yield from _cap(cap, words)
    yield from limits_section(law, words)


def _cap(cap: CapResult, words: Words) -> Iterator[Block]:
    yield Heading(words("Comparison with the cap"))
    applied = (
        words("taken off the total") if cap.applied else words("shown only, nothing taken off")
    )
    facts = [
        (words("Cap"), limit_face(cap.limit, words)),
        (words("Accrued after the due date"), yuan_face(cap.claimed, words)),
        (words("Allowed by the cap"), yuan_face(cap.allowed, words)),
        (words("Above the cap"), f"{yuan_face(cap.over, words)} ({applied})"),
    ]
    if cap.excess_paid:
        facts.append((words("Above the cap and already paid"), yuan_face(cap.excess_paid, words)))
    yield Facts(tuple(facts))
    yield Paragraph(words(CAP_NOTE), "note")


def _guidance(texts: SummaryTexts, words: Words) -> Iterator[Part]:
    if texts.guidance:
        yield Heading(words("Collection stage: {title}", title=texts.stage_title))
        yield from texts.guidance


def _sources(texts: SummaryTexts, words: Words, guidance: Iterable[Block]) -> Iterator[Block]:
    """Yield the sources, without those that the guidance of this document numbers already."""
    facts = (block.items for block in guidance if isinstance(block, Facts))
    numbered = {source for items in facts for _, source in items}
    rows = tuple(
        (citation.title, citation.source)
        for citation in texts.citations.values()
        if words.labelled(citation.title, citation.source) not in numbered
    )
    if rows:
        yield Heading(words("Sources"))
        columns = (Column(words("Rule"), share=2), Column(words("Source"), share=3))
        yield Table(columns, rows)
