"""The case book in the window: the list, its actions and questions, and what runs in the rests."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from shiboken6 import isValid

from faxi.app.book_presenter import BookPresenter
from faxi.app.book_view import Listing, News
from faxi.app.case_list import title_face
from faxi.app.casebook import CaseBook, back_up_elsewhere
from faxi.app.keeper import Keeper
from faxi.app.presenter import CasePresenter, CaseView, Outcome
from faxi.app.tasks import Task
from faxi.store.recovery import Opened
from faxi.store.rows import Place
from faxi.text.faces import date_face
from faxi.text.words import Language, Words, marked
from faxi.ui import book_dialogs
from faxi.ui.background import Job
from faxi.ui.case_list import CaseListPanel, ListKeys
from faxi.ui.list_fits import ListFits
from faxi.ui.names import safe_name
from faxi.ui.news_bar import NewsBar
from faxi.ui.speech import Speech

if TYPE_CHECKING:
    from faxi.ui.main_window import MainWindow
    from faxi.ui.overview import OverviewWindow

_IMPATIENT_MS = 100  # a window waits no longer for another writer, and tries again
_TYPING_MS = 250  # what is being typed is kept this often
_LOOK_MS = 1_000  # other windows are looked after this often, and what failed is tried again
_BACKUP_MS = 600_000
_FIRST_BACKUP_MS = 5_000


class BookControl(QObject):
    """Joins book, list and window; answers ``BookView``.

    Attributes:
        case: The presenter of the case on the desk.
        books: The presenter of the book.
    """

    def __init__(self, window: "MainWindow", language: Language) -> None:
        super().__init__(window)
        self._window = window
        self._speech: Speech = window.speech
        self.panel = CaseListPanel(self._speech)
        self.news = NewsBar(self._speech)
        keeper = Keeper(CaseBook(patience_ms=_IMPATIENT_MS))
        view: CaseView = window
        self.case = CasePresenter(view, language, keeper)
        self.books = BookPresenter(self, self.case, keeper)
        self._typing = self._timer(_TYPING_MS, self.books.rest, is_single=True)
        keeper.typed = self._type
        self._idle = self._timer(0, self._refresh, is_single=True)
        self._looking = self._timer(_LOOK_MS, self.books.look)
        self._backups = self._timer(_BACKUP_MS, self._back_up)
        self._first_backup = self._timer(_FIRST_BACKUP_MS, self._back_up, is_single=True)
        self._job: Job | None = None
        self._overview: OverviewWindow | None = None
        self._make_actions()
        self.panel.query_changed.connect(self.books.show)
        self.panel.wanted.connect(self._open)
        self.panel.renamed.connect(self.books.rename)
        self.panel.overview_wanted.connect(self.show_overview)

    def fit_list(self, action: QAction) -> None:
        """Let an action and the width of the window say whether the list is shown."""
        self._fits = ListFits(self._window, action)

    def start(self, *, is_typed_in: bool) -> None:
        """Open the book and go on where it was left."""
        self.books.start(is_typed_in=is_typed_in)
        self._looking.start()
        self._backups.start()
        self._first_backup.start()

    def set_language(self) -> None:
        """Say everything in the language of the window."""
        self.books.set_language()
        if self._overview is not None:
            self._overview.refresh()

    def close(self) -> bool:
        """Keep everything; tell whether the window may go."""
        self._window.form.finish_edits()
        is_kept = self.books.close()
        while not is_kept:
            answer = book_dialogs.ask_to_leave(self._window, self._words)
            if answer == "leave":
                break
            if answer == "stay":
                return False
            is_kept = self.books.close() or self._window.save_copy()
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.books.book.close()
        return True

    # What the presenter asks for

    def show_listing(self, listing: Listing) -> None:
        """Show the list."""
        self.panel.show_listing(listing, self.books.query, self._words)
        self._show_actions(listing)
        if listing.waiting and not self._idle.isActive():
            self._idle.start()

    def tell(self, news: News) -> None:
        """Show a message above the sections."""
        self.news.tell(news)

    def show_unsaved(self, sentence: str) -> None:
        """Show that work is in memory only."""
        self.news.show_unsaved(sentence)

    # Moments of rest

    def _timer(
        self, interval: int, slot: Callable[[], object], *, is_single: bool = False
    ) -> QTimer:
        timer = QTimer(self, interval=interval, singleShot=is_single)
        timer.timeout.connect(lambda: slot() if isValid(self._window) else None)
        return timer

    def _type(self) -> None:
        if not self._typing.isActive():
            self._typing.start()

    def _refresh(self) -> None:
        if self.books.refresh_some():
            self._idle.start()

    def _back_up(self) -> None:
        if self._job is not None or not self.books.needs_backup():
            return
        folder = self.books.book.folder
        task = Task(run=partial(back_up_elsewhere, folder), finish=self._backed_up)
        self._job = Job(task, lambda _: self._end_job())
        self._job.start()

    def _backed_up(self, news: list[Opened]) -> None:
        self._end_job()
        if isValid(self._window):  # it may have been closed meanwhile
            self.books.backed_up(news)

    def _end_job(self) -> None:
        self._job = None

    # Actions

    def _make_actions(self) -> None:
        self._actions: dict[str, QAction] = {}
        rows: tuple[tuple[str, str, str, Callable[[], object]] | None, ...] = (
            ("renameCaseAction", marked("Rename"), "F2", self.panel.edit_title),
            ("duplicateCaseAction", marked("Duplicate the debt"), "Ctrl+D", self._duplicate),
            ("archiveCaseAction", marked("Archive"), "", partial(self._move, Place.ARCHIVE)),
            ("restoreCaseAction", marked("Back to the list"), "", partial(self._move, Place.LIST)),
            ("deleteCaseAction", marked("Delete"), "Del", partial(self._move, Place.TRASH)),
            ("eraseCaseAction", marked("Delete for good…"), "Shift+Del", self._erase),
            None,
            ("exportBookAction", marked("Export the whole book…"), "", self._export_book),
            ("importBookAction", marked("Import a book…"), "", self._import_book),
            ("restoreBackupAction", marked("Go back to a backup…"), "", self._restore),
            ("eraseAllAction", marked("Delete everything…"), "", self._erase_everything),
        )
        for row in rows:
            if row is None:
                self.panel.menu.addSeparator()
                continue
            name, message, keys, slot = row
            action = ListKeys(self.panel, name, keys)
            self._speech.say(action.setText, message)
            action.triggered.connect(lambda _=False, do=slot: do())
            self.panel.menu.addAction(action)
            self._actions[name] = action
        for name in list(self._actions)[:6]:
            self.panel.context_menu.addAction(self._actions[name])
        find = QAction(self._window)
        find.setObjectName("findCaseAction")
        find.setShortcut("Ctrl+F")
        find.triggered.connect(self._find)
        self._window.addAction(find)

    def _show_actions(self, listing: Listing) -> None:
        place = self.books.query.place
        has_rows = bool(listing.rows)
        allowed = {
            "renameCaseAction": place is not Place.TRASH,
            "duplicateCaseAction": place is not Place.TRASH,
            "archiveCaseAction": place is Place.LIST,
            "restoreCaseAction": place is not Place.LIST,
            "deleteCaseAction": place is not Place.TRASH,
            "eraseCaseAction": True,
        }
        for name, is_allowed in allowed.items():
            self._actions[name].setEnabled(is_allowed and has_rows)
            self._actions[name].setVisible(is_allowed)

    def _find(self) -> None:
        self._fits.show()
        self.panel.search.setFocus()

    @property
    def _words(self) -> Words:
        return self._speech.words

    def _selected(self) -> list[int]:
        return [row.id for row in self.panel.selected()]

    def _open(self, case_id: int) -> None:
        self._window.form.finish_edits()
        self.books.open(case_id)
        self._fits.give_way()

    def new(self) -> None:
        """Begin a new case."""
        self._window.form.finish_edits()
        self.books.new()
        self._fits.give_way()

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Copy the cases of files into the book; on failure say why and change nothing."""
        self._window.form.finish_edits()
        if len(paths) == 1 and self._is_book(paths[0]):
            outcome = self.books.import_book(paths[0])
        else:
            outcome = self.books.add_files(paths)
        if outcome.is_fine or len(paths) == 1:
            self._say(outcome, paths[0].name)
        else:
            self._window.warn(self._words("None of the files was opened."), outcome.messages)

    def _is_book(self, path: Path) -> bool:
        from faxi.app.book_transfer import is_book_file  # noqa: PLC0415 - pydantic only for a file
        from faxi.store.files import FileError  # noqa: PLC0415

        try:
            return is_book_file(path)
        except FileError:
            return False

    def _say(self, outcome: Outcome, name: str) -> None:
        if not outcome.is_fine:
            sentence = self._words("“{name}” could not be opened.", name=name)
            self._window.warn(sentence, outcome.messages)

    def _duplicate(self) -> None:
        self._window.form.finish_edits()
        for case_id in self._selected()[:1]:
            self.books.duplicate(case_id)

    def _move(self, place: Place) -> None:
        self._window.form.finish_edits()
        self.books.move(self._selected(), place)

    def _erase(self) -> None:
        rows = self.panel.selected()
        if not rows:
            return
        titles = [title_face(row, self._words) for row in rows]
        has_damaged = bool(self.books.book.set_aside())
        if book_dialogs.ask_to_erase(self._window, titles, self._words, has_damaged=has_damaged):
            self.books.erase([row.id for row in rows])

    def _erase_everything(self) -> None:
        count = sum(len(self.books.rows(place)) for place in Place)
        backups = len(self.books.book.backups())
        if book_dialogs.ask_to_erase_everything(self._window, count, backups, self._words):
            self.books.erase_everything()

    def _export_book(self) -> None:
        suggested = safe_name(f"{self._words('Case book')}.json")
        path = book_dialogs.ask_where_to_export(self._window, self._words, suggested)
        if path is not None:
            outcome = self.books.export_book(path)
            if not outcome.is_fine:
                sentence = self._words("“{name}” could not be written.", name=path.name)
                self._window.warn(sentence, outcome.messages)

    def _import_book(self) -> None:
        path = book_dialogs.ask_for_book(self._window, self._words)
        if path is not None:
            self._say(self.books.import_book(path), path.name)

    def _restore(self) -> None:
        words = self._words
        found = self.books.book.backups()
        names = [date_face(each.day, words) if each.day else each.path.stem for each in found]
        number = book_dialogs.ask_for_backup(self._window, names, words)
        if number is not None:
            outcome = self.books.restore(found[number])
            if outcome.is_fine:
                text = words("The book is as it was on {day}.", day=names[number])
                detail = words("What it held before is among the backups.")
                self.tell(News(text, detail))
            else:
                self._window.warn(words("The backup could not be opened."), outcome.messages)

    def show_overview(self) -> None:
        """Show all debts together, in a window beside this one."""
        from faxi.ui.overview import OverviewWindow  # noqa: PLC0415 - rarely needed

        self._window.form.finish_edits()
        if self._overview is None:
            self._overview = OverviewWindow(self._window, self.books, self._open)
        self._overview.refresh()
        self._overview.show()
        self._overview.raise_()
        self._overview.activateWindow()
