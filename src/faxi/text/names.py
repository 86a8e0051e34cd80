"""The name of every value of an enumeration, and the conventions as a sentence."""

from collections.abc import Mapping
from enum import Enum

from faxi.engine.case import (
    Across,
    CapKind,
    Case,
    CompoundBase,
    DueDateRoll,
    GraceEffect,
    LenderKind,
    PenaltyMode,
    Rounding,
)
from faxi.engine.components import Component
from faxi.engine.daycount import DayCount, Inclusion
from faxi.engine.days import Settle
from faxi.engine.debt_order import Order
from faxi.engine.events import NoticeKind
from faxi.engine.money import RoundingMode
from faxi.engine.schedule import FirstPeriod, InterestBasis, Method
from faxi.text.faces import cap_text
from faxi.text.words import Words, marked

# By type first: members of two string enumerations with the same value are equal.
NAMES: Mapping[type[Enum], Mapping[Enum, str]] = {
    Component: {
        Component.PRINCIPAL: marked("Principal"),
        Component.ORDINARY_INTEREST: marked("Interest within term"),
        Component.PENALTY_INTEREST: marked("Penalty interest"),
        Component.COMPOUND_INTEREST: marked("Compound interest"),
        Component.LIQUIDATED_DAMAGES: marked("Liquidated damages and other fees"),
        Component.COSTS: marked("Costs of realising the claim"),
    },
    LenderKind: {
        LenderKind.BANK: marked("Bank"),
        LenderKind.CONSUMER_FINANCE: marked("Consumer finance company"),
        LenderKind.SMALL_LOAN: marked("Small-loan company"),
        LenderKind.CREDIT_CARD: marked("Credit card"),
        LenderKind.PRIVATE: marked("Private lending"),
    },
    PenaltyMode: {
        PenaltyMode.INSTEAD: marked("the penalty rate replaces the contract rate"),
        PenaltyMode.ON_TOP: marked("the contract rate goes on beside the penalty rate"),
    },
    DayCount: {
        DayCount.ACT_360: marked("Actual/360"),
        DayCount.ACT_365: marked("Actual/365"),
        DayCount.ACT_ACT: marked("Actual/actual"),
        DayCount.THIRTY_E_360: marked("30E/360"),
    },
    Inclusion: {
        Inclusion.FIRST: marked("first day in, last day out"),
        Inclusion.LAST: marked("first day out, last day in"),
        Inclusion.BOTH: marked("both ends counted"),
    },
    Rounding: {
        Rounding.PER_LINE: marked("each line rounded"),
        Rounding.PER_DAY: marked("each day rounded"),
        Rounding.CUMULATIVE: marked("the running sum rounded"),
    },
    RoundingMode: {
        RoundingMode.HALF_UP: marked("half up"),
        RoundingMode.HALF_EVEN: marked("half to even"),
        RoundingMode.DOWN: marked("down"),
        RoundingMode.UP: marked("up"),
    },
    DueDateRoll: {
        DueDateRoll.NONE: marked("due dates stay on days off"),
        DueDateRoll.NEXT_WORKDAY: marked("due dates move to the next working day"),
    },
    GraceEffect: {
        GraceEffect.THRESHOLD: marked("from the due date once the grace is missed"),
        GraceEffect.SHIFT: marked("counted from the end of the grace"),
    },
    CompoundBase: {
        CompoundBase.NONE: marked("no compound interest"),
        CompoundBase.INTEREST: marked("compound interest on unpaid in-term interest"),
        CompoundBase.INTEREST_AND_PENALTY: marked(
            "compound interest on unpaid in-term and penalty interest"
        ),
    },
    Settle: {
        Settle.NEVER: marked("never capitalised"),
        Settle.MONTH: marked("capitalised monthly"),
        Settle.QUARTER: marked("capitalised quarterly"),
    },
    Across: {
        Across.OLDEST_FIRST: marked("oldest instalment first"),
        Across.COMPONENT_FIRST: marked("component by component"),
    },
    Order: {
        Order.COST: marked("fastest growing first"),
        Order.SIZE: marked("smallest first"),
        Order.STAGE: marked("furthest in collection first"),
        Order.OWN: marked("in the order given"),
    },
    CapKind: {
        CapKind.ANNUAL_RATE: marked("yearly rate"),
        CapKind.LPR_MULTIPLE: marked("multiple of the one-year LPR"),
        CapKind.SHARE_OF_PRINCIPAL: marked("share of principal"),
        CapKind.AMOUNT: marked("fixed amount"),
    },
    Method: {
        Method.EQUAL_INSTALMENTS: marked("Equal instalments"),
        Method.EQUAL_PRINCIPAL: marked("Equal principal"),
        Method.INTEREST_FIRST: marked("Interest first, principal last"),
        Method.SINGLE_REPAYMENT: marked("All at the end"),
        Method.FLAT_FEE: marked("Flat fee on the whole amount"),
        Method.OWN_ROWS: marked("Own instalments"),
    },
    InterestBasis: {
        InterestBasis.MONTH: marked("by month"),
        InterestBasis.DAYS: marked("by days"),
        InterestBasis.EFFECTIVE: marked("effective yearly rate, by days"),
    },
    FirstPeriod: {
        FirstPeriod.LEVEL: marked("shared by all instalments"),
        FirstPeriod.SEPARATE: marked("borne by the first instalment"),
    },
    NoticeKind: {
        NoticeKind.LAWYER_LETTER: marked("Lawyer's letter"),
        NoticeKind.ASSIGNMENT_NOTICE: marked("Assignment notice"),
        NoticeKind.MEDIATION: marked("Invitation to mediate"),
        NoticeKind.PAYMENT_ORDER: marked("Payment order"),
        NoticeKind.SUMMONS: marked("Court summons"),
        NoticeKind.PRESERVATION: marked("Asset preservation"),
        NoticeKind.JUDGMENT: marked("Judgment or other enforceable document"),
        NoticeKind.ENFORCEMENT: marked("Enforcement"),
    },
}

