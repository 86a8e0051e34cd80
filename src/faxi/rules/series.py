"""Reads dated series of rates (LPR, benchmark), each row with its publication."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from faxi.engine.rates import Percent
from faxi.engine.rulebook import Gap, Series
from faxi.resources import resource
from faxi.rules.tables import NOT_RECORDED, Bilingual, RuleDataError, Table, read_table

UNIT = "percent_per_year"
OWN_FILE = "rates.csv"  # a person's own rows; see ``own_rows``


class SeriesRow(NamedTuple):
    """A value, since when it is in force, and where that can be read.

    Attributes:
        published: ``None`` where the day was not recorded.
        source: ``""`` where the file records no more than the instrument.
        own: Whether a person added the row.
    """

    day: date
    value: Percent
    published: date | None
    source: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class SeriesFile:
    """A series with what a reader needs to trust it.

    Attributes:
        instrument: Id of the instrument that publishes the values.
        max_days_apart: Rows further apart leave a publication out; ``None`` where any may be.
    """

    series: Series
    title: Bilingual
    instrument: str
    confidence: str
    rows: tuple[SeriesRow, ...]
    max_days_apart: int | None

    @property
    def sources(self) -> tuple[str, ...]:
        """Where each value was published, in the order of the values."""
        return tuple(row.source for row in self.rows)

    def row_on(self, day: date) -> SeriesRow:
        """Return the row in force on a day; ``Series.on`` says what is refused."""
        return self.rows[self.series.days.index(self.series.row_day(day))]


def series_files(folder: Path) -> list[Path]:
    """Return the series files of a rule folder."""
    return sorted(folder.glob("series_*.toml"))


@cache
def shipped_series() -> Mapping[str, SeriesFile]:
    """Return the shipped series by id, read once."""
    return read_all_series(resource("rules"))


def read_all_series(folder: Path) -> Mapping[str, SeriesFile]:
    """Return the series of a rule folder by id.

    Raises:
        RuleDataError: See ``read_series``; or two files give the same id.
    """
    found: dict[str, SeriesFile] = {}
    for path in series_files(folder):
        file = read_series(path)
        if file.series.id in found:
            raise RuleDataError(f"{path.name}:id", f"repeated: {file.series.id}")
        found[file.series.id] = file
    return found


def read_series(path: Path) -> SeriesFile:
    """Return the series of a file.

    Raises:
        RuleDataError: A key is missing, unknown or of the wrong kind; rows out of order, repeated,
            in a gap, or later than the end or than ``checked_on``.
    """
    table = read_table(path)
    series_id, title, unit = table.text("id"), table.bilingual("title"), table.text("unit")
    if unit != UNIT:
        raise RuleDataError(f"{path.name}:unit", f"expected {UNIT}")
    instrument, confidence = table.text("instrument"), table.text("confidence")
    checked_on = table.day("checked_on")
    ends = table.day("ends") if "ends" in table else None
    apart = table.whole("max_days_apart") if "max_days_apart" in table else None
    gaps = tuple(map(_read_gap, table.tables("gaps"))) if "gaps" in table else ()
    is_recorded = _rows_are_recorded(table)
    rows = tuple(_read_row(row, is_recorded=is_recorded) for row in table.tables("row"))
    table.done()
    days, values = tuple(row.day for row in rows), tuple(row.value for row in rows)
    series = Series(series_id, days, values, checked_on, ends, gaps)
    _check_order(series, path.name, apart)
    _check_limits(series, path.name)
    _check_gaps(series, path.name)
    return SeriesFile(series, title, instrument, confidence, rows, apart)


def _rows_are_recorded(table: Table) -> bool:
    """Tell whether each row names its publication; the file says so where none does."""
    if "row_sources" not in table:
        return True
    if table.text("row_sources") != NOT_RECORDED:
        raise RuleDataError(f"{table.where}:row_sources", f"expected {NOT_RECORDED!r} or no key")
    return False


def _read_row(row: Table, *, is_recorded: bool) -> SeriesRow:
    day, value = row.day("date"), row.percent("value")
    if not is_recorded:
        row.done()
        return SeriesRow(day, value, None, "")
    source, published = row.text("source"), row.day("published")
    row.done()
    if published > day:
        raise RuleDataError(f"{row.where}.published", "in force before it was published")
    return SeriesRow(day, value, published, source)


def _read_gap(row: Table) -> Gap:
    gap = Gap(row.day("from"), row.day("to"))
    row.done()
    if gap.last < gap.first:
        raise RuleDataError(f"{row.where}.to", "ends before it begins")
    return gap


def _check_order(series: Series, file: str, apart: int | None) -> None:
    if not series.days:
        raise RuleDataError(f"{file}:row", "no rows")
    for index, (earlier, later) in enumerate(pairwise(series.days), 1):
        if later <= earlier:
            raise RuleDataError(f"{file}:row[{index}].date", "dates must ascend")
        if apart is not None and (later - earlier).days > apart:
            raise RuleDataError(f"{file}:row[{index}].date", f"over {apart} days after the last")


def _check_limits(series: Series, file: str) -> None:
    """Refuse rows beyond the check or the end."""
    key, last = "checked_on", series.checked_on
    if series.ends is not None:
        if series.ends > last:
            raise RuleDataError(f"{file}:ends", "later than the check")
        key, last = "ends", series.ends
    if series.days[-1] > last:
        end = "check" if series.ends is None else "end"
        raise RuleDataError(f"{file}:{key}", f"a row is later than the {end}")


def _check_gaps(series: Series, file: str) -> None:
    for index, (before, after) in enumerate(pairwise(series.gaps), 1):
        if after.first <= before.last:
            raise RuleDataError(f"{file}:gaps[{index}].from", "gaps must ascend")
    for index, gap in enumerate(series.gaps):
        if gap.first <= series.days[0] or gap.last > (series.ends or series.checked_on):
            raise RuleDataError(f"{file}:gaps[{index}]", "outside the series")
        if any(gap.first <= day <= gap.last for day in series.days):
            raise RuleDataError(f"{file}:gaps[{index}]", "a row lies within")
