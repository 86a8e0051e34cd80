"""The ways in which a table may count differently: the case under other conventions.

Each is the same case with one thing changed, so that the engine itself says what it leads to.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import permutations, product
from typing import Any, NamedTuple

from faxi.engine.case import (
    MAX_SETTLEMENT_DAY,
    Across,
    Case,
    CompoundBase,
    Compounding,
    DueDateRoll,
    Grace,
    PenaltyMode,
    Rounding,
)
from faxi.engine.components import Component
from faxi.engine.daycount import DayCount, Inclusion
from faxi.engine.days import Settle
from faxi.engine.events import (
    ContractRateChange,
    Event,
    Pause,
    PenaltyRateChange,
    Repayment,
    Waiver,
)
from faxi.engine.money import Fen, RoundingMode
from faxi.engine.rates import Percent, Rate, parse_percent
from faxi.rules.law import law

MOST_SINGLE_PAYMENTS = 12


class Verdict(StrEnum):
    """What a row is judged to be."""

    RIGHT = "right"  # 相符
    ROUNDING_ONLY = "rounding_only"  # 仅舍入差异
    WRONG_DAYS = "wrong_days"  # 天数不对
    WRONG_YEAR_BASIS = "wrong_year_basis"  # 年天数不对
    RATE_NOT_IN_FORCE = "rate_not_in_force"  # 利率不适用
    WRONG_BASE = "wrong_base"  # 基数不对
    WRONG_ALLOCATION_ORDER = "wrong_allocation_order"  # 抵充顺序不对
    CAP_IGNORED = "cap_ignored"  # 未按上限扣减
    UNEXPLAINED = "unexplained"  # 无法解释


class Cause(NamedTuple):
    """One thing a table does differently.

    Attributes:
        convention: Names it, such as ``both_ends`` or ``ACT/365``.
        detail: The value that goes with the name: a rate, a date, an order.
    """

    verdict: Verdict
    convention: str
    detail: Rate | date | Fen | tuple[Component, ...] | None = None


class Variant(NamedTuple):
    """A case counted differently."""

    cause: Cause
    change: Callable[[Case], Case]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a table itself shows that is worth trying.

    Attributes:
        rates: Rates it uses.
    """

    rates: tuple[Rate, ...] = ()


def variants(case: Case, seen: Seen) -> Iterator[Variant]:
    """Yield every single change worth trying, the plainest first."""
    makers = (_days, _year_basis, _payments, _rates, _compounded, _orders, _rounding, _limits)
    for maker in makers:
        for variant in maker(case, seen):
            changed = variant.change(case)
            if changed != case and not changed.problems():
                yield variant


def all_orders(case: Case) -> Iterator[Variant]:
    """Yield every other order of allocation, for tables that nothing plainer explains."""
    if not any(isinstance(event, Repayment) for event in case.events):
        return
    for order in permutations(Component):
        yield _order("order", order)


def all_compoundings(case: Case) -> Iterator[Variant]:
    """Yield compounding on every day of the month, for tables that nothing plainer explains."""
    days = dict.fromkeys(range(1, MAX_SETTLEMENT_DAY + 1))
    for chosen in _compoundings(days):
        if chosen != case.compounding:
            name = f"compound_{chosen.base}_{chosen.settle}"
            yield _cause(Verdict.WRONG_BASE, name, partial(_with, compounding=chosen))


def _cause(verdict: Verdict, convention: str, change: Callable[[Case], Case]) -> Variant:
    return Variant(Cause(verdict, convention), change)


_INCLUSIONS = {
    Inclusion.BOTH: "both_ends",
    Inclusion.FIRST: "first_day_in",
    Inclusion.LAST: "last_day_in",
}


def _days(_case: Case, _seen: Seen) -> Iterator[Variant]:
    days = Verdict.WRONG_DAYS
    for inclusion, name in _INCLUSIONS.items():
        yield _cause(days, name, partial(_counted, inclusion=inclusion))
    yield _cause(days, "grace_ignored", partial(_with, grace=Grace()))
    yield _cause(days, "pause_ignored", partial(_without, kinds=(Pause,)))
    for roll in DueDateRoll:
        name = "due_date_moved" if roll is DueDateRoll.NEXT_WORKDAY else "due_date_not_moved"
        yield _cause(days, name, partial(_with, due_date_roll=roll))


def _counted(case: Case, **chosen: Any) -> Case:
    return replace(case, conventions=replace(case.conventions, **chosen))


def _with(case: Case, **fields: Any) -> Case:
    return replace(case, **fields)


def _without(case: Case, kinds: tuple[type, ...]) -> Case:
    return replace(case, events=tuple(e for e in case.events if not isinstance(e, kinds)))


def _year_basis(_case: Case, _seen: Seen) -> Iterator[Variant]:
    for day_count in DayCount:
        change = partial(_counted, day_count=day_count)
        yield _cause(Verdict.WRONG_YEAR_BASIS, str(day_count), change)


def _rates(case: Case, seen: Seen) -> Iterator[Variant]:
    rate = Verdict.RATE_NOT_IN_FORCE
    changes = (PenaltyRateChange, ContractRateChange)
    yield _cause(rate, "rate_changes_ignored", partial(_without, kinds=changes))
    for index, event in enumerate(case.events):
        if isinstance(event, changes):
            cause = Cause(rate, "rate_change_ignored", event.date)
            yield Variant(cause, partial(_dropped, index=index))
            cause = Cause(rate, "rate_from_the_start", event.rate)
            yield Variant(cause, partial(_from_the_start, event=event))
    for mode in PenaltyMode:
        name = "contract_rate_on_top" if mode is PenaltyMode.ON_TOP else "contract_rate_left_out"
        yield _cause(rate, name, partial(_with, penalty_mode=mode))
    if case.contract_rate is not None:
        for surcharge in _surcharges():
            penal = case.contract_rate.with_surcharge(surcharge)
            yield Variant(
                Cause(rate, "surcharge", penal),
                partial(_with, penalty=surcharge),
            )
    for used in seen.rates:
        yield Variant(Cause(rate, "rate_used", used), partial(_outright, used=used))


