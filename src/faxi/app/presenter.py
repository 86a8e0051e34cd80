"""The behaviour of the main window without a widget: edits in, results and problems out.

The view is anything that answers ``CaseView``; tests give it a list that remembers.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

from faxi.app import clock
from faxi.app.drafts import (
    EDIT_NAMES,
    Draft,
    Reading,
    changed,
    draft_of,
    new_draft,
    read_draft,
    value_of,
)
from faxi.app.field_names import placed_sentence
from faxi.app.results import ResultView, result_view
from faxi.app.row_tables import place_of
from faxi.app.session import Session, Step
from faxi.app.statements import calculate_case
from faxi.engine.case import Case
from faxi.engine.problems import CaseError, Problem
from faxi.engine.statement import Statement
from faxi.store.files import FileError
from faxi.text.messages import message_of
from faxi.text.words import Language, Words, marked, words_of


class Outcome(NamedTuple):
    """What became of opening or writing a file: fine, or what to say instead."""

    is_fine: bool
    messages: tuple[str, ...] = ()


FINE = Outcome(is_fine=True)


class CaseView(Protocol):
    """What the presenter asks of a window."""

    def show_draft(self, draft: Draft) -> None:
        """Put a draft into the form, without telling the presenter of it as an edit."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show the sentence beneath each field; ``""`` is the case as a whole."""

    def show_result(self, result: ResultView, statement: Statement) -> None:
        """Show a result."""

    def grey_result(self) -> None:
        """Keep the last result, greyed: the form does not read as a case just now."""

    def clear_result(self) -> None:
        """Show that there is no result yet."""

    def show_state(self, name: str, undo: str | None, redo: str | None, *, is_dirty: bool) -> None:
        """Show what the case is called, what can be undone, and whether the book lags."""


class Keeping(Protocol):
    """Whatever keeps the case as it changes; see ``app.keeper``."""

    @property
    def is_behind(self) -> bool:
        """Whether something is in memory only."""

    @property
    def origin(self) -> str:
        """Name of the file the case was copied from, or ``""``."""

    def begin(self) -> None:
        """Expect another case, which is not in the book yet."""

    def keep(self, session: Session, draft: Draft) -> None:
        """Keep the steps of a session, and the draft that stands in the form."""

    def keep_typing(self, session: Session, draft: Draft) -> None:
        """Keep a draft that is being typed, now or soon."""


def _differing(before: Draft, after: Draft) -> str:
    """Return the first field in which two drafts differ."""
    return next(
        (field for field in EDIT_NAMES if value_of(before, field) != value_of(after, field)),
        "title",
    )


