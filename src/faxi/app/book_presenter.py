"""The behaviour of the case list without a widget: what is listed, on the desk, and told.

The view is anything that answers ``BookView``.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from faxi.app import clock
from faxi.app.book_texts import (
    moved_text,
    news_texts,
    opened_text,
    parted_text,
    unsaved_text,
)
from faxi.app.book_view import BookView, Listing, News
from faxi.app.case_list import Query, copied_title, listed, totals
from faxi.app.casebook import CaseBook, stale_of
from faxi.app.keeper import Keeper
from faxi.app.presenter import FINE, CasePresenter, Outcome
from faxi.engine.problems import CaseError, Problem
from faxi.store.backups import Backup
from faxi.store.database import BookError, DamageError
from faxi.store.files import FileError
from faxi.store.recovery import Opened
from faxi.store.rows import CaseRow, Place
from faxi.text.messages import message_of
from faxi.text.words import Words, words_of

Answer = TypeVar("Answer")
_BATCH = 10  # cases calculated in one moment of rest
_OPEN_CASE = "open_case"


class BookPresenter:
    """Joins the book, the case on the desk and the list.

    Attributes:
        query: What is listed.
    """

    def __init__(self, view: BookView, desk: CasePresenter, keeper: Keeper) -> None:
        self._view, self._desk, self._keeper = view, desk, keeper
        self.query = Query()
        self._rows: dict[Place, list[CaseRow]] = {place: [] for place in Place}
        self._version: object = None
        self._stale: list[int] = []
        self._listed: dict[int, None] = {}
        self._day = clock.today()
        keeper.changed = self._after_keeping

    @property
    def book(self) -> CaseBook:
        """The book itself."""
        return self._keeper.book

    @property
    def words(self) -> Words:
        """The words of the window."""
        return words_of(self._desk.language)

    @property
    def chosen(self) -> CaseRow | None:
        """The row of the case on the desk, ``None`` while it is not in the book."""
        return self._keeper.row

    # Beginning, and moments of rest

    def start(self, *, is_typed_in: bool = False) -> None:
        """Read the book and go on with the case that was on the desk last, or a new one.

        Args:
            is_typed_in: Whether something was typed already, into what looked like a new case.
        """
        self._desk.start()
        if not self.reload() or is_typed_in:
            return
        remembered = self._tried(lambda: self.book.fact(_OPEN_CASE)) or ""
        rows = self._rows[Place.LIST] + self._rows[Place.ARCHIVE]
        last = next((row.id for row in rows if str(row.id) == remembered), None)
        if last is None and self._rows[Place.LIST]:
            last = self._rows[Place.LIST][0].id
        if last is not None:
            self.open(last)

    def reload(self) -> bool:
        """Read the list again; tell whether that worked."""

        def read() -> bool:
            self._version = self.book.version()
            found: dict[Place, list[CaseRow]] = {place: [] for place in Place}
            for row in self.book.rows(*Place):
                found[row.place].append(row)
            self._rows = found
            return True

        worked = bool(self._tried(read))
        self._find_stale()
        self._list()
        return worked

    def rest(self) -> None:
        """Write what is being typed."""
        self._keeper.rest()

    def refresh_some(self) -> bool:
        """Calculate a few cases to today; tell whether more are waiting."""
        batch, self._stale = self._stale[:_BATCH], self._stale[_BATCH:]
        if batch:
            for row in self._tried(lambda: self.book.refresh(batch)) or []:
                self._replace(row)
            if not self._stale:
                self._list()
        return bool(self._stale)

    def look(self) -> None:
        """Try again what failed, and see what other windows and the calendar changed."""
        if self._keeper.is_behind or self._keeper.problem is not None:
            self._keeper.retry()
            self._after_keeping()
        version = self._tried(self.book.version)
        if version is None:
            return
        if version != self._version or self._day != clock.today():
            self._day = clock.today()
            self.reload()
            self._follow_others()
        self._say_saved_or_not()

    def _follow_others(self) -> None:
        """Show the case on the desk as another window left it."""
        if not self._tried(self._keeper.is_outdated):
            return
        row = self.chosen
        assert row is not None, "only a case of the book can be outdated"
        now = self._tried(lambda: self.book.row(row.id))
        if now is None or now.place is Place.TRASH:
            text = self.words("Another window deleted this debt; an edit here keeps a copy of it.")
        else:
            self.open(row.id)
            text = self.words("Another window changed this debt; it is shown as it is now.")
        self._view.tell(News(text))

    # What is listed

    def show(self, query: Query) -> None:
        """List something else, or in another order."""
        self.query = query
        self._list()

    def rows(self, place: Place) -> list[CaseRow]:
        """Return the cases in a place, last changed first."""
        return self._rows[place]

    def set_language(self) -> None:
        """Say everything again."""
        self._list()
        self._say_saved_or_not()

    # Cases

    def new(self) -> None:
        """Begin a new case."""
        self._desk.begin()

    def open(self, case_id: int) -> bool:
        """Put a case on the desk; tell whether that worked."""
        try:
            case = self._tried(lambda: self._keeper.take(case_id))
        except KeyError:
            case = None
        if case is None:
            self._say_saved_or_not()
            return False
        self._desk.resume(case.steps, case.at, case.first, case.draft)
        self._tried(lambda: self.book.remember(_OPEN_CASE, str(case_id)))
        self._list()
        return True

    def duplicate(self, case_id: int) -> None:
        """Put a copy of a case into the book, and on the desk."""
        row = self._row(case_id)
        if row is not None and self._settled():
            title = copied_title(row.title, self.words)
            made = self._tried(lambda: self.book.duplicate(case_id, title))
            if made is not None:
                self.reload()
                self.open(made.id)

    def rename(self, case_id: int, title: str) -> None:
        """Give a case another title."""
        if self.chosen is not None and self.chosen.id == case_id:
            self._desk.commit("title", title)
        elif self._settled():
            self._tried(lambda: self.book.rename(case_id, title))
        self.reload()

    def move(self, case_ids: Sequence[int], place: Place) -> None:
        """Put cases into another place, and offer to undo it."""
        before = {row.id: row.place for row in map(self._row, case_ids) if row is not None}
        if not before or not self._settled():
            return
        if self._moved(dict.fromkeys(before, place)):
            text = moved_text(len(before), place, self.words)
            undo = self.words("Undo")
            self._view.tell(News(text, action=undo, do=lambda: self._move_back(before)))

    def _move_back(self, before: dict[int, Place]) -> None:
        if self._moved(before):
            self.open(next(iter(before)))

    def _moved(self, places: dict[int, Place]) -> bool:
        worked = bool(self._tried(lambda: self._move_all(places)))
        chosen = self.chosen
        if worked and chosen is not None and chosen.id in places:
            now = self._tried(lambda: self.book.row(chosen.id))
            if now is not None:
                self._keeper.refreshed(now)
        self.reload()
        if worked and chosen is not None and places.get(chosen.id) is Place.TRASH:
            self._open_next()
        return worked

    def _move_all(self, places: dict[int, Place]) -> bool:
        for place in dict.fromkeys(places.values()):
            self.book.move([number for number, where in places.items() if where is place], place)
        return True

    def _open_next(self) -> None:
        rows = listed(self._rows[Place.LIST], self.query._replace(stage="", text=""))
        if not rows or not self.open(rows[0].id):
            self.new()

    def erase(self, case_ids: Sequence[int]) -> None:
        """Delete cases for good, from every copy of the book."""
        if not self._settled():
            return
        chosen = self.chosen
        self._keeper.drop(set(case_ids))
        emptied = self._tried(lambda: self.book.erase(case_ids))
        self.reload()
        if chosen is not None and chosen.id in case_ids:
            self._open_next()
        if emptied is not None:
            text = self.words.plural(
                "{count} debt was deleted for good, backups included.",
                "{count} debts were deleted for good, backups included.",
                len(case_ids),
            )
            self._view.tell(News(text, "" if emptied else self._log_note()))

    def erase_everything(self) -> None:
        """Delete every case and every backup."""
        self._keeper.clear()
        emptied = self._tried(self.book.erase_everything)
        self.reload()
        self.new()
        if emptied is not None:
            text = self.words("Everything was deleted: all debts, their history, all backups.")
            self._view.tell(News(text, "" if emptied else self._log_note()))

    def _log_note(self) -> str:
        return self.words(
            "Another window has the book open; the last traces go when that one is closed."
        )

    # Files

    def add_files(self, paths: Sequence[Path]) -> Outcome:
        """Copy the cases of files into the book and put the last on the desk."""
        from faxi.app.book_transfer import add_files  # noqa: PLC0415 - pydantic only for a file

        self.rest()
        try:
            added = add_files(self.book, paths)
        except CaseError as error:
            return Outcome(False, tuple(self._sentence(p.where, p) for p in error.problems))
        except FileError as error:
            self._say_saved_or_not()
            name = error.path.name if len(paths) > 1 else ""
            return Outcome(False, (self._sentence(name, error.problem),))
        self.query = self.query._replace(place=Place.LIST, text="", stage="")
        self.reload()
        self.open(added.last.id)
        self._view.tell(News(opened_text(added, self.words)))
        return FINE

    def export_book(self, path: Path) -> Outcome:
        """Write the whole book to a file."""
        from faxi.app.book_transfer import export_book  # noqa: PLC0415 - pydantic only for a file

        self.rest()
        try:
            count = export_book(self.book, path)
        except FileError as error:
            return Outcome(False, (self._sentence("", error.problem),))
        text = self.words.plural(
            "{count} debt was written to the file.",
            "{count} debts were written to the file.",
            count,
        )
        self._view.tell(News(text, str(path)))
        return FINE

    def import_book(self, path: Path) -> Outcome:
        """Add the cases of a book's file to this book."""
        from faxi.app.book_transfer import add_book  # noqa: PLC0415 - pydantic only for a file

        self.rest()
        try:
            added = add_book(self.book, path)
        except CaseError as error:
            return Outcome(False, tuple(self._sentence(p.where, p) for p in error.problems))
        except FileError as error:
            return Outcome(False, (self._sentence("", error.problem),))
        self.reload()
        self._view.tell(News(opened_text(added, self.words)))
        return FINE

    def restore(self, backup: Backup) -> Outcome:
        """Go back to a backup."""
        self.rest()
        self._keeper.clear()
        try:
            self.book.restore(backup)
        except (FileError, DamageError) as error:
            sentence = self.words("This backup is damaged; nothing was changed.")
            if isinstance(error, FileError):
                sentence = self._sentence("", error.problem)
            return Outcome(False, (sentence,))
        self.reload()
        self._open_next()
        return FINE

    def needs_backup(self) -> bool:
        """Tell whether the book holds anything that today's copy does not."""
        return bool(self._tried(self.book.needs_backup))

    def backed_up(self, news: Sequence[Opened]) -> None:
        """Take note of a copy that was made elsewhere, and of what happened to the book there."""
        self.book.news += news
        if news:
            self.reload()
        self._tell_news()

    def close(self) -> bool:
        """Write and copy everything; tell whether nothing would be lost now."""
        self.rest()
        self._keeper.retry()
        self._say_saved_or_not()
        if self._keeper.is_behind:
            return False
        self._tried(self.book.back_up)
        return True

    # Details

    def _row(self, case_id: int) -> CaseRow | None:
        rows = (row for rows in self._rows.values() for row in rows if row.id == case_id)
        return next(rows, None)

    def _replace(self, row: CaseRow) -> None:
        rows = self._rows[row.place]
        for index, each in enumerate(rows):
            if each.id == row.id:
                rows[index] = row

    def _find_stale(self) -> None:
        self._stale = [number for rows in self._rows.values() for number in stale_of(rows)]

    def _list(self, *, keeps_order: bool = False) -> None:
        everything = self._rows[self.query.place]
        rows = listed(everything, self.query)
        if keeps_order:
            # Under the mouse nothing may move: an edit ends when another row is pressed.
            by_id = {row.id: row for row in everything}
            known = [by_id[number] for number in self._listed if number in by_id]
            rows = [row for row in rows if row.id not in self._listed] + known
        self._listed = dict.fromkeys(row.id for row in rows)
        whole = totals(everything)
        chosen = self.chosen
        self._view.show_listing(
            Listing(
                rows,
                chosen.id if chosen else None,
                totals(rows) if len(rows) != len(everything) else whole,
                whole,
                {place: len(found) for place, found in self._rows.items()},
                len(self._stale),
                clock.today(),
            )
        )

    def _after_keeping(self) -> None:
        """Show what was written in the list, and tell what came of it."""
        row = self.chosen
        if row is not None:
            known = self._row(row.id)
            if known is None:
                self._rows[row.place].insert(0, row)
            else:
                self._replace(row)
        self._list(keeps_order=True)
        for parted in self._keeper.parted:
            self._view.tell(News(parted_text(parted, self.words)))
        if self._keeper.parted:
            self._keeper.parted.clear()
            self.reload()
        self._tell_news()
        self._say_saved_or_not()

    def _settled(self) -> bool:
        """Write what is in memory only; tell whether everything is kept."""
        self.rest()
        return not self._keeper.is_behind

    def _tried(self, work: Callable[[], Answer]) -> Answer | None:
        """Return the answer of some work, ``None`` where the book cannot be used just now."""
        try:
            return work()
        except BookError as error:
            self._keeper.problem = error.problem
            self._say_saved_or_not()
            return None
        finally:
            self._tell_news()

    def _say_saved_or_not(self) -> None:
        problem = self._keeper.problem
        sentence = ""
        if problem is not None:
            sentence = unsaved_text(problem, self.words, is_behind=self._keeper.is_behind)
        self._view.show_unsaved(sentence)
        self._desk.show_state()

    def _tell_news(self) -> None:
        for opened in self.book.news:
            text, detail = news_texts(opened, self.words)
            self._view.tell(News(text, detail))
        self.book.news.clear()

    def _sentence(self, where: str, problem: Problem) -> str:
        sentence = message_of(problem, self.words)
        return self.words.labelled(where, sentence) if where else sentence