EVENT_NAMES: Mapping[str, str] = {
    "repayment": marked("Repayment"),
    "cost": marked("Cost"),
    "liquidated_damages": marked("Liquidated damages"),
    "waiver": marked("Waiver"),
    "penalty_rate": marked("Penalty rate change"),
    "contract_rate": marked("Contract rate change"),
    "pause": marked("Pause"),
    "acceleration": marked("Acceleration"),
    "notice": marked("Notice"),
}


# The rate series, by id.
SERIES_NAMES: Mapping[str, str] = {
    "lpr_1y": marked("LPR of one year"),
    "lpr_5y": marked("LPR of over five years"),
    "pboc_6m": marked("Benchmark rate up to six months"),
    "pboc_1y": marked("Benchmark rate up to one year"),
    "pboc_3y": marked("Benchmark rate of one to three years"),
    "pboc_5y": marked("Benchmark rate of three to five years"),
    "pboc_over_5y": marked("Benchmark rate of over five years"),
}


def series_name(series_id: str, words: Words) -> str:
    """Return the name of a rate series, or its id if it has none."""
    name = SERIES_NAMES.get(series_id)
    return words(name) if name else series_id


def name_of(value: Enum, words: Words) -> str:
    """Return the name of an enumeration value in a language."""
    return words(NAMES[type(value)][value])


def convention_phrases(case: Case, words: Words) -> list[str]:
    """Return how this case counts, one phrase for each thing agreed."""

    def said(value: Enum) -> str:
        return name_of(value, words)

    chosen = case.conventions
    phrases = [
        said(chosen.day_count),
        said(chosen.inclusion),
        words(
            "{rounding} ({mode})", rounding=said(chosen.rounding), mode=said(chosen.rounding_mode)
        ),
        said(case.penalty_mode),
    ]
    if case.due_date_roll is not DueDateRoll.NONE:
        phrases.append(said(case.due_date_roll))
    if case.grace.days:
        days = words.plural("{count} day of grace", "{count} days of grace", case.grace.days)
        phrases.append(words("{days}: {effect}", days=days, effect=said(case.grace.effect)))
    phrases += _compounding(case, words)
    order = words.listing(said(component) for component in case.allocation.order)
    phrases.append(words("payments go to: {order}", order=order))
    if len(case.instalments) > 1:
        phrases.append(said(case.allocation.across))
    if case.cap is not None:
        limit = cap_text(case.cap.kind, case.cap.limit)
        template = marked("cap applied: {kind} {limit}")
        if not case.cap.apply:
            template = marked("cap shown, not applied: {kind} {limit}")
        phrases.append(words(template, kind=said(case.cap.kind), limit=limit))
    return phrases


def _compounding(case: Case, words: Words) -> list[str]:
    compounding = case.compounding
    if compounding.base is CompoundBase.NONE:
        return [name_of(CompoundBase.NONE, words)]
    phrases = [name_of(compounding.base, words), name_of(compounding.settle, words)]
    if compounding.settle is not Settle.NEVER:
        phrases[-1] = words("{settle} on day {day}", settle=phrases[-1], day=compounding.day)
    return phrases
