"""The growth chart as a table, for people who read rather than see: nothing of it is left out."""

from datetime import date
from typing import NamedTuple

from faxi.app.chart import ChartData, amounts_on, cap_on
from faxi.engine.components import Component
from faxi.text.faces import date_face, money_face
from faxi.text.names import name_of
from faxi.text.words import Words


class ChartTable(NamedTuple):
    """Titles and rows, all texts; as many of one as of the other."""

    header: tuple[str, ...]
    rows: list[tuple[str, ...]]


def chart_table(data: ChartData, words: Words) -> ChartTable:
    """Return date, stage, each component, total, cap and what happened, at every breakpoint."""
    names = (name_of(component, words) for component in Component)
    header = [words("Date"), words("Stage"), *names, words("Total")]
    if data.cap:
        header.append(data.cap_label)
    days = {point.date for point in data.points} | {mark.date for mark in data.marks}
    rows = [_row(data, day, words) for day in sorted(days | {data.as_of})]
    return ChartTable((*header, words("What happened")), rows)


def _row(data: ChartData, day: date, words: Words) -> tuple[str, ...]:
    amounts = amounts_on(data, day)
    stages = [
        band.title
        for band in data.bands
        if band.first <= day and (band.last is None or day <= band.last)
    ]
    figures = [money_face(amount) for amount in (*amounts, amounts.total)]
    if data.cap:
        cap = cap_on(data, day)
        figures.append("" if cap is None else money_face(cap))
    happened = [mark.label for mark in data.marks if mark.date == day]
    if day == data.as_of:
        happened.insert(0, words("Cut-off date"))
    elif day > data.as_of:
        happened.insert(0, words("projected"))
    return date_face(day, words), " ".join(stages), *figures, words.listing(happened)
