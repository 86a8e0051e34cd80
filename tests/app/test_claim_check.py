"""Checking the creditor's table: right ones are never called wrong, wrong ones are named."""

import random
from dataclasses import replace

import pytest
from tests.helpers.builders import a_case, counting, day, on_top, paid, penalty_rate
from tests.helpers.claims import SHAPES, random_tables, rows_of, split_rows
from tests.helpers.debts import RULES, a_debt

from faxi.app.claim_check import check_claim
from faxi.app.claim_judged import ClaimCheck
from faxi.app.claim_rows import ClaimRow
from faxi.app.claim_variants import Verdict
from faxi.engine.calculate import calculate
from faxi.engine.case import Case, CompoundBase, Compounding, Rounding
from faxi.engine.components import Component
from faxi.engine.daycount import DayCount, Inclusion
from faxi.engine.days import Settle
from faxi.engine.rates import parse_rate

# 36,000 yuan bear 36 a day; 3,600 of principal were paid after 59 days.
PAID = a_debt(paid("2026-03-01", "5724.00"))
AS_OF = day("2026-05-01")
FINE = (Verdict.RIGHT, Verdict.ROUNDING_ONLY)


def _row(first: str = "", last: str = "", amount: str = "", **more: object) -> ClaimRow:
    given = dict(more)
    if first:
        given |= {"from_date": day(first), "to_date": day(last)}
    if amount:
        given["amount"] = int(amount.replace(".", ""))
    if isinstance(rate := given.get("rate"), str):
        given["rate"] = parse_rate(rate)
    return ClaimRow(**given)  # type: ignore[arg-type]


def _check(*rows: ClaimRow, case: Case = PAID) -> ClaimCheck:
    return check_claim(case, AS_OF, rows, RULES)


def _verdicts(check: ClaimCheck) -> list[str]:
    return [row.verdict.value for row in check.rows]


def _conventions(check: ClaimCheck) -> list[str]:
    return [cause.convention for cause, _ in check.causes]


@pytest.mark.parametrize("seed", range(3))
def test_right_tables_are_never_called_wrong_and_wrong_ones_are_named(seed: int) -> None:
    named = wrong = 0
    for table in random_tables(40, seed):
        check = check_claim(table.case, table.as_of, table.rows, RULES)
        if table.cause is None:
            assert {row.verdict for row in check.rows} <= {Verdict.RIGHT}
            continue
        wrong += 1
        found = [row for row in check.rows if row.verdict is not Verdict.RIGHT]
        causes = {cause for row in found for cause in (*row.causes, *row.also)}
        verdicts = {row.verdict for row in found}
        named += bool(
            table.cause.verdict in verdicts or table.cause in causes | set(check.left_out)
        )
    assert wrong > 5
    assert named == wrong


def test_right_tables_cut_on_any_day_are_never_called_wrong() -> None:
    rng = random.Random(7)
    for table in random_tables(40, 7):
        own = calculate(table.case, table.as_of, RULES)
        if table.cause is not None or table.case.conventions.rounding is Rounding.CUMULATIVE:
            continue  # a running sum has no parts that could be rounded by themselves
        check = check_claim(table.case, table.as_of, split_rows(own, rng), RULES)
        assert check.is_right
        total = check_claim(table.case, table.as_of, [ClaimRow(total=own.total_due)], RULES)
        assert total.is_right


@pytest.mark.parametrize(
    ("inclusion", "last_days"),
    [
        (Inclusion.FIRST, ("2026-02-28", "2026-04-30")),
        (Inclusion.FIRST, ("2026-03-01", "2026-05-01")),
    ],
)
def test_a_last_day_may_be_counted_or_the_day_after(
    inclusion: Inclusion, last_days: tuple[str, str]
) -> None:
    check = _check(
        _row("2026-01-01", last_days[0], "2124.00", days=59),
        _row("2026-03-01", last_days[1], "1976.40", days=61),
        case=counting(PAID, inclusion=inclusion),
    )
    assert _verdicts(check) == ["right", "right"]
    assert check.difference == 0


