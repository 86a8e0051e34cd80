"""Photographs the window: ``python .ci/screenshots.py [folder [wanted …]]``, from the root.

Without a folder it makes the README pictures. With one it makes every tab, language and theme, the
empty window and the guide; ``wanted`` words, such as ``zh dark law``, pick from them. The size is
that of ``FAXI_SHOT`` (``1360x820``); ``QT_SCALE_FACTOR`` scales as a screen does.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "*=false")
os.environ["FAXI_CONFIG_DIR"] = tempfile.mkdtemp()

from PySide6.QtCore import QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from faxi.app import clock
from faxi.text.words import Language
from faxi.ui import create_main_window
from faxi.ui.main_window import MainWindow
from faxi.ui.result_tabs import TABS
from faxi.ui.theme import Appearance

README = Path(__file__).resolve().parent.parent / "resources" / "docs" / "screenshots"
README_PICTURES = ("light-zh-growth", "light-en-growth", "dark-zh-growth")
TITLES = {Language.ZH: "某银行消费贷", Language.EN: "Consumer loan"}
THEMES = (Appearance.LIGHT, Appearance.DARK, Appearance.CONTRAST)
_PAUSE_MS = 500  # longer than any page waits for typing to rest
SIZE = os.environ.get("FAXI_SHOT", "1360x820")


def settle(application: QApplication) -> None:
    """Let everything that was posted happen, and what other threads work out arrive."""
    QTest.qWait(_PAUSE_MS)
    QThreadPool.globalInstance().waitForDone()
    for _ in range(5):
        application.processEvents()


def shots(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the views of a window in its language and theme, one after the other."""
    yield "empty", window
    window.helping.show_example()
    window.presenter.commit("title", TITLES[Language(os.environ["FAXI_LANG"])])
    window.book.books.rest()  # an edited case is kept, and stands in the list
    for spec in TABS:
        window.results.tabs.turn_to(spec.name)
        yield spec.name, window
    guide = window.helping.show_guide()
    yield "guide", guide
    guide.show_term("penalty_interest")
    yield "glossary", guide
    guide.close()


def main(arguments: list[str]) -> None:
    """Write the pictures."""
    clock.today = lambda: date(2026, 11, 23)
    application = QApplication(["faxi", "-style", "fusion"])
    folder = Path(arguments[0]) if arguments else README
    folder.mkdir(parents=True, exist_ok=True)
    width, height = map(int, SIZE.split("x"))
    for language in Language:
        os.environ["FAXI_LANG"] = language
        for theme in THEMES:
            os.environ["FAXI_DATA_DIR"] = tempfile.mkdtemp()
            window = create_main_window()
            window.appearance.choose(theme)
            window.resize(width, height)
            window.show()
            for name, widget in shots(window):
                full = f"{theme}-{language}-{name}"
                if arguments[1:] and not set(arguments[1:]) <= set(full.split("-")):
                    continue
                if not arguments and full not in README_PICTURES:
                    continue
                settle(application)
                widget.grab().save(str(folder / f"{full}.png"))
            window.hide()


if __name__ == "__main__":
    main(sys.argv[1:])
