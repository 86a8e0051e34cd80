"""A damaged book: set aside, what can be read rescued, the newest sound backup beneath it."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from tests.helpers.books import TODAY, added, damaged, draft_of, edited, opened, titles

from faxi.store.backups import back_up_daily, backups, check
from faxi.store.database import DATABASE, DamageError
from faxi.store.recovery import RESCUED, Recovery, open_book
from faxi.store.rows import Place

PAGE = 4096
NAMES = [f"case {number:02}" for number in range(30)]


@pytest.fixture(scope="module")
def closed_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a closed book of thirty cases, each as long as a page and more."""
    folder = tmp_path_factory.mktemp("book") / "data"
    book = opened(folder)
    rows = added(book, *(f"{name} {'long ' * 400}" for name in NAMES))
    for row, name in zip(rows, NAMES, strict=True):
        edited(book, row, name)
    book.move([rows[5].id], Place.TRASH, TODAY)
    book.close()
    return folder


@pytest.fixture
def folder(closed_book: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(closed_book, tmp_path / "data"))


def rescued(folder: Path) -> Recovery:
    """Open a damaged book, which must be sound afterwards, and return what happened."""
    found = open_book(folder, TODAY, thoroughly=True)
    assert found.recovery is not None
    check(found.book.database.connection, thoroughly=True)
    found.book.close()
    assert open_book(folder, TODAY, thoroughly=True).recovery is None
    return found.recovery


def names(folder: Path) -> list[str]:
    return titles(opened(folder))


def no_header(data: bytes) -> bytes:
    return random.Random(1).randbytes(1000) + data[1000:]


def no_first_page(data: bytes) -> bytes:
    return bytes(PAGE) + data[PAGE:]


