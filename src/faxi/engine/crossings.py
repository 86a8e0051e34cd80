"""Which stages of collection a plan still meets, and which it avoids."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from faxi.engine.case import Case
from faxi.engine.course import Course
from faxi.engine.rulebook import Rulebook
from faxi.engine.walk import LAST_DAY, PlanRow


class Crossing(NamedTuple):
    """A later stage of collection.

    Attributes:
        waiting: When days alone lead there if nothing is paid.
        planned: When they do under the plan, ``None`` if the plan avoids it.
    """

    stage_id: str
    waiting: date
    planned: date | None


class _Span(NamedTuple):
    """Days ``first`` … ``end`` − 1 with one oldest unpaid due date."""

    first: date
    end: date
    oldest: date


def crossings(
    case: Case, as_of: date, rows: Sequence[PlanRow], rulebook: Rulebook
) -> Iterator[Crossing]:
    """Yield the stages by days not yet reached at the cut-off, and when the plan reaches them."""
    course = Course(case, LAST_DAY, rulebook)
    course.pass_before(as_of)
    waiting = course.fork()
    waiting.come_to(as_of)
    ladder = rulebook.ladder_for(case.lender.kind)
    ids = [stage.id for stage in ladder.stages]
    reached = ids.index(waiting.stage.id) if waiting.stage.id in ids else -1
    following = waiting.due_days(as_of, LAST_DAY)
    oldest = waiting.oldest_unpaid or next(iter(following), None)
    if oldest is None:
        return
    spans = list(_spans(as_of, oldest, rows, following))
    for rank, stage in enumerate(ladder.stages):
        if rank <= reached or not stage.from_days:
            continue
        days = timedelta(days=max(stage.from_days, case.grace.days + 1))
        met = (max(s.first, s.oldest + days) for s in spans if s.oldest + days < s.end)
        yield Crossing(stage.id, oldest + days, next(met, None))


def _spans(
    as_of: date, oldest: date, rows: Sequence[PlanRow], due_days: Sequence[date]
) -> Iterator[_Span]:
    """Yield the times between payments while something is unpaid."""
    first, unpaid = as_of, oldest
    for row in rows:
        if unpaid < row.date:
            yield _Span(first, row.date, unpaid)
        first = row.date
        if row.days_overdue:
            unpaid = row.date - timedelta(days=row.days_overdue)
        else:
            unpaid = next((day for day in due_days if day > row.date), LAST_DAY)
    if rows and rows[-1].balance:
        yield _Span(first, first + timedelta(days=1), unpaid)
