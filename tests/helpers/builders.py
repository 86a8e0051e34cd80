"""Cases, events and a rulebook made by hand, so that a test of the engine needs no file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from faxi.engine import events
from faxi.engine.calculate import calculate
from faxi.engine.case import (
    Cap,
    CapKind,
    Case,
    CompoundBase,
    Compounding,
    Conventions,
    Grace,
    GraceEffect,
    Instalment,
    LenderKind,
    PenaltyMode,
)
from faxi.engine.components import Component
from faxi.engine.days import Settle
from faxi.engine.events import Event, NoticeKind
from faxi.engine.money import money_text, parse_money
from faxi.engine.rates import Percent, Rate, parse_percent, parse_rate
from faxi.engine.rulebook import Bucket, Ladder, LadderStage, Rulebook, Series
from faxi.engine.statement import AllocationEntry, Statement

DUE = "2025-06-01"

_BUCKETS = ((0, 0), (1, 30), (31, 60), (61, 90), (91, 120), (121, 150), (151, 180), (181, None))
_STAGES: tuple[tuple[str, int | None, int | None, set[NoticeKind]], ...] = (
    ("reminder", 0, 0, set()),
    ("gentle", 1, 60, set()),
    ("joint", 61, 90, set()),
    (
        "tough",
        91,
        180,
        {
            NoticeKind.LAWYER_LETTER,
            NoticeKind.MEDIATION,
            NoticeKind.PAYMENT_ORDER,
            NoticeKind.SUMMONS,
            NoticeKind.PRESERVATION,
        },
    ),
    ("assignment", 181, None, {NoticeKind.ASSIGNMENT_NOTICE}),
    ("legal", None, None, {NoticeKind.JUDGMENT, NoticeKind.ENFORCEMENT}),
)


def day(text: str) -> date:
    """Return the date written ``YYYY-MM-DD``."""
    return date.fromisoformat(text)


def yuan(fen: int) -> str:
    """Return fen as ``1234.50``, as the vectors write amounts."""
    return money_text(fen)


def an_instalment(
    due: str = DUE, principal: str = "36000.00", interest: str = "0.00"
) -> Instalment:
    """Return an instalment; its default principal bears a yuan a day for each percent a year."""
    return Instalment(day(due), parse_money(principal), parse_money(interest))


def a_case(*happened: Event, **keys: Any) -> Case:
    """Return a case of 36,000 yuan due on ``DUE`` that bears 36 yuan a day (36% a year, ACT/360).

    Args:
        happened: The events, in file order.
        keys: Fields of ``Case``. ``penalty`` and ``contract_rate`` may be text, and ``due``,
            ``principal`` and ``interest`` describe the one instalment.
    """
    single = {key: keys.pop(key) for key in ("due", "principal", "interest") if key in keys}
    keys.setdefault("instalments", (an_instalment(**single),))
    keys["penalty"] = _penalty(keys.get("penalty", "36%/year"))
    if isinstance(keys.get("contract_rate"), str):
        keys["contract_rate"] = parse_rate(keys["contract_rate"])
    return Case(events=happened, **keys)


def _penalty(given: Rate | Percent | str) -> Rate | Percent:
    if not isinstance(given, str):
        return given
    return parse_rate(given) if "/" in given else parse_percent(given)


def counting(case: Case, **chosen: Any) -> Case:
    """Return a case with other conventions, such as ``inclusion=Inclusion.LAST``."""
    return replace(case, conventions=replace(case.conventions, **chosen))


def conventions(**chosen: Any) -> Conventions:
    """Return the default conventions but for what is chosen."""
    return Conventions(**chosen)


def grace(days: int, effect: str = "threshold") -> Grace:
    """Return days of grace."""
    return Grace(days, GraceEffect(effect))


def compounding(base: str, settle: str = "month", on: int = 20) -> Compounding:
    """Return compound interest settled on day ``on``."""
    return Compounding(CompoundBase(base), Settle(settle), on)


def on_top(*happened: Event, **keys: Any) -> Case:
    """Return a case whose contract rate (18%, 18 yuan a day) goes on beside the penalty rate."""
    given = {"contract_rate": "18%/year", "penalty_mode": PenaltyMode.ON_TOP} | keys
    return a_case(*happened, **given)


def paid(on: str, amount: str, *order: Component) -> events.Repayment:
    """Return a repayment, with an order of its own if one is given."""
    return events.Repayment(day(on), parse_money(amount), order or None)


def cost(on: str, amount: str) -> events.Cost:
    """Return costs of realising the claim."""
    return events.Cost(day(on), parse_money(amount), "court fee")


def damages(on: str, amount: str) -> events.LiquidatedDamages:
    """Return liquidated damages."""
    return events.LiquidatedDamages(day(on), parse_money(amount), "service fee")


def waived(on: str, component: Component, amount: str) -> events.Waiver:
    """Return a waiver."""
    return events.Waiver(day(on), component, parse_money(amount))


def penalty_rate(on: str, rate: str) -> events.PenaltyRateChange:
    """Return a penalty rate set outright."""
    return events.PenaltyRateChange(day(on), parse_rate(rate))


def contract_rate(on: str, rate: str) -> events.ContractRateChange:
    """Return a change of the contract rate."""
    return events.ContractRateChange(day(on), parse_rate(rate))


def pause(first: str, last: str) -> events.Pause:
    """Return a pause, both days included."""
    return events.Pause(day(first), day(last))


def accelerated(on: str, interest: str | None = None) -> events.Acceleration:
    """Return an acceleration, with the interest earned by then."""
    return events.Acceleration(day(on), None if interest is None else parse_money(interest))


def notice(on: str, what: str) -> events.Notice:
    """Return a notice received."""
    return events.Notice(day(on), NoticeKind(what))


def cap(kind: str, limit: str, *, apply: bool = False) -> Cap:
    """Return a cap; an ``lpr_multiple`` is a number, an ``amount`` is yuan, the rest percent."""
    chosen = CapKind(kind)
    if chosen is CapKind.AMOUNT:
        return Cap(chosen, parse_money(limit), apply)
    is_number = chosen is CapKind.LPR_MULTIPLE
    share = parse_percent(limit + "%" if is_number else limit)
    return Cap(chosen, Percent.of(share.digits * 100, share.scale) if is_number else share, apply)


@dataclass(frozen=True)
class FakeCalendar:
    """A calendar of which only some years are published; Saturdays and Sundays are off."""

    years: range = range(2020, 2027)
    days_off: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()

    def is_published(self, day: date) -> bool:
        """Tell whether the year is one of those known."""
        return day.year in self.years

    def is_workday(self, day: date) -> bool:
        """Tell whether a day is neither off nor a weekend, or was made a working day."""
        assert self.is_published(day), "asked beyond the published years"
        return day in self.workdays or (day.weekday() < 5 and day not in self.days_off)


def a_series(*rows: tuple[str, str], checked_on: str = "2025-12-31") -> Series:
    """Return a series of rows, by default 4.20% from 20 August 2019, 3.85% from 20 April 2020."""
    rows = rows or (("2019-08-20", "4.20%"), ("2020-04-20", "3.85%"))
    values = tuple(parse_percent(value) for _, value in rows)
    return Series("lpr_1y", tuple(day(first) for first, _ in rows), values, day(checked_on))


def a_ladder() -> Ladder:
    """Return the six stages and the buckets of the contract page."""
    names = [f"M{number}" for number in range(7)] + ["M7+"]
    buckets = tuple(Bucket(name, *days) for name, days in zip(names, _BUCKETS, strict=True))
    stages = tuple(
        LadderStage(name, first, last, frozenset(notices)) for name, first, last, notices in _STAGES
    )
    return Ladder("by hand", stages, buckets)


_LINE_RULES: Mapping[Component, str] = {
    Component.ORDINARY_INTEREST: "contract.on_top",
    Component.PENALTY_INTEREST: "bank.penalty.overdue",
    Component.COMPOUND_INTEREST: "compound.interest",
}


def a_rulebook(series: Series | None = None, calendar: FakeCalendar | None = None) -> Rulebook:
    """Return a small rulebook made by hand."""
    rules = dict.fromkeys(LenderKind, _LINE_RULES)
    return Rulebook(series or a_series(), a_ladder(), rules, calendar or FakeCalendar())


def statement_of(case: Case, as_of: str, rulebook: Rulebook | None = None) -> Statement:
    """Return the statement of a case under the rulebook made by hand."""
    assert case.problems() == []
    return calculate(case, day(as_of), rulebook or a_rulebook())


def a_document(*happened: object, **keys: Any) -> dict[str, Any]:
    """Return the JSON document of a small valid case, with other keys put in."""
    document: dict[str, Any] = {
        "format": "faxi-case",
        "version": 1,
        "contract_rate": "24%/year",
        "penalty": {"surcharge": "50%"},
        "instalments": [{"due_date": DUE, "principal": "36000.00", "interest": "1000.00"}],
    }
    if happened:
        document["events"] = list(happened)
    return document | keys


def lines_of(statement: Statement, component: Component = Component.PENALTY_INTEREST) -> list[str]:
    """Return the lines of a component as ``first..last days × base = amount``."""
    return [
        f"{line.from_date}..{line.to_date} {line.days} × {yuan(line.base)} = {yuan(line.amount)}"
        for line in statement.lines
        if line.component is component
    ]


def parts_of(entry: AllocationEntry) -> list[str]:
    """Return where a payment went as ``component instalment: amount``."""
    return [
        f"{part.component.key} {part.instalment or 'case'}: {yuan(part.amount)}"
        for part in entry.parts
    ]


def refuses(read: Callable[[str], object], text: str) -> bool:
    """Tell whether reading a text raises the ``ValueError`` it may, and nothing else."""
    try:
        read(text)
    except ValueError:
        return True
    return False
