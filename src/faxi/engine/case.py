"""The case: one debt as an immutable value, and what may contradict itself in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from faxi.engine.components import Component
from faxi.engine.daycount import DayCount, Inclusion
from faxi.engine.days import Settle
from faxi.engine.events import ContractRateChange, Event, PenaltyRateChange
from faxi.engine.money import Fen, RoundingMode
from faxi.engine.problems import Problem
from faxi.engine.rates import Percent, Period, Rate

MAX_SETTLEMENT_DAY = 28  # a day every month has
MAX_GRACE_DAYS = 3650


class LenderKind(StrEnum):
    """Who lent; decides which rules bind, never the arithmetic."""

    BANK = "bank"  # 银行
    CONSUMER_FINANCE = "consumer_finance"  # 消费金融公司
    SMALL_LOAN = "small_loan"  # 小额贷款公司
    CREDIT_CARD = "credit_card"  # 信用卡
    PRIVATE = "private"  # 民间借贷


class PenaltyMode(StrEnum):
    """Whether the contract rate goes on beside the penalty rate after the due date."""

    INSTEAD = "instead"  # 罚息利率取代合同利率
    ON_TOP = "on_top"  # 合同利率继续计收


class Rounding(StrEnum):
    """What is rounded to the fen."""

    PER_LINE = "per_line"  # 逐段
    PER_DAY = "per_day"  # 逐日
    CUMULATIVE = "cumulative"  # 累计


class DueDateRoll(StrEnum):
    """What becomes of a due date on a day off."""

    NONE = "none"  # 不顺延
    NEXT_WORKDAY = "next_workday"  # 顺延至下一工作日


class GraceEffect(StrEnum):
    """What days of grace do."""

    THRESHOLD = "threshold"  # 宽限期内还清则不计，逾期则追溯
    SHIFT = "shift"  # 宽限期满后起算


class CompoundBase(StrEnum):
    """What bears interest on interest."""

    NONE = "none"  # 不计复利
    INTEREST = "interest"  # 以期内利息为基数
    INTEREST_AND_PENALTY = "interest_and_penalty"  # 罚息亦计复利


class Across(StrEnum):
    """How one payment runs over several instalments."""

    OLDEST_FIRST = "oldest_first"  # 先到期先清偿
    COMPONENT_FIRST = "component_first"  # 先清偿同类款项


class CapKind(StrEnum):
    """What a cap is measured by."""

    ANNUAL_RATE = "annual_rate"  # 年利率
    LPR_MULTIPLE = "lpr_multiple"  # LPR 倍数
    SHARE_OF_PRINCIPAL = "share_of_principal"  # 本金比例
    AMOUNT = "amount"  # 固定金额


@dataclass(frozen=True, slots=True)
class Lender:
    """The creditor named in the contract."""

    name: str = ""
    kind: LenderKind = LenderKind.BANK


@dataclass(frozen=True, slots=True)
class Instalment:
    """One amount that falls due.

    Attributes:
        principal: In fen; zero only where a schedule has instalments of interest.
        interest: In-term interest unpaid on ``due_date``, in fen.
    """

    due_date: date
    principal: Fen
    interest: Fen = 0


@dataclass(frozen=True, slots=True)
class Conventions:
    """How days are counted and amounts rounded."""

    day_count: DayCount = DayCount.ACT_360
    inclusion: Inclusion = Inclusion.FIRST
    rounding: Rounding = Rounding.PER_LINE
    rounding_mode: RoundingMode = RoundingMode.HALF_UP


@dataclass(frozen=True, slots=True)
class Grace:
    """Days after the due date in which no penalty accrues yet, or at all."""

    days: int = 0
    effect: GraceEffect = GraceEffect.THRESHOLD


@dataclass(frozen=True, slots=True)
class Compounding:
    """Interest on unpaid interest; ``day`` is the settlement day of the month, 1 to 28."""

    base: CompoundBase = CompoundBase.NONE
    settle: Settle = Settle.NEVER
    day: int = 20


DEFAULT_ORDER = (
    Component.COSTS,
    Component.ORDINARY_INTEREST,
    Component.PENALTY_INTEREST,
    Component.COMPOUND_INTEREST,
    Component.LIQUIDATED_DAMAGES,
    Component.PRINCIPAL,
)


@dataclass(frozen=True, slots=True)
class Allocation:
    """The order in which a payment is set against what is owed (抵充顺序)."""

    order: tuple[Component, ...] = DEFAULT_ORDER
    across: Across = Across.OLDEST_FIRST


@dataclass(frozen=True, slots=True)
class Cap:
    """A ceiling on what accrued after the due date.

    Attributes:
        limit: A ``Percent`` (annual rate or share), a number of LPRs as ``Percent`` digits, or fen.
        apply: Whether the total due is lowered to it, or the excess only shown.
    """

    kind: CapKind
    limit: Percent | Fen
    apply: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One debt: one contract, one lender, one or more instalments.

    Attributes:
        penalty: The penalty rate itself, or the surcharge on the contract rate.
        suit_date: When the lender sued; some limits depend on it.
        reserved: Keys of later versions of the file format, kept as they were read.
    """

    instalments: tuple[Instalment, ...]
    penalty: Rate | Percent
    contract_rate: Rate | None = None
    title: str = ""
    lender: Lender = Lender()
    contract_date: date | None = None
    penalty_mode: PenaltyMode = PenaltyMode.INSTEAD
    conventions: Conventions = Conventions()
    due_date_roll: DueDateRoll = DueDateRoll.NONE
    grace: Grace = Grace()
    compounding: Compounding = Compounding()
    allocation: Allocation = Allocation()
    cap: Cap | None = None
    events: tuple[Event, ...] = ()
    notes: str = ""
    suit_date: date | None = None
    reserved: Mapping[str, Any] = field(default_factory=dict)

    def problems(self) -> list[Problem]:
        """Return what contradicts itself; a case without problems can be calculated."""
        return contradictions({f.name: getattr(self, f.name) for f in fields(self)})


