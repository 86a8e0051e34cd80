"""Case files: every key, every refusal with its path, and the way back to JSON."""

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.helpers.builders import (
    a_case,
    a_document,
    accelerated,
    an_instalment,
    cap,
    compounding,
    contract_rate,
    conventions,
    cost,
    damages,
    day,
    grace,
    notice,
    paid,
    pause,
    penalty_rate,
    waived,
)
from tests.helpers.refusals import outcome, problems_of, refusals

from faxi.engine.case import (
    DEFAULT_ORDER,
    Across,
    Allocation,
    Case,
    DueDateRoll,
    Lender,
    LenderKind,
    PenaltyMode,
    Rounding,
)
from faxi.engine.components import COMPONENTS, Component
from faxi.engine.daycount import DayCount, Inclusion
from faxi.engine.events import Notice, NoticeKind
from faxi.engine.money import RoundingMode
from faxi.store.case_dump import dump_case
from faxi.store.case_file import read_case
from faxi.store.documents import case_bytes
from faxi.store.json_text import parse_json

Json = dict[str, Any]
ON = "2025-06-11"
ORDER = [component.key for component in DEFAULT_ORDER]
LONE = "\ud800"


def _event(kind: str, **keys: Any) -> Json:
    return a_document({"kind": kind, "date": ON, **keys})


def _amount(text: Any) -> Json:
    return a_document(instalments=[{"due_date": ON, "principal": text}])


# Every key


def _full() -> Json:
    """Return a document that uses every key there is."""
    return {
        "format": "faxi-case",
        "version": 1,
        "title": "某银行消费贷",
        "lender": {"name": "某银行", "kind": "private"},
        "contract_date": "2024-03-01",
        "suit_date": "2026-01-05",
        "contract_rate": "14.4%/year",
        "penalty": {"surcharge": "50%"},
        "penalty_mode": "on_top",
        "instalments": [{"due_date": "2025-03-01", "principal": "50000.00", "interest": "600.00"}],
        "conventions": {
            "day_count": "ACT/ACT",
            "inclusion": "both",
            "rounding": "cumulative",
            "rounding_mode": "half_even",
        },
        "due_date_roll": "next_workday",
        "grace": {"days": 3, "effect": "shift"},
        "compounding": {"base": "interest_and_penalty", "settle": "quarter", "day": 21},
        "allocation": {"order": ORDER[::-1], "across": "component_first"},
        "cap": {"lpr_multiple": "4", "apply": True},
        "events": _every_event(),
        "notes": "第一行\n第二行\t",
    } | _reserved()


def _every_event() -> list[Json]:
    judgment = {"what": "judgment", "deadline": "2025-09-01", "amount": "7.00"}
    return [
        {"kind": "repayment", "date": ON, "amount": "5000.00", "order": ORDER},
        {"kind": "cost", "date": ON, "amount": "300.00", "label": "律师函费用"},
        {"kind": "liquidated_damages", "date": ON, "amount": "50.00", "label": "服务费"},
        {"kind": "waiver", "date": ON, "component": "costs", "amount": "1.00"},
        {"kind": "penalty_rate", "date": ON, "rate": "18%/year"},
        {"kind": "contract_rate", "date": ON, "rate": "0.05%/day"},
        {"kind": "pause", "from": ON, "to": ON},
        {"kind": "acceleration", "date": ON, "interest": "7.00"},
        {"kind": "notice", "date": ON, **judgment},
    ]


def _reserved() -> Json:
    return {
        "borrower": {"name": "张三"},
        "contract_number": "2024-001",
        "cause": ["whatever", {"is": None}],
        "schedule": {"kind": "equal", "terms": [1, 2, 3], "share": 0.5, "on": True},
        "plans": [],
    }


def test_every_key_is_read_and_written_again() -> None:
    assert dump_case(read_case(_full())) == _full()


def test_a_full_case_leaves_no_field_to_its_default() -> None:
    read, plain = read_case(_full()), a_case()
    assert [f.name for f in fields(Case) if getattr(read, f.name) == getattr(plain, f.name)] == []


