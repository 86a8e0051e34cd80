"""The JSON of a statement: exactly the keys of the contract page, nothing through a float."""

import json
from typing import Any

from tests.helpers.commands import at
from tests.helpers.summaries import statement_of, summary_in

from faxi.engine.components import COMPONENTS
from faxi.engine.money import parse_money
from faxi.rules.law import law

KEYS = [
    "format", "version", "title", "as_of", "days_overdue", "oldest_unpaid_due_date", "bucket",
    "stage", "accrued", "paid", "waived", "outstanding", "total_due", "not_yet_due", "overpaid",
    "per_diem", "cap", "lines", "allocations", "warnings",
]  # fmt: skip
LINE_KEYS = [
    "component", "instalment", "from", "to", "days", "base", "rate", "day_count", "amount",
    "formula", "rule",
]  # fmt: skip
CAP_KEYS = ["kind", "limit", "claimed", "allowed", "over", "excess_paid", "applied"]


def statement(name: str, lang: str = "zh") -> dict[str, Any]:
    return dict(summary_in(name, lang).statement_document)


def test_the_keys_are_those_of_the_page(name: str) -> None:
    found = statement(name)
    assert list(found)[: len(KEYS)] == KEYS  # what the law says of them may follow
    assert (found["format"], found["version"]) == ("faxi-statement", 1)
    assert set(found["stage"]) - {"assignment_notice"} == {"id", "basis", "title"}
    assert list(found["not_yet_due"]) == ["principal", "interest"]
    assert all(list(found[key]) == list(COMPONENTS) for key in KEYS[8:12])


def test_the_keys_of_lines_cap_payments_and_warnings(name: str) -> None:
    found = statement(name)
    extra = ["days_365", "days_366"] if name == "actual years" else []
    assert all(list(line) == LINE_KEYS + extra for line in found["lines"])
    assert found["cap"] is None or list(found["cap"]) == CAP_KEYS
    for entry in found["allocations"]:
        assert list(entry) == ["date", "source", "amount", "parts", "remainder"]
        assert all(list(p) == ["component", "instalment", "amount"] for p in entry["parts"])
    assert all(list(warning) == ["code", "message"] for warning in found["warnings"])


def test_only_text_whole_numbers_and_truths(name: str) -> None:
    def leaves(value: Any) -> list[Any]:
        if isinstance(value, dict | list):
            inner = value.values() if isinstance(value, dict) else value
            return [leaf for item in inner for leaf in leaves(item)]
        return [value]

    assert {type(leaf) for leaf in leaves(statement(name))} <= {str, int, bool, type(None)}


def test_it_survives_json(name: str) -> None:
    found = statement(name)
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found


def test_each_component_adds_up(name: str) -> None:
    found = statement(name)
    for component in COMPONENTS:
        accrued, paid, waived, outstanding = (
            parse_money(found[key][component]) for key in KEYS[8:12]
        )
        assert accrued - paid - waived == outstanding


def test_the_lines_add_up(name: str) -> None:
    found = statement(name)
    lines = sum(parse_money(line["amount"]) for line in found["lines"])
    keys = ("penalty_interest", "compound_interest", "ordinary_interest")
    accrued = sum(parse_money(found["accrued"][key]) for key in keys)
    due = [m for m in statement_of(name).movements if m.kind == "due"]
    in_term = sum(m.amount for m in due if m.component.key == "ordinary_interest")
    assert lines == accrued - in_term


def test_payments_add_up(name: str) -> None:
    for entry in statement(name)["allocations"]:
        parts = sum(parse_money(part["amount"]) for part in entry["parts"])
        assert parts + parse_money(entry["remainder"]) == parse_money(entry["amount"])


def test_every_rule_is_known(name: str) -> None:
    assert [line for line in statement(name)["lines"] if line["rule"] not in law()] == []


def test_languages_differ_in_sentences_only(name: str) -> None:
    def without_sentences(found: dict[str, Any]) -> dict[str, Any]:
        found = {key: found[key] for key in KEYS}
        found["stage"] = {**found["stage"], "title": ""}
        found["warnings"] = [warning["code"] for warning in found["warnings"]]
        found["lines"] = [{**line, "formula": ""} for line in found["lines"]]
        return found

    assert without_sentences(statement(name, "zh")) == without_sentences(statement(name, "en"))


def test_the_line_of_the_page() -> None:
    (line,) = statement("plain")["lines"]
    assert (line["from"], line["to"], line["days"]) == ("2025-03-01", "2026-11-22", 632)
    assert line["formula"] == "50,000.00 × 21.6% ÷ 360 × 632"
    assert (line["rate"], line["rule"]) == ("21.6%/year", "bank.penalty.overdue")


def test_a_daily_rate_is_printed_in_percent() -> None:
    rates = [line["rate"] for line in statement("eventful")["lines"]]
    assert rates[-1] == "0.05%/day"


def test_the_caps_of_the_page() -> None:
    limits = {
        name: (found["kind"], found["limit"])
        for name in ("cap shown", "cap of the LPR", "cap of the principal", "cap in yuan")
        for found in [statement(name)["cap"]]
    }
    assert limits == {
        "cap shown": ("annual_rate", "12%/year"),
        "cap of the LPR": ("lpr_multiple", "12%/year"),
        "cap of the principal": ("share_of_principal", "20%"),
        "cap in yuan": ("amount", "8888.00"),
    }


def test_charges_belong_to_no_instalment() -> None:
    parts = statement("cap paid")["allocations"][0]["parts"]
    assert {part["instalment"] for part in parts} == {1}
    assert at(statement("eventful"), "accrued.costs") == "300.00"


def test_an_assignment_notice_stays_in_the_stage() -> None:
    assert statement("judged")["stage"] == {
        "id": "legal",
        "basis": "notice",
        "title": "已进入法律手段（已有判决等生效文书，或已进入执行）",
        "assignment_notice": "2026-01-05",
    }
    assert "assignment_notice" not in statement("plain")["stage"]
