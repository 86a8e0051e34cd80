"""The presenter: what a window would show, tested on a view that only remembers."""

import errno
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.commands import a_loan
from tests.helpers.views import LoggingView

from faxi.app.drafts import draft_of
from faxi.app.event_rows import EventRow
from faxi.app.presenter import CasePresenter, CaseView
from faxi.store.case_file import read_case
from faxi.store.documents import load_case
from faxi.text.words import Language

LOAN = {
    "principal": "50000",
    "contract_rate": "14.4",
    "penalty_surcharge": "50",
    "due_date": "2025-03-01",
}


@pytest.fixture
def view() -> LoggingView:
    return LoggingView()


@pytest.fixture
def presenter(view: LoggingView) -> CasePresenter:
    made: CaseView = view  # the fake keeps to the protocol
    presenter = CasePresenter(made, Language.EN)
    presenter.start()
    view.told()
    return presenter


@pytest.fixture
def loan(presenter: CasePresenter, view: LoggingView) -> CasePresenter:
    """Return a presenter into which the loan of the README was entered."""
    for field, text in LOAN.items():
        presenter.commit(field, text)
    view.told()
    return presenter


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    return saved(tmp_path / "案件.json", a_loan({"kind": "pause", "from": "2025-04-01",
                                               "to": "2025-04-30"}, notes="备注"))  # fmt: skip


