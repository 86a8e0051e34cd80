"""The book of a person's debts: the store's rows with drafts, today's figures and rescue."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from faxi.app import clock
from faxi.app.current_rules import current_rules
from faxi.app.draft_json import draft_text, read_draft_text
from faxi.app.drafts import EDIT_NAMES, Draft, draft_of, new_draft, read_draft
from faxi.app.session import Step
from faxi.app.statements import calculate_case
from faxi.engine.case import Case
from faxi.engine.problems import CaseError
from faxi.engine.statement import Statement
from faxi.store.backups import Backup, back_up_daily, backups, restore
from faxi.store.book import Book
from faxi.store.case_dump import dump_case
from faxi.store.database import PATIENCE_MS, BookError, DamageError
from faxi.store.erase import erase_cases, erase_everything, set_aside
from faxi.store.folders import data_folder
from faxi.store.recovery import Opened, open_book
from faxi.store.rows import (
    CaseRow,
    Content,
    Figures,
    History,
    NewCase,
    Place,
    State,
    StoredCase,
)

Answer = TypeVar("Answer")
_COPIED = "copied"  # the day of the last copy, and the count of changes it holds


class BookCase(NamedTuple):
    """A case as it is worked on.

    Attributes:
        steps: Its states, oldest first; ``at`` is the index of the one it stands at.
        first: Position in the book of the first step.
        draft: What stands in the form, typing included.
        unknown: Fields of the draft that another version of the program wrote.
    """

    row: CaseRow
    steps: tuple[Step, ...]
    at: int
    first: int
    draft: Draft
    unknown: dict[str, Any]


class CaseBook:
    """One book; opens it when it is first needed and again after it was damaged or replaced.

    Attributes:
        folder: The data folder.
        news: What happened to the book that a person should be told; whoever tells it clears it.
    """

    def __init__(self, folder: Path | None = None, patience_ms: int = PATIENCE_MS) -> None:
        self.folder = folder or data_folder()
        self.news: list[Opened] = []
        self._patience_ms = patience_ms
        self._book: Book | None = None

    def close(self) -> None:
        """Let go of the book; the next use opens it again."""
        if self._book is not None:
            self._book.close()
            self._book = None

    def do(self, work: Callable[[Book], Answer]) -> Answer:
        """Do some work on the open book; once more after a rescue if it turns out damaged.

        Raises:
            BookError: The book cannot be used just now.
            ConflictError: As the work says.
        """
        try:
            return work(self._opened())
        except DamageError:
            self.close()
            return work(self._opened(thoroughly=True))
        except BookError as error:
            if error.problem.code == "book_forbidden":
                self.close()  # opened again, it may be allowed by then
            if error.problem.code != "file_missing":
                raise
            self.close()
            return work(self._opened())

    def _opened(self, *, thoroughly: bool = False) -> Book:
        if self._book is None:
            opened = open_book(self.folder, clock.today(), self._patience_ms, thoroughly=thoroughly)
            if opened.recovery or opened.upgraded_from:
                self.news.append(opened)
            self._book = opened.book
        return self._book

    # Reading

    def rows(self, *places: Place) -> list[CaseRow]:
        """Return the index of the cases in some places, last changed first."""
        return self.do(lambda book: book.rows(*places))

    def row(self, case_id: int) -> CaseRow | None:
        """Return the index of a case."""
        return self.do(lambda book: book.row(case_id))

    def open_case(self, case_id: int) -> BookCase:
        """Return a case with its history, to be worked on.

        Raises:
            KeyError: There is none of this number.
        """
        return _book_case(self.do(lambda book: book.read(case_id)))

    def stored(self, case_id: int) -> StoredCase:
        """Return a case as the book holds it; raises as ``open_case``."""
        return self.do(lambda book: book.read(case_id))

    def dump(self) -> list[StoredCase]:
        """Return every case with its history, as of one moment."""
        return self.do(lambda book: book.dump())

    def case_of(self, case_id: int) -> Case | None:
        """Return the case that a row reads as, ``None`` while it is unfinished."""
        return read_draft(self.open_case(case_id).draft, clock.today()).case

    def backups(self) -> list[Backup]:
        """Return the copies of the book."""
        return backups(self.folder)

    def set_aside(self) -> list[Path]:
        """Return the damaged databases that were kept."""
        return set_aside(self.folder)

    # Changing

    def add(self, news: Sequence[NewCase]) -> list[CaseRow]:
        """Put new cases into the book, all or none."""
        return self.do(lambda book: book.add(news, clock.today()))

    def add_cases(self, cases: Iterable[Case], origin: str = "") -> list[CaseRow]:
        """Put copies of cases into the book.

        Args:
            origin: Name of the file they come from.
        """
        drafts = [draft_of(case, clock.today()) for case in cases]
        return self.add([new_case(draft)._replace(origin=origin) for draft in drafts])

    def save(self, row: CaseRow, content: Content, history: History) -> CaseRow:
        """Change a case that is as it was read; ``ConflictError`` if it is not."""
        today = clock.today()
        return self.do(lambda book: book.save(row.id, row.revision, content, history, today))

    def duplicate(self, case_id: int, title: str) -> CaseRow:
        """Put a copy of a case, without its history, into the book under another title."""
        draft = self.open_case(case_id).draft._replace(title=title)
        return self.add([new_case(draft)])[0]

    def rename(self, case_id: int, title: str) -> CaseRow:
        """Give a case another title, as a step that can be undone."""
        case = self.open_case(case_id)
        before = case.steps[case.at].draft
        draft, position = before._replace(title=title), case.first + case.at
        state = State(
            position + 1,
            EDIT_NAMES["title"],
            draft_text(draft, clock.today(), case.unknown),
        )
        content = content_of(draft, case.unknown)
        return self.save(case.row, content, History(position + 1, position, (state,)))

    def move(self, case_ids: Iterable[int], place: Place) -> None:
        """Put cases into another place."""
        numbers = tuple(case_ids)
        self.do(lambda book: book.move(numbers, place, clock.today()))

    def erase(self, case_ids: Sequence[int]) -> bool:
        """Delete cases for good, from all copies; see ``erase_cases``."""
        return self.do(lambda book: erase_cases(book, self.folder, case_ids))

    def erase_everything(self) -> bool:
        """Delete every case and every copy."""
        return self.do(lambda book: erase_everything(book, self.folder))

    def back_up(self) -> None:
        """Make or renew today's copy, if the book changed since it was made."""
        wanted = self._copy_wanted()
        if wanted:
            self.do(lambda book: back_up_daily(book.database, self.folder, clock.today()))
            self.remember(_COPIED, wanted)

    def needs_backup(self) -> bool:
        """Tell whether the book holds anything that today's copy does not."""
        return bool(self._copy_wanted())

    def _copy_wanted(self) -> str:
        """Return what today's copy would be remembered by, ``""`` if it is there."""
        today = clock.today()
        wanted = f"{today.isoformat()} {self.fact('changes')}"
        is_there = any(each.day == today for each in self.backups())
        is_copied = is_there and wanted == self.fact(_COPIED)
        return "" if is_copied or self.do(lambda book: book.is_empty()) else wanted

    def restore(self, backup: Backup) -> None:
        """Go back to a copy; the present book becomes a copy first."""
        self.do(lambda book: restore(book.database, self.folder, backup.path, clock.today()))

    def refresh(self, case_ids: Sequence[int]) -> list[CaseRow]:
        """Calculate cases to today and return their rows as they are then."""
        found = self.do(lambda book: book.drafts(case_ids))
        contents = {}
        for case_id, (revision, text, committed) in found.items():
            content = content_of(_read(committed)[0])
            contents[case_id] = (revision, content._replace(draft=text))
        return self.do(lambda book: book.refresh(contents)) if contents else []

    def version(self) -> object:
        """Return something that differs once another process has changed the book."""
        return self.do(lambda book: book.database.version())

    def fact(self, key: str) -> str:
        """Return what the book remembers under a key."""
        return self.do(lambda book: book.fact(key))

    def remember(self, key: str, value: str) -> None:
        """Remember a fact about the book."""
        self.do(lambda book: book.remember(key, value))