@pytest.mark.parametrize("damage", [no_header, no_first_page])
def test_a_broken_head_loses_nothing(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    before = (folder / DATABASE).read_bytes()
    damaged(folder, damage(before))
    found = rescued(folder)
    assert (found.rescued, found.from_backup, found.lost) == (30, 0, 0)
    assert names(folder) == NAMES
    assert titles(opened(folder), Place.TRASH) == [NAMES[5]]
    assert found.set_aside is not None
    assert TODAY.isoformat() in found.set_aside.name
    assert found.set_aside.read_bytes() == damage(before)


def test_without_a_head_history_is_kept_too(folder: Path) -> None:
    damaged(folder, no_first_page((folder / DATABASE).read_bytes()))
    rescued(folder)
    book = opened(folder)
    found = book.read(book.rows(Place.TRASH)[0].id)
    assert [state.name for state in found.states] == ["", f"to {NAMES[5]}"]


def test_a_torn_file_gives_what_it_holds_and_the_backup_the_rest(folder: Path) -> None:
    book = opened(folder)
    back_up_daily(book.database, folder, TODAY - timedelta(days=1))
    added(book, "after the backup")
    first = next(row for row in book.rows(Place.LIST) if row.title == NAMES[0])
    edited(book, first, "edited after the backup")
    book.close()
    whole = (folder / DATABASE).read_bytes()
    damaged(folder, whole[: len(whole) * 2 // 3])
    found = rescued(folder)
    assert found.backup_of == TODAY - timedelta(days=1)
    assert set(names(folder)) >= set(NAMES[1:])
    assert found.from_backup + found.rescued >= 30


def test_the_newest_sound_backup_is_taken(folder: Path) -> None:
    book = opened(folder)
    for day in (3, 2, 1):
        added(book, f"of day {day}")
        back_up_daily(book.database, folder, TODAY - timedelta(days=day))
    book.close()
    newest = backups(folder)[0].path
    newest.write_bytes(newest.read_bytes()[: 3 * PAGE])
    damaged(folder, b"not a database at all" * 1000)
    found = rescued(folder)
    assert (found.backup_of, found.rescued) == (TODAY - timedelta(days=2), 0)
    assert names(folder) == [*NAMES, "of day 2", "of day 3"]


@pytest.mark.parametrize("content", [b"", None], ids=["empty", "missing"])
def test_an_empty_or_missing_book_comes_back_from_its_backup(
    folder: Path, content: bytes | None
) -> None:
    book = opened(folder)
    back_up_daily(book.database, folder, TODAY)
    book.close()
    if content is None:
        (folder / DATABASE).unlink()
    else:
        damaged(folder, content)
    found = rescued(folder)
    assert (found.set_aside, found.from_backup) == (None, 30)
    assert names(folder) == NAMES


def test_an_empty_file_without_backups_is_a_new_book(tmp_path: Path) -> None:
    damaged(tmp_path, b"")
    assert titles(opened(tmp_path)) == []


def test_a_foreign_database_is_set_aside_whole(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.execute("CREATE TABLE songs (name TEXT)")
        connection.execute("INSERT INTO songs VALUES ('a song')")
        connection.commit()
    found = rescued(tmp_path)
    assert found.set_aside is not None
    with closing(sqlite3.connect(found.set_aside)) as connection:
        assert connection.execute("SELECT name FROM songs").fetchall() == [("a song",)]
    assert names(tmp_path) == []


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bits_never_show_a_wrong_case(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray((folder / DATABASE).read_bytes())
    for _ in range(1 + seed * 3):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    damaged(folder, bytes(data))
    found = open_book(folder, TODAY, thoroughly=True)
    check(found.book.database.connection, thoroughly=True)
    shown = titles(found.book)
    lost = found.recovery.lost if found.recovery else 0
    # A case whose row cannot be read comes back as its last readable state.
    assert {title[:7] for title in shown} <= {name[:7] for name in NAMES} | {""}
    assert len(shown) + lost >= 30
    assert lost <= 3 + seed
    found.book.close()


def test_a_flipped_bit_in_a_figure_is_noticed_when_the_case_is_read(folder: Path) -> None:
    data = (folder / DATABASE).read_bytes()
    damaged(folder, data.replace(b"case 07", b"case 17"))
    book = opened(folder)
    bad = next(row for row in book.rows(*Place) if row.id == 8)
    with pytest.raises(DamageError):
        book.read(bad.id)
    book.close()
    assert rescued(folder).lost == 0


def test_a_case_of_which_only_history_is_left_stands_at_its_last_state(folder: Path) -> None:
    book = opened(folder)
    with book.database.writing() as connection:
        connection.execute("UPDATE cases SET draft = 'x' WHERE id = 3")
    book.close()
    found = rescued(folder)
    assert (found.rescued, found.lost) == (30, 0)
    book = opened(folder)
    (stored,) = [each for each in book.dump() if each.draft == draft_of(NAMES[2])]
    assert stored.states[-1].draft == stored.draft
    assert (stored.row.title, stored.row.is_whole) == ("", False)


def test_the_log_of_a_damaged_book_counts(folder: Path) -> None:
    book = opened(folder)
    added(book, "only in the log")
    data = (folder / DATABASE).read_bytes()
    log = (folder / f"{DATABASE}-wal").read_bytes()
    book.close()
    (folder / f"{DATABASE}-wal").write_bytes(log)
    damaged(folder, data[: 40 * PAGE] + b"\xff" * PAGE + data[41 * PAGE :])
    found = open_book(folder, TODAY, thoroughly=True)
    assert "only in the log" in titles(found.book)


def test_what_nobody_can_read_is_counted(tmp_path: Path) -> None:
    book = opened(tmp_path)
    added(book, *(f"{n} {'x' * 5000}" for n in range(8)))
    book.close()
    data = (tmp_path / DATABASE).read_bytes()
    damaged(tmp_path, data[:PAGE] + b"\xee" * (len(data) - PAGE))
    found = rescued(tmp_path)
    assert (found.rescued, names(tmp_path)) == (0, [])
    assert found.set_aside is not None


def test_a_rescue_cut_short_is_finished_by_the_next_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged(folder, no_first_page((folder / DATABASE).read_bytes()))
    (folder / f"{DATABASE}-wal").write_bytes(b"a log of the damaged book")
    replace = Path.replace

    def cut_short(self: Path, target: Path) -> Path:
        if self.name == RESCUED:
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", cut_short)
        with pytest.raises(KeyboardInterrupt):
            open_book(folder, TODAY)
    assert (folder / RESCUED).exists()
    assert names(folder) == NAMES
    assert not (folder / RESCUED).exists()


def test_a_rescued_book_has_a_log_before_it_is_in_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # SQLite waits for nobody when that is changed, and several may open the book at once.
    damaged(folder, no_first_page((folder / DATABASE).read_bytes()))
    replace = Path.replace
    modes: list[bytes | str] = []

    def watched(self: Path, target: Path) -> Path:
        if self.name == RESCUED:
            modes.append(self.read_bytes()[18:20])
            modes.extend(each.name for each in folder.glob(f"*{RESCUED}*-wal"))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    rescued(folder)
    assert modes == [b"\x02\x02"]