class CasePresenter:
    """Keeps one case, its draft and its result together, and tells the view.

    Attributes:
        statement: The result now shown; ``None`` while there is none or it is greyed.
        reading: What the draft reads as now.
    """

    def __init__(self, view: CaseView, language: Language, keeper: Keeping | None = None) -> None:
        self._view = view
        self._keeper = keeper
        self.language = language
        self.statement: Statement | None = None
        self.reading = Reading(None, None, {})
        self._shown: Statement | None = None  # the last good result, which may be greyed
        self._touched: set[str] = set()
        self._typed: Draft | None = None
        self._typing = ""
        self._is_resumed = False
        self.session = Session(new_draft(clock.today()), self._session_changed)

    @property
    def draft(self) -> Draft:
        """The draft with what is being typed."""
        return self._typed or self.session.draft

    def start(self) -> None:
        """Fill the view for the first time."""
        self._session_changed()

    def set_language(self, language: Language) -> None:
        """Say everything in another language."""
        self.language = language
        if self.statement is None and self._shown is not None:  # greyed, and not made again
            view = result_view(self._shown, clock.today(), self._words)
            self._view.show_result(view, self._shown)
        self._refresh()
        self.show_state()

    def recalculate(self) -> None:
        """Calculate again: the rules in use are others now."""
        self._refresh()

    def type(self, field: str, text: str) -> None:
        """Take typing that is not an edit yet: the result follows, undo does not."""
        self._typed, self._typing, self._is_resumed = self._with(field, text), field, False
        self._touched.add(field)
        self._refresh()
        if self._keeper is not None:
            self._keeper.keep_typing(self.session, self.draft)

    def _finish_other(self, field: str) -> None:
        """Make typing in another field an edit of its own, before this one begins."""
        if self._typed is not None and self._typing != field:
            typed, self._typed, self._is_resumed = self._typed, None, False
            self.session.commit(EDIT_NAMES[self._typing], typed)

    def commit(self, field: str, value: object, name: str = "") -> None:
        """Take a finished edit of a field as one step that can be undone.

        Args:
            name: What the step is called; by the field where it is left out.
        """
        self._finish_other(field)
        draft = self._with(field, value)
        self._typed = None
        self._touched.add(field)
        if draft == self.session.draft:
            self._refresh()
            if self._keeper is not None:
                self._keeper.keep(self.session, draft)
        else:
            self.session.commit(name or EDIT_NAMES[field], draft)

    def commit_all(self, values: Mapping[str, object], name: str) -> None:
        """Take finished edits of several fields as one step that can be undone."""
        self._finish_other("")
        draft = self.session.draft
        for field, value in values.items():
            draft = changed(draft, field, value)
            self._touched.add(field)
        self.session.commit(name, draft)

    def undo(self) -> None:
        """Undo the last edit."""
        if self._is_resumed:  # typing of an earlier start is an edit by now
            self._finish_other("")
        self._typed = None
        self.session.undo()

    def redo(self) -> None:
        """Do the last undone edit again."""
        self._typed = None
        self.session.redo()

    def begin(self, draft: Draft | None = None) -> None:
        """Begin a new case, empty unless a draft is given; it is kept once it is edited."""
        if self._keeper is not None:
            self._keeper.begin()
        self.resume((Step("", draft or new_draft(clock.today())),), 0, 0)

    def resume(
        self, steps: Sequence[Step], at: int, first: int, typed: Draft | None = None
    ) -> None:
        """Go on with a case: its steps, the one it stands at, and typing that was under way."""
        self._typed, self._shown, self.statement = None, None, None
        self._touched.clear()
        self._is_resumed = typed is not None and typed != steps[at].draft
        if typed is not None and self._is_resumed:
            self._typed, self._typing = typed, _differing(steps[at].draft, typed)
        self.session.resume(steps, at, first)

    def sentences(self) -> tuple[str, ...]:
        """Return what keeps the draft from being a case, as sentences."""
        problems = read_draft(self.draft, clock.today()).problems
        return tuple(
            placed_sentence(where, message_of(problem, self._words), self._words)
            for where, problem in problems.items()
        )

    def copied_case(self) -> str | None:
        """Return the case as the text of its file, ``None`` while it is not whole."""
        from faxi.store.documents import case_bytes  # noqa: PLC0415 - pydantic only for a file

        case = self.case()
        return case_bytes(case).decode() if case is not None else None

    def paste_case(self, text: str) -> Outcome:
        """Begin a new case with what a copied text holds; else nothing changes."""
        from faxi.store.documents import read_entries  # noqa: PLC0415 - pydantic only for a file

        try:
            entries = read_entries(text.encode(errors="replace"))
        except CaseError as error:
            return Outcome(False, tuple(map(self._sentence, error.problems)))
        case = entries[0].case
        if len(entries) != 1 or case is None:
            one = Problem("one_case_needed", "", {"count": len(entries)})
            problems = entries[0].problems if len(entries) == 1 else (one,)
            return Outcome(False, tuple(map(self._sentence, problems)))
        today = clock.today()
        pasted = draft_of(case, entries[0].as_of or today)
        steps = (Step("", new_draft(today)), Step(marked("Paste a case"), pasted))
        if self._keeper is not None:
            self._keeper.begin()
        self.resume(steps, 1, 0)
        return FINE

    def save_copy(self, path: Path) -> Outcome:
        """Write the case to a file; the book stays its home."""
        from faxi.store.documents import save_case  # noqa: PLC0415 - pydantic only for a file

        case = self.case()
        if case is None:
            return Outcome(False, self.sentences())
        try:
            save_case(path, case)
        except FileError as error:
            return Outcome(False, (self._sentence(error.problem),))
        return FINE

    def case(self) -> Case | None:
        """Return the case as it reads now, ``None`` while it does not."""
        return read_draft(self.draft, clock.today()).case

    @property
    def is_behind(self) -> bool:
        """Whether closing now would lose something."""
        return self._keeper is not None and self._keeper.is_behind

    def _with(self, field: str, value: object) -> Draft:
        draft = changed(self.draft, field, value)
        if field in {"penalty_rate", "penalty_surcharge"}:
            return changed(draft, "penalty_kind", field.removeprefix("penalty_"))
        return changed(draft, "penalty_kind", "rate") if field == "penalty_unit" else draft

    def _session_changed(self) -> None:
        self._view.show_draft(self.draft)
        self._refresh()
        if self._keeper is not None:
            self._keeper.keep(self.session, self.draft)
        self.show_state()

    def show_state(self) -> None:
        """Show the case's title, what can be undone, and whether the book has everything."""
        session, words = self.session, self._words
        undo, redo = session.undo_name, session.redo_name
        origin = self._keeper.origin if self._keeper is not None else ""
        self._view.show_state(
            session.draft.title or origin,
            words(undo) if undo else undo,
            words(redo) if redo else redo,
            is_dirty=self.is_behind,
        )

    @property
    def _words(self) -> Words:
        return words_of(self.language)

    def _refresh(self) -> None:
        """Read the draft and show what it gives."""
        today = clock.today()
        reading = self.reading = read_draft(self.draft, today)
        problems = dict(reading.problems)
        statement = None
        if reading.case is not None and reading.as_of is not None:
            try:
                statement = calculate_case(reading.case, reading.as_of)
            except CaseError as error:
                placed = map(reading.placed, error.problems)
                problems |= {problem.where: problem for problem in placed}
        self._show_problems(problems)
        self._show(statement, today)

    def _show(self, statement: Statement | None, today: date) -> None:
        self.statement = statement
        if statement is not None:
            self._shown = statement
            self._view.show_result(result_view(statement, today, self._words), statement)
        elif self._shown is not None:
            self._view.grey_result()
        else:
            self._view.clear_result()

    def _show_problems(self, problems: Mapping[str, Problem]) -> None:
        """Show problems, but do not call empty what nobody has come to yet."""
        shown = {
            field: message_of(problem, self._words)
            for field, problem in problems.items()
            if problem.code != "field_empty" or self._shown is not None or self._is_touched(field)
        }
        self._view.show_problems(shown)

    def _is_touched(self, field: str) -> bool:
        """Tell whether somebody has come to a field, or to the table a cell belongs to."""
        place = place_of(field)
        return (place.table if place is not None else field) in self._touched

    def _sentence(self, problem: Problem) -> str:
        sentence = message_of(problem, self._words)
        return self._words.labelled(problem.where, sentence) if problem.where else sentence
