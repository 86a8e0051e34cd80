"""Reads a notice as it is typed: its day, and for a judgment what it orders by when."""

from datetime import date
from typing import NamedTuple

from faxi.engine.events import Notice, NoticeKind
from faxi.engine.money import Fen
from faxi.engine.problems import Problem
from faxi.text.reading import read_date, read_money


class NoticeReading(NamedTuple):
    """What the texts of a notice read as.

    Attributes:
        notice: ``None`` where something is wrong.
        field: The text that is wrong: ``date``, ``deadline`` or ``amount``.
    """

    notice: Notice | None
    field: str = ""
    problem: Problem | None = None


def read_notice(kind: str, day: str, deadline: str, amount: str, today: date) -> NoticeReading:
    """Return the notice that the texts of its fields describe, or the first thing wrong.

    Args:
        deadline: Last day to perform what a judgment orders; may be empty, as may ``amount``.
        amount: Judgment debt without general interest, in yuan.
        today: What “yesterday” counts from.
    """
    what = NoticeKind(kind)
    if not day.strip():
        return NoticeReading(None, "date", Problem("field_empty"))
    try:
        received = read_date(day, today)
    except ValueError:
        return _wrong("date", "date_unreadable", day)
    if what is not NoticeKind.JUDGMENT:
        return NoticeReading(Notice(received, what))
    try:
        last = read_date(deadline, today) if deadline.strip() else None
    except ValueError:
        return _wrong("deadline", "date_unreadable", deadline)
    return _with_amount(Notice(received, what, last), amount)


def _with_amount(judgment: Notice, text: str) -> NoticeReading:
    debt: Fen | None = None
    if text.strip():
        try:
            debt = read_money(text)
        except ValueError:
            return _wrong("amount", "money_unreadable", text)
        if debt == 0:
            return _wrong("amount", "amount_zero", text)
    return NoticeReading(Notice(judgment.date, judgment.what, judgment.deadline, debt))


def _wrong(field: str, code: str, text: str) -> NoticeReading:
    return NoticeReading(None, field, Problem(code, field, {"value": text.strip()[:40]}))
