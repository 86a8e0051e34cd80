"""The book: each change whole and durable, never over somebody else's."""

import stat
from datetime import date
from pathlib import Path

import pytest
from tests.helpers.books import TODAY, added, content_of, draft_of, edited, opened, titles

from faxi.store.book import Book
from faxi.store.database import DATABASE, ConflictError, number_of
from faxi.store.rows import MOST_STATES, Figures, History, Place, State

HUGE = 10**20  # fen; more than 64 bits hold


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return opened(tmp_path / "new" / "data")


def test_only_its_owner_can_read_it(book: Book) -> None:
    added(book, "甲")
    folder = book.database.path.parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes.keys() >= {DATABASE, f"{DATABASE}-wal"}
    assert set(modes.values()) == {0o600}


def test_it_is_durable_and_keeps_its_promises(book: Book) -> None:
    connection = book.database.connection
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    settings = {name: number_of(connection, name) for name in ("synchronous", "foreign_keys")}
    assert settings == {"synchronous": 2, "foreign_keys": 1}  # 2 is FULL
    assert number_of(connection, "secure_delete") == 1


def test_what_was_written_is_there_after_reopening(book: Book) -> None:
    (row,) = added(book, "甲")
    figures = Figures(TODAY, HUGE, -1, 632, "joint", "tough", date(2027, 1, 1))
    content = content_of("乙 \ud800", '{"a": 1}')._replace(figures=figures)
    saved = book.save(row.id, row.revision, content, History(0), TODAY)
    book.close()
    again = opened(book.database.path.parent).read(row.id)
    assert again.row == saved
    assert again.row.figures == figures
    assert (again.row.title, again.row.is_whole) == ("乙 ?", True)
    assert (again.draft, again.document) == (content.draft, '{"a": 1}')


def test_an_older_revision_overwrites_nothing(book: Book) -> None:
    (row,) = added(book, "甲")
    newer = edited(book, row, "乙")
    for revision in (row.revision, newer.revision + 1):
        with pytest.raises(ConflictError):
            book.save(row.id, revision, content_of("丙"), History(0), TODAY)
    assert book.read(row.id).draft == draft_of("乙")


def test_a_case_moved_or_deleted_meanwhile_is_a_conflict(book: Book) -> None:
    first, second = added(book, "甲", "乙")
    book.move([first.id], Place.TRASH, TODAY)
    book.delete([second.id])
    for row in (first, second):
        with pytest.raises(ConflictError):
            book.save(row.id, row.revision, content_of("丙"), History(0), TODAY)
    assert titles(book, Place.TRASH) == ["甲"]


def test_no_revision_is_given_twice(book: Book) -> None:
    (row,) = added(book, 0)
    seen = [row.revision]
    for value in range(5):
        row = edited(book, row, value)
        seen.append(row.revision)
    book.delete([row.id])
    seen.append(added(book, "new")[0].revision)
    assert seen == sorted(set(seen))


def test_the_last_two_hundred_states_are_kept(book: Book) -> None:
    (row,) = added(book, 0)
    for value in range(1, 210):
        row = edited(book, row, value)
    states = book.read(row.id).states
    assert len(states) == MOST_STATES
    assert (states[-1].position, states[-1].draft) == (209, draft_of(209))
    assert [state.position for state in states] == list(range(9, 210))


def test_an_edit_after_undo_forgets_what_was_undone(book: Book) -> None:
    (row,) = added(book, 0)
    for value in (1, 2, 3):
        row = edited(book, row, value)
    row = book.save(row.id, row.revision, content_of(1), History(1), TODAY)
    assert [state.draft for state in book.read(row.id).states] == [draft_of(n) for n in range(4)]
    state = State(2, "other", draft_of("other"))
    book.save(row.id, row.revision, content_of("other"), History(2, 1, (state,)), TODAY)
    found = book.read(row.id)
    assert [each.name for each in found.states] == ["", "to 1", "other"]
    assert found.position == 2


def test_places_and_their_order(book: Book) -> None:
    rows = added(book, "甲", "乙", "丙")
    book.move([rows[0].id], Place.ARCHIVE, TODAY)
    book.move([rows[1].id], Place.TRASH, TODAY)
    assert [row.title for row in book.rows(Place.LIST, Place.ARCHIVE)] == ["甲", "丙"]
    (trashed,) = book.rows(Place.TRASH)
    assert trashed.trashed_on == TODAY
    book.move([trashed.id], Place.LIST, TODAY)
    assert [row.title for row in book.rows(Place.LIST)] == ["乙", "丙"]
    assert book.rows(Place.TRASH) == []


def test_fresh_figures_are_no_edit(book: Book) -> None:
    (row,) = added(book, "甲")
    content = content_of("甲", "{}")._replace(figures=Figures(TODAY, 1, 2, 3, "gentle"))
    book.refresh({row.id: (row.revision, content), 99: (1, content)})
    found = book.row(row.id)
    assert found is not None
    assert (found.revision, found.figures) == (row.revision, content.figures)
    book.refresh({row.id: (row.revision + 1, content_of("stale"))})
    assert book.read(row.id).document == "{}"


def test_a_deleted_case_takes_its_states_along(book: Book) -> None:
    (row,) = added(book, "甲")
    book.delete([row.id])
    with book.database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM states").fetchone()[0] == 0
    with pytest.raises(KeyError):
        book.read(row.id)


def test_facts(book: Book) -> None:
    assert book.fact("open_case") == ""
    book.remember("open_case", "7")
    assert book.fact("open_case") == "7"


def test_another_connection_is_noticed(book: Book) -> None:
    (row,) = added(book, "甲")
    before = book.database.version()
    assert book.database.version() == before
    other = opened(book.database.path.parent)
    edited(other, row, "乙")
    assert book.database.version() != before
    assert titles(book) == ["乙"]
