"""``faxi plan``: each kind, several debts, waiting, and what is refused."""

import json
from typing import Any

import pytest
from tests.cli.conftest import Faxi, Write

CASE = {
    "format": "faxi-case",
    "version": 1,
    "title": "某银行消费贷",
    "penalty": {"rate": "21.6%/year"},
    "instalments": [{"due_date": "2026-01-01", "principal": "50000.00"}],
}
SMALL = CASE | {
    "title": "某网贷",
    "penalty": {"rate": "36%/year"},
    "instalments": [{"due_date": "2026-06-01", "principal": "3000.00"}],
}
AS_OF = ("--as-of", "2026-11-23")


def _json(faxi: Faxi, *arguments: str) -> Any:
    run = faxi("plan", *arguments, *AS_OF, "--format", "json")
    assert (run.status, run.err) == (0, "")
    return json.loads(run.out)


def test_pays_all_on_a_day(faxi: Faxi, write: Write) -> None:
    found = _json(faxi, write("a.json", CASE), "--pay-on", "2026-12-31")
    plan = found["plans"][0]
    assert plan["clear_on"] == plan["last_date"] == "2026-12-31"
    assert plan["rows"][0]["payment"] == "60920.00"  # 50,000 and 364 days at 30
    assert plan["rows"][0]["allocation"] == {
        "penalty_interest": "10920.00",
        "principal": "50000.00",
    }
    assert plan["rows"][0]["accrued"][0]["formula"] == "50,000.00 × 21.6% ÷ 360 × 364"
    assert plan["totals"]["paid"] == "60920.00"


def test_the_events_of_a_plan_replayed_by_calculate_end_at_zero(faxi: Faxi, write: Write) -> None:
    name = write("a.json", CASE)
    for options in (
        ("--monthly", "3000", "--day", "31"),
        ("--clear-by", "2027-06-30", "--start", "2026-12-01", "--day", "10"),
        ("--lump", "2万", "--monthly", "3000"),
        ("--lump", "20000", "--lump-on", "2026-12-24", "--pay-on", "2027-03-01"),
        ("--settle", "45000", "--settle-on", "2026-12-31"),
        ("--settle", "45000", "--pay-on", "2026-12-31"),
        ("--settle", "45000", "--monthly", "5000"),
    ):
        plan = _json(faxi, name, *options)["plans"][0]
        replayed = write("replayed.json", CASE | {"events": plan["events"]})
        run = faxi("calculate", replayed, "--as-of", plan["last_date"], "--format", "json")
        assert json.loads(run.out)["total_due"] == "0.00", options


def test_an_amount_too_small_is_told_with_one_that_would_do(faxi: Faxi, write: Write) -> None:
    name = write("a.json", CASE)
    plan = _json(faxi, name, "--monthly", "500")["plans"][0]
    assert plan["never_clears"]
    assert plan["clear_on"] is None
    enough = _json(faxi, name, "--monthly", plan["smallest_amount"])["plans"][0]
    assert not enough["never_clears"]
    text = faxi("plan", name, "--monthly", "500", *AS_OF, "--lang", "en").out
    assert "Never clear" in text


def test_without_a_kind_the_usual_ways_stand_side_by_side(faxi: Faxi, write: Write) -> None:
    found = _json(faxi, write("a.json", CASE))
    assert len(found["plans"]) == 6
    assert found["plans"][0]["totals"]["saved"] > found["plans"][1]["totals"]["saved"]
    assert [wait["cost"] for wait in found["waiting"]] == ["30.00", "210.00", "900.00", "2700.00"]


def test_a_kind_beside_the_usual_ones_comes_first(faxi: Faxi, write: Write) -> None:
    found = _json(faxi, write("a.json", CASE), "--monthly", "2500", "--compare")
    assert found["plans"][0]["scheme"]["kind"] == "monthly"
    assert len(found["plans"]) == 7


def test_one_payment_or_the_other(faxi: Faxi, write: Write) -> None:
    choice = ("--choice", "2026-12-01", "--choice", "2027-01-01=70000")
    found = _json(faxi, write("a.json", CASE), *choice)["choices"]
    assert found["cheapest"] == 0
    assert found["difference"] == "930.00"


