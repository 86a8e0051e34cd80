"""Keeping: every edit in the book, nothing lost while it cannot be written, nothing overwritten."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.commands import a_loan
from tests.helpers.views import LoggingView

from faxi.app.book_presenter import BookPresenter
from faxi.app.book_view import Listing, News
from faxi.app.casebook import CaseBook
from faxi.app.keeper import Keeper
from faxi.app.presenter import CasePresenter
from faxi.store.case_file import read_case
from faxi.store.database import DATABASE, connect
from faxi.store.rows import Place
from faxi.text.words import Language

LOAN = {
    "title": "某银行消费贷",
    "principal": "50000",
    "contract_rate": "14.4",
    "penalty_surcharge": "50",
    "due_date": "2025-03-01",
}


class Window(LoggingView):
    """Everything the two presenters ask of a window, remembered."""

    def __init__(self, folder: Path, patience_ms: int = 20) -> None:
        super().__init__()
        self.listing: Listing | None = None
        self.news: list[News] = []
        self.unsaved = ""
        self.keeper = Keeper(CaseBook(folder, patience_ms))
        self.case = CasePresenter(self, Language.EN, self.keeper)
        self.books = BookPresenter(self, self.case, self.keeper)
        self.books.start()

    def show_listing(self, listing: Listing) -> None:
        """Remember what is listed."""
        self.listing = listing

    def tell(self, news: News) -> None:
        """Remember what was told."""
        self.news.append(news)

    def show_unsaved(self, sentence: str) -> None:
        """Remember why work is in memory only."""
        self.unsaved = sentence

    def enter(self, **fields: str) -> None:
        """Commit edits."""
        for field, text in fields.items():
            self.case.commit(field, text)

    @property
    def titles(self) -> list[str]:
        """The titles listed, in order."""
        assert self.listing is not None
        return [row.title for row in self.listing.rows]

    @property
    def heard(self) -> str:
        """The last thing told."""
        return self.news[-1].text if self.news else ""


Open = Callable[[], Window]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def open_window(folder: Path) -> Open:
    """Return a function that opens another window on the same book."""
    return lambda: Window(folder)


@pytest.fixture
def window(open_window: Open) -> Window:
    return open_window()


def drafts(folder: Path) -> list[Any]:
    with closing(connect(folder / DATABASE)) as connection:
        return connection.execute("SELECT title, is_whole, draft FROM cases").fetchall()


# One window


def test_an_untouched_case_is_nowhere(window: Window, folder: Path) -> None:
    assert drafts(folder) == []
    window.books.new()
    assert drafts(folder) == []
    assert window.listing is not None
    assert window.listing.chosen is None


def test_every_edit_is_durable_at_once(window: Window, folder: Path) -> None:
    window.enter(title="甲")
    assert [row[:2] for row in drafts(folder)] == [("甲", 0)]
    window.enter(**LOAN)
    assert [row[:2] for row in drafts(folder)] == [("某银行消费贷", 1)]
    assert window.titles == ["某银行消费贷"]
    assert window.listing is not None
    assert window.listing.whole.total_due == 6_896_000
    assert not window.case.is_behind


def test_undo_survives_a_restart(window: Window, open_window: Open) -> None:
    window.enter(**LOAN)
    window.case.undo()
    window.books.close()
    again = open_window()
    assert again.draft.due_date == ""
    assert again.state[:3] == ("某银行消费贷", "Change surcharge", "Change due date")
    again.case.redo()
    assert again.draft.due_date == "2025-03-01"
    while again.state[1]:
        again.case.undo()
    assert again.draft.title == ""


def test_two_hundred_edits_can_be_undone_after_a_restart(window: Window, open_window: Open) -> None:
    for number in range(1, 231):
        window.enter(title=str(number))
    again = open_window()
    undone = 0
    while again.state[1]:
        again.case.undo()
        undone += 1
    assert (undone, again.draft.title) == (200, "30")
    again.enter(title="new")
    third = open_window()
    assert (third.draft.title, third.state[2]) == ("new", None)
    third.case.undo()
    assert third.draft.title == "30"


def test_undo_goes_further_back_than_what_a_restart_keeps(
    window: Window, open_window: Open
) -> None:
    for number in range(1, 231):
        window.enter(title=str(number))
    for _ in range(220):
        window.case.undo()
    assert window.draft.title == "10"
    again = open_window()
    assert (again.draft.title, again.state[1]) == ("10", None)
    while window.state[2]:
        window.case.redo()
    third = open_window()
    assert third.draft.title == "230"
    while third.state[1]:
        third.case.undo()
    assert third.draft.title == "30"


def test_typing_is_kept_but_is_no_edit(window: Window, open_window: Open) -> None:
    window.enter(**LOAN)
    window.case.type("principal", "60000")
    window.books.rest()
    again = open_window()
    assert again.draft.principal == "60000"
    assert again.state[1] == "Change due date"
    assert again.listing is not None
    assert again.listing.whole.total_due == 6_896_000
    again.case.commit("title", "goes on")
    again.case.undo()
    assert again.state[1] == "Change principal"
    again.case.undo()
    assert again.draft.principal == "50000"


def test_undo_after_a_restart_takes_back_what_was_being_typed(
    window: Window, open_window: Open
) -> None:
    window.enter(**LOAN)
    window.case.type("principal", "60000")
    window.books.rest()
    again = open_window()
    again.case.undo()
    assert (again.draft.principal, again.state[2]) == ("50000", "Change principal")


def test_typing_taken_back_leaves_nothing(window: Window, open_window: Open) -> None:
    window.enter(**LOAN)
    window.case.type("principal", "6")
    window.books.rest()
    window.case.commit("principal", "50000")
    assert open_window().draft.principal == "50000"


def test_the_cut_off_follows_the_day_unless_it_was_set(
    window: Window, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date  # noqa: PLC0415 - the fixture fixes today in the module

    from faxi.app import clock  # noqa: PLC0415

    window.enter(**LOAN)
    window.books.new()
    window.enter(**LOAN, as_of="2025-03-11")
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 24))
    again = open_window()
    assert again.draft.as_of == "2025-03-11"
    assert again.listing is not None
    first, second = again.listing.rows
    again.books.open(second.id)
    assert again.draft.as_of == "2026-11-24"
    assert again.listing.waiting == 2
    while again.books.refresh_some():
        pass
    assert again.listing.whole.total_due == 2 * 6_899_000
    assert first.figures is not None


# What cannot be written


def test_a_locked_book_keeps_work_in_memory_and_tries_again(
    window: Window, folder: Path, open_window: Open
) -> None:
    window.enter(**LOAN)
    with closing(connect(folder / DATABASE)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        window.enter(principal="60000")
        window.enter(title="乙")
        assert window.unsaved.startswith("The case book is in use by another program just now.")
        assert (window.case.is_behind, window.state[3]) == (True, True)
        assert not window.books.close()
        holder.execute("COMMIT")
    window.books.look()
    assert (window.unsaved, window.case.is_behind) == ("", False)
    again = open_window()
    assert (again.draft.title, again.draft.principal) == ("乙", "60000")
    again.case.undo()
    again.case.undo()
    assert again.draft.principal == "50000"


def test_several_cases_can_wait_for_the_disk(
    window: Window, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.enter(title="甲")
    row = window.books.chosen
    assert row is not None

    def full(*_: object) -> None:
        error = sqlite3.OperationalError("injected")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("faxi.store.book.find_row", full)
        patch.setattr("faxi.store.book.write_new_case", full)
        window.enter(principal="1")
        window.books.new()
        window.enter(title="乙")
        assert window.unsaved.startswith("The disk is full")
        assert window.books.open(row.id)
        assert window.draft.principal == "1"
    window.books.look()
    assert not window.case.is_behind
    assert sorted(open_window().titles) == ["乙", "甲"]
    assert open_window().books.rows(Place.LIST)[0].title in {"甲", "乙"}


def test_without_a_folder_there_is_a_window_all_the_same(tmp_path: Path) -> None:
    blocked = tmp_path / "data"
    blocked.write_text("a file in the way")
    window = Window(blocked)
    assert window.unsaved
    window.enter(**LOAN)
    assert window.result is not None
    assert window.case.is_behind
    blocked.unlink()
    window.books.look()
    assert (window.unsaved, window.titles) == ("", ["某银行消费贷"])


def test_a_newer_book_is_left_alone(window: Window, folder: Path, open_window: Open) -> None:
    window.enter(title="甲")
    window.books.close()
    window.books.book.close()
    with closing(connect(folder / DATABASE)) as connection:
        connection.execute("PRAGMA user_version = 99")
    again = open_window()
    assert "version 99" in again.unsaved
    again.enter(title="乙")
    again.books.look()
    assert [row[0] for row in drafts(folder)] == ["甲"]
    assert "save a copy" in again.unsaved


def test_damage_found_while_working_is_rescued_and_told(
    window: Window, folder: Path, open_window: Open
) -> None:
    window.enter(**LOAN)
    with closing(connect(folder / DATABASE)) as connection:
        connection.execute("UPDATE cases SET draft = replace(draft, '50000', '60000')")
    again = open_window()
    assert again.heard == "The case book was damaged and has been rescued."
    assert "kept as “damaged/book-2026-11-23-1.sqlite3”" in again.news[-1].detail
    assert again.draft.principal == "50000"
    again.enter(title="goes on")
    assert open_window().titles == ["goes on"]


# Two windows


def test_another_window_sees_the_change(window: Window, open_window: Open) -> None:
    window.enter(**LOAN)
    other = open_window()
    assert other.draft.title == "某银行消费贷"
    window.enter(title="乙")
    other.books.look()
    assert (other.draft.title, other.titles) == ("乙", ["乙"])
    assert other.heard.startswith("Another window changed this debt")
    assert other.state[1] == "Change title"


def test_an_edit_on_top_of_a_change_unseen_parts(window: Window, open_window: Open) -> None:
    window.enter(**LOAN)
    other = open_window()
    window.enter(principal="60000")
    other.enter(title="mine")
    assert other.heard.startswith("Another window changed this debt meanwhile.")
    assert sorted(other.titles) == ["mine", "某银行消费贷"]
    window.books.look()
    assert window.draft.principal == "60000"
    mine = next(row for row in window.books.rows(Place.LIST) if row.title == "mine")
    window.books.open(mine.id)
    assert (window.draft.principal, window.state[1]) == ("50000", "Change title")


def test_a_debt_deleted_elsewhere_lives_on_where_it_is_edited(
    window: Window, open_window: Open
) -> None:
    window.enter(**LOAN)
    other = open_window()
    row = window.books.chosen
    assert row is not None
    window.books.move([row.id], Place.TRASH)
    other.books.look()
    assert other.heard.startswith("Another window deleted this debt")
    other.enter(title="kept")
    assert other.titles == ["kept"]
    assert [each.title for each in other.books.rows(Place.TRASH)] == ["某银行消费贷"]


# The list


def test_deleting_can_be_undone_and_opens_the_next(window: Window) -> None:
    window.enter(title="甲")
    window.books.new()
    window.enter(title="乙")
    row = window.books.chosen
    assert row is not None
    window.books.move([row.id], Place.TRASH)
    assert (window.titles, window.draft.title) == (["甲"], "甲")
    assert (window.heard, window.news[-1].action) == ("1 debt was moved to the trash.", "Undo")
    undo = window.news[-1].do
    assert undo is not None
    undo()
    assert (window.titles, window.draft.title) == (["乙", "甲"], "乙")
    window.enter(title="丙")
    assert window.titles[0] == "丙"


def test_an_archived_case_on_the_desk_goes_on(window: Window) -> None:
    window.enter(title="甲")
    row = window.books.chosen
    assert row is not None
    window.books.move([row.id], Place.ARCHIVE)
    window.enter(title="乙")
    assert [each.title for each in window.books.rows(Place.ARCHIVE)] == ["乙"]
    assert window.titles == []


def test_a_duplicate_has_its_own_life(window: Window) -> None:
    window.enter(**LOAN)
    row = window.books.chosen
    assert row is not None
    window.books.duplicate(row.id)
    assert window.draft.title == "某银行消费贷 (copy)"
    assert window.state[1] is None
    window.enter(principal="1")
    window.books.open(row.id)
    assert window.draft.principal == "50000"


def test_renaming_is_an_edit_like_any_other(window: Window) -> None:
    window.enter(title="甲")
    first = window.books.chosen
    window.books.new()
    window.enter(title="乙")
    second = window.books.chosen
    assert first is not None
    assert second is not None
    window.books.rename(first.id, "one")
    window.books.rename(second.id, "two")
    assert sorted(window.titles) == ["one", "two"]
    assert window.draft.title == "two"
    window.books.open(first.id)
    assert window.state[1] == "Change title"
    window.case.undo()
    assert sorted(window.titles) == ["two", "甲"]


def test_a_case_erased_is_gone_and_the_next_is_shown(window: Window, open_window: Open) -> None:
    window.enter(title="甲")
    window.books.new()
    window.enter(title="乙")
    row = window.books.chosen
    assert row is not None
    window.books.erase([row.id])
    assert window.heard == "1 debt was deleted for good, backups included."
    assert (window.titles, window.draft.title) == (["甲"], "甲")
    window.books.erase_everything()
    assert (window.titles, window.draft.title) == ([], "")
    assert open_window().titles == []


def test_files_are_copied_in_and_named(window: Window, tmp_path: Path) -> None:
    from faxi.store.documents import save_case  # noqa: PLC0415 - only here

    path = tmp_path / "贷款.json"
    save_case(path, read_case(a_loan()))
    before = path.read_bytes()
    assert window.books.add_files([path]).is_fine
    assert window.heard == (
        "“贷款.json”: 1 debt was copied into the case book; the file stays as it is."
    )
    assert window.draft.principal == "50,000.00"
    window.enter(principal="60000")
    assert path.read_bytes() == before
    assert window.books.add_files([path]).is_fine
    assert window.books.add_files([path]).is_fine
    assert window.heard.endswith("1 debt was in the case book already.")
    assert len(window.titles) == 2
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    outcome = window.books.add_files([path, bad])
    assert (outcome.is_fine, len(window.titles)) == (False, 2)
    assert outcome.messages[0].startswith("bad.json: ")


def test_a_book_goes_out_and_comes_back_whole(window: Window, tmp_path: Path) -> None:
    window.enter(**LOAN)
    path = tmp_path / "book.json"
    assert window.books.export_book(path).is_fine
    other = Window(tmp_path / "elsewhere")
    assert other.books.import_book(path).is_fine
    assert other.titles == ["某银行消费贷"]
    assert other.listing is not None
    other.books.open(other.listing.rows[0].id)
    assert other.state[1] == "Change due date"
    window.enter(title="differs now")
    assert window.books.import_book(path).is_fine
    assert sorted(window.titles) == ["differs now", "某银行消费贷"]
    assert not window.books.import_book(tmp_path / "none.json").is_fine


def test_going_back_to_a_backup(window: Window) -> None:
    window.enter(title="甲")
    assert window.books.needs_backup()
    window.books.book.back_up()
    assert not window.books.needs_backup()
    window.enter(title="乙")
    (backup,) = window.books.book.backups()
    assert window.books.restore(backup).is_fine
    assert (window.titles, window.draft.title) == (["甲"], "甲")
    kept = next(each for each in window.books.book.backups() if each.day is None)
    assert window.books.restore(kept).is_fine
    assert window.draft.title == "乙"


def test_an_edit_moves_no_row_until_the_list_is_asked_anew(window: Window) -> None:
    for title in ("甲", "乙", "丙"):
        window.books.new()
        window.enter(title=title)
    assert window.titles == ["丙", "乙", "甲"]
    assert window.listing is not None
    window.books.open(window.listing.rows[2].id)
    window.enter(title="edited")
    assert window.titles == ["丙", "乙", "edited"]
    window.books.show(window.books.query._replace(text=""))
    assert window.titles == ["edited", "丙", "乙"]
