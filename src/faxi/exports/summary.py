"""The repayment summary (还款明细汇总): a statement as a neutral document."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from faxi.engine.case import Case
from faxi.engine.components import Component
from faxi.engine.events import NoticeKind
from faxi.engine.rates import Rate
from faxi.engine.statement import CapResult, Statement
from faxi.exports.blocks import Block, Column, Document, Facts, Figures, Heading, Paragraph, Table
from faxi.exports.law_section import LawTexts, law_sections
from faxi.text.events import event_detail, event_name
from faxi.text.faces import date_face, days_face, limit_face, money_face, rate_face, yuan_face
from faxi.text.formulas import formulas
from faxi.text.messages import message_of
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

_SHORT = 40


class Citation(NamedTuple):
    """A rule and where it comes from, in the language of the document."""

    title: str
    source: str


class SummaryTexts(NamedTuple):
    """Words of the rules that the document prints, in its language.

    Attributes:
        citations: By rule id, for the lines and the stage.
        data_age: How far the rate series reach.
        program: Name and version of the program.
        guidance: What usually happens in the stage and what can be done, for reading.
        plans: The ways out kept with the case.
    """

    stage_title: str
    stage_text: str
    citations: Mapping[str, Citation]
    data_age: str
    program: str
    law: LawTexts = LawTexts()
    guidance: tuple[Block, ...] = ()
    plans: tuple[Block, ...] = ()


def build(statement: Statement, texts: SummaryTexts, words: Words) -> Document:
    """Return the summary of a statement as a document."""
    case = statement.case
    cut_off = date_face(statement.as_of, words)
    sections: tuple[Iterable[Block], ...] = (
        _head(statement, texts, words),
        _inputs(case, words),
        _totals(statement, words),
        _lines(statement, words),
        _allocations(statement, words),
        _cap(statement.cap, words) if statement.cap else (),
        law_sections(texts.law, words),
        texts.plans,
        _warnings(statement, texts.law.warnings, words),
        _stage(texts, words),
        _sources(texts, words),
        [Heading(words("Please note")), Paragraph(words(DISCLAIMER)), _stamp(texts, words)],
    )
    return Document(
        language=words.language,
        title=words("Repayment summary"),
        subtitle=case.title or words("Untitled debt"),
        cut_off=statement.as_of.isoformat(),
        footer=words(
            "{title} · calculated to {day}", title=_short(case.title) or words("Debt"), day=cut_off
        ),
        blocks=tuple(block for section in sections for block in section),
    )


def _short(title: str) -> str:
    """Return a title that fits into one line with a date."""
    line = " ".join(title.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1] + "…"


def _head(statement: Statement, texts: SummaryTexts, words: Words) -> Iterator[Block]:
    yield Figures(
        (
            (words("Total due"), yuan_face(statement.total_due, words)),
            (words("Penalty interest"), yuan_face(statement.accrued.penalty_interest, words)),
            (words("Grows each day by"), yuan_face(statement.per_diem, words)),
            (words("Days overdue"), days_face(statement.days_overdue, words)),
        )
    )
    principal, interest = statement.not_yet_due
    accrued, unpaid = statement.accrued.penalty_interest, statement.outstanding.penalty_interest
    facts = [
        (words("Cut-off date"), date_face(statement.as_of, words)),
        (words("Collection stage"), f"{texts.stage_title} ({statement.bucket})"),
    ]
    if unpaid != accrued:
        note = words("of it unpaid: {amount}", amount=yuan_face(unpaid, words))
        facts.append((words("Penalty interest"), note))
    if statement.oldest_unpaid_due_date:
        facts.append((words("Overdue since"), date_face(statement.oldest_unpaid_due_date, words)))
    if statement.stage.assignment_notice:
        notice = name_of(NoticeKind.ASSIGNMENT_NOTICE, words)
        facts.append((notice, date_face(statement.stage.assignment_notice, words)))
    if principal:
        facts.append((words("Principal not yet due"), yuan_face(principal, words)))
    if interest:
        facts.append((words("Interest not yet due"), yuan_face(interest, words)))
    if statement.overpaid:
        facts.append((words("Overpaid"), yuan_face(statement.overpaid, words)))
    yield Facts(tuple(facts))


def _inputs(case: Case, words: Words) -> Iterator[Block]:
    yield Heading(words("What was entered"))
    penalty = (
        rate_face(case.penalty, words)
        if isinstance(case.penalty, Rate)
        else words("contract rate plus {surcharge}", surcharge=case.penalty)
    )
    facts = [
        (words("Lender"), case.lender.name),
        (words("Kind of lender"), name_of(case.lender.kind, words)),
    ]
    if case.contract_date:
        facts.append((words("Contract date"), date_face(case.contract_date, words)))
    if case.suit_date:
        facts.append((words("Day of the suit"), date_face(case.suit_date, words)))
    if case.contract_rate:
        facts.append((words("Contract rate"), rate_face(case.contract_rate, words)))
    facts.append((words("Penalty rate"), penalty))
    facts.append((words("Conventions"), words.phrases(convention_phrases(case, words))))
    if case.notes:
        facts.append((words("Notes"), case.notes))
    yield Facts(tuple(fact for fact in facts if fact[1]))
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
        heads = (Column(words("Date")), Column(words("Event")), Column(words("Detail")))
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
        Column(words("Calculation")),
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
        Column(words("Set against")),
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


def _stage(texts: SummaryTexts, words: Words) -> Iterator[Block]:
    yield Heading(words("Collection stage: {title}", title=texts.stage_title))
    yield Paragraph(texts.stage_text)
    yield from texts.guidance


def _warnings(statement: Statement, said: Iterable[str], words: Words) -> Iterator[Block]:
    sentences = [*(message_of(warning, words) for warning in statement.warnings), *said]
    if sentences:
        yield Heading(words("Warnings"))
        for sentence in dict.fromkeys(sentences):
            yield Paragraph(sentence, "warning")


def _sources(texts: SummaryTexts, words: Words) -> Iterator[Block]:
    yield Heading(words("Sources"))
    yield Facts(tuple((citation.title, citation.source) for citation in texts.citations.values()))
    yield Paragraph(texts.data_age, "note")


def _stamp(texts: SummaryTexts, words: Words) -> Block:
    return Paragraph(words("Made with {program}.", program=texts.program), "note")
