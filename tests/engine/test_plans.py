"""Plans: payments to come, worked by the engine and ending at zero to the fen."""

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.helpers.builders import (
    a_case,
    an_instalment,
    conventions,
    counting,
    day,
)
from tests.helpers.builders import (
    day as on,
)
from tests.helpers.debts import RULES, a_debt, due_on, random_debts
from tests.helpers.vectors import CASES

from faxi.engine.calculate import calculate
from faxi.engine.case import Cap, CapKind, Case
from faxi.engine.components import Component
from faxi.engine.daycount import DayCount, Inclusion
from faxi.engine.events import Pause, Repayment, Waiver
from faxi.engine.money import RoundingMode, money_text, parse_money
from faxi.engine.plans import (
    ClearBy,
    Lump,
    Monthly,
    PayOn,
    Plan,
    Scheme,
    Settlement,
    make_plan,
)
from faxi.engine.problems import CaseError
from faxi.engine.rates import parse_percent
from faxi.engine.walk import month_days

NOW = day("2026-04-01")  # 90 days overdue: 36,000 and 3,240 yuan are due


def _plan(scheme: Scheme, case: Case | None = None, horizon: str | None = None) -> Plan:
    debt = a_debt() if case is None else case
    return make_plan(debt, NOW, scheme, RULES, None if horizon is None else day(horizon))


def _published(name: str) -> dict[str, Any]:
    entries = json.loads((CASES / "other_published.json").read_text(encoding="utf-8"))
    return next(entry for entry in entries if entry["id"] == name)


# The kinds


def test_pays_all_on_a_day() -> None:
    plan = _plan(PayOn(on("2026-05-01")))
    assert [(row.date, row.amount, row.balance) for row in plan.rows] == [
        (on("2026-05-01"), 40_320_00, 0)
    ]
    assert [part[::2] for part in plan.rows[0].parts] == [
        (Component.PENALTY_INTEREST, 4_320_00),
        (Component.PRINCIPAL, 36_000_00),
    ]
    assert plan.clear_on == on("2026-05-01")
    assert plan.rows[0].stage.id == "settled"


def test_pays_a_fixed_amount_until_clear() -> None:
    plan = _plan(Monthly(10_000_00, on("2026-04-02"), 1))
    assert [(row.date.isoformat(), row.amount, row.balance) for row in plan.rows] == [
        ("2026-05-01", 10_000_00, 30_320_00),
        ("2026-06-01", 10_000_00, 21_259_92),  # 30,320 × 36% ÷ 360 × 31 = 939.92
        ("2026-07-01", 10_000_00, 11_897_72),
        ("2026-08-01", 10_000_00, 2_266_55),
        ("2026-09-01", 2_336_81, 0),
    ]
    assert plan.paid == 42_336_81
    assert plan.clear_on == on("2026-09-01")
    assert plan.rows[1].lines[0].amount == 939_92


def test_says_of_an_amount_too_small_that_it_never_clears_and_which_would() -> None:
    plan = _plan(Monthly(500_00, on("2026-04-02"), 1))
    assert plan.clear_on is None
    assert plan.smallest is not None
    enough = _plan(Monthly(plan.smallest, on("2026-04-02"), 1))
    short = _plan(Monthly(plan.smallest - 1, on("2026-04-02"), 1))
    assert enough.clear_on is not None
    assert short.clear_on is None
    assert short.smallest == plan.smallest


def test_finds_the_smallest_monthly_amount_that_clears_by_a_day() -> None:
    plan = _plan(ClearBy(on("2027-04-01"), on("2026-04-02"), 1))
    assert plan.monthly is not None
    assert plan.clear_on == on("2027-04-01")
    assert len(plan.rows) == 12
    less = _plan(Monthly(plan.monthly - 1, on("2026-04-02"), 1))
    assert less.clear_on is not None
    assert less.clear_on > on("2027-04-01")


