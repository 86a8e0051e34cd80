"""Rates through time, pauses, due dates as they really fall, and what happens on which day."""

from datetime import date, timedelta

import pytest
from tests.helpers.builders import (
    FakeCalendar,
    a_case,
    a_rulebook,
    accelerated,
    an_instalment,
    compounding,
    contract_rate,
    cost,
    day,
    on_top,
    paid,
    pause,
    penalty_rate,
    statement_of,
    waived,
)

from faxi.engine.case import Case, DueDateRoll
from faxi.engine.components import Component
from faxi.engine.timeline import DueItem, RateTrack, due_items, plan_days, rate_tracks

LATER = day("2025-12-31")


def _spans(
    track: RateTrack | None, first: str = "2025-06-01", last: str = "2025-06-30"
) -> list[str]:
    assert track is not None
    return [
        f"{date.fromordinal(start)}..{date.fromordinal(end - 1)} {rate}"
        for start, end, rate in track.over(day(first).toordinal(), day(last).toordinal() + 1)
    ]


def _penalty_spans(case: Case) -> list[str]:
    return _spans(rate_tracks(case, LATER)[1])


# Rates


def test_one_rate_is_one_span() -> None:
    assert _penalty_spans(a_case()) == ["2025-06-01..2025-06-30 36%/year"]
    assert rate_tracks(a_case(), LATER)[0] is None


def test_a_rate_is_in_force_for_the_whole_of_its_day() -> None:
    assert _penalty_spans(a_case(penalty_rate("2025-06-11", "18%/year"))) == [
        "2025-06-01..2025-06-10 36%/year",
        "2025-06-11..2025-06-30 18%/year",
    ]


def test_of_two_changes_on_a_day_the_later_in_the_file_holds() -> None:
    changes = [penalty_rate("2025-06-11", "18%/year"), penalty_rate("2025-06-11", "12%/year")]
    assert _penalty_spans(a_case(*changes))[1:] == ["2025-06-11..2025-06-30 12%/year"]


def test_a_change_there_and_back_on_a_day_is_none() -> None:
    changes = [penalty_rate("2025-06-11", "18%/year"), penalty_rate("2025-06-11", "36%/year")]
    assert _penalty_spans(a_case(*changes)) == ["2025-06-01..2025-06-30 36%/year"]


def test_file_order_of_changes_on_different_days_is_irrelevant() -> None:
    changes = [penalty_rate("2025-06-21", "12%/year"), penalty_rate("2025-06-11", "18%/year")]
    assert _penalty_spans(a_case(*changes)) == _penalty_spans(a_case(*reversed(changes)))


def test_an_equal_rate_is_no_change_but_another_period_is() -> None:
    assert len(_penalty_spans(a_case(penalty_rate("2025-06-11", "36.0%/year")))) == 1
    assert len(_penalty_spans(a_case(penalty_rate("2025-06-11", "3%/month")))) == 2


def test_a_contract_rate_moves_a_surcharged_penalty_rate() -> None:
    change = contract_rate("2025-06-11", "12%/year")
    assert _penalty_spans(a_case(change, penalty="50%", contract_rate="24%/year")) == [
        "2025-06-01..2025-06-10 36%/year",
        "2025-06-11..2025-06-30 18%/year",
    ]


def test_a_contract_rate_leaves_a_penalty_rate_alone() -> None:
    case = a_case(contract_rate("2025-06-11", "12%/year"), contract_rate="24%/year")
    assert _penalty_spans(case) == ["2025-06-01..2025-06-30 36%/year"]


@pytest.mark.parametrize("contract_on", ["2025-06-11", "2025-06-21"])
def test_a_penalty_rate_set_outright_ends_the_surcharge(contract_on: str) -> None:
    case = a_case(
        contract_rate(contract_on, "12%/year"),
        penalty_rate("2025-06-11", "30%/year"),
        penalty="50%",
        contract_rate="24%/year",
    )
    assert _penalty_spans(case) == [
        "2025-06-01..2025-06-10 36%/year",
        "2025-06-11..2025-06-30 30%/year",
    ]


