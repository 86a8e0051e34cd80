"""What each key refuses: every wrong value is a problem with the path of its key."""

from typing import Any

import pytest
from tests.helpers.builders import a_document, day
from tests.helpers.refusals import problems_of, refusals

from faxi.engine.case import DEFAULT_ORDER
from faxi.engine.components import COMPONENTS
from faxi.store.case_file import read_case
from faxi.store.shapes import EVENT_SHAPES

Json = dict[str, Any]
ON = "2025-06-11"
ORDER = [component.key for component in DEFAULT_ORDER]
LONE = "\ud800"


def _event(kind: str, **keys: Any) -> Json:
    return a_document({"kind": kind, "date": ON, **keys})


def _amount(text: Any) -> Json:
    return a_document(instalments=[{"due_date": ON, "principal": text}])


@pytest.mark.parametrize(
    "text",
    [
        "5000.00 ",
        " 5000.00",
        "5,000.00",
        "0.001",
        "-5.00",
        "-0.00",
        "+5",
        "1e3",
        "NaN",
        "Infinity",
        "١٢٣",
        "５０００",
        "",
        "9" * 16,
        "5" * 100_000,
        LONE,
    ],
)
def test_amounts_refused(text: str) -> None:
    assert refusals(_amount(text)) == [("instalments[0].principal", "money_unreadable")]


@pytest.mark.parametrize("value", [5000, 5000.5, True, None, [], {}, ["5"]])
def test_amounts_are_text(value: object) -> None:
    assert refusals(_amount(value)) == [("instalments[0].principal", "text_needed")]


@pytest.mark.parametrize("text", ["0", "0.00", "00"])
def test_an_amount_of_zero_is_refused(text: str) -> None:
    assert refusals(_amount(text)) == [("instalments[0].principal", "amount_zero")]
    for kind in ("repayment", "cost", "liquidated_damages"):
        document = _event(kind, amount=text)
        assert refusals(document) == [("events[0].amount", "amount_zero")]


def test_the_interest_of_an_instalment_may_be_zero() -> None:
    item = {"due_date": ON, "principal": "1", "interest": "0.00"}
    assert read_case(a_document(instalments=[item])).instalments[0].interest == 0


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-30",
        "2025-3-1",
        "2025-W01-1",
        "20250301",
        "2025-060",
        "2025-03-01 ",
        "2025-03-01T00:00:00Z",
        "1899-12-31",
        "2200-01-01",
        "today",
        "",
        "٢٠٢٥-٠٣-٠١",
    ],
)
def test_dates_refused(text: str) -> None:
    document = a_document({"kind": "cost", "date": text, "amount": "1"}, contract_date=text)
    assert sorted(refusals(document)) == [
        ("contract_date", "date_unreadable"),
        ("events[0].date", "date_unreadable"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("14.4", "rate_unreadable"),
        ("14.4%", "rate_unreadable"),
        ("-1%/year", "rate_unreadable"),
        ("NaN%/year", "rate_unreadable"),
        ("日万分之五五", "rate_unreadable"),
        ("١٤%/year", "rate_unreadable"),
        ("14.4%¹/year", "rate_unreadable"),
        (LONE, "rate_unreadable"),
        ("\x1b[2J\n", "rate_unreadable"),
        ("1000.01%/year", "rate_too_high"),
        ("83.34%/month", "rate_too_high"),
        ("2.74%/day", "rate_too_high"),
        (14.4, "text_needed"),
        (None, "text_needed"),
        ({"value": 1}, "text_needed"),
    ],
)
def test_rates_refused(text: object, code: str) -> None:
    document = a_document({"kind": "penalty_rate", "date": ON, "rate": text}, contract_rate=text)
    assert refusals(document) == [("contract_rate", code), ("events[0].rate", code)]


