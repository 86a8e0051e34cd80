"""Several debts and one budget: order, roll-over, exactness."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.helpers.builders import a_case, day
from tests.helpers.debts import RULES, due_on, random_debts

from faxi.engine.budget import BudgetPlan, budget_plan
from faxi.engine.calculate import calculate
from faxi.engine.case import Case
from faxi.engine.debt_order import Order
from faxi.engine.plans import Budgeted
from faxi.engine.problems import CaseError

NOW = day("2026-04-01")
# Dear and old, small and young, large and cheap.
DEBTS = (
    a_case(due="2026-01-01", principal="9000.00", penalty="12%/year"),
    a_case(due="2026-03-01", principal="2000.00", penalty="18%/year"),
    a_case(due="2026-02-01", principal="3000.00", penalty="36%/year"),
)


def _plan(amount: int, order: Order, debts: Sequence[Case] = DEBTS) -> BudgetPlan:
    return budget_plan(debts, NOW, Budgeted(amount, day("2026-04-02"), 1), order, RULES)


@pytest.mark.parametrize(
    ("order", "first"), [(Order.COST, 2), (Order.SIZE, 1), (Order.STAGE, 0), (Order.OWN, 0)]
)
def test_serves_the_debts_in_the_order_chosen(order: Order, first: int) -> None:
    plan = _plan(1_000_00, order)
    assert plan.months[0].shares[0].debt == first
    assert plan.clear_on is not None


def test_what_is_left_of_a_cleared_debt_goes_to_the_next_on_the_same_day() -> None:
    plan = _plan(2_500_00, Order.SIZE)
    first = plan.months[0]
    small = due_on(DEBTS[1], "2026-05-01")
    assert [(share.debt, share.amount) for share in first.shares] == [
        (1, small),
        (2, 2_500_00 - small),
    ]
    assert first.shares[0].balance == 0
    assert plan.plans[1].clear_on == day("2026-05-01")


def test_the_last_month_takes_no_more_than_is_due() -> None:
    plan = _plan(5_000_00, Order.COST)
    last = plan.months[-1]
    assert last.date == plan.clear_on
    assert last.left == 5_000_00 - sum(share.amount for share in last.shares) > 0


@pytest.mark.parametrize("order", Order)
def test_every_debt_replayed_through_the_engine_ends_at_zero(order: Order) -> None:
    rng = random.Random(order)
    for _ in range(4):
        debts = [case for case, _ in random_debts(3, rng.randrange(10**6))]
        as_of = max(as_of for _, as_of in random_debts(3, 1))
        as_of = max([as_of, *(i.due_date for case in debts for i in case.instalments)])
        due = sum(due_on(case, as_of) for case in debts)
        plan = budget_plan(debts, as_of, Budgeted(due // 5 + 1, as_of, 31), order, RULES)
        for month in plan.months:
            assert sum(share.amount for share in month.shares) + month.left == plan.scheme.amount
        if plan.clear_on:
            for each in plan.plans:
                assert calculate(each.case, plan.clear_on, RULES).total_due == 0


def test_paying_the_dearest_first_costs_least() -> None:
    costs = {order: _plan(1_200_00, order).paid for order in Order}
    assert costs[Order.COST] == min(costs.values())


def test_says_of_a_budget_too_small_which_would_do() -> None:
    plan = _plan(100_00, Order.COST)
    assert plan.clear_on is None
    assert plan.smallest is not None
    assert _plan(plan.smallest, Order.COST).clear_on is not None
    assert _plan(plan.smallest - 1, Order.COST).clear_on is None


def test_settled_debts_need_no_budget() -> None:
    settled = replace(DEBTS[0], instalments=(replace(DEBTS[0].instalments[0], principal=1),))
    plan = _plan(1_00, Order.SIZE, [settled])
    assert plan.paid == 1
    with pytest.raises(CaseError):
        budget_plan(DEBTS, NOW, Budgeted(1_00, day("2026-03-31"), 1), Order.SIZE, RULES)
