"""Series of rates and the collection ladder, at their exact boundaries."""

import pytest
from tests.helpers.builders import a_ladder, a_series, day

from faxi.engine.events import NoticeKind
from faxi.engine.problems import CaseError


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
