"""Finds the collection stage: the highest rung that days or notices lead to."""

from collections.abc import Iterator
from datetime import date

from faxi.engine.case import Case
from faxi.engine.events import Notice, NoticeKind
from faxi.engine.rulebook import Ladder
from faxi.engine.statement import StageResult

# These stay facts whatever is paid; the others belong to the arrears they were sent for.
_LASTING = frozenset({NoticeKind.JUDGMENT, NoticeKind.ENFORCEMENT, NoticeKind.ASSIGNMENT_NOTICE})


def find_stage(
    case: Case,
    as_of: date,
    ladder: Ladder,
    oldest_unpaid: date | None,
    *,
    is_owing: bool,
    falls_due_later: bool,
) -> StageResult:
    """Return the stage at the cut-off.

    Args:
        oldest_unpaid: Due date of the oldest unpaid instalment, if any.
        is_owing: Whether anything due is outstanding, costs and damages included.
        falls_due_later: Whether an instalment falls due after the cut-off.
    """
    assigned = [
        notice.date
        for notice in case.events
        if isinstance(notice, Notice)
        and notice.date <= as_of
        and notice.what is NoticeKind.ASSIGNMENT_NOTICE
    ]
    assignment_notice = max(assigned, default=None)
    if not is_owing:
        stage_id = "not_due" if falls_due_later else "settled"
        return StageResult(stage_id, "days", assignment_notice)
    overdue = (as_of - oldest_unpaid).days if oldest_unpaid else 0
    by_days = ladder.rank_on(0 if overdue <= case.grace.days else overdue)
    ranks = (ladder.rank_of(notice.what) for notice in counting(case, as_of, oldest_unpaid))
    by_notice = max(ranks, default=-1)
    basis = "notice" if by_notice >= by_days else "days"
    return StageResult(ladder.stages[max(by_days, by_notice)].id, basis, assignment_notice)


def counting(case: Case, as_of: date, oldest_unpaid: date | None) -> Iterator[Notice]:
    """Yield the notices received by the cut-off that bear on the stage of what is owed."""
    for event in case.events:
        if isinstance(event, Notice) and event.date <= as_of:
            is_of_arrears = oldest_unpaid is not None and event.date >= oldest_unpaid
            if is_of_arrears or event.what in _LASTING:
                yield event
