"""The shape of each key of a case file: how its JSON value becomes an engine value.

pydantic finds every problem of a key with its path; ``case_file`` makes ``Problem`` values of them.
"""

import json
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    TypeAdapter,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from faxi.engine import case as engine
from faxi.engine import events
from faxi.engine.components import COMPONENTS, Component
from faxi.engine.daycount import DayCount, Inclusion
from faxi.engine.days import Settle, parse_date
from faxi.engine.money import Fen, RoundingMode, parse_money
from faxi.engine.rates import Percent, Rate, parse_number, parse_percent, parse_rate
from faxi.store.json_text import MAX_TEXT, shown

INTEREST_ONLY = "interest_only"


def _leaf(read: Callable[[str], Any], code: str) -> BeforeValidator:
    """Return a validator for text that ``read`` understands, reporting ``code`` otherwise."""

    def validate(value: object) -> object:
        if not isinstance(value, str):
            raise PydanticCustomError("text_needed", "", {"value": shown(value), "form": code})
        try:
            return read(value)
        except PydanticCustomError:  # a ValueError too, but it already says what is wrong
            raise
        except ValueError:
            raise PydanticCustomError(code, "", {"value": shown(value)}) from None

    return BeforeValidator(validate)


def _read_amount(text: str) -> Fen:
    amount = parse_money(text)
    if amount == 0:
        raise PydanticCustomError("amount_zero", "")
    return amount


def _read_rate(text: str) -> Rate:
    rate = parse_rate(text)
    if rate.exceeds_limit():
        raise PydanticCustomError("rate_too_high", "", {"value": shown(text)})
    return rate


def _read_percent(text: str) -> Percent:
    percent = parse_percent(text)
    if percent.is_above(10):
        raise PydanticCustomError("rate_too_high", "", {"value": shown(text)})
    return percent


def _read_multiple(text: str) -> Percent:
    multiple = parse_number(text)
    if multiple.digits == 0:
        raise PydanticCustomError("amount_zero", "")
    return multiple


def _read_text(text: str) -> str:
    text.encode()  # a lone surrogate cannot be written to any export
    if len(text) > MAX_TEXT:
        raise PydanticCustomError("text_too_long", "", {"limit": MAX_TEXT})
    return text


def _read_component(text: str) -> Component:
    if text not in COMPONENTS:
        accepted = ", ".join(COMPONENTS)
        raise PydanticCustomError("value_unknown", "", {"value": shown(text), "accepted": accepted})
    return COMPONENTS[text]


def _not_null(items: object) -> object:
    if items is None:
        raise PydanticCustomError("list_needed", "")
    return items


def _storable(value: object) -> object:
    """Refuse what could not be written to a file again."""
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeEncodeError:
        raise PydanticCustomError("text_broken", "") from None
    except ValueError:
        raise PydanticCustomError("number_not_finite", "", {"value": shown(value)}) from None
    return value


def _some(items: object) -> object:
    if items == []:
        raise PydanticCustomError("list_empty", "")
    return items


def _whole_order(order: tuple[Component, ...]) -> tuple[Component, ...]:
    if sorted(order) != list(Component):
        raise PydanticCustomError("order_incomplete", "", {"accepted": ", ".join(COMPONENTS)})
    return order


