"""The quick case: options to a case document, each value where its reader expects it."""

import pytest

from faxi.app.quick_case import QUICK_OPTIONS, REQUIRED, quick_document
from faxi.store.case_file import read_case
from faxi.text.words import Language, words_of

LOAN = {"principal": "5万", "due": "2025-03-01", "penalty-rate": "21.6pct/year"}


def test_a_quick_case_is_a_case() -> None:
    document, flags = quick_document(LOAN)
    assert document == {
        "format": "faxi-case",
        "version": 1,
        "instalments": [{"principal": "50000.00", "due_date": "2025-03-01"}],
        "penalty": {"rate": "21.6%/year"},
    }
    assert read_case(document).instalments[0].principal == 5_000_000
    assert flags == {
        "instalments[0].principal": "principal",
        "instalments[0].due_date": "due",
        "penalty.rate": "penalty-rate",
    }


@pytest.mark.parametrize("flag", ["principal", "interest"])
@pytest.mark.parametrize("text", ["abc", "", "-1", "1.234", "1e400"])
def test_an_unreadable_amount_is_left_for_the_reader(flag: str, text: str) -> None:
    document, _ = quick_document({**LOAN, flag: text})
    assert document["instalments"][0][flag] == text


@pytest.mark.parametrize(
    ("flag", "text", "event"),
    [
        ("payment", "2025-06-01=1,000", {"kind": "repayment", "date": "2025-06-01",
                                         "amount": "1000.00"}),
        ("payment", "2025-06-01", {"kind": "repayment", "date": "2025-06-01", "amount": ""}),
        ("cost", "2025-09-01=3:a:b=c", {"kind": "cost", "date": "2025-09-01", "amount": "3.00",
                                        "label": "a:b=c"}),
        ("pause", "2025-05-01..", {"kind": "pause", "from": "2025-05-01", "to": ""}),
        ("pause", "..", {"kind": "pause", "from": "", "to": ""}),
    ],
)  # fmt: skip
def test_events_in_one_word(flag: str, text: str, event: dict[str, str]) -> None:
    document, flags = quick_document({**LOAN, flag: [text]})
    assert document["events"] == [event]
    assert flags["events[0]"] == flag


def test_events_of_several_options_follow_each_other() -> None:
    given = {**LOAN, "cost": ["2025-01-01=1", "2025-01-02=2"], "payment": ["2025-01-03=3"]}
    document, flags = quick_document(given)
    kinds = [event["kind"] for event in document["events"]]
    assert kinds == [{"payment": "repayment"}.get(flags[f"events[{n}]"], "cost") for n in range(3)]


@pytest.mark.parametrize(("text", "value"), [("3", 3), ("-3", -3), ("x", "x"), ("٣", "٣")])
def test_whole_numbers_are_numbers_and_the_rest_is_left(text: str, value: object) -> None:
    assert quick_document({**LOAN, "grace-days": text})[0]["grace"] == {"days": value}


def test_a_number_of_days_too_long_to_be_one_is_left() -> None:
    text = "9" * 5000
    assert quick_document({**LOAN, "grace-days": text})[0]["grace"] == {"days": text}


def test_keys_of_one_object_come_together() -> None:
    given = {**LOAN, "cap": "24pct", "cap-apply": True, "inclusion": "both", "rounding": "per_day"}
    document, _ = quick_document(given)
    assert document["cap"] == {"annual_rate": "24%", "apply": True}
    assert document["conventions"] == {"inclusion": "both", "rounding": "per_day"}


def test_a_switch_sets_its_value() -> None:
    assert quick_document({**LOAN, "on-top": True})[0]["penalty_mode"] == "on_top"


def test_an_allocation_may_have_blanks() -> None:
    given = {**LOAN, "allocation": "costs, principal ,x"}
    assert quick_document(given)[0]["allocation"] == {"order": ["costs", "principal", "x"]}


def test_every_option_is_said_in_chinese() -> None:
    words = words_of(Language.ZH)
    assert [option.flag for option in QUICK_OPTIONS if words(option.help).isascii()] == []


def test_options_have_their_own_flags() -> None:
    flags = [option.flag for option in QUICK_OPTIONS]
    assert len(set(flags)) == len(flags)
    assert set(REQUIRED) <= set(flags)
