"""The doubled part for delayed performance: days, payments first on the debt, missing terms."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers.builders import (
    a_case,
    cost,
    day,
    notice,
    paid,
    pause,
    statement_of,
    waived,
    yuan,
)
from tests.helpers.vectors import CASES, vectors

from faxi.engine.case import Case
from faxi.engine.components import Component
from faxi.engine.delay import (
    DelayInterest,
    DelayTerms,
    Reduction,
    delay_interest,
    delay_terms,
    reductions,
)
from faxi.engine.events import Notice, NoticeKind
from faxi.engine.money import parse_money
from faxi.engine.problems import Problem
from faxi.engine.rates import Period, Rate, parse_percent, parse_rate
from faxi.rules.law import law

RULE = law()["delayed_performance.doubled"]
DAILY = Rate(parse_percent(RULE.values["daily"]), Period.DAY)


def _judgment(on: str, deadline: str | None = None, amount: str | None = None) -> Notice:
    return Notice(
        day(on),
        NoticeKind.JUDGMENT,
        day(deadline) if deadline else None,
        parse_money(amount) if amount else None,
    )


def _terms(case: Case, as_of: str) -> DelayTerms:
    terms = delay_terms(case, day(as_of))
    assert isinstance(terms, DelayTerms)
    return terms


def _delay(case: Case, as_of: str, **more: Any) -> DelayInterest:
    terms = _terms(case, as_of)
    return delay_interest(terms, DAILY, day(as_of), reductions(case, terms, day(as_of)), **more)


def _lines(delay: DelayInterest) -> list[str]:
    return [
        f"{line.from_date}..{line.to_date} {line.days} × {yuan(line.base)} = {yuan(line.amount)}"
        for line in delay.lines
    ]


JUDGED = _judgment("2025-08-01", "2025-08-15", "30000.00")

# Published figures


def test_the_published_month_on_a_million() -> None:
    entry = vectors()["CN-LW-01"]
    item = entry["case"]["instalments"][0]
    judged = _judgment("2021-02-01", item["due_date"], item["principal"])
    delay = _delay(a_case(judged), entry["as_of"])
    assert yuan(delay.amount) == entry["expect"]["accrued.penalty_interest"] == "5250.00"


def test_the_published_day_keeps_both_interests_apart() -> None:
    entries = json.loads((CASES / "other_published.json").read_text(encoding="utf-8"))
    (entry,) = [entry for entry in entries if entry["topic"] == "delayed-performance"]
    amount, rate = entry["inputs"]["principal"], entry["inputs"]["rate_pct"]
    judged = _judgment("2025-06-01", "2025-06-01", amount)
    case = a_case(judged, principal=amount, penalty=parse_rate(f"{rate}%/year"))
    assert yuan(_delay(case, "2025-06-02").amount) == entry["expected"]["delayed"]
    # 2.7397 by a year of 365 days, 2.78 by 360: general interest is the case's own.
    assert yuan(statement_of(case, "2025-06-02").total_due) == "10002.78"


# Days


@pytest.mark.parametrize(
    ("as_of", "lines"),
    [
        ("2025-08-14", []),
        ("2025-08-15", []),
        ("2025-08-16", ["2025-08-16..2025-08-16 1 × 30000.00 = 5.25"]),
        ("2025-08-25", ["2025-08-16..2025-08-25 10 × 30000.00 = 52.50"]),
    ],
)
def test_it_runs_from_the_day_after_the_deadline(as_of: str, lines: list[str]) -> None:
    assert _lines(_delay(a_case(JUDGED), as_of)) == lines


@pytest.mark.parametrize(
    ("in_force_from", "days"), [("2025-08-16", 10), ("2025-08-17", 9), ("2025-08-26", 0)]
)
def test_days_before_the_rule_are_not_counted(in_force_from: str, days: int) -> None:
    delay = _delay(a_case(JUDGED), "2025-08-25", in_force_from=day(in_force_from))
    assert sum(line.days for line in delay.lines) == days
    assert delay.counted_from == day(in_force_from)


def test_the_rule_began_with_august_2014() -> None:
    judged = _judgment("2014-06-01", "2014-07-15", "10000.00")
    delay = _delay(a_case(judged), "2014-08-02", in_force_from=RULE.in_force_from)
    assert _lines(delay) == ["2014-08-01..2014-08-02 2 × 10000.00 = 3.50"]


def test_a_line_is_rounded_half_up() -> None:
    judged = _judgment("2025-08-01", "2025-08-15", "28.57")
    assert _delay(a_case(judged), "2025-08-16").amount == 0  # 0.499975 fen
    judged = _judgment("2025-08-01", "2025-08-15", "28.58")
    assert _delay(a_case(judged), "2025-08-16").amount == 1  # 0.50015 fen


def test_a_pause_of_the_case_does_not_stop_it() -> None:
    case = a_case(JUDGED, pause("2025-08-16", "2025-08-25"))
    assert yuan(_delay(case, "2025-08-25").amount) == "52.50"


def test_a_rate_of_another_period_is_refused() -> None:
    terms = _terms(a_case(JUDGED), "2025-08-25")
    with pytest.raises(ValueError, match="6"):
        delay_interest(terms, parse_rate("6%/year"), day("2025-08-25"))


# Payments are set against the judgment debt first


def test_a_payment_lowers_the_base_from_the_next_day() -> None:
    delay = _delay(a_case(JUDGED, paid("2025-08-20", "10000.00")), "2025-08-25")
    assert _lines(delay) == [
        "2025-08-16..2025-08-20 5 × 30000.00 = 26.25",
        "2025-08-21..2025-08-25 5 × 20000.00 = 17.50",
    ]
    assert (yuan(delay.unpaid_debt), delay.paid) == ("20000.00", 0)


def test_a_payment_in_time_bears_no_delay() -> None:
    delay = _delay(a_case(JUDGED, paid("2025-08-15", "30000.00")), "2025-08-25")
    assert (delay.lines, delay.amount, delay.unpaid_debt) == ((), 0, 0)


@pytest.mark.parametrize(("on", "counts"), [("2025-07-31", False), ("2025-08-01", True)])
def test_only_payments_since_the_judgment_count(on: str, *, counts: bool) -> None:
    delay = _delay(a_case(JUDGED, paid(on, "1000.00")), "2025-08-25")
    assert delay.unpaid_debt == parse_money("29000.00" if counts else "30000.00")


def test_two_payments_on_one_day_make_one_step() -> None:
    case = a_case(JUDGED, paid("2025-08-20", "4000.00"), paid("2025-08-20", "6000.00"))
    assert len(_delay(case, "2025-08-25").lines) == 2


def test_payments_after_the_cut_off_do_not_count() -> None:
    case = a_case(JUDGED, paid("2025-08-26", "10000.00"))
    assert yuan(_delay(case, "2025-08-25").unpaid_debt) == "30000.00"


@pytest.mark.parametrize(
    ("component", "left"),
    [
        (Component.PRINCIPAL, "29000.00"),
        (Component.LIQUIDATED_DAMAGES, "29000.00"),
        (Component.COSTS, "29000.00"),
        (Component.PENALTY_INTEREST, "30000.00"),
        (Component.ORDINARY_INTEREST, "30000.00"),
        (Component.COMPOUND_INTEREST, "30000.00"),
    ],
)
def test_a_waiver_of_general_interest_leaves_the_base(component: Component, left: str) -> None:
    case = a_case(JUDGED, waived("2025-08-20", component, "1000.00"), cost("2025-08-02", "1000.00"))
    assert yuan(_delay(case, "2025-08-25").unpaid_debt) == left


@pytest.mark.parametrize(
    ("payment", "left_over", "covered"),
    [
        ("30000.00", "5.00", "0.00"),  # nothing beyond the judgment debt
        ("30010.00", "0.00", "0.00"),  # the rest went to what else is owed
        ("30010.00", "4.00", "4.00"),
        ("30010.00", "99.00", "10.00"),
        ("30099.00", "99.00", "26.25"),
    ],
)
def test_it_is_paid_last(payment: str, left_over: str, covered: str) -> None:
    case = a_case(JUDGED, paid("2025-08-20", payment))
    delay = _delay(case, "2025-08-25", left_over=parse_money(left_over))
    assert yuan(delay.paid) == covered
    assert delay.outstanding == delay.amount - delay.paid


# Terms


def test_without_a_judgment_there_is_nothing() -> None:
    assert delay_terms(a_case(notice("2025-08-01", "enforcement")), day("2025-08-25")) is None
    assert delay_terms(a_case(JUDGED), day("2025-07-31")) is None


@pytest.mark.parametrize(
    "judged",
    [
        _judgment("2025-08-01"),
        _judgment("2025-08-01", deadline="2025-08-15"),
        _judgment("2025-08-01", amount="30000.00"),
    ],
)
def test_missing_terms_are_said(judged: Notice) -> None:
    problem = delay_terms(a_case(paid("2025-07-01", "1.00"), judged), day("2025-08-25"))
    params = {"day": day("2025-08-01")}
    assert problem == Problem("delay_terms_missing", "events[1]", params)


def test_the_latest_judgment_holds() -> None:
    later = _judgment("2025-09-01", "2025-09-10", "20000.00")
    case = a_case(later, JUDGED)
    assert _terms(case, "2025-08-31").debt == parse_money("30000.00")
    assert _terms(case, "2025-09-01").debt == parse_money("20000.00")


# Properties

thorough = settings(max_examples=60, deadline=None)
debts = st.integers(1, 10**9)
spans = st.integers(0, 800)


def _over(debt: int, days: int, *paid_on: tuple[int, int]) -> DelayInterest:
    start = day("2024-01-01").toordinal()
    terms = DelayTerms(day("2023-12-01"), day("2024-01-01"), debt)
    steps = [Reduction(date.fromordinal(start + d), a) for d, a in paid_on]
    return delay_interest(terms, DAILY, date.fromordinal(start + days), steps)


@thorough
@given(debts, spans, st.integers(0, 100))
def test_it_grows_with_debt_and_days(debt: int, days: int, more: int) -> None:
    assert _over(debt, days).amount <= _over(debt, days + more).amount
    assert _over(debt, days).amount <= _over(debt + more, days).amount


@thorough
@given(debts, spans, st.lists(st.tuples(spans, debts), max_size=5).map(sorted))
def test_lines_add_up_and_cover_each_day_once(
    debt: int, days: int, payments: list[tuple[int, int]]
) -> None:
    delay = _over(debt, days, *payments)
    assert delay.amount == sum(line.amount for line in delay.lines) <= _over(debt, days).amount + 5
    assert sum(line.days for line in delay.lines) <= days
    for line in delay.lines:
        assert line.days == (line.to_date - line.from_date).days + 1
        exact = line.base * DAILY.value.digits * line.days
        assert abs(line.amount * 10**DAILY.value.scale - exact) * 2 <= 10**DAILY.value.scale
