"""The growth chart as data: what it shows and the arithmetic of its axes; nothing is drawn here."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from faxi.engine.accrual import Accrual
from faxi.engine.components import Amounts, Component
from faxi.engine.events import ContractRateChange, Notice, PenaltyRateChange, Waiver
from faxi.engine.growth import GrowthPoint, growth
from faxi.engine.money import Fen
from faxi.engine.rates import Rate
from faxi.engine.statement import CapResult, Line, Movement, Statement
from faxi.text.events import event_detail, event_name
from faxi.text.faces import date_face, limit_face, money_face, yuan_face
from faxi.text.words import Language, Words, marked


class Band(NamedTuple):
    """A stage of collection behind the chart; ``last`` is included, ``None`` is without end."""

    title: str
    first: date
    last: date | None
    stage_id: str


class Mark(NamedTuple):
    """Something that happened on a date.

    Attributes:
        kind: ``"payment"``, ``"rate"``, ``"waiver"``, ``"notice"`` or ``"due"``.
        label: What happened, in the language of the chart.
    """

    date: date
    kind: str
    label: str


class ChartData(NamedTuple):
    """Everything the chart shows.

    Attributes:
        points: Balances at the breakpoints, up to the end of the chart.
        as_of: The cut-off; what comes after it is a projection.
        today: Marked lightly; ``None`` if it is not to be.
        cap: The total at which the cap would just be exhausted; empty without a cap.
        due: Balances at the cut-off to the fen, which the points only approach.
        cap_due: The cap at the cut-off to the fen.
    """

    points: tuple[GrowthPoint, ...]
    as_of: date
    today: date | None
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    cap: tuple[tuple[date, Fen], ...]
    cap_label: str = ""
    due: Amounts | None = None
    cap_due: Fen | None = None

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last date drawn; there must be points."""
        return min(self.points[0].date, self.as_of), max(self.points[-1].date, self.as_of)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is owed on any date."""
        return not any(point.outstanding.total for point in self.points)


def chart_data(
    statement: Statement,
    horizon: Statement,
    words: Words,
    *,
    bands: Sequence[Band] = (),
    today: date | None = None,
) -> ChartData:
    """Return what the chart shows of a statement.

    Args:
        horizon: The same case calculated to a later date, the end of the chart. While only the
            cut-off moves it should stay the same, so that nothing has to be drawn anew.
        bands: The stages of collection, oldest first.
    """
    points = _history(statement, horizon)
    cap = horizon.cap
    label = words("Cap {limit}", limit=limit_face(cap.limit, words)) if cap else ""
    return ChartData(
        points=points,
        as_of=statement.as_of,
        today=today,
        bands=tuple(bands),
        marks=tuple(sorted(_marks(horizon, words))),
        cap=tuple(_cap_line(horizon, cap, points)) if cap else (),
        cap_label=label,
        due=statement.outstanding,
        cap_due=_cap_due(statement),
    )


def moved(data: ChartData, statement: Statement) -> ChartData:
    """Return the chart of the same case and horizon at another cut-off, without growing it anew."""
    as_of, outstanding = statement.as_of, statement.outstanding
    return data._replace(as_of=as_of, due=outstanding, cap_due=_cap_due(statement))


def _cap_due(statement: Statement) -> Fen | None:
    cap = statement.cap
    return max(0, statement.outstanding.total + cap.allowed - cap.claimed) if cap else None


def _history(statement: Statement, horizon: Statement) -> tuple[GrowthPoint, ...]:
    """Return the horizon's points, up to the cut-off those of the statement where they differ.

    Within days of grace the statement knows nothing yet of the penalty that the horizon, by
    hindsight, counts from the due date.
    """
    as_of = statement.as_of
    if horizon.as_of <= as_of:
        return growth(statement)
    points = growth(horizon)
    gap = abs(_between(points, as_of).total - statement.outstanding.total)
    if gap <= len(horizon.lines):  # a fen of rounding for each line
        return points
    morrow = as_of + timedelta(days=1)
    rest = points[bisect_right(points, morrow, key=attrgetter("date")) :]
    return (*growth(statement), GrowthPoint(morrow, _between(points, morrow)), *rest)


_KINDS: Mapping[type, str] = {
    PenaltyRateChange: "rate",
    ContractRateChange: "rate",
    Waiver: "waiver",
    Notice: "notice",
}


def _marks(horizon: Statement, words: Words) -> Iterator[Mark]:
    kinds = {
        PenaltyRateChange: "rate",
        ContractRateChange: "rate",
        Waiver: "waiver",
        Notice: "notice",
    }
    for event in horizon.case.events:
        kind = kinds.get(type(event))
        if kind and event.date <= horizon.as_of:
            name, detail = event_name(event, words), event_detail(event, words)
            yield Mark(event.date, kind, words("{event}: {detail}", event=name, detail=detail))
    for entry in horizon.allocations:
        if entry.source == "repayment":
            paid = words("Repayment: {amount}", amount=yuan_face(entry.amount, words))
            yield Mark(entry.date, "payment", paid)
    for move in horizon.movements:
        if move.kind == "due" and move.component is Component.PRINCIPAL:
            due = words("Principal due: {amount}", amount=yuan_face(move.amount, words))
            yield Mark(move.date, "due", due)


def _cap_line(
    horizon: Statement, cap: CapResult, points: Sequence[GrowthPoint]
) -> Iterator[tuple[date, Fen]]:
    """Yield the total less what was claimed plus what is allowed, at every point."""
    claimed = growth(replace(horizon, allocations=(), movements=_claimed_moves(horizon, cap)))
    allowed: tuple[GrowthPoint, ...] = ()
    if isinstance(cap.limit, Rate):
        lines = _allowed_lines(horizon, cap.limit)
        allowed = growth(replace(horizon, allocations=(), movements=(), lines=lines))
    for index, (day, outstanding) in enumerate(points):
        is_before = index + 1 < len(points) and points[index + 1].date == day
        share = _between(allowed, day).total if allowed else cap.allowed
        over = _between(claimed, day, is_before=is_before).total - share
        yield day, max(0, outstanding.total - over)


def _claimed_moves(horizon: Statement, cap: CapResult) -> tuple[Movement, ...]:
    """Return the movements that count against a cap: damages, and waivers of what accrued."""
    damages = Component.LIQUIDATED_DAMAGES
    accruing = (damages, Component.PENALTY_INTEREST, Component.COMPOUND_INTEREST)
    moves = [
        move
        for move in horizon.movements
        if move.component is damages or (move.kind == "waiver" and move.component in accruing)
    ]
    signed = sum(move.amount if move.kind == "due" else -move.amount for move in moves)
    # Of waived ordinary interest only what accrued after the due date counts.
    left = sum(line.amount for line in horizon.lines) + signed - cap.claimed
    for move in horizon.movements:
        if move.kind == "waiver" and move.component is Component.ORDINARY_INTEREST:
            taken = min(left, move.amount)
            moves.append(move._replace(amount=taken))
            left -= taken
    return tuple(moves)


def _allowed_lines(horizon: Statement, limit: Rate) -> tuple[Line, ...]:
    """Return what the cap's rate allows for each line of penalty interest."""
    accrual = Accrual(horizon.case)

    def allowed(line: Line) -> Fen:
        first, end = line.from_date.toordinal(), line.to_date.toordinal() + 1
        return accrual.round(*accrual.exact(line.base, limit, accrual.weigh(first, end)))

    penalty = Component.PENALTY_INTEREST
    lines = (line for line in horizon.lines if line.component is penalty)
    return tuple(line._replace(amount=allowed(line)) for line in lines)


