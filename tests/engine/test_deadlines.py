"""Thresholds ahead, and the ends of periods: which day starts them, moves them, restarts them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.builders import (
    FakeCalendar,
    a_case,
    a_ladder,
    accelerated,
    an_instalment,
    day,
    grace,
    notice,
    paid,
    statement_of,
    waived,
)

from faxi.engine.case import Case
from faxi.engine.components import Component
from faxi.engine.deadlines import (
    Limitation,
    Milestone,
    NoticePeriod,
    days_after,
    enforcement_milestone,
    limitation_milestone,
    notice_milestones,
    overdue_milestones,
    retention_milestone,
    rolled,
    stage_milestones,
    years_after,
)
from faxi.engine.events import NoticeKind

CALENDAR = FakeCalendar(range(2020, 2032), days_off=frozenset({date(2025, 10, 1)}))
LIMITATION = Limitation(
    3,
    "general",
    "instalments",
    "repaid",
    {NoticeKind.LAWYER_LETTER: "demand", NoticeKind.SUMMONS: "suit"},
)


# Days off


@pytest.mark.parametrize(
    ("last", "moved"),
    [
        ("2025-09-30", ("2025-09-30", "stayed")),  # Tuesday
        ("2025-10-01", ("2025-10-02", "moved")),  # a day off
        ("2025-10-04", ("2025-10-06", "moved")),  # Saturday
        ("2025-10-05", ("2025-10-06", "moved")),
        ("2031-12-31", ("2031-12-31", "stayed")),
        ("2032-01-01", ("2032-01-01", "unpublished")),
    ],
)
def test_a_last_day_off_gives_way_to_the_next_working_day(
    last: str, moved: tuple[str, str]
) -> None:
    found, why = rolled(day(last), CALENDAR)
    assert (found.isoformat(), why) == moved


def test_days_off_up_to_the_end_of_what_is_published() -> None:
    calendar = FakeCalendar(range(2025, 2026), days_off=frozenset({date(2025, 12, 31)}))
    assert rolled(day("2025-12-31"), calendar) == (day("2025-12-31"), "unpublished")


def test_the_day_a_period_starts_on_is_not_counted() -> None:
    assert days_after(day("2025-09-01"), 15) == day("2025-09-16")


@pytest.mark.parametrize(
    ("start", "years", "last"),
    [
        ("2025-06-01", 3, "2028-06-01"),
        ("2024-02-29", 3, "2027-02-28"),
        ("2024-02-29", 4, "2028-02-29"),
    ],
)
def test_years_end_on_the_same_date_or_the_end_of_the_month(
    start: str, years: int, last: str
) -> None:
    assert years_after(day(start), years) == day(last)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_a_period_is_never_shortened(last: date) -> None:
    found, why = rolled(last, CALENDAR)
    assert found >= last
    assert (found > last) == (why == "moved")
    assert why == "unpublished" or CALENDAR.is_workday(found)


# Thresholds of days overdue


def _stages(case: Case, as_of: str) -> list[str]:
    found = stage_milestones(statement_of(case, as_of), a_ladder(), "ladder")
    return [f"{m.date} {m.params['stage']} in {m.days_from_cut_off}" for m in found]


def test_stages_still_ahead() -> None:
    assert _stages(a_case(), "2025-06-02") == [
        "2025-08-01 joint in 60",
        "2025-08-31 tough in 90",
        "2025-11-29 assignment in 180",
    ]


@pytest.mark.parametrize(
    ("as_of", "following"), [("2025-07-31", "2025-08-01 joint in 1"), ("2025-08-01", "2025-08-31")]
)
def test_a_threshold_reached_is_no_longer_ahead(as_of: str, following: str) -> None:
    assert _stages(a_case(), as_of)[0].startswith(following)


def test_a_grace_holds_thresholds_back() -> None:
    assert _stages(a_case(grace=grace(5)), "2025-06-03")[0] == "2025-06-07 gentle in 4"
    assert _stages(a_case(grace=grace(100)), "2025-06-03") == [
        "2025-09-10 tough in 99",
        "2025-11-29 assignment in 179",
    ]


def test_a_notice_leaves_lower_stages_behind() -> None:
    case = a_case(notice("2025-06-10", "summons"))
    assert _stages(case, "2025-06-20") == ["2025-11-29 assignment in 162"]
    assert _stages(a_case(notice("2025-06-10", "judgment")), "2025-06-20") == []


def test_nothing_is_ahead_of_what_is_not_overdue() -> None:
    assert _stages(a_case(), "2025-05-31") == []
    assert _stages(a_case(paid("2025-06-01", "36000.00")), "2025-06-20") == []


@pytest.mark.parametrize(
    ("as_of", "dates"),
    [
        ("2025-06-02", ["2025-08-31", "2026-02-27", "2026-05-28"]),
        ("2025-08-30", ["2025-08-31", "2026-02-27", "2026-05-28"]),
        ("2025-08-31", ["2026-02-27", "2026-05-28"]),
        ("2026-05-28", []),
    ],
)
def test_over_ninety_days_is_from_the_ninety_first(as_of: str, dates: list[str]) -> None:
    thresholds = [("a", 90), ("b", 270), ("c", 360)]
    found = overdue_milestones(statement_of(a_case(), as_of), "asset_class", thresholds)
    assert [m.date.isoformat() for m in found] == dates


# Notices


def test_periods_run_from_the_notices_that_have_one() -> None:
    periods = {
        NoticeKind.SUMMONS: NoticePeriod("answer", "answer.rule", 15),
        NoticeKind.PAYMENT_ORDER: NoticePeriod("payment_order", "order.rule", 15),
    }
    case = a_case(
        notice("2025-09-01", "summons"),
        notice("2025-09-16", "payment_order"),
        notice("2025-09-17", "mediation"),
        notice("2025-12-01", "summons"),
    )
    found = list(notice_milestones(statement_of(case, "2025-09-20"), periods, CALENDAR))
    assert [(m.kind, m.rule_id, m.date.isoformat(), m.days_from_cut_off) for m in found] == [
        ("answer", "answer.rule", "2025-09-16", -4),
        ("payment_order", "order.rule", "2025-10-02", 12),
    ]
    assert found[1].params == {"days": 15, "received": day("2025-09-16"), "calendar": "moved"}


@pytest.mark.parametrize(
    ("enforced", "is_open"), [(None, True), ("2025-08-14", True), ("2025-08-15", False)]
)
def test_the_time_to_apply_for_enforcement(enforced: str | None, *, is_open: bool) -> None:
    events = [notice(enforced, "enforcement")] if enforced else []
    statement = statement_of(a_case(*events), "2025-09-01")
    found = enforcement_milestone(statement, day("2025-08-15"), 2, "apply", CALENDAR)
    assert (found is not None) == is_open
    if found:
        assert (found.date, found.params["calendar"]) == (day("2027-08-16"), "moved")  # a Sunday


# How long the credit record keeps it


def _retained(case: Case, as_of: str = "2025-12-01") -> str | None:
    found = retention_milestone(statement_of(case, as_of), 5, "keep")
    return found.date.isoformat() if found else None


def test_retention_counts_from_the_day_the_debt_was_settled() -> None:
    late = (paid("2025-06-11", "30000.00"), paid("2025-07-01", "20000.00"))
    assert _retained(a_case(*late)) == "2030-07-01"
    assert _retained(a_case(*late), "2025-06-30") is None


def test_nothing_is_retained_of_what_was_paid_in_time() -> None:
    assert _retained(a_case(paid("2025-06-01", "36000.00"))) is None
    assert _retained(a_case(paid("2025-06-06", "36000.00"), grace=grace(5))) is None
    assert _retained(a_case(paid("2025-06-07", "40000.00"), grace=grace(5))) == "2030-06-07"
    items = (an_instalment(), an_instalment("2025-07-01"))
    on_time = (paid("2025-06-01", "36000.00"), paid("2025-07-01", "36000.00"))
    assert _retained(a_case(*on_time, instalments=items)) is None


def test_a_debt_settled_by_a_waiver_is_settled() -> None:
    case = a_case(waived("2025-06-01", Component.PRINCIPAL, "36000.00"))
    assert _retained(case) is None
    given_up = waived("2025-06-11", Component.PRINCIPAL, "36000.00")
    assert _retained(a_case(given_up)) is None  # the penalty interest is left
    assert _retained(a_case(given_up, penalty="0%/year")) == "2030-06-11"


# Limitation: only ever the earliest possible day


def _limitation(case: Case, as_of: str) -> Milestone | None:
    return limitation_milestone(statement_of(case, as_of), LIMITATION, CALENDAR)


def _limit(case: Case, as_of: str = "2025-12-01") -> str:
    found = _limitation(case, as_of)
    assert found is not None
    assert found.rule_id == "general"
    return f"{found.date} {found.kind}: {found.params['start']} {found.params['reason']}"


def test_it_runs_from_the_due_date() -> None:
    assert _limit(a_case()) == "2028-06-01 limitation: 2025-06-01 due"


def test_it_runs_from_the_last_instalment_even_if_that_is_not_yet_due() -> None:
    case = a_case(instalments=(an_instalment(), an_instalment("2026-09-01")))
    assert _limit(case) == "2029-09-03 limitation: 2026-09-01 due"  # 1 September is a Saturday
    found = _limitation(case, "2025-12-01")
    assert found is not None
    assert found.params["start_rule"] == "instalments"


@pytest.mark.parametrize(
    ("happened", "start"),
    [
        (paid("2025-05-20", "1.00"), "2025-06-01 due"),
        (paid("2025-11-03", "1.00"), "2025-11-03 repayment"),
        (notice("2025-11-03", "lawyer_letter"), "2025-11-03 lawyer_letter"),
        (notice("2025-11-03", "summons"), "2025-11-03 summons"),
        (notice("2025-11-03", "mediation"), "2025-06-01 due"),
        (paid("2025-12-02", "1.00"), "2025-06-01 due"),  # after the cut-off
    ],
)
def test_what_restarts_it(happened: object, start: str) -> None:
    assert _limit(a_case(happened)).endswith(start)  # type: ignore[arg-type]


def test_of_several_restarts_the_latest_counts() -> None:
    case = a_case(notice("2025-11-03", "summons"), paid("2025-10-09", "1.00"))
    assert _limit(case) == "2028-11-03 limitation: 2025-11-03 summons"


def test_after_an_acceleration_it_is_disputed() -> None:
    items = (an_instalment(), an_instalment("2026-09-01"))
    case = a_case(accelerated("2025-09-01"), instalments=items)
    found = _limitation(case, "2025-12-01")
    assert found is not None
    assert (found.kind, found.date) == ("limitation_disputed", day("2028-09-01"))
    assert (found.params["scheduled"], found.params["other"]) == (
        day("2026-09-01"),
        day("2029-09-03"),
    )


def test_a_restart_after_the_scheduled_end_settles_the_dispute() -> None:
    items = (an_instalment(), an_instalment("2026-09-01"))
    case = a_case(accelerated("2025-09-01"), paid("2026-09-01", "1.00"), instalments=items)
    assert _limit(case, "2026-12-01") == "2029-09-03 limitation: 2026-09-01 repayment"


def test_a_judgment_or_full_payment_ends_it() -> None:
    assert _limitation(a_case(notice("2025-11-03", "judgment")), "2025-12-01") is None
    assert _limitation(a_case(notice("2025-11-03", "judgment")), "2025-11-02") is not None
    assert _limitation(a_case(paid("2025-06-01", "36000.00")), "2025-12-01") is None
    assert _limitation(a_case(), "2025-05-31") is None