def saved(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def show(presenter: CasePresenter, path: Path) -> None:
    """Begin with the case of a file."""
    presenter.begin(draft_of(load_case(path), date(2026, 11, 23)))


def total(view: LoggingView) -> str | None:
    return view.result.total_due if view.result else None


# Beginning


def test_a_new_case_blames_nobody(view: LoggingView) -> None:
    CasePresenter(view, Language.EN).start()
    assert sorted(view.told()) == ["clear", "draft", "problems", "state"]
    assert view.problems == {}
    assert view.state == ("", None, None, False)
    assert view.draft.as_of == "2026-11-23"


def test_an_empty_field_is_blamed_once_it_was_touched(
    presenter: CasePresenter, view: LoggingView
) -> None:
    presenter.commit("principal", "")
    assert view.problems == {"principal": "Please fill this in."}
    presenter.commit("due_date", "")
    assert set(view.problems) == {"principal", "due_date"}


def test_a_wrong_field_is_blamed_at_once(presenter: CasePresenter, view: LoggingView) -> None:
    presenter.type("principal", "abc")
    assert list(view.problems) == ["principal"]
    assert view.problems["principal"].startswith("“abc” is not an amount")


def test_the_first_figures_come_with_the_last_field(
    presenter: CasePresenter, view: LoggingView
) -> None:
    for field, text in LOAN.items():
        assert view.result is None
        presenter.commit(field, text)
    assert total(view) == "68,960.00"
    assert view.problems == {}


# Typing and committing


def test_typing_moves_the_result_but_is_no_step(loan: CasePresenter, view: LoggingView) -> None:
    loan.type("principal", "60000")
    assert total(view) == "82,752.00"
    assert "draft" not in view.told()
    assert view.state[1] == "Change due date"
    assert loan.session.draft.principal == "50000"


def test_half_typed_keeps_the_result_greyed(loan: CasePresenter, view: LoggingView) -> None:
    loan.type("due_date", "2025-03-")
    assert "grey" in view.told()
    assert (total(view), loan.statement) == ("68,960.00", None)
    assert list(view.problems) == ["due_date"]


def test_an_emptied_field_is_blamed_while_a_result_stands(
    loan: CasePresenter, view: LoggingView
) -> None:
    loan.type("principal", "")
    assert view.problems == {"principal": "Please fill this in."}
    assert "grey" in view.told()


def test_a_commit_is_one_named_step(loan: CasePresenter, view: LoggingView) -> None:
    for text in ("6", "60", "60000"):
        loan.type("principal", text)
    loan.commit("principal", "60000")
    assert view.state == ("", "Change principal", None, False)
    loan.undo()
    assert (view.draft.principal, total(view)) == ("50000", "68,960.00")


def test_a_commit_of_the_same_text_is_no_step(loan: CasePresenter, view: LoggingView) -> None:
    loan.commit("principal", "50000")
    assert view.state[1] == "Change due date"
    assert "state" not in view.told()


def test_typing_and_coming_back_is_no_step(loan: CasePresenter, view: LoggingView) -> None:
    loan.type("principal", "6")
    loan.commit("principal", "50000")
    assert (view.state[1], total(view)) == ("Change due date", "68,960.00")


def test_what_was_typed_is_kept_as_it_was_typed(
    presenter: CasePresenter, view: LoggingView
) -> None:
    presenter.commit("principal", " 5 万 ")
    presenter.commit("due_date", "2025年3月1日")
    assert (view.draft.principal, view.draft.due_date) == (" 5 万 ", "2025年3月1日")


@pytest.mark.parametrize(
    ("field", "text", "kind"),
    [
        ("penalty_rate", "21.6", "rate"),
        ("penalty_unit", "%/month", "rate"),
        ("penalty_surcharge", "30", "surcharge"),
    ],
)
def test_typing_a_penalty_chooses_it(
    presenter: CasePresenter, field: str, text: str, kind: str
) -> None:
    presenter.type(field, text)
    assert presenter.draft.penalty_kind == kind


# Undo and redo


def test_undo_and_redo_walk_through_every_step(loan: CasePresenter, view: LoggingView) -> None:
    names = []
    while view.state[1] is not None:
        names.append(view.state[1])
        loan.undo()
    assert names == [
        "Change due date", "Change surcharge", "Change contract rate", "Change principal",
    ]  # fmt: skip
    while view.state[2] is not None:
        loan.redo()
    assert (total(view), view.state[2]) == ("68,960.00", None)


def test_undo_drops_what_is_half_typed(loan: CasePresenter, view: LoggingView) -> None:
    loan.type("principal", "6")
    loan.undo()
    assert (view.draft.principal, view.draft.due_date) == ("50000", "")


def test_undo_with_nothing_to_undo_does_nothing(
    presenter: CasePresenter, view: LoggingView
) -> None:
    presenter.undo()
    presenter.redo()
    assert view.told() == []


def test_the_cut_off_can_be_undone(loan: CasePresenter, view: LoggingView) -> None:
    loan.commit("as_of", "2025-03-11")
    assert (total(view), view.state[1]) == ("50,300.00", "Change cut-off date")
    loan.undo()
    assert total(view) == "68,960.00"


# Files


def test_opening_shows_everything(
    presenter: CasePresenter, view: LoggingView, case_file: Path
) -> None:
    show(presenter, case_file)
    assert view.state == ("某银行消费贷", None, None, False)
    assert (view.draft.principal, view.draft.as_of) == ("50,000.00", "2026-11-23")
    assert view.draft.events == (EventRow("pause", "2025-04-01", "2025-04-30"),)
    assert view.draft.notes == "备注"
    assert total(view) == "68,060.00"


def test_a_copy_is_written_and_changes_nothing_here(
    loan: CasePresenter, view: LoggingView, tmp_path: Path
) -> None:
    path = tmp_path / "新.json"
    assert loan.save_copy(path).is_fine
    assert view.told() == []
    assert read_case(json.loads(path.read_bytes())) == loan.case()


def test_of_what_does_not_read_no_copy_is_written(loan: CasePresenter, tmp_path: Path) -> None:
    loan.commit("principal", "abc")
    loan.commit("due_date", "")
    outcome = loan.save_copy(tmp_path / "a.json")
    assert not outcome.is_fine
    due, principal = sorted(outcome.messages)
    assert due.startswith("Due date: Please fill")
    assert principal.startswith("Overdue principal: “abc” is not")
    assert not (tmp_path / "a.json").exists()


@pytest.mark.parametrize("title", ["长" * 20_001, "\ud83d"])
def test_a_title_no_file_can_hold_is_said_and_not_saved(
    loan: CasePresenter, view: LoggingView, tmp_path: Path, title: str
) -> None:
    loan.commit("title", title)
    assert list(view.problems) == ["title"]
    assert not loan.save_copy(tmp_path / "a.json").is_fine


def test_a_half_typed_cut_off_does_not_keep_from_saving(
    loan: CasePresenter, tmp_path: Path
) -> None:
    loan.type("as_of", "2026-1")
    assert loan.save_copy(tmp_path / "a.json").is_fine


def test_a_disk_that_refuses_is_said(
    loan: CasePresenter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", fail)
    outcome = loan.save_copy(tmp_path / "a.json")
    assert outcome.messages == ("The disk is full; nothing was changed.",)


def test_a_copy_keeps_what_the_form_does_not_show(
    presenter: CasePresenter, case_file: Path, tmp_path: Path
) -> None:
    before = json.loads(case_file.read_bytes())
    show(presenter, case_file)
    presenter.commit("title", "另一个名字")
    presenter.save_copy(tmp_path / "b.json")
    after = read_case(json.loads((tmp_path / "b.json").read_bytes()))
    assert after == read_case(before | {"title": "另一个名字"})
    assert json.loads(case_file.read_bytes()) == before


def test_a_new_case_forgets_the_old_one(
    loan: CasePresenter, view: LoggingView, case_file: Path
) -> None:
    show(loan, case_file)
    loan.commit("principal", "")
    loan.begin()
    assert view.state == ("", None, None, False)
    assert (view.problems, view.result) == ({}, None)


# What cannot be calculated


def test_a_problem_of_the_whole_stands_below_the_form(
    presenter: CasePresenter, view: LoggingView, tmp_path: Path
) -> None:
    waiver = {"kind": "waiver", "date": "2025-04-01", "component": "costs", "amount": "1.00"}
    show(presenter, saved(tmp_path / "a.json", a_loan(waiver)))
    assert list(view.problems) == ["events[0].amount"]
    assert view.problems["events[0].amount"].startswith(
        "More is waived than is outstanding on 1 Apr 2025"
    )
    assert view.result is None


# Languages


def test_another_language_says_everything_anew(loan: CasePresenter, view: LoggingView) -> None:
    loan.commit("interest", "abc")
    loan.set_language(Language.ZH)
    assert view.problems["interest"].startswith("“abc”不是金额")
    assert view.state[1] == "修改期内利息"
    loan.commit("interest", "")
    assert view.result is not None
    assert view.result.stage_title == "可能进入债权转让"


def test_a_greyed_result_is_said_anew_too(loan: CasePresenter, view: LoggingView) -> None:
    loan.type("due_date", "2025-03-")
    view.told()
    loan.set_language(Language.ZH)
    assert view.result is not None
    assert view.result.stage_title == "可能进入债权转让"
    assert view.told()[-2:] == ["grey", "state"]
    assert loan.statement is None


def test_another_language_does_not_touch_the_form(loan: CasePresenter, view: LoggingView) -> None:
    loan.type("principal", "60000")
    view.told()
    loan.set_language(Language.ZH)
    assert "draft" not in view.told()
    assert (loan.draft.principal, total(view)) == ("60000", "82,752.00")