def test_a_change_after_the_cut_off_is_not_known() -> None:
    case = a_case(penalty_rate("2025-06-11", "18%/year"))
    assert _spans(rate_tracks(case, day("2025-06-10"))[1]) == ["2025-06-01..2025-06-30 36%/year"]
    assert len(_spans(rate_tracks(case, day("2025-06-11"))[1])) == 2


# Pauses


@pytest.mark.parametrize(
    ("pauses", "gap"),
    [
        pytest.param([("2025-06-11", "2025-06-20")], "11..20", id="one"),
        pytest.param([("2025-06-11", "2025-06-11")], "11..11", id="one day"),
        pytest.param(
            [("2025-06-11", "2025-06-16"), ("2025-06-14", "2025-06-20")], "11..20", id="overlapping"
        ),
        pytest.param(
            [("2025-06-11", "2025-06-15"), ("2025-06-16", "2025-06-20")], "11..20", id="abutting"
        ),
        pytest.param(
            [("2025-06-11", "2025-06-20"), ("2025-06-13", "2025-06-14")], "11..20", id="inside"
        ),
        pytest.param(
            [("2025-06-16", "2025-06-20"), ("2025-06-11", "2025-06-15")], "11..20", id="file order"
        ),
    ],
)
def test_pauses_leave_one_gap(pauses: list[tuple[str, str]], gap: str) -> None:
    first, last = (int(part) for part in gap.split(".."))
    assert _penalty_spans(a_case(*(pause(*days) for days in pauses))) == [
        f"2025-06-01..2025-06-{first - 1} 36%/year",
        f"2025-06-{last + 1}..2025-06-30 36%/year",
    ]


def test_a_pause_covers_contract_and_penalty_rate() -> None:
    tracks = rate_tracks(on_top(pause("2025-05-01", "2025-07-31")), LATER)
    assert [_spans(track) for track in tracks] == [[], []]
    assert [track.on(day("2025-08-01").toordinal()) is None for track in tracks if track] == [
        False,
        False,
    ]


def test_a_pause_over_a_rate_change() -> None:
    case = a_case(pause("2025-06-09", "2025-06-12"), penalty_rate("2025-06-11", "18%/year"))
    assert _penalty_spans(case) == [
        "2025-06-01..2025-06-08 36%/year",
        "2025-06-13..2025-06-30 18%/year",
    ]


def test_a_pause_from_the_day_of_a_rate_change() -> None:
    case = a_case(pause("2025-06-11", "2025-06-12"), penalty_rate("2025-06-11", "18%/year"))
    assert _penalty_spans(case) == [
        "2025-06-01..2025-06-10 36%/year",
        "2025-06-13..2025-06-30 18%/year",
    ]


def test_two_gaps_leave_three_spans() -> None:
    case = a_case(pause("2025-06-05", "2025-06-06"), pause("2025-06-10", "2025-06-10"))
    assert [span.split()[0][-2:] for span in _penalty_spans(case)] == ["04", "09", "30"]


@pytest.mark.parametrize(("as_of", "spans"), [("2025-06-10", 1), ("2025-06-11", 2)])
def test_a_pause_is_known_from_its_first_day(as_of: str, spans: int) -> None:
    case = a_case(pause("2025-06-11", "2025-06-20"))
    assert len(_spans(rate_tracks(case, day(as_of))[1])) == spans


# Due dates


def _dues(
    case: Case, as_of: str = "2026-12-31", calendar: FakeCalendar | None = None
) -> list[DueItem]:
    return due_items(case, day(as_of), calendar or FakeCalendar()).items