Amount = Annotated[int, _leaf(_read_amount, "money_unreadable")]
# None is for a key left out: a null in the file meets the leaf and is refused.
AmountIfGiven = Annotated[int | None, _leaf(_read_amount, "money_unreadable")]
AmountOrZero = Annotated[int, _leaf(parse_money, "money_unreadable")]
RateText = Annotated[Any, _leaf(_read_rate, "rate_unreadable")]
PercentText = Annotated[Any, _leaf(_read_percent, "percent_unreadable")]
MultipleText = Annotated[Any, _leaf(_read_multiple, "number_unreadable")]
DateText = Annotated[date, _leaf(parse_date, "date_unreadable")]
DateIfGiven = Annotated[date | None, _leaf(parse_date, "date_unreadable")]
Text = Annotated[str, _leaf(_read_text, "text_broken")]
ComponentText = Annotated[Component, _leaf(_read_component, "value_unknown")]
Order = Annotated[tuple[ComponentText, ...], AfterValidator(_whole_order)]
Storable = Annotated[Any, BeforeValidator(_storable)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class LenderShape(_Shape):
    """``lender``."""

    name: Text = ""
    kind: engine.LenderKind = engine.LenderKind.BANK

    def build(self) -> engine.Lender:
        """Return the engine's value."""
        return engine.Lender(self.name, self.kind)


class PenaltyShape(_Shape):
    """``penalty``: a rate or a surcharge, exactly one."""

    rate: RateText = None
    surcharge: PercentText = None

    @model_validator(mode="after")
    def _exactly_one(self) -> "PenaltyShape":
        if (self.rate is None) == (self.surcharge is None):
            raise PydanticCustomError("exactly_one", "", {"accepted": "rate, surcharge"})
        return self

    def build(self) -> Rate | Percent:
        """Return the engine's value."""
        chosen: Rate | Percent = self.rate if self.rate is not None else self.surcharge
        return chosen


class InstalmentShape(_Shape):
    """One entry of ``instalments``; the context says whether it may be one of interest only."""

    due_date: DateText
    principal: AmountOrZero
    interest: AmountOrZero = 0

    @field_validator("principal")
    @classmethod
    def _some_principal(cls, principal: Fen, info: ValidationInfo) -> Fen:
        if principal == 0 and not (info.context and info.context[INTEREST_ONLY]):
            raise PydanticCustomError("amount_zero", "")
        return principal

    @model_validator(mode="after")
    def _some_amount(self) -> "InstalmentShape":
        if self.principal == self.interest == 0:
            raise PydanticCustomError("amount_zero", "")
        return self

    def build(self) -> engine.Instalment:
        """Return the engine's value."""
        return engine.Instalment(self.due_date, self.principal, self.interest)


class ConventionsShape(_Shape):
    """``conventions``."""

    day_count: DayCount = DayCount.ACT_360
    inclusion: Inclusion = Inclusion.FIRST
    rounding: engine.Rounding = engine.Rounding.PER_LINE
    rounding_mode: RoundingMode = RoundingMode.HALF_UP

    def build(self) -> engine.Conventions:
        """Return the engine's value."""
        return engine.Conventions(self.day_count, self.inclusion, self.rounding, self.rounding_mode)


class GraceShape(_Shape):
    """``grace``."""

    days: Annotated[StrictInt, Field(ge=0, le=engine.MAX_GRACE_DAYS)] = 0
    effect: engine.GraceEffect = engine.GraceEffect.THRESHOLD

    def build(self) -> engine.Grace:
        """Return the engine's value."""
        return engine.Grace(self.days, self.effect)


class CompoundingShape(_Shape):
    """``compounding``."""

    base: engine.CompoundBase = engine.CompoundBase.NONE
    settle: Settle = Settle.NEVER
    day: Annotated[StrictInt, Field(ge=1, le=engine.MAX_SETTLEMENT_DAY)] = 20

    def build(self) -> engine.Compounding:
        """Return the engine's value."""
        return engine.Compounding(self.base, self.settle, self.day)


class AllocationShape(_Shape):
    """``allocation``."""

    order: Order = engine.DEFAULT_ORDER
    across: engine.Across = engine.Across.OLDEST_FIRST

    def build(self) -> engine.Allocation:
        """Return the engine's value."""
        return engine.Allocation(self.order, self.across)


class CapShape(_Shape):
    """``cap``: exactly one measure, and whether it is applied."""

    annual_rate: PercentText = None
    lpr_multiple: MultipleText = None
    share_of_principal: PercentText = None
    amount: AmountIfGiven = None
    apply: StrictBool = False

    @model_validator(mode="after")
    def _exactly_one(self) -> "CapShape":
        if sum(getattr(self, kind) is not None for kind in engine.CapKind) != 1:
            accepted = ", ".join(engine.CapKind)
            raise PydanticCustomError("exactly_one", "", {"accepted": accepted})
        return self

    def build(self) -> engine.Cap:
        """Return the engine's value."""
        kind = next(kind for kind in engine.CapKind if getattr(self, kind) is not None)
        return engine.Cap(kind, getattr(self, kind), self.apply)


class RepaymentShape(_Shape):
    """A ``repayment`` event."""

    kind: Literal["repayment"]
    date: DateText
    amount: Amount
    order: Annotated[Order | None, BeforeValidator(_not_null)] = None

    def build(self) -> events.Repayment:
        """Return the engine's value."""
        return events.Repayment(self.date, self.amount, self.order)


class CostShape(_Shape):
    """A ``cost`` event."""

    kind: Literal["cost"]
    date: DateText
    amount: Amount
    label: Text = ""

    def build(self) -> events.Cost:
        """Return the engine's value."""
        return events.Cost(self.date, self.amount, self.label)


class LiquidatedDamagesShape(_Shape):
    """A ``liquidated_damages`` event."""

    kind: Literal["liquidated_damages"]
    date: DateText
    amount: Amount
    label: Text = ""

    def build(self) -> events.LiquidatedDamages:
        """Return the engine's value."""
        return events.LiquidatedDamages(self.date, self.amount, self.label)


class WaiverShape(_Shape):
    """A ``waiver`` event."""

    kind: Literal["waiver"]
    date: DateText
    component: ComponentText
    amount: Amount

    def build(self) -> events.Waiver:
        """Return the engine's value."""
        return events.Waiver(self.date, self.component, self.amount)


class PenaltyRateShape(_Shape):
    """A ``penalty_rate`` event."""

    kind: Literal["penalty_rate"]
    date: DateText
    rate: RateText

    def build(self) -> events.PenaltyRateChange:
        """Return the engine's value."""
        return events.PenaltyRateChange(self.date, self.rate)


class ContractRateShape(_Shape):
    """A ``contract_rate`` event."""

    kind: Literal["contract_rate"]
    date: DateText
    rate: RateText

    def build(self) -> events.ContractRateChange:
        """Return the engine's value."""
        return events.ContractRateChange(self.date, self.rate)


class PauseShape(_Shape):
    """A ``pause`` event."""

    kind: Literal["pause"]
    from_date: Annotated[DateText, Field(alias="from")]
    to_date: Annotated[DateText, Field(alias="to")]

    @field_validator("to_date")
    @classmethod
    def _ends_after_it_begins(cls, last: date, info: ValidationInfo) -> date:
        first = info.data.get("from_date", last)  # missing where it could not be read
        if last < first:
            raise PydanticCustomError("pause_reversed", "", {"first": first, "last": last})
        return last

    def build(self) -> events.Pause:
        """Return the engine's value."""
        return events.Pause(self.from_date, self.to_date)


class AccelerationShape(_Shape):
    """An ``acceleration`` event."""

    kind: Literal["acceleration"]
    date: DateText
    interest: Annotated[int | None, _leaf(parse_money, "money_unreadable")] = None

    def build(self) -> events.Acceleration:
        """Return the engine's value."""
        return events.Acceleration(self.date, self.interest)


class NoticeShape(_Shape):
    """A ``notice`` event; only a judgment has a deadline and an amount."""

    kind: Literal["notice"]
    date: DateText
    what: events.NoticeKind
    deadline: DateIfGiven = None
    amount: AmountIfGiven = None

    @field_validator("deadline", "amount")
    @classmethod
    def _only_judgments(cls, term: object, info: ValidationInfo) -> object:
        what = info.data.get("what", events.NoticeKind.JUDGMENT)
        if what is not events.NoticeKind.JUDGMENT:
            raise PydanticCustomError("judgment_only", "", {"value": str(what)})
        return term

    def build(self) -> events.Notice:
        """Return the engine's value."""
        return events.Notice(self.date, self.what, self.deadline, self.amount)


class BorrowerShape(_Shape):
    """``borrower``, reserved."""

    name: Text = ""


EVENT_SHAPES: dict[str, TypeAdapter[Any]] = {
    shape.model_fields["kind"].annotation.__args__[0]: TypeAdapter(shape)  # type: ignore[union-attr]
    for shape in (
        RepaymentShape,
        CostShape,
        LiquidatedDamagesShape,
        WaiverShape,
        PenaltyRateShape,
        ContractRateShape,
        PauseShape,
        AccelerationShape,
        NoticeShape,
    )
}

# Keys of the file that are one field of the engine's case each.
KEY_SHAPES: dict[str, TypeAdapter[Any]] = {
    "title": TypeAdapter(Text),
    "notes": TypeAdapter(Text),
    "lender": TypeAdapter(LenderShape),
    "contract_date": TypeAdapter(DateText),
    "suit_date": TypeAdapter(DateText),
    "contract_rate": TypeAdapter(RateText),
    "penalty": TypeAdapter(PenaltyShape),
    "penalty_mode": TypeAdapter(engine.PenaltyMode),
    "instalments": TypeAdapter(Annotated[tuple[InstalmentShape, ...], BeforeValidator(_some)]),
    "conventions": TypeAdapter(ConventionsShape),
    "due_date_roll": TypeAdapter(engine.DueDateRoll),
    "grace": TypeAdapter(GraceShape),
    "compounding": TypeAdapter(CompoundingShape),
    "allocation": TypeAdapter(AllocationShape),
    "cap": TypeAdapter(CapShape),
}

# Reserved for later versions: kept as they are, whatever they hold.
RESERVED_SHAPES: dict[str, TypeAdapter[Any]] = {
    "borrower": TypeAdapter(BorrowerShape),
    "contract_number": TypeAdapter(Text),
    "cause": TypeAdapter(Storable),
    "schedule": TypeAdapter(Storable),
    "plans": TypeAdapter(Storable),
    "claim": TypeAdapter(Storable),
}
