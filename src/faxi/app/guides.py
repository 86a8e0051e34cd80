"""Guidance as text: the stage a number of days or a notice leads to, section by section."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from faxi.app.citations import citation
from faxi.app.current_rules import current_rules
from faxi.engine.case import Case, Instalment, Lender, LenderKind
from faxi.engine.events import Notice
from faxi.engine.rates import Percent, Period, Rate
from faxi.engine.stage import find_stage
from faxi.engine.statement import StageResult, Statement
from faxi.exports.blocks import Block, Column, Facts, Heading, Paragraph, Table
from faxi.rules.guidance import Guidance, Passage, stage_guidance, topic_guidance
from faxi.rules.law import law
from faxi.text.words import Words

CAUSE_TOPIC = "cause_"


class Page(NamedTuple):
    """Something to read, with where to go from there.

    Attributes:
        sources: The sources by number, kept apart so that a view can fold them.
        links: Targets (``stage:gentle``, ``topic:calls``) with their titles.
    """

    title: str
    blocks: tuple[Block, ...]
    sources: tuple[Block, ...]
    links: tuple[tuple[str, str], ...]


def stage_on(
    days: int, kind: LenderKind, notices: Sequence[Notice], as_of: date
) -> tuple[StageResult, str]:
    """Return the stage and the bucket that days overdue and notices lead to."""
    due = as_of - timedelta(days=days)
    no_rate = Rate(Percent(0, 0), Period.YEAR)
    case = Case((Instalment(due, 1),), no_rate, lender=Lender(kind=kind), events=tuple(notices))
    ladder = current_rules().ladder_for(kind).ladder
    stage = find_stage(case, as_of, ladder, due, is_owing=True, falls_due_later=False)
    return stage, ladder.bucket_on(days)


def stage_document(
    stage: StageResult, bucket: str, days: int, kind: LenderKind, words: Words
) -> dict[str, Any]:
    """Return a stage with its guidance as plain JSON values."""
    ladder = current_rules().ladder_for(kind)
    language = words.language
    guidance = stage_guidance(stage.id, language)
    note = ladder.note_of(bucket)
    stages = ladder.ladder.stages
    rank = next(rank for rank, s in enumerate(stages) if s.id == stage.id)
    following = next((s for s in stages[rank + 1 :] if s.from_days and s.from_days > days), None)
    return {
        "id": stage.id,
        "basis": stage.basis,
        "title": ladder.texts_for(stage)[0][language],
        "bucket": bucket,
        "ladder": ladder.ladder.id,
        "own_ladder": ladder.own,
        "lender_text": ladder.texts_for(stage)[1][language],
        "summary": guidance.summary,
        "text": {section.key: "\n".join(_lines(section.blocks)) for section in guidance.sections},
        "sources": {
            section.key: list(dict.fromkeys(rule for b in section.blocks for rule in b.sources))
            for section in guidance.sections
        },
        "also_possible": list(ladder.texts[stage.id].also_possible),
        "asset_class": note.asset_class[language] if note else None,
        "credit_code": note.credit_code if note else None,
        "next_threshold": None
        if following is None
        else {
            "stage": following.id,
            "from_days": following.from_days,
            "in_days": (following.from_days or 0) - days,
        },
    }


def lender_text(stage_id: str, kind: LenderKind, words: Words) -> str:
    """Return in a few sentences what a stage means with this kind of lender."""
    texts = current_rules().ladder_for(kind).texts[stage_id]
    return texts.for_basis("days" if texts.by_days else "notice")[1][words.language]


def _stage_facts(stage_id: str, kind: LenderKind, bucket: str, words: Words) -> Facts:
    """Return which days a stage usually covers, what may happen beside it, and how it is classed.

    A private lender keeps no classes.
    """
    ladder = current_rules().ladder_for(kind)
    stage = next((s for s in ladder.ladder.stages if s.id == stage_id), None)
    if stage is None or stage.from_days is None:
        span = words("not by days") if stage is None else words("by a notice received only")
    elif stage.to_days is None:
        span = words("from {first}", first=stage.from_days)
    else:
        days = sorted({stage.from_days, stage.to_days})
        span = "–".join(map(str, days))
    facts = [(words("Days overdue"), span)]
    if names := [
        ladder.name_of(other)[words.language] for other in ladder.texts[stage_id].also_possible
    ]:
        facts.append((words("Also possible now"), words.listing(names)))
    if ladder.own:
        title = ladder.title[words.language]
        facts.append((words("Stages after"), words("{title} (your own ladder)", title=title)))
    if note := ladder.note_of(bucket):
        facts += [
            (words("Bucket"), bucket),
            (
                words("Usual class at the lender (as publicly reported)"),
                note.asset_class[words.language],
            ),
            (words("Code in the credit report"), note.credit_code),
        ]
    return Facts(tuple(facts))


def stage_page(stage_id: str, kind: LenderKind, words: Words, bucket: str = "") -> Page:
    """Return the guidance of a stage, its topics and the other stages linked.

    Args:
        kind: Whose ladder says which days it covers and what is special with such a lender.
        bucket: Of the debt that is in this stage; ``""`` for a stage that is only read about.
    """
    guidance = stage_guidance(stage_id, words.language)
    ladder = current_rules().ladder_for(kind)
    links = [
        (f"topic:{topic}", topic_guidance(topic, words.language).title) for topic in guidance.topics
    ]
    links += [
        (f"stage:{stage.id}", ladder.name_of(stage.id)[words.language])
        for stage in ladder.ladder.stages
        if stage.id != stage_id
    ]
    return _page(guidance, tuple(links), words, (_stage_facts(stage_id, kind, bucket, words),))


def with_advice(page: Page, cause: str, words: Words) -> Page:
    """Return the page of a stage with the advice for a cause of default after it.

    Args:
        cause: A key of ``drafts.CAUSES``; ``""`` where none was said.
    """
    if not cause:
        return page
    advice = topic_page(f"{CAUSE_TOPIC}{cause}", words)
    named = Heading(advice.title)
    return page._replace(
        blocks=(*page.blocks, named, *map(_within, advice.blocks)),
        sources=(*page.sources, named, *map(_within, advice.sources)),
    )


def guidance_section(statement: Statement, cause: str, words: Words) -> Iterator[Block]:
    """Yield the guidance of the stage and the advice for a cause, for a longer document."""
    kind = statement.case.lender.kind
    page = stage_page(statement.stage.id, kind, words, statement.bucket)
    yield from map(_within, (*page.blocks, *page.sources))
    if cause:
        advice = topic_page(f"{CAUSE_TOPIC}{cause}", words)
        yield Heading(advice.title)
        yield from map(_within, (*advice.blocks, *advice.sources))


def _within(block: Block) -> Block:
    """Return a block for a place within a section."""
    return Heading(block.text, 2) if isinstance(block, Heading) else block


def topic_page(topic_id: str, words: Words) -> Page:
    """Return the guidance of a topic."""
    return _page(topic_guidance(topic_id, words.language), (), words)


def _page(
    guidance: Guidance,
    links: tuple[tuple[str, str], ...],
    words: Words,
    before: tuple[Block, ...] = (),
) -> Page:
    numbers = {source: number for number, source in enumerate(guidance.sources, 1)}
    cited = ((f"[{number}]", citation(law()[source], words)) for source, number in numbers.items())
    facts = Facts(
        tuple((number, words.labelled(found.title, found.source)) for number, found in cited)
    )
    sources = (Heading(words("Sources")), facts)
    return Page(guidance.title, (*before, *_blocks(guidance, numbers)), sources, links)


def _blocks(guidance: Guidance, numbers: Mapping[str, int]) -> Iterator[Block]:
    """Yield a text with its sources numbered."""
    yield Paragraph(guidance.summary, "note")
    for section in guidance.sections:
        yield Heading(section.title)
        for block in section.blocks:
            if isinstance(block, Passage):
                marks = "".join(f"[{numbers[source]}]" for source in block.sources)
                text = f"{block.text} {marks}".strip()
                yield Paragraph(text, "bullet" if block.is_bullet else "plain")
            else:
                head, *rows = block.rows
                yield Table(tuple(Column(title) for title in head), tuple(rows))


def _lines(blocks: Sequence[Any]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Passage):
            yield f"• {block.text}" if block.is_bullet else block.text
        else:
            yield from (" | ".join(row) for row in block.rows)
