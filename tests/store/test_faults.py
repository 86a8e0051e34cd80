"""What the surroundings can do: kill, fill the disk, lock, forbid, fail; the book stays whole."""

import errno
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.helpers import killed
from tests.helpers.books import TODAY, added, draft_of, edited, opened, titles

from faxi.store.backups import back_up_daily, backups, check
from faxi.store.book import Book
from faxi.store.database import DATABASE, BookError, connect
from faxi.store.recovery import open_book

SMALL_DISK = 512 * 1024


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def code_of(work: Callable[[], object]) -> str:
    with pytest.raises(BookError) as caught:
        work()
    return caught.value.problem.code


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the helper forks")
def test_killed_at_any_instant_it_loses_nothing_acknowledged(folder: Path) -> None:
    command = [sys.executable, str(killed.__file__), str(folder), "60"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert (found["rounds"], found["lost"], found["damaged"]) == (60, 0, 0)
    assert found["edits"] > 60


def fill(book: Book) -> str:
    """Add big cases until it fails; return the code of the failure."""

    def add() -> None:
        for number in range(500):
            added(book, f"{number} {'x' * 20_000}")

    return code_of(add)


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Mount a file system of half a megabyte there, where that is allowed."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_said_and_the_book_stays_whole(folder: Path) -> None:
    with small_disk(folder):
        book = opened(folder)
        (row,) = added(book, "甲")
        assert fill(book) == "disk_full"
        before = titles(book)
        assert code_of(lambda: edited(book, row, "x" * SMALL_DISK)) == "disk_full"
        assert code_of(lambda: back_up_daily(book.database, folder, TODAY)) == "disk_full"
        assert titles(book) == before
        check(book.database.connection, thoroughly=True)
        assert [path.name for path in (folder / "backups").iterdir()] == []
        larger = ["mount", "-o", f"remount,size={4 * SMALL_DISK}", str(folder)]
        subprocess.run(larger, check=True)
        edited(book, row, "there is room again")
        assert "there is room again" in titles(book)
        book.close()


def _limited(folder: Path, most: int) -> str:
    """Return how a process ends that may write only so much to a file, and what it said."""
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from tests.helpers.books import opened, added\n"
        "from faxi.store.database import BookError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "book = opened(Path(sys.argv[1]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)\n"
        "try:\n"
        "    for number in range(200): added(book, f'{number} ' + 'x' * 9000)\n"
        "except BookError as error: print(error.problem.code)\n"
    )
    command = [sys.executable, "-c", script, str(folder), str(most)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_a_write_that_fails_halfway_leaves_the_last_whole_book(folder: Path) -> None:
    book = opened(folder)
    added(book, "甲")
    book.close()
    for most in (70_000, 70_111, 200_000):
        assert _limited(folder, most) in {"disk_full", "drive_failed"}
        book = opened(folder)
        check(book.database.connection, thoroughly=True)
        assert "甲" in titles(book)
        book.close()


class Failing(sqlite3.Connection):
    """A connection that fails at a statement, as a disk would."""

    at, code = "", 0

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Execute, or fail."""
        if self.at and sql.startswith(self.at):
            error = sqlite3.OperationalError("injected")
            error.sqlite_errorcode = self.code
            raise error
        return super().execute(sql, *values)


@pytest.mark.parametrize(
    ("at", "code", "said"),
    [
        ("BEGIN IMMEDIATE", sqlite3.SQLITE_BUSY, "book_locked"),
        ("BEGIN IMMEDIATE", sqlite3.SQLITE_READONLY, "book_forbidden"),
        ("COMMIT", sqlite3.SQLITE_FULL, "disk_full"),
        ("COMMIT", sqlite3.SQLITE_IOERR_FSYNC, "drive_failed"),
        ("UPDATE", sqlite3.SQLITE_IOERR_WRITE, "drive_failed"),
    ],
)
def test_what_fails_in_a_transaction_is_undone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: str, code: int, said: str
) -> None:
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Failing))
    book = opened(folder)
    (row,) = added(book, "甲")
    monkeypatch.setattr(Failing, "at", at)
    monkeypatch.setattr(Failing, "code", code)
    assert code_of(lambda: edited(book, row, "乙")) == said
    monkeypatch.setattr(Failing, "at", "")
    assert book.read(row.id).draft == draft_of("甲")
    assert edited(book, row, "乙").title == "乙"


def test_a_backup_whose_last_step_fails_leaves_the_old_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = opened(folder)
    (row,) = added(book, "甲")
    back_up_daily(book.database, folder, TODAY)
    before = backups(folder)[0].path.read_bytes()
    edited(book, row, "乙")

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "injected")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        assert code_of(lambda: back_up_daily(book.database, folder, TODAY)) == "drive_failed"
    assert backups(folder)[0].path.read_bytes() == before
    assert len(list((folder / "backups").iterdir())) == 1
    back_up_daily(book.database, folder, TODAY)
    assert backups(folder)[0].path.read_bytes() != before


@pytest.mark.parametrize("step", ["unlink", "replace", "link"])
def test_a_rescue_that_fails_on_the_way_is_done_by_the_next_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    book = opened(folder)
    added(book, "甲", "乙")
    book.close()
    path = folder / DATABASE
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "injected")

    with monkeypatch.context() as patch:
        if step == "link":
            patch.setattr(os, "link", fail)
            patch.setattr("shutil.copyfile", fail)
        else:
            patch.setattr(Path, step, fail)
        assert code_of(lambda: open_book(folder, TODAY)) == "disk_full"
    again = open_book(folder, TODAY).book
    assert titles(again) == ["乙", "甲"]
    check(again.database.connection, thoroughly=True)


def test_a_lock_is_waited_for_and_then_said(folder: Path) -> None:
    book = opened(folder)
    (row,) = added(book, "甲")
    book.close()
    impatient = open_book(folder, TODAY, patience_ms=20).book
    with closing(connect(folder / DATABASE)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        assert code_of(lambda: edited(impatient, row, "乙")) == "book_locked"
        assert titles(impatient) == ["甲"]
        holder.execute("COMMIT")
    assert edited(impatient, row, "乙").title == "乙"


def test_a_folder_that_may_not_be_written_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "injected")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        assert code_of(lambda: open_book(folder, TODAY)) == "file_forbidden"
    folder.rmdir()
    folder.write_text("a file in the way")
    assert code_of(lambda: open_book(folder, TODAY)) in {"file_missing", "file_failed"}


def test_a_book_that_may_not_be_written_can_be_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = opened(folder)
    (row,) = added(book, "甲")
    book.close()
    really = sqlite3.connect

    def refuse(address: str, **more: Any) -> sqlite3.Connection:
        if str(address).endswith("mode=rw"):
            error = sqlite3.OperationalError("injected")
            error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise error
        connection: sqlite3.Connection = really(address, **more)
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", refuse)
        kept = open_book(folder, TODAY)
        assert kept.recovery is None
        assert titles(kept.book) == ["甲"]
        assert kept.book.read(row.id).draft == draft_of("甲")
        assert code_of(lambda: edited(kept.book, row, "乙")) == "book_forbidden"
        kept.book.close()
    assert edited(opened(folder), row, "乙").title == "乙"


def test_two_processes_write_one_book_and_nothing_is_lost(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from tests.helpers.books import opened, added, edited\n"
        "book = opened(Path(sys.argv[1]))\n"
        "row, = added(book, sys.argv[2])\n"
        "for number in range(60): row = edited(book, row, f'{sys.argv[2]} {number}')\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(folder), name]) for name in "abc"
    ]
    assert [each.wait(timeout=50) for each in running] == [0, 0, 0]
    book = opened(folder)
    check(book.database.connection, thoroughly=True)
    assert titles(book) == ["a 59", "b 59", "c 59"]
    assert [len(each.states) for each in book.dump()] == [61, 61, 61]


def test_two_processes_rescue_one_book_once(folder: Path) -> None:
    book = opened(folder)
    added(book, "甲", "乙")
    book.close()
    path = folder / DATABASE
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    script = (
        "import sys; from pathlib import Path; from tests.helpers.books import TODAY, titles\n"
        "from faxi.store.recovery import open_book\n"
        "found = open_book(Path(sys.argv[1]), TODAY)\n"
        "print(found.recovery is not None, *titles(found.book))\n"
    )
    command = [sys.executable, "-c", script, str(folder)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = sorted(each.communicate(timeout=50)[0].strip() for each in running)
    assert said == ["False 乙 甲", "False 乙 甲", "True 乙 甲"]
    assert len(list((folder / "damaged").glob("*.sqlite3"))) == 1
