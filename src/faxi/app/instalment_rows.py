"""The instalments of a case as rows of text while they are typed, pasted or imported, and back.

A row also says when it was paid and how much. Such a payment is an ordinary repayment of the case:
the engine alone decides what it settles, and one that comes in time leaves nothing to bear penalty.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from faxi.app.row_tables import (
    MOST_ABOVE,
    Column,
    cell_path,
    heading_of,
    pasted_cells,
    pasted_rows,
    place_of,
)
from faxi.engine.case import Case, Instalment
from faxi.engine.events import Repayment
from faxi.engine.money import Fen, money_text
from faxi.engine.problems import Problem
from faxi.text.faces import money_face
from faxi.text.reading import plain, read_date, read_money
from faxi.text.words import marked

INSTALMENTS = "instalments"
_ANY_DAY = date(2000, 1, 1)  # what “today” means does not matter to whether a text is a date
_PAID = frozenset(
    (
        *("是", "已还", "已还款", "已还清", "已结清", "结清", "还清", "已付", "√", "✓", "✔"),
        *("paid", "settled", "yes", "y", "true"),
    )
)
_UNPAID = frozenset(
    (
        *("否", "未还", "未还款", "未还清", "未结清", "未付", "待还", "待还款", "逾期", "逾期未还"),
        *("unpaid", "overdue", "open", "no", "n", "false", "-", "—", "/"),
    )
)
_TOTALS = re.compile(r"(?:^|[\t,;，；])\s*\"?(?:合计|总计|小计|共计|totals?|sum)\b", re.IGNORECASE)
# Where the number of an instalment would stand; in a remark it may say anything.
_DRAWDOWN = re.compile(r"\s*\"?(?:放款日?|drawdown|paid out)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}")


class InstalmentRow(NamedTuple):
    """An instalment as typed.

    Attributes:
        paid_on: The day it was paid, or a word that says it was paid when due.
        paid: What was paid; empty for all of it.
    """

    due_date: str = ""
    principal: str = ""
    interest: str = ""
    paid_on: str = ""
    paid: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed yet."""
        return not "".join(self).strip()


def is_readable_date(text: str) -> bool:
    """Tell whether a text is a date, or a word for one."""
    try:
        read_date(text, _ANY_DAY)
    except ValueError:
        return False
    return True


def _is_money(text: str) -> bool:
    try:
        read_money(text)
    except ValueError:
        return False
    return not _NUMBER.fullmatch(text)  # rather the number of an instalment


def _never(_text: str) -> bool:
    """Columns that only a heading can name: a guess would say that something was paid."""
    return False


INSTALMENT_COLUMNS = (
    Column(
        "due_date",
        marked("Due date"),
        marked("The day payment was due."),
        (
            *("due date", "due", "date", "repayment date"),
            *("应还日", "应还日期", "还款日", "还款日期", "到期日", "到期日期", "日期", "账单日"),
            *("应还款日", "应还款日期", "约定还款日", "最后还款日"),
        ),
        is_readable_date,
    ),
    Column(
        "principal",
        marked("Principal (yuan)"),
        marked("The principal in this instalment; 0 where only interest is due."),
        (
            *("principal", "capital"),
            *("本金", "应还本金", "当期本金", "每期本金", "偿还本金", "月还本金", "归还本金"),
        ),
        _is_money,
        is_figure=True,
    ),
    Column(
        "interest",
        marked("Interest (yuan)"),
        marked("The interest in this instalment, fees of the period included."),
        (
            *("interest",),
            *("利息", "应还利息", "当期利息", "每期利息", "偿还利息", "月还利息", "归还利息"),
        ),
        _is_money,
        is_figure=True,
    ),
    Column(
        "paid_on",
        marked("Paid on"),
        marked("The day it was paid, or “paid” for its due date; empty while it is unpaid."),
        (
            *("paid on", "paid date", "payment date", "status"),
            *("实还日", "实还日期", "实际还款日", "实际还款日期", "还清日期", "结清日期", "状态"),
            *("还款状态", "是否已还", "已还", "还款日期", "还款时间", "实际还款时间"),
        ),
        _never,
    ),
    Column(
        "paid",
        marked("Amount paid (yuan)"),
        marked(
            "What was paid; empty for the whole instalment. Further payments go to “Repayments and "
            "changes”."
        ),
        (
            *("paid", "amount paid", "paid amount"),
            *("实还金额", "已还金额", "实际还款金额", "实还", "实还总额", "已还总额"),
        ),
        _never,
        is_figure=True,
    ),
)
# What else a schedule may hold; both end up in the interest.
PAYMENT = Column(
    "payment",
    marked("Instalment (yuan)"),
    "",
    (
        *("payment", "instalment", "installment", "total", "amount due"),
        *("月供", "应还金额", "应还总额", "应还合计", "每期还款", "还款金额", "本息合计", "期供"),
        *("应还本息", "月还款额", "合计", "还款额", "总额"),
    ),
    _never,
)
_FEE = Column(
    "fee",
    marked("Fee (yuan)"),
    "",
    ("fee", "fees", "service fee", "手续费", "服务费", "费用", "管理费", "担保费", "分期手续费"),
    _never,
)
_IMPORTED = (*INSTALMENT_COLUMNS, PAYMENT, _FEE)


