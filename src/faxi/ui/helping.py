"""The help menu of the window: guide, glossary, worked example, and what the program is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from faxi.text.words import marked
from faxi.ui.actions import ActionBar

if TYPE_CHECKING:
    from faxi.ui.help_window import HelpWindow
    from faxi.ui.main_window import MainWindow


class HelpControl(QObject):
    """Opens what explains the program; each window of it is made when first asked for."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._help: HelpWindow | None = None

    def add_to(self, bar: ActionBar) -> None:
        """Put the help menu into the tool bar."""
        menu = bar.add_menu("help", "help", marked("Help"), is_quiet=True)
        guide_keys = QKeySequence.StandardKey.HelpContents
        menu.addAction(bar.hidden("helpAction", marked("&Guide"), self.show_guide, guide_keys))
        menu.addAction(
            bar.hidden("glossaryAction", marked("G&lossary"), self.show_glossary, "Shift+F1")
        )
        menu.addAction(bar.hidden("exampleAction", marked("&Worked example"), self.show_example))
        menu.addSeparator()
        menu.addAction(bar.hidden("aboutAction", marked("&About Faxi…"), self.show_about))

    def show_guide(self) -> "HelpWindow":
        """Open the user guide beside the window."""
        from faxi.ui.help_window import HelpWindow  # noqa: PLC0415 - rarely needed

        if self._help is None:
            self._help = HelpWindow(self._window.speech, self._window)
        self._help.show()
        self._help.raise_()
        self._help.activateWindow()
        return self._help

    def show_glossary(self) -> None:
        """Open the glossary at the word of the field that has the focus."""
        from faxi.ui.terms import term_of  # noqa: PLC0415 - with the help window

        term = term_of(self._window.focusWidget())
        self.show_guide().show_term(term)

    def show_example(self) -> None:
        """Begin a new case that is the worked example; the one before it is kept."""
        from faxi.app.example import example_draft  # noqa: PLC0415 - rarely needed

        self._window.form.finish_edits()
        self._window.presenter.begin(example_draft(self._window.speech.words))

    def show_about(self) -> None:
        """Show version and age of the rates, with a way to bring newer ones."""
        from faxi.ui.about import AboutDialog  # noqa: PLC0415 - seldom needed

        window = self._window
        AboutDialog(window, window.speech.words, window.presenter.recalculate).open()
