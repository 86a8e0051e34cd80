"""All debts together: their sum and growth, the next thresholds, and which grows fastest."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from faxi import __version__
from faxi.app import clock
from faxi.app.case_list import Totals, stage_name, title_face, totals
from faxi.app.casebook import CaseBook
from faxi.app.statements import calculate_case
from faxi.app.summaries import summary_of
from faxi.app.tasks import Cancel
from faxi.engine.case import Case
from faxi.engine.growth import GrowthPoint, growth
from faxi.engine.money import Fen
from faxi.engine.problems import CaseError, Problem
from faxi.engine.statement import Statement
from faxi.exports.combined import COMBINED_FORMATS, Combined
from faxi.exports.options import Options, Section
from faxi.store.files import write_file
from faxi.store.rows import CaseRow
from faxi.text.words import Words

_DRAWN = 8  # debts with a layer of their own; the next ones share one
_CALCULATED = 60  # debts the chart adds up at most
_LEAST_AHEAD, _SHARE_AHEAD = 90, 3  # days, and the past's part
_MOST_DAYS = 240  # places the chart is sampled at
_UNIT = 10_000 * 100  # growth is compared for 10,000 yuan owed


class Threshold(NamedTuple):
    """The day a debt reaches its next stage by days alone."""

    day: date
    days_left: int
    case_id: int
    title: str
    stage: str


class Pace(NamedTuple):
    """How fast a debt grows: fen a day in all, and for each 10,000 yuan owed."""

    case_id: int
    title: str
    total_due: Fen
    per_diem: Fen
    per_ten_thousand: Fen


class Layer(NamedTuple):
    """One debt in the chart, or several small ones: the total on each sampled day, in fen."""

    title: str
    heights: tuple[Fen, ...]


class Growth(NamedTuple):
    """The chart of all debts.

    Attributes:
        days: Sampled ordinals, in order; a day with a jump is there twice, before and after it.
        left_out: How many debts are too many to be added up here.
    """

    days: tuple[int, ...]
    layers: tuple[Layer, ...]
    today: date
    left_out: int


class Overview(NamedTuple):
    """Everything about all debts at once; thresholds by date, paces fastest first."""

    totals: Totals
    thresholds: tuple[Threshold, ...]
    paces: tuple[Pace, ...]


def overview(rows: Sequence[CaseRow], words: Words) -> Overview:
    """Return what the index says of all debts together."""
    today = clock.today()
    thresholds = []
    paces = []
    for row in rows:
        figures = row.figures
        if figures is None:
            continue
        title = title_face(row, words)
        if figures.next_on is not None and figures.next_on > today:
            stage = stage_name(figures.next_stage, row.lender_kind, words)
            left = (figures.next_on - today).days
            thresholds.append(Threshold(figures.next_on, left, row.id, title, stage))
        if figures.total_due > 0:
            share = (2 * figures.per_diem * _UNIT + figures.total_due) // (2 * figures.total_due)
            paces.append(Pace(row.id, title, figures.total_due, figures.per_diem, share))
    paces.sort(key=lambda pace: (-pace.per_ten_thousand, pace.title))
    return Overview(totals(rows), tuple(sorted(thresholds)), tuple(paces))


def growth_of_all(book: CaseBook, rows: Sequence[CaseRow], words: Words) -> Growth:
    """Return how the largest debts grew and will grow if nothing more happens."""
    today = clock.today()
    owed = [row for row in rows if row.figures is not None]
    owed.sort(key=lambda row: -(row.figures.total_due if row.figures else 0))
    drawn = []
    for row in owed[:_CALCULATED]:
        case = book.case_of(row.id)
        if case is not None:
            drawn.append((title_face(row, words), case))
    if not drawn:
        return Growth((), (), today, 0)
    first = min(item.due_date for _, case in drawn for item in case.instalments)
    ahead = max(_LEAST_AHEAD, (today - first).days // _SHARE_AHEAD)
    courses = [
        (title, _course(case, today, today + timedelta(days=ahead))) for title, case in drawn
    ]
    days = _sampled(courses, today)
    layers = [Layer(title, tuple(_heights(points, days))) for title, points in courses]
    if len(layers) > _DRAWN + 1:
        rest = layers[_DRAWN:]
        together = tuple(map(sum, zip(*(layer.heights for layer in rest), strict=True)))
        name = words.plural("{count} smaller debt", "{count} smaller debts", len(rest))
        layers = [*layers[:_DRAWN], Layer(name, together)]
    return Growth(tuple(days), tuple(layers), today, max(0, len(owed) - _CALCULATED))


def _course(case: Case, today: date, last: date) -> tuple[GrowthPoint, ...]:
    # What fails only in the future, such as a later waiver, does not hide the past.
    statement = _statement(case, last) or _statement(case, today)
    return growth(statement) if statement else ()


def _sampled(courses: Iterable[tuple[str, tuple[GrowthPoint, ...]]], today: date) -> list[int]:
    """Return the days to look at: every day something changes, thinned out if there are many."""
    jumps: dict[int, int] = {today.toordinal(): 1}
    for _, points in courses:
        for point, following in zip(points, (*points[1:], None), strict=True):
            day = point.date.toordinal()
            is_jump = following is not None and following.date == point.date
            jumps[day] = max(jumps.get(day, 1), 2 if is_jump else 1)
    days = sorted(jumps)
    step = max(1, -(-len(days) // _MOST_DAYS))
    kept = sorted({*days[::step], days[0], days[-1], today.toordinal()})
    return [day for day in kept for _ in range(jumps[day])]


def _heights(points: Sequence[GrowthPoint], days: Sequence[int]) -> Iterable[Fen]:
    for index, day in enumerate(days):
        is_before = index + 1 < len(days) and days[index + 1] == day
        yield _total_on(points, date.fromordinal(day), is_before=is_before)


def _total_on(points: Sequence[GrowthPoint], day: date, *, is_before: bool) -> Fen:
    bisect = bisect_left if is_before else bisect_right
    index = bisect(points, day, key=attrgetter("date"))
    if is_before and index < len(points) and points[index].date == day:
        index += 1
    if index == 0:
        return 0
    low = points[index - 1]
    if index == len(points) or low.date == day:
        return low.outstanding.total
    high = points[index]
    passed, whole = (day - low.date).days, (high.date - low.date).days
    rise = high.outstanding.total - low.outstanding.total
    return low.outstanding.total + rise * passed // whole


def _statement(case: Case, as_of: date) -> Statement | None:
    try:
        return calculate_case(case, as_of)
    except CaseError:
        return None


# What fits about a page; the whole of one debt is in a summary of its own.
_SECTIONS = frozenset(
    {Section.CHART, Section.TOTALS, Section.INPUTS, Section.LINES, Section.ALLOCATIONS}
)


def cases_of(book: CaseBook, rows: Sequence[CaseRow]) -> list[tuple[CaseRow, Case | None]]:
    """Return some rows with the cases they read as, ``None`` where one is unfinished."""
    return [(row, book.case_of(row.id)) for row in rows]


def combined_of(
    cases: Sequence[tuple[CaseRow, Case | None]], as_of: date, words: Words
) -> Combined:
    """Return the summary of some debts, each calculated to one day."""
    summaries, stages, left_out = [], [], []
    for row, case in cases:
        statement = None if case is None else _statement(case, as_of)
        if case is None or statement is None:
            left_out.append(title_face(row, words))
        else:
            summaries.append(summary_of(statement, words, Options(sections=_SECTIONS)))
            stages.append(stage_name(statement.stage.id, case.lender.kind, words))
    program = f"Faxi {__version__}"
    return Combined(summaries, stages, as_of, program, words, left_out)


def export_combined(combined: Combined, path: Path, cancel: Cancel | None = None) -> list[Problem]:
    """Write the summary of all debts in the format of a file's suffix and return warnings.

    Raises:
        CaseError: The suffix names no format.
        FileError: The file cannot be written; an old one stays whole.
    """
    suffix = path.suffix.lower()
    if suffix not in COMBINED_FORMATS:
        params = {"suffix": suffix or path.name, "accepted": ", ".join(COMBINED_FORMATS)}
        raise CaseError([Problem("format_unknown", str(path), params)])
    content, warnings = COMBINED_FORMATS[suffix](combined)
    if cancel is None or not cancel.is_wished:
        write_file(path, content)
    return warnings