def test_what_is_read() -> None:
    case = read_case(_full())
    assert case.lender == Lender("某银行", LenderKind.PRIVATE)
    assert case.instalments == (an_instalment("2025-03-01", "50000.00", "600.00"),)
    assert case.conventions == conventions(
        day_count=DayCount.ACT_ACT,
        inclusion=Inclusion.BOTH,
        rounding=Rounding.CUMULATIVE,
        rounding_mode=RoundingMode.HALF_EVEN,
    )
    assert case.grace == grace(3, "shift")
    assert case.compounding == compounding("interest_and_penalty", "quarter", 21)
    assert case.allocation == Allocation(DEFAULT_ORDER[::-1], Across.COMPONENT_FIRST)
    assert case.cap == cap("lpr_multiple", "4", apply=True)
    assert case.penalty_mode is PenaltyMode.ON_TOP
    assert case.due_date_roll is DueDateRoll.NEXT_WORKDAY


def test_every_event_is_read() -> None:
    expected = [
        paid(ON, "5000.00", *DEFAULT_ORDER),
        cost(ON, "300.00"),
        damages(ON, "50.00"),
        waived(ON, Component.COSTS, "1.00"),
        penalty_rate(ON, "18%/year"),
        contract_rate(ON, "0.05%/day"),
        pause(ON, ON),
        accelerated(ON, "7.00"),
        Notice(day(ON), NoticeKind.JUDGMENT, day("2025-09-01"), 700),
    ]
    found = read_case(_full()).events
    assert [type(event) for event in found] == [type(event) for event in expected]
    assert [e for e in found if not hasattr(e, "label")] == [
        e for e in expected if not hasattr(e, "label")
    ]


def test_what_is_left_out_has_its_default() -> None:
    document = a_document(penalty={"rate": "36%/year"})
    del document["contract_rate"]
    document["instalments"] = [{"due_date": "2025-06-01", "principal": "36000.00"}]
    assert read_case(document) == a_case()


def test_optional_keys_of_events_may_be_left_out() -> None:
    document = a_document(
        {"kind": "acceleration", "date": ON},
        {"kind": "notice", "date": ON, "what": "summons"},
        {"kind": "repayment", "date": ON, "amount": "1.00"},
        {"kind": "cost", "date": ON, "amount": "1"},
    )
    first, second, third, fourth = read_case(document).events
    assert (first, second, third) == (accelerated(ON), notice(ON, "summons"), paid(ON, "1.00"))
    assert fourth.kind == "cost"


@pytest.mark.parametrize(
    ("written", "limit"),
    [
        ({"annual_rate": "24%"}, cap("annual_rate", "24%")),
        ({"annual_rate": "0%"}, cap("annual_rate", "0%")),
        (
            {"share_of_principal": "30%", "apply": True},
            cap("share_of_principal", "30%", apply=True),
        ),
        ({"amount": "500.00", "apply": False}, cap("amount", "500.00")),
        ({"lpr_multiple": "0.5"}, cap("lpr_multiple", "0.5")),
        ({"lpr_multiple": "10"}, cap("lpr_multiple", "10")),
    ],
)
def test_caps(written: Json, limit: object) -> None:
    case = read_case(a_document(cap=written, contract_date="2024-01-01"))
    assert case.cap == limit
    assert dump_case(case)["cap"] == {"apply": False} | written


# Reserved keys


def test_reserved_keys_are_kept_as_they_are() -> None:
    case = read_case(a_document(**_reserved()))
    assert case.reserved == _reserved()
    again = json.loads(case_bytes(case))
    assert {key: again[key] for key in _reserved()} == _reserved()


def test_a_number_with_a_point_in_a_reserved_key_keeps_its_value() -> None:
    case = read_case(parse_json(json.dumps(a_document(plans=[1.25, -0.5, 1e300])).encode()))
    assert json.loads(case_bytes(case))["plans"] == [1.25, -0.5, 1e300]


@pytest.mark.parametrize(
    ("reserved", "where", "code"),
    [
        ({"borrower": {"id": "1"}}, "borrower.id", "key_unknown"),
        ({"borrower": "张三"}, "borrower", "object_needed"),
        ({"contract_number": 5}, "contract_number", "text_needed"),
        ({"suit_date": "2026-02-30"}, "suit_date", "date_unreadable"),
        ({"schedule": [LONE]}, "schedule", "text_broken"),
        ({"plans": {LONE: 1}}, "plans", "text_broken"),
    ],
)
def test_a_reserved_key_must_be_storable(reserved: Json, where: str, code: str) -> None:
    assert refusals(a_document(**reserved)) == [(where, code)]


def test_an_infinite_number_cannot_be_kept() -> None:
    data = json.dumps(a_document(plans=[0])).replace("[0]", "[1e400]").encode()
    assert refusals(parse_json(data)) == [("plans", "number_not_finite")]


