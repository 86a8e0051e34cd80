"""The book's tables and the steps that bring an older book up to this program's version."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from faxi.engine.problems import Problem
from faxi.store.database import (
    APPLICATION_ID,
    BookError,
    DamageError,
    Database,
    number_of,
    translated,
)

Migration = Callable[[sqlite3.Connection], None]
MIGRATIONS: dict[int, Migration] = {}


def to_version(number: int) -> Callable[[Migration], Migration]:
    """Register the step that leads from the version before to this one."""

    def register(step: Migration) -> Migration:
        assert number not in MIGRATIONS, f"two steps to version {number}"
        MIGRATIONS[number] = step
        return step

    return register


def newest_version() -> int:
    """Return the version this program writes."""
    return max(MIGRATIONS)


# A case is a row: first what lists show, then what it holds, which a list never reads.
# ``draft`` is what stands in the form, typing included; ``document`` the case it reads as, if it
# does; ``states`` the steps that undo goes through. Amounts are text: a total may pass 64 bits.
_VERSION_1 = """
CREATE TABLE facts (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE cases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    place TEXT NOT NULL CHECK (place IN ('list', 'archive', 'trash')),
    title TEXT NOT NULL,
    lender TEXT NOT NULL,
    lender_kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    created_on TEXT NOT NULL,
    changed_on TEXT NOT NULL,
    trashed_on TEXT,
    calculated_on TEXT,
    total_due TEXT,
    per_diem TEXT,
    days_overdue INTEGER,
    stage TEXT,
    next_stage TEXT,
    next_on TEXT,
    is_whole INTEGER NOT NULL CHECK (is_whole IN (0, 1)),
    position INTEGER NOT NULL,
    digest TEXT NOT NULL,
    draft TEXT NOT NULL,
    document TEXT
) STRICT;
CREATE TABLE states (
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    draft BLOB NOT NULL,
    PRIMARY KEY (case_id, position)
) STRICT;
INSERT INTO facts VALUES ('changes', '0');
"""


@to_version(1)
def _make_tables(connection: sqlite3.Connection) -> None:
    for statement in _VERSION_1.split(";\n"):
        connection.execute(statement)


def upgrade(database: Database, backup: Callable[[int], None]) -> None:
    """Bring a database to the newest version, all steps in one transaction.

    Args:
        backup: Called with the old version before anything changes, unless the database is empty.

    Raises:
        BookError: It is of a newer version; nothing is touched.
        DamageError: It is no book.
    """
    with translated(database.path):
        version = _pending(database.connection, database.path)
        database.connection.execute("PRAGMA journal_mode = WAL")
    if version is None:
        return
    if version:
        backup(version)
    with database.writing() as connection:
        # Asked again under the lock: another process may have been quicker.
        version = _pending(connection, database.path)
        if version is None:
            return
        for number in range(version + 1, newest_version() + 1):
            MIGRATIONS[number](connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {newest_version()}")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise DamageError("a state belongs to no case")


def is_newest(database: Database) -> bool:
    """Tell whether a database is of the version this program works with; raises as ``upgrade``."""
    with translated(database.path):
        return _pending(database.connection, database.path) is None


def _pending(connection: sqlite3.Connection, path: Path) -> int | None:
    """Return the version to upgrade from, ``None`` if it is the newest."""
    version = number_of(connection, "user_version")
    if version > newest_version():
        params = {"book": version, "program": newest_version()}
        raise BookError(path, Problem("book_newer", "", params))
    has_tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 0
    is_ours = number_of(connection, "application_id") == APPLICATION_ID
    if has_tables != (version > 0) or is_ours != has_tables:
        raise DamageError("not a book of this program")
    return None if version == newest_version() else version
