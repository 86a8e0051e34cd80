"""Every option of a quick case lands in the case document, and nowhere else."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Faxi
from tests.helpers.commands import AS_OF, LOAN, PENALTY, TOTAL, at

from faxi.app.quick_case import QUICK_OPTIONS

ORDER = "principal,costs,ordinary_interest,penalty_interest,compound_interest,liquidated_damages"

# Options beside the loan; the path they set, in the exported case; the value there.
OPTIONS: list[tuple[str, list[str], str, Any]] = [
    ("principal", ["--principal", "5万"], "instalments.0.principal", "50000.00"),
    ("principal", ["--principal", "¥１２，０００元"], "instalments.0.principal", "12000.00"),
    ("due", ["--due", "2025-04-01"], "instalments.0.due_date", "2025-04-01"),
    ("interest", ["--interest", "600"], "instalments.0.interest", "600.00"),
    ("rate", ["--rate", "1.2%/month"], "contract_rate", "1.2%/month"),
    ("rate", ["--rate", "日万分之五"], "contract_rate", "0.05%/day"),
    ("penalty-surcharge", ["--penalty-surcharge", "30%"], "penalty.surcharge", "30%"),
    ("on-top", ["--on-top"], "penalty_mode", "on_top"),
    ("day-count", ["--day-count", "ACT/ACT"], "conventions.day_count", "ACT/ACT"),
    ("inclusion", ["--inclusion", "both"], "conventions.inclusion", "both"),
    ("rounding", ["--rounding", "cumulative"], "conventions.rounding", "cumulative"),
    ("rounding-mode", ["--rounding-mode", "down"], "conventions.rounding_mode", "down"),
    ("grace-days", ["--grace-days", "3"], "grace.days", 3),
    ("grace-effect", ["--grace-effect", "shift"], "grace.effect", "shift"),
    ("compound-base", ["--compound-base", "interest"], "compounding.base", "interest"),
    ("compound-settle", ["--compound-settle", "quarter"], "compounding.settle", "quarter"),
    ("compound-day", ["--compound-day", "28"], "compounding.day", 28),
    ("allocation", ["--allocation", ORDER], "allocation.order", ORDER.split(",")),
    ("cap", ["--cap", "24%"], "cap.annual_rate", "24%"),
    ("cap-apply", ["--cap", "24%", "--cap-apply"], "cap.apply", True),
    ("contract-date", ["--contract-date", "2024-03-01"], "contract_date", "2024-03-01"),
    ("suit-date", ["--suit-date", "2024-03-01"], "suit_date", "2024-03-01"),
    ("due-date-roll", ["--due-date-roll", "next_workday"], "due_date_roll", "next_workday"),
    ("lender-kind", ["--lender-kind", "private"], "lender.kind", "private"),
    ("title", ["--title", "某银行消费贷"], "title", "某银行消费贷"),
    ("payment", ["--payment", "2025-06-01=5000"], "events.0.amount", "5000.00"),
    ("payment", ["--payment", "2025-06-01=5000"], "events.0.kind", "repayment"),
    ("cost", ["--cost", "2025-09-01=300:律师函: 费用"], "events.0.label", "律师函: 费用"),
    ("cost", ["--cost", "2025-09-01=300"], "events.0.label", ""),
    ("pause", ["--pause", "2025-05-01..2025-05-31"], "events.0.from", "2025-05-01"),
    ("pause", ["--pause", "2025-05-01..2025-05-31"], "events.0.to", "2025-05-31"),
]


def exported(faxi: Faxi, *arguments: str) -> dict[str, Any]:
    run = faxi("export", *arguments, *AS_OF, "-o", "case.json")
    assert (run.status, run.err) == (0, "")
    case: dict[str, Any] = json.loads(Path("case.json").read_text(encoding="utf-8"))["case"]
    return case


@pytest.mark.parametrize(
    ("arguments", "path", "value"), [entry[1:] for entry in OPTIONS], ids=lambda v: str(v)[:40]
)
def test_an_option_sets_its_key(faxi: Faxi, arguments: list[str], path: str, value: Any) -> None:
    case = exported(faxi, *LOAN, *arguments)
    assert at(case, path) == value


def test_every_option_is_tried() -> None:
    tried = {flag for flag, *_ in OPTIONS} | {"penalty-rate"}
    assert tried == {option.flag for option in QUICK_OPTIONS}


def test_without_options_the_defaults_of_the_page_hold(faxi: Faxi) -> None:
    case = exported(faxi, *LOAN)
    assert case["conventions"] == {
        "day_count": "ACT/360",
        "inclusion": "first",
        "rounding": "per_line",
        "rounding_mode": "half_up",
    }
    assert (case["penalty_mode"], case["events"], "cap" in case) == ("instead", [], False)


def test_a_penalty_rate_needs_no_contract_rate(faxi: Faxi) -> None:
    loan = ("--principal", "50000", "--penalty-rate", "21.6%/year", "--due", "2025-03-01")
    assert exported(faxi, *loan)["penalty"] == {"rate": "21.6%/year"}


def test_options_repeat_in_their_order(faxi: Faxi) -> None:
    payments = [word for n in (3, 1, 2) for word in ("--payment", f"2025-06-0{n}={n}00")]
    case = exported(faxi, *LOAN, *payments)
    assert [event["date"][-1] for event in case["events"]] == ["3", "1", "2"]


@pytest.mark.parametrize(
    ("option", "plain", "spelt"),
    [
        ("--rate", "14.4%/year", "14.4pct/year"),
        ("--penalty-surcharge", "50%", "50pct"),
        ("--cap", "24%", "24pct"),
    ],
)
def test_percent_may_be_spelt(faxi: Faxi, option: str, plain: str, spelt: str) -> None:
    assert exported(faxi, *LOAN, option, plain) == exported(faxi, *LOAN, option, spelt)


def test_a_penalty_rate_may_be_spelt(faxi: Faxi) -> None:
    loan = ("--principal", "50000", "--penalty-rate", "21.6pct/year", "--due", "2025-03-01")
    assert exported(faxi, *loan)["penalty"] == {"rate": "21.6%/year"}


def test_the_loan_of_the_readme(faxi: Faxi) -> None:
    run = faxi("calculate", *LOAN, *AS_OF, "--format", "json")
    statement = json.loads(run.out)
    found = (statement["outstanding"]["penalty_interest"], statement["total_due"])
    assert found == (PENALTY, TOTAL)


# What each option, or a little group of them, changes in the figures of that loan.
FIGURES = [
    (["--interest", "600"], "total_due", "69560.00"),
    (["--on-top"], "accrued.ordinary_interest", "12640.00"),
    (["--day-count", "ACT/365"], "accrued.penalty_interest", "18700.27"),
    (["--inclusion", "both"], "accrued.penalty_interest", "18990.00"),
    (["--grace-days", "10", "--grace-effect", "shift"], "accrued.penalty_interest", "18660.00"),
    (["--pause", "2025-05-01..2025-05-31"], "accrued.penalty_interest", "18030.00"),
    (["--payment", "2025-06-01=5000"], "outstanding.principal", "47760.00"),
    (["--cost", "2025-09-01=300"], "outstanding.costs", "300.00"),
    (["--cap", "12%"], "cap.over", "8426.67"),
    (["--cap", "12%"], "total_due", "68960.00"),
    (["--cap", "12%", "--cap-apply"], "total_due", "60533.33"),
    (["--due-date-roll", "next_workday"], "oldest_unpaid_due_date", "2025-03-03"),
    (["--lender-kind", "private"], "lines.0.rule", "private.penalty"),
]


@pytest.mark.parametrize(("arguments", "path", "value"), FIGURES, ids=lambda v: str(v)[:40])
def test_an_option_changes_the_figures(
    faxi: Faxi, arguments: list[str], path: str, value: str
) -> None:
    run = faxi("calculate", *LOAN, *arguments, *AS_OF, "--format", "json")
    assert at(json.loads(run.out), path) == value
