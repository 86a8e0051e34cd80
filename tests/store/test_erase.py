"""Deleting for good: not a byte of it is left in any file of the data folder."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.helpers.books import TODAY, added, bytes_of, damaged, edited, opened, titles

from faxi.store.backups import back_up_daily, backups
from faxi.store.book import Book
from faxi.store.database import DATABASE
from faxi.store.erase import erase_cases, erase_everything, set_aside
from faxi.store.recovery import open_book
from faxi.store.rows import CaseRow, Place

SECRET = "secret-of-a-case"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def holding(folder: Path, text: str = SECRET) -> list[str]:
    return [str(path) for path, content in bytes_of(folder) if text.encode() in content]


def a_book_with_copies(folder: Path) -> tuple[Book, CaseRow]:
    """Return a book whose secret is in its rows, states, log, backups and a damaged file."""
    book = opened(folder)
    added(book, f"damaged {SECRET}")
    book.close()
    damaged(folder, b"\0" * 4096 + (folder / DATABASE).read_bytes()[4096:])
    book = open_book(folder, TODAY).book
    row, _ = added(book, f"{SECRET} {'x' * 9000}", "kept")
    back_up_daily(book.database, folder, TODAY - timedelta(days=1))
    row = edited(book, row, f"{SECRET} short")
    back_up_daily(book.database, folder, TODAY)
    return book, row


def test_one_case_is_gone_from_everywhere(folder: Path) -> None:
    book, row = a_book_with_copies(folder)
    assert len(holding(folder)) >= 4
    rest = [each.id for each in book.rows(*Place) if SECRET in each.title]
    assert row.id in rest
    assert erase_cases(book, folder, rest)
    assert holding(folder) == []
    assert titles(book) == ["kept"]
    assert set_aside(folder) == []
    assert len(backups(folder)) == 2
    book.close()
    assert holding(folder) == []
    for backup in backups(folder):
        damaged(folder, backup.path.read_bytes())
        again = opened(folder)
        assert titles(again) == ["kept"]
        again.close()


def test_what_a_killed_process_left_behind_goes_too(folder: Path) -> None:
    book, row = a_book_with_copies(folder)
    for name in (".book.sqlite3.part", "backups/.book-2026-11-23.sqlite3.part-journal"):
        (folder / name).write_text(SECRET)
    (folder / ".salvage-x").mkdir()
    (folder / ".salvage-x" / "0.sqlite3").write_text(SECRET)
    rest = [each.id for each in book.rows(*Place) if SECRET in each.title]
    assert row.id in rest
    erase_cases(book, folder, rest)
    assert holding(folder) == []


def test_a_copy_that_cannot_be_rewritten_goes_whole(folder: Path) -> None:
    book, row = a_book_with_copies(folder)
    broken = backups(folder)[0].path
    broken.write_bytes(bytes(4096) + broken.read_bytes()[4096:])
    erase_cases(book, folder, [row.id])
    assert not broken.exists()
    assert holding(folder, f"{SECRET} short") == []


def test_another_window_that_reads_is_told_of(folder: Path) -> None:
    book, row = a_book_with_copies(folder)
    other = opened(folder)
    book.database.connection.execute("PRAGMA busy_timeout = 10")
    with other.database.reading() as connection:
        connection.execute("SELECT count(*) FROM cases").fetchone()
        assert not erase_cases(book, folder, [row.id])
    other.close()
    book.close()
    assert holding(folder, f"{SECRET} short") == []


def test_everything_means_everything(folder: Path) -> None:
    book, _ = a_book_with_copies(folder)
    other = opened(folder)
    assert erase_everything(book, folder)
    assert titles(book) == titles(other) == []
    assert holding(folder) == holding(folder, "kept") == []
    assert (backups(folder), set_aside(folder)) == ([], [])
    (row,) = added(other, "new")
    other.close()
    book.close()
    assert titles(opened(folder)) == [row.title]
