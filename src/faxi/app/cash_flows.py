"""Dated amounts as people write them, received ones plain and paid ones with a minus."""

from collections.abc import Sequence
from datetime import date

from faxi.app.instalment_rows import INSTALMENT_COLUMNS, PAYMENT, is_readable_date
from faxi.app.row_tables import MOST_ABOVE, Column, heading_of, pasted_cells, pasted_rows
from faxi.engine.money import Fen
from faxi.engine.problems import CaseError, Problem
from faxi.text.reading import plain, read_date, read_money
from faxi.text.words import marked

Flow = tuple[date, Fen]
_MINUS = ("-", "−", "–")


def _is_amount(text: str) -> bool:
    try:
        read_money(_unsigned(text))
    except ValueError:
        return False
    return True


def _unsigned(text: str) -> str:
    return plain(text).lstrip("-−–+ ")


FLOW_COLUMNS = (
    Column(
        "date",
        marked("Date"),
        "",
        ("date", "day", "日期", "时间", "交易日期", "发生日期"),
        is_readable_date,
    ),
    Column(
        "amount",
        marked("Amount (yuan)"),
        "",
        ("amount", "cash flow", "flow", "金额", "现金流", "发生额", "净现金流"),
        _is_amount,
    ),
    Column(
        "received",
        marked("Received"),
        "",
        ("received", "in", "inflow", "收到", "流入", "放款", "到账", "收入"),
        _is_amount,
    ),
    Column(
        "paid",
        marked("Paid"),
        "",
        ("paid", "out", "outflow", "payment", "支付", "流出", "还款", "支出"),
        _is_amount,
    ),
)


def read_flow(text: str, today: date) -> Flow:
    """Return the dated amount written ``DATE=YUAN``, a payment with a minus.

    Raises:
        CaseError: It is not written so.
    """
    day, _, amount = text.partition("=")
    return _flow(day, amount, today, "")


def read_flows(text: str, today: date) -> list[Flow]:
    """Return the dated amounts of a copied or imported table.

    Raises:
        CaseError: With the place of every cell that does not read.
    """
    flows: list[Flow] = []
    problems: list[Problem] = []
    for index, row in enumerate(pasted_rows(text, FLOW_COLUMNS)):
        received, paid = row.get("received", ""), row.get("paid", "")
        amount = row.get("amount") or received or (f"-{paid}" if paid else "")
        try:
            flows.append(_flow(row.get("date", ""), amount, today, f"rows[{index}]"))
        except CaseError as error:
            problems += error.problems
    if problems:
        raise CaseError(problems)
    if not flows:
        raise CaseError([Problem("table_empty")])
    return flows


def is_schedule(text: str) -> bool:
    """Tell whether a table holds instalments rather than dated amounts."""
    cells = pasted_cells(text) or [[]]
    parts = [*INSTALMENT_COLUMNS[1:3], PAYMENT]
    named = any(_names(row, parts) for row in cells[:MOST_ABOVE])
    return named or (len(cells[0]) > 2 and not _names(cells[0], FLOW_COLUMNS))


def _names(row: Sequence[str], columns: Sequence[Column]) -> bool:
    """Tell whether a cell of a row is the heading of one of some columns."""
    return any(column.is_called(heading_of(cell)) for column in columns for cell in row)


def _flow(day: str, amount: str, today: date, where: str) -> Flow:
    cleaned = plain(amount)
    is_paid = cleaned.startswith(_MINUS)
    try:
        when = read_date(day, today)
    except ValueError:
        raise CaseError([Problem("date_unreadable", where, {"value": day.strip()[:40]})]) from None
    try:
        fen = read_money(_unsigned(amount))
    except ValueError:
        params = {"value": amount.strip()[:40]}
        raise CaseError([Problem("money_unreadable", where, params)]) from None
    return when, -fen if is_paid else fen
