"""Reads what people type and paste: ``5万``, ``¥50,000``, ``2025年3月1日``, a bare ``18``."""

import re
from datetime import date, timedelta

from faxi.engine.days import FIRST_YEAR, LAST_YEAR
from faxi.engine.money import MAX_FEN, Fen
from faxi.engine.rates import Percent, Rate, narrowed, parse_number, parse_percent, parse_rate

_MONEY = re.compile(
    r"(?:人民币|RMB|CNY|¥)*(\d[\d,]*)(?:\.(\d+))?(万|亿|千)?(?:元整|圆整|元|圆|人民币|RMB|CNY)*",
    re.ASCII,
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:,\d{4})+|\d+", re.ASCII)
_SCALES = {None: 0, "千": 3, "万": 4, "亿": 8}
_DATE_PARTS = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?", re.ASCII)
_DATE_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_WORDS_OF_DAYS = {"今天": 0, "昨天": -1, "明天": 1, "today": 0, "yesterday": -1, "tomorrow": 1}
_BARE = re.compile(r"\d{1,9}(?:\.\d{1,12})?", re.ASCII)


def plain(text: str) -> str:
    """Return text with full-width characters narrowed and blanks around it dropped."""
    return narrowed(text).replace("。", ".")


def read_money(text: str) -> Fen:
    """Return the fen of an amount in yuan as a person writes it.

    Raises:
        ValueError: Unreadable, negative, a fraction of a fen, or beyond every debt.
    """
    match = _MONEY.fullmatch(plain(text).replace(" ", "").upper())
    if match is None or not _GROUPED.fullmatch(match[1]):
        raise ValueError(text)
    whole, decimals = match[1].replace(",", ""), match[2] or ""
    scale = _SCALES[match[3]] + 2 - len(decimals)
    fen: int = int(whole + decimals)
    if scale < 0:
        fen, rest = divmod(fen, 10**-scale)
        if rest:
            raise ValueError(text)
    else:
        fen *= 10**scale
    if fen > MAX_FEN:
        raise ValueError(text)
    return fen


def read_date(text: str, today: date) -> date:
    """Return the date a person means; ``today`` resolves 今天 and its kin.

    Raises:
        ValueError: Unreadable, impossible, or outside 1900 to 2199.
    """
    cleaned = plain(text)
    if cleaned.lower() in _WORDS_OF_DAYS:
        return today + timedelta(days=_WORDS_OF_DAYS[cleaned.lower()])
    match = _DATE_PARTS.fullmatch(cleaned) or _DATE_DIGITS.fullmatch(cleaned)
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise ValueError(text)
    return date(int(match[1]), int(match[2]), int(match[3]))


def read_rate(text: str, unit: str) -> Rate:
    """Return a rate written with its unit, or alone with the unit chosen beside it.

    Args:
        unit: Such as ``%/year``; used only if the text is a bare number.

    Raises:
        ValueError: Unreadable.
    """
    cleaned = plain(text).replace(" ", "")
    if _BARE.fullmatch(cleaned):
        return parse_rate(cleaned + unit)
    if cleaned.endswith(("%", "‰", "‱")) and _BARE.fullmatch(cleaned[:-1]):
        # 18% says its share but not its period: the period beside it holds.
        return parse_rate(f"{cleaned}/{unit.partition('/')[2]}")
    return parse_rate(cleaned)


def read_percent(text: str) -> Percent:
    """Return a percentage written with or without its sign.

    Raises:
        ValueError: Unreadable.
    """
    cleaned = plain(text).replace(" ", "").removesuffix("%")
    return parse_percent(cleaned + "%")


def read_multiple(text: str) -> Percent:
    """Return a plain number written with or without 倍 or × after it.

    Raises:
        ValueError: Unreadable.
    """
    return parse_number(plain(text).replace(" ", "").rstrip("倍×xX"))
