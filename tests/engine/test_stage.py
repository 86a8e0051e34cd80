"""The collection stage: every rule of section 6, by days and by notices."""

from datetime import timedelta

import pytest
from tests.helpers.builders import (
    DUE,
    a_case,
    an_instalment,
    cost,
    day,
    grace,
    notice,
    paid,
    pause,
    statement_of,
)
from tests.helpers.vectors import published

from faxi.engine.case import Case

ALL_PAID = paid(DUE, "36000.00")


def _stage(case: Case, as_of: str) -> str:
    """Return stage and basis."""
    stage = statement_of(case, as_of).stage
    return f"{stage.id} by {stage.basis}"


def _after(days: int) -> str:
    return str(day(DUE) + timedelta(days=days))


# By days


@pytest.mark.parametrize(
    ("overdue", "stage"),
    [
        (0, "reminder"),
        (1, "gentle"),
        (60, "gentle"),
        (61, "joint"),
        (90, "joint"),
        (91, "tough"),
        (180, "tough"),
        (181, "assignment"),
        (3000, "assignment"),
    ],
)
def test_days_alone(overdue: int, stage: str) -> None:
    assert _stage(a_case(), _after(overdue)) == f"{stage} by days"


@pytest.mark.parametrize("effect", ["threshold", "shift"])
@pytest.mark.parametrize(("overdue", "stage"), [(5, "reminder"), (6, "gentle")])
def test_within_either_grace_it_is_a_reminder(effect: str, overdue: int, stage: str) -> None:
    case = a_case(grace=grace(5, effect))
    assert _stage(case, _after(overdue)) == f"{stage} by days"
    assert statement_of(case, _after(overdue)).days_overdue == overdue


def test_a_long_grace_is_a_reminder_however_long() -> None:
    assert _stage(a_case(grace=grace(200)), _after(200)) == "reminder by days"
    assert _stage(a_case(grace=grace(200)), _after(201)) == "assignment by days"


def test_the_oldest_unpaid_instalment_counts() -> None:
    case = a_case(ALL_PAID, instalments=(an_instalment(), an_instalment(_after(100))))
    assert _stage(case, _after(120)) == "gentle by days"


# Nothing unpaid


def test_before_the_due_date_nothing_is_due() -> None:
    assert _stage(a_case(), _after(-1)) == "not_due by days"


def test_between_two_instalments_nothing_is_due() -> None:
    case = a_case(ALL_PAID, instalments=(an_instalment(), an_instalment(_after(100))))
    assert _stage(case, _after(99)) == "not_due by days"


def test_paid_and_nothing_to_come_is_settled() -> None:
    assert _stage(a_case(ALL_PAID), _after(500)) == "settled by days"


def test_costs_alone_are_still_owed() -> None:
    assert _stage(a_case(ALL_PAID, cost(_after(9), "5.00")), _after(500)) == "reminder by days"
    assert statement_of(a_case(ALL_PAID, cost(_after(9), "5.00")), _after(500)).bucket == "M0"


def test_costs_before_the_first_due_date() -> None:
    assert _stage(a_case(cost(_after(-9), "5.00")), _after(-1)) == "reminder by days"


def test_a_fen_is_still_owed_or_still_to_come() -> None:
    assert _stage(a_case(principal="0.01"), _after(1)) == "gentle by days"
    assert _stage(a_case(principal="0.01"), _after(-1)) == "not_due by days"


# By notices


@pytest.mark.parametrize(
    ("what", "stage"),
    [
        ("lawyer_letter", "tough"),
        ("mediation", "tough"),
        ("payment_order", "tough"),
        ("summons", "tough"),
        ("preservation", "tough"),
        ("assignment_notice", "assignment"),
        ("judgment", "legal"),
        ("enforcement", "legal"),
    ],
)
def test_a_notice_is_a_fact(what: str, stage: str) -> None:
    assert _stage(a_case(notice(_after(5), what)), _after(10)) == f"{stage} by notice"


@pytest.mark.parametrize(
    ("overdue", "stage"),
    [(10, "tough by notice"), (100, "tough by notice"), (181, "assignment by days")],
)
def test_the_higher_of_days_and_notices(overdue: int, stage: str) -> None:
    assert _stage(a_case(notice(_after(5), "summons")), _after(overdue)) == stage


