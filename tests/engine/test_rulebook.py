"""Series of rates and the collection ladder, at their exact boundaries."""

from dataclasses import replace

import pytest
from tests.helpers.builders import a_ladder, a_rulebook, a_series, day
from tests.helpers.refusals import outcome

from faxi.engine.case import LenderKind
from faxi.engine.events import NoticeKind
from faxi.engine.problems import CaseError
from faxi.engine.rulebook import Gap, Series


@pytest.mark.parametrize(
    ("on", "value"),
    [
        ("2019-08-20", "4.2%"),
        ("2020-04-19", "4.2%"),
        ("2020-04-20", "3.85%"),
        ("2199-12-31", "3.85%"),
    ],
)
def test_a_value_is_in_force_from_its_day_on(on: str, value: str) -> None:
    assert str(a_series().on(day(on))) == value


def test_before_the_first_row_nothing_is_guessed() -> None:
    with pytest.raises(CaseError) as caught:
        a_series().on(day("2019-08-19"))
    (problem,) = caught.value.problems
    assert problem.code == "rate_missing"
    assert problem.params == {
        "series": "lpr_1y",
        "day": day("2019-08-19"),
        "first": day("2019-08-20"),
    }


@pytest.mark.parametrize(("on", "code"), [("2024-12-31", None), ("2025-01-01", "rate_ended")])
def test_after_the_end_of_a_series_nothing_is_guessed(on: str, code: str | None) -> None:
    assert _refusal(replace(a_series(), ends=day("2024-12-31")), on) == code


@pytest.mark.parametrize(
    ("on", "code"),
    [
        ("2022-12-31", None),
        ("2023-01-01", "rate_unconfirmed"),
        ("2023-06-30", "rate_unconfirmed"),
        ("2023-07-01", None),
    ],
)
def test_within_a_gap_nothing_is_guessed(on: str, code: str | None) -> None:
    gap = Gap(day("2023-01-01"), day("2023-06-30"))
    assert _refusal(replace(a_series(), gaps=(gap,)), on) == code


def _refusal(series: Series, on: str) -> str | None:
    _, problems = outcome(lambda: series.on(day(on)))
    return problems[0].code if problems else None


def test_a_value_tells_since_when_it_is_in_force() -> None:
    assert a_series().row_day(day("2020-04-19")) == day("2019-08-20")
    assert a_series().row_day(day("2020-04-20")) == day("2020-04-20")


def test_a_kind_of_lender_may_have_its_own_ladder() -> None:
    own = replace(a_ladder(), id="own")
    book = replace(a_rulebook(), ladders={LenderKind.PRIVATE: own})
    assert book.ladder_for(LenderKind.PRIVATE) is own
    assert book.ladder_for(LenderKind.BANK) is book.ladder


@pytest.mark.parametrize(
    ("overdue", "stage", "bucket"),
    [
        (0, "reminder", "M0"),
        (1, "gentle", "M1"),
        (30, "gentle", "M1"),
        (31, "gentle", "M2"),
        (60, "gentle", "M2"),
        (61, "joint", "M3"),
        (90, "joint", "M3"),
        (91, "tough", "M4"),
        (120, "tough", "M4"),
        (121, "tough", "M5"),
        (151, "tough", "M6"),
        (180, "tough", "M6"),
        (181, "assignment", "M7+"),
        (9999, "assignment", "M7+"),
    ],
)
def test_days_suggest_a_stage_and_a_bucket(overdue: int, stage: str, bucket: str) -> None:
    ladder = a_ladder()
    assert ladder.stages[ladder.rank_on(overdue)].id == stage
    assert ladder.bucket_on(overdue) == bucket


@pytest.mark.parametrize("notice", NoticeKind)
def test_every_notice_leads_to_a_stage(notice: NoticeKind) -> None:
    ladder = a_ladder()
    assert notice in ladder.stages[ladder.rank_of(notice)].notices


def test_the_highest_stage_of_a_notice_counts() -> None:
    ladder = a_ladder()
    assert ladder.rank_of(NoticeKind.JUDGMENT) == 5
    assert ladder.rank_of(NoticeKind.LAWYER_LETTER) == 3
