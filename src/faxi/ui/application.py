"""Starts the window: checks the display, makes the application, paints, then loads the rest."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from faxi.app.language import default_language
from faxi.store.settings import Settings
from faxi.text.words import words_of
from faxi.ui.display import display_problem, missing_library
from faxi.ui.plain_imports import use_plain_imports

NO_WINDOW = 3


def run(arguments: Sequence[str]) -> int:
    """Open the window and return the exit status; 3 where none can open.

    Args:
        arguments: The program's own name, Qt's options, and the case file to open, if any.
    """
    settings = Settings()
    language = default_language(settings.get("language", ""))
    words = words_of(language)
    try:
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - a missing library is named
    except ImportError as error:
        sentence = missing_library(error, words)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return NO_WINDOW
    use_plain_imports()
    problem = display_problem(words)
    if problem is not None:
        print(problem, file=sys.stderr)
        return NO_WINDOW
    from faxi.ui.main_window import MainWindow  # noqa: PLC0415 - needs the libraries checked above

    # As an argument the style costs nothing; asked for and set, a twentieth of the start.
    application = QApplication([arguments[0], "-style", "fusion", *arguments[1:]])
    application.setApplicationName("Faxi")
    application.setDesktopFileName("io.github.faxi.faxi")
    window = MainWindow(settings, language)
    files = application.arguments()[1:]  # Qt has taken its options out

    def settle() -> None:
        window.load()
        # Started without collecting: nothing built so far is garbage.
        gc.enable()
        gc.freeze()
        if files:
            window.open_path(Path(files[0]))
        if sys.platform == "darwin":
            from faxi.ui.opening import FileOpener  # noqa: PLC0415 - macOS only

            FileOpener(application, window.open_path)

    window.painted.connect(settle)
    window.show()
    return application.exec()
