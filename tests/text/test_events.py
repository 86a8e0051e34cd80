"""An event as people read it."""

from typing import get_args

import pytest
from tests.helpers.builders import (
    accelerated,
    contract_rate,
    cost,
    damages,
    day,
    notice,
    paid,
    pause,
    penalty_rate,
    waived,
)

from faxi.engine.components import Component
from faxi.engine.events import Event, Notice, NoticeKind
from faxi.text.events import event_detail, event_name
from faxi.text.words import Language, words_of

ENGLISH = words_of(Language.EN)
ON = "2025-06-01"

JUDGMENT = (
    "Judgment or other enforceable document, judgment debt CNY 500.00, to perform by 1 Jul 2025"
)
EVENTS: list[tuple[Event, str, str]] = [
    (paid(ON, "5000.00"), "Repayment", "CNY 5,000.00"),
    (cost(ON, "300.00"), "Cost", "CNY 300.00 court fee"),
    (damages(ON, "50.00"), "Liquidated damages", "CNY 50.00 service fee"),
    (waived(ON, Component.COSTS, "5.00"), "Waiver", "Costs of realising the claim CNY 5.00"),
    (penalty_rate(ON, "18%/year"), "Penalty rate change", "18%/year"),
    (contract_rate(ON, "5‱/day"), "Contract rate change", "0.05%/day"),
    (pause(ON, "2025-06-30"), "Pause", "to 30 Jun 2025, both days included"),
    (accelerated(ON), "Acceleration", ""),
    (accelerated(ON, "7.00"), "Acceleration", "interest earned: CNY 7.00"),
    (notice(ON, "summons"), "Notice", "Court summons"),
    (
        Notice(day(ON), NoticeKind.JUDGMENT, day("2025-07-01"), 500_00),
        "Notice",
        JUDGMENT,
    ),
]


@pytest.mark.parametrize(("event", "name", "detail"), EVENTS)
def test_an_event_is_said(event: Event, name: str, detail: str) -> None:
    assert event_name(event, ENGLISH) == name
    assert event_detail(event, ENGLISH) == detail


def test_every_kind_is_tried() -> None:
    assert {type(event) for event, _, _ in EVENTS} == set(get_args(Event))


def test_an_order_of_its_own_is_said() -> None:
    said = event_detail(paid(ON, "5.00", *Component), ENGLISH)
    assert said.startswith("CNY 5.00, set against: Principal, Interest within term,")
