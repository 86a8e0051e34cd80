"""Dates still to come or to be kept: thresholds of days overdue, and periods of the law.

Lengths of periods and thresholds are handed in. No date here says that anything will happen, and
none that a right has been lost: the words for it are in ``text.checks``.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from faxi.engine.case import Case
from faxi.engine.days import months_on
from faxi.engine.events import Notice, NoticeKind, Repayment
from faxi.engine.rulebook import Calendar, Ladder
from faxi.engine.statement import Statement
from faxi.engine.timeline import due_items


class Milestone(NamedTuple):
    """A date that matters, and why.

    Attributes:
        days_from_cut_off: Negative if the date lies before the cut-off.
        kind: Code of the sentence that says what the date means.
        params: Values the sentence mentions. ``calendar`` says, for the end of a period that moves
            past days off, whether it ``"moved"``, stayed, or is ``"unpublished"``.
    """

    date: date
    days_from_cut_off: int
    kind: str
    rule_id: str
    params: Mapping[str, object]


class NoticePeriod(NamedTuple):
    """Days that run from receiving a kind of notice."""

    kind: str
    rule_id: str
    days: int


class Limitation(NamedTuple):
    """The limitation period, and which notices make it start afresh.

    Attributes:
        rule_id: Of the period itself.
        instalments_rule_id: Of where it starts for a debt in instalments.
        repayment_rule_id: Of why a repayment restarts it.
        notices: Id of the rule by which a notice restarts it; others leave it alone.
    """

    years: int
    rule_id: str
    instalments_rule_id: str
    repayment_rule_id: str
    notices: Mapping[NoticeKind, str]


# What can be enforced is no longer subject to limitation.
_IN_EFFECT = frozenset({NoticeKind.JUDGMENT, NoticeKind.ENFORCEMENT})


class _Start(NamedTuple):
    """A day from which limitation runs: ``reason`` is ``due``, ``repayment`` or a notice kind."""

    date: date
    reason: str
    rule_id: str


def rolled(day: date, calendar: Calendar) -> tuple[date, str]:
    """Return the last day of a period and what the calendar did to it.

    A last day that is off gives way to the next working day. Where the calendar is not published
    the day stays.

    Legal basis: rule ``period.end``.
    """
    moved = day
    while calendar.is_published(moved):
        if calendar.is_workday(moved):
            return moved, "stayed" if moved == day else "moved"
        moved += timedelta(days=1)
    return day, "unpublished"


def days_after(start: date, days: int) -> date:
    """Return the last of so many days; the day it starts on is not counted (``period.start``)."""
    return start + timedelta(days=days)


def years_after(start: date, years: int) -> date:
    """Return the last day of so many years: the same date, or the last of a shorter month."""
    return months_on(start, 12 * years)


def stage_milestones(statement: Statement, ladder: Ladder, rule_id: str) -> Iterator[Milestone]:
    """Yield the thresholds still ahead that lead above the present stage.

    A grace holds the first threshold back; of those it holds back only the highest is reached.
    """
    oldest, overdue = statement.oldest_unpaid_due_date, statement.days_overdue
    ids = [stage.id for stage in ladder.stages]
    if oldest is None or statement.stage.id not in ids:
        return
    by_days = {
        max(stage.from_days, statement.case.grace.days + 1): stage
        for stage in ladder.stages[ids.index(statement.stage.id) + 1 :]
        if stage.from_days is not None
    }
    for days, stage in by_days.items():
        if days > overdue:
            params = {"days": days, "stage": stage.id, "lender": statement.case.lender.kind}
            yield _milestone(statement, oldest + timedelta(days=days), "stage", rule_id, params)


def overdue_milestones(
    statement: Statement, kind: str, thresholds: Iterable[tuple[str, int]]
) -> Iterator[Milestone]:
    """Yield what changes once a debt is overdue *over* so many days, if that is still ahead.

    Args:
        thresholds: Pairs of rule id and number of days; the change comes on the day after.
    """
    oldest = statement.oldest_unpaid_due_date
    for rule_id, over in thresholds:
        days = over + 1
        if oldest is not None and days > statement.days_overdue:
            day = oldest + timedelta(days=days)
            yield _milestone(statement, day, kind, rule_id, {"days": days})


def notice_milestones(
    statement: Statement, periods: Mapping[NoticeKind, NoticePeriod], calendar: Calendar
) -> Iterator[Milestone]:
    """Yield the end of the period that runs from each notice received by the cut-off."""
    for notice in _notices(statement.case, statement.as_of):
        if period := periods.get(notice.what):
            end = days_after(notice.date, period.days)
            params = {"days": period.days, "received": notice.date}
            yield _period(statement, end, period.kind, period.rule_id, params, calendar)


def enforcement_milestone(
    statement: Statement, deadline: date, years: int, rule_id: str, calendar: Calendar
) -> Milestone | None:
    """Return the last day to apply for enforcement; ``None`` once it has been applied for."""
    notices = _notices(statement.case, statement.as_of)
    if any(n.what is NoticeKind.ENFORCEMENT and n.date >= deadline for n in notices):
        return None
    params = {"years": years, "deadline": deadline}
    end = years_after(deadline, years)
    return _period(statement, end, "enforcement", rule_id, params, calendar)


def retention_milestone(statement: Statement, years: int, rule_id: str) -> Milestone | None:
    """Return when negative items are deleted, if the debt was paid late and is settled.

    The period is one of keeping, not of doing something in time: days off do not move it.
    """
    if statement.stage.id != "settled":
        return None
    due = {m.instalment: m.date for m in statement.movements if m.kind == "due" and m.instalment}
    cleared = [
        (entry.date, part.instalment) for entry in statement.allocations for part in entry.parts
    ]
    cleared += [(m.date, m.instalment) for m in statement.movements if m.kind == "waiver"]
    grace = timedelta(days=statement.case.grace.days)
    if not any(number in due and day > due[number] + grace for day, number in cleared):
        return None
    settled_on = max(day for day, _ in cleared)
    params = {"years": years, "settled": settled_on}
    end = years_after(settled_on, years)
    return _milestone(statement, end, "credit_retention", rule_id, params)


def limitation_milestone(
    statement: Statement, limitation: Limitation, calendar: Calendar
) -> Milestone | None:
    """Return the earliest possible end of the limitation period of what is still owed.

    It is the earliest, because demands and promises that the case does not know restart it too. A
    judgment ends it: then the time for enforcement runs. After an acceleration it is disputed
    whether it runs from that day or from the last instalment as scheduled; the earlier is taken.
    """
    case, as_of = statement.case, statement.as_of
    judged = any(n.what in _IN_EFFECT for n in _notices(case, as_of))
    if judged or statement.oldest_unpaid_due_date is None:
        return None
    items = due_items(case, as_of, calendar).items
    due, scheduled = max(item.due for item in items), max(item.scheduled for item in items)
    single = len(items) == 1
    rule_id = limitation.rule_id if single else limitation.instalments_rule_id
    restarts = list(_restarts(case, as_of, limitation))
    start = max([_Start(due, "due", rule_id), *restarts], key=lambda s: s.date)
    params: dict[str, object] = {
        "years": limitation.years,
        "start": start.date,
        "reason": start.reason,
        "start_rule": start.rule_id,
    }
    kind, end = "limitation", years_after(start.date, limitation.years)
    if any(item.due < item.scheduled for item in items) and start.date < scheduled:
        kind = "limitation_disputed"
        params["scheduled"] = scheduled
        params["other"] = rolled(years_after(scheduled, limitation.years), calendar)[0]
    return _period(statement, end, kind, limitation.rule_id, params, calendar)


def _restarts(case: Case, as_of: date, limitation: Limitation) -> Iterator[_Start]:
    for event in case.events:
        if event.date > as_of:
            continue
        if isinstance(event, Repayment):
            yield _Start(event.date, "repayment", limitation.repayment_rule_id)
        elif isinstance(event, Notice) and event.what in limitation.notices:
            yield _Start(event.date, event.what, limitation.notices[event.what])


def _notices(case: Case, as_of: date) -> list[Notice]:
    return [n for n in case.events if isinstance(n, Notice) and n.date <= as_of]


def _period(
    statement: Statement,
    end: date,
    kind: str,
    rule_id: str,
    params: Mapping[str, object],
    calendar: Calendar,
) -> Milestone:
    """Return the end of a period of the law, moved past days off."""
    last, moved = rolled(end, calendar)
    return _milestone(statement, last, kind, rule_id, {**params, "calendar": moved})


def _milestone(
    statement: Statement, day: date, kind: str, rule_id: str, params: Mapping[str, object]
) -> Milestone:
    return Milestone(day, (day - statement.as_of).days, kind, rule_id, params)
