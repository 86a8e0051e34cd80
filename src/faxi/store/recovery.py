"""Opening the book whatever state it is in: upgrades, and rescue of a damaged one."""

import os
import shutil
import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from faxi.engine.problems import Problem
from faxi.store.backups import (
    DAILY,
    FOLDER,
    LEAP,
    SUFFIX,
    Backup,
    back_up,
    backups,
    check,
    is_sound,
    leftovers,
    wipe,
)
from faxi.store.book import Book
from faxi.store.database import (
    DATABASE,
    PATIENCE_MS,
    BookError,
    DamageError,
    Database,
    make_private,
    only_one,
    translated,
)
from faxi.store.files import sync_folder
from faxi.store.rows import next_revision
from faxi.store.schema import is_newest, upgrade

if TYPE_CHECKING:
    from faxi.store.salvage import Salvaged

DAMAGED = "damaged"
RESCUED = "rescued.sqlite3"


class Recovery(NamedTuple):
    """What happened to a damaged book.

    Attributes:
        set_aside: The damaged file, kept; ``None`` if the book was missing or empty.
        backup_of: Day of the backup that was opened; ``None`` without one.
        from_backup: Cases that come from the backup.
        rescued: Cases read from the damaged file that the backup lacked or had older.
        lost: Cases seen in the damaged file of which nothing could be read anywhere.
    """

    set_aside: Path | None
    backup_of: date | None
    from_backup: int
    rescued: int
    lost: int


class Opened(NamedTuple):
    """An open book, and what had to be done for it to open."""

    book: Book
    recovery: Recovery | None = None
    upgraded_from: int | None = None


def open_book(
    folder: Path, today: date, patience_ms: int = PATIENCE_MS, *, thoroughly: bool = False
) -> Opened:
    """Open the book in a data folder, made if there is none, rescued if it is damaged.

    Args:
        thoroughly: Look into every case first; for when something was found damaged.

    Raises:
        BookError: It is of a newer version, locked, or the folder cannot be used.
    """
    opened = _open_sound(folder, today, patience_ms, thoroughly=thoroughly)
    if opened is not None:
        return opened
    with only_one(folder):
        # Another process may have made or rescued it while this one waited.
        for path in leftovers(folder):
            wipe(path)
        opened = _open_sound(folder, today, patience_ms, thoroughly=True)
        return opened or _make_or_rescue(folder, today, patience_ms)


def _open_sound(folder: Path, today: date, patience_ms: int, *, thoroughly: bool) -> Opened | None:
    """Open the book as it is; ``None`` if it is missing, empty or damaged."""
    path = folder / DATABASE
    with translated(path):
        is_there = path.exists() and path.stat().st_size > 0
        if not is_there or (folder / RESCUED).exists():
            return None
    database = None
    try:
        database = _database(path, patience_ms)
        upgraded = None if database.is_read_only else _upgrade(database, folder, today)
        with translated(path):
            check(database.connection, thoroughly=thoroughly)
    except BaseException as error:
        if database is not None:
            database.close()
        if isinstance(error, DamageError):
            return None
        raise
    return Opened(Book(database), upgraded_from=upgraded)


def _database(path: Path, patience_ms: int) -> Database:
    """Open the book to be written, or where that is forbidden to be looked at at least."""
    try:
        return Database(path, patience_ms)
    except BookError as error:
        log = path.with_name(f"{path.name}-wal")
        if error.problem.code != "book_forbidden" or (log.exists() and log.stat().st_size):
            raise
        database = Database(path, patience_ms, is_read_only=True)
        if not is_newest(database):
            database.close()
            raise
        return database


def _upgrade(database: Database, folder: Path, today: date) -> int | None:
    """Bring the book to the newest version; return the old one if it had another."""
    before: list[int] = []

    def keep_copy(version: int) -> None:
        name = f"before-upgrade-from-{version}-{today.isoformat()}{SUFFIX}"
        back_up(database, folder / FOLDER / name)
        before.append(version)

    upgrade(database, keep_copy)
    return before[0] if before else None


def _best_backup(folder: Path) -> Backup | None:
    return next((each for each in backups(folder) if is_sound(each.path)), None)