def test_a_table_split_on_any_days_is_right() -> None:
    check = _check(
        _row("2026-01-01", "2026-01-31", "1116.00"),
        _row("2026-02-01", "2026-03-15", "1494.00"),  # 28 days at 36 and 15 at 32.40
        _row("2026-03-16", "2026-04-30", "1490.40"),
    )
    assert _verdicts(check) == ["right"] * 3


def test_both_ends_of_every_row_counted() -> None:
    check = _check(
        _row("2026-01-01", "2026-02-01", "1152.00", days=32),
        _row("2026-02-01", "2026-03-01", "1044.00", days=29),
        _row("2026-03-01", "2026-05-01", "2008.80", days=62),
    )
    assert _verdicts(check) == ["wrong_days"] * 3
    assert [row.difference for row in check.rows] == [36_00, 36_00, 32_40]
    assert check.difference == 104_40


def test_both_ends_of_the_whole_counted() -> None:
    case = a_debt()
    check = _check(_row("2026-01-01", "2026-05-01", "4356.00", days=121), case=case)
    assert _verdicts(check) == ["wrong_days"]
    assert _conventions(check) == ["both_ends"]
    assert check.difference == 36_00


def test_another_year_basis() -> None:
    check = _check(
        _row("2026-01-01", "2026-03-01", "2094.90"), _row("2026-03-01", "2026-05-01", "1949.33")
    )
    assert _verdicts(check) == ["wrong_year_basis"] * 2
    assert _conventions(check) == ["ACT/365"]


def test_payments_not_taken_off() -> None:
    check = _check(_row("2026-01-01", "2026-05-01", "4320.00"))
    assert _verdicts(check) == ["wrong_base"]
    assert _conventions(check) == ["payments_ignored"]
    assert check.difference == 61 * 3_60


def test_principal_paid_first() -> None:
    order = (Component.PRINCIPAL, *(c for c in Component if c is not Component.PRINCIPAL))
    other = replace(PAID, allocation=replace(PAID.allocation, order=order))
    rows = rows_of(calculate(other, AS_OF, RULES), SHAPES[1])
    check = _check(*rows)
    assert _verdicts(check) == ["right", "wrong_allocation_order"]
    assert _conventions(check) == ["principal_first"]


def test_a_rate_before_it_was_in_force() -> None:
    case = a_debt(penalty_rate("2026-03-01", "18%/year"))
    rows = (
        _row("2026-01-01", "2026-03-01", "2124.00"),
        _row("2026-03-01", "2026-05-01", "2196.00"),
    )
    check = _check(*rows, case=case)
    assert _verdicts(check) == ["right", "rate_not_in_force"]
    assert check.rows[1].difference == 1_098_00


def test_compounded_every_month() -> None:
    case = a_case(due="2026-01-01", principal="36000.00", interest="600.00", penalty="36%/year")
    compounded = Compounding(CompoundBase.INTEREST_AND_PENALTY, Settle.MONTH, 21)
    other = calculate(replace(case, compounding=compounded), AS_OF, RULES)
    check = _check(*rows_of(other, SHAPES[0]), case=case)
    wrong = [row.verdict for row in check.rows if row.verdict not in FINE]
    assert set(wrong) == {Verdict.WRONG_BASE}
    assert "compound_interest_and_penalty_month" in _conventions(check)


def test_two_things_at_once_are_both_named() -> None:
    case = counting(PAID, day_count=DayCount.ACT_365, inclusion=Inclusion.BOTH)
    rows = rows_of(calculate(case, AS_OF, RULES), SHAPES[0])
    check = _check(*rows)
    assert {cause.verdict for cause, _ in check.causes} == {
        Verdict.WRONG_DAYS,
        Verdict.WRONG_YEAR_BASIS,
    }


def test_rounding_is_no_fault() -> None:
    check = _check(_row("2026-01-01", "2026-05-01", "4100.41"))
    assert _verdicts(check) == ["rounding_only"]
    assert check.is_right


def test_what_nothing_gives_is_left_unexplained_with_the_figure_of_the_case() -> None:
    check = _check(_row("2026-01-01", "2026-05-01", "9999.99"))
    assert _verdicts(check) == ["unexplained"]
    assert check.rows[0].ours is not None
    assert check.difference == 9_999_99 - 4_100_40