def test_the_highest_notice_counts_whatever_comes_later() -> None:
    case = a_case(notice(_after(5), "judgment"), notice(_after(6), "mediation"))
    assert _stage(case, _after(10)) == "legal by notice"


def test_a_notice_on_the_due_date_or_the_cut_off_counts() -> None:
    for on in (0, 10):
        assert _stage(a_case(notice(_after(on), "summons")), _after(10)) == "tough by notice"


@pytest.mark.parametrize("what", ["summons", "judgment", "assignment_notice"])
def test_a_notice_after_the_cut_off_is_not_known(what: str) -> None:
    statement = statement_of(a_case(notice(_after(11), what)), _after(10))
    assert (statement.stage.id, statement.stage.assignment_notice) == ("gentle", None)


@pytest.mark.parametrize(
    ("what", "stage"),
    [
        ("lawyer_letter", "gentle by days"),
        ("preservation", "gentle by days"),
        ("judgment", "legal by notice"),
        ("enforcement", "legal by notice"),
        ("assignment_notice", "assignment by notice"),
    ],
)
def test_only_lasting_notices_outlive_the_arrears_they_were_for(what: str, stage: str) -> None:
    items = (an_instalment(), an_instalment(_after(100)))
    case = a_case(notice(_after(50), what), paid(_after(60), "38160.00"), instalments=items)
    assert _stage(case, _after(99)) == "not_due by days"
    assert _stage(case, _after(110)) == stage


def test_within_a_grace_a_notice_still_counts() -> None:
    case = a_case(notice(_after(2), "lawyer_letter"), grace=grace(5))
    assert _stage(case, _after(3)) == "tough by notice"


@pytest.mark.parametrize(
    ("what", "stage"), [("lawyer_letter", "reminder by days"), ("judgment", "legal by notice")]
)
def test_with_costs_alone_only_lasting_notices_count(what: str, stage: str) -> None:
    case = a_case(ALL_PAID, cost(_after(9), "5.00"), notice(_after(9), what))
    assert _stage(case, _after(10)) == stage


@pytest.mark.parametrize("what", ["judgment", "assignment_notice"])
def test_settled_is_settled_whatever_was_received(what: str) -> None:
    assert _stage(a_case(ALL_PAID, notice(_after(-5), what)), _after(10)) == "settled by days"


# The assignment notice


def test_an_assignment_notice_stays_visible() -> None:
    received = notice(_after(5), "assignment_notice")
    for case in (
        a_case(received),
        a_case(received, notice(_after(8), "judgment")),
        a_case(received, ALL_PAID),
        a_case(received, notice(_after(3), "assignment_notice")),
    ):
        assert statement_of(case, _after(10)).stage.assignment_notice == day(_after(5))


def test_without_one_there_is_none() -> None:
    assert statement_of(a_case(), _after(500)).stage.assignment_notice is None


# Published elsewhere, with buckets of their own and paused days that count for none of ours.


@pytest.mark.parametrize("number", ["04", "06", "07", "08", "09"])
def test_published_days_past_due_with_a_grace(number: str) -> None:
    given, expected = published(f"FIN-DQ{number}")
    pauses = [pause(first, last) for first, last in given["pauses"]]
    case = a_case(*pauses, due=given["due"], grace=grace(given["grace"], "threshold"))
    found = statement_of(case, given["asof"])
    assert found.days_overdue == expected["past_due"]
    assert (found.stage.id == "reminder") == (expected["delinquent"] == 0)


def test_published_buckets_of_several_instalments() -> None:
    given, expected = published("FIN-DQ01")
    overdue = [
        statement_of(a_case(due=due), given["asof"]).days_overdue
        for due in ("2023-10-01", "2023-10-16", "2023-10-31", "2023-11-15")
    ]
    found = {"RANGE_1": 0, "RANGE_3": 0, "RANGE_30": 0}
    for days in overdue:
        found[f"RANGE_{max(first for first in (1, 3, 30) if first <= days)}"] += 250
    assert {name: str(sum_) for name, sum_ in found.items()} == expected["buckets"]