def amounts_on(data: ChartData, day: date) -> Amounts:
    """Return the balances at the end of a day, in whole fen; nothing before the first point."""
    if day == data.as_of and data.due is not None:
        return data.due
    return _between(data.points, day)


def cap_on(data: ChartData, day: date) -> Fen | None:
    """Return the total the cap allows at the end of a day, ``None`` without a cap."""
    if day == data.as_of and data.cap_due is not None:
        return data.cap_due
    index = bisect_right(data.cap, day, key=lambda point: point[0])
    if index in (0, len(data.cap)):
        return data.cap[-1][1] if data.cap and index else None
    (first, low), (last, high) = data.cap[index - 1 : index + 1]
    return low + (high - low) * (day - first).days // (last - first).days


def _between(points: Sequence[GrowthPoint], day: date, *, is_before: bool = False) -> Amounts:
    """Interpolate, on a day with a jump after it or ``is_before`` it."""
    bisect = bisect_left if is_before else bisect_right
    index = bisect(points, day, key=attrgetter("date"))
    if is_before and index < len(points) and points[index].date == day:
        index += 1
    if index == 0:
        return Amounts(*[0] * len(Component))
    first, low = points[index - 1]
    if index == len(points) or first == day:
        return low
    last, high = points[index]
    passed, days = (day - first).days, (last - first).days
    return Amounts(*(a + (b - a) * passed // days for a, b in zip(low, high, strict=True)))


class Slice(NamedTuple):
    """The stack at one moment, for drawing only: fractions of days and of fen.

    Attributes:
        heights: The top of each layer; liquidated damages and costs are one layer.
    """

    day: float
    heights: tuple[float, ...]


def slices(data: ChartData) -> list[Slice]:
    """Return the stack at every point."""
    found = []
    for day, owed in data.points:
        second = owed.principal + owed.ordinary_interest
        third = second + owed.penalty_interest
        fourth = third + owed.compound_interest
        top = fourth + owed.liquidated_damages + owed.costs
        found.append(Slice(day.toordinal(), (owed.principal, second, third, fourth, top)))
    return found


def cut(pieces: list[Slice], first: float, last: float) -> list[Slice]:
    """Return what lies between two moments, both included and cut exactly.

    Of a jump on the first moment only what comes after it is left.
    """
    day_of = attrgetter("day")
    low, high = bisect_left(pieces, first, key=day_of), bisect_right(pieces, last, key=day_of)
    inside = pieces[low:high]
    if 0 < low < len(pieces) and pieces[low].day > first:
        inside.insert(0, _mix(pieces[low - 1], pieces[low], first))
    if 0 < high < len(pieces) and pieces[high - 1].day < last:
        inside.append(_mix(pieces[high - 1], pieces[high], last))
    jumped = sum(piece.day == first for piece in inside)
    return inside[max(0, jumped - 1) :]


def _mix(before: Slice, after: Slice, day: float) -> Slice:
    share = (day - before.day) / (after.day - before.day)
    pairs = zip(before.heights, after.heights, strict=True)
    return Slice(day, tuple(low + (high - low) * share for low, high in pairs))


def money_ticks(top: float, most: int) -> tuple[Fen, ...]:
    """Return round amounts from 0 to at least ``top``, in steps of 1, 2 or 5.

    Args:
        most: How many at most, two or more.
    """
    step = next(step for step in _round_steps() if step * (most - 1) >= top)
    count = max(1, -int(-top // step))
    return tuple(step * index for index in range(count + 1))


def _round_steps() -> Iterator[Fen]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


class Tick(StrEnum):
    """What the label of a date on the axis has to say."""

    DAY = "day"
    DAY_YEAR = "day_year"
    MONTH = "month"
    MONTH_YEAR = "month_year"
    YEAR = "year"


class DateTick(NamedTuple):
    """A date on the axis."""

    date: date
    kind: Tick


_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400)
_SHORTEST_MONTH = 28


def date_ticks(first: date, last: date, most: int) -> tuple[DateTick, ...]:
    """Return at most ``most`` round dates: days, Mondays, firsts of months or of years."""
    days = (last - first).days
    for step in _DAY_STEPS:
        if days // step < most:
            # Ordinal 1 was a Monday.
            start = first.toordinal() + (1 - first.toordinal()) % step
            found = [date.fromordinal(day) for day in range(start, last.toordinal() + 1, step)]
            return _labelled(found, Tick.DAY, Tick.DAY_YEAR)
    for step in _MONTH_STEPS:
        if days // (step * _SHORTEST_MONTH) < most or step == _MONTH_STEPS[-1]:
            break
    month = first.year * 12 + first.month - (first.day == 1)
    months = range(month + -month % step, last.year * 12 + last.month, step)
    found = [date(month // 12, month % 12 + 1, 1) for month in months if month < 12 * 10_000]
    return _labelled(found, Tick.MONTH, Tick.MONTH_YEAR)


def _labelled(days: list[date], kind: Tick, kind_with_year: Tick) -> tuple[DateTick, ...]:
    """Name the year on the first label and wherever a new one begins."""
    ticks = []
    for index, day in enumerate(days):
        is_new = index == 0 or days[index - 1].year != day.year
        chosen = kind_with_year if is_new else kind
        if kind is Tick.MONTH and day.month == 1:
            chosen = Tick.YEAR
        ticks.append(DateTick(day, chosen))
    return tuple(ticks)


def tick_text(tick: DateTick, words: Words) -> str:
    """Return the label of a date on the axis: ``Apr``, ``Apr 2025``, ``2026``."""
    day, kind = tick
    if kind is Tick.DAY_YEAR:
        return date_face(day, words)
    if words.language is Language.ZH:
        month, year = f"{day.month}月", f"{day.year}年"
        days = {Tick.DAY: f"{month}{day.day}日", Tick.MONTH_YEAR: year + month}
    else:
        number, month, year = date_face(day, words).split()
        days = {Tick.DAY: f"{number} {month}", Tick.MONTH_YEAR: f"{month} {year}"}
    return days.get(kind) or (month if kind is Tick.MONTH else year)


# Yuan in a unit of the axis, largest first, and its name.
_UNITS = {
    Language.ZH: ((10**8, marked("CNY 100 million")), (10**4, marked("CNY 10,000"))),
    Language.EN: ((10**9, marked("CNY billion")), (10**6, marked("CNY million"))),
}


def money_labels(ticks: Sequence[Fen], words: Words) -> tuple[list[str], str]:
    """Return the labels of the money axis and the unit they are in."""
    step = ticks[1]
    for yuan, name in _UNITS[words.language]:
        if step % (yuan * 100) == 0:
            return [f"{tick // (yuan * 100):,}" for tick in ticks], words(name)
    if step % 100 == 0:
        return [f"{tick // 100:,}" for tick in ticks], words("CNY")
    return [money_face(tick) for tick in ticks], words("CNY")


def summary(data: ChartData, words: Words) -> str:
    """Return the chart in one sentence, for people who do not see it."""
    first, last = data.span
    return words(
        "From {first} to {last}; on the cut-off date {day} the total is {total}.",
        first=date_face(first, words),
        last=date_face(last, words),
        day=date_face(data.as_of, words),
        total=yuan_face(amounts_on(data, data.as_of).total, words),
    )