def _surcharges() -> list[Percent]:
    """Return the surcharges that the rules name, and none at all."""
    rows = [law()[key].values for key in ("bank.penalty.overdue", "bank.penalty.misuse")]
    texts = dict.fromkeys(row[f"surcharge_{end}"] for row in rows for end in ("min", "max"))
    return [Percent(0, 0), *map(parse_percent, texts)]


def _dropped(case: Case, index: int) -> Case:
    return replace(case, events=case.events[:index] + case.events[index + 1 :])


def _from_the_start(case: Case, event: PenaltyRateChange | ContractRateChange) -> Case:
    if isinstance(event, PenaltyRateChange):
        return replace(_without(case, (PenaltyRateChange,)), penalty=event.rate)
    return replace(_without(case, (ContractRateChange,)), contract_rate=event.rate)


def _outright(case: Case, used: Rate) -> Case:
    return replace(_without(case, (PenaltyRateChange,)), penalty=used)


def _payments(case: Case, _seen: Seen) -> Iterator[Variant]:
    base = Verdict.WRONG_BASE
    yield _cause(base, "payments_ignored", partial(_without, kinds=(Repayment,)))
    payments = [i for i, event in enumerate(case.events) if isinstance(event, Repayment)]
    if 1 < len(payments) <= MOST_SINGLE_PAYMENTS:
        for index in payments:
            cause = Cause(base, "payment_ignored", case.events[index].date)
            yield Variant(cause, partial(_dropped, index=index))
    yield _cause(base, "waivers_ignored", partial(_without, kinds=(Waiver,)))


def _compounded(case: Case, _seen: Seen) -> Iterator[Variant]:
    days = dict.fromkeys((case.compounding.day, 20, 21))
    for chosen in _compoundings(days):
        name = f"compound_{chosen.base}_{chosen.settle}"
        yield _cause(Verdict.WRONG_BASE, name, partial(_with, compounding=chosen))


def _compoundings(days: Mapping[int, None]) -> Iterator[Compounding]:
    yield Compounding()
    yield Compounding(CompoundBase.INTEREST)
    for base in (CompoundBase.INTEREST, CompoundBase.INTEREST_AND_PENALTY):
        for settle in (Settle.MONTH, Settle.QUARTER):
            for day in days:
                yield Compounding(base, settle, day)


_C = Component
_ORDERS: Mapping[str, Sequence[Component]] = {
    "interest_before_principal": (
        *(_C.COSTS, _C.ORDINARY_INTEREST, _C.PENALTY_INTEREST, _C.COMPOUND_INTEREST),
        *(_C.LIQUIDATED_DAMAGES, _C.PRINCIPAL),
    ),
    "principal_first": (
        *(_C.PRINCIPAL, _C.COSTS, _C.ORDINARY_INTEREST, _C.PENALTY_INTEREST),
        *(_C.COMPOUND_INTEREST, _C.LIQUIDATED_DAMAGES),
    ),
    "principal_before_penalty": (
        *(_C.COSTS, _C.ORDINARY_INTEREST, _C.PRINCIPAL, _C.PENALTY_INTEREST),
        *(_C.COMPOUND_INTEREST, _C.LIQUIDATED_DAMAGES),
    ),
    "penalty_before_interest": (
        *(_C.COSTS, _C.LIQUIDATED_DAMAGES, _C.PENALTY_INTEREST, _C.COMPOUND_INTEREST),
        *(_C.ORDINARY_INTEREST, _C.PRINCIPAL),
    ),
}


def _orders(case: Case, _seen: Seen) -> Iterator[Variant]:
    if not any(isinstance(event, Repayment) for event in case.events):
        return
    for name, order in _ORDERS.items():
        yield _order(name, tuple(order))
    for across in Across:
        cause = Cause(Verdict.WRONG_ALLOCATION_ORDER, str(across))
        yield Variant(cause, partial(_across, across=across))


def _across(case: Case, across: Across) -> Case:
    return replace(case, allocation=replace(case.allocation, across=across))


def _order(name: str, order: tuple[Component, ...]) -> Variant:
    cause = Cause(Verdict.WRONG_ALLOCATION_ORDER, name, order)
    return Variant(cause, partial(_ordered, order=order))


def _ordered(case: Case, order: tuple[Component, ...]) -> Case:
    events: tuple[Event, ...] = tuple(
        replace(event, order=None) if isinstance(event, Repayment) else event
        for event in case.events
    )
    return replace(case, events=events, allocation=replace(case.allocation, order=order))


def _rounding(_case: Case, _seen: Seen) -> Iterator[Variant]:
    for rounding, mode in product(Rounding, RoundingMode):
        change = partial(_counted, rounding=rounding, rounding_mode=mode)
        yield _cause(Verdict.ROUNDING_ONLY, f"{rounding}:{mode}", change)


def _limits(case: Case, _seen: Seen) -> Iterator[Variant]:
    if case.cap is not None and case.cap.apply:
        shown = replace(case.cap, apply=False)
        yield _cause(Verdict.CAP_IGNORED, "cap_ignored", partial(_with, cap=shown))