@pytest.mark.parametrize(
    ("penalty", "where", "code"),
    [
        ({}, "penalty", "exactly_one"),
        ({"rate": "20%/year", "surcharge": "50%"}, "penalty", "exactly_one"),
        ({"rate": "x"}, "penalty.rate", "rate_unreadable"),
        ({"rate": None, "surcharge": "50%"}, "penalty.rate", "text_needed"),
        ({"surcharge": "50"}, "penalty.surcharge", "percent_unreadable"),
        ({"surcharge": "-5%"}, "penalty.surcharge", "percent_unreadable"),
        ({"surcharge": "1000.01%"}, "penalty.surcharge", "rate_too_high"),
        ({"surcharge": 0.5}, "penalty.surcharge", "text_needed"),
        ({"rates": "20%/year"}, "penalty.rates", "key_unknown"),
        ("50%", "penalty", "object_needed"),
        (None, "penalty", "object_needed"),
        ([], "penalty", "object_needed"),
    ],
)
def test_penalties_refused(penalty: object, where: str, code: str) -> None:
    assert (where, code) in refusals(a_document(penalty=penalty))


@pytest.mark.parametrize(
    ("cap_given", "where", "code"),
    [
        ({}, "cap", "exactly_one"),
        ({"apply": True}, "cap", "exactly_one"),
        ({"annual_rate": "24%", "amount": "5.00"}, "cap", "exactly_one"),
        ({"annual_rate": None, "amount": "5.00"}, "cap.annual_rate", "text_needed"),
        ({"annual_rate": "24%", "amount": None}, "cap.amount", "text_needed"),
        ({"annual_rate": "24%/year"}, "cap.annual_rate", "percent_unreadable"),
        ({"annual_rate": "1001%"}, "cap.annual_rate", "rate_too_high"),
        ({"lpr_multiple": 4}, "cap.lpr_multiple", "text_needed"),
        ({"lpr_multiple": "0"}, "cap.lpr_multiple", "amount_zero"),
        ({"lpr_multiple": "-4"}, "cap.lpr_multiple", "number_unreadable"),
        ({"lpr_multiple": "4%"}, "cap.lpr_multiple", "number_unreadable"),
        ({"amount": "0.00"}, "cap.amount", "amount_zero"),
        ({"amount": "5.00", "apply": 1}, "cap.apply", "true_false_needed"),
        ({"amount": "5.00", "apply": "yes"}, "cap.apply", "true_false_needed"),
        ({"amount": "5.00", "apply": None}, "cap.apply", "true_false_needed"),
        (None, "cap", "object_needed"),
    ],
)
def test_caps_refused(cap_given: object, where: str, code: str) -> None:
    document = a_document(cap=cap_given, contract_date="2024-01-01")
    assert refusals(document) == [(where, code)]


