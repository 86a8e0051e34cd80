"""A person's own rows of a series: read from CSV, kept apart from the shipped ones, laid over them.

Nothing here writes a file: the caller hands in how.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from faxi.engine.problems import CaseError, Problem
from faxi.engine.rates import Percent
from faxi.engine.rulebook import Gap
from faxi.rules.series import OWN_FILE, SeriesFile, SeriesRow, shipped_series
from faxi.rules.tables import RuleDataError
from faxi.text.reading import read_date, read_percent

_LONG = ("series", "date", "value")
_SOURCES = ("source", "announcement")
_ACCEPTED = "date,lpr_1y,lpr_5y / series,date,value"
_STEP = Fraction(1, 100)  # one percentage point, four times what the LPR ever moved at once
_LONGEST_SOURCE = 500
_QUOTED = 40  # characters of a cell that a message repeats
_DIGIT_FIRST = re.compile(r"\s*\d")


class OwnRow(NamedTuple):
    """A value a person added.

    Attributes:
        place: Line and column of the file it was read from, for messages.
    """

    series: str
    day: date
    value: Percent
    source: str = ""
    place: str = ""


class ImportReport(NamedTuple):
    """What an import did.

    Attributes:
        added: Rows for days that had none.
        replaced: Rows that stand in place of another value.
        unchanged: How many rows said what was known already.
        warnings: What a person should look at although the rows were taken.
    """

    added: tuple[OwnRow, ...]
    replaced: tuple[OwnRow, ...]
    unchanged: int
    warnings: tuple[Problem, ...]


class _Parsed(NamedTuple):
    rows: list[OwnRow]
    problems: list[Problem]


def import_rows(
    data: bytes,
    folder: Path,
    write: Callable[[Path, bytes], object],
    today: date | None = None,
) -> ImportReport:
    """Take the rows of a CSV file into a person's folder: all of them, or none.

    Args:
        data: UTF-8; ``date,lpr_1y,lpr_5y`` as published, or ``series,date,value``; a last column
            ``source`` (or ``announcement``) may say where the value was read.
        folder: Where the person's own rows are kept.
        write: Writes a file so that an old one stays whole if that fails.
        today: No row may be later; ``None`` allows any day.

    Raises:
        CaseError: Everything wrong with the rows; ``where`` is line and column.
        RuleDataError: The rows kept so far cannot be read.
    """
    shipped = shipped_series()
    kept = {(row.series, row.day): row for row in read_own_rows(folder)}
    parsed = _parse(data, shipped)
    known = laid_over(shipped, kept.values())
    if problems := _faults(parsed, known, today):
        raise CaseError(problems)
    before = {(name, row.day): row.value for name, file in known.items() for row in file.rows}
    changed = [row for row in parsed.rows if before.get((row.series, row.day)) != row.value]
    kept |= {(row.series, row.day): row for row in changed}
    if changed:
        write(folder / OWN_FILE, _csv(_needed(kept.values(), shipped)))
    return ImportReport(
        tuple(row for row in changed if (row.series, row.day) not in before),
        tuple(row for row in changed if (row.series, row.day) in before),
        len(parsed.rows) - len(changed),
        tuple(_far_apart(changed, laid_over(shipped, kept.values()))),
    )


def read_own_rows(folder: Path) -> tuple[OwnRow, ...]:
    """Return the rows a person added, none if there is no file.

    Raises:
        RuleDataError: The file was damaged since; the message names file and line.
    """
    path = folder / OWN_FILE
    try:
        data = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise RuleDataError(path.name, "cannot be read") from error
    if not data:
        return ()
    shipped = shipped_series()
    try:
        parsed = _parse(data, shipped)
    except CaseError as error:
        problem = error.problems[0]
        raise RuleDataError(_place(path, problem), problem.code, problem) from error
    problems = [*parsed.problems, *_disorder(parsed.rows)]
    for row in parsed.rows:
        problems += _misplaced(row, shipped[row.series], None)
    if problems:
        raise RuleDataError(_place(path, problems[0]), problems[0].code, problems[0])
    return tuple(parsed.rows)


def _place(path: Path, problem: Problem) -> str:
    return f"{path.name}:{problem.where}" if problem.where else path.name


def laid_over(shipped: Mapping[str, SeriesFile], own: Iterable[OwnRow]) -> Mapping[str, SeriesFile]:
    """Return the shipped series, each with a person's own rows over it."""
    rows = tuple(own)
    return {
        name: merge(file, [row for row in rows if row.series == name])
        for name, file in shipped.items()
    }