def contradictions(given: Mapping[str, Any]) -> list[Problem]:
    """Return the problems between keys, looking only at keys that could be read.

    Args:
        given: Fields of ``Case`` by name; a missing name is a key that is itself in doubt.
    """
    found: list[Problem] = []
    for rule in (_rate_missing, _daily_rate, _per_day, _capitalising, _lpr_cap):
        found += rule(given)
    return found


def _rate_missing(given: Mapping[str, Any]) -> Iterator[Problem]:
    if "contract_rate" not in given or given["contract_rate"] is not None:
        return
    if isinstance(given.get("penalty"), Percent):
        yield Problem("contract_rate_missing", "contract_rate", {"because": "penalty.surcharge"})
    elif given.get("penalty_mode") is PenaltyMode.ON_TOP:
        yield Problem("contract_rate_missing", "contract_rate", {"because": "penalty_mode"})
    elif any(isinstance(event, ContractRateChange) for event in given.get("events", ())):
        yield Problem("contract_rate_missing", "contract_rate", {"because": "events"})


def _daily_rate(given: Mapping[str, Any]) -> Iterator[Problem]:
    """A daily rate counts calendar days, of which 30E/360 has none."""
    conventions = given.get("conventions")
    if conventions is None or conventions.day_count is not DayCount.THIRTY_E_360:
        return
    named = [("contract_rate", given.get("contract_rate")), ("penalty.rate", given.get("penalty"))]
    for index, event in enumerate(given.get("events", ())):
        if isinstance(event, PenaltyRateChange | ContractRateChange):
            named.append((f"events[{index}].rate", event.rate))
    for where, rate in named:
        if isinstance(rate, Rate) and rate.period is Period.DAY:
            yield Problem("daily_rate_needs_calendar_days", where, {"rate": str(rate)})


def _per_day(given: Mapping[str, Any]) -> Iterator[Problem]:
    conventions = given.get("conventions")
    if (
        conventions is not None
        and conventions.day_count is DayCount.THIRTY_E_360
        and conventions.rounding is Rounding.PER_DAY
    ):
        yield Problem("per_day_needs_calendar_days", "conventions.rounding")


def _capitalising(given: Mapping[str, Any]) -> Iterator[Problem]:
    compounding = given.get("compounding")
    if (
        compounding is not None
        and compounding.base is CompoundBase.INTEREST_AND_PENALTY
        and compounding.settle is Settle.NEVER
    ):
        yield Problem("settlement_missing", "compounding.settle")


def _lpr_cap(given: Mapping[str, Any]) -> Iterator[Problem]:
    cap = given.get("cap")
    if (
        cap is not None
        and cap.kind is CapKind.LPR_MULTIPLE
        and given.get("contract_date", 0) is None
    ):
        yield Problem("contract_date_missing", "contract_date")
