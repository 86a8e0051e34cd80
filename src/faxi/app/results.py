"""A statement as the window shows it: every figure as text, ready for its label."""

from datetime import date
from typing import NamedTuple

from faxi.app.citations import citation
from faxi.app.current_rules import current_rules, data_age
from faxi.app.law import LADDER_RULE
from faxi.app.statements import stage_texts
from faxi.engine.cap import capped_growth
from faxi.engine.deadlines import stage_milestones
from faxi.engine.statement import Statement
from faxi.rules.law import law
from faxi.text.faces import days_face, money_face, yuan_face
from faxi.text.formulas import formulas
from faxi.text.messages import message_of
from faxi.text.names import convention_phrases, name_of
from faxi.text.words import Words


class LineRow(NamedTuple):
    """A row of the lines table; ``rule`` is the id, ``source`` its citation."""

    component: str
    instalment: str
    from_date: str
    to_date: str
    days: str
    formula: str
    amount: str
    rule: str
    source: str


class StagePart(NamedTuple):
    """A stretch of the stage strip, with the days overdue it covers.

    Attributes:
        from_days: ``None`` for a stage that only a notice leads to.
    """

    title: str
    from_days: int | None
    to_days: int | None


class Strip(NamedTuple):
    """The stage strip: all stages, and where cut-off and today stand on it.

    Attributes:
        current: Index of the stage of the cut-off, ``None`` outside the ladder.
        today_days: Days overdue today, ``None`` where that is not after the due date.
        hint: How long overdue today, and how long from the cut-off until the next threshold.
    """

    parts: tuple[StagePart, ...]
    current: int | None
    days_overdue: int
    today_days: int | None
    hint: str


class ResultView(NamedTuple):
    """Everything of a result that is shown beside the form."""

    days_overdue: str
    bucket: str
    penalty_interest: str
    penalty_note: str
    total_due: str
    total_note: str
    per_diem: str
    per_diem_note: str
    stage_title: str
    stage_text: str
    strip: Strip
    lines: tuple[LineRow, ...]
    warnings: tuple[str, ...]
    conventions: str
    data_age: str


def result_view(statement: Statement, today: date, words: Words) -> ResultView:
    """Return a statement as the window shows it."""
    accrued, outstanding = statement.accrued, statement.outstanding
    title, text = stage_texts(statement, words)
    penalty_note = ""
    if accrued.penalty_interest != outstanding.penalty_interest:
        unpaid = yuan_face(outstanding.penalty_interest, words)
        penalty_note = words("of it unpaid: {amount}", amount=unpaid)
    case = statement.case
    return ResultView(
        days_overdue=str(statement.days_overdue),
        bucket=statement.bucket,
        penalty_interest=money_face(accrued.penalty_interest),
        penalty_note=penalty_note,
        total_due=money_face(statement.total_due),
        total_note=_total_note(statement, words),
        per_diem=money_face(statement.per_diem),
        per_diem_note=_per_diem_note(statement, words),
        stage_title=title,
        stage_text=text,
        strip=_strip(statement, today, words),
        lines=_line_rows(statement, words),
        warnings=tuple(message_of(warning, words) for warning in statement.warnings),
        conventions=" · ".join(convention_phrases(case, words)[:3]),
        data_age=data_age(words),
    )


def _total_note(statement: Statement, words: Words) -> str:
    notes = []
    principal, interest = statement.not_yet_due
    if principal:
        owed = yuan_face(principal, words)
        notes.append(words("principal not yet due besides: {amount}", amount=owed))
    if interest:
        owed = yuan_face(interest, words)
        notes.append(words("interest not yet due besides: {amount}", amount=owed))
    if statement.overpaid:
        notes.append(words("overpaid: {amount}", amount=yuan_face(statement.overpaid, words)))
    cap = statement.cap
    if cap and cap.applied and cap.over:
        taken_off = yuan_face(cap.over - cap.excess_paid, words)
        notes.append(words("after taking off {amount} above the cap", amount=taken_off))
    return words.listing(notes)


def _per_diem_note(statement: Statement, words: Words) -> str:
    cap = statement.cap
    if cap is None or not cap.applied or not cap.over:
        return ""
    growth = yuan_face(capped_growth(statement)[1], words)
    under = words("under the cap: {amount}", amount=growth)
    return words("before the cap") + f"\n{under}"


def _line_rows(statement: Statement, words: Words) -> tuple[LineRow, ...]:
    sources = {
        component: citation(law()[rule], words) for component, rule in statement.line_rules.items()
    }
    return tuple(
        LineRow(
            name_of(line.component, words),
            str(line.instalment),
            line.from_date.isoformat(),
            line.to_date.isoformat(),
            str(line.days),
            formula,
            money_face(line.amount),
            statement.line_rules[line.component],
            "\n".join(sources[line.component]),
        )
        for line, formula in zip(statement.lines, formulas(statement, words), strict=True)
    )


def _strip(statement: Statement, today: date, words: Words) -> Strip:
    ladder = current_rules().ladder_for(statement.case.lender.kind)
    stages = ladder.ladder.stages
    parts = tuple(
        StagePart(ladder.name_of(stage.id)[words.language], stage.from_days, stage.to_days)
        for stage in stages
    )
    ids = [stage.id for stage in stages]
    current = ids.index(statement.stage.id) if statement.stage.id in ids else None
    oldest = statement.oldest_unpaid_due_date
    today_days = (today - oldest).days if oldest and today >= oldest else None
    hints = []
    if today_days is not None and today_days != statement.days_overdue:
        hints.append(words("today: {days} overdue", days=days_face(today_days, words)))
    following = next(stage_milestones(statement, ladder.ladder, LADDER_RULE), None)
    if following is not None:
        stage = ladder.name_of(str(following.params["stage"]))[words.language]
        days = days_face(following.days_from_cut_off, words)
        hints.append(words("next usual threshold: {stage}, in {days}", stage=stage, days=days))
    return Strip(parts, current, statement.days_overdue, today_days, " · ".join(hints))
