"""The sheet of what happened when: movements, payments, changes, and the balances of the chart."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from faxi.engine.components import Component
from faxi.engine.events import Cost, LiquidatedDamages, Repayment, Waiver
from faxi.engine.growth import GrowthPoint, growth
from faxi.engine.money import Fen
from faxi.engine.statement import Movement, Statement
from faxi.exports.excel_book import Block, Sheet, cell
from faxi.exports.excel_lines import LinesSheet, early_days
from faxi.text.events import event_detail, event_name
from faxi.text.names import name_of
from faxi.text.words import Words

_HEAD = 2
_FIRST = _HEAD + 1
# Right of what happened, with a column between.
_BALANCES = 8
_ACCRUING = (
    Component.ORDINARY_INTEREST,
    Component.PENALTY_INTEREST,
    Component.COMPOUND_INTEREST,
)
# They are seen in what they moved.
_MOVING = (Repayment, Cost, LiquidatedDamages, Waiver)


class TimelineSheet(NamedTuple):
    """Where other sheets find what was due and waived, and the chart its series."""

    components: str
    due: str
    waived: str
    dates: Block
    balances: dict[Component, Block]


class _Row(NamedTuple):
    day: date
    what: str
    component: Component | None = None
    instalment: int | None = None
    due: Fen | None = None
    waived: Fen | None = None
    paid: Fen | None = None


def write_timeline(
    sheet: Sheet, statement: Statement, lines: LinesSheet, words: Words
) -> TimelineSheet:
    """Write the two tables and return where their columns are."""
    rows = sorted(_rows(statement, words), key=lambda row: row.day)
    _write_rows(sheet, rows, words)
    points = growth(statement)
    titles = [name_of(component, words) for component in Component]
    sheet.heads(_HEAD, [words("Date"), *titles, words("Sum")], _BALANCES, figures=range(1, 8))
    sheet.widths([12, *[15] * (len(titles) + 1)], _BALANCES)
    balances = _Balances(sheet, statement, lines)
    for row, point in enumerate(points, _FIRST):
        balances.write(row, point)
    count = len(points)
    return TimelineSheet(
        sheet.block(2, _FIRST, len(rows)).range,
        sheet.block(4, _FIRST, len(rows)).range,
        sheet.block(5, _FIRST, len(rows)).range,
        sheet.block(_BALANCES, _FIRST, count),
        {
            component: sheet.block(_BALANCES + 1 + component, _FIRST, count)
            for component in Component
        },
    )


def _rows(statement: Statement, words: Words) -> Iterator[_Row]:
    for move in statement.movements:
        yield _moved(move, words)
    for entry in statement.allocations:
        for part in entry.parts:
            what = words("Paid")
            yield _Row(entry.date, what, part.component, part.instalment, paid=part.amount)
    for event in statement.case.events:
        if event.date <= statement.as_of and not isinstance(event, _MOVING):
            name, detail = event_name(event, words), event_detail(event, words)
            told = words("{event}: {detail}", event=name, detail=detail) if detail else name
            yield _Row(event.date, told)


def _moved(move: Movement, words: Words) -> _Row:
    what = move.component, move.instalment
    if move.kind == "due":
        return _Row(move.date, words("Due"), *what, due=move.amount)
    return _Row(move.date, words("Waived"), *what, waived=move.amount)


def _write_rows(sheet: Sheet, rows: list[_Row], words: Words) -> None:
    titles = (
        words("Date"),
        words("What happened"),
        words("Component"),
        words("Instalment"),
        words("Due (yuan)"),
        words("Waived (yuan)"),
        words("Paid (yuan)"),
    )
    sheet.heads(_HEAD, titles, figures=(4, 5, 6))
    sheet.widths((12, 28, 24, 11, 15, 15, 15, 3))
    sheet.freeze_below(_HEAD)
    for row, item in enumerate(rows, _FIRST):
        sheet.day(row, 0, item.day)
        sheet.text(row, 1, item.what)
        if item.component is not None:
            sheet.text(row, 2, name_of(item.component, words))
        if item.instalment is not None:
            sheet.number(row, 3, item.instalment, "count")
        for column, amount in enumerate((item.due, item.waived, item.paid), 4):
            if amount is not None:
                sheet.money(row, column, amount)


class _Balances:
    """Writes balances: what moved is a figure, what accrued follows from the lines."""

    def __init__(self, sheet: Sheet, statement: Statement, lines: LinesSheet) -> None:
        self._sheet, self._lines, self._as_of = sheet, lines, statement.as_of
        self._jumps = sorted(_jumps(statement), key=lambda jump: jump[0])
        self._moved = [0] * len(Component)
        self._next = 0
        self._last_day: date | None = None
        self._rises = {component: _Rise(statement, component) for component in _ACCRUING}

    def write(self, row: int, point: GrowthPoint) -> None:
        sheet = self._sheet
        self._move(point.date)
        sheet.day(row, _BALANCES, point.date)
        total = 0
        for component in Component:
            column, value = _BALANCES + 1 + component, point.outstanding[component]
            if component in _ACCRUING:
                formula = self._accrued(row, column, self._moved[component])
                value = self._moved[component] + self._rises[component].on(point.date)
                sheet.formula(row, column, formula, value / 100)
            else:
                sheet.money(row, column, value)
            total += value
        first, last = cell(row, _BALANCES + 1), cell(row, _BALANCES + len(Component))
        sheet.formula(row, _BALANCES + len(Component) + 1, f"SUM({first}:{last})", total / 100)

    def _move(self, day: date) -> None:
        """Take in what moved before a day; on its second point also what moved on it."""
        is_after = day == self._last_day
        self._last_day = day
        while self._next < len(self._jumps):
            jump_day, component, amount = self._jumps[self._next]
            if jump_day > day or (jump_day == day and not is_after):
                return
            self._moved[component] += amount
            self._next += 1

    def _accrued(self, row: int, column: int, moved: Fen) -> str:
        """Return what has accrued by a date: whole lines, and a share of those still running."""
        lines, name, day = self._lines, cell(_HEAD, column), cell(row, _BALANCES)
        component = f"{lines.of('component')},{name}"
        whole = f'SUMIFS({lines.of("amount")},{component},{lines.of("end")},"<="&{day})'
        running = f'{component},{lines.of("start")},"<"&{day},{lines.of("end")},">"&{day}'
        part = f"{day}*SUMIFS({lines.of('slope')},{running})"
        part += f"-SUMIFS({lines.of('offset')},{running})"
        # Share less offset leaves some noise of them behind, which could turn half a fen down.
        return f"ROUND(ROUND({moved / 100}+{whole}+{part},6),2)"


class _Rise:
    """What has accrued of a component by a date, as the formula beside it works it out."""

    def __init__(self, statement: Statement, component: Component) -> None:
        early = early_days(statement)
        self._changes: list[tuple[int, Fen, Fraction, Fraction]] = []
        for line in statement.lines:
            if line.component is component:
                first = line.from_date.toordinal() - early
                end = line.to_date.toordinal() + 1 - early
                slope = Fraction(line.amount, end - first)
                self._changes.append((first, 0, slope, slope * first))
                self._changes.append((end, line.amount, -slope, -slope * first))
        self._changes.sort(key=lambda change: change[0], reverse=True)
        self._whole, self._slope, self._offset = 0, Fraction(0), Fraction(0)

    def on(self, day: date) -> Fen:
        """Return what has accrued; days may only go forward."""
        ordinal = day.toordinal()
        while self._changes and self._changes[-1][0] <= ordinal:
            _, amount, slope, offset = self._changes.pop()
            self._whole += amount
            self._slope += slope
            self._offset += offset
        exact = self._whole + ordinal * self._slope - self._offset
        return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def _jumps(statement: Statement) -> Iterator[tuple[date, Component, Fen]]:
    for move in statement.movements:
        yield move.date, move.component, move.amount if move.kind == "due" else -move.amount
    for entry in statement.allocations:
        for part in entry.parts:
            yield entry.date, part.component, -part.amount
