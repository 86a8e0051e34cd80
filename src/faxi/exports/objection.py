"""The letter that objects to a creditor's figures, as a neutral document."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from faxi.engine.case import Case
from faxi.exports.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Part,
    Signature,
    Table,
)
from faxi.exports.front import parties
from faxi.text.faces import date_face
from faxi.text.names import convention_phrases
from faxi.text.words import Words, marked

CHECK_NOTE = marked(
    "Each row was recomputed from the case; where it differs, the case was counted under other "
    "conventions until one gave the same figure. This names how a figure comes about, not why."
)
_REQUESTS = (
    marked("Please check the rows named above and correct the calculation."),
    marked(
        "If you hold to them, please send the calculation row by row, with period, days counted, "
        "base, rate, year basis and the order in which payments were set off, and the terms of "
        "the contract they rest on."
    ),
    marked("What is not disputed here is no acknowledgement of the rest of the claim."),
)


_BLANK = "________________"  # to be filled in by hand


class ClaimLine(NamedTuple):
    """A row of the table as it is printed, every figure as text."""

    number: str
    period: str
    theirs: str
    ours: str
    difference: str
    verdict: str
    explanation: str
    formula: str
    is_right: bool


class ClaimTexts(NamedTuple):
    """A check of a creditor's table in the language of the document.

    Attributes:
        causes: What the table does differently, a sentence for each, the most frequent first.
        sums: Label and figure: claimed, recomputed, difference.
        limits: What the limits of the law say to the total: title and sentence.
        sources: Where the limits come from.
        notes: What else has to be said of the table.
    """

    as_of: date
    rows: tuple[ClaimLine, ...]
    causes: tuple[str, ...]
    sums: tuple[tuple[str, str], ...]
    limits: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]


def claim_section(texts: ClaimTexts, words: Words) -> Iterator[Block]:
    """Yield the check as a section of a summary, or for reading by itself."""
    yield Heading(words("Check of the creditor's figures"))
    yield _table(texts.rows, words)
    yield Facts(texts.sums)
    for note in texts.notes:
        yield Paragraph(note)
    yield from _causes(texts, words)
    yield from _limits(texts, words)
    yield Paragraph(words(CHECK_NOTE), "note")


def objection(case: Case, texts: ClaimTexts, words: Words, program: str) -> Document:
    """Return the letter of objection; names and number of the contract where the case has them."""
    blocks: list[Part] = [_parties(case, words)]
    blocks.append(
        Paragraph(
            words(
                "I have recomputed your calculation up to {day} from the contract and the "
                "payments made. I object to the figures below.",
                day=date_face(texts.as_of, words),
            )
        )
    )
    wrong = tuple(row for row in texts.rows if not row.is_right)
    if wrong:
        blocks += [Heading(words("Rows that differ")), _table(wrong, words)]
    blocks += [Facts(texts.sums), *map(Paragraph, texts.notes)]
    blocks += _causes(texts, words)
    blocks += _recomputed(wrong, words)
    blocks += _limits(texts, words)
    blocks.append(Heading(words("What I ask for")))
    blocks += [Paragraph(words(request)) for request in _REQUESTS]
    blocks.append(Signature(words("Borrower"), words("Date")))
    agreed = words.phrases(convention_phrases(case, words))
    blocks.append(Paragraph(words("Counted as agreed: {conventions}.", conventions=agreed), "note"))
    blocks.append(Paragraph(words(CHECK_NOTE), "note"))
    return Document(
        language=words.language,
        title=words("Objection to the calculation"),
        subtitle=case.title or words("Untitled debt"),
        cut_off=texts.as_of.isoformat(),
        footer=words("{program} · Information, not legal advice", program=program),
        blocks=tuple(blocks),
        author=program,
    )


def _parties(case: Case, words: Words) -> Facts:
    return Facts(tuple((label, value or _BLANK) for label, value in parties(case, words)))


def _table(rows: Sequence[ClaimLine], words: Words) -> Table:
    columns = (
        Column(words("Row")),
        Column(words("Period or item")),
        Column(words("Theirs (yuan)"), is_figure=True),
        Column(words("Recomputed (yuan)"), is_figure=True),
        Column(words("Difference (yuan)"), is_figure=True),
        Column(words("Verdict")),
        Column(words("Why"), share=1),
    )
    cells = [
        (r.number, r.period, r.theirs, r.ours, r.difference, r.verdict, r.explanation) for r in rows
    ]
    return Table(columns, tuple(cells))


def _causes(texts: ClaimTexts, words: Words) -> Iterator[Block]:
    if texts.causes:
        yield Heading(words("How the difference comes about"))
        yield from map(Paragraph, texts.causes)


def _recomputed(rows: Sequence[ClaimLine], words: Words) -> Iterator[Block]:
    worked = tuple((row.number, row.formula) for row in rows if row.formula)
    if worked:
        yield Heading(words("Recomputed"))
        columns = (Column(words("Row")), Column(words("Calculation"), share=1))
        yield Table(columns, worked)


def _limits(texts: ClaimTexts, words: Words) -> Iterator[Block]:
    if texts.limits:
        yield Heading(words("What is claimed, against the limits"))
        yield Facts(texts.limits)
        yield Paragraph(words("Sources: {sources}", sources="; ".join(texts.sources)), "note")
