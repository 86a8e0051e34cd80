"""A debt with everything a growth chart can show, under rules made up for it."""

from datetime import date, timedelta

from faxi.app.chart import Band, ChartData, chart_data
from faxi.engine.calculate import calculate
from faxi.engine.case import (
    Across,
    Allocation,
    Cap,
    CapKind,
    Case,
    CompoundBase,
    Compounding,
    Instalment,
)
from faxi.engine.components import Component
from faxi.engine.days import Settle
from faxi.engine.events import (
    Cost,
    LiquidatedDamages,
    Notice,
    NoticeKind,
    PenaltyRateChange,
    Repayment,
    Waiver,
)
from faxi.engine.rates import parse_percent, parse_rate
from faxi.engine.rulebook import Bucket, Ladder, LadderStage, Rulebook, Series
from faxi.text.words import Language, Words

AS_OF = date(2026, 3, 10)
HORIZON = date(2027, 3, 1)
_CHARGES_LAST = (
    Component.PENALTY_INTEREST,
    Component.COMPOUND_INTEREST,
    Component.PRINCIPAL,
    Component.ORDINARY_INTEREST,
    Component.LIQUIDATED_DAMAGES,
    Component.COSTS,
)
TITLES = ("温和催收", "联合催收", "强硬催收", "债权转让", "法律手段")
STAGES = ("gentle", "joint", "tough", "assignment", "legal")


class EveryDayWorks:
    """A calendar without days off."""

    def is_published(self, day: date) -> bool:
        """Know every year."""
        return bool(day)

    def is_workday(self, day: date) -> bool:
        """Work every day."""
        return bool(day)


def rulebook() -> Rulebook:
    """Return rules with one rate and one stage."""
    series = Series("lpr_1y", (date(2019, 8, 20),), (parse_percent("4%"),), date(2026, 9, 20))
    stages = (LadderStage("reminder", 0, None, frozenset()),)
    ladder = Ladder("made_up", stages, (Bucket("M0", 0, None),))
    return Rulebook(series, ladder, {}, EveryDayWorks())


def rich_case() -> Case:
    """Return ten instalments with payments, a waiver, a rate change, compounding and a cap."""
    instalments = tuple(
        Instalment(date(2024, 6, 1) + timedelta(days=31 * number), 5_000_00, 240_00)
        for number in range(10)
    )
    return Case(
        instalments=instalments,
        contract_rate=parse_rate("14.4%/year"),
        penalty=parse_percent("50%"),
        title="某银行消费贷",
        compounding=Compounding(CompoundBase.INTEREST_AND_PENALTY, Settle.QUARTER),
        cap=Cap(CapKind.ANNUAL_RATE, parse_percent("24%")),
        events=(
            Repayment(date(2024, 11, 15), 8_000_00),
            Repayment(date(2025, 6, 20), 4_000_00),
            LiquidatedDamages(date(2025, 3, 3), 1_500_00),
            Waiver(date(2025, 10, 8), Component.PENALTY_INTEREST, 1_000_00),
            PenaltyRateChange(date(2025, 8, 1), parse_rate("0.1%/day")),
            Notice(date(2025, 9, 12), NoticeKind.LAWYER_LETTER),
            Notice(date(2026, 1, 12), NoticeKind.SUMMONS),
            Cost(date(2026, 1, 12), 2_400_00, "律师费"),
            Repayment(date(2026, 7, 1), 6_000_00),
        ),
    )


def stage_bands() -> tuple[Band, ...]:
    """Return five stages of collection, the last without end."""
    starts = [date(2024, 6, 2), date(2024, 8, 1), date(2024, 9, 1), date(2024, 12, 1)]
    starts.append(date(2026, 1, 12))
    ends: list[date | None] = [start - timedelta(days=1) for start in starts[1:]]
    ends.append(None)
    return tuple(map(Band, TITLES, starts, ends, STAGES))


def rich_data(
    as_of: date = AS_OF, words: Words | None = None, horizon: date = HORIZON
) -> ChartData:
    """Return the chart of the rich case."""
    case, rules = rich_case(), rulebook()
    return chart_data(
        calculate(case, as_of, rules),
        calculate(case, horizon, rules),
        words or Words(Language.EN),
        bands=stage_bands(),
        today=date(2025, 12, 1),
    )


def long_data() -> ChartData:
    """Return the chart of ten years with some 250 breakpoints."""
    case, rules = rich_case(), rulebook()
    first = date(2016, 1, 10)
    instalments = tuple(
        Instalment(first + timedelta(days=30 * number), 5_000_00, 60_00) for number in range(120)
    )
    payments = tuple(
        Repayment(first + timedelta(days=26 + 33 * number), 1_000_00) for number in range(100)
    )
    charges = (LiquidatedDamages(date(2018, 5, 5), 900_00), Cost(date(2022, 5, 5), 2_400_00))
    long = Case(
        instalments=instalments,
        contract_rate=case.contract_rate,
        penalty=case.penalty,
        compounding=case.compounding,
        allocation=Allocation(_CHARGES_LAST, Across.COMPONENT_FIRST),
        events=payments + charges,
    )
    statement = calculate(long, date(2026, 1, 1), rules)
    horizon = calculate(long, date(2027, 1, 1), rules)
    return chart_data(statement, horizon, Words(Language.EN), bands=stage_bands())
