"""The rulebook: which rule each kind of line rests on."""

from pathlib import Path

import pytest
from tests.helpers.toml_files import Change, changed_file, replaced

from faxi.engine.case import LenderKind
from faxi.engine.components import Component
from faxi.resources import resource
from faxi.rules.book import load_rules, read_line_rules
from faxi.rules.law import law
from faxi.rules.tables import RuleDataError

LINES = "line_rules.toml"
ACCRUING = {
    Component.ORDINARY_INTEREST,
    Component.PENALTY_INTEREST,
    Component.COMPOUND_INTEREST,
}


@pytest.mark.parametrize("kind", LenderKind)
def test_every_line_rests_on_a_rule_that_exists(kind: LenderKind) -> None:
    chosen = load_rules().rulebook.line_rules[kind]
    assert set(chosen) == ACCRUING
    assert [rule for rule in chosen.values() if rule not in law()] == []


def test_the_rules_are_those_of_the_page() -> None:
    rules = load_rules().rulebook.line_rules
    assert rules[LenderKind.BANK][Component.PENALTY_INTEREST] == "bank.penalty.overdue"
    assert rules[LenderKind.PRIVATE][Component.PENALTY_INTEREST] == "private.penalty"
    assert {chosen[Component.ORDINARY_INTEREST] for chosen in rules.values()} == {"contract.on_top"}
    assert {chosen[Component.COMPOUND_INTEREST] for chosen in rules.values()} == {
        "compound.interest"
    }


@pytest.mark.parametrize("kind", LenderKind)
def test_a_rule_for_a_lender_binds_that_lender(kind: LenderKind) -> None:
    for rule_id in load_rules().rulebook.line_rules[kind].values():
        kinds = law()[rule_id].lender_kinds
        assert not kinds or kind in kinds


def test_rules_are_read_once() -> None:
    assert load_rules() is load_rules()
    assert law() is law()


CORRUPT: list[tuple[Change, str]] = [
    (replaced("[private]", "[privat]"), f"{LINES}:private: missing"),
    (replaced("[private]", '[other]\nx = "y"\n[private]'), f"{LINES}:other: unknown key"),
    (replaced("penalty_interest =", "penalty ="), f"{LINES}:bank:penalty_interest: missing"),
    (replaced("[bank]", '[bank]\nprincipal = "x"'), f"{LINES}:bank:principal: unknown key"),
    (replaced("[bank]", '[bank]\npenalty_interest = "x"'), f"{LINES}: "),
    (replaced('"bank.penalty.overdue"', "1"), f"{LINES}:bank:penalty_interest: expected a text"),
    (lambda text: f"bank = 1\n{text.replace('[bank]', '[banks]')}", f"{LINES}:bank: expected a"),
]


@pytest.mark.parametrize(("change", "said"), CORRUPT, ids=[said for _, said in CORRUPT])
def test_corrupt_line_rules_are_refused(tmp_path: Path, change: Change, said: str) -> None:
    path = changed_file(tmp_path, LINES, change)
    with pytest.raises(RuleDataError) as caught:
        read_line_rules(path)
    assert str(caught.value).startswith(said)


def test_the_shipped_line_rules_are_read() -> None:
    assert read_line_rules(resource("rules", LINES)) == load_rules().rulebook.line_rules
