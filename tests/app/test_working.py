"""Every figure of a result has a working whose steps add up to it, to the fen."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from tests.helpers.builders import a_case, grace, notice
from tests.helpers.figures import figure_ids
from tests.helpers.summaries import NAMES, statement_of
from tests.helpers.vectors import vectors

from faxi.app.current_rules import current_rules
from faxi.app.field_names import field_name
from faxi.app.statements import calculate_case, stage_texts
from faxi.app.working import Working, working_of
from faxi.app.working_texts import working_page
from faxi.engine.components import Component
from faxi.engine.days import parse_date
from faxi.engine.money import rounder
from faxi.engine.rates import Rate
from faxi.engine.statement import Statement
from faxi.rules.law import law
from faxi.store.case_file import read_case
from faxi.text.words import Language, Words, words_of

EN, ZH = words_of(Language.EN), words_of(Language.ZH)
_NUMBER = re.compile(r"([\d,]+(?:\.\d+)?)(%?)")


def evaluated(formula: str, statement: Statement) -> int:
    """Return the fen of a formula whose sum is rounded once."""
    for sign, operator in {"×": "*", "÷": "/", "−": "-"}.items():
        formula = formula.replace(sign, operator)
    text = _NUMBER.sub(lambda m: f"F('{m[1].replace(',', '')}'){'/100' if m[2] else ''}", formula)
    fen = Fraction(eval(text, {"F": Fraction, "__builtins__": {}})) * 100
    mode = statement.case.conventions.rounding_mode
    return rounder(mode)(fen.numerator, fen.denominator)


def statements() -> Iterator[Statement]:
    for entry in vectors().values():
        yield calculate_case(read_case(entry["case"]), parse_date(entry["as_of"]))
    for name in NAMES:
        yield statement_of(name)


def figures(statement: Statement) -> dict[str, int]:
    """Return the figures of a statement by id, straight from it."""
    found = {
        **dict.fromkeys(("days_overdue", "stage", "bucket"), statement.days_overdue),
        "total_due": statement.total_due,
        "per_diem": statement.per_diem,
        "not_yet_due": sum(statement.not_yet_due),
        "overpaid": statement.overpaid,
    }
    for component in Component:
        found[f"accrued.{component.key}"] = statement.accrued[component]
        found[f"paid.{component.key}"] = statement.paid[component]
        found[f"waived.{component.key}"] = statement.waived[component]
        found[f"outstanding.{component.key}"] = statement.outstanding[component]
    for index, line in enumerate(statement.lines):
        found[f"line.{index}"] = line.amount
    for index, entry in enumerate(statement.allocations):
        found[f"allocation.{index}"] = entry.amount
    if statement.cap:
        cap = statement.cap
        found |= {"cap.claimed": cap.claimed, "cap.allowed": cap.allowed, "cap.over": cap.over}
    return found


def test_every_figure_of_every_vector_is_the_sum_of_its_steps() -> None:
    seen = 0
    for statement in statements():
        expected = figures(statement)
        assert expected.keys() | {"capped_per_diem"} >= set(figure_ids(statement))
        for figure_id, value in expected.items():
            working = working_of(statement, figure_id, EN)
            assert (working.id, working.value) == (figure_id, value)
            assert sum(step.amount or 0 for step in working.steps) == value, figure_id
            seen += 1
    assert seen > 5000


def test_formulas_rounded_as_a_whole_give_their_figure() -> None:
    seen = 0
    for statement in statements():
        ids = ["per_diem"]
        cap = statement.cap
        if cap is not None and isinstance(cap.limit, Rate):
            ids += ["cap.allowed"] + ["capped_per_diem"] * (cap.applied and not cap.excess_paid)
        for figure_id in ids:
            for step in working_of(statement, figure_id, EN).steps:
                if step.formula and (figure_id != "capped_per_diem" or (cap and cap.over > 10_000)):
                    assert evaluated(step.formula, statement) == step.amount, step
                    seen += 1
    assert seen > 150


def test_every_line_leads_to_a_rule_with_a_source_and_to_its_inputs() -> None:
    for statement in statements():
        for index, line in enumerate(statement.lines):
            working = working_of(statement, f"line.{index}", EN)
            assert working.rules == (statement.line_rules[line.component],)
            assert law()[working.rules[0]].instrument.title
            assert {"as_of", "day_count"} <= set(working.fields)
            for field in working.fields:
                assert field_name(field, statement.case, EN)


def test_a_loan_explains_itself_and_leads_back(words: Words) -> None:
    statement = statement_of("eventful")
    working = working_of(statement, "accrued.penalty_interest", words)
    assert "50,000.00 × 21.6% ÷ 360 × 92" in [step.formula for step in working.steps]
    assert working.steps[0].target == "line.0"
    assert {"principal", "penalty_surcharge", "due_date", "events[0]"} <= set(working.fields)
    page = working_page(working, statement, words)
    assert page.targets[0] == "figure:line.0"
    assert "field:penalty_surcharge" in dict(page.inputs)
    assert "50,000.00 × 21.6% ÷ 360 × 92" in page.text
    assert "bank.penalty.overdue" in page.text
    assert working.figure in page.text.split("\n")[0]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_opens_in_both_languages(name: str, words: Words) -> None:
    statement = statement_of(name)
    for figure_id in figure_ids(statement):
        page = working_page(working_of(statement, figure_id, words), statement, words)
        for target in filter(None, page.targets):
            assert isinstance(working_of(statement, target.partition(":")[2], words), Working)
        assert all(name for _, name in page.inputs)
        if words.language is Language.ZH:
            assert not page.title.isascii()


def test_a_long_part_is_one_step_that_leads_further() -> None:
    statement = statement_of("partly due")
    assert len(working_of(statement, "total_due", EN).steps) < 20
    for unknown in ("line.99", "allocation.-1", "nonsense", "accrued.gold"):
        with pytest.raises(KeyError):
            working_of(statement, unknown, EN)


def test_days_overdue_are_the_difference_of_two_dates() -> None:
    (step,) = working_of(statement_of("plain"), "days_overdue", EN).steps
    assert (step.formula, step.amount) == ("2026-11-23 − 2025-03-01", 632)
    settled = working_of(statement_of("settled"), "days_overdue", EN)
    assert (settled.steps[0].formula, settled.value) == ("", 0)
    assert settled.note


def _stage_note(as_of: str, *happened: Any, **keys: Any) -> tuple[str, tuple[str, ...]]:
    statement = calculate_case(a_case(*happened, **keys), parse_date(as_of))
    working = working_of(statement, "stage", EN)
    assert working.value == statement.days_overdue
    assert working.figure == stage_texts(statement, EN)[0]
    return working.note, working.fields


@pytest.mark.parametrize(
    ("as_of", "happened", "said", "fields"),
    [
        ("2025-04-10", [], "“Gentle”, which usually begins at 1 day overdue.", ()),
        (
            "2025-04-10",
            [notice("2025-04-01", "summons")],
            "(Court summons) puts the debt at “Tough” or further",
            ("events[0]",),
        ),
        # Of an earlier time, so it does not count.
        ("2025-04-10", [notice("2024-12-01", "summons")], "", ()),
    ],
)
def test_a_stage_names_what_led_to_it(
    as_of: str, happened: list[Any], said: str, fields: tuple[str, ...]
) -> None:
    note, found = _stage_note(as_of, *happened, due="2025-03-01")
    assert said in note
    assert [field for field in found if field.startswith("events")] == list(fields)
    assert ("goes before the days" in note) == bool(fields)
    assert "Next usual threshold" in note


def test_a_stage_within_the_days_of_grace_says_so() -> None:
    note, fields = _stage_note("2025-03-06", due="2025-03-01", grace=grace(10))
    assert "Within the days of grace" in note
    assert "grace_days" in fields


def test_a_settled_debt_is_at_no_stage() -> None:
    statement = statement_of("settled")
    assert "Nothing that is due is unpaid" in working_of(statement, "stage", EN).note


def test_the_stage_of_a_working_is_where_its_sentences_lead() -> None:
    seen = 0
    for statement in statements():
        ladder = current_rules().ladder_for(statement.case.lender.kind)
        note = working_of(statement, "stage", EN).note
        if statement.stage.id in ladder.texts and ladder.title[Language.EN] in note:
            name = ladder.name_of(statement.stage.id)[Language.EN]
            is_on_ladder = any(s.id == statement.stage.id for s in ladder.ladder.stages)
            assert (f"“{name}”" in note) == is_on_ladder, note
            seen += 1
    assert seen > 100


def test_the_bucket_says_which_days_it_stands_for() -> None:
    for as_of, said in (
        ("2025-03-01", "M0 stands for 0 to 0 days overdue."),
        ("2025-03-31", "M1 stands for 1 to 30 days overdue."),
        ("2026-03-31", "M7+ stands for 181 days overdue or more."),
    ):
        statement = calculate_case(a_case(due="2025-03-01"), parse_date(as_of))
        assert working_of(statement, "bucket", EN).note == said


def test_under_an_applied_cap_the_total_grows_as_the_cap_allows() -> None:
    statement = statement_of("cap applied")
    growth = working_of(statement, "capped_per_diem", EN).value
    following = calculate_case(statement.case, parse_date("2026-11-24")).total_due
    assert growth == following - statement.total_due
    assert 0 < growth < statement.per_diem
