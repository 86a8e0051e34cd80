"""The session: undo goes back exactly, redo forward, up to two hundred steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faxi.app.drafts import Draft
from faxi.app.session import Session, Step


def draft(title: str, as_of: str = "2026-11-23") -> Draft:
    return Draft(title=title, as_of=as_of)


class Watched:
    """A session that counts how often it said that it changed."""

    def __init__(self) -> None:
        self.times = 0
        self.session = Session(draft(""), self._count)

    def _count(self) -> None:
        self.times += 1


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_a_new_session_has_nothing_to_undo(watched: Watched) -> None:
    session = watched.session
    state = (session.undo_name, session.redo_name, session.first, watched.times)
    assert state == (None, None, 0, 0)


def test_a_commit_is_one_step(watched: Watched) -> None:
    watched.session.commit("one", draft("甲"))
    assert watched.session.draft.title == "甲"
    assert (watched.session.undo_name, watched.session.redo_name) == ("one", None)
    assert watched.times == 1


def test_a_commit_without_a_change_is_no_step(watched: Watched) -> None:
    watched.session.commit("none", draft(""))
    assert (watched.session.undo_name, watched.times) == (None, 0)


def test_undo_and_redo_say_what_they_would_do(watched: Watched) -> None:
    session = watched.session
    session.commit("one", draft("甲"))
    session.commit("two", draft("乙"))
    session.undo()
    assert (session.draft.title, session.undo_name, session.redo_name) == ("甲", "one", "two")
    session.redo()
    assert (session.draft.title, session.undo_name, session.redo_name) == ("乙", "two", None)


def test_undo_and_redo_at_the_ends_do_nothing(watched: Watched) -> None:
    watched.session.undo()
    watched.session.redo()
    assert watched.times == 0


def test_a_commit_after_undo_forgets_what_was_undone(watched: Watched) -> None:
    session = watched.session
    session.commit("one", draft("甲"))
    session.undo()
    session.commit("two", draft("乙"))
    assert session.redo_name is None
    session.undo()
    assert session.draft.title == ""


def test_the_cut_off_can_be_undone(watched: Watched) -> None:
    session = watched.session
    session.commit("day", draft("", "2025-01-01"))
    assert session.undo_name == "day"
    session.undo()
    assert session.draft.as_of == "2026-11-23"


def test_another_case_goes_on_where_it_stood(watched: Watched) -> None:
    steps = [Step("", draft("")), Step("one", draft("甲")), Step("two", draft("乙"))]
    watched.session.resume(steps, 1, 40)
    session = watched.session
    assert (session.draft.title, session.undo_name, session.redo_name) == ("甲", "one", "two")
    assert (session.first, watched.times) == (40, 1)


def test_undo_has_no_end(watched: Watched) -> None:
    session = watched.session
    for number in range(1, 1001):
        session.commit(f"to {number}", draft(str(number)))
    assert (len(session.steps), session.first, session.at) == (1001, 0, 1000)
    while session.undo_name is not None:
        session.undo()
    assert session.draft.title == ""


class Model:
    """What a session should be: two stacks."""

    def __init__(self) -> None:
        self.past, self.future = [""], list[str]()

    def commit(self, title: str) -> None:
        if title != self.past[-1]:
            self.past.append(title)
            self.future.clear()

    def undo(self) -> None:
        if len(self.past) > 1:
            self.future.append(self.past.pop())

    def redo(self) -> None:
        if self.future:
            self.past.append(self.future.pop())


def do_both(step: str, session: Session, model: Model) -> None:
    """Do a step to a session and to its model."""
    name, _, title = step.partition(" ")
    if name == "commit":
        session.commit(title, draft(title))
        model.commit(title)
    else:
        getattr(session, name)()
        getattr(model, name)()


STEPS = st.lists(
    st.one_of(st.sampled_from(["undo", "redo"]), st.sampled_from("甲乙丙").map("commit {}".format)),
    max_size=40,
)


@given(STEPS)
def test_any_order_of_edits_agrees_with_two_stacks(steps: list[str]) -> None:
    session, model = Session(draft(""), lambda: None), Model()
    for step in steps:
        do_both(step, session, model)
        assert session.draft.title == model.past[-1]
        assert session.undo_name == (model.past[-1] if len(model.past) > 1 else None)
        assert session.redo_name == (model.future[-1] if model.future else None)


@given(st.lists(st.sampled_from("甲乙丙丁"), max_size=20))
def test_undoing_everything_comes_back_to_the_start(titles: list[str]) -> None:
    session = Session(draft(""), lambda: None)
    for title in titles:
        session.commit(title, draft(title))
    while session.undo_name is not None:
        session.undo()
    assert session.draft == draft("")
    while session.redo_name is not None:
        session.redo()
    assert session.draft.title == (titles or [""])[-1]
