"""Debts of every kind under the shipped rules, with their summaries in both languages."""

from datetime import date
from functools import cache
from typing import Any

from tests.helpers.commands import a_loan

from faxi.app.statements import calculate_case
from faxi.app.summaries import summary_of
from faxi.engine.case import Case
from faxi.engine.statement import Statement
from faxi.exports.blocks import Document, Part
from faxi.exports.formats import Summary
from faxi.exports.options import EVERYTHING, Options
from faxi.store.case_file import read_case
from faxi.text.words import Language, words_of

PAID = {"kind": "repayment", "date": "2025-06-01", "amount": "5000.00"}
COST = {"kind": "cost", "date": "2025-09-01", "amount": "300.00", "label": "律师函费用"}
DAMAGES = {
    "kind": "liquidated_damages", "date": "2025-09-02", "amount": "99.00", "label": "服务费",
}  # fmt: skip
WAIVED = {
    "kind": "waiver", "date": "2025-07-01", "component": "penalty_interest", "amount": "100.00",
}  # fmt: skip
PAUSED = {"kind": "pause", "from": "2025-10-01", "to": "2025-10-31"}
FASTER = {"kind": "penalty_rate", "date": "2025-08-01", "rate": "5‱/day"}


def noticed(what: str, day: str = "2026-01-05", **keys: str) -> dict[str, str]:
    """Return a notice received."""
    return {"kind": "notice", "date": day, "what": what, **keys}


def instalments(count: int) -> list[dict[str, str]]:
    """Return monthly instalments from January 2020."""
    months = [(2020 + n // 12, n % 12 + 1) for n in range(count)]
    return [
        {"due_date": f"{year}-{month:02}-15", "principal": "1000.00", "interest": "10.00"}
        for year, month in months
    ]


_CAP = {"annual_rate": "12%"}
# By name: the case, and the cut-off date.
EXAMPLES: dict[str, tuple[dict[str, Any], str]] = {
    "plain": (a_loan(), "2026-11-23"),
    "eventful": (
        a_loan(PAID, COST, DAMAGES, WAIVED, PAUSED, FASTER, notes="第一行\n第二行"),
        "2026-11-23",
    ),
    "cap shown": (a_loan(cap=_CAP), "2026-11-23"),
    "cap applied": (a_loan(PAID, cap=_CAP | {"apply": True}), "2026-11-23"),
    "cap paid": (
        a_loan(PAID | {"amount": "70000.00", "date": "2026-11-01"}, cap=_CAP | {"apply": True}),
        "2026-11-23",
    ),
    "cap of the LPR": (
        a_loan(contract_date="2026-10-30", cap={"lpr_multiple": "4"}, lender={"kind": "private"}),
        "2026-11-23",
    ),
    "cap of the principal": (a_loan(cap={"share_of_principal": "20%"}), "2026-11-23"),
    "cap in yuan": (a_loan(cap={"amount": "8888.00"}), "2026-11-23"),
    "not yet due": (a_loan(), "2025-02-01"),
    "partly due": (a_loan(instalments=instalments(4)), "2020-02-20"),
    "settled": (a_loan(PAID | {"amount": "52760.00"}), "2026-11-23"),
    "overpaid": (a_loan(PAID | {"date": "2025-02-01", "amount": "60000.00"}), "2026-11-23"),
    "overpaid early": (
        a_loan(
            PAID | {"date": "2020-01-01", "amount": "1500.00"}, instalments=instalments(4)
        ),
        "2020-02-20",
    ),
    "ignored": (a_loan(PAID | {"date": "2027-01-01"}), "2026-11-23"),
    "tough by notice": (a_loan(noticed("summons", "2025-04-01")), "2025-04-02"),
    "assigned": (a_loan(noticed("assignment_notice")), "2026-11-23"),
    "judged": (
        a_loan(
            noticed("assignment_notice"),
            noticed("judgment", "2026-03-01", deadline="2026-04-01", amount="50000.00"),
        ),
        "2026-11-23",
    ),
    "on top": (a_loan(penalty_mode="on_top"), "2026-11-23"),
    "compound": (
        a_loan(
            instalments=[
                {"due_date": "2025-03-01", "principal": "50000.00", "interest": "600.00"}
            ],
            compounding={"base": "interest_and_penalty", "settle": "quarter"},
        ),
        "2026-11-23",
    ),
    "cumulative": (a_loan(PAID, conventions={"rounding": "cumulative"}), "2026-11-23"),
    "per day": (a_loan(PAID, conventions={"rounding": "per_day"}), "2026-11-23"),
    "actual years": (
        a_loan(
            conventions={"day_count": "ACT/ACT", "inclusion": "both"},
            instalments=[{"due_date": "2023-12-01", "principal": "50000.00"}],
        ),
        "2026-11-23",
    ),
    "rolled": (
        a_loan(
            due_date_roll="next_workday",
            instalments=[{"due_date": "2027-10-02", "principal": "50000.00"}],
            grace={"days": 3, "effect": "shift"},
        ),
        "2027-11-23",
    ),
}  # fmt: skip

NAMES = tuple(EXAMPLES)


@cache
def case_of(name: str) -> Case:
    """Return the case of an example."""
    return read_case(EXAMPLES[name][0])


@cache
def statement_of(name: str) -> Statement:
    """Return the statement of an example."""
    return calculate_case(case_of(name), date.fromisoformat(EXAMPLES[name][1]))


@cache
def summary_in(name: str, language: str) -> Summary:
    """Return the summary of an example in a language."""
    return summary_of(statement_of(name), words_of(Language(language)))


def summary_of_case(
    language: str = "zh",
    as_of: str = "2026-11-23",
    options: Options = EVERYTHING,
    **keys: Any,
) -> Summary:
    """Return the summary of the loan of the README with other keys."""
    statement = calculate_case(read_case(a_loan(**keys)), date.fromisoformat(as_of))
    return summary_of(statement, words_of(Language(language)), options)


def blocks_of(document: Document, *kinds: type[Part]) -> list[Any]:
    """Return the blocks of some kinds."""
    return [block for block in document.blocks if isinstance(block, kinds)]
