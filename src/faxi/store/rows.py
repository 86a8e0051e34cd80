"""A case as rows of the database: its index, what it holds, and its states; read and written."""

import os
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from faxi.engine.money import Fen
from faxi.store.database import DamageError

try:  # hashlib's own; asked for there, it comes with OpenSSL, which would stay for this alone
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

MOST_STATES = 201  # kept of a case: two hundred named ones, and what was before the first


class Place(StrEnum):
    """Where in the book a case is."""

    LIST = "list"  # 案件列表
    ARCHIVE = "archive"  # 归档
    TRASH = "trash"  # 回收站


class Figures(NamedTuple):
    """What a case came to when it was last calculated; amounts in fen.

    Attributes:
        next_stage: Stage that days alone lead to next, on ``next_on``; ``""`` if none is known.
    """

    calculated_on: date
    total_due: Fen
    per_diem: Fen
    days_overdue: int
    stage: str
    next_stage: str = ""
    next_on: date | None = None


class Content(NamedTuple):
    """What is written of a case.

    Attributes:
        draft: JSON text of the form, with what is being typed.
        document: JSON text of the case, ``None`` while the form does not read as one.
    """

    title: str
    lender: str
    lender_kind: str
    draft: str
    document: str | None = None
    figures: Figures | None = None


class State(NamedTuple):
    """One step of a case's history: the edit's name and the form after it, as JSON text."""

    position: int
    name: str
    draft: str


class History(NamedTuple):
    """What becomes of a case's states.

    Attributes:
        position: The state the case now stands at.
        kept: States above this position are dropped; ``None`` keeps all.
        added: States that are new, oldest first.
    """

    position: int
    kept: int | None = None
    added: tuple[State, ...] = ()


class NewCase(NamedTuple):
    """A case to be added.

    Attributes:
        position: The state it stands at.
        uid: Given where the case comes out of a copy of a book.
        created_on: ``None`` for today, as is ``changed_on``.
    """

    content: Content
    states: tuple[State, ...]
    position: int
    uid: str = ""
    place: Place = Place.LIST
    origin: str = ""
    created_on: date | None = None
    changed_on: date | None = None
    trashed_on: date | None = None


class CaseRow(NamedTuple):
    """What lists show of a case.

    Attributes:
        uid: The same in every copy of the book.
        revision: Differs after every change of the case, and is never given twice.
        origin: Name of the file it was copied from, or ``""``.
        is_whole: Whether the form reads as a case.
        figures: ``None`` if it was not calculated since it changed, or cannot be.
    """

    id: int
    uid: str
    revision: int
    place: Place
    title: str
    lender: str
    lender_kind: str
    origin: str
    created_on: date
    changed_on: date
    trashed_on: date | None = None
    is_whole: bool = False
    figures: Figures | None = None

    def with_content(self, content: Content) -> "CaseRow":
        """Return the row of the same case with other content."""
        return self._replace(
            title=storable(content.title),
            lender=storable(content.lender),
            lender_kind=content.lender_kind,
            is_whole=content.document is not None,
            figures=content.figures,
        )


class StoredCase(NamedTuple):
    """A case with everything the book holds of it; its states oldest first."""

    row: CaseRow
    draft: str
    document: str | None
    position: int
    states: tuple[State, ...]

    @property
    def content(self) -> Content:
        """What a copy of the case would hold."""
        row = self.row
        kind = row.lender_kind
        return Content(row.title, row.lender, kind, self.draft, self.document, row.figures)


_INDEX = (
    "uid", "revision", "place", "title", "lender", "lender_kind", "origin", "created_on",
    "changed_on", "trashed_on", "is_whole", "calculated_on", "total_due", "per_diem",
    "days_overdue", "stage", "next_stage", "next_on",
)  # fmt: skip
# What the digest covers: everything in a row but its number and the digest itself.
SEALED = (*_INDEX, "position", "draft", "document")
INDEX_COLUMNS = ", ".join(("id", *_INDEX))
SEALED_COLUMNS = ", ".join(SEALED)
_MARKS = ", ".join("?" * len(SEALED))


_PLACES = {str(place): place for place in Place}


def row_of(values: Sequence[Any]) -> CaseRow:
    """Return the row that ``INDEX_COLUMNS`` of the database stand for.

    Raises:
        DamageError: No book has such a row.
    """
    try:
        day, (total, per_diem, days, stage, next_stage, next_on) = values[12], values[13:]
        figures = None
        if day is not None:
            figures = Figures(
                date.fromisoformat(day),
                int(total),
                int(per_diem),
                int(days),
                str(stage),
                str(next_stage),
                date.fromisoformat(next_on) if next_on else None,
            )
        case_id, uid, revision, place, title, lender, kind, origin = values[:8]
        created_on, changed_on, trashed_on, is_whole = values[8:12]
        return CaseRow(
            int(case_id),
            str(uid),
            int(revision),
            _PLACES[place],
            str(title),
            str(lender),
            str(kind),
            str(origin),
            created_on=date.fromisoformat(created_on),
            changed_on=date.fromisoformat(changed_on),
            trashed_on=date.fromisoformat(trashed_on) if trashed_on else None,
            is_whole=bool(is_whole),
            figures=figures,
        )
    except (ValueError, TypeError, KeyError) as error:
        raise DamageError(f"a row that no book has: {error}") from error