def _rolled(due: str, calendar: FakeCalendar) -> tuple[str, list[str]]:
    case = a_case(due=due, due_date_roll=DueDateRoll.NEXT_WORKDAY)
    items, warnings, _ = due_items(case, LATER, calendar)
    assert items[0].scheduled == day(due)
    return str(items[0].due), [f"{w.where} {w.code} {w.params['day']}" for w in warnings]


@pytest.mark.parametrize(
    ("due", "rolled"),
    [
        ("2025-06-02", "2025-06-02"),  # Monday
        ("2025-06-01", "2025-06-02"),  # Sunday
        ("2025-05-31", "2025-06-02"),  # Saturday
        ("2025-10-01", "2025-10-09"),  # a week off
        ("2025-09-28", "2025-09-28"),  # a Sunday made a working day
    ],
)
def test_a_due_date_moves_to_the_next_working_day(due: str, rolled: str) -> None:
    week = frozenset(day("2025-10-01") + timedelta(days=n) for n in range(8))
    calendar = FakeCalendar(days_off=week, workdays=frozenset({day("2025-09-28")}))
    assert _rolled(due, calendar) == (rolled, [])


def test_without_a_roll_the_calendar_is_not_asked() -> None:
    items, warnings, _ = due_items(a_case(), LATER, FakeCalendar(range(0)))
    assert (items[0].due, warnings) == (day("2025-06-01"), [])


@pytest.mark.parametrize("due", ["2019-12-29", "2027-01-02"])
def test_beyond_the_published_years_the_date_stays_with_a_warning(due: str) -> None:
    warning = f"instalments[0].due_date calendar_unpublished {due}"
    assert _rolled(due, FakeCalendar()) == (due, [warning])


def test_a_roll_that_leaves_the_published_years_is_given_up_with_a_warning() -> None:
    # 31 December 2022 was a Saturday; the next working day lies in an unpublished year.
    warning = "instalments[0].due_date calendar_unpublished 2022-12-31"
    assert _rolled("2022-12-31", FakeCalendar(range(2020, 2023))) == ("2022-12-31", [warning])


def test_a_rolled_date_is_what_days_are_counted_from() -> None:
    case = a_case(due_date_roll=DueDateRoll.NEXT_WORKDAY)
    statement = statement_of(case, "2025-06-12")
    assert statement.oldest_unpaid_due_date == day("2025-06-02")
    assert statement.lines[0].from_date == day("2025-06-02")
    assert statement.days_overdue == 10


def test_the_warning_names_its_instalment_and_reaches_the_statement() -> None:
    items = (an_instalment("2025-06-02"), an_instalment("2030-01-05"))
    case = a_case(instalments=items, due_date_roll=DueDateRoll.NEXT_WORKDAY)
    (warning,) = statement_of(case, "2025-07-01", a_rulebook()).warnings
    assert (warning.where, warning.code) == ("instalments[1].due_date", "calendar_unpublished")


# Acceleration


THREE = (
    an_instalment("2025-06-01", "1000.00", "10.00"),
    an_instalment("2025-08-01", "2000.00", "20.00"),
    an_instalment("2025-07-01", "3000.00", "30.00"),
)


def test_an_acceleration_brings_forward_what_is_due_later() -> None:
    items = _dues(a_case(accelerated("2025-06-15"), instalments=THREE))
    assert [str(item.due) for item in items] == ["2025-06-01", "2025-06-15", "2025-06-15"]
    assert [item.interest for item in items] == [10_00, 0, 0]
    assert [str(item.scheduled) for item in items] == ["2025-06-01", "2025-08-01", "2025-07-01"]


def test_earned_interest_goes_to_the_instalment_scheduled_earliest() -> None:
    items = _dues(a_case(accelerated("2025-06-15", "7.00"), instalments=THREE))
    assert [item.interest for item in items] == [10_00, 0, 7_00]


@pytest.mark.parametrize("on", ["2025-08-01", "2025-08-02"])
def test_an_acceleration_on_the_last_due_date_or_later_changes_nothing(on: str) -> None:
    assert _dues(a_case(accelerated(on), instalments=THREE)) == _dues(a_case(instalments=THREE))


