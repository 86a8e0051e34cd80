"""Why a debt stands at its stage and in its bucket: days, thresholds, notices, and what is next."""

from collections.abc import Iterator

from faxi.app.current_rules import current_rules
from faxi.app.law import LADDER_RULE
from faxi.engine.deadlines import stage_milestones
from faxi.engine.events import Notice
from faxi.engine.rulebook import LadderStage
from faxi.engine.stage import counting
from faxi.engine.statement import Statement
from faxi.rules.ladders import LadderFile
from faxi.text.faces import date_face, days_face
from faxi.text.names import name_of
from faxi.text.words import Words


def stage_sentences(statement: Statement, words: Words) -> Iterator[str]:
    """Yield what leads to the stage of a statement, and what the next threshold is."""
    ladder = current_rules().ladder_for(statement.case.lender.kind)
    title = ladder.title[words.language]
    yield words("The stages are those of “{ladder}”; no law orders them.", ladder=title)
    if statement.stage.id not in {stage.id for stage in ladder.ladder.stages}:
        yield words("Nothing that is due is unpaid, so none of them is reached.")
        return
    yield _by_days(statement, ladder, words)
    for notice, stage in _leading(statement, ladder):
        yield words(
            "The notice of {day} ({kind}) puts the debt at “{stage}” or further.",
            day=date_face(notice.date, words),
            kind=name_of(notice.what, words),
            stage=ladder.name_of(stage.id)[words.language],
        )
    if statement.stage.basis == "notice":
        yield words("What was received goes before the days.")
    following = next(stage_milestones(statement, ladder.ladder, LADDER_RULE), None)
    if following is not None:
        yield words(
            "Next usual threshold: “{stage}” on {day}.",
            stage=ladder.name_of(str(following.params["stage"]))[words.language],
            day=date_face(following.date, words),
        )


def _by_days(statement: Statement, ladder: LadderFile, words: Words) -> str:
    days, grace = statement.days_overdue, statement.case.grace.days
    counted = 0 if days <= grace else days
    stage = ladder.ladder.stages[ladder.ladder.rank_on(counted)]
    name = ladder.name_of(stage.id)[words.language]
    if 0 < days <= grace:
        return words("Within the days of grace the days lead to “{stage}” only.", stage=name)
    return words(
        "{days} overdue lead to “{stage}”, which usually begins at {first} overdue.",
        days=days_face(days, words),
        stage=name,
        first=days_face(stage.from_days or 0, words),
    )


def _leading(statement: Statement, ladder: LadderFile) -> Iterator[tuple[Notice, LadderStage]]:
    """Yield each notice that counts with the stage it leads to."""
    oldest = statement.oldest_unpaid_due_date
    for notice in counting(statement.case, statement.as_of, oldest):
        rank = ladder.ladder.rank_of(notice.what)
        if rank >= 0:
            yield notice, ladder.ladder.stages[rank]


def stage_inputs(statement: Statement) -> Iterator[str]:
    """Yield the inputs that a stage came from."""
    ladder = current_rules().ladder_for(statement.case.lender.kind)
    leading = [notice for notice, _ in _leading(statement, ladder)]
    yield from ("due_date", "as_of")
    for index, event in enumerate(statement.case.events):
        if event in leading:
            yield f"events[{index}]"
    yield "lender_kind"
    if statement.case.grace.days:
        yield "grace_days"


def bucket_sentence(statement: Statement, words: Words) -> str:
    """Return which days overdue the bucket of a statement stands for."""
    ladder = current_rules().ladder_for(statement.case.lender.kind)
    bucket = next(b for b in ladder.ladder.buckets if b.id == statement.bucket)
    if bucket.to_days is None:
        first = days_face(bucket.from_days, words)
        return words("{bucket} stands for {first} overdue or more.", bucket=bucket.id, first=first)
    last = days_face(bucket.to_days, words)
    return words(
        "{bucket} stands for {first} to {last} overdue.",
        bucket=bucket.id,
        first=bucket.from_days,
        last=last,
    )
