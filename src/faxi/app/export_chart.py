"""The growth chart of an export: the same data as on screen, but with no today in it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from faxi.app.chart import (
    ChartData,
    cut,
    date_ticks,
    money_labels,
    money_ticks,
    slices,
    summary,
    tick_text,
)
from faxi.app.growth import chart_on
from faxi.engine.components import Component
from faxi.engine.statement import Statement
from faxi.exports.blocks import Chart, Slice
from faxi.text.names import name_of
from faxi.text.words import Words, marked

_MOST_DATES = 7
_MOST_AMOUNTS = 6
_LAYERS = (
    Component.PRINCIPAL,
    Component.ORDINARY_INTEREST,
    Component.PENALTY_INTEREST,
    Component.COMPOUND_INTEREST,
)
_SIGNS: Mapping[str, str] = {
    "payment": marked("Repayment"),
    "waiver": marked("Waiver"),
    "rate": marked("Rate change"),
    "notice": marked("Notice"),
}


def export_chart(statement: Statement, words: Words) -> Chart | None:
    """Return the chart of a statement, ``None`` where nothing is ever owed.

    It depends on the cut-off date alone, so that an export has the same bytes on any day.
    """
    data = chart_on(statement, words, statement.as_of)
    if data.is_empty:
        return None
    first, last = data.span
    as_of, pieces = data.as_of.toordinal(), slices(data)
    top = int(max(*(piece.heights[-1] for piece in pieces), *(fen for _, fen in data.cap), 1))
    amounts = money_ticks(top, _MOST_AMOUNTS)
    labels, unit = money_labels(amounts, words)
    names = [(component.key, name_of(component, words)) for component in _LAYERS]
    stack = [Slice(int(piece.day), tuple(map(int, piece.heights))) for piece in pieces]
    seen = _seen(stack)

    def between(start: int, end: int) -> tuple[Slice, ...]:
        pieces_between = cut(pieces, start, end)
        return tuple(
            Slice(int(piece.day), tuple(int(piece.heights[index]) for index in seen))
            for piece in pieces_between
        )

    marks = [(mark.date.toordinal(), mark.kind) for mark in data.marks if mark.kind in _SIGNS]
    kinds = {kind for _, kind in marks}
    ticks = date_ticks(first, last, _MOST_DATES)
    return Chart(
        caption=words("How the debt grew"),
        description=summary(data, words),
        span=(first.toordinal(), last.toordinal()),
        layers=tuple([*names, ("fees", words("Fees and costs"))][index] for index in seen),
        past=between(first.toordinal(), as_of),
        later=between(as_of, last.toordinal()),
        later_name=words("Projection"),
        cut_off=(as_of, words("Cut-off date")),
        bands=tuple(_bands(data, first, last)),
        marks=tuple(dict.fromkeys(marks)),
        signs=tuple((kind, words(name)) for kind, name in _SIGNS.items() if kind in kinds),
        cap=tuple((day.toordinal(), amount) for day, amount in data.cap),
        cap_name=data.cap_label,
        date_ticks=tuple((tick.date.toordinal(), tick_text(tick, words)) for tick in ticks),
        money_ticks=tuple(zip(amounts, labels, strict=True)),
        unit=unit,
    )


def _seen(stack: Sequence[Slice]) -> list[int]:
    """Return the layers that are ever more than a line."""
    count = len(_LAYERS) + 1
    return [
        index
        for index in range(count)
        if any(piece.tops[index] > (piece.tops[index - 1] if index else 0) for piece in stack)
    ]


def _bands(data: ChartData, first: date, last: date) -> Iterator[tuple[int, int, str]]:
    """Yield the stages as far as they are seen, each with the day after its last."""
    end_of_chart = last.toordinal()
    for band in data.bands:
        begin = max(band.first, first).toordinal()
        end = end_of_chart if band.last is None else band.last.toordinal() + 1
        if begin < min(end, end_of_chart):
            yield begin, min(end, end_of_chart), band.title
