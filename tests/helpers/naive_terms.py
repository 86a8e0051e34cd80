"""What a case says, read for the naive reference: rates, counted days and the terms agreed."""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

COMPONENTS = (
    "principal",
    "ordinary_interest",
    "penalty_interest",
    "compound_interest",
    "liquidated_damages",
    "costs",
)
ACCRUING = ("ordinary_interest", "penalty_interest", "compound_interest")
CASE_WIDE = ("costs", "liquidated_damages")
DEFAULT_ORDER = (
    "costs",
    "ordinary_interest",
    "penalty_interest",
    "compound_interest",
    "liquidated_damages",
    "principal",
)
ONE_DAY = timedelta(days=1)
SCALES = {"%": 100, "‰": 1000, "‱": 10000}
CHINESE_PERIODS = {"年": "year", "月": "month", "日": "day"}
CHINESE_SCALES = {"百分之": 100, "千分之": 1000, "万分之": 10000}
CHINESE_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")}

LprOneYear = Callable[[date], Fraction]
IsWorkday = Callable[[date], bool]


class Rate(NamedTuple):
    """A share of the base, for the period it was written in (``year``, ``month`` or ``day``)."""

    value: Fraction
    period: str

    def __str__(self) -> str:
        percent = self.value * 100
        return f"{plain(Decimal(percent.numerator) / Decimal(percent.denominator))}%/{self.period}"


class Day(NamedTuple):
    """One counted day of one component of one instalment; ``year_days`` is its basis."""

    date: date
    base: int
    rate: Rate
    weight: int
    year_days: int


class Line(NamedTuple):
    """A printed run of days; ``amount`` is rounded to the fen."""

    component: str
    instalment: int
    days: list[Day]
    amount: int


def parse_rate(text: str) -> Rate:
    """Read a rate in a written form, such as ``14.4%/year``, ``5‱/day`` or ``日万分之五``."""
    text = unicodedata.normalize("NFKC", text).replace(" ", "")
    if text[0] in CHINESE_PERIODS:
        return Rate(share(text[1:]), CHINESE_PERIODS[text[0]])
    number, period = text.split("/")
    return Rate(share(number), period)


def share(text: str) -> Fraction:
    """Read ``50%``, ``5‰``, ``5‱`` or ``万分之五`` as a share of one."""
    text = unicodedata.normalize("NFKC", text)
    if text[:3] in CHINESE_SCALES:
        return Fraction(CHINESE_DIGITS.get(text[3:], text[3:])) / CHINESE_SCALES[text[:3]]
    return Fraction(text[:-1]) / SCALES[text[-1]]


def plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def fen(text: str) -> int:
    return int(Fraction(text) * 100)


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def rounded(exact: Fraction, mode: str) -> int:
    """Round a non-negative number of fen to a whole one."""
    below = floor(exact)
    above_by = exact - below
    half = Fraction(1, 2)
    upwards = {
        "down": False,
        "up": above_by > 0,
        "half_up": above_by >= half,
        "half_even": above_by > half or (above_by == half and below % 2 == 1),
    }
    return below + upwards[mode]


def number_30e(day: date) -> int:
    """Return the 30E/360 number of a date: the 31st is the 30th, February is not special."""
    return 360 * day.year + 30 * day.month + min(day.day, 30)


def interest(base: int, rate: Rate, weight: int, year_days: int) -> Fraction:
    """Return the unrounded interest of ``weight`` equal days, in fen."""
    if rate.period == "day":
        return base * weight * rate.value
    yearly = rate.value * (12 if rate.period == "month" else 1)
    return base * weight * yearly / year_days


def run_interest(days: list[Day], rate: Rate) -> Fraction:
    """Return the unrounded interest of a run, whose days share a base, at a rate.

    Days of equal basis are added up as whole numbers before the one fraction: the same sum, faster.
    """
    weights: dict[int, int] = {}
    for day in days:
        weights[day.year_days] = weights.get(day.year_days, 0) + day.weight
    parts = (
        interest(days[0].base, rate, weight, year_days) for year_days, weight in weights.items()
    )
    return sum(parts, Fraction(0))


def runs(days: list[Day]) -> Iterator[list[Day]]:
    """Cut days into runs: a new base or rate, or a day left uncounted before it, starts one."""
    run: list[Day] = []
    for day in days:
        # Rates compare with the period they were written in: 3%/month after 36%/year is a change.
        if run and (day.base, day.rate, day.date) != (
            run[-1].base,
            run[-1].rate,
            run[-1].date + ONE_DAY,
        ):
            yield run
            run = []
        run.append(day)
    if run:
        yield run


