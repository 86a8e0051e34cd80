"""Plans compared, and kept with their case."""

from dataclasses import replace
from typing import Any

import pytest
from tests.helpers.builders import day, paid, waived
from tests.helpers.debts import a_debt

from faxi.app.plan_view import plan_view
from faxi.app.plans import (
    Kept,
    compare,
    drop,
    keep,
    kept_comparison,
    kept_plans,
    read_scheme,
    usual_schemes,
)
from faxi.engine.components import Component
from faxi.engine.plans import ClearBy, Lump, Monthly, PayOn, Scheme, Settlement
from faxi.exports.blocks import Paragraph
from faxi.store.case_dump import dump_case
from faxi.store.case_file import read_case
from faxi.text.words import Language, words_of

NOW, LATER = day("2026-04-01"), day("2026-12-01")
SCHEMES: list[Scheme] = [
    PayOn(LATER),
    Monthly(5_000_00, LATER, 31),
    ClearBy(LATER, NOW, 5),
    Lump(1_000_00, NOW, ClearBy(LATER, NOW, 5)),
    Settlement(30_000_00, LATER),
    Settlement(30_000_00, LATER, 3_000_00, 9),
]


def test_plans_are_compared_up_to_the_last_day_of_the_longest() -> None:
    found = compare(a_debt(), NOW, [PayOn(NOW), PayOn(day("2026-05-01"))])
    assert found.horizon == day("2026-05-01")
    assert found.waiting_due == 40_320_00
    assert [each.saved for each in found.plans] == [1_080_00, 0]
    further = compare(a_debt(), NOW, [PayOn(NOW)], day("2026-05-11"))
    assert further.plans[0].saved == 1_440_00


def test_the_usual_ways_can_all_be_carried_out() -> None:
    found = compare(a_debt(), NOW, usual_schemes(a_debt(), NOW))
    assert all(each.plan.clear_on for each in found.plans)


def test_a_kept_plan_survives_the_file_and_is_made_again_to_the_fen() -> None:
    case = a_debt()
    for scheme in SCHEMES:
        case = keep(case, NOW, scheme)
    again = read_case(dump_case(case))
    assert kept_plans(again) == ([Kept(NOW, scheme) for scheme in SCHEMES], [])
    comparisons, problems = kept_comparison(again)
    made = compare(a_debt(), NOW, SCHEMES)
    assert not problems
    assert [c.plan.paid for c in comparisons[0].plans] == [c.plan.paid for c in made.plans]


def test_a_plan_is_kept_once_and_can_be_dropped() -> None:
    case = keep(keep(a_debt(), NOW, SCHEMES[0]), NOW, SCHEMES[0])
    assert len(kept_plans(case)[0]) == 1
    assert drop(case, SCHEMES[0]) == a_debt()


@pytest.mark.parametrize(
    "plans",
    [
        "all",
        [1],
        [{"kind": "hope"}],
        [{"kind": "pay_on", "date": "2026-12-01"}],
        [{"as_of": "2026-04-01", "kind": "monthly", "amount": 5, "first": "2026-05-01", "day": 1}],
        [{"as_of": "2026-04-01", "kind": "pay_on", "date": "tomorrow"}],
    ],
)
def test_what_cannot_be_read_is_left_out_with_a_word(plans: Any) -> None:
    case = replace(a_debt(), reserved={"plans": plans})
    kept, problems = kept_plans(case)
    assert kept == []
    assert [p.code for p in problems] == ["plan_unreadable"]


def test_a_lump_is_not_followed_by_a_lump() -> None:
    inner = {"kind": "settlement", "amount": "1.00", "date": "2026-12-01"}
    with pytest.raises(TypeError):
        read_scheme({"kind": "lump", "amount": "1.00", "date": "2026-12-01", "rest": inner})


def test_a_waiver_to_come_does_not_stop_the_others() -> None:
    case = a_debt(waived("2026-06-01", Component.PENALTY_INTEREST, "100.00"))
    found = compare(case, NOW, [PayOn(NOW), PayOn(LATER)])
    assert [each.plan.paid for each in found.plans] == [39_240_00, 36_000_00 + 334 * 36_00 - 100_00]
    view = plan_view(case, NOW, [PayOn(LATER)], words_of(Language.EN))
    assert len(view.entries) == 7
    assert view.problems == ()


def test_kept_plans_of_another_cut_off_say_so() -> None:
    case = keep(a_debt(), NOW, PayOn(day("2026-05-01")))
    view = plan_view(case, day("2026-06-01"), [], words_of(Language.EN))
    first = view.entries[0]
    assert first.is_kept
    assert "made on 1 Apr 2026" in first.cells[0]


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2025-11-01", "截至2025年11月1日尚无到期款项。2026年1月1日有36,000.00 元到期"),
        ("2026-02-01", "以后也没有款项到期"),
    ],
)
def test_the_tab_says_that_nothing_is_due(as_of: str, told: str) -> None:
    debt = a_debt() if as_of < "2026" else a_debt(paid("2026-01-01", "36000.00"))
    view = plan_view(debt, day(as_of), (), words_of(Language.ZH))
    first = view.wait_blocks[0]
    assert isinstance(first, Paragraph)
    assert told in first.text
    assert bool(view.entries) == (as_of < "2026")