def merge(shipped: SeriesFile, own: Sequence[OwnRow]) -> SeriesFile:
    """Return a series with a person's own rows in place of, or after, the shipped ones.

    An own row ends the gap it lies in; ``checked_on`` moves to the last own row's date, but not
    past a publication that seems to be left out.
    """
    rows = {row.day: row for row in shipped.rows}
    for row in own:
        if row.day not in rows or rows[row.day].value != row.value:
            rows[row.day] = SeriesRow(row.day, row.value, None, row.source, own=True)
    merged = tuple(rows[day] for day in sorted(rows))
    own_days = frozenset(row.day for row in merged if row.own)
    if not own_days:
        return shipped
    series = replace(
        shipped.series,
        days=tuple(row.day for row in merged),
        values=tuple(row.value for row in merged),
        checked_on=_checked_on(shipped, [row.day for row in merged]),
        gaps=tuple(_narrowed(shipped.series.gaps, own_days)),
        own_days=own_days,
    )
    return replace(shipped, series=series, rows=merged)


def _checked_on(shipped: SeriesFile, days: Sequence[date]) -> date:
    """Return up to when a series is known without a hole, own rows and all."""
    checked_on, apart = shipped.series.checked_on, shipped.max_days_apart
    for earlier, later in pairwise(days):
        if later > checked_on:
            if apart is not None and (later - earlier).days > apart:
                break
            checked_on = later
    return checked_on


def export_rows(files: Iterable[SeriesFile], *, own_only: bool = True) -> bytes:
    """Return rows as CSV that ``import_rows`` reads again; by default only a person's own."""
    rows = [
        OwnRow(file.series.id, row.day, row.value, row.source)
        for file in files
        for row in file.rows
        if row.own or not own_only
    ]
    return _csv(rows)


def _csv(rows: Iterable[OwnRow]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*_LONG, "source"))
    for row in sorted(rows, key=lambda row: row[:2]):
        writer.writerow((row.series, row.day.isoformat(), str(row.value), row.source))
    return text.getvalue().encode("utf-8")


def _needed(rows: Iterable[OwnRow], shipped: Mapping[str, SeriesFile]) -> Iterator[OwnRow]:
    """Yield the rows that say something the shipped ones do not."""
    for row in rows:
        values = {known.day: known.value for known in shipped[row.series].rows}
        if values.get(row.day) != row.value:
            yield row


def _narrowed(gaps: Iterable[Gap], own_days: Iterable[date]) -> Iterator[Gap]:
    for gap in gaps:
        inside = [day for day in own_days if gap.first <= day <= gap.last]
        last = date.fromordinal(min(inside).toordinal() - 1) if inside else gap.last
        if gap.first <= last:
            yield Gap(gap.first, last)


# Reading


def _parse(data: bytes, shipped: Mapping[str, SeriesFile]) -> _Parsed:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CaseError([Problem("rows_not_utf8")]) from None
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error:
        raise CaseError([Problem("rows_not_csv", str(reader.line_num))]) from None
    header = [cell.strip().lower() for cell in lines[0][1]] if lines else []
    if not _is_header(header, shipped):
        raise CaseError([Problem("rows_header", "1", {"accepted": _ACCEPTED})])
    parsed = _Parsed([], [])
    for line, cells in lines[1:]:
        if len(cells) != len(header):
            params = {"count": len(cells), "expected": len(header)}
            parsed.problems.append(Problem("row_cells", str(line), params))
            continue
        _read_line(line, dict(zip(header, map(str.strip, cells), strict=True)), parsed, shipped)
    return parsed


def _is_header(header: Sequence[str], shipped: Mapping[str, SeriesFile]) -> bool:
    columns = header[:-1] if header and header[-1] in _SOURCES else header
    if tuple(columns) == _LONG:
        return True
    is_wide = len(columns) > 1 and columns[0] == "date" and len(set(columns)) == len(columns)
    return is_wide and all(name in shipped for name in columns[1:])


