"""Rates and percentages as exact decimals that remember the period they were written in."""

import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple, Self

_NUMBER = r"([0-9]{1,9}(?:\.[0-9]{1,12})?)"
_PERCENT = re.compile(_NUMBER + r"\s*%")
_LATIN = re.compile(_NUMBER + r"\s*([%‰‱])\s*/\s*(year|month|day|年|月|日|天)")
_CHINESE = re.compile(r"(年|月|日)(?:利率|息)?\s*(?:" + _NUMBER + r"\s*([%‰‱])|([百千万])分之(.+))")
_ONE = "[一二两三四五六七八九]"
_TENS = f"{_ONE}?十{_ONE}?"
_WHOLE = f"[零〇]|{_ONE}|{_TENS}|{_ONE}?百(?:[零〇]{_ONE}|{_TENS})?"
_NUMERAL = re.compile(f"(?:{_WHOLE})(?:点[零〇一二三四五六七八九]+)?")

_UNIT_SCALE = {"%": 2, "‰": 3, "‱": 4, "百": 2, "千": 3, "万": 4}
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_MAX_YEARLY = 10  # 1000 % a year
_MAX_SCALE = 14  # twelve decimals of a percent, so that what is printed can be read again
_MAX_INPUT = 60


class Period(StrEnum):
    """The period a rate is quoted for."""

    YEAR = "year"  # 年利率
    MONTH = "month"  # 月利率
    DAY = "day"  # 日利率


_PERIODS = {"年": Period.YEAR, "月": Period.MONTH, "日": Period.DAY, "天": Period.DAY}
_PER_YEAR = {Period.YEAR: 1, Period.MONTH: 12, Period.DAY: 365}


class Percent(NamedTuple):
    """A plain share, ``digits / 10**scale``, without trailing zeros so that equals are equal."""

    digits: int
    scale: int

    @classmethod
    def of(cls, digits: int, scale: int) -> Self:
        """Return ``digits / 10**scale`` in lowest terms of ten."""
        while digits % 10 == 0 and scale > 0:
            digits, scale = digits // 10, scale - 1
        return cls(digits, scale)

    def is_above(self, whole: int) -> bool:
        """Tell whether the share is more than a whole number: 10 is a thousand percent."""
        bound: int = whole * 10**self.scale
        return self.digits > bound

    def __str__(self) -> str:
        return decimal_text(self.digits, self.scale - 2) + "%"


class Rate(NamedTuple):
    """An interest rate: an exact value and the period it was written in.

    Attributes:
        value: The rate as a plain share of the base per ``period``.
        period: Yearly and monthly rates need a year basis; a daily rate has none.
    """

    value: Percent
    period: Period

    def with_surcharge(self, surcharge: Percent) -> "Rate":
        """Return this rate × (1 + surcharge), for the same period."""
        factor = 10**surcharge.scale + surcharge.digits
        value = Percent.of(self.value.digits * factor, self.value.scale + surcharge.scale)
        return Rate(value, self.period)

    def exceeds_limit(self) -> bool:
        """Tell whether the rate is above 1000 % a year (12 × a monthly, 365 × a daily one)."""
        bound: int = _MAX_YEARLY * 10**self.value.scale
        return self.value.digits * _PER_YEAR[self.period] > bound

    def __str__(self) -> str:
        return f"{self.value}/{self.period}"


def decimal_text(digits: int, scale: int) -> str:
    """Return ``digits / 10**scale`` as a plain decimal without trailing zeros."""
    if scale <= 0:
        return str(digits * 10**-scale)
    text = str(digits).rjust(scale + 1, "0")
    return f"{text[:-scale]}.{text[-scale:]}".rstrip("0").rstrip(".")


def parse_percent(text: str) -> Percent:
    """Read a percentage such as ``50%``; full-width characters are read too.

    Raises:
        ValueError: Not a number followed by a percent sign.
    """
    match = _PERCENT.fullmatch(narrowed(text))
    if match is None:
        raise ValueError(text)
    return _percent(match[1], 2)


def parse_number(text: str) -> Percent:
    """Read a plain number such as ``4`` or ``1.5``.

    Raises:
        ValueError: Not a number in digits.
    """
    share = parse_percent(text + "%")
    return Percent.of(share.digits * 100, share.scale)


def parse_rate(text: str) -> Rate:
    """Read ``14.4%/year``, ``5‱/day``, ``年14.4%``, ``日万分之五`` and their kin.

    Raises:
        ValueError: None of the accepted forms; a bare number is never guessed at.
    """
    plain = narrowed(text)
    if match := _LATIN.fullmatch(plain):
        number, unit, period = match.groups()
        return Rate(_percent(number, _UNIT_SCALE[unit]), _PERIODS.get(period) or Period(period))
    if match := _CHINESE.fullmatch(plain):
        period, number, unit, part, numeral = match.groups()
        digits = number or _chinese_number(numeral)
        return Rate(_percent(digits, _UNIT_SCALE[unit or part]), _PERIODS[period])
    raise ValueError(text)


def narrowed(text: str) -> str:
    """Return text with full-width characters narrowed and no blanks around it.

    What can be no figure gives ``""``: long texts, and footnote marks (``5²`` is not 52).
    """
    if len(text) > _MAX_INPUT or any(c.isdigit() and not c.isdecimal() for c in text):
        return ""
    # NFKC turns full-width digits, percent signs and slashes into the ASCII ones.
    return unicodedata.normalize("NFKC", text).strip()


def _percent(number: str, unit_scale: int) -> Percent:
    whole, _, decimals = number.partition(".")
    percent = Percent.of(int(whole + decimals), len(decimals) + unit_scale)
    if percent.scale > _MAX_SCALE:
        raise ValueError(number)
    return percent


def _chinese_number(text: str) -> str:
    """Return ``五`` as ``5``, ``十四点四`` as ``14.4`` and a number in digits as it is."""
    text = text.strip()
    if re.fullmatch(_NUMBER, text):
        return text
    if not _NUMERAL.fullmatch(text):
        raise ValueError(text)
    whole, _, decimals = text.partition("点")
    total, digit = 0, 0
    for character in whole:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGIT[character]
    tail = "".join(str(_DIGIT[character]) for character in decimals)
    return f"{total + digit}.{tail}" if tail else str(total + digit)
