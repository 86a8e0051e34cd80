"""A result as the window shows it: every figure a text, every note where it belongs."""

from datetime import date
from typing import Any

import pytest
from tests.app.conftest import TODAY
from tests.helpers.commands import a_loan
from tests.helpers.summaries import NAMES, PAID, noticed, statement_of

from faxi.app.results import ResultView, result_view
from faxi.app.statements import calculate_case
from faxi.store.case_file import read_case
from faxi.text.faces import money_face
from faxi.text.formulas import formulas
from faxi.text.words import Language, Words, words_of

EN = words_of(Language.EN)


def shown(name: str, words: Words = EN, today: date = TODAY) -> ResultView:
    return result_view(statement_of(name), today, words)


def on_day(as_of: str, today: date = TODAY, **keys: Any) -> ResultView:
    statement = calculate_case(read_case(a_loan(**keys)), date.fromisoformat(as_of))
    return result_view(statement, today, EN)


def test_the_loan_of_the_readme() -> None:
    view = shown("plain")
    figures = (view.days_overdue, view.bucket, view.penalty_interest, view.total_due, view.per_diem)
    assert figures == ("632", "M7+", "18,960.00", "68,960.00", "30.00")
    assert (view.penalty_note, view.total_note, view.per_diem_note) == ("", "", "")
    assert view.stage_title == "The debt may be assigned"
    counted = "Actual/360 · first day in, last day out · each line rounded (half up)"
    assert view.conventions == counted


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_the_one_of_the_statement(name: str, words: Words) -> None:
    view, statement = shown(name, words), statement_of(name)
    assert view.penalty_interest == money_face(statement.accrued.penalty_interest)
    assert view.total_due == money_face(statement.total_due)
    assert view.per_diem == money_face(statement.per_diem)
    assert [line.formula for line in view.lines] == formulas(statement, words)
    assert [line.amount for line in view.lines] == [money_face(x.amount) for x in statement.lines]


@pytest.mark.parametrize("name", NAMES)
def test_every_line_has_its_rule_and_source(name: str, words: Words) -> None:
    for line in shown(name, words).lines:
        assert line.rule
        title, source = line.source.split("\n")
        assert title
        assert source


NOTES = [
    ("eventful", "penalty_note", "of it unpaid: CNY "),
    ("partly due", "total_note", "principal not yet due besides: CNY 2,000.00, interest not"),
    ("overpaid", "total_note", "overpaid: CNY 10,000.00"),
    ("cap applied", "total_note", "after taking off CNY "),
    ("cap applied", "per_diem_note", "before the cap\nunder the cap: CNY 15.92"),
    ("cap shown", "total_note", ""),
    ("cap shown", "per_diem_note", ""),
]


@pytest.mark.parametrize(("name", "note", "said"), NOTES)
def test_a_note_says_what_the_figure_leaves_out(name: str, note: str, said: str) -> None:
    found = getattr(shown(name), note)
    assert found.startswith(said)
    assert bool(found) == bool(said)


@pytest.mark.parametrize(("name", "note", "said"), [entry for entry in NOTES if entry[2]])
def test_notes_are_chinese_in_chinese(name: str, note: str, said: str) -> None:
    found = getattr(shown(name, words_of(Language.ZH)), note)
    assert not found.isascii()
    assert said.partition(":")[0] not in found
    assert "CNY" not in found


def test_several_notes_are_listed() -> None:
    early = PAID | {"date": "2020-01-01", "amount": "9999.00"}
    items = [
        {"due_date": "2020-01-15", "principal": "10.00"},
        {"due_date": "2030-01-15", "principal": "20.00"},
    ]
    view = on_day("2020-02-20", events=[early], instalments=items)
    assert view.total_note == "principal not yet due besides: CNY 20.00, overpaid: CNY 9,989.00"


@pytest.mark.parametrize("name", ["cap of the LPR", "ignored", "rolled"])
def test_warnings_are_sentences(name: str, words: Words) -> None:
    (warning,) = shown(name, words).warnings
    assert warning.endswith((".", "。"))


# The strip


def test_the_strip_holds_the_stages_that_days_lead_to(words: Words) -> None:
    strip = shown("plain", words).strip
    assert [(part.from_days, part.to_days) for part in strip.parts] == [
        (0, 0), (1, 60), (61, 90), (91, 180), (181, None), (None, None),
    ]  # fmt: skip
    assert [part.title for part in strip.parts] == {
        Language.ZH: ["还款提醒", "温和催收", "联合催收", "强硬催收", "债权转让", "法律手段"],
        Language.EN: ["Reminder", "Gentle", "Joint", "Tough", "Assignment", "Enforcement"],
    }[words.language]


@pytest.mark.parametrize(
    ("as_of", "current", "hint"),
    [
        ("2025-03-01", 0, "Gentle, in 1 day"),
        ("2025-03-02", 1, "Joint, in 60 days"),
        ("2025-04-30", 1, "Joint, in 1 day"),
        ("2025-05-01", 2, "Tough, in 30 days"),
        ("2025-05-31", 3, "Assignment, in 90 days"),
        ("2025-08-29", 4, ""),
    ],
)
def test_the_strip_says_where_the_debt_stands(as_of: str, current: int, hint: str) -> None:
    strip = on_day(as_of, today=date.fromisoformat(as_of)).strip
    expected = f"next usual threshold: {hint}" if hint else ""
    assert (strip.current, strip.hint) == (current, expected)


def test_today_is_marked_where_it_is() -> None:
    strip = on_day("2025-03-11").strip
    assert strip.today_days == 632
    assert strip.hint == "today: 632 days overdue · next usual threshold: Joint, in 51 days"
    assert on_day("2025-03-11", today=date(2025, 2, 28)).strip.today_days is None
    assert on_day("2025-03-11", today=date(2025, 3, 1)).strip.today_days == 0


@pytest.mark.parametrize("name", ["not yet due", "settled"])
def test_outside_the_ladder_nothing_is_current(name: str) -> None:
    assert shown(name).strip.current is None


def test_a_judgment_stands_at_the_end_of_the_strip() -> None:
    strip = shown("judged").strip
    assert (strip.current, strip.hint) == (len(strip.parts) - 1, "")


def test_nothing_unpaid_needs_no_hint() -> None:
    strip = shown("settled").strip
    assert (strip.hint, strip.today_days, strip.days_overdue) == ("", None, 0)


def test_a_notice_moves_the_strip() -> None:
    view = on_day("2025-03-11", events=[noticed("summons", "2025-03-05")])
    assert view.strip.parts[view.strip.current or 0].title == "Tough"
