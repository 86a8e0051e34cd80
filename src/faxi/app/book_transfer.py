"""Cases and whole books in and out of files; what enters the book is a copy."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from faxi.app import clock
from faxi.app.casebook import CaseBook, content_of, new_case
from faxi.app.draft_json import draft_text, read_draft_text
from faxi.app.drafts import Draft, draft_of
from faxi.engine.case import Case
from faxi.engine.problems import CaseError, Problem
from faxi.store.book_file import EntryShape, book_bytes, is_book, load_book, read_book
from faxi.store.case_dump import dump_case
from faxi.store.case_file import read_case
from faxi.store.documents import read_entries
from faxi.store.files import read_file, write_file
from faxi.store.json_text import MAX_BYTES
from faxi.store.rows import CaseRow, NewCase, Place, State


class Added(NamedTuple):
    """What came into the book.

    Attributes:
        rows: The new cases.
        known: Cases that were in the book already, the same in everything.
        names: The files they came from.
    """

    rows: list[CaseRow]
    known: list[CaseRow]
    names: list[str]

    @property
    def last(self) -> CaseRow:
        """The case to go on with."""
        return (self.rows or self.known)[-1]


def add_files(book: CaseBook, paths: Sequence[Path]) -> Added:
    """Copy the cases of files into the book, all or none; a file may hold a whole book.

    A case that is in the book already, unchanged since it was copied from a file of that name, is
    not added again.

    Raises:
        FileError: A file cannot be read, or the book not written.
        CaseError: With every problem found; ``where`` begins with the file's name.
    """
    problems: list[Problem] = []
    news: list[NewCase] = []
    known: list[CaseRow] = []
    for path in paths:
        try:
            for case in _cases_of(path):
                there = _same_case(book, case, path.name)
                if there is None:
                    draft = draft_of(case, clock.today())
                    news.append(new_case(draft)._replace(origin=path.name))
                else:
                    known.append(there)
        except CaseError as error:
            name = path.name if len(paths) > 1 else ""
            for problem in error.problems:
                where = " ".join(filter(None, (name, problem.where)))
                problems.append(problem._replace(where=where))
    if problems:
        raise CaseError(problems)
    return Added(book.add(news) if news else [], known, [path.name for path in paths])


def _cases_of(path: Path) -> list[Case]:
    problems: list[Problem] = []
    cases: list[Case] = []
    for entry in read_entries(read_file(path, MAX_BYTES)):
        prefix = "" if entry.position is None else f"[{entry.position}]"
        problems += [p._replace(where=f"{prefix}{p.where}") for p in entry.problems]
        if entry.case is not None:
            cases.append(entry.case)
    if problems:
        raise CaseError(problems)
    return cases


def _same_case(book: CaseBook, case: Case, origin: str) -> CaseRow | None:
    for row in book.rows(Place.LIST, Place.ARCHIVE):
        if row.origin == origin and row.is_whole:
            document = book.stored(row.id).document
            if document is not None and json.loads(document) == dump_case(case):
                return row
    return None


def is_book_file(path: Path) -> bool:
    """Tell whether a file holds a whole book; one that cannot be read does not."""
    try:
        return is_book(load_book(path))
    except CaseError:
        return False


def add_book(book: CaseBook, path: Path) -> Added:
    """Add the cases of a book's file, with their history, archive and trash.

    What is in this book already, the same in everything, is left out; what differs is added beside
    it. Nothing is overwritten.

    Raises:
        FileError: The file cannot be read, or the book not written.
        CaseError: With every problem of the file; nothing was added.
    """
    document = load_book(path)
    if not is_book(document):
        raise CaseError([Problem("book_needed", "")])
    entries = read_book(document)
    rows = {row.uid: row for row in book.rows(*Place)}
    news: list[NewCase] = []
    known: list[CaseRow] = []
    taken = set(rows)
    for index, entry in enumerate(entries):
        new = _new_of(entry, f"cases[{index}]", path.name)
        row = rows.get(entry.uid)
        if row is not None and _is_same(book, row, new):
            known.append(row)
        else:
            news.append(new._replace(uid="") if new.uid in taken else new)
            taken.add(new.uid)
    return Added(book.add(news) if news else [], known, [path.name])


def _is_same(book: CaseBook, row: CaseRow, new: NewCase) -> bool:
    stored, given = book.stored(row.id).draft, new.content.draft
    return bool(json.loads(stored) == json.loads(given))


def _new_of(entry: EntryShape, where: str, origin: str) -> NewCase:
    """Return the case an entry of a book's file stands for.

    Raises:
        CaseError: Its draft cannot be read and there is no case beside it.
    """
    today = clock.today()
    draft: Draft | None = None
    unknown: Mapping[str, Any] = {}
    if entry.draft is not None:
        try:
            draft, unknown = read_draft_text(json.dumps(entry.draft), today)
        except ValueError:
            if entry.case is None:
                raise CaseError([Problem("draft_unreadable", f"{where}.draft")]) from None
    if draft is None:
        draft = draft_of(read_case(entry.case), today)
    content = content_of(draft, dict(unknown))
    states = tuple(_states(entry)) or (State(0, "", draft_text(draft, today, unknown)),)
    positions = [state.position for state in states]
    position = entry.position if entry.position in positions else positions[-1]
    return NewCase(
        content,
        states,
        position,
        uid=entry.uid,
        place=entry.place,
        origin=entry.origin or ("" if entry.uid else origin),
        created_on=entry.created_on,
        changed_on=entry.changed_on,
        trashed_on=entry.trashed_on,
    )


def _states(entry: EntryShape) -> Iterable[State]:
    by_position = {state.position: state for state in entry.states}
    for position in sorted(by_position):
        state = by_position[position]
        yield State(position, state.name, json.dumps(state.draft))


def export_book(book: CaseBook, path: Path) -> int:
    """Write the whole book to a file and return how many cases it holds.

    Raises:
        FileError: It cannot be written; an old file stays whole.
    """
    cases = book.dump()
    write_file(path, book_bytes(cases))
    return len(cases)
