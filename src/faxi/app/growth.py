"""The growth chart of a statement: its past, its future if nothing more happens, and the stages."""

from dataclasses import replace
from datetime import date, timedelta

from faxi.app import clock
from faxi.app.chart import Band, ChartData, chart_data, moved
from faxi.app.current_rules import current_rules
from faxi.engine.calculate import calculate
from faxi.engine.case import Case
from faxi.engine.days import LAST_YEAR
from faxi.engine.problems import CaseError
from faxi.engine.statement import Statement
from faxi.text.words import Words

_LEAST_AHEAD = 90  # days
_SHARE_AHEAD = 3  # the future is a third of the past


class GrowthCharts:
    """Makes the charts of one window and keeps the last: a moving cut-off changes little."""

    def __init__(self) -> None:
        self._made_for: tuple[Case, date, Words] | None = None
        self._chart: ChartData | None = None

    def of(self, statement: Statement, words: Words) -> ChartData:
        """Return what the chart shows: the same case, calculated to a day after today."""
        today = clock.today()
        case, last = statement.case, _horizon(statement, today)
        if self._chart is not None and self._made_for == (case, last, words):
            chart = moved(self._chart, statement)
            return chart._replace(bands=tuple(_bands(statement, words)))
        horizon = _calculate_on(case, statement.as_of, last)
        bands = _bands(statement, words)
        self._chart = chart_data(statement, horizon, words, bands=bands, today=today)
        self._made_for = (case, last, words)
        return self._chart


def chart_on(statement: Statement, words: Words, day: date) -> ChartData:
    """Return the chart as it would be drawn on a day, without a mark for that day."""
    horizon = _calculate_on(statement.case, statement.as_of, _horizon(statement, day))
    return chart_data(statement, horizon, words, bands=_bands(statement, words))


def _horizon(statement: Statement, today: date) -> date:
    """Return the last day shown; it stays while the cut-off moves in the past."""
    first = min(item.due_date for item in statement.case.instalments)
    latest = max(statement.as_of, today)
    ahead = max(_LEAST_AHEAD, (latest - first).days // _SHARE_AHEAD)
    return date.fromordinal(min(latest.toordinal() + ahead, date(LAST_YEAR, 12, 31).toordinal()))


def _calculate_on(case: Case, as_of: date, last: date) -> Statement:
    """Calculate to the horizon; what fails only there, such as a later waiver, is left out."""
    try:
        return calculate(case, last, current_rules().rulebook)
    except CaseError:
        past = tuple(event for event in case.events if event.date <= as_of)
        return calculate(replace(case, events=past), last, current_rules().rulebook)


def _bands(statement: Statement, words: Words) -> list[Band]:
    """Return the stages as dates, counted from the oldest unpaid due date."""
    oldest = statement.oldest_unpaid_due_date
    if oldest is None:
        return []
    ladder = current_rules().ladder_for(statement.case.lender.kind)
    bands = []
    for stage in ladder.ladder.stages:
        if stage.from_days is not None:
            first = oldest + timedelta(days=stage.from_days)
            last = None if stage.to_days is None else oldest + timedelta(days=stage.to_days)
            bands.append(Band(ladder.name_of(stage.id)[words.language], first, last, stage.id))
    return bands
