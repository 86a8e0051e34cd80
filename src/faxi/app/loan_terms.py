"""The terms of a loan as texts, one for each thing agreed, and the schedule they come to.

One table feeds the command line, the dialog of the window and the key ``schedule`` of a case file.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from faxi.engine.daycount import DayCount
from faxi.engine.money import Fen, RoundingMode, money_text, rounder
from faxi.engine.problems import Problem
from faxi.engine.rates import Percent, Rate, parse_rate
from faxi.engine.schedule import FirstPeriod, InterestBasis, Method, Terms
from faxi.text.reading import plain, read_date, read_money, read_percent, read_rate
from faxi.text.words import marked

ROUND_TO = {"fen": 1, "yuan": 100}
_MOST_DIGITS = 6


class TermField(NamedTuple):
    """One thing agreed.

    Attributes:
        key: Name of the attribute of ``Terms``, and in a case file.
        flag: Option of the command line, without the leading dashes.
        choices: The accepted codes, where they are few.
    """

    key: str
    flag: str
    help: str
    metavar: str
    choices: Sequence[str] = ()


TERM_FIELDS: Sequence[TermField] = (
    TermField("amount", "amount", marked("amount lent, in yuan"), "YUAN"),
    TermField("rate", "rate", marked("contract rate, such as 14.4%%/year"), "RATE"),
    TermField("periods", "periods", marked("number of due dates"), "N"),
    TermField("first_due", "first-due", marked("first due date"), "DATE"),
    TermField("method", "method", marked("how it is repaid"), "NAME", tuple(Method)),
    TermField(
        "drawdown_date",
        "drawdown",
        marked("day the money was paid out; a period before the first due date when left out"),
        "DATE",
    ),
    TermField(
        "interest_basis",
        "interest-basis",
        marked(
            "interest by month (default), by days (default with a daily rate or --day-count), or "
            "at an effective yearly rate"
        ),
        "NAME",
        tuple(InterestBasis),
    ),
    TermField(
        "day_count",
        "day-count",
        marked("year basis of interest by days, and of odd days"),
        "NAME",
        tuple(DayCount),
    ),
    TermField("every_months", "every", marked("months between due dates, 1 when left out"), "N"),
    TermField(
        "first_period",
        "first-period",
        marked("what an odd first period does to equal instalments"),
        "NAME",
        tuple(FirstPeriod),
    ),
    TermField(
        "instalment", "instalment", marked("the equal instalment the contract states"), "YUAN"
    ),
    TermField("fee", "fee", marked("fee of each period, in yuan"), "YUAN"),
    TermField(
        "fee_rate", "fee-rate", marked("fee of each period, in percent of the amount"), "PERCENT"
    ),
    TermField(
        "upfront_fee",
        "upfront-fee",
        marked("fee taken when the money was paid out, in yuan or percent of the amount"),
        "YUAN",
    ),
    TermField(
        "unit", "round-to", marked("what instalments are rounded to"), "NAME", tuple(ROUND_TO)
    ),
    TermField(
        "rounding_mode",
        "rounding-mode",
        marked("how it is rounded"),
        "NAME",
        tuple(RoundingMode),
    ),
)
REQUIRED = ("amount", "rate", "periods", "first_due")
# What goes with rows of one's own; every other term is said by the rows themselves.
BESIDE_ROWS = ("rate", "drawdown_date", "upfront_fee")


class TermsReading(NamedTuple):
    """What texts read as: the terms, or what is wrong by key."""

    terms: Terms | None
    problems: dict[str, Problem]


def read_terms(given: Mapping[str, str], today: date, rate_unit: str = "") -> TermsReading:
    """Return the terms that texts describe; empty texts count as left out.

    Args:
        given: By key of ``TERM_FIELDS``.
        rate_unit: Such as ``%/year``, for a rate that is a bare number; ``""`` refuses one.
    """
    texts = {key: text for key, text in given.items() if text.strip()}
    values, problems = read_each(texts, today, rate_unit)
    # A flat fee may be all that is charged.
    may_lack = {"rate"} if texts.get("method") == Method.FLAT_FEE else set()
    missing = [key for key in REQUIRED if key not in texts and key not in may_lack]
    problems |= {key: Problem("field_empty", key) for key in missing}
    if problems:
        return TermsReading(None, problems)
    values.setdefault("rate", parse_rate("0%/year"))
    values["upfront_fee"] = fee_of(values.get("upfront_fee", 0), values["amount"])
    terms = Terms(**values)
    found = {problem.where: problem for problem in terms.problems()}
    return TermsReading(None if found else terms, found)


def read_each(
    texts: Mapping[str, str], today: date, rate_unit: str = ""
) -> tuple[dict[str, Any], dict[str, Problem]]:
    """Return the value of each text by key, and the problems of those that do not read."""
    problems: dict[str, Problem] = {}
    values: dict[str, Any] = {}
    readers = _readers(today, rate_unit)
    for field in TERM_FIELDS:
        text = texts.get(field.key, "")
        if not text.strip():
            continue
        read, code = readers[field.key]
        try:
            values[field.key] = read(text)
        except ValueError:
            params = {"value": text.strip()[:40], "accepted": ", ".join(field.choices)}
            problems[field.key] = Problem(code, field.key, params)
    return values, problems


def fee_of(fee: Fen | Percent, amount: Fen) -> Fen:
    """Return a fee in fen; a share of the amount is rounded half up."""
    if isinstance(fee, Percent):
        return rounder(RoundingMode.HALF_UP)(amount * fee.digits, 10**fee.scale)
    return fee


def terms_texts(terms: Terms) -> dict[str, str]:
    """Return terms as texts that read as the same terms; what was left out stays out."""
    fee_rate = terms.fee_rate
    texts = {
        "method": str(terms.method),
        "amount": money_text(terms.amount),
        "rate": str(terms.rate),
        "periods": str(terms.periods),
        "first_due": terms.first_due.isoformat(),
        "drawdown_date": terms.drawdown_date.isoformat() if terms.drawdown_date else "",
        "interest_basis": str(terms.interest_basis or ""),
        "day_count": str(terms.day_count or ""),
        "every_months": str(terms.every_months) if terms.every_months != 1 else "",
        "first_period": "" if terms.first_period is FirstPeriod.LEVEL else str(terms.first_period),
        "instalment": _or_empty(terms.instalment),
        "fee": _or_empty(terms.fee),
        "fee_rate": str(fee_rate) if fee_rate.digits else "",
        "upfront_fee": _or_empty(terms.upfront_fee),
        "unit": next(name for name, unit in ROUND_TO.items() if unit == terms.unit),
        "rounding_mode": str(terms.rounding_mode),
    }
    return {key: text for key, text in texts.items() if text}


def _or_empty(amount: Fen | None) -> str:
    return money_text(amount) if amount else ""


_Reader = tuple[Callable[[str], Any], str]


def _readers(today: date, rate_unit: str) -> dict[str, _Reader]:
    """Return how each text is read, and the problem it has otherwise."""
    money: _Reader = (read_money, "money_unreadable")
    day: _Reader = (lambda text: read_date(text, today), "date_unreadable")
    whole: _Reader = (_whole, "whole_number_unreadable")

    def code(read: Callable[[str], Any]) -> _Reader:
        return (lambda text: read(text.strip()), "value_unknown")

    return {
        "amount": money,
        "rate": (lambda text: _rate(text, rate_unit), "rate_unreadable"),
        "periods": whole,
        "first_due": day,
        "method": code(Method),
        "drawdown_date": day,
        "interest_basis": code(InterestBasis),
        "day_count": code(DayCount),
        "every_months": whole,
        "first_period": code(FirstPeriod),
        "instalment": money,
        "fee": money,
        "fee_rate": (_percent, "percent_unreadable"),
        "upfront_fee": (_money_or_share, "money_unreadable"),
        "unit": code(_unit),
        "rounding_mode": code(RoundingMode),
    }


def _rate(text: str, unit: str) -> Rate:
    # For shells in which % is special.
    return read_rate(text.replace("pct", "%"), unit)


def _percent(text: str) -> Percent:
    percent = read_percent(text.replace("pct", "%"))
    if percent.digits > 10**percent.scale:  # more than all of it, each period
        raise ValueError(text)
    return percent


def _money_or_share(text: str) -> Fen | Percent:
    cleaned = plain(text).replace("pct", "%")
    return _percent(cleaned) if cleaned.endswith("%") else read_money(cleaned)


def _whole(text: str) -> int:
    cleaned = plain(text).removesuffix("期")
    if not (cleaned.isascii() and cleaned.isdigit() and len(cleaned) <= _MOST_DIGITS):
        raise ValueError(text)
    return int(cleaned)


def _unit(text: str) -> int:
    if text not in ROUND_TO:
        raise ValueError(text)
    return ROUND_TO[text]
