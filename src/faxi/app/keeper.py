"""Keeps the case on the desk in the book as it changes, in memory while that is not possible.

Nothing is written over what another window wrote: then the case here goes on as one of its own.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from faxi.app import clock
from faxi.app.casebook import BookCase, CaseBook, content_of
from faxi.app.draft_json import draft_text
from faxi.app.drafts import Draft
from faxi.app.session import Session, Step
from faxi.engine.problems import Problem
from faxi.store.database import BookError, ConflictError
from faxi.store.rows import MOST_STATES, CaseRow, Content, History, NewCase, State


def _nothing() -> None:
    """Do nothing."""


class _Desk:
    """A case being worked on, and what the book is known to hold of it."""

    def __init__(self, case: BookCase | None = None) -> None:
        self.row: CaseRow | None = case.row if case else None
        self.unknown: dict[str, Any] = dict(case.unknown) if case else {}
        self.stored: dict[int, Step] = {}
        self.position = -1
        self.draft: Draft | None = None
        self.begun: Draft | None = None
        if case is not None:
            self.stored = dict(enumerate(case.steps, case.first))
            self.position = case.first + case.at
            self.draft = case.draft


class _Work(NamedTuple):
    """What is to be kept of a case: its steps as of a moment, and what stands in the form."""

    steps: tuple[Step, ...]
    at: int
    first: int
    draft: Draft

    def within_reach(self) -> "_Work":
        """Return it with the steps a book keeps: the last ones, or those after the current one."""
        forgotten = max(0, min(self.at, len(self.steps) - MOST_STATES))
        steps = self.steps[forgotten : forgotten + MOST_STATES]
        return _Work(steps, self.at - forgotten, self.first + forgotten, self.draft)


class Keeper:
    """The one who writes; answers ``Keeping`` for a presenter.

    Attributes:
        problem: Why the last attempt failed; ``None`` when everything is kept.
        parted: Rows of cases that went on as their own because another window changed the first;
            whoever tells of them clears the list.
        changed: Called after every attempt to write.
        typed: Called when something is being typed, to call ``rest`` soon.
    """

    def __init__(self, book: CaseBook) -> None:
        self.book = book
        self.changed: Callable[[], None] = _nothing
        self.typed: Callable[[], None] = _nothing
        self.problem: Problem | None = None
        self.parted: list[CaseRow] = []
        self._desk = _Desk()
        self._behind: dict[_Desk, _Work] = {}
        self._typing: _Work | None = None

    @property
    def row(self) -> CaseRow | None:
        """The row of the case on the desk; ``None`` while it is not in the book."""
        return self._desk.row

    @property
    def origin(self) -> str:
        """Name of the file the case on the desk was copied from, or ``""``."""
        return self._desk.row.origin if self._desk.row else ""

    @property
    def is_behind(self) -> bool:
        """Whether something is in memory only."""
        return bool(self._behind)

    def begin(self) -> None:
        """Put a new case on the desk; it enters the book with its first content."""
        self._leave()
        self._desk = _Desk()
        self.changed()

    def take(self, case_id: int) -> BookCase:
        """Put a case of the book on the desk.

        Raises:
            KeyError: There is none of this number.
            BookError: It cannot be read just now.
        """
        self._leave()
        for desk, work in self._behind.items():
            if desk.row is not None and desk.row.id == case_id:
                self._desk = desk
                return BookCase(desk.row, work.steps, work.at, work.first, work.draft, desk.unknown)
        case = self.book.open_case(case_id)
        self._desk = _Desk(case)
        return case

    def keep(self, session: Session, draft: Draft) -> None:
        """Keep what a session holds; whatever fails is tried again by ``retry``."""
        self._typing = None
        work = _Work(session.steps, session.at, session.first, draft)
        if self._desk.row is None and len(work.steps) == 1:
            if self._desk.begun is None:
                self._desk.begun = draft.content
            if draft.content == self._desk.begun:
                return  # nothing was entered yet
        self._keep(work)

    def keep_typing(self, session: Session, draft: Draft) -> None:
        """Note what is being typed; ``rest`` writes it, in a moment of rest."""
        self._typing = _Work(session.steps, session.at, session.first, draft)
        self.typed()

    def rest(self) -> None:
        """Write what was being typed, if anything was."""
        if self._typing is not None:
            work, self._typing = self._typing, None
            self._keep(work)

    def _keep(self, work: _Work) -> None:
        row = self._desk.row
        self._behind[self._desk] = work
        if not self.retry() or self._desk.row is not row:
            self.changed()

    def retry(self) -> bool:
        """Write everything that is in memory only; tell whether that worked."""
        for desk, work in list(self._behind.items()):
            try:
                self._write(desk, work)
            except BookError as error:
                self.problem = error.problem
                return False
            del self._behind[desk]
        self.problem = None
        return True

    def is_outdated(self) -> bool:
        """Tell whether another window changed or removed the case on the desk.

        Raises:
            BookError: The book cannot be read just now.
        """
        row = self._desk.row
        if row is None or self._desk in self._behind:
            return False
        now = self.book.row(row.id)
        return now is None or now.revision != row.revision

    def refreshed(self, row: CaseRow) -> None:
        """Note a change to the row of the case on the desk that was made on purpose."""
        if self._desk.row is not None and self._desk.row.id == row.id:
            self._desk.row = row

    def drop(self, case_ids: set[int]) -> None:
        """Forget cases that were deleted for good; the desk is cleared if it held one."""
        self._typing = None
        for desk in [each for each in self._behind if each.row and each.row.id in case_ids]:
            del self._behind[desk]
        if self._desk.row is not None and self._desk.row.id in case_ids:
            self._desk = _Desk()

    def clear(self) -> None:
        """Forget everything: the book was emptied."""
        self._behind.clear()
        self._typing, self._desk, self.problem = None, _Desk(), None

    def _leave(self) -> None:
        self.rest()

    def _write(self, desk: _Desk, work: _Work) -> None:
        work = work.within_reach()
        current = dict(enumerate(work.steps, work.first))
        position = work.first + work.at
        kept = work.first - 1
        while kept + 1 in current and desk.stored.get(kept + 1) == current[kept + 1]:
            kept += 1
        if desk.row is None:
            self._add(desk, work)
        elif (kept, position, work.draft) != (max(current), desk.position, desk.draft):
            history = History(position, kept, _states(desk, work, kept + 1))
            try:
                desk.row = self.book.save(desk.row, _content(desk, work), history)
            except ConflictError:
                self.parted.append(self._add(desk, work))
        desk.stored, desk.position, desk.draft = current, position, work.draft

    def _add(self, desk: _Desk, work: _Work) -> CaseRow:
        states, position = _states(desk, work, work.first), work.first + work.at
        origin = desk.row.origin if desk.row else ""
        new = NewCase(_content(desk, work), states, position, origin=origin)
        desk.row = self.book.add([new])[0]
        return desk.row


def _content(desk: _Desk, work: _Work) -> Content:
    """Return what the book holds: typing is kept, but counts only once it is an edit."""
    content = content_of(work.steps[work.at].draft, desk.unknown)
    return content._replace(draft=draft_text(work.draft, clock.today(), desk.unknown))


def _states(desk: _Desk, work: _Work, first: int) -> tuple[State, ...]:
    """Return the states from a position on."""
    today = clock.today()
    return tuple(
        State(at, step.name, draft_text(step.draft, today, desk.unknown))
        for at, step in enumerate(work.steps, work.first)
        if at >= first
    )
