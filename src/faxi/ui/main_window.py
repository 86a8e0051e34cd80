"""The main window: sections side by side, the actions that join them, and what its presenter asks.

Where things belong, so that this file stays small:

* an action or a place in the tool bar: ``_make_actions`` here, built by ``ui.actions``;
* a tab of results: a row in ``ui.result_tabs.TABS``;
* a section left of the form or between form and results: a row in ``ui.sections.SECTIONS``, filled
  in ``load``;
* a question or a message: ``ui.dialogs``; the line at the foot: ``ui.status_line``;
* anything else that is not the form: made in ``load``, because nothing but the form comes before
  the first paint;
* colours, spaces and type: ``ui.theme``; what is remembered between starts: ``store.settings``.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QToolBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from faxi.app.language import default_language
from faxi.resources import resource
from faxi.store.settings import Settings
from faxi.text.words import Language, marked, words_of
from faxi.ui import window_state
from faxi.ui.appearance import AppearanceControl
from faxi.ui.form import CaseForm
from faxi.ui.sections import Sections
from faxi.ui.speech import Speech

if TYPE_CHECKING:
    from PySide6 import QtGui

    from faxi.app.drafts import Draft
    from faxi.app.presenter import CasePresenter
    from faxi.app.results import ResultView
    from faxi.engine.statement import Statement
    from faxi.ui.actions import ActionBar
    from faxi.ui.exporting import ExportControl
    from faxi.ui.printing import PrintControl

_PROGRAM = marked("Faxi penalty interest calculator")
_SIZE = 1360, 820
_BAR_HEIGHT = 36  # from the first paint on, so that nothing moves when the bar is filled


def _nothing() -> None:
    """Do nothing: what toggles says so itself."""


class MainWindow(QMainWindow):
    """One case in one window; answers ``CaseView`` for its presenter.

    What needs the engine is loaded by ``load``, after the first paint.

    Signals:
        painted: Once, after the window was on the screen for the first time.
    """

    painted = Signal()

    def __init__(self, settings: Settings | None = None, language: Language | None = None) -> None:
        settings = settings or Settings()
        appearance = AppearanceControl(settings)  # first: what is made later starts in its colours
        super().__init__()
        self.setObjectName("mainWindow")
        self.settings, self.appearance = settings, appearance
        appearance.setParent(self)
        self._language = language or default_language()
        self.speech = Speech(words_of(self._language))
        self._presenter: CasePresenter | None = None
        self._was_painted = self._is_ordered = False
        self._home_name = ""
        self._bar: QToolBar = QToolBar()
        self._bar.setMinimumHeight(_BAR_HEIGHT)
        self.addToolBar(self._bar)
        self.sections = Sections()
        centre = QWidget()
        self._centre = QVBoxLayout(centre)
        self._centre.setContentsMargins(0, 0, 0, 0)
        self._centre.addWidget(self.sections)
        self.setCentralWidget(centre)
        self.form = CaseForm(self.speech)
        self.sections.fill("caseForm", self.form)
        self.resize(*_SIZE)
        window_state.restore(self, self.sections, settings)
        self._show_title()

    def load(self) -> None:
        """Bring in the engine and everything but the form; does nothing the second time."""
        if self._presenter is not None:
            return
        from PySide6.QtGui import QIcon  # noqa: PLC0415 - all this after the first paint

        from faxi.app.current_rules import leave_out_damage  # noqa: PLC0415
        from faxi.ui.book_control import BookControl  # noqa: PLC0415
        from faxi.ui.explaining import Explaining  # noqa: PLC0415
        from faxi.ui.fonts import ensure_chinese  # noqa: PLC0415
        from faxi.ui.passing import Passing  # noqa: PLC0415
        from faxi.ui.qt_language import QtLanguage  # noqa: PLC0415
        from faxi.ui.result_panel import ResultPanel  # noqa: PLC0415
        from faxi.ui.status_line import StatusLine  # noqa: PLC0415

        ensure_chinese()
        self.appearance.start()
        self.setWindowIcon(QIcon(str(resource("icons", "faxi.svg"))))
        self._qt_language = QtLanguage(self)
        self._qt_language.change(self._language)
        self.form.complete()
        self.printing: PrintControl | None = None
        self.passing = Passing(self, self)
        self._make_actions()
        self.results = ResultPanel(self.speech)
        self.sections.fill("resultPanel", self.results)
        self.results.welcome.example_wanted.connect(self.helping.show_example)
        self.results.welcome.guide_wanted.connect(self.helping.show_guide)
        self._status = StatusLine(self.speech)
        self.setStatusBar(self._status)
        self.results.show_damage(leave_out_damage(), self.speech.words)
        self._exporting: ExportControl | None = None
        self.explaining = Explaining(self.results.pages, self.speech, self)
        self.results.explanation_asked.connect(self.explain)
        self.book = BookControl(self, self._language)
        self._presenter = self.book.case
        self.sections.fill("caseList", self.book.panel)
        self.book.fit_list(self.list_action)
        self._centre.insertWidget(0, self.book.news)
        self.results.tabs.start(self)
        self._fill_kinds()
        self._connect_form(self._presenter)
        typed_early = self.form.texts()
        self.book.start(is_typed_in=bool(typed_early))
        for field, text in typed_early.items():
            self._presenter.commit(field, text)
        self.form.begin()

    def _connect_form(self, presenter: "CasePresenter") -> None:
        from faxi.ui.form_notes import FormNotes  # noqa: PLC0415 - as in ``load``
        from faxi.ui.loan_control import LoanControl  # noqa: PLC0415

        self.form.typed.connect(presenter.type)
        self.form.committed.connect(self._commit)
        self.form.rows_edited.connect(self._commit)
        self._loans = LoanControl(self)
        self.form.offer_taken.connect(presenter.commit_all)
        self._notes = FormNotes(self.form, presenter, self.speech)

    def _make_actions(self) -> None:
        from PySide6.QtGui import QKeySequence  # noqa: PLC0415 - as in ``load``

        from faxi.ui.actions import ActionBar  # noqa: PLC0415 - as in ``load``
        from faxi.ui.helping import HelpControl  # noqa: PLC0415

        keys = QKeySequence.StandardKey
        self.removeToolBar(self._bar)
        bar = self._bar = ActionBar(self, self.speech)
        bar.setMinimumHeight(_BAR_HEIGHT)
        self.addToolBar(bar)
        self.list_action = bar.add("caseListAction", "cases", marked("My debts"), _nothing, "F9")
        bar.add("newAction", "new", marked("&New"), self.new, keys.New)
        bar.add("openAction", "open", marked("&Open…"), self.open, keys.Open)
        bar.add("saveAsAction", "save", marked("&Save a copy…"), self.save_copy, keys.SaveAs)
        bar.hidden("saveAction", marked("Save now"), self.save, keys.Save)
        bar.addSeparator()
        self.undo_action = bar.add(
            "undoAction", "undo", marked("Undo"), self.undo, keys.Undo, is_quiet=True
        )
        self.redo_action = bar.add(
            "redoAction", "redo", marked("Redo"), self.redo, keys.Redo, is_quiet=True
        )
        self.undo_action.setEnabled(False)
        self.redo_action.setEnabled(False)
        # The standard key differs between systems; both are known everywhere.
        self.redo_action.setShortcuts([QKeySequence(keys) for keys in ("Ctrl+Shift+Z", "Ctrl+Y")])
        self._make_edit_menu(bar)
        bar.add_space()
        self.export_action = bar.add(
            "exportAction", "export", marked("&Export summary…"), self.export, "Ctrl+E"
        )
        self.export_action.setEnabled(False)
        self.texts_action = bar.add(
            "textsAction", "texts", marked("&Texts to use…"), self.show_texts, is_quiet=True
        )
        self.texts_action.setEnabled(False)
        self.print_action = bar.add(
            "printAction", "print", marked("&Print…"), self.print_summary, keys.Print, is_quiet=True
        )
        self.print_action.setEnabled(False)
        language = bar.add("languageAction", "language", marked("中文"), self.switch_language)
        self.speech.say(language.setToolTip, marked("Switch to Chinese"))
        menu = bar.add_menu("appearance", "appearance", marked("Appearance"), is_quiet=True)
        self.appearance.fill(menu, self.speech)
        self.helping = HelpControl(self)
        self.helping.add_to(bar)

    def _make_edit_menu(self, bar: "ActionBar") -> None:
        """Put what acts on the whole case into a menu."""
        menu = bar.add_menu("edit", "edit", marked("Edit"), is_quiet=True)
        menu.addActions([self.undo_action, self.redo_action])
        menu.addSeparator()
        copy = bar.hidden(
            "copyCaseAction", marked("&Copy the case"), self.passing.copy, "Ctrl+Shift+C"
        )
        paste = bar.hidden(
            "pasteCaseAction", marked("Paste a &case"), self.passing.paste, "Ctrl+Shift+V"
        )
        menu.addActions([copy, paste])

    @property
    def exporting(self) -> "ExportControl":
        """What writes summaries; made on first use."""
        from faxi.ui.exporting import ExportControl  # noqa: PLC0415 - not in every sitting

        self._exporting = self._exporting or ExportControl(self)
        return self._exporting

    @property
    def presenter(self) -> "CasePresenter":
        """The behaviour behind the window; loaded on first use."""
        self.load()
        assert self._presenter is not None
        return self._presenter

    def new(self) -> None:
        """Begin a new case."""
        self.book.new()

    def open(self) -> None:
        """Ask for a case file and copy it into the book."""
        from faxi.ui import dialogs  # noqa: PLC0415 - as in ``load``

        path = dialogs.ask_for_case(self, self.speech.words)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Copy a case file into the book; on failure say why and keep everything as it is."""
        self.open_paths([path])

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Copy the cases of files into the book; as ``open_path``."""
        self.book.open_paths(paths)

    def finish_edits(self) -> None:
        """Commit whatever is still being typed."""
        self.form.finish_edits()

    def save(self) -> None:
        """Write everything to the book now, and say so."""
        self.form.finish_edits()
        self.book.books.rest()
        words = self.speech.words
        if not self.presenter.is_behind:
            self._status.showMessage(words("Everything is saved, as it is after every edit."), 4000)

    def save_copy(self) -> bool:
        """Write the case to a file of its own; tell whether that was done."""
        self.form.finish_edits()
        words = self.speech.words
        from faxi.ui import dialogs  # noqa: PLC0415 - as in ``load``
        from faxi.ui.names import safe_name  # noqa: PLC0415

        suggested = safe_name(f"{self.presenter.draft.title or words('Debt')}.faxi.json")
        path = dialogs.ask_where_to_save(self, words, suggested)
        if path is None:
            return False
        outcome = self.presenter.save_copy(path)
        if not outcome.is_fine:
            self.warn(words("The case could not be saved."), outcome.messages)
        return outcome.is_fine

    def undo(self) -> None:
        """Undo the last edit."""
        self.form.finish_edits()
        self.presenter.undo()

    def redo(self) -> None:
        """Do the last undone edit again."""
        self.presenter.redo()

    def export(self) -> None:
        """Ask how and where to, and write the summary."""
        self.form.finish_edits()
        statement = self.presenter.statement
        if statement is not None:
            self.exporting.ask(statement, self.speech.words, self.settings)

    def show_texts(self) -> None:
        """Show the claim, a sentence for letters and the proposal, to be copied."""
        self.form.finish_edits()
        statement = self.presenter.statement
        if statement is not None:
            self.exporting.show_texts(statement, self.speech.words)

    def print_summary(self) -> None:
        """Show the pages of the summary and offer to print them."""
        from faxi.ui.printing import PrintControl  # noqa: PLC0415 - few print in a sitting

        self.form.finish_edits()
        statement = self.presenter.statement
        if statement is not None:
            self.printing = self.printing or PrintControl(self)
            self.printing.ask(statement, self.speech.words)

    def switch_language(self) -> None:
        """Speak the other language from now on."""
        self._language = Language.EN if self._language is Language.ZH else Language.ZH
        self._qt_language.change(self._language)
        self.settings.put("language", self._language.value)
        self.speech.change(words_of(self._language))
        if self._presenter is not None:
            self._fill_kinds()
            self.results.show_damage(self.results.damage, self.speech.words)
            self._presenter.set_language(self._language)
            self.book.set_language()
        self._show_title()

    def order_tabs(self) -> None:
        """Let the Tab key go through the window as it is read, whatever was built when."""
        from faxi.ui.tab_order import order_tabs  # noqa: PLC0415 - when the key is first pressed

        self._is_ordered = True
        order_tabs(self, (self._bar, self.book.news, self.book.panel, self.form, self.results))

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Go on with the Tab key; every widget that has the focus asks its window in the end."""
        if self._presenter is not None and not self._is_ordered:
            self.order_tabs()
        return super().focusNextPrevChild(is_next)

    def paintEvent(self, event: "QtGui.QPaintEvent") -> None:
        """Paint, and say once that there is something to see."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # The children are painted after this returns; a timer of 0 waits for them.
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: "QtGui.QCloseEvent") -> None:
        """Keep everything; ask only where that cannot be done."""
        if self._presenter is None or self.book.close():
            window_state.remember(self, self.sections, self.settings)
            event.accept()
        else:
            event.ignore()

    # What the presenter asks for

    def show_draft(self, draft: "Draft") -> None:
        """Put a draft into the form."""
        self.form.show_draft(draft)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show the sentence beneath each field."""
        self.form.show_problems(problems)
        self.form.show_penalty_kind(self.presenter.draft.penalty_kind)

    def show_result(self, result: "ResultView", statement: "Statement") -> None:
        """Show a result."""
        from faxi.ui.result_tabs import Showing  # noqa: PLC0415 - as in ``load``

        self.results.show_result(
            Showing(result, statement, self.presenter.draft, self.speech.words)
        )
        self.export_action.setEnabled(True)
        self.texts_action.setEnabled(True)
        self.print_action.setEnabled(True)
        self._status.show_result(result)
        self.explaining.show_result(statement)
        self.explaining.grey(False)
        self._loans.show()
        self._notes.refresh()

    def grey_result(self) -> None:
        """Keep the last result, greyed."""
        self.results.grey()
        self.explaining.grey(True)
        self._notes.refresh()
        self.export_action.setEnabled(False)
        self.texts_action.setEnabled(False)
        self.print_action.setEnabled(False)

    def clear_result(self) -> None:
        """Show that there is no result yet."""
        self.results.clear()
        self.explaining.show_result(None)
        self._notes.refresh()
        self.export_action.setEnabled(False)
        self.texts_action.setEnabled(False)
        self.print_action.setEnabled(False)
        self._status.clear()

    def show_state(self, name: str, undo: str | None, redo: str | None, *, is_dirty: bool) -> None:
        """Show the case's title, whether the book lags behind, and what can be undone."""
        self._home_name = name
        words = self.speech.words
        self.undo_action.setEnabled(undo is not None)
        self.redo_action.setEnabled(redo is not None)
        self.undo_action.setText(words("Undo: {edit}", edit=undo) if undo else words("Undo"))
        self.redo_action.setText(words("Redo: {edit}", edit=redo) if redo else words("Redo"))
        for action in (self.undo_action, self.redo_action):
            action.setToolTip(f"{action.text()} ({action.shortcut().toString()})")
        self.setWindowModified(is_dirty)
        self._show_title()

    # Details

    def _show_title(self) -> None:
        name = self._home_name or self.speech.words("New case")
        program = self.speech.words(_PROGRAM)
        # Qt appends the program's name to a title that does not end with it.
        QApplication.setApplicationDisplayName(program)
        self.setWindowTitle(f"{name}[*] — {program}")

    def _fill_kinds(self) -> None:
        from faxi.app.drafts import CAUSES  # noqa: PLC0415 - after the first paint
        from faxi.engine.case import LenderKind  # noqa: PLC0415
        from faxi.text.names import name_of  # noqa: PLC0415

        words, form = self.speech.words, self.form
        form.fill_box("lender_kind", [(kind.value, name_of(kind, words)) for kind in LenderKind])
        form.fill_box("cause", [(cause, words(name)) for cause, name in CAUSES.items()])

    def _commit(self, field: str, value: Any, name: str = "") -> None:
        # A window being destroyed takes the focus from its fields, which then commit.
        if isValid(self):
            self.presenter.commit(field, value, name)

    def go_to(self, field: str) -> None:
        """Take the focus to an input of the case: a field, or the row of an event."""
        # Blank rows are no events yet, so the two are not counted alike.
        self.form.go_to(self.presenter.reading.place(field))

    def explain(self, figure_id: str) -> None:
        """Show how a figure comes about."""
        self.explaining.explain(figure_id)

    def enter(self, field: str, text: str) -> None:
        """Put a text into a field of the form as if it were being typed there."""
        self.presenter.type(field, text)
        self.form.show_field(field, text)

    def warn(self, sentence: str, details: Sequence[str]) -> None:
        """Say what went wrong and why."""
        from faxi.ui import dialogs  # noqa: PLC0415 - as in ``load``

        dialogs.warn(self, sentence, details)