@pytest.mark.parametrize(
    ("key", "value", "where", "code"),
    [
        ("title", 5, "title", "text_needed"),
        ("title", None, "title", "text_needed"),
        ("title", LONE, "title", "text_broken"),
        ("title", "x" * 20_001, "title", "text_too_long"),
        ("title", "x" * 10_000_000, "title", "text_too_long"),
        ("notes", ["x"], "notes", "text_needed"),
        ("lender", {"kind": "pawnshop"}, "lender.kind", "value_unknown"),
        ("lender", {"kind": None}, "lender.kind", "value_unknown"),
        ("lender", {"kind": LONE}, "lender.kind", "text_broken"),
        ("lender", {"kind": ["bank"]}, "lender.kind", "value_unknown"),
        ("lender", {LONE: 1}, "lender", "text_broken"),
        ("lender", {"name": 5}, "lender.name", "text_needed"),
        ("penalty_mode", "beside", "penalty_mode", "value_unknown"),
        ("penalty_mode", True, "penalty_mode", "value_unknown"),
        ("conventions", {"day_count": "act/360"}, "conventions.day_count", "value_unknown"),
        ("conventions", {"inclusion": ""}, "conventions.inclusion", "value_unknown"),
        ("conventions", {"rounding": 2}, "conventions.rounding", "value_unknown"),
        ("conventions", {"rounding_mode": {}}, "conventions.rounding_mode", "value_unknown"),
        ("conventions", [], "conventions", "object_needed"),
        ("due_date_roll", "previous", "due_date_roll", "value_unknown"),
        ("grace", {"days": True}, "grace.days", "whole_number_needed"),
        ("grace", {"days": "5"}, "grace.days", "whole_number_needed"),
        ("grace", {"days": 5.0}, "grace.days", "whole_number_needed"),
        ("grace", {"days": None}, "grace.days", "whole_number_needed"),
        ("grace", {"days": -1}, "grace.days", "number_out_of_range"),
        ("grace", {"days": 10**300}, "grace.days", "number_out_of_range"),
        ("grace", {"effect": "none"}, "grace.effect", "value_unknown"),
        ("compounding", {"day": 29}, "compounding.day", "number_out_of_range"),
        ("compounding", {"day": 0}, "compounding.day", "number_out_of_range"),
        ("compounding", {"base": "penalty"}, "compounding.base", "value_unknown"),
        ("allocation", {"order": ORDER[:-1]}, "allocation.order", "order_incomplete"),
        ("allocation", {"order": [*ORDER, "costs"]}, "allocation.order", "order_incomplete"),
        ("allocation", {"order": []}, "allocation.order", "order_incomplete"),
        ("allocation", {"order": None}, "allocation.order", "list_needed"),
        ("allocation", {"order": "costs"}, "allocation.order", "list_needed"),
        ("allocation", {"order": ["fees"]}, "allocation.order[0]", "value_unknown"),
        ("allocation", {"order": [1]}, "allocation.order[0]", "text_needed"),
        ("allocation", {"across": "newest"}, "allocation.across", "value_unknown"),
        ("instalments", [], "instalments", "list_empty"),
        ("instalments", {}, "instalments", "list_needed"),
        ("instalments", None, "instalments", "list_needed"),
        ("instalments", [None], "instalments[0]", "object_needed"),
        ("events", {}, "events", "list_needed"),
        ("events", None, "events", "list_needed"),
        ("events", "none", "events", "list_needed"),
        ("format", "faxi-statement", "format", "value_unknown"),
        ("format", None, "format", "value_unknown"),
        ("version", 0, "version", "value_unknown"),
        ("version", "1", "version", "value_unknown"),
        ("version", 1.0, "version", "value_unknown"),
        ("version", True, "version", "value_unknown"),
        ("version", None, "version", "value_unknown"),
        ("version", 2, "version", "version_newer"),
        ("version", 10**4000, "version", "version_newer"),
    ],
)  # fmt: skip
def test_values_refused(key: str, value: object, where: str, code: str) -> None:
    assert refusals(a_document(**{key: value})) == [(where, code)]


@pytest.mark.parametrize(
    ("document", "where", "code"),
    [
        (a_document("x"), "events[0]", "object_needed"),
        (a_document({"date": ON}), "events[0].kind", "key_missing"),
        (_event("gift"), "events[0].kind", "value_unknown"),
        (a_document({"kind": None}), "events[0].kind", "value_unknown"),
        (a_document({"kind": ["cost"]}), "events[0].kind", "value_unknown"),
        (a_document({"kind": LONE}), "events[0].kind", "value_unknown"),
        (_event("repayment", amount="1", order=None), "events[0].order", "list_needed"),
        (_event("repayment", amount="1", order=ORDER[1:]), "events[0].order", "order_incomplete"),
        (_event("repayment", amount="1", label="x"), "events[0].label", "key_unknown"),
        (_event("cost", amount="1", label=5), "events[0].label", "text_needed"),
        (_event("waiver", amount="1", component="fee"), "events[0].component", "value_unknown"),
        (_event("waiver", amount="1", component=None), "events[0].component", "text_needed"),
        (_event("waiver", amount="1"), "events[0].component", "key_missing"),
        (_event("pause", **{"from": ON, "to": ON}), "events[0].date", "key_unknown"),
        (_event("acceleration", interest=None), "events[0].interest", "text_needed"),
        (_event("acceleration", interest="-1"), "events[0].interest", "money_unreadable"),
        (_event("notice", what="gossip"), "events[0].what", "value_unknown"),
        (_event("notice", what=LONE), "events[0].what", "text_broken"),
        (_event("notice", what="summons", amount="1"), "events[0].amount", "judgment_only"),
        (_event("notice", what="summons", deadline=ON), "events[0].deadline", "judgment_only"),
        (_event("notice", what="judgment", deadline=None), "events[0].deadline", "text_needed"),
        (_event("notice", what="judgment", amount=None), "events[0].amount", "text_needed"),
    ],
)
def test_events_refused(document: Json, where: str, code: str) -> None:
    assert refusals(document) == [(where, code)]


