"""Copies of the book: one a day, fourteen days, each complete, checked and private."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from faxi.store.book import Book
from faxi.store.database import (
    APPLICATION_ID,
    BookError,
    DamageError,
    Database,
    connect,
    make_private,
    number_of,
    only_one,
    translated,
)
from faxi.store.files import sync_folder
from faxi.store.rows import SEALED_COLUMNS, digest_of, next_revision, unpacked
from faxi.store.schema import upgrade

FOLDER = "backups"
DAILY = "book-"
MOST_DAILY = 14
SUFFIX = ".sqlite3"
PART = ".part"  # what is not finished ends so
SALVAGE = ".salvage-"  # and here damaged books are read
# After going back to a copy, numbers other windows may still hold must not be given again.
LEAP = 1_000_000


class Backup(NamedTuple):
    """A copy of the book.

    Attributes:
        day: The day it was made; ``None`` for one made before an upgrade or a restoration.
    """

    path: Path
    day: date | None


def backups(folder: Path) -> list[Backup]:
    """Return the copies in a data folder: the daily ones newest first, then the others."""
    found = [Backup(path, _day(path)) for path in (folder / FOLDER).glob(f"*{SUFFIX}")]
    return sorted(found, key=lambda each: (each.day or date.min, each.path.name), reverse=True)


def _day(path: Path) -> date | None:
    try:
        return date.fromisoformat(path.stem.removeprefix(DAILY))
    except ValueError:
        return None


def back_up_daily(database: Database, folder: Path, today: date) -> None:
    """Make or renew today's copy, if the book is sound, and drop those beyond the fourteenth."""
    with only_one(folder):
        back_up(database, folder / FOLDER / f"{DAILY}{today.isoformat()}{SUFFIX}")
        daily = [each for each in backups(folder) if each.day is not None]
        for old in daily[MOST_DAILY:]:
            wipe(old.path)


def back_up(database: Database, target: Path) -> None:
    """Copy an open book, also while others write, in the place of ``target`` in one step.

    Raises:
        DamageError: The copy is not sound; an older one stays.
        BookError: It cannot be written; an older one stays.
    """
    with translated(target):
        _write_copy(database.connection, target)


def _write_copy(source: sqlite3.Connection, target: Path) -> None:
    part = target.with_name(f".{target.name}{PART}")
    part.unlink(missing_ok=True)
    make_private(part)
    try:
        with contextlib.closing(connect(part)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, complete by itself
            check(copy, thoroughly=True)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)


def restore(database: Database, folder: Path, source: Path, today: date) -> None:
    """Put the content of a backup into the open book, which other windows may have open too.

    What the book holds now becomes a backup first.

    Raises:
        DamageError: The backup is not sound; the book stays as it is.
        BookError: The backup cannot be read, or the book not written.
    """
    with only_one(folder):
        _restore(database, folder, source, today)


def _restore(database: Database, folder: Path, source: Path, today: date) -> None:
    number = 1
    while (kept := folder / FOLDER / f"before-restore-{today}-{number}{SUFFIX}").exists():
        number += 1
    back_up(database, kept)
    changes = int(Book(database).fact("changes") or 0)
    with translated(database.path), contextlib.closing(connect(source)) as copy:
        check(copy, thoroughly=True)
        copy.backup(database.connection)
    upgrade(database, lambda _: None)
    with database.writing() as connection:
        connection.execute(
            "UPDATE facts SET value = max(?, value + 0) WHERE key = 'changes'", (changes,)
        )
        next_revision(connection, LEAP)


def check(connection: sqlite3.Connection, *, thoroughly: bool = False) -> None:
    """See whether a database is a sound book.

    Args:
        thoroughly: Also hold every case against its digest.

    Raises:
        DamageError: It is not.
        sqlite3.Error: It cannot even be read.
    """
    if number_of(connection, "application_id") != APPLICATION_ID:
        raise DamageError("not a book of this program")
    answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if answer != "ok":
        raise DamageError(answer)
    if not thoroughly:
        return
    for digest, *values in connection.execute(f"SELECT digest, {SEALED_COLUMNS} FROM cases"):
        if digest_of(values) != digest:
            raise DamageError("a case is not as it was written")
    for (state,) in connection.execute("SELECT draft FROM states"):
        unpacked(state)


def is_sound(path: Path) -> bool:
    """Tell whether a copy is a sound book of any version."""
    try:
        with translated(path), contextlib.closing(connect(path)) as connection:
            check(connection, thoroughly=True)
    except (DamageError, BookError, sqlite3.Error):
        return False
    return True


def forget(folder: Path, uids: Sequence[str]) -> None:
    """Rewrite every copy without some cases; one too damaged for that is deleted whole."""
    for backup in backups(folder):
        try:
            _rewrite(backup.path, uids)
        except DamageError:
            wipe(backup.path)


def _rewrite(path: Path, uids: Sequence[str]) -> None:
    # In memory, so that no journal of what is to be forgotten comes to lie on the disk.
    with translated(path), contextlib.closing(sqlite3.connect(":memory:")) as memory:
        with contextlib.closing(connect(path)) as connection:
            connection.backup(memory)
        memory.execute("PRAGMA foreign_keys = ON")
        memory.executemany("DELETE FROM cases WHERE uid = ?", [(uid,) for uid in uids])
        memory.commit()
        memory.execute("VACUUM")
        fresh = path.with_name(f"{path.name}{PART}")
        _write_copy(memory, fresh)
        wipe(path)
        fresh.replace(path)


def leftovers(folder: Path) -> list[Path]:
    """Return files that a killed process began and could not finish."""
    found = [
        path
        for place in (folder, folder / FOLDER)
        for path in place.glob("*")
        if PART in path.name and path.is_file()
    ]
    return sorted([*found, *folder.glob(f"{SALVAGE}*/*")])


def wipe(path: Path) -> None:
    """Overwrite a file and delete it.

    Raises:
        BookError: It cannot be done.
    """
    with translated(path):
        for each in _with_journals(path):
            with each.open("r+b") as stream:
                left = each.stat().st_size
                while left > 0:
                    left -= stream.write(bytes(min(left, 2**20)))
                stream.flush()
                os.fsync(stream.fileno())
            each.unlink()


def _with_journals(path: Path) -> Iterator[Path]:
    for ending in ("", "-wal", "-shm", "-journal"):
        each = path.with_name(path.name + ending)
        if each.exists():
            yield each
