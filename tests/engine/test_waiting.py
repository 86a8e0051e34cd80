"""Pay now or later: what waiting costs, and one payment against another."""

from tests.helpers.builders import a_case, an_instalment, day, paid
from tests.helpers.debts import RULES, a_debt

from faxi.engine.plans import Monthly, PayOn, make_plan
from faxi.engine.waiting import choose, cost_of_waiting, first_due, saved_against_waiting

NOW = day("2026-04-01")


def test_waiting_costs_what_accrues_meanwhile() -> None:
    waits = cost_of_waiting(a_debt(), NOW, RULES)
    assert [(w.days, w.cost) for w in waits] == [
        (1, 36_00),
        (7, 252_00),
        (30, 1_080_00),
        (90, 3_240_00),
    ]
    assert waits[2].date == day("2026-05-01")
    assert waits[2].total_due == 36_000_00 + 120 * 36_00


def test_what_falls_due_meanwhile_is_no_cost_of_waiting() -> None:
    case = a_case(
        instalments=(an_instalment("2026-01-01"), an_instalment("2026-04-20", "500.00", "5.00")),
        penalty="36%/year",
    )
    wait = cost_of_waiting(case, NOW, RULES, [30])[0]
    assert wait.newly_due == 505_00
    assert wait.cost == 30 * 36_00 + 11 * 50  # 500 yuan bear 0.50 a day from 20 April


def test_the_first_day_due_passes_over_what_was_paid_early() -> None:
    months = ("2026-05-01", "2026-06-01", "2026-07-01")
    instalments = tuple(an_instalment(month, "300.00") for month in months)
    part = a_case(paid("2026-04-01", "400.00"), instalments=instalments, penalty="36%/year")
    assert first_due(part, day("2026-03-01"), RULES) == (day("2026-06-01"), 200_00)
    assert first_due(part, day("2026-06-01"), RULES) == (day("2026-06-01"), 200_00)
    whole = a_case(paid("2026-04-01", "900.00"), instalments=instalments, penalty="36%/year")
    assert first_due(whole, day("2026-03-01"), RULES) is None


def test_of_two_payments_the_earlier_is_cheaper_by_its_interest() -> None:
    early, late = choose(a_debt(), [(NOW, 13_240_00), (day("2026-05-01"), 13_240_00)], RULES)
    assert early.total == 13_240_00 + 26_000_00 + 30 * 26_00
    assert late.total - early.total == 30 * 10_00
    everything = choose(a_debt(), [(NOW, None), (day("2026-05-01"), None)], RULES)
    assert [(c.total, c.rest) for c in everything] == [(39_240_00, 0), (40_320_00, 0)]


def test_a_plan_saves_what_waiting_would_add() -> None:
    horizon = day("2026-05-01")
    plan = make_plan(a_debt(), NOW, PayOn(NOW), RULES, horizon)
    assert saved_against_waiting(plan, a_debt(), horizon, RULES) == 30 * 36_00
    never = make_plan(a_debt(), NOW, Monthly(1_00, NOW, 1), RULES)
    assert saved_against_waiting(never, a_debt(), never.last_date, RULES) == 0