def _make_or_rescue(folder: Path, today: date, patience_ms: int) -> Opened:
    """Build the book anew, from the newest backup and what is left of a damaged one."""
    path, rescued = folder / DATABASE, folder / RESCUED
    recovery = None
    if not rescued.exists():  # else a rescue was cut short before its last steps
        recovery = _build(folder, rescued)
    aside = _put_in_place(folder, today)
    opened = _open_sound(folder, today, patience_ms, thoroughly=True)
    if opened is None:
        raise BookError(path, Problem("drive_failed"))
    is_new = recovery is not None and recovery.backup_of is None and aside is None
    return (
        opened
        if is_new or recovery is None
        else opened._replace(recovery=recovery._replace(set_aside=aside))
    )


def _build(folder: Path, rescued: Path) -> Recovery:
    """Write the book that takes the place of a missing or damaged one."""
    source = _best_backup(folder)
    part = rescued.with_name(f".{rescued.name}.part")
    with translated(part):
        part.unlink(missing_ok=True)
        make_private(part)
        if source is not None:
            shutil.copyfile(source.path, part)
    built = Database(part)
    try:
        upgrade(built, lambda _: None)
        path = folder / DATABASE
        damaged = path if path.exists() and path.stat().st_size else None
        recovery = _fill(built, damaged, source and source.day)
        # Closed with an empty log it is one file, and stays one that has a log: whoever opens it at
        # the same moment as another need not change that, for which SQLite would not wait.
        built.checkpoint()
    finally:
        built.close()
    with translated(rescued):
        part.replace(rescued)
        sync_folder(folder)
    return recovery


def _put_in_place(folder: Path, today: date) -> Path | None:
    """Set a damaged book aside and put the rescued one in its place; return where it went.

    Whatever instant this is cut short, the next start finds the rescued book and goes on.
    """
    path, rescued = folder / DATABASE, folder / RESCUED
    target = None
    with translated(path):
        if path.exists() and path.stat().st_size:
            target = _free_name(folder / DAMAGED, today)
            try:
                os.link(path, target)
            except OSError:  # not every file system knows a second name for a file
                shutil.copyfile(path, target)
        # A log left here would be taken for the new book's own.
        for ending in ("-wal", "-shm"):
            each = path.with_name(path.name + ending)
            if each.exists() and target is not None:
                each.replace(target.with_name(target.name + ending))
            else:
                each.unlink(missing_ok=True)
        rescued.replace(path)
        sync_folder(folder)
    return target


def _free_name(folder: Path, today: date) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    number = 1
    while (path := folder / f"{DAILY}{today.isoformat()}-{number}{SUFFIX}").exists():
        number += 1
    return path


def _fill(built: Database, damaged: Path | None, backup_of: date | None) -> Recovery:
    """Put what the damaged file still holds into the book that takes its place."""
    with built.writing() as connection:
        found = connection.execute("SELECT id, uid, revision FROM cases").fetchall()
        uids = {case_id: uid for case_id, uid, _ in found}
        kept = {uid: revision for _, uid, revision in found}
        newer, unread = _put_back(connection, damaged, uids, kept) if damaged else ([], set())
        seen = max([0, *(case.revision for case in newer)])
        connection.execute(
            "UPDATE facts SET value = max(?, value + 0) WHERE key = 'changes'", (seen,)
        )
        next_revision(connection, LEAP)
    from_backup = len(kept.keys() - {case.uid for case in newer})
    return Recovery(None, backup_of, from_backup, len(newer), len(unread - uids.keys()))


def _put_back(
    connection: sqlite3.Connection,
    damaged: Path,
    uids: Mapping[int, str],
    kept: Mapping[str, int],
) -> "tuple[list[Salvaged], set[int]]":
    """Put back the cases that are newer in the damaged file; return them, and what is unread."""
    from faxi.store.salvage import put_back, salvage  # noqa: PLC0415 - only after damage

    saved = salvage(damaged, uids)
    newer = [case for case in saved.cases if case.revision > kept.get(case.uid, -1)]
    for case in newer:
        put_back(connection, case)
    return newer, saved.unread