def test_before_the_due_date_it_is_said_that_nothing_is_due_yet(faxi: Faxi, write: Write) -> None:
    early = CASE | {"instalments": [{"due_date": "2027-03-01", "principal": "50000.00"}]}
    name = write("a.json", early)
    found = _json(faxi, name)
    assert found["first_due"] == {"date": "2027-03-01", "amount": "50000.00"}
    assert found["plans"][0]["scheme"] == {"kind": "pay_on", "date": "2027-03-01"}
    assert len(found["plans"]) == 6
    assert min(plan["clear_on"] for plan in found["plans"]) == "2027-03-01"
    for options in ((), ("--wait",), ("--pay-on", "2026-12-01"), ("--lump", "9", "--monthly", "9")):
        text = faxi("plan", name, *options, *AS_OF, "--lang", "en").out
        told = "Nothing is due on 23 Nov 2026 yet. CNY 50,000.00 falls due on 1 Mar 2027;"
        assert text.count(told) == 1
    due = _json(faxi, write("b.json", CASE))
    assert due["first_due"] == {"date": "2026-11-23", "amount": "59780.00"}


def test_a_debt_settled_has_no_ways_out(faxi: Faxi, write: Write) -> None:
    paid = {"kind": "repayment", "date": "2026-01-01", "amount": "50000.00"}
    name = write("a.json", CASE | {"events": [paid]})
    found = _json(faxi, name)
    assert (found["first_due"], found["plans"]) == (None, [])
    text = faxi("plan", name, *AS_OF, "--lang", "en").out
    assert "Nothing is due, and nothing falls due later." in text


def test_several_debts_share_a_budget(faxi: Faxi, write: Write) -> None:
    names = (write("a.json", CASE), write("b.json", SMALL))
    found = _json(faxi, *names, "--budget", "4000", "--day", "1", "--order", "size")
    first = found["months"][0]
    assert [share["debt"] for share in first["payments"]] == [2, 1]
    assert first["payments"][0]["balance"] == "0.00"
    assert found["debts"][1]["clear_on"] == "2026-12-01"
    assert not found["never_clears"]
    text = faxi("plan", *names, "--budget", "4000", *AS_OF, "--lang", "zh").out
    assert "某网贷" in text


def test_several_files_without_a_budget_are_a_list(faxi: Faxi, write: Write) -> None:
    found = _json(faxi, write("a.json", CASE), write("b.json", SMALL), "--pay-on", "2026-12-01")
    assert [document["title"] for document in found] == ["某银行消费贷", "某网贷"]


@pytest.mark.parametrize(
    "options",
    [
        ("--pay-on", "2026-12-01", "--monthly", "100"),
        ("--lump", "100"),
        ("--lump-on", "2026-12-01", "--monthly", "100"),
        ("--settle", "100", "--clear-by", "2026-12-01"),
        ("--order", "size"),
        ("--budget", "100", "--monthly", "100"),
        ("--choice", "2026-12-01"),
        ("--monthly", "0"),
        ("--monthly", "100", "--day", "32"),
        ("--pay-on", "2026-13-01"),
    ],
)
def test_wrong_usage_is_told(faxi: Faxi, write: Write, options: tuple[str, ...]) -> None:
    run = faxi("plan", write("a.json", CASE), *options, *AS_OF)
    assert run.status == 2
    assert run.out == ""


def test_a_day_in_the_past_is_a_problem(faxi: Faxi, write: Write) -> None:
    run = faxi("plan", write("a.json", CASE), "--pay-on", "2026-11-01", *AS_OF, "--lang", "en")
    assert run.status == 1
    assert run.err.startswith("a.json: 1 Nov 2026 lies before the cut-off date")


def test_kept_plans_are_in_the_statement_and_in_the_exports(faxi: Faxi, write: Write) -> None:
    kept: dict[str, Any] = {"as_of": "2026-11-23", "kind": "monthly", "amount": "5000.00"}
    kept |= {"first": "2026-12-01", "day": 1}
    name = write("a.json", CASE | {"plans": [kept, {"kind": "hope"}]})
    statement = json.loads(faxi("calculate", name, *AS_OF, "--format", "json").out)
    assert statement["plans"][0]["plans"][0]["monthly"] == "5000.00"
    text = faxi("calculate", name, *AS_OF, "--lang", "en").out
    assert "Plan: CNY 5,000.00 a month" in text
    assert "Plan 2 kept with the case cannot be read" in text
