"""What happens to a debt after it was made: immutable facts, each with its date."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from faxi.engine.components import Component
from faxi.engine.money import Fen
from faxi.engine.rates import Rate


class NoticeKind(StrEnum):
    """A paper received that moves the collection stage."""

    LAWYER_LETTER = "lawyer_letter"  # 律师函
    ASSIGNMENT_NOTICE = "assignment_notice"  # 债权转让通知
    MEDIATION = "mediation"  # 调解邀请
    PAYMENT_ORDER = "payment_order"  # 支付令
    SUMMONS = "summons"  # 传票
    PRESERVATION = "preservation"  # 财产保全
    JUDGMENT = "judgment"  # 判决或其他生效法律文书
    ENFORCEMENT = "enforcement"  # 强制执行


@dataclass(frozen=True, slots=True)
class Repayment:
    """Money received; ``order`` overrides the case's allocation order for this payment."""

    kind: ClassVar[str] = "repayment"
    date: dt.date
    amount: Fen
    order: tuple[Component, ...] | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """Costs of realising the claim (实现债权的费用); they bear no interest."""

    kind: ClassVar[str] = "cost"
    date: dt.date
    amount: Fen
    label: str = ""


@dataclass(frozen=True, slots=True)
class LiquidatedDamages:
    """Liquidated damages and other fees (违约金及其他费用), which the cap counts."""

    kind: ClassVar[str] = "liquidated_damages"
    date: dt.date
    amount: Fen
    label: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """The creditor gives up part of one component, oldest instalment first."""

    kind: ClassVar[str] = "waiver"
    date: dt.date
    component: Component
    amount: Fen


@dataclass(frozen=True, slots=True)
class PenaltyRateChange:
    """A penalty rate set outright, in force from the whole of ``date``."""

    kind: ClassVar[str] = "penalty_rate"
    date: dt.date
    rate: Rate


@dataclass(frozen=True, slots=True)
class ContractRateChange:
    """A new contract rate, which also moves a penalty rate that is a surcharge on it."""

    kind: ClassVar[str] = "contract_rate"
    date: dt.date
    rate: Rate


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that are not counted (停息), ``date`` and ``to_date`` both included."""

    kind: ClassVar[str] = "pause"
    date: dt.date
    to_date: dt.date


@dataclass(frozen=True, slots=True)
class Acceleration:
    """Everything due later falls due now (提前到期); ``interest`` is what was earned by then."""

    kind: ClassVar[str] = "acceleration"
    date: dt.date
    interest: Fen | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice received; a judgment may carry its performance deadline and judgment debt."""

    kind: ClassVar[str] = "notice"
    date: dt.date
    what: NoticeKind
    deadline: dt.date | None = None
    amount: Fen | None = None


Event = (
    Repayment
    | Cost
    | LiquidatedDamages
    | Waiver
    | PenaltyRateChange
    | ContractRateChange
    | Pause
    | Acceleration
    | Notice
)
