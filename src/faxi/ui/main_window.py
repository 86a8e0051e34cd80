"""The main window: form on the left, results on the right, and the actions that join them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QAction, QCloseEvent, QIcon, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QToolBar,
    QWidget,
)
from shiboken6 import isValid

from faxi.app.language import default_language
from faxi.resources import resource
from faxi.text.words import Language, marked, words_of
from faxi.ui.form import CaseForm
from faxi.ui.icons import icon
from faxi.ui.names import safe_name
from faxi.ui.result_panel import ResultPanel
from faxi.ui.speech import Speech

if TYPE_CHECKING:
    from faxi.app.drafts import Draft
    from faxi.app.presenter import CasePresenter
    from faxi.app.results import ResultView
    from faxi.engine.statement import Statement
    from faxi.store.files import FileError
    from faxi.ui.exporting import ExportControl

_MOST_DETAILS = 20
_CASE_FILTER = marked("Case files (*.json)")
_PROGRAM = marked("Faxi penalty interest calculator")


class MainWindow(QMainWindow):
    """One case in one window; answers ``CaseView`` for its presenter.

    What needs the engine is loaded by ``load``, after the first paint.

    Signals:
        painted: Once, after the window was on the screen for the first time.
    """

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowIcon(QIcon(str(resource("icons", "faxi.svg"))))
        self._language = default_language()
        self._speech = Speech(words_of(self._language))
        self._qt_translator = QTranslator(self)
        self._presenter: CasePresenter | None = None
        self._export: ExportControl | None = None
        self._was_painted = False
        self._home_name = ""
        self._undo_name: str | None = None
        self._redo_name: str | None = None
        self.form = CaseForm(self._speech)
        self.results = ResultPanel(self._speech)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.form)
        splitter.addWidget(self.results)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([360, 860])
        self.setCentralWidget(splitter)
        self._make_actions()
        self._make_status()
        self.resize(1220, 780)
        self._translate_qt()
        self._show_title()

    def load(self) -> None:
        """Bring in the engine and the rest; does nothing the second time."""
        if self._presenter is not None:
            return
        from faxi.app.growth import GrowthCharts  # noqa: PLC0415
        from faxi.app.presenter import CasePresenter  # noqa: PLC0415 - after the first paint
        from faxi.ui.exporting import ExportControl  # noqa: PLC0415
        from faxi.ui.fonts import ensure_chinese  # noqa: PLC0415
        from faxi.ui.growth_chart import GrowthChart  # noqa: PLC0415
        from faxi.ui.guide_control import GuideControl  # noqa: PLC0415

        ensure_chinese()
        self._charts = GrowthCharts()
        self._chart = GrowthChart()
        self._chart.setObjectName("growthChart")
        self._chart.set_words(self._speech.words)
        self._chart.cut_off_moved.connect(self._move_cut_off)
        self._chart.cut_off_settled.connect(self._settle_cut_off)
        self._chart.image_failed.connect(self._tell_image_failed)
        self.results.add_chart(self._chart)
        self._guide = GuideControl(self.results.guidance)
        self.results.tabs.currentChanged.connect(lambda _: self._show_page())
        self._export = ExportControl(self)
        self._presenter = CasePresenter(self, self._language)
        self._fill_kinds()
        self.form.typed.connect(self._presenter.type)
        self.form.committed.connect(self._commit)
        typed_early = self.form.texts()
        self._presenter.start()
        for field, text in typed_early.items():
            self._presenter.commit(field, text)

    # Actions

    def _make_actions(self) -> None:
        keys = QKeySequence.StandardKey
        bar = QToolBar()
        bar.setObjectName("toolBar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addToolBar(bar)
        self._action(bar, "newAction", "new", marked("&New"), self.new, keys.New)
        self._action(bar, "openAction", "open", marked("&Open…"), self.open, keys.Open)
        self._action(bar, "saveAction", "save", marked("&Save"), self.save, keys.Save)
        save_as = QAction(self)
        save_as.setObjectName("saveAsAction")
        save_as.setShortcut(keys.SaveAs)
        save_as.triggered.connect(lambda: self.save(elsewhere=True))
        self.addAction(save_as)
        bar.addSeparator()
        self.undo_action = self._action(
            bar, "undoAction", "undo", marked("Undo"), self.undo, keys.Undo
        )
        self.redo_action = self._action(
            bar, "redoAction", "redo", marked("Redo"), self.redo, keys.Redo
        )
        self.undo_action.setEnabled(False)
        self.redo_action.setEnabled(False)
        spacer = QWidget()
        spacer.setSizePolicy(
            spacer.sizePolicy().Policy.Expanding, spacer.sizePolicy().Policy.Preferred
        )
        bar.addWidget(spacer)
        self.export_action = self._action(
            bar,
            "exportAction",
            "export",
            marked("&Export summary…"),
            self.export,
            QKeySequence("Ctrl+E"),
        )
        self.export_action.setEnabled(False)
        language = self._action(
            bar, "languageAction", "language", marked("中文"), self.switch_language, None
        )
        language.setToolTip("中文 / English")

    def _action(
        self, bar: QToolBar, name: str, drawing: str, message: str, slot: Any, key: Any
    ) -> QAction:
        action = QAction(icon(drawing), "", self)
        action.setObjectName(name)
        if key is not None:
            action.setShortcut(key)
        action.triggered.connect(lambda _=False: slot())
        self._speech.say(action.setText, message)
        bar.addAction(action)
        return action

    def _make_status(self) -> None:
        self._data_age, self._conventions, disclaimer = QLabel(), QLabel(), QLabel()
        self._data_age.setObjectName("dataAgeLabel")
        self._conventions.setObjectName("conventionsLabel")
        disclaimer.setObjectName("disclaimerLabel")
        self._speech.say(disclaimer.setText, marked("Information, not legal advice"))
        self.statusBar().addWidget(self._data_age, 1)
        self.statusBar().addWidget(self._conventions, 1)
        self.statusBar().addPermanentWidget(disclaimer)

    @property
    def presenter(self) -> "CasePresenter":
        """The behaviour behind the window; loaded on first use."""
        self.load()
        assert self._presenter is not None
        return self._presenter

    def new(self) -> None:
        """Begin a new case, after asking about unsaved changes."""
        if self._may_leave():
            self.presenter.new()

    def open(self) -> None:
        """Ask for a case file and open it."""
        if not self._may_leave():
            return
        words = self._speech.words
        name, _ = QFileDialog.getOpenFileName(self, words("Open a case"), "", words(_CASE_FILTER))
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Open a case file; on failure say why and keep everything as it is."""
        outcome = self.presenter.open(path)
        if not outcome.is_fine:
            sentence = self._speech.words("“{name}” could not be opened.", name=path.name)
            self._warn(sentence, outcome.messages)

    def save(self, *, elsewhere: bool = False) -> bool:
        """Save to where the case came from, or ask; tell whether it is saved."""
        self.form.finish_edits()
        path = None
        if elsewhere or self.presenter.session.home is None:
            words = self._speech.words
            suggested = f"{self.presenter.draft.title or words('Debt')}.json"
            name, _ = QFileDialog.getSaveFileName(
                self, words("Save the case"), safe_name(suggested), words(_CASE_FILTER)
            )
            if not name:
                return False
            path = Path(name)
        outcome = self.presenter.save(path)
        if not outcome.is_fine:
            self._warn(self._speech.words("The case could not be saved."), outcome.messages)
        return outcome.is_fine

    def undo(self) -> None:
        """Undo the last edit."""
        self.form.finish_edits()
        self.presenter.undo()

    def redo(self) -> None:
        """Do the last undone edit again."""
        self.presenter.redo()

    def export(self) -> None:
        """Ask for a file and write the summary to it."""
        self.form.finish_edits()
        statement = self.presenter.statement
        if statement is not None and self._export is not None:
            self._export.ask(statement, self._speech.words)

    def switch_language(self) -> None:
        """Speak the other language from now on."""
        self._language = Language.EN if self._language is Language.ZH else Language.ZH
        self._translate_qt()
        self._speech.change(words_of(self._language))
        if self._presenter is not None:
            self._fill_kinds()
            self._chart.set_words(self._speech.words)
            self._presenter.set_language(self._language)
        self._show_title()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and say once that there is something to see."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # The children are painted after this returns; a timer of 0 waits for them.
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes before closing."""
        # Whatever still has the focus must not commit into a window that is going.
        if self._presenter is None or not self.isVisible() or self._may_leave():
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
        self.results.show_result(result, self._speech.words)
        self.export_action.setEnabled(True)
        self._conventions.setText(
            self._speech.words("Counted: {conventions}", conventions=result.conventions)
        )
        warnings = "  ".join(f"⚠ {warning}" for warning in result.warnings)
        self._data_age.setText(warnings or result.data_age)
        self._data_age.setToolTip(warnings)
        self._show_chart(statement)
        self._show_page()

    def _show_page(self) -> None:
        """Fill the page in sight; the others wait until someone turns to them."""
        from faxi.app.law_texts import law_page  # noqa: PLC0415 - after the first paint

        statement, words = self.presenter.statement, self._speech.words
        if statement is None:
            return
        if self.results.law.isVisible():
            self.results.law.show_blocks("", law_page(statement, words))
        elif self.results.guidance.isVisible():
            self._guide.show_stage(statement.stage.id, self.presenter.draft.cause, words)

    def _show_chart(self, statement: "Statement") -> None:
        self._chart.set_data(self._charts.of(statement, self._speech.words))

    def grey_result(self) -> None:
        """Keep the last result, greyed."""
        self.results.grey()
        self.export_action.setEnabled(False)

    def clear_result(self) -> None:
        """Show that there is no result yet."""
        self.results.clear()
        self.export_action.setEnabled(False)
        self._conventions.setText("")
        self._data_age.setText("")
        self._chart.set_data(None)

    def show_beyond_form(self, rows: list[tuple[str, str, str]]) -> None:
        """List what the form cannot edit."""
        self.form.show_beyond(rows)

    def show_state(self, name: str, undo: str | None, redo: str | None, *, is_dirty: bool) -> None:
        """Show the home's name, unsaved changes, and what can be undone."""
        self._home_name = name
        words = self._speech.words
        self.undo_action.setEnabled(undo is not None)
        self.redo_action.setEnabled(redo is not None)
        self.undo_action.setToolTip(words("Undo: {edit}", edit=undo) if undo else words("Undo"))
        self.redo_action.setToolTip(words("Redo: {edit}", edit=redo) if redo else words("Redo"))
        self.setWindowModified(is_dirty)
        self._show_title()

    # Details

    def _show_title(self) -> None:
        name = self._home_name or self._speech.words("New case")
        self.setWindowTitle(f"{name}[*] — {self._speech.words(_PROGRAM)}")

    def _fill_kinds(self) -> None:
        from faxi.app.drafts import CAUSES  # noqa: PLC0415 - after the first paint
        from faxi.engine.case import LenderKind  # noqa: PLC0415
        from faxi.engine.events import NoticeKind  # noqa: PLC0415
        from faxi.text.names import name_of  # noqa: PLC0415

        words, form = self._speech.words, self.form
        form.fill_box("lender_kind", [(kind.value, name_of(kind, words)) for kind in LenderKind])
        form.fill_box("cause", [(cause, words(name)) for cause, name in CAUSES.items()])
        form.notices.fill_kinds([(kind.value, name_of(kind, words)) for kind in NoticeKind])

    def _commit(self, field: str, value: Any) -> None:
        # A window being destroyed takes the focus from its fields, which then commit.
        if isValid(self):
            self.presenter.commit(field, value)

    def _move_cut_off(self, day: Any) -> None:
        self.presenter.type("as_of", day.isoformat())
        self.form.show_field("as_of", day.isoformat())

    def _settle_cut_off(self, day: Any) -> None:
        self.presenter.commit("as_of", day.isoformat())

    def _may_leave(self) -> bool:
        """Ask about unsaved changes; tell whether the case may be left."""
        self.form.finish_edits()
        if not self.presenter.is_dirty:
            return True
        words = self._speech.words
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(words("There are changes that are not saved."))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        for button, message in (
            (buttons.Save, words("Save")),
            (buttons.Discard, words("Discard")),
            (buttons.Cancel, words("Cancel")),
        ):
            box.button(button).setText(message)
        answer = box.exec()
        if answer == buttons.Save:
            return self.save()
        return answer == buttons.Discard

    def _tell_image_failed(self, error: "FileError") -> None:
        from faxi.text.messages import message_of  # noqa: PLC0415 - after the first paint

        words = self._speech.words
        sentence = words("“{name}” could not be written.", name=error.path.name)
        self._warn(sentence, [message_of(error.problem, words)])

    def _warn(self, sentence: str, details: Sequence[str]) -> None:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(sentence)
        box.setInformativeText("\n".join(details[:_MOST_DETAILS]))
        box.exec()

    def _translate_qt(self) -> None:
        """Let Qt's own dialogs and calendars speak the language too."""
        is_chinese = self._language is Language.ZH
        spoken = QLocale.Language.Chinese if is_chinese else QLocale.Language.English
        self.setLocale(QLocale(spoken))
        application = QApplication.instance()
        if application is None:
            return
        application.removeTranslator(self._qt_translator)
        if is_chinese:
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if self._qt_translator.load("qtbase_zh_CN", folder):
                application.installTranslator(self._qt_translator)
