"""Limits, dates and costs as sections of the summary; the sentences come ready-made."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from faxi.exports.blocks import Block, Column, Heading, Paragraph, Table
from faxi.text.words import Words, marked

_LIMITS = marked("Limits and duties")
_OVERLAP = marked("The amounts concerned overlap; they cannot be added up.")
_DATES = marked("Dates to note")
_COSTS = marked("Costs of a suit for this amount")
_DELAY = marked("Doubled interest for delayed performance (beside the total due)")


class LawRow(NamedTuple):
    """One thing the rules say about this case.

    Attributes:
        figure: The yuan it concerns, or its date; ``""`` if neither.
        source: Where it comes from.
    """

    title: str
    figure: str
    text: str
    source: str


class LawTexts(NamedTuple):
    """What the rules say about a case, in the language of the document.

    Attributes:
        warnings: What is missing, and data used beyond the day it is checked for.
    """

    checks: tuple[LawRow, ...] = ()
    milestones: tuple[LawRow, ...] = ()
    costs: tuple[LawRow, ...] = ()
    delay: tuple[LawRow, ...] = ()
    warnings: tuple[str, ...] = ()


def law_sections(law: LawTexts, words: Words) -> Iterator[Block]:
    """Yield the sections that have something to say."""
    yield from limits_section(law, words)
    yield from milestones_section(law, words)
    yield from costs_section(law, words)


def limits_section(law: LawTexts, words: Words) -> Iterator[Block]:
    """Yield what was checked against the limits of the law, if anything."""
    yield from _section(words(_LIMITS), law.checks, words("Yuan concerned"), words)
    if sum(row.figure not in {"", "0.00"} for row in law.checks) > 1:
        yield Paragraph(words(_OVERLAP), "note")


def milestones_section(law: LawTexts, words: Words) -> Iterator[Block]:
    """Yield the dates ahead, if there are any."""
    return _section(words(_DATES), law.milestones, words("Date"), words)


def costs_section(law: LawTexts, words: Words) -> Iterator[Block]:
    """Yield what a suit would cost, and the interest for delayed performance."""
    yield from _section(words(_COSTS), law.costs, words("Amount (yuan)"), words)
    yield from _section(words(_DELAY), law.delay, words("Amount (yuan)"), words)


def _section(
    title: str, rows: Sequence[LawRow], figure_title: str, words: Words
) -> Iterator[Block]:
    if not rows:
        return
    yield Heading(title)
    columns = (
        Column(words("Subject"), share=2),
        Column(figure_title, is_figure=True),
        Column(words("What it means"), share=5),
    )
    yield Table(columns, tuple((row.title, row.figure, row.text) for row in rows))
    sources = dict.fromkeys(row.source for row in rows if row.source)
    yield Paragraph(words("Sources: {sources}", sources="; ".join(sources)), "note")