# Unknown keys


@pytest.mark.parametrize(
    ("key", "suggestion"),
    [
        ("penality", "penalty"),
        ("instalment", "instalments"),
        ("Title", "title"),
        ("event", "events"),
        ("zzz", ""),
        ("x" * 100_000, ""),
    ],
)
def test_an_unknown_key_is_refused_with_a_suggestion(key: str, suggestion: str) -> None:
    (problem,) = problems_of(lambda: read_case(a_document(**{key: 1})))
    assert problem.code == "key_unknown"
    assert problem.params["suggestion"] == suggestion


def test_unknown_keys_deeper_down() -> None:
    document = a_document(lender={"nmae": "x"}, grace={"day": 5})
    document["instalments"][0]["rate"] = "1%"
    assert refusals(document) == [
        ("instalments[0].rate", "key_unknown"),
        ("lender.nmae", "key_unknown"),
        ("grace.day", "key_unknown"),
    ]


@pytest.mark.parametrize("key", ["\x1b[2J", "a\nb", LONE, "", "x" * 10_000])
def test_a_hostile_key_is_shown_harmlessly(key: str) -> None:
    for document in (a_document(**{key: 1}), a_document(grace={key: 1})):
        ((where, code),) = refusals(document)
        assert code in {"key_unknown", "text_broken"}
        assert where.isprintable()


# Together


def test_all_problems_are_reported_together() -> None:
    document = a_document(
        {"kind": "repayment", "date": "2025-02-30", "amount": "-1", "note": ""},
        {"kind": "pause", "from": "x"},
        penalty={"surcharge": "50%"},
        contract_rate="14.4",
        grace={"days": -1, "effect": "?"},
        compounding={"base": "interest_and_penalty"},
        cap={"lpr_multiple": "4"},
        extra=1,
        version=2,
    )
    assert {where for where, _ in refusals(document)} == {
        "version",
        "contract_rate",
        "events[0].date",
        "events[0].amount",
        "events[0].note",
        "events[1].from",
        "events[1].to",
        "grace.days",
        "grace.effect",
        "compounding.settle",
        "contract_date",
        "extra",
    }


def test_a_contradiction_keeps_the_place_of_its_event() -> None:
    document = a_document(
        {"kind": "cost", "date": "x", "amount": "1"},
        "no event",
        {"kind": "penalty_rate", "date": ON, "rate": "0.1%/day"},
        conventions={"day_count": "30E/360"},
    )
    assert ("events[2].rate", "daily_rate_needs_calendar_days") in refusals(document)


def test_a_rate_that_could_not_be_read_is_not_called_missing() -> None:
    assert refusals(a_document(contract_rate="14.4")) == [("contract_rate", "rate_unreadable")]


# Back to a file

_PLAIN_VALUES = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=9)
_VALUES = st.recursive(
    _PLAIN_VALUES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
_KEYS = sorted({*_full(), "kind", "date", "amount", "rate", "from", "to", "what", *COMPONENTS})


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(_full())), _VALUES)
@example("events", [{"kind": "notice", "date": ON, "what": []}])
@example("lender", {"kind": LONE})
@example("plans", None)
def test_any_value_is_read_or_refused(key: str, value: object) -> None:
    case, _ = outcome(lambda: read_case(_full() | {key: value}))
    assert case is None or read_case(parse_json(case_bytes(case))) == case


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(_every_event()), st.sampled_from(_KEYS), _VALUES)
def test_any_value_in_an_event_is_read_or_refused(event: Json, key: str, value: object) -> None:
    case, problems = outcome(lambda: read_case(_full() | {"events": [event | {key: value}]}))
    assert all(problem.where.startswith("events") for problem in problems)
    assert case is None or read_case(parse_json(case_bytes(case))) == case


@pytest.mark.parametrize(
    "case",
    [
        a_case(penalty="0.1234567891‱/day"),
        a_case(penalty="5‱/day"),
        a_case(title="“引号” \\ / \x00 \u2028 😀", notes="\r\n\t"),
        a_case(principal="999999999999999.99", interest="0.01"),
        a_case(due="1900-01-01"),
        a_case(due="2199-12-31"),
        a_case(penalty="33.3333333333%", contract_rate="0.000000000001%/year"),
    ],
)
def test_odd_values_survive_the_file(case: Case) -> None:
    assert read_case(parse_json(case_bytes(case))) == case