class Terms:
    """What the case says of counting, with the defaults, and the events up to the cut-off."""

    def __init__(self, case: Mapping[str, Any], as_of: date) -> None:
        self.as_of = as_of
        conventions = case.get("conventions", {})
        self.day_count: str = conventions.get("day_count", "ACT/360")
        self.inclusion: str = conventions.get("inclusion", "first")
        self.rounding: str = conventions.get("rounding", "per_line")
        self.mode: str = conventions.get("rounding_mode", "half_up")
        self.on_top: bool = case.get("penalty_mode", "instead") == "on_top"
        grace = case.get("grace", {})
        self.grace_days = timedelta(days=grace.get("days", 0))
        self.grace_shifts: bool = grace.get("effect", "threshold") == "shift"
        compounding = case.get("compounding", {})
        self.compound_base: str = compounding.get("base", "none")
        self.settle: str = compounding.get("settle", "never")
        self.settle_day: int = compounding.get("day", 20)
        allocation = case.get("allocation", {})
        self.order: list[str] = allocation.get("order", list(DEFAULT_ORDER))
        self.oldest_first: bool = allocation.get("across", "oldest_first") == "oldest_first"
        self._read_events(case)

    def _read_events(self, case: Mapping[str, Any]) -> None:
        """Keep the events dated up to the cut-off; a pause is dated by its first day."""
        self.events = [event for event in case.get("events", []) if event_date(event) <= self.as_of]
        self._by_day: dict[tuple[str, date], list[Mapping[str, Any]]] = {}
        for event in self.events:
            self._by_day.setdefault((event["kind"], event_date(event)), []).append(event)
        self.pauses = [
            (date.fromisoformat(event["from"]), date.fromisoformat(event["to"]))
            for event in self.events
            if event["kind"] == "pause"
        ]
        self._contract_rates = self._history("contract_rate", case.get("contract_rate"))
        penalty = case["penalty"]
        self._penalty_rates = self._history("penalty_rate", penalty.get("rate"))
        if "surcharge" in penalty:
            # A contract rate moves this one until a ``penalty_rate`` event sets one outright.
            factor = 1 + share(penalty["surcharge"])
            self._surcharged = [
                (start, Rate(rate.value * factor, rate.period))
                for start, rate in self._contract_rates
            ]
        self._rates: dict[tuple[str, date], Rate] = {}

    def _history(self, kind: str, initial: str | None) -> list[tuple[date, Rate]]:
        """Return rates with their first day; the stable sort lets the later in the file win."""
        start = [(date.min, parse_rate(initial))] if initial is not None else []
        changes = [
            (event_date(event), parse_rate(event["rate"]))
            for event in self.events
            if event["kind"] == kind
        ]
        return start + sorted(changes, key=lambda change: change[0])

    def on(self, kind: str, day: date) -> list[Mapping[str, Any]]:
        """Return the events of a kind on a day, in file order."""
        return self._by_day.get((kind, day), [])

    def rate(self, component: str, day: date) -> Rate:
        """Return the rate in force: the contract rate for on-top interest, else the penalty one."""
        key = (component, day)
        if key not in self._rates:
            self._rates[key] = self._look_up(component, day)
        return self._rates[key]

    def _look_up(self, component: str, day: date) -> Rate:
        if component == "ordinary_interest":
            history = self._contract_rates
        elif any(start <= day for start, _ in self._penalty_rates):
            history = self._penalty_rates
        else:
            history = self._surcharged
        return [rate for start, rate in history if start <= day][-1]

    def is_paused(self, day: date) -> bool:
        """Tell whether a pause holds the day."""
        return any(start <= day <= end for start, end in self.pauses)

    def year_days(self, day: date) -> int:
        """Return the basis of a counted day."""
        if self.day_count == "ACT/ACT":
            return 366 if calendar.isleap(day.year) else 365
        return 365 if self.day_count == "ACT/365" else 360

    def weight(self, day: date) -> int:
        """Return the days a counted day stands for: one, or 0 to 3 with 30E/360."""
        if self.day_count != "30E/360":
            return 1
        if self.inclusion == "last":
            return number_30e(day) - number_30e(day - ONE_DAY)
        return number_30e(day + ONE_DAY) - number_30e(day)

    def is_settlement(self, day: date) -> bool:
        """Tell whether interest is capitalised on a day."""
        months = {"never": (), "month": range(1, 13), "quarter": (3, 6, 9, 12)}[self.settle]
        return day.day == self.settle_day and day.month in months

    @property
    def capitalised(self) -> tuple[str, ...]:
        """Return the components a settlement day capitalises."""
        if self.settle == "never" or self.compound_base == "none":
            return ()
        if self.compound_base == "interest":
            return ("compound_interest",)
        return ("penalty_interest", "compound_interest")


def event_date(event: Mapping[str, Any]) -> date:
    return date.fromisoformat(event["from"] if event["kind"] == "pause" else event["date"])