def test_a_pause_must_not_end_before_it_begins() -> None:
    document = a_document({"kind": "pause", "from": "2025-06-11", "to": "2025-06-10"})
    (problem,) = problems_of(lambda: read_case(document))
    assert (problem.where, problem.code) == ("events[0].to", "pause_reversed")
    assert problem.params == {"first": day("2025-06-11"), "last": day("2025-06-10")}


def test_every_problem_of_an_event_is_told_at_once() -> None:
    document = a_document(
        {"kind": "repayment", "date": "x", "amount": "0", "order": ORDER[1:]},
        {"kind": "notice", "date": "x", "what": "summons", "deadline": ON, "amount": "1"},
    )
    assert refusals(document) == [
        ("events[0].date", "date_unreadable"),
        ("events[0].amount", "amount_zero"),
        ("events[0].order", "order_incomplete"),
        ("events[1].date", "date_unreadable"),
        ("events[1].deadline", "judgment_only"),
        ("events[1].amount", "judgment_only"),
    ]


@pytest.mark.parametrize(
    ("document", "accepted"),
    [
        (a_document(penalty_mode="x"), "instead, on_top"),
        (
            a_document(lender={"kind": "x"}),
            "bank, consumer_finance, small_loan, credit_card, private",
        ),
        (a_document(allocation={"order": ["x"]}), ", ".join(COMPONENTS)),
        (_event("waiver", amount="1", component="x"), ", ".join(COMPONENTS)),
        (_event("x"), ", ".join(EVENT_SHAPES)),
        (a_document(format="x"), "faxi-case"),
        (a_document(version=0), "1"),
    ],
)
def test_what_would_be_accepted_is_told(document: Json, accepted: str) -> None:
    (problem,) = problems_of(lambda: read_case(document))
    assert problem.params["accepted"] == accepted


@pytest.mark.parametrize(
    ("grace", "limit"), [({"days": -1}, 0), ({"days": 3651}, 3650), ({"days": 10**99}, 3650)]
)
def test_the_limit_of_a_number_is_told(grace: Json, limit: int) -> None:
    (problem,) = problems_of(lambda: read_case(a_document(grace=grace)))
    assert problem.params["limit"] == limit


@pytest.mark.parametrize("key", ["format", "version", "penalty", "instalments"])
def test_keys_that_are_required(key: str) -> None:
    document = a_document()
    del document[key]
    assert refusals(document) == [(key, "key_missing")]


@pytest.mark.parametrize("key", ["due_date", "principal"])
def test_keys_that_an_instalment_requires(key: str) -> None:
    document = a_document()
    del document["instalments"][0][key]
    assert refusals(document) == [(f"instalments[0].{key}", "key_missing")]


@pytest.mark.parametrize("document", [None, True, 5, 1.5, "case", []])
def test_a_case_is_an_object(document: object) -> None:
    assert refusals(document) == [("", "object_needed")]