def instalment_row(item: Instalment) -> InstalmentRow:
    """Return the row of an instalment that was not paid."""
    interest = money_face(item.interest) if item.interest else ""
    return InstalmentRow(item.due_date.isoformat(), money_face(item.principal), interest)


def instalment_rows(case: Case, paid: Sequence["Paid"]) -> tuple[InstalmentRow, ...]:
    """Return the rows of a case's instalments with the payments that belong to them."""
    rows = [instalment_row(item) for item in case.instalments]
    for payment in paid:
        item = case.instalments[payment.row]
        is_whole = payment.amount == item.principal + item.interest
        amount = "" if is_whole else money_face(payment.amount)
        day = payment.date.isoformat()
        rows[payment.row] = rows[payment.row]._replace(paid_on=day, paid=amount)
    return tuple(rows)


def imported_rows(text: str) -> tuple[InstalmentRow, ...]:
    """Return the rows of a copied or imported table; what does not read stays as it was written.

    Fees of a period count as its interest; interest that is not given is what the instalment
    holds beside principal. Rows of sums and of the drawdown are left out.
    """
    lines = [line for line in text.splitlines() if not (_TOTALS.search(line) or _is_drawdown(line))]
    found = pasted_rows("\n".join(lines[_heading(lines) :]), _IMPORTED)
    rows = [InstalmentRow(**_of_table(texts)) for texts in found]
    return tuple(row for row in rows if not (row.is_blank or _is_remark(row)))


class Drawdown(NamedTuple):
    """What a table says of how the loan was paid out; see ``own_schedule``."""

    day: date | None = None
    upfront_fee: Fen = 0


def read_drawdown(text: str, today: date) -> Drawdown:
    """Return the drawdown that has a row of its own in a table, nothing where none has."""
    lines = text.splitlines()
    row = next(filter(_is_drawdown, lines), "")
    cells = pasted_rows(f"{lines[_heading(lines)]}\n{row}", _IMPORTED) if row else []
    if not cells or not is_readable_date(cells[0].get("due_date", "")):
        return Drawdown()
    return Drawdown(read_date(cells[0]["due_date"], today), _fen(cells[0].get("fee")) or 0)


def _is_drawdown(line: str) -> bool:
    # More than one known column makes it a heading that has such a one.
    return bool(_DRAWDOWN.match(line)) and _known(line) < 2


def known_columns(text: str) -> int:
    """Return how many columns a heading in the first lines of a table names, at most."""
    return max(map(_known, text.splitlines()[:MOST_ABOVE]), default=0)


def _heading(lines: Sequence[str]) -> int:
    """Return the line that names columns; banks put titles above it. The first if none does."""
    return next((index for index, line in enumerate(lines[:MOST_ABOVE]) if _known(line) > 1), 0)


def _known(line: str) -> int:
    cells = [heading_of(cell) for row in pasted_cells(line) for cell in row]
    return sum(any(column.is_called(cell) for column in _IMPORTED) for cell in cells)


def _is_remark(row: InstalmentRow) -> bool:
    """Tell whether a row is only a sentence beneath the table."""
    return not "".join(row[1:]).strip() and not is_readable_date(row.due_date)


def _of_table(texts: Mapping[str, str]) -> dict[str, str]:
    kept = {key: text for key, text in texts.items() if key in InstalmentRow._fields}
    principal, payment = _fen(texts.get("principal")), _fen(texts.get("payment"))
    interest, fee = _fen(texts.get("interest")), _fen(texts.get("fee"))
    if "interest" not in texts and payment is not None and principal is not None:
        interest, fee = payment - principal, 0
        if interest >= 0:
            kept["interest"] = money_text(interest)
    elif fee and (interest is not None or "interest" not in texts):
        kept["interest"] = money_text((interest or 0) + fee)
    return kept


