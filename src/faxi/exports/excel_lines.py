"""The sheet of accrual lines: every amount worked by a formula from base, rate, basis and days.

The formulas round as the engine does, to the fen, in Excel and in LibreOffice; both work on
fifteen significant digits, so plain ROUNDDOWN or ROUNDUP would go wrong on exact amounts.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from faxi.engine.accrual import Accrual
from faxi.engine.case import Rounding
from faxi.engine.components import Component
from faxi.engine.daycount import YEAR_UNITS, DayCount, Inclusion, Weight
from faxi.engine.money import RoundingMode
from faxi.engine.rates import Period, Rate
from faxi.engine.statement import Line, Statement
from faxi.exports.excel_book import Block, Book, Sheet, cell
from faxi.text.formulas import formulas
from faxi.text.names import name_of
from faxi.text.words import Words, marked

SHEET = "Lines"
HOW_TO = marked(
    "Blue figures may be changed: base, rate, basis and days. Every amount and total follows. "
    "A changed date does not cut the lines anew; for another date write a new workbook."
)
_DAY_ZERO = date(1899, 12, 30).toordinal()  # what Excel counts days from, after February 1900
_HEAD = 3
_FIRST = _HEAD + 1
_PERIODS = {Period.YEAR: marked("year"), Period.MONTH: marked("month"), Period.DAY: marked("day")}
_ROUNDED: Mapping[RoundingMode, str] = {
    RoundingMode.HALF_UP: "ROUND({x},2)",
    RoundingMode.DOWN: "INT(ROUND(({x})*100,6))/100",
    RoundingMode.UP: "-INT(-ROUND(({x})*100,6))/100",
    RoundingMode.HALF_EVEN: "ROUND({x},2)-(ROUND(MOD(ROUND(({x})*1000,4),20),4)=5)*0.01",
}
_TITLES: Mapping[str, tuple[str, int]] = {
    "number": ("#", 6),
    "component": (marked("Component"), 18),
    "instalment": (marked("Instalment"), 11),
    "from": (marked("From"), 12),
    "to": (marked("To (included)"), 12),
    "days": (marked("Days"), 8),
    "days_365": (marked("Days ÷ 365"), 10),
    "days_366": (marked("Days ÷ 366"), 10),
    "base": (marked("Base (yuan)"), 16),
    "rate": (marked("Rate"), 11),
    "period": (marked("per"), 8),
    "basis": (marked("Basis"), 9),
    "running": (marked("Exact sum so far"), 18),
    "amount": (marked("Amount (yuan)"), 16),
    "allowed": (marked("Cap allows (exact)"), 18),
    "calculation": (marked("Calculation"), 46),
    "rule": (marked("Rule"), 24),
    "start": (marked("Chart: from"), 11),
    "end": (marked("Chart: to"), 11),
    "slope": (marked("Chart: a day"), 14),
    "offset": (marked("Chart: offset"), 18),
}
_FIGURES = frozenset(
    ("days", "days_365", "days_366", "base", "rate", "basis", "running", "amount", "allowed")
)


class CapRate(NamedTuple):
    """The yearly rate of a cap, and the cell it stands in."""

    rate: Rate
    cell: str


class LinesSheet(NamedTuple):
    """Where other sheets find the columns of the lines."""

    columns: Mapping[str, Block]

    def of(self, name: str) -> str:
        """Return the cells of a column."""
        return self.columns[name].range


def write_lines(
    book: Book, sheet: Sheet, statement: Statement, cap_rate: CapRate | None
) -> LinesSheet:
    """Write every line with its formula and return where the columns are.

    Args:
        cap_rate: ``None`` without a cap by the year.
    """
    return _Writer(book, sheet, statement, cap_rate).write()


class _Writer:
    def __init__(
        self, book: Book, sheet: Sheet, statement: Statement, cap_rate: CapRate | None
    ) -> None:
        self._words: Words = book.words
        self._sheet, self._statement, self._cap_rate = sheet, statement, cap_rate
        chosen = statement.case.conventions
        self._day_count, self._rounding = chosen.day_count, chosen.rounding
        self._is_act_act = chosen.day_count is DayCount.ACT_ACT
        self._rounded = _ROUNDED[chosen.rounding_mode]
        self._early = early_days(statement)
        self._at = {name: index for index, name in enumerate(self._shown())}
        self._accrual = Accrual(statement.case)
        # The last row and exact sum of each component of each instalment, for the next line.
        self._before: dict[tuple[int, Component], tuple[int, Fraction]] = {}

    def _shown(self) -> list[str]:
        hidden = set()
        if not self._is_act_act:
            hidden |= {"days_365", "days_366"}
        if self._rounding is not Rounding.CUMULATIVE:
            hidden.add("running")
        if self._cap_rate is None:
            hidden.add("allowed")
        return [name for name in _TITLES if name not in hidden]

    def write(self) -> LinesSheet:
        sheet, words, lines = self._sheet, self._words, self._statement.lines
        sheet.text(1, 0, words(HOW_TO), "note")
        figures = (index for name, index in self._at.items() if name in _FIGURES)
        sheet.heads(_HEAD, [words(_TITLES[name][0]) for name in self._at], figures=figures)
        sheet.widths([_TITLES[name][1] for name in self._at])
        first_helper, last_helper = self._at["start"], self._at["offset"]
        hidden = {"hidden": True, "level": 1}
        sheet.worksheet.set_column(first_helper, last_helper, 12, None, hidden)
        sheet.freeze_below(_HEAD)
        calculations = formulas(self._statement, words)
        for index, (line, calculation) in enumerate(zip(lines, calculations, strict=True)):
            self._line(_FIRST + index, index + 1, line, calculation)
        blocks = {
            name: sheet.block(column, _FIRST, len(lines)) for name, column in self._at.items()
        }
        end = _FIRST + max(1, len(lines))
        total = sum(line.amount for line in lines)
        sheet.text(end, 0, words("Sum"), "sum label")
        amounts = blocks["amount"].range.removeprefix(f"{SHEET}!")
        sheet.formula(end, self._at["amount"], f"ROUND(SUM({amounts}),2)", total / 100, "sum")
        return LinesSheet(blocks)

    def _line(self, row: int, number: int, line: Line, calculation: str) -> None:
        sheet, at = self._sheet, self._at
        sheet.number(row, at["number"], number, "count")
        sheet.text(row, at["component"], name_of(line.component, self._words))
        sheet.number(row, at["instalment"], line.instalment, "count")
        sheet.day(row, at["from"], line.from_date)
        sheet.day(row, at["to"], line.to_date)
        self._days(row, line)
        sheet.money(row, at["base"], line.base, "open money")
        value = line.rate.value
        sheet.rate(row, at["rate"], value.digits, value.scale, "open rate")
        sheet.text(row, at["period"], self._words(_PERIODS[line.rate.period]), "apart")
        if line.rate.period is Period.DAY:
            sheet.text(row, at["basis"], "–", "number")
        elif self._is_act_act:
            sheet.text(row, at["basis"], "365 / 366", "number")
        else:
            sheet.number(row, at["basis"], YEAR_UNITS[self._day_count], "open number")
        self._amount(row, line)
        if self._cap_rate is not None and line.component is Component.PENALTY_INTEREST:
            allowed = self._exact(row, line, self._cap_rate.cell, Period.YEAR)
            exact = self._exact_value(line, self._cap_rate.rate)
            sheet.formula(row, at["allowed"], allowed, as_number(exact))
        sheet.text(row, at["calculation"], calculation, "apart")
        sheet.text(row, at["rule"], self._statement.line_rules[line.component])
        self._chart_helpers(row, line)

    def _days(self, row: int, line: Line) -> None:
        sheet, at = self._sheet, self._at
        if not self._is_act_act:
            sheet.number(row, at["days"], line.days, "open number")
            return
        for name, days in (("days_365", line.days_365), ("days_366", line.days_366)):
            sheet.number(row, at[name], days, "open number")
        parts = f"{self._cell(row, 'days_365')}+{self._cell(row, 'days_366')}"
        sheet.formula(row, at["days"], parts, line.days, "number")

    def _amount(self, row: int, line: Line) -> None:
        value = line.amount / 100
        if self._rounding is Rounding.PER_DAY:
            formula = self._per_day(row, line)
        else:
            exact = self._exact(row, line, self._cell(row, "rate"), line.rate.period)
            formula = self._rounded.format(x=exact)
        if self._rounding is Rounding.CUMULATIVE:
            formula = self._running(row, line, exact)
        self._sheet.formula(row, self._at["amount"], formula, value)

    def _running(self, row: int, line: Line, exact: str) -> str:
        """Write the exact sum so far and return its rounded growth."""
        key = line.instalment, line.component
        before, so_far = self._before.get(key, (None, Fraction(0)))
        so_far += self._exact_value(line, line.rate)
        self._before[key] = row, so_far
        sums = exact if before is None else f"{self._cell(before, 'running')}+{exact}"
        self._sheet.formula(row, self._at["running"], sums, as_number(so_far))
        rounded = self._rounded.format(x=self._cell(row, "running"))
        if before is None:
            return rounded
        earlier = self._rounded.format(x=self._cell(before, "running"))
        return f"ROUND({rounded}-({earlier}),2)"

    def _per_day(self, row: int, line: Line) -> str:
        base = f"{self._cell(row, 'base')}*{self._cell(row, 'rate')}"
        if line.rate.period is Period.DAY:
            return f"({self._rounded.format(x=base)})*{self._cell(row, 'days')}"
        if line.rate.period is Period.MONTH:
            base += "*12"
        if not self._is_act_act:
            of_a_day = self._rounded.format(x=f"{base}/{self._cell(row, 'basis')}")
            return f"({of_a_day})*{self._cell(row, 'days')}"
        ordinary, leap = (self._rounded.format(x=f"{base}/{year}") for year in (365, 366))
        return f"({ordinary})*{self._cell(row, 'days_365')}+({leap})*{self._cell(row, 'days_366')}"

    def _exact(self, row: int, line: Line, rate: str, period: Period) -> str:
        """Return base × rate ÷ basis × days, not rounded."""
        product = f"{self._cell(row, 'base')}*{rate}"
        days = self._cell(row, "days")
        if period is Period.DAY:
            return f"{product}*{days}"
        if period is Period.MONTH:
            product += "*12"
        if self._is_act_act:
            years = (self._cell(row, name) for name in ("days_365", "days_366"))
            ordinary, leap = years
            return f"{product}*({ordinary}/365+{leap}/366)"
        has_basis = line.rate.period is not Period.DAY
        basis = self._cell(row, "basis") if has_basis else YEAR_UNITS[self._day_count]
        return f"{product}/{basis}*{days}"

    def _exact_value(self, line: Line, rate: Rate) -> Fraction:
        """Return the interest of a line at a rate in yuan, not rounded."""
        units = line.days_365 * 366 + line.days_366 * 365 if self._is_act_act else line.days
        fen, parts = self._accrual.exact(line.base, rate, Weight(line.days, units))
        return Fraction(fen, parts * 100)

    def _chart_helpers(self, row: int, line: Line) -> None:
        """Write from when to when the line rises, and how steeply, for the chart's balances."""
        sheet, at = self._sheet, self._at
        first = line.from_date.toordinal() - self._early
        end = line.to_date.toordinal() + 1 - self._early
        slope = Fraction(line.amount, 100 * (end - first))
        shown = {name: self._cell(row, name) for name in ("from", "to", "amount")}
        start, stop = self._cell(row, "start"), self._cell(row, "end")
        serial = first - _DAY_ZERO
        sheet.formula(row, at["start"], f"{shown['from']}-{self._early}", serial, "date")
        sheet.formula(row, at["end"], f"{shown['to']}+{1 - self._early}", end - _DAY_ZERO, "date")
        per_day = f"{shown['amount']}/({stop}-{start})"
        sheet.formula(row, at["slope"], per_day, as_number(slope))
        offset = f"{self._cell(row, 'slope')}*{start}"
        sheet.formula(row, at["offset"], offset, as_number(slope * serial))

    def _cell(self, row: int, name: str) -> str:
        return cell(row, self._at[name])


def early_days(statement: Statement) -> int:
    """Return how much earlier than the next morning a counted day is complete."""
    return 0 if statement.case.conventions.inclusion is Inclusion.FIRST else 1


def as_number(value: Fraction) -> float:
    """Return an exact value as the number a cell holds; nothing is calculated with it."""
    return value.numerator / value.denominator


def rounded_formula(mode: RoundingMode, formula: str) -> str:
    """Return a formula in yuan rounded to the fen as the case rounds."""
    return _ROUNDED[mode].format(x=formula)