def test_the_same_interest_twice_is_claimed_once_too_often() -> None:
    row = _row("2026-01-01", "2026-03-01", "2124.00")
    assert _verdicts(_check(row, row))[0] == "right"
    assert _verdicts(_check(row, row))[1] not in FINE


def test_rows_without_a_period_are_found_among_the_lines() -> None:
    check = _check(
        _row(amount="2124.00", days=59, base=36_000_00, rate="36%/year"),
        _row(amount="1976.40", days=61, base=32_400_00, rate="0.1%/day"),
    )
    assert _verdicts(check) == ["right", "right"]


def test_a_total_alone_is_held_against_what_is_due() -> None:
    due = 32_400_00 + 1_976_40
    assert _verdicts(_check(ClaimRow(total=due))) == ["right"]
    ignored = ClaimRow(total=36_000_00 + 4_320_00)
    assert _conventions(_check(ignored)) == ["payments_ignored"]


def test_figures_without_an_amount_are_judged_by_themselves() -> None:
    check = _check(
        _row("2026-01-01", "2026-02-28", days=59, base=36_000_00, rate="36%/year"),
        _row("2026-01-01", "2026-02-28", days=60),
        _row("2026-03-01", "2026-04-30", base=36_000_00),
        _row("2026-03-01", "2026-04-30", rate="24%/year"),
    )
    assert _verdicts(check) == ["right", "wrong_days", "wrong_base", "rate_not_in_force"]


def test_a_sum_is_right_if_it_adds_up() -> None:
    rows = (_row("2026-01-01", "2026-05-01", "4100.40"), ClaimRow(amount=4_100_40, is_sum=True))
    assert _verdicts(_check(*rows)) == ["right", "right"]
    wrong = _check(rows[0], ClaimRow(amount=4_200_40, is_sum=True))
    assert _verdicts(wrong)[1] == "unexplained"
    assert wrong.claimed == 4_100_40


def test_a_running_total_that_does_not_follow_is_marked() -> None:
    rows = (
        _row("2026-01-01", "2026-03-01", "2124.00", total=2_124_00),
        _row("2026-03-01", "2026-05-01", "1976.40", total=5_000_00),
    )
    assert [row.off for row in _check(*rows).rows] == [(), ("total",)]


def test_what_a_table_leaves_out_is_said_of_the_whole() -> None:
    case = on_top(due="2026-01-01", principal="36000.00", penalty="36%/year")
    row = _row("2026-01-01", "2026-05-01", "4320.00", component=Component.PENALTY_INTEREST)
    check = _check(row, case=case)
    assert _verdicts(check) == ["right"]
    assert "contract_rate_left_out" in [cause.convention for cause in check.left_out]
    assert check.accrued - check.claimed == 2_160_00


def test_a_table_may_end_before_a_cut_off_that_was_not_given() -> None:
    case = counting(a_debt(), inclusion=Inclusion.LAST)
    rows = (_row("2026-01-02", "2026-04-30", "4284.00"),)
    assert check_claim(case, AS_OF, rows, RULES, is_their_cut_off=False).is_right
    assert not check_claim(case, AS_OF, rows, RULES).is_right


def test_a_rate_or_days_that_no_column_states_are_found() -> None:
    case = a_debt()
    check = _check(_row("2026-01-01", "2026-05-01", "2160.00"), case=case)
    assert check.rows[0].causes[0].detail == parse_rate("18%/year")
    check = _check(_row("2026-01-01", "2026-05-01", "3600.00", rate="36%/year"), case=case)
    assert check.rows[0].causes[0].detail == 100  # with the rate stated only days are left
    check = _check(_row("2026-01-01", "2026-05-01", "3636.00"), case=case)
    assert "days_used" in [c.convention for row in check.rows for c in (*row.causes, *row.also)]


def test_compounding_on_an_unusual_day_is_found() -> None:
    case = a_case(due="2026-01-01", principal="36000.00", interest="600.00", penalty="36%/year")
    compounded = Compounding(CompoundBase.INTEREST_AND_PENALTY, Settle.MONTH, 7)
    other = calculate(replace(case, compounding=compounded), AS_OF, RULES)
    check = _check(*rows_of(other, SHAPES[0]), case=case)
    wrong = [row.verdict for row in check.rows if row.verdict not in FINE]
    assert set(wrong) == {Verdict.WRONG_BASE}
