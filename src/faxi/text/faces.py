"""How figures look on screen and paper: grouped money, dates, rates, days."""

import re
from datetime import date
from fractions import Fraction

from faxi.engine.case import CapKind
from faxi.engine.money import Fen, RoundingMode, money_text, rounder
from faxi.engine.rates import Percent, Period, Rate, decimal_text
from faxi.text.words import Language, Words, marked

PLACES = 4  # of a percent that was found, as people read it
ALL_PLACES = 6  # of a percent that was found, as data
_BETWEEN = re.compile(r"(?<=\d) (?=[元天]|days?\b)|(?<=CNY) (?=[-\d])")
_PER = {Period.YEAR: marked("year"), Period.MONTH: marked("month"), Period.DAY: marked("day")}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def money_face(amount: Fen) -> str:
    """Return an amount in yuan with thousands separated: ``50,000.00``."""
    whole, _, decimals = money_text(amount).partition(".")
    return f"{int(whole):,}.{decimals}" if whole != "-0" else f"-0.{decimals}"


def yuan_face(amount: Fen, words: Words) -> str:
    """Return an amount with its unit: ``50,000.00 元`` or ``CNY 50,000.00``."""
    return words("CNY {amount}", amount=money_face(amount))


def unbroken(text: str) -> str:
    """Return a text whose amounts stay beside their units where a line ends."""
    return _BETWEEN.sub("\N{NO-BREAK SPACE}", text)


def date_face(day: date, words: Words) -> str:
    """Return a date the way people read it: ``2025年3月1日`` or ``1 Mar 2025``."""
    if words.language is Language.ZH:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def share_text(share: Fraction, places: int = ALL_PLACES) -> str:
    """Return an exact share in percent, rounded half up, without trailing zeros: ``5.679742%``."""
    scaled = abs(share) * 10 ** (places + 2)
    digits = rounder(RoundingMode.HALF_UP)(scaled.numerator, scaled.denominator)
    sign = "-" if share < 0 and digits else ""
    return f"{sign}{decimal_text(digits, places)}%"


def share_face(share: Fraction, words: Words) -> str:
    """Return a yearly rate that was found: ``5.6797%/年``."""
    return words("{rate} a year", rate=share_text(share, PLACES))


def rate_face(rate: Rate, words: Words) -> str:
    """Return a rate with its period: ``14.4%/年`` or ``14.4%/year``."""
    return f"{rate.value}/{words(_PER[rate.period])}"


def limit_face(limit: Rate | Percent | Fen, words: Words) -> str:
    """Return the limit of a cap as people read it."""
    if isinstance(limit, Rate):
        return rate_face(limit, words)
    if isinstance(limit, Percent):
        return words("{share} of principal", share=limit)
    return yuan_face(limit, words)


def cap_text(kind: CapKind, limit: Percent | Fen) -> str:
    """Return the limit of a cap as the case file writes it."""
    if isinstance(limit, Percent):
        is_number = kind is CapKind.LPR_MULTIPLE
        return decimal_text(limit.digits, limit.scale) if is_number else str(limit)
    return money_text(limit)


def days_face(days: int, words: Words) -> str:
    """Return a number of days with its unit."""
    return words.plural("{count} day", "{count} days", days)