def test_a_day_before_the_first_month_is_over_is_paid_on_itself() -> None:
    plan = _plan(ClearBy(on("2026-04-20"), on("2026-04-02"), 25))
    assert [(row.date, row.amount) for row in plan.rows] == [
        (on("2026-04-20"), due_on(a_debt(), "2026-04-20"))
    ]


def test_pays_a_lump_now_and_the_rest_on_a_day() -> None:
    plan = _plan(Lump(21_240_00, NOW, PayOn(on("2026-05-01"))))
    # 3,240 of interest and 18,000 of principal; 18,000 more bear 18 a day for 30 days.
    assert [row.amount for row in plan.rows] == [21_240_00, 18_540_00]


def test_pays_a_lump_and_the_rest_monthly_after_it() -> None:
    plan = _plan(Lump(21_240_00, on("2026-05-10"), Monthly(9_000_00, on("2026-04-02"), 5)))
    assert [row.date.isoformat() for row in plan.rows] == [
        "2026-05-10",
        "2026-06-05",
        "2026-07-05",
        "2026-08-05",
    ]


def test_a_lump_of_all_that_is_due_needs_no_rest() -> None:
    plan = _plan(Lump(99_999_00, NOW, Monthly(1_00, on("2026-04-02"), 1)))
    assert [row.amount for row in plan.rows] == [39_240_00]
    assert plan.clear_on == NOW


def test_a_settlement_waives_what_the_delay_added_first() -> None:
    plan = _plan(Settlement(35_000_00, on("2026-05-01")))
    assert plan.added == (
        Waiver(on("2026-05-01"), Component.PENALTY_INTEREST, 4_320_00),
        Waiver(on("2026-05-01"), Component.PRINCIPAL, 1_000_00),
        Repayment(on("2026-05-01"), 35_000_00),
    )
    assert plan.waived == 5_320_00
    assert plan.statement.total_due == 0


@pytest.mark.parametrize("inclusion", Inclusion)
def test_a_settlement_in_parts_pauses_the_interest(inclusion: Inclusion) -> None:
    case = counting(a_debt(), inclusion=inclusion)
    plan = _plan(Settlement(36_000_00, on("2026-05-01"), 12_000_00, 15), case)
    assert [row.amount for row in plan.rows] == [12_000_00] * 3
    assert any(isinstance(event, Pause) for event in plan.added)
    assert plan.statement.total_due == 0


def test_a_settlement_above_what_is_due_waives_nothing() -> None:
    plan = _plan(Settlement(50_000_00, NOW))
    assert plan.added == (Repayment(NOW, 39_240_00),)


# What falls due later


def test_instalments_due_later_are_paid_on_their_days_as_far_as_the_horizon() -> None:
    case = a_case(
        instalments=(
            an_instalment("2026-01-01", "36000.00"),
            an_instalment("2026-06-01", "1000.00", "10.00"),
            an_instalment("2026-07-01", "1000.00", "5.00"),
        ),
        penalty="36%/year",
    )
    alone = _plan(PayOn(NOW), case)
    assert [row.amount for row in alone.rows] == [39_240_00]
    assert sum(alone.statement.not_yet_due) == 2_015_00
    compared = _plan(PayOn(NOW), case, "2026-06-15")
    assert [(row.amount, row.is_later) for row in compared.rows] == [
        (39_240_00, False),
        (1_010_00, True),
    ]
    assert compared.clear_on == NOW


def test_waits_for_what_is_not_yet_due() -> None:
    case = a_case(due="2026-06-10", principal="1000.00", penalty="36%/year")
    plan = _plan(Monthly(600_00, on("2026-04-02"), 1), case)
    assert [(row.date, row.amount) for row in plan.rows] == [
        (on("2026-07-01"), 600_00),
        (on("2026-08-01"), 434_05),
    ]


