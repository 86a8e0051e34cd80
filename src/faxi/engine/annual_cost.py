"""The true annual cost of a loan: the one rate at which all that is paid is worth what was got.

The internal rate of return (内部收益率) of a cash flow, found between bounds that are certain:
every value of the cash flow is known as a range of whole numbers, so a sign is either sure or not
used. A cash flow with no such rate, or with several, is told as a problem.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import gcd
from typing import NamedTuple

from faxi.engine.money import Fen
from faxi.engine.powers import power
from faxi.engine.problems import CaseError, Problem
from faxi.engine.schedule import Schedule

_BITS = 192  # binary places behind the point of the factors tried
_ONE = 1 << _BITS
_FINE = 1 << (_BITS - 100)  # how near the two bounds of the factor come to each other
_MOST_STEPS = 4000
_YEAR_DAYS = 365
_MONTHS = 12

Flow = tuple[int, Fen]  # When, in whole units of time; how much the borrower gets (+) or pays (−).


class AnnualCost(NamedTuple):
    """The cost of a loan as a rate, exact far beyond what is printed.

    Attributes:
        effective: With interest on interest: (1 + i)^12 − 1, or by days of a year of 365.
        nominal: Without: 12 × i, the rate to hold against a rate written per year.
        unit_rate: The rate of one unit of time, i.
        units_per_year: Periods a year, or 365 where the days were counted.
        flows: What it was found from.
    """

    effective: Fraction
    nominal: Fraction
    unit_rate: Fraction
    units_per_year: Fraction
    flows: tuple[Flow, ...]

    @property
    def is_by_days(self) -> bool:
        """Whether the unit of time is a day."""
        return self.units_per_year == _YEAR_DAYS


def cost_of_schedule(schedule: Schedule) -> AnnualCost:
    """Return the annual cost of a schedule, fees included.

    Regular periods are counted as such; a first period of odd length or interest by days make the
    days count. Own rows are counted as ``cost_of_flows`` does.

    Raises:
        CaseError: See ``annual_cost``.
    """
    terms = schedule.terms
    if terms is None or not terms.is_regular:
        return cost_of_flows(dated_flows(schedule), by_days=terms is not None)
    flows = [(0, schedule.received)]
    flows += [(number, -row.payment) for number, row in enumerate(schedule.rows, 1)]
    months = terms.every_months * terms.periods // len(schedule.rows)
    return annual_cost(flows, Fraction(_MONTHS, months))


def dated_flows(schedule: Schedule) -> list[tuple[date, Fen]]:
    """Return what a schedule moves on which day, as the borrower sees it."""
    paid = [(row.due_date, -row.payment) for row in schedule.rows]
    return [(schedule.drawdown_date, schedule.received), *paid]


def cost_of_flows(flows: Sequence[tuple[date, Fen]], *, by_days: bool = False) -> AnnualCost:
    """Return the annual cost of dated amounts.

    Dates whole months apart are counted by their longest common period; others, or all with
    ``by_days``, by days of a year of 365.

    Raises:
        CaseError: See ``annual_cost``.
    """
    months = None if by_days else _months([day for day, _ in flows])
    if months is not None:
        period = gcd(*months) or 1
        counted = [(n // period, amount) for n, (_, amount) in zip(months, flows, strict=True)]
        return annual_cost(counted, Fraction(_MONTHS, period))
    start = min((day for day, _ in flows), default=date.min)
    return annual_cost([((day - start).days, a) for day, a in flows], Fraction(_YEAR_DAYS))


def _months(days: Sequence[date]) -> list[int] | None:
    """Return how many months each day is after the first, ``None`` if not all are whole ones.

    A day at the end of a shorter month stands for the 31st, if that is the day of the others.
    """
    latest = max((day.day for day in days), default=0)
    if any(day.day != min(latest, monthrange(day.year, day.month)[1]) for day in days):
        return None
    counted = [day.year * _MONTHS + day.month for day in days]
    return [month - min(counted) for month in counted]


def annual_cost(flows: Sequence[Flow], units_per_year: Fraction) -> AnnualCost:
    """Return the one rate at which the flows are worth nothing together.

    Raises:
        CaseError: Money flows in one direction only, or no or more than one rate above −100 % does.
    """
    sums: dict[int, Fen] = {}
    for when, amount in flows:
        sums[when] = sums.get(when, 0) + amount
    joined = [(when, amount) for when, amount in sorted(sums.items()) if amount]
    if len({amount > 0 for _, amount in joined}) < 2:
        raise CaseError([Problem("cost_one_direction")])
    first = joined[0][0]
    factor = _root(_Worth({when - first: amount for when, amount in joined}))
    unit_rate = 1 / factor - 1
    return AnnualCost(*_yearly(unit_rate, units_per_year), unit_rate, units_per_year, tuple(joined))


def _yearly(unit_rate: Fraction, units_per_year: Fraction) -> tuple[Fraction, Fraction]:
    """Return the effective and the nominal yearly rate."""
    effective = power(1 + unit_rate, units_per_year)
    if units_per_year == _YEAR_DAYS:  # the nominal rate is one of months, whatever was counted
        return effective - 1, _MONTHS * (power(effective, Fraction(1, _MONTHS)) - 1)
    return effective - 1, unit_rate * units_per_year


class _Worth:
    """What flows are worth at a discount factor of one unit of time, as certain bounds.

    The flows of each sign grow with the factor, so bounds at two factors bound all between them.
    """

    def __init__(self, flows: Mapping[int, Fen]) -> None:
        self.flows = sorted(flows.items())

    def slope(self) -> "_Worth":
        """Return what the worth grows by with the factor."""
        return _Worth({when - 1: when * amount for when, amount in self.flows if when})

    def changes(self) -> int:
        """Return how often the sign changes: at least the number of factors worth nothing."""
        signs = [amount > 0 for _, amount in self.flows]
        return sum(a != b for a, b in pairwise(signs))

    def parts(self, factor: int, up: int) -> tuple[int, int]:
        """Return received and paid at a factor, rounded down (``up`` 0) or up (1)."""
        sums, raised, at = [0, 0], _ONE, 0
        steps: dict[int, int] = {}  # most gaps are of a few lengths
        for when, amount in self.flows:
            gap, at = when - at, when
            if gap not in steps:
                steps[gap] = _raised(factor, gap, up)
            raised = _times(raised, steps[gap], up)
            sums[amount < 0] += abs(amount) * raised
        return sums[0], sums[1]

    def sign(self, low: int, high: int) -> int:
        """Return 1 or −1 where that is the sign at all factors from ``low`` to ``high``, else 0."""
        least, most = self.parts(low, 0), self.parts(high, 1)
        return 1 if least[0] > most[1] else -1 if most[0] < least[1] else 0


def _times(a: int, b: int, up: int) -> int:
    return (a * b >> _BITS) + up


def _raised(factor: int, exponent: int, up: int) -> int:
    """Return a power of a factor, rounded down or up at each step."""
    result = _ONE
    while exponent:
        if exponent & 1:
            result = _times(result, factor, up)
        factor = _times(factor, factor, up)
        exponent >>= 1
    return result


def _root(worth: _Worth) -> Fraction:
    """Return the one discount factor at which flows are worth nothing."""
    low, high = _bounds(worth)
    if worth.changes() > 1:
        brackets = list(_brackets(worth, low, high))
        if len(brackets) != 1:
            raise CaseError([Problem("cost_several_rates" if brackets else "cost_no_rate")])
        low, high = brackets[0]
    beginning = worth.sign(low, low)
    while high - low > _FINE:
        middle = (low + high) // 2
        sign = worth.sign(middle, middle)
        if sign == 0:  # nearer than the bounds can tell
            low = high = middle
        elif sign == beginning:
            low = middle
        else:
            high = middle
    return Fraction(low + high, 2 * _ONE)


def _bounds(worth: _Worth) -> tuple[int, int]:
    """Return factors below and above which the first and the last flow outweigh all others."""
    low = high = _ONE
    (_, first), (end, last) = worth.flows[0], worth.flows[-1]
    while sum(worth.parts(low, 1)) >= 2 * abs(first) * _ONE:
        low //= 2
    while sum(worth.parts(high, 1)) >= 2 * abs(last) * _raised(high, end, 0):
        high *= 2
    return low, high


def _brackets(worth: _Worth, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield ranges that hold one root each, from the lowest.

    Raises:
        CaseError: Two roots lie so near each other that they cannot be told apart.
    """
    slope = worth.slope()
    waiting, steps = [(low, high)], 0
    while waiting:
        low, high = waiting.pop()
        steps += 1
        if worth.sign(low, high):
            continue
        if slope.sign(low, high):
            # A root at the upper end belongs here, one at the lower end to the range before.
            if worth.sign(low, low) not in (0, worth.sign(high, high)):
                yield low, high
            continue
        if steps > _MOST_STEPS or high - low < _FINE:
            raise CaseError([Problem("cost_several_rates")])
        middle = (low + high) // 2
        waiting += [(middle, high), (low, middle)]
