"""Small books for tests of the store: drafts are any JSON, cases are numbered."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from faxi.store.book import Book
from faxi.store.database import DATABASE
from faxi.store.recovery import open_book
from faxi.store.rows import CaseRow, Content, History, NewCase, Place, State

TODAY = date(2026, 11, 23)


def draft_of(value: object) -> str:
    """Return the text of a draft that holds a value."""
    return json.dumps({"version": 1, "fields": {"title": str(value)}})


def content_of(value: object, document: str | None = None) -> Content:
    """Return content whose draft holds a value."""
    return Content(str(value), "某银行", "bank", draft_of(value), document)


def opened(folder: Path) -> Book:
    """Open the book of a folder, which must need no rescue."""
    found = open_book(folder, TODAY)
    assert found.recovery is None, found.recovery
    return found.book


def added(book: Book, *values: object) -> list[CaseRow]:
    """Add a case for each value and return their rows."""
    return book.add((new_case(value) for value in values), TODAY)


def new_case(value: object) -> NewCase:
    """Return a case to be added whose draft holds a value."""
    content = content_of(value)
    return NewCase(content, (State(0, "", content.draft),), 0)


def edited(book: Book, row: CaseRow, value: object) -> CaseRow:
    """Commit an edit on top of what the book holds of a case."""
    position = book.read(row.id).position + 1
    content = content_of(value)
    state = State(position, f"to {value}", content.draft)
    return book.save(
        row.id, row.revision, content, History(position, position - 1, (state,)), TODAY
    )


def titles(book: Book, *places: Place) -> list[str]:
    """Return the titles in some places, in order."""
    return sorted(row.title for row in book.rows(*(places or Place)))


def damaged(folder: Path, content: bytes) -> None:
    """Put other content in the place of a closed book's file."""
    (folder / DATABASE).write_bytes(content)


def bytes_of(folder: Path) -> Iterable[tuple[Path, bytes]]:
    """Yield every file below a folder with its content."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, path.read_bytes()