def _read_line(
    line: int, cells: dict[str, str], parsed: _Parsed, shipped: Mapping[str, SeriesFile]
) -> None:
    """Read the one value of a long line or the values of a wide one."""
    problems = parsed.problems
    source = next((cells.pop(name) for name in _SOURCES if name in cells), "")
    if len(source) > _LONGEST_SOURCE:
        problems.append(Problem("text_too_long", f"{line}:source", {"limit": _LONGEST_SOURCE}))
    if not source.isprintable():
        problems.append(Problem("text_broken", f"{line}:source"))
    day = _read_day(line, cells.pop("date"), problems)
    name = cells.pop("series", None)
    columns = {column: (column, cell) for column, cell in cells.items()}
    if name is not None:
        columns = {"value": (name, cells["value"])}
    for column, (series, cell) in columns.items():
        place = f"{line}:{column}"
        if series not in shipped:
            params = {"value": series[:_QUOTED], "accepted": ", ".join(shipped)}
            problems.append(Problem("value_unknown", f"{line}:series", params))
            continue
        try:
            value = read_percent(cell)
        except ValueError:
            problems.append(Problem("number_unreadable", place, {"value": cell[:_QUOTED]}))
            continue
        if day is not None:
            parsed.rows.append(OwnRow(series, day, value, source, place))


def _read_day(line: int, cell: str, problems: list[Problem]) -> date | None:
    # A row names its day: no 今天, which would be another day at the next reading.
    if _DIGIT_FIRST.match(cell):
        with suppress(ValueError):
            return read_date(cell, date.min)
    problems.append(Problem("date_unreadable", f"{line}:date", {"value": cell[:_QUOTED]}))
    return None


# Checking


def _faults(parsed: _Parsed, known: Mapping[str, SeriesFile], today: date | None) -> list[Problem]:
    problems = [*parsed.problems, *_disorder(parsed.rows)]
    for row in parsed.rows:
        problems += _misplaced(row, known[row.series], today)
    if not problems:
        problems += _leaps(parsed.rows, known) if parsed.rows else [Problem("rows_none")]
    return problems


def _disorder(rows: Iterable[OwnRow]) -> Iterator[Problem]:
    by_series = sorted(rows, key=lambda row: row.series)
    for _, group in groupby(by_series, key=lambda row: row.series):
        for earlier, later in pairwise(group):
            params = {"series": later.series, "day": later.day}
            if later.day == earlier.day:
                yield Problem("row_repeated", later.place, params)
            elif later.day < earlier.day:
                yield Problem("row_out_of_order", later.place, params)


def _misplaced(row: OwnRow, shipped: SeriesFile, today: date | None) -> Iterator[Problem]:
    series = shipped.series
    if row.day < series.days[0]:
        params = {"series": series.id, "day": row.day, "first": series.days[0]}
        yield Problem("rate_missing", row.place, params)
    if series.ends is not None and row.day > series.ends:
        params = {"series": series.id, "day": row.day, "last": series.ends}
        yield Problem("rate_ended", row.place, params)
    if today is not None and row.day > today:
        yield Problem("row_in_future", row.place, {"day": row.day})


def _leaps(rows: Iterable[OwnRow], known: Mapping[str, SeriesFile]) -> Iterator[Problem]:
    """Yield the rows that leave the value before them, or the one they replace, far behind."""
    merged = laid_over(known, rows)
    for row in rows:
        file = known[row.series]
        days, values = merged[row.series].series.days, merged[row.series].series.values
        index = days.index(row.day)
        replaced = [other.value for other in file.rows if other.day == row.day]
        before = replaced[0] if replaced else values[index - 1]
        if abs(_share(row.value) - _share(before)) > _STEP:
            params = {"series": row.series, "day": row.day, "value": row.value, "before": before}
            yield Problem("row_leaps", row.place, params)


def _share(value: Percent) -> Fraction:
    return Fraction(value.digits, 10**value.scale)


def _far_apart(rows: Iterable[OwnRow], merged: Mapping[str, SeriesFile]) -> Iterator[Problem]:
    """Yield a warning wherever a publication seems to be left out beside a new row."""
    new = {(row.series, row.day) for row in rows}
    for name, file in merged.items():
        for first, last in pairwise(file.series.days):
            days = (last - first).days
            is_new = (name, first) in new or (name, last) in new
            if file.max_days_apart is not None and is_new and days > file.max_days_apart:
                params = {"series": name, "first": first, "last": last, "days": days}
                yield Problem("rows_far_apart", "", params)