def test_a_settled_debt_needs_no_plan() -> None:
    case = a_debt(Repayment(on("2026-01-01"), 36_000_00))
    for scheme in (PayOn(NOW), Monthly(1_00, NOW, 1), ClearBy(on("2026-09-01"), NOW, 1)):
        plan = _plan(scheme, case)
        assert (plan.rows, plan.paid, plan.smallest) == ((), 0, None)
        assert plan.clear_on is not None


def test_a_cap_applied_is_not_paid_beyond() -> None:
    cap = Cap(CapKind.ANNUAL_RATE, parse_percent("24%"), apply=True)
    plan = _plan(PayOn(NOW), replace(a_debt(), cap=cap))
    assert plan.paid == 36_000_00 + 90 * 24_00
    assert plan.statement.total_due == 0


# Stages


def test_says_which_stages_are_crossed_and_which_avoided() -> None:
    plan = _plan(Monthly(10_000_00, on("2026-04-02"), 1))
    assert [c._asdict() for c in plan.crossings] == [
        {"stage_id": "tough", "waiting": on("2026-04-02"), "planned": on("2026-04-02")},
        {"stage_id": "assignment", "waiting": on("2026-07-01"), "planned": on("2026-07-01")},
    ]
    quick = _plan(PayOn(on("2026-07-01")))
    assert [c.planned for c in quick.crossings] == [on("2026-04-02"), None]


def test_a_paid_off_instalment_moves_the_thresholds() -> None:
    case = a_case(
        instalments=(
            an_instalment("2026-01-01", "1000.00"),
            an_instalment("2026-03-01", "9000.00"),
        ),
        penalty="36%/year",
    )
    plan = _plan(Monthly(2_000_00, NOW, 1), case)
    tough = next(c for c in plan.crossings if c.stage_id == "tough")
    assert tough.waiting == on("2026-04-02")
    assert tough.planned == on("2026-05-31")  # 91 days after the second


# Refusals


@pytest.mark.parametrize(
    ("scheme", "where", "code"),
    [
        (PayOn(on("2026-03-31")), "", "plan_day_past"),
        (Monthly(1_00, on("2026-03-31"), 1), "first", "plan_day_past"),
        (Lump(1_00, on("2026-03-31"), PayOn(NOW)), "", "plan_day_past"),
        (Lump(1_00, on("2026-05-01"), PayOn(on("2026-04-30"))), "rest", "plan_rest_early"),
    ],
)
def test_refuses_days_out_of_order(scheme: Scheme, where: str, code: str) -> None:
    with pytest.raises(CaseError) as refused:
        _plan(scheme)
    assert [(p.where, p.code) for p in refused.value.problems] == [(where, code)]


# Laws