def test_interest_of_an_acceleration_of_nothing_is_refused() -> None:
    case = a_case(paid("2025-06-02", "1.00"), accelerated("2025-08-01", "7.00"), instalments=THREE)
    (problem,) = due_items(case, LATER, FakeCalendar()).problems
    assert (problem.where, problem.code) == ("events[1].interest", "acceleration_of_nothing")


def test_the_second_acceleration_finds_what_the_first_left() -> None:
    case = a_case(accelerated("2025-07-15"), accelerated("2025-06-15"), instalments=THREE)
    assert {str(item.due) for item in _dues(case)} == {"2025-06-01", "2025-06-15"}


def test_accelerations_happen_by_date_whatever_their_place_in_the_file() -> None:
    case = a_case(accelerated("2025-07-15", "7.00"), accelerated("2025-06-15"), instalments=THREE)
    problems = due_items(case, LATER, FakeCalendar()).problems
    assert [problem.where for problem in problems] == ["events[0].interest"]


def test_an_acceleration_on_the_cut_off_is_known() -> None:
    case = a_case(accelerated("2025-06-15"), instalments=THREE)
    assert [str(i.due) for i in _dues(case, "2025-06-15")][1:] == ["2025-06-15", "2025-06-15"]


def test_an_acceleration_after_the_cut_off_is_not_known() -> None:
    case = a_case(accelerated("2025-06-15", "7.00"), instalments=THREE)
    assert [str(i.due) for i in _dues(case, "2025-06-14")][1:] == ["2025-08-01", "2025-07-01"]


def test_due_later_looks_at_the_rolled_date() -> None:
    # Due on Sunday 1 June, so on Monday 2 June: later than the acceleration on Sunday.
    case = a_case(accelerated("2025-06-01", "7.00"), due_date_roll=DueDateRoll.NEXT_WORKDAY)
    (item,) = _dues(case)
    assert (str(item.due), item.interest) == ("2025-06-01", 7_00)


# Days


def test_days_are_in_order_and_end_with_the_cut_off() -> None:
    case = a_case(paid("2025-07-01", "1.00"), cost("2025-05-01", "1.00"))
    plan = plan_days(case, day("2025-08-01"), _dues(case))
    days = [str(date.fromordinal(ordinal)) for ordinal in plan]
    assert days == ["2025-05-01", "2025-06-01", "2025-07-01", "2025-08-01"]


def test_events_after_the_cut_off_are_not_planned() -> None:
    case = a_case(paid("2025-07-01", "1.00"), waived("2025-07-02", Component.PRINCIPAL, "1.00"))
    assert len(plan_days(case, day("2025-06-30"), _dues(case))) == 2


def test_settlement_days_run_from_the_first_due_date_to_the_cut_off() -> None:
    items = (an_instalment("2025-08-01"), an_instalment("2025-06-20"))
    case = a_case(instalments=items, compounding=compounding("interest"))
    plan = plan_days(case, day("2025-08-20"), _dues(case))
    settled = [date.fromordinal(n) for n, planned in plan.items() if planned.is_settlement]
    assert list(map(str, settled)) == ["2025-06-20", "2025-07-20", "2025-08-20"]


def test_without_compound_interest_nothing_is_settled() -> None:
    case = a_case(compounding=compounding("none"))
    plan = plan_days(case, day("2025-08-20"), _dues(case))
    assert not any(planned.is_settlement for planned in plan.values())


def test_instalments_of_a_day_fall_due_as_scheduled_then_as_filed() -> None:
    case = a_case(accelerated("2025-05-01"), instalments=(*THREE, an_instalment("2025-07-01")))
    plan = plan_days(case, LATER, _dues(case))
    (accelerating,) = [planned for planned in plan.values() if planned.falling_due]
    assert [item.number for item in accelerating.falling_due] == [1, 3, 4, 2]
