"""Hypothesis strategies for engine values; every case drawn can be calculated."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from tests.helpers.builders import a_case
from tests.helpers.random_cases import random_case

from faxi.engine import events
from faxi.engine.case import (
    Across,
    Allocation,
    Cap,
    CapKind,
    Case,
    CompoundBase,
    Compounding,
    Conventions,
    Grace,
    GraceEffect,
    Instalment,
    PenaltyMode,
    Rounding,
)
from faxi.engine.components import Component
from faxi.engine.daycount import DayCount, Inclusion
from faxi.engine.days import Settle
from faxi.engine.money import RoundingMode
from faxi.engine.rates import Percent, Period, Rate

START = date(2023, 12, 1)
SPAN = 500  # days in which things happen: two year ends, a leap day, six quarters

fen = st.integers(1, 10_000_000)
days = st.integers(0, SPAN).map(lambda offset: START + timedelta(days=offset))
percents = st.builds(Percent.of, st.integers(0, 9999), st.integers(3, 5))
periods = st.sampled_from(Period)
orders = st.permutations(list(Component)).map(tuple)


def rates(allowed: st.SearchStrategy[Period] = periods) -> st.SearchStrategy[Rate]:
    """Draw rates from zero up, small ones for short periods."""
    scales = {Period.YEAR: 4, Period.MONTH: 5, Period.DAY: 6}
    return st.builds(
        lambda digits, period: Rate(Percent.of(digits, scales[period]), period),
        st.integers(0, 9000),
        allowed,
    )


@st.composite
def conventions(draw: st.DrawFn) -> Conventions:
    """Draw conventions that do not contradict each other."""
    day_count = draw(st.sampled_from(DayCount))
    roundings = list(Rounding)
    if day_count is DayCount.THIRTY_E_360:
        roundings.remove(Rounding.PER_DAY)
    return Conventions(
        day_count,
        draw(st.sampled_from(Inclusion)),
        draw(st.sampled_from(roundings)),
        draw(st.sampled_from(RoundingMode)),
    )


def periods_for(chosen: Conventions) -> st.SearchStrategy[Period]:
    """Draw the periods a day count can calculate with."""
    if chosen.day_count is DayCount.THIRTY_E_360:
        return st.sampled_from((Period.YEAR, Period.MONTH))
    return periods


instalments = st.builds(Instalment, days, fen, st.integers(0, 100_000))
graces = st.builds(Grace, st.sampled_from((0, 1, 5, 30)), st.sampled_from(GraceEffect))
allocations = st.builds(Allocation, orders, st.sampled_from(Across))
compoundings = st.builds(
    Compounding,
    st.sampled_from(CompoundBase),
    st.sampled_from((Settle.MONTH, Settle.QUARTER)),
    st.integers(1, 28),
)
caps = st.one_of(
    st.builds(Cap, st.just(CapKind.ANNUAL_RATE), percents, st.booleans()),
    st.builds(Cap, st.just(CapKind.SHARE_OF_PRINCIPAL), percents, st.booleans()),
    st.builds(Cap, st.just(CapKind.AMOUNT), fen, st.booleans()),
)
repayments = st.builds(events.Repayment, days, fen, st.none() | orders)
pauses = st.builds(
    lambda first, length: events.Pause(first, first + timedelta(days=length)),
    days,
    st.integers(0, 40),
)


def happenings(allowed: st.SearchStrategy[Period]) -> st.SearchStrategy[tuple[events.Event, ...]]:
    """Draw events of every kind that fits whatever the balances are."""
    kinds: list[st.SearchStrategy[Any]] = [
        repayments,
        st.builds(events.Cost, days, fen),
        st.builds(events.LiquidatedDamages, days, fen),
        st.builds(events.PenaltyRateChange, days, rates(allowed)),
        st.builds(events.ContractRateChange, days, rates(allowed)),
        pauses,
        st.builds(events.Acceleration, days),
        st.builds(events.Notice, days, st.sampled_from(events.NoticeKind)),
    ]
    return st.lists(st.one_of(kinds), max_size=6).map(tuple)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a case of one to three instalments with everything but waivers and a roll."""
    chosen = draw(conventions())
    allowed = periods_for(chosen)
    return Case(
        tuple(draw(st.lists(instalments, min_size=1, max_size=3))),
        draw(rates(allowed) | percents),
        draw(rates(allowed)),
        penalty_mode=draw(st.sampled_from(PenaltyMode)),
        conventions=chosen,
        grace=draw(graces),
        compounding=draw(compoundings),
        allocation=draw(allocations),
        cap=draw(st.none() | caps),
        events=draw(happenings(allowed)),
    )


@st.composite
def plain_cases(draw: st.DrawFn) -> Case:
    """Draw a case of one instalment, one rate and no events."""
    chosen = draw(conventions())
    case = a_case(penalty=draw(rates(periods_for(chosen))), conventions=chosen)
    return replace(case, instalments=(draw(instalments),))


def written_cases() -> st.SearchStrategy[tuple[dict[str, Any], str]]:
    """Draw JSON cases that use every key and waivers that fit, with a cut-off date."""
    return st.integers(0, 10**9).map(lambda seed: random_case(random.Random(f"written {seed}")))