def _values_of(row: CaseRow, position: int, content: Content) -> tuple[object, ...]:
    """Return the sealed columns of a row."""
    figures: tuple[object, ...] = (None,) * len(Figures._fields)
    if row.figures is not None:
        day, total, per_diem, *rest, next_on = row.figures
        figures = (day.isoformat(), str(total), str(per_diem), *rest, _text(next_on))
    return (
        row.uid,
        row.revision,
        str(row.place),
        row.title,
        row.lender,
        row.lender_kind,
        storable(row.origin),
        row.created_on.isoformat(),
        row.changed_on.isoformat(),
        _text(row.trashed_on),
        int(row.is_whole),
        *figures,
        position,
        content.draft,
        content.document,
    )


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def write_case(
    connection: sqlite3.Connection, row: CaseRow, content: Content, history: History
) -> None:
    """Write a case over what stands at its number."""
    values = _values_of(row, history.position, content)
    write_columns(connection, row.id, values)
    if history.kept is not None:
        connection.execute(
            "DELETE FROM states WHERE case_id = ? AND position > ?", (row.id, history.kept)
        )
    if history.added:
        write_states(connection, row.id, history.added)
        least = history.added[-1].position - MOST_STATES + 1
        connection.execute("DELETE FROM states WHERE case_id = ? AND position < ?", (row.id, least))


def write_columns(connection: sqlite3.Connection, case_id: int, values: Sequence[object]) -> None:
    """Write the sealed columns of a row, and their digest."""
    connection.execute(
        f"UPDATE cases SET ({SEALED_COLUMNS}, digest) = ({_MARKS}, ?) WHERE id = ?",
        (*values, digest_of(values), case_id),
    )


def write_states(connection: sqlite3.Connection, case_id: int, states: Iterable[State]) -> None:
    """Write states of a case; one already at a position is replaced."""
    connection.executemany(
        "INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?)",
        [(case_id, s.position, s.name, packed(s.draft)) for s in states],
    )


def write_new_case(connection: sqlite3.Connection, new: NewCase, today: date) -> CaseRow:
    """Write a case that is not in the book yet and return its row."""
    uid = new.uid or os.urandom(16).hex()
    row = CaseRow(
        new_number(connection, uid),
        uid,
        next_revision(connection),
        new.place,
        title="",
        lender="",
        lender_kind="",
        origin=storable(new.origin),
        created_on=new.created_on or today,
        changed_on=new.changed_on or today,
        trashed_on=new.trashed_on,
    ).with_content(new.content)
    write_case(connection, row, new.content, History(new.position, None, new.states))
    return row


def new_number(connection: sqlite3.Connection, uid: str) -> int:
    """Return the number of an empty row to be written over."""
    made = connection.execute(
        "INSERT INTO cases (uid, revision, place, title, lender, lender_kind, origin, created_on,"
        " changed_on, is_whole, position, digest, draft)"
        " VALUES (?, 0, 'list', '', '', '', '', '', '', 0, 0, '', '')",
        (uid,),
    )
    assert made.lastrowid is not None, "a row was inserted"
    return made.lastrowid


def next_revision(connection: sqlite3.Connection, step: int = 1) -> int:
    """Return a number no case of the book has had yet."""
    connection.execute("UPDATE facts SET value = value + ? WHERE key = 'changes'", (step,))
    found = connection.execute("SELECT value FROM facts WHERE key = 'changes'").fetchone()
    if found is None:
        raise DamageError("the count of changes is gone")
    return int(found[0])


def find_row(connection: sqlite3.Connection, case_id: int) -> CaseRow | None:
    """Return the index of one case, ``None`` if there is none."""
    query = f"SELECT {INDEX_COLUMNS} FROM cases WHERE id = ?"
    found = connection.execute(query, (case_id,)).fetchone()
    return row_of(found) if found else None


def read_case_rows(connection: sqlite3.Connection, case_id: int) -> StoredCase:
    """Return a case with its history.

    Raises:
        KeyError: There is none of this number.
        DamageError: It is not as it was written.
    """
    row = find_row(connection, case_id)
    if row is None:
        raise KeyError(case_id)
    digest, *values = connection.execute(
        f"SELECT digest, {SEALED_COLUMNS} FROM cases WHERE id = ?", (case_id,)
    ).fetchone()
    if digest != digest_of(values):
        raise DamageError("a case is not as it was written")
    position, draft, document = values[-3:]
    states = connection.execute(
        "SELECT position, name, draft FROM states WHERE case_id = ? ORDER BY position", (case_id,)
    )
    read = tuple(State(p, n, unpacked(d)) for p, n, d in states)
    return StoredCase(row, draft, document, position, read)


def digest_of(values: Iterable[object]) -> str:
    """Return a digest over the sealed columns of a row, which shows a flipped bit.

    SQLite has no sums over its pages: a flipped bit in a figure would be read as a figure.
    """
    whole = "\0".join(map(str, values))
    return blake2b(whole.encode(errors="replace"), digest_size=12).hexdigest()


def storable(text: str) -> str:
    """Return a text without what no UTF-8 can hold."""
    return text.encode(errors="replace").decode()


def packed(text: str) -> bytes:
    """Return a state's draft as it is stored: most states differ little, and there are many."""
    return zlib.compress(text.encode())


def unpacked(data: bytes) -> str:
    """Return a state's draft.

    Raises:
        DamageError: It is not as it was written.
    """
    try:
        return zlib.decompress(data).decode()
    except (zlib.error, UnicodeDecodeError, TypeError) as error:
        raise DamageError("a state is not as it was written") from error
