"""The result of a calculation: figures, and the lines and entries that add up to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from faxi.engine.case import CapKind, Case
from faxi.engine.components import Amounts, Component
from faxi.engine.daycount import Weight
from faxi.engine.money import Fen
from faxi.engine.problems import Problem
from faxi.engine.rates import Percent, Rate


class Line(NamedTuple):
    """A run of counted days of one component of one instalment at one base and rate.

    Attributes:
        from_date: First counted day.
        to_date: Last counted day, included.
        days: Days of the basis; for ``30E/360`` not calendar days.
        amount: In fen, rounded; totals are sums of these.
        days_365: ``ACT/ACT`` only: days in ordinary years.
        days_366: ``ACT/ACT`` only: days in leap years.
    """

    component: Component
    instalment: int
    from_date: date
    to_date: date
    days: int
    base: Fen
    rate: Rate
    amount: Fen
    days_365: int = 0
    days_366: int = 0


class Part(NamedTuple):
    """The part of a payment that went to one component; ``instalment`` is ``None`` for charges."""

    component: Component
    instalment: int | None
    amount: Fen


class AllocationEntry(NamedTuple):
    """How one sum of money was set against what was owed.

    Attributes:
        source: ``"repayment"``, or ``"overpaid"`` for what was left over earlier.
        amount: The money at hand; Σ ``parts`` + ``remainder``.
    """

    date: date
    source: str
    amount: Fen
    parts: tuple[Part, ...]
    remainder: Fen


class Movement(NamedTuple):
    """A change of what is owed that is neither accrual nor payment.

    Attributes:
        kind: ``"due"`` raises what is owed (an instalment, a charge), ``"waiver"`` lowers it.
    """

    date: date
    kind: str
    component: Component
    instalment: int | None
    amount: Fen


class DailyTerm(NamedTuple):
    """What the next day adds of one component: base × rate × the weight of that day, unrounded."""

    component: Component
    base: Fen
    rate: Rate
    weight: Weight


class CapResult(NamedTuple):
    """What accrued after the due date, against what a cap allows.

    Attributes:
        limit: The yearly rate, the share of principal, or the amount in fen.
        excess_paid: The part of ``over`` that the total due was too small to take off.
    """

    kind: CapKind
    limit: Rate | Percent | Fen
    claimed: Fen
    allowed: Fen
    over: Fen
    excess_paid: Fen
    applied: bool


class StageResult(NamedTuple):
    """Where the debt stands in collection.

    Attributes:
        basis: ``"days"`` says only what may happen; ``"notice"`` is a fact.
        assignment_notice: Date of the latest assignment notice received, which stays a fact.
    """

    id: str
    basis: str
    assignment_notice: date | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Everything known about a case at its cut-off date.

    For each component accrued − paid − waived = outstanding, exactly.

    Attributes:
        line_rules: Id of the rule that lines of a component rest on.
        not_yet_due: Principal and in-term interest of later instalments, in fen.
        per_diem: What the next day adds at the balances of the cut-off, rounded once.
        daily_terms: The terms whose exact sum ``per_diem`` rounds.
    """

    case: Case
    as_of: date
    days_overdue: int
    oldest_unpaid_due_date: date | None
    bucket: str
    stage: StageResult
    accrued: Amounts
    paid: Amounts
    waived: Amounts
    outstanding: Amounts
    total_due: Fen
    not_yet_due: tuple[Fen, Fen]
    overpaid: Fen
    per_diem: Fen
    daily_terms: tuple[DailyTerm, ...]
    cap: CapResult | None
    lines: tuple[Line, ...]
    line_rules: Mapping[Component, str]
    allocations: tuple[AllocationEntry, ...]
    movements: tuple[Movement, ...]
    warnings: tuple[Problem, ...]
