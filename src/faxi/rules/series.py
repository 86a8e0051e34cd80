"""Reads dated series of rates (LPR, benchmark), each row with its publication."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from faxi.engine.rates import Percent
from faxi.engine.rulebook import Series
from faxi.rules.tables import Bilingual, RuleDataError, Table, read_table

UNIT = "percent_per_year"


@dataclass(frozen=True, slots=True)
class SeriesFile:
    """A series with what a reader needs to trust it.

    Attributes:
        instrument: Id of the instrument that publishes the values.
        sources: Where each value was published, in the order of the values.
    """

    series: Series
    title: Bilingual
    instrument: str
    confidence: str
    sources: tuple[str, ...]


def read_series(path: Path) -> SeriesFile:
    """Return the series of a file.

    Raises:
        RuleDataError: A key is missing, unknown or of the wrong kind; rows out of order, repeated,
            or later than ``checked_on``.
    """
    table = read_table(path)
    series_id, title, unit = table.text("id"), table.bilingual("title"), table.text("unit")
    if unit != UNIT:
        raise RuleDataError(f"{path.name}:unit", f"expected {UNIT}")
    instrument, confidence = table.text("instrument"), table.text("confidence")
    checked_on = table.day("checked_on")
    rows = [_read_row(row) for row in table.tables("row")]
    if not rows:
        raise RuleDataError(f"{path.name}:row", "no rows")
    table.done()
    days = [day for day, _, _ in rows]
    for index, (earlier, later) in enumerate(pairwise(days), 1):
        if later <= earlier:
            raise RuleDataError(f"{path.name}:row[{index}].date", "dates must ascend")
    if days[-1] > checked_on:
        raise RuleDataError(f"{path.name}:checked_on", "a row is later than the check")
    values = tuple(value for _, value, _ in rows)
    series = Series(series_id, tuple(days), values, checked_on)
    return SeriesFile(series, title, instrument, confidence, tuple(source for _, _, source in rows))


def _read_row(row: Table) -> tuple[date, Percent, str]:
    day, value, source = row.day("date"), row.percent("value"), row.text("source")
    published = row.day("published")
    row.done()
    if published > day:
        raise RuleDataError(f"{row.where}.published", "in force before it was published")
    return day, value, source
