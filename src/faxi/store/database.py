"""The connection to a person's book: durable, private, one writer at a time, errors as ours."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from faxi.engine.problems import Problem
from faxi.store.files import FileError

APPLICATION_ID = 0x66617869  # "faxi" in the file's header: the file is ours
PATIENCE_MS = 2_000  # how long a command waits for another writer
DATABASE = "book.sqlite3"

_CODES = {
    sqlite3.SQLITE_BUSY: "book_locked",
    sqlite3.SQLITE_LOCKED: "book_locked",
    sqlite3.SQLITE_PROTOCOL: "book_locked",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_IOERR: "drive_failed",
    sqlite3.SQLITE_READONLY: "book_forbidden",
    sqlite3.SQLITE_CANTOPEN: "book_forbidden",
    sqlite3.SQLITE_PERM: "book_forbidden",
    sqlite3.SQLITE_AUTH: "book_forbidden",
}
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
_UNREADABLE = "Could not decode to UTF-8"  # Python's own complaint, it has no code
_PRIMARY = 0xFF  # an extended code holds the plain one in its lowest byte


class BookError(FileError):
    """The book cannot be read or written just now; what is in it stays as it is."""

    def __init__(self, path: Path, problem: Problem) -> None:
        Exception.__init__(self, f"{path}: {problem.code}")
        self.path, self.problem = path, problem


class DamageError(Exception):
    """The database is not, or no longer, a sound book; recovery has to take over."""


class ConflictError(Exception):
    """Somebody else changed the case since it was read; nothing was written."""


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into errors of our own.

    Raises:
        DamageError: The content is damaged.
        BookError: Locked, full, forbidden or failing.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
        if code in _DAMAGE or str(error).startswith(_UNREADABLE):
            raise DamageError(str(error)) from error
        if not isinstance(error, sqlite3.OperationalError):
            raise
        reason = getattr(error, "sqlite_errorname", "SQLITE_ERROR")
        problem = Problem(_CODES.get(code, "file_failed"), "", {"reason": reason})
        raise BookError(path, problem) from error
    except FileError:
        raise
    except OSError as error:
        raise BookError(path, FileError(path, error).problem) from error


def make_private(path: Path) -> None:
    """Create an empty file, and its folder, that only its owner can read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def connect(
    path: Path, patience_ms: int = PATIENCE_MS, *, is_read_only: bool = False
) -> sqlite3.Connection:
    """Open an existing database file in our way; nothing is created.

    Args:
        is_read_only: For a folder in which nothing can be written, so that nobody else does.
    """
    address = f"{path.absolute().as_uri()}?{'immutable=1&mode=ro' if is_read_only else 'mode=rw'}"
    connection = sqlite3.connect(
        address, uri=True, isolation_level=None, timeout=patience_ms / 1000
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        # What was deleted or overwritten is zeroed, so that no remnant can be dug up.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        # What SQLite sets aside for a while would lie in the system's folder for such things.
        connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def number_of(connection: sqlite3.Connection, pragma: str) -> int:
    """Return the number a pragma answers with."""
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


class Database:
    """An open book file; follows it when the file at its path is replaced.

    Attributes:
        path: Where it is.
        is_read_only: Whether it can only be looked at.
    """

    def __init__(
        self, path: Path, patience_ms: int = PATIENCE_MS, *, is_read_only: bool = False
    ) -> None:
        self.path, self.is_read_only, self._patience_ms = path, is_read_only, patience_ms
        with translated(path):
            self._connection = self._connect()
            self._identity = _identity(path)

    def _connect(self) -> sqlite3.Connection:
        connection = connect(self.path, self._patience_ms, is_read_only=self.is_read_only)
        try:
            number_of(connection, "user_version")  # it is only opened when it is first read
        except BaseException:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself; use it within ``translated``."""
        return self._connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to read from, in one consistent view."""
        with translated(self.path):
            self._follow()
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._roll_back()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to write to: all of it is durable afterwards, or nothing was done."""
        with translated(self.path):
            self._follow()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                self._roll_back()

    def version(self) -> tuple[object, int]:
        """Return something that differs once another process has changed the book."""
        with translated(self.path):
            self._follow()
            return self._identity, number_of(self._connection, "data_version")

    def checkpoint(self) -> bool:
        """Move everything into the main file and empty the log; tell whether that succeeded."""
        with translated(self.path):
            busy, *_ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):  # the first error is the one to tell
                self._connection.execute("ROLLBACK")

    def _follow(self) -> None:
        """Reopen if another file took the path, as after a recovery by another process."""
        if _identity(self.path) != self._identity:
            self._connection.close()
            self._connection = self._connect()
            self._identity = _identity(self.path)


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


@contextlib.contextmanager
def only_one(folder: Path, patience_ms: int = 15_000) -> Iterator[None]:
    """Keep other processes from upkeep (recovery, upgrade, backups) meanwhile.

    The lock is SQLite's own on an empty file: every system has it, and a killed process lets go.
    """
    path = folder / "upkeep.lock"
    with translated(path):
        make_private(path)
        connection = sqlite3.connect(path, isolation_level=None, timeout=patience_ms / 1000)
    try:
        with translated(path):
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        connection.close()