def back_up_elsewhere(folder: Path) -> list[Opened]:
    """Make today's copy over a connection of its own, as another thread needs one.

    Returns:
        What happened to the book meanwhile: the copy looks into every case.
    """
    book = CaseBook(folder)
    try:
        book.back_up()
        return book.news
    finally:
        book.close()


def stale_of(rows: Iterable[CaseRow]) -> list[int]:
    """Return the numbers of the cases whose figures are of another day than today."""
    today = clock.today()
    return [
        row.id
        for row in rows
        if (
            row.figures.calculated_on != today
            if row.figures is not None
            else row.is_whole or not row.lender_kind
        )
    ]


def new_case(draft: Draft) -> NewCase:
    """Return a case to be added that begins with a draft."""
    content = content_of(draft)
    return NewCase(content, (State(0, "", content.draft),), 0)


def content_of(draft: Draft, unknown: dict[str, Any] | None = None) -> Content:
    """Return what the book holds of a draft, its figures calculated to today.

    The cut-off of the form is the form's; lists and sums are all of one day.
    """
    today = clock.today()
    case = read_draft(draft, today).case
    kind = str(draft.lender_kind)
    text = draft_text(draft, today, unknown)
    if case is None:
        return Content(draft.title, draft.lender_name, kind, text)
    document = json.dumps(dump_case(case))
    return Content(case.title, case.lender.name, kind, text, document, figures_of(case))


def figures_of(case: Case) -> Figures | None:
    """Return what a case comes to today, ``None`` if it cannot be calculated."""
    today = clock.today()
    try:
        statement = calculate_case(case, today)
    except CaseError:
        return None
    return Figures(
        today,
        statement.total_due,
        statement.per_diem,
        statement.days_overdue,
        statement.stage.id,
        *next_threshold(statement),
    )


def next_threshold(statement: Statement) -> tuple[str, Any]:
    """Return the stage that days alone lead to next, or that a due date begins, and its day."""
    ladder = current_rules().ladder_for(statement.case.lender.kind).ladder
    oldest = statement.oldest_unpaid_due_date
    if oldest is None:
        dues = (item.due_date for item in statement.case.instalments)
        later = min((day for day in dues if day > statement.as_of), default=None)
        return (ladder.stages[0].id, later) if later else ("", None)
    for stage in ladder.stages:
        if stage.from_days is not None and stage.from_days > statement.days_overdue:
            return stage.id, oldest + timedelta(days=stage.from_days)
    return "", None


def _book_case(stored: StoredCase) -> BookCase:
    draft, unknown = _read(stored.draft)
    steps = tuple(Step(state.name, _read(state.draft)[0]) for state in stored.states)
    positions = [state.position for state in stored.states]
    if not steps:
        return BookCase(stored.row, (Step("", draft),), 0, stored.position, draft, unknown)
    at = positions.index(stored.position) if stored.position in positions else len(steps) - 1
    return BookCase(stored.row, steps, at, positions[0], draft, unknown)


def _read(text: str) -> tuple[Draft, dict[str, Any]]:
    today = clock.today()
    try:
        draft, unknown = read_draft_text(text, today)
    except ValueError:
        return new_draft(today), {}
    return draft, dict(unknown)
