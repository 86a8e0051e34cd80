"""A schedule as an Excel workbook: payments, balances, sums and annual cost are formulas."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from faxi.engine.annual_cost import AnnualCost
from faxi.engine.money import Fen
from faxi.engine.schedule import Schedule
from faxi.exports.excel_book import Book, Sheet, cell
from faxi.text.loan_words import schedule_steps
from faxi.text.words import Words, marked

_SHEET = "Schedule"
_TITLES = (
    marked("No."),
    marked("Due date"),
    marked("Instalment (yuan)"),
    marked("Principal (yuan)"),
    marked("Interest (yuan)"),
    marked("Fee (yuan)"),
    marked("Balance (yuan)"),
    marked("Cash flow (yuan)"),
)
_NUMBER, _DUE, _PAYMENT, _PRINCIPAL, _INTEREST, _FEE, _BALANCE, _FLOW = range(8)
_HOW_TO = marked("Blue figures may be changed; instalments, balances, sums and rates follow.")
_HEAD = 3


class _Line(NamedTuple):
    """A labelled figure beneath the table: its formula and the value it has now."""

    label: str
    formula: str
    value: float
    look: str


def write_schedule_excel(schedule: Schedule, cost: AnnualCost, words: Words) -> bytes:
    """Return the bytes of the workbook; the same schedule gives the same bytes."""
    title = words("Repayment schedule")
    book = Book(words, title, "Faxi", schedule.drawdown_date)
    sheet = book.sheet(_SHEET, title, title, is_wide=True)
    sheet.text(1, 0, words(_HOW_TO), "note")
    sheet.heads(_HEAD, [words(each) for each in _TITLES], figures=range(_PAYMENT, _FLOW + 1))
    sheet.widths((22, 14, 18, 18, 18, 14, 18, 18))
    sheet.freeze_below(_HEAD)
    _write_drawdown(sheet, schedule, words)
    for index in range(len(schedule.rows)):
        _write_row(sheet, schedule, index)
    last = _HEAD + 1 + len(schedule.rows)
    _write_sums(sheet, schedule, last, words)
    row = last + 3
    for line in _cost_lines(cost, last, words):
        sheet.text(row, 0, line.label, "label")
        sheet.formula(row, _PAYMENT, line.formula, line.value, line.look)
        row += 1
    for step in schedule_steps(schedule, words):
        row += 1
        sheet.text(row, 0, step, "note")
    return book.close()


def _write_drawdown(sheet: Sheet, schedule: Schedule, words: Words) -> None:
    row = _HEAD + 1
    sheet.text(row, _NUMBER, words("Paid out on"))
    sheet.day(row, _DUE, schedule.drawdown_date)
    sheet.money(row, _FEE, schedule.upfront_fee, "open money")
    sheet.money(row, _BALANCE, schedule.amount, "open money")
    flow = f"{cell(row, _BALANCE)}-{cell(row, _FEE)}"
    sheet.formula(row, _FLOW, flow, schedule.received / 100)


def _write_row(sheet: Sheet, schedule: Schedule, index: int) -> None:
    item, row = schedule.rows[index], _HEAD + 2 + index
    sheet.number(row, _NUMBER, index + 1, "count")
    sheet.day(row, _DUE, item.due_date)
    parts = (cell(row, column) for column in (_PRINCIPAL, _INTEREST, _FEE))
    sheet.formula(row, _PAYMENT, "+".join(parts), item.payment / 100)
    sheet.money(row, _PRINCIPAL, item.principal, "open money")
    sheet.money(row, _INTEREST, item.interest, "open money")
    sheet.money(row, _FEE, item.fee, "open money")
    left = f"ROUND({cell(row - 1, _BALANCE)}-{cell(row, _PRINCIPAL)},2)"
    sheet.formula(row, _BALANCE, left, item.balance / 100)
    sheet.formula(row, _FLOW, f"-{cell(row, _PAYMENT)}", -item.payment / 100)


def _write_sums(sheet: Sheet, schedule: Schedule, last: int, words: Words) -> None:
    sheet.text(last + 1, _NUMBER, words("Sum"), "sum label")
    sums: tuple[tuple[int, Fen], ...] = (
        (_PAYMENT, schedule.payment),
        (_PRINCIPAL, schedule.principal),
        (_INTEREST, schedule.interest),
        (_FEE, schedule.fees),
    )
    for column, value in sums:
        span = f"{cell(_HEAD + 2, column)}:{cell(last, column)}"
        sheet.formula(last + 1, column, f"SUM({span})", value / 100, "sum")


def _cost_lines(cost: AnnualCost, last: int, words: Words) -> Iterator[_Line]:
    """Yield the annual cost; a spreadsheet finds the same rates from the cash flow."""
    flows = f"{cell(_HEAD + 1, _FLOW)}:{cell(last, _FLOW)}"
    effective, nominal = words("True annual cost, effective"), words("True annual cost, nominal")
    guess = float(cost.unit_rate)
    if cost.is_by_days:
        days = f"{cell(_HEAD + 1, _DUE)}:{cell(last, _DUE)}"
        found = f"XIRR({flows},{days},{_guess(cost.effective)})"
        yield _Line(effective, found, float(cost.effective), "rate")
        by_month = f"12*((1+{cell(last + 3, _PAYMENT)})^(1/12)-1)"
        yield _Line(nominal, by_month, float(cost.nominal), "rate")
        return
    periods, shares = cost.units_per_year.numerator, cost.units_per_year.denominator
    count = str(periods) if shares == 1 else f"({periods}/{shares})"
    yield _Line(words("Rate of a period"), f"IRR({flows},{guess:.6f})", guess, "rate")
    unit = cell(last + 3, _PAYMENT)
    yield _Line(effective, f"(1+{unit})^{count}-1", float(cost.effective), "rate")
    yield _Line(nominal, f"{unit}*{count}", float(cost.nominal), "rate")


def _guess(rate: Fraction) -> str:
    """Return a rate to begin the search with, where every spreadsheet finds the same."""
    return f"{min(max(float(rate), -0.9), 10.0):.6f}"
