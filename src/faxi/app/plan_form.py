"""The fields with which a way out is asked for: what each kind needs, and what they read as."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from faxi.engine.money import Fen
from faxi.engine.plans import ClearBy, Lump, Monthly, PayOn, Scheme, Settlement
from faxi.engine.problems import Problem
from faxi.text.reading import plain, read_date, read_money
from faxi.text.words import marked


class PlanKind(NamedTuple):
    """A kind of way out: its name and the fields it needs; those in ``may`` can stay empty."""

    id: str
    title: str
    needs: Sequence[str]
    may: Sequence[str] = ()


CHOICE = "choice"
Payments = tuple[tuple[date, Fen | None], ...]

KINDS: Sequence[PlanKind] = (
    PlanKind("monthly", marked("A fixed amount every month"), ("monthly",), ("day", "first")),
    PlanKind("pay_on", marked("Everything on one day"), ("date",)),
    PlanKind("clear_by", marked("Every month, clear by a day"), ("date",), ("day", "first")),
    PlanKind(
        "lump_monthly",
        marked("A lump first, then every month"),
        ("lump", "monthly"),
        ("lump_date", "day"),
    ),
    PlanKind(
        "lump_clear_by",
        marked("A lump first, then clear by a day"),
        ("lump", "date"),
        ("lump_date", "day"),
    ),
    PlanKind(
        "lump_pay_on",
        marked("A lump first, the rest on one day"),
        ("lump", "date"),
        ("lump_date",),
    ),
    PlanKind(
        CHOICE,
        marked("Compare two single payments"),
        ("date", "other_date"),
        ("amount", "other_amount"),
    ),
    PlanKind("settle", marked("Settle for an amount at once"), ("settle",), ("date",)),
    PlanKind(
        "settle_monthly",
        marked("Settle for an amount in parts, without interest"),
        ("settle", "monthly"),
        ("date", "day"),
    ),
)

FIELDS: Mapping[str, tuple[str, str]] = {
    "monthly": (marked("A month (yuan)"), marked("What is paid every month, such as 2,000.")),
    "date": (marked("On or by"), marked("The day, such as 2027-06-30.")),
    "lump": (marked("Lump (yuan)"), marked("What is paid first, such as 2万.")),
    "lump_date": (marked("Lump on"), marked("Empty: on the cut-off date.")),
    "settle": (marked("Settle for (yuan)"), marked("What the creditor takes for the whole.")),
    "amount": (marked("Pay (yuan)"), marked("Empty: all that is due on the day.")),
    "other_amount": (marked("Or pay (yuan)"), marked("Empty: all that is due on the day.")),
    "other_date": (marked("Or on"), marked("The other day, such as 2027-06-30.")),
    "day": (marked("Day of the month"), marked("1 to 31; empty: that of the cut-off date.")),
    "first": (marked("First payment from"), marked("Empty: the day after the cut-off date.")),
}
DATES = ("date", "other_date", "lump_date", "first")


def read_scheme_fields(
    kind: PlanKind, texts: Mapping[str, str], as_of: date, today: date
) -> tuple[Scheme | Payments | None, dict[str, Problem]]:
    """Return the scheme, or the two payments, that fields describe, or what is wrong by field."""
    values: dict[str, int | date] = {}
    problems: dict[str, Problem] = {}
    given = {field: texts.get(field, "").strip() for field in (*kind.needs, *kind.may)}
    for field, text in given.items():
        if not text and field in kind.needs:
            problems[field] = Problem("field_empty", field)
        if not text:
            continue
        try:
            values[field] = _read(field, text, today)
        except ValueError:
            problems[field] = Problem(_unreadable(field), field, {"value": text[:40]})
    past = {field: day for field, day in values.items() if isinstance(day, date) and day < as_of}
    for field, day in past.items():
        problems[field] = Problem("plan_day_past", field, {"day": day, "as_of": as_of})
    if problems:
        return None, problems
    if kind.id == CHOICE:
        return (
            _payment(values, "date", "amount"),
            _payment(values, "other_date", "other_amount"),
        ), {}
    return _scheme(kind.id, values, as_of), {}


def _unreadable(field: str) -> str:
    if field == "day":
        return "month_day_unreadable"
    return "date_unreadable" if field in DATES else "money_unreadable"


def _payment(values: Mapping[str, int | date], on: str, amount: str) -> tuple[date, Fen | None]:
    day, fen = values[on], values.get(amount)
    assert isinstance(day, date), "a date"
    assert fen is None or isinstance(fen, int), "an amount"
    return day, fen


def _read(field: str, text: str, today: date) -> int | date:
    if field in DATES:
        return read_date(text, today)
    if field == "day":
        figures = plain(text)
        if not figures.isdigit() or not 1 <= int(figures) <= 31:
            raise ValueError(text)
        return int(figures)
    amount = read_money(text)
    if not amount:
        raise ValueError(text)
    return amount


def _scheme(kind: str, values: Mapping[str, int | date], as_of: date) -> Scheme:
    def amount(field: str) -> int:
        value = values[field]
        assert isinstance(value, int), "an amount"
        return value

    def when(field: str, otherwise: date) -> date:
        value = values.get(field, otherwise)
        assert isinstance(value, date), "a date"
        return value

    day = values.get("day", as_of.day)
    assert isinstance(day, int), "a day of the month"
    first, on = when("first", as_of + timedelta(days=1)), when("date", as_of)
    head, _, tail = kind.partition("_")
    if head == "settle":
        return Settlement(amount("settle"), on, amount("monthly") if tail else None, day)
    rest_kind = tail if head == "lump" else kind
    rest: PayOn | Monthly | ClearBy
    if rest_kind == "monthly":
        rest = Monthly(amount("monthly"), first, day)
    elif rest_kind == "clear_by":
        rest = ClearBy(on, first, day)
    else:
        rest = PayOn(on)
    return Lump(amount("lump"), when("lump_date", as_of), rest) if head == "lump" else rest