def _schemes(rng: random.Random, case: Case, as_of: date) -> list[Scheme]:
    due = max(due_on(case, as_of), 1000)
    first, chosen = as_of + timedelta(days=rng.randint(0, 40)), rng.randint(1, 31)
    later = as_of + timedelta(days=rng.randint(60, 700))
    return [
        PayOn(later),
        Monthly(due // rng.randint(2, 20) + 1, first, chosen),
        ClearBy(later, first, chosen),
        Lump(due // 3 + 1, as_of, ClearBy(later, first, chosen)),
        Settlement(due // 2 + 1, first),
        Settlement(due // 2 + 1, first, due // 9 + 1, chosen),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_a_plan_replayed_through_the_engine_ends_at_zero(seed: int) -> None:
    rng = random.Random(seed)
    for case, as_of in random_debts(12, seed):
        for scheme in _schemes(rng, case, as_of):
            plan = make_plan(case, as_of, scheme, RULES)
            if plan.clear_on is None:
                assert plan.smallest is not None
                continue
            assert calculate(plan.case, plan.last_date, RULES).total_due == 0
            assert plan.paid == sum(e.amount for e in plan.added if isinstance(e, Repayment))
            _rows_hold(plan)


def _rows_hold(plan: Plan) -> None:
    """Check every row against a calculation of the plan's case to its day."""
    later = [e for e in plan.case.events if not isinstance(e, Repayment)]
    if any(e.date > plan.as_of and not isinstance(e, Waiver | Pause) for e in later):
        return  # an acceleration to come is not known on an earlier day
    for row in plan.rows[:: max(1, len(plan.rows) // 4)]:
        there = calculate(plan.case, row.date, RULES)
        assert (there.total_due, there.stage, there.days_overdue) == (
            row.balance,
            row.stage,
            row.days_overdue,
        )
        entry = [e for e in there.allocations if e.date == row.date and e.source == "repayment"][-1]
        assert (entry.amount, entry.parts) == (row.amount, row.parts)


@pytest.mark.parametrize("seed", range(3))
def test_more_a_month_is_never_slower(seed: int) -> None:
    for case, as_of in random_debts(10, seed + 100):
        due = due_on(case, as_of)
        found: list[date] = []
        for share in (24, 12, 6, 3):
            plan = make_plan(case, as_of, Monthly(due // share + 1, as_of, 15), RULES)
            found.append(plan.clear_on or date.max)
        assert found == sorted(found, reverse=True)


def test_the_day_of_the_month_is_clamped_to_short_months() -> None:
    days = month_days(day("2024-01-31"), 31)
    assert [next(days).isoformat() for _ in range(4)] == [
        "2024-01-31",
        "2024-02-29",
        "2024-03-31",
        "2024-04-30",
    ]
    assert next(month_days(day("2024-01-31"), 5)) == day("2024-02-05")


# Published


def test_months_until_clear_as_numpy_financial_counts_them() -> None:
    entry = _published("NP-04")
    inputs, months = entry["inputs"], float(entry["expected"]["nper"])
    case = a_case(
        due="2026-01-01",
        principal=f"{inputs['principal']}.00",
        penalty=f"{inputs['rate_pct']}%/year",
        conventions=conventions(day_count=DayCount.THIRTY_E_360),
    )
    amount = parse_money(inputs["pay"])
    plan = make_plan(case, day("2026-01-01"), Monthly(amount, day("2026-01-02"), 1), RULES)
    assert len(plan.rows) == int(months) + 1
    # The last payment is the fraction of a month left over.
    assert abs(plan.rows[-1].amount / amount - (months - int(months))) < 0.001


def test_early_settlement_with_interest_rounded_down() -> None:
    entry = _published("UK-FS-07")
    start = day(entry["inputs"]["start"])
    paid = tuple(Repayment(start + timedelta(days=n), 100_53) for n in (24, 55, 86))
    case = a_case(
        *paid,
        due=start.isoformat(),
        principal="250.00",
        penalty="0.8%/day",
        conventions=conventions(rounding_mode=RoundingMode.DOWN),
    )
    settle = day(entry["inputs"]["settle"])
    plan = make_plan(case, settle, PayOn(settle), RULES)
    parts = {part.component: money_text(part.amount) for part in plan.rows[0].parts}
    assert parts == {
        Component.PENALTY_INTEREST: entry["expected"]["interest"],
        Component.PRINCIPAL: entry["expected"]["principal"],
    }
    assert money_text(plan.paid) == entry["expected"]["total"]


def test_early_payment_takes_interest_first() -> None:
    entry = _published("MW-04")
    # An effective 15 % a year comes to 0.73018 % in 19 days, here as a daily rate.
    growth = 1.15 ** (19 / 365) - 1
    case = a_case(due="2025-01-01", principal="890.22", penalty=f"{growth / 19 * 100:.10f}%/day")
    pays = day(entry["inputs"]["paid"])
    scheme = Lump(parse_money(entry["inputs"]["payment"] + ".00"), pays, PayOn(pays))
    row = make_plan(case, pays, scheme, RULES).rows[0]
    assert [money_text(part.amount) for part in row.parts] == [
        entry["expected"]["interest"],
        entry["expected"]["principal"],
    ]
    assert money_text(row.balance) == entry["expected"]["balance"]
