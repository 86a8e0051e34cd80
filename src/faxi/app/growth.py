"""The growth chart of a statement: its past, its future if nothing more happens, and the stages."""

from dataclasses import replace
from datetime import date, timedelta

from faxi.app import clock
from faxi.app.chart import Band, ChartData, chart_data
from faxi.app.summaries import calculate_case
from faxi.engine.days import LAST_YEAR
from faxi.engine.statement import Statement
from faxi.rules.book import load_rules
from faxi.text.words import Words

_LEAST_AHEAD = 90  # days
_SHARE_AHEAD = 3  # the future is a third of the past


def chart_of(statement: Statement, words: Words) -> ChartData:
    """Return what the chart shows: the same events, calculated to a later day."""
    case, as_of = statement.case, statement.as_of
    past = tuple(event for event in case.events if event.date <= as_of)
    first = min(item.due_date for item in case.instalments)
    ahead = max(_LEAST_AHEAD, (as_of - first).days // _SHARE_AHEAD)
    last = min(as_of.toordinal() + ahead, date(LAST_YEAR, 12, 31).toordinal())
    horizon = calculate_case(replace(case, events=past), date.fromordinal(last))
    bands = _bands(statement, words)
    return chart_data(statement, horizon, words, bands=bands, today=clock.today())


def _bands(statement: Statement, words: Words) -> list[Band]:
    """Return the stages as dates, counted from the oldest unpaid due date."""
    oldest = statement.oldest_unpaid_due_date
    if oldest is None:
        return []
    ladder = load_rules().ladder
    bands = []
    for stage in ladder.ladder.stages:
        if stage.from_days is not None:
            first = oldest + timedelta(days=stage.from_days)
            last = None if stage.to_days is None else oldest + timedelta(days=stage.to_days)
            bands.append(Band(ladder.name_of(stage.id)[words.language], first, last, stage.id))
    return bands
