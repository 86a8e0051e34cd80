"""Backups: one a day, fourteen of them, sound, private, and a way back."""

import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from tests.helpers.books import TODAY, added, edited, opened, titles

from faxi.store.backups import (
    MOST_DAILY,
    back_up,
    back_up_daily,
    backups,
    is_sound,
    restore,
)
from faxi.store.book import Book
from faxi.store.database import ConflictError, DamageError
from faxi.store.rows import History, Place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def book(folder: Path) -> Book:
    return opened(folder)


def test_fourteen_days_are_kept(book: Book, folder: Path) -> None:
    added(book, "甲")
    for day in range(20):
        back_up_daily(book.database, folder, TODAY + timedelta(days=day))
    days = [backup.day for backup in backups(folder)]
    assert days == [TODAY + timedelta(days=day) for day in range(19, 5, -1)]
    assert len(days) == MOST_DAILY
    assert all(is_sound(backup.path) for backup in backups(folder))
    modes = {stat.S_IMODE(backup.path.stat().st_mode) for backup in backups(folder)}
    assert modes == {0o600}


def test_a_copy_is_complete_while_another_writes(book: Book, folder: Path) -> None:
    added(book, "甲")
    other = opened(folder)
    with other.database.writing() as connection:
        connection.execute("UPDATE cases SET title = 'not committed'")
        back_up_daily(book.database, folder, TODAY)
    with closing(sqlite3.connect(backups(folder)[0].path)) as copy:
        assert copy.execute("SELECT title FROM cases").fetchall() == [("甲",)]
        assert copy.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_a_damaged_book_does_not_replace_a_sound_copy(book: Book, folder: Path) -> None:
    added(book, "甲")
    back_up_daily(book.database, folder, TODAY)
    before = backups(folder)[0].path.read_bytes()
    with book.database.writing() as connection:
        connection.execute("UPDATE cases SET draft = replace(draft, '1', '2')")
    with pytest.raises(DamageError):
        back_up_daily(book.database, folder, TODAY)
    assert backups(folder)[0].path.read_bytes() == before
    assert [path.name for path in (folder / "backups").iterdir()] == [backups(folder)[0].path.name]


def test_restoring_keeps_the_present_and_gives_no_revision_twice(book: Book, folder: Path) -> None:
    (row,) = added(book, "甲")
    back_up_daily(book.database, folder, TODAY)
    (daily,) = backups(folder)
    window = edited(book, row, "乙")
    other = opened(folder)  # a window that has the book open meanwhile
    restore(book.database, folder, daily.path, TODAY)
    assert titles(book) == titles(other) == ["甲"]
    again = edited(book, book.rows(Place.LIST)[0], "丙")
    assert again.revision > window.revision
    with pytest.raises(ConflictError):
        other.save(row.id, window.revision, other.read(row.id).content, History(0), TODAY)
    kept = next(each for each in backups(folder) if each.day is None)
    restore(book.database, folder, kept.path, TODAY)
    assert titles(book) == ["乙"]


def test_an_unsound_copy_is_not_restored(book: Book, folder: Path) -> None:
    added(book, "甲")
    bad = folder / "backups" / "book-2026-01-01.sqlite3"
    back_up(book.database, bad)
    bad.write_bytes(bad.read_bytes()[:5000])
    assert not is_sound(bad)
    with pytest.raises(DamageError):
        restore(book.database, folder, bad, TODAY)
    assert titles(book) == ["甲"]
