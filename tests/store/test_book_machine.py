"""Any order of adding, editing, undoing, deleting, restoring and reopening agrees with a model."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from tests.helpers.books import TODAY, added, content_of, draft_of, edited, opened

from faxi.store.backups import back_up_daily, backups, check, restore
from faxi.store.database import DATABASE
from faxi.store.erase import erase_cases
from faxi.store.recovery import open_book
from faxi.store.rows import History, Place

VALUES = st.text("甲乙abc", max_size=3)


class Kept:
    """What the model knows of a case: the values of its states, where it stands, its place."""

    def __init__(self, value: str) -> None:
        self.values, self.at, self.place = [value], 0, Place.LIST

    def copy(self) -> "Kept":
        copied = Kept("")
        copied.values, copied.at, copied.place = list(self.values), self.at, self.place
        return copied


class BookMachine(RuleBasedStateMachine):
    """Drives a real book beside a dictionary of what it should hold, by uid."""

    uids = Bundle("uids")

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp()) / "data"
        self.book = opened(self.folder)
        self.model: dict[str, Kept] = {}
        self.backup: dict[str, Kept] | None = None

    def teardown(self) -> None:
        self.book.close()
        shutil.rmtree(self.folder.parent)

    def number(self, uid: str) -> int | None:
        return next((row.id for row in self.book.rows(*Place) if row.uid == uid), None)

    @rule(target=uids, value=VALUES)
    def add(self, value: str) -> str:
        (row,) = added(self.book, value)
        self.model[row.uid] = Kept(value)
        return row.uid

    @rule(uid=uids, value=VALUES)
    def edit(self, uid: str, value: str) -> None:
        number = self.number(uid)
        if number is not None:
            edited(self.book, self.book.read(number).row, value)
            kept = self.model[uid]
            kept.values[kept.at + 1 :] = [value]
            kept.at += 1

    @rule(uid=uids, step=st.sampled_from([-1, 1]))
    def undo_or_redo(self, uid: str, step: int) -> None:
        number = self.number(uid)
        if number is None:
            return
        kept = self.model[uid]
        if 0 <= kept.at + step < len(kept.values):
            kept.at += step
            found = self.book.read(number)
            content = content_of(kept.values[kept.at])
            revision = found.row.revision
            self.book.save(number, revision, content, History(kept.at), TODAY)

    @rule(uid=uids, place=st.sampled_from(list(Place)))
    def move(self, uid: str, place: Place) -> None:
        number = self.number(uid)
        if number is not None:
            self.book.move([number], place, TODAY)
            self.model[uid].place = place

    @rule(uid=uids)
    def delete_for_good(self, uid: str) -> None:
        number = self.number(uid)
        if number is not None:
            erase_cases(self.book, self.folder, [number])
            del self.model[uid]
            if self.backup is not None:
                self.backup.pop(uid, None)

    @rule()
    def back_up(self) -> None:
        back_up_daily(self.book.database, self.folder, TODAY)
        self.backup = {uid: kept.copy() for uid, kept in self.model.items()}

    @rule()
    def go_back(self) -> None:
        daily = [each for each in backups(self.folder) if each.day is not None]
        if daily and self.backup is not None:
            restore(self.book.database, self.folder, daily[0].path, TODAY)
            self.model = {uid: kept.copy() for uid, kept in self.backup.items()}

    @rule()
    def reopen(self) -> None:
        self.book.close()
        self.book = opened(self.folder)

    @rule()
    def lose_the_head_and_reopen(self) -> None:
        self.book.close()
        path = self.folder / DATABASE
        path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
        found = open_book(self.folder, TODAY)
        assert found.recovery is not None
        assert found.recovery.lost == 0
        self.book = found.book

    @invariant()
    def agrees(self) -> None:
        check(self.book.database.connection, thoroughly=True)
        found = {each.row.uid: each for each in self.book.dump()}
        assert found.keys() >= self.model.keys()
        for uid, kept in self.model.items():
            stored = found[uid]
            assert stored.draft == draft_of(kept.values[kept.at])
            assert [s.draft for s in stored.states] == [draft_of(v) for v in kept.values]
            assert (stored.position, stored.row.place) == (kept.at, kept.place)


TestBookMachine = BookMachine.TestCase
TestBookMachine.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
