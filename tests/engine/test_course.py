"""A course followed day by day stands where a calculation to the same day stands."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.helpers.builders import a_case, an_instalment, cost, day, paid
from tests.helpers.debts import RULES, a_debt, random_debts

from faxi.engine.calculate import calculate
from faxi.engine.case import Case
from faxi.engine.course import Course
from faxi.engine.events import Acceleration, Repayment
from faxi.engine.walk import LAST_DAY


def _stands_like(course: Course, case: Case, today: date) -> bool:
    """Tell whether a course agrees with the calculation of a case to the day it has come to."""
    known = replace(case, events=tuple(e for e in case.events if e.date <= today))
    there = calculate(known, today, RULES)
    return (
        course.ledger.outstanding() == there.outstanding
        and course.due == there.total_due
        and course.stage == there.stage
        and course.days_overdue == there.days_overdue
        and course.not_yet_due == sum(there.not_yet_due)
    )


@pytest.mark.parametrize("seed", range(3))
def test_stands_where_the_calculation_stands(seed: int) -> None:
    rng = random.Random(seed)
    for case, as_of in random_debts(60, seed):
        if any(isinstance(event, Acceleration) for event in case.events):
            continue  # of one to come a calculation to an earlier day knows nothing
        course, today = Course(case, LAST_DAY, RULES), as_of
        whole = case
        for _ in range(4):
            course.pass_before(today)
            twin = course.fork()
            twin.come_to(today)
            assert _stands_like(twin, whole, today)
            if twin.due and rng.randint(0, 2):
                amount = rng.randint(1, twin.due)
                twin.pay(amount)
                whole = replace(whole, events=(*whole.events, Repayment(today, amount)))
                assert _stands_like(twin, whole, today)
                course = twin
            today += timedelta(days=rng.randint(1, 150))


def test_a_fork_leaves_its_course_alone() -> None:
    course = Course(a_debt(), LAST_DAY, RULES)
    course.pass_before(day("2026-02-01"))
    twin = course.fork()
    twin.come_to(day("2026-02-01"))
    twin.pay(100_00)
    course.come_to(day("2026-03-02"))
    assert [line.days for line in course.lines] == [60]  # not cut on 1 February
    assert course.due == 38_160_00
    twin.come_to(day("2026-03-02"))
    assert [line.days for line in twin.lines] == [31, 29]


def test_coming_to_a_day_twice_lets_it_happen_once() -> None:
    course = Course(a_debt(cost("2026-02-01", "80.00")), LAST_DAY, RULES)
    for _ in range(2):
        course.come_to(day("2026-02-01"))
    assert course.due == 36_000_00 + 31 * 36_00 + 80_00


def test_names_the_days_on_which_something_new_falls_due() -> None:
    case = a_case(
        cost("2026-03-05", "80.00"),
        paid("2026-04-01", "10.00"),
        instalments=(an_instalment("2026-01-01"), an_instalment("2026-05-01")),
    )
    course = Course(case, LAST_DAY, RULES)
    assert course.due_days(day("2026-01-01"), day("2026-05-01")) == [
        day("2026-03-05"),
        day("2026-05-01"),
    ]