def _fen(text: str | None) -> Fen | None:
    try:
        return read_money(text) if text else None
    except ValueError:
        return None


class Paid(NamedTuple):
    """A payment that a row names; ``row`` is the position of its instalment in the case."""

    row: int
    date: date
    amount: Fen

    @property
    def repayment(self) -> Repayment:
        """The event of the case that it is."""
        return Repayment(self.date, self.amount)


class InstalmentReading(NamedTuple):
    """What rows read as.

    Attributes:
        instalments: Those of the rows that are whole, blank rows left out.
        rows: For each instalment the row it came from.
        paid: The payments, in the order of the rows.
        problems: By place of the cell.
    """

    instalments: tuple[Instalment, ...]
    rows: tuple[int, ...]
    paid: tuple[Paid, ...]
    problems: dict[str, Problem]

    def placed(self, problem: Problem) -> Problem:
        """Return a problem of an instalment of the case at the cell it came from."""
        place = place_of(problem.where)
        if place is None or place.table != INSTALMENTS or place.row >= len(self.rows):
            return problem
        return problem._replace(where=cell_path(INSTALMENTS, self.rows[place.row], place.column))


def read_instalment_rows(rows: Sequence[InstalmentRow], today: date) -> InstalmentReading:
    """Return the instalments rows read as, and what is missing or wrong cell by cell."""
    read: list[Instalment] = []
    origins: list[int] = []
    paid: list[Paid] = []
    problems: dict[str, Problem] = {}
    for index, row in enumerate(rows):
        if row.is_blank:
            continue
        item, payment, wrong = _read_row(row, today)
        for column, problem in wrong.items():
            where = cell_path(INSTALMENTS, index, column)
            problems[where] = problem._replace(where=where)
        if item is None or wrong:
            continue
        if payment is not None:
            paid.append(Paid(len(read), *payment))
        read.append(item)
        origins.append(index)
    return InstalmentReading(tuple(read), tuple(origins), tuple(paid), problems)


@lru_cache(maxsize=4096)
def _read_row(
    row: InstalmentRow, today: date
) -> tuple[Instalment | None, tuple[date, Fen] | None, Mapping[str, Problem]]:
    """Return instalment and payment of a row, and what is wrong by column.

    Remembered: of a long table one row at a time changes.
    """
    reader = _RowReader(row, today)
    item = reader.instalment()
    return item, reader.payment(item), reader.problems


class _RowReader:
    """Reads one row cell by cell and keeps what is wrong."""

    def __init__(self, row: InstalmentRow, today: date) -> None:
        self.row, self.today = row, today
        self.problems: dict[str, Problem] = {}

    def _note(self, column: str, code: str) -> None:
        text = getattr(self.row, column).strip()
        self.problems[column] = Problem(code if text else "field_empty", "", {"value": text[:40]})

    def _money(self, column: str) -> Fen | None:
        text = getattr(self.row, column)
        try:
            return read_money(text) if text.strip() else 0
        except ValueError:
            self._note(column, "money_unreadable")
            return None

    def instalment(self) -> Instalment | None:
        """Return the instalment, ``None`` if it does not read as one."""
        principal, interest = self._money("principal"), self._money("interest")
        if principal == 0 and interest == 0:
            self._note("principal", "amount_zero")
        try:
            due_date = read_date(self.row.due_date, self.today)
        except ValueError:
            self._note("due_date", "date_unreadable")
            return None
        if principal is None or interest is None:
            return None
        return Instalment(due_date, principal, interest)

    def payment(self, item: Instalment | None) -> tuple[date, Fen] | None:
        """Return when and how much was paid, ``None`` if nothing was."""
        word, amount = plain(self.row.paid_on).lower(), self._money("paid")
        if word in _UNPAID or not (word or self.row.paid.strip()):
            return None
        if self.row.paid.strip() and amount == 0:
            self._note("paid", "amount_zero")
        if item is None or amount is None:
            return None
        amount = amount or item.principal + item.interest
        if word in _PAID:
            return item.due_date, amount
        try:
            return read_date(self.row.paid_on, self.today), amount
        except ValueError:
            self._note("paid_on", "date_unreadable")
            return None
