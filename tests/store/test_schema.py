"""Versions of the book: older ones open, a newer one is refused, a failed step changes nothing."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.helpers.books import TODAY, added, opened, titles

from faxi.store import schema
from faxi.store.backups import backups, is_sound
from faxi.store.database import DATABASE, BookError, number_of
from faxi.store.recovery import open_book
from faxi.store.rows import Place
from faxi.text.messages import message_of
from faxi.text.words import Language, words_of

OLD_FILES = Path(__file__).with_name("old_files")


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return number_of(connection, "user_version")


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let the program know one version more, which adds a column."""
    number = schema.newest_version() + 1
    monkeypatch.setattr(schema, "MIGRATIONS", dict(schema.MIGRATIONS))

    @schema.to_version(number)
    def add_colour(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE cases ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'")

    return number


def test_there_is_a_file_of_every_version() -> None:
    numbers = {int(path.stem.removeprefix("v")) for path in OLD_FILES.glob("v*.sqlite3")}
    assert numbers == set(schema.MIGRATIONS)


@pytest.mark.parametrize("path", sorted(OLD_FILES.glob("v*.sqlite3")), ids=lambda path: path.stem)
def test_a_file_of_an_old_version_opens(path: Path, tmp_path: Path) -> None:
    shutil.copyfile(path, tmp_path / DATABASE)
    book = opened(tmp_path)
    assert titles(book, Place.LIST) == ["未写完", "某银行消费贷"]
    assert titles(book, Place.ARCHIVE, Place.TRASH) == ["旧债", "还清了"]
    loan = next(row for row in book.rows(Place.LIST) if row.is_whole)
    found = book.read(loan.id)
    assert [state.name for state in found.states][:3] == ["", "Change principal", "Change title"]
    assert loan.figures is not None
    assert loan.figures.total_due == 6_896_000
    book.close()
    assert version_of(tmp_path / DATABASE) == schema.newest_version()
    assert is_sound(tmp_path / DATABASE)


def test_an_upgrade_keeps_a_copy_of_what_was(tmp_path: Path, next_version: int) -> None:
    shutil.copyfile(OLD_FILES / "v1.sqlite3", tmp_path / DATABASE)
    found = open_book(tmp_path, TODAY)
    assert found.upgraded_from == 1
    with found.book.database.reading() as connection:
        assert connection.execute("SELECT DISTINCT colour FROM cases").fetchall() == [("red",)]
    found.book.close()
    assert version_of(tmp_path / DATABASE) == next_version
    (kept,) = backups(tmp_path)
    assert (kept.day, version_of(kept.path)) == (None, 1)
    assert open_book(tmp_path, TODAY).upgraded_from is None


def test_a_step_that_fails_changes_nothing(
    tmp_path: Path, next_version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / DATABASE
    shutil.copyfile(OLD_FILES / "v1.sqlite3", book)
    add_colour = schema.MIGRATIONS[next_version]

    def fail(connection: sqlite3.Connection) -> None:
        add_colour(connection)
        raise ZeroDivisionError

    monkeypatch.setitem(schema.MIGRATIONS, next_version, fail)
    with pytest.raises(ZeroDivisionError):
        open_book(tmp_path, TODAY)
    with closing(sqlite3.connect(book)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(cases)")]
    assert (version_of(book), "colour" in columns) == (1, False)


def test_a_newer_book_is_refused_by_both_versions(tmp_path: Path) -> None:
    book = opened(tmp_path)
    added(book, "甲")
    with book.database.writing() as connection:
        connection.execute("PRAGMA user_version = 99")
    book.close()
    before = (tmp_path / DATABASE).read_bytes()
    with pytest.raises(BookError) as caught:
        open_book(tmp_path, TODAY)
    sentence = message_of(caught.value.problem, words_of(Language.EN))
    assert "version 99" in sentence
    assert f"up to {schema.newest_version()}" in sentence
    assert (tmp_path / DATABASE).read_bytes() == before


def test_two_steps_to_one_version_are_a_mistake() -> None:
    with pytest.raises(AssertionError, match="two steps to version 1"):
        schema.to_version(1)(lambda _: None)
