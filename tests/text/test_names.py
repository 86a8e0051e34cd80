"""Every value of the engine that people read has a name."""

import importlib
import pkgutil
from enum import Enum
from typing import get_args

import pytest
from tests.helpers.builders import (
    a_case,
    an_instalment,
    cap,
    compounding,
    grace,
)

import faxi.engine
from faxi.engine.case import Case, DueDateRoll, LenderKind
from faxi.engine.components import Component
from faxi.engine.events import Event
from faxi.engine.rates import Period
from faxi.text.names import EVENT_NAMES, NAMES, convention_phrases, name_of
from faxi.text.words import Language, words_of


def _enumerations() -> set[type[Enum]]:
    modules = [
        importlib.import_module(f"faxi.engine.{module.name}")
        for module in pkgutil.iter_modules(faxi.engine.__path__)
    ]
    return {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Enum)
        and value.__module__ == module.__name__
    }


def test_every_enumeration_is_named() -> None:
    # The period of a rate is said by its face.
    assert set(NAMES) == _enumerations() - {Period}


@pytest.mark.parametrize("kind", NAMES, ids=lambda kind: str(kind.__name__))
def test_every_member_has_a_name_of_its_own(kind: type[Enum]) -> None:
    names = [name_of(member, words_of(Language.EN)) for member in kind]
    assert all(names)
    assert len(set(names)) == len(names)


def test_every_kind_of_event_has_a_name() -> None:
    assert set(EVENT_NAMES) == {event.kind for event in get_args(Event)}


def test_members_with_equal_values_keep_their_own_names() -> None:
    words = words_of(Language.EN)
    # Both are "none" in a file.
    assert name_of(DueDateRoll.NONE, words) == "due dates stay on days off"
    assert name_of(compounding("none").base, words) == "no compound interest"
    assert name_of(Component.PRINCIPAL, words) == "Principal"
    assert name_of(LenderKind.BANK, words) == "Bank"


def _phrases(case: Case) -> list[str]:
    return convention_phrases(case, words_of(Language.EN))


def test_the_conventions_of_a_plain_case() -> None:
    order = (
        "Costs of realising the claim, Interest within term, Penalty interest, "
        "Compound interest, Liquidated damages and other fees, Principal"
    )
    assert _phrases(a_case()) == [
        "Actual/360",
        "first day in, last day out",
        "each line rounded (half up)",
        "the penalty rate replaces the contract rate",
        "no compound interest",
        f"payments go to: {order}",
    ]


def test_whatever_was_agreed_is_said() -> None:
    case = a_case(
        instalments=(an_instalment(), an_instalment()),
        grace=grace(5, "shift"),
        due_date_roll=DueDateRoll.NEXT_WORKDAY,
        compounding=compounding("interest", "quarter", 21),
        cap=cap("lpr_multiple", "4"),
    )
    said = _phrases(case)
    assert "due dates move to the next working day" in said
    assert "5 days of grace: counted from the end of the grace" in said
    assert "capitalised quarterly on day 21" in said
    assert "oldest instalment first" in said
    assert "cap shown, not applied: multiple of the one-year LPR 4" in said


@pytest.mark.parametrize(
    ("kind", "limit", "phrase"),
    [
        ("annual_rate", "24%", "cap applied: yearly rate 24%"),
        ("share_of_principal", "30%", "cap applied: share of principal 30%"),
        ("amount", "500.00", "cap applied: fixed amount 500.00"),
        ("lpr_multiple", "1.5", "cap applied: multiple of the one-year LPR 1.5"),
    ],
)
def test_an_applied_cap(kind: str, limit: str, phrase: str) -> None:
    assert _phrases(a_case(cap=cap(kind, limit, apply=True)))[-1] == phrase


def test_one_day_of_grace_is_singular() -> None:
    phrase = "1 day of grace: from the due date once the grace is missed"
    assert phrase in _phrases(a_case(grace=grace(1)))
