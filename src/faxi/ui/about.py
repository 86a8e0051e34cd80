"""The window about the program: version, age of the rates, and a way to bring newer ones."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from faxi.app.about import about_blocks, about_title, bring_rates
from faxi.text.words import Words
from faxi.ui.page_view import PageView
from faxi.ui.speech import name_plainly

_SIZE = 720, 620


class AboutDialog(QDialog):
    """Shows what there is to know, and takes a file of rates.

    Args:
        renewed: Called after rates were taken; shows everything by them.
    """

    def __init__(self, parent: QWidget, words: Words, renewed: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(words("About Faxi"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._words, self._renewed = words, renewed
        self._page = PageView("aboutPage")
        self._page.setAccessibleName(words("About Faxi"))
        about = words("Version, age of the rate data, and where the data lies.")
        self._page.setAccessibleDescription(about)
        self._outcome = QLabel()
        self._outcome.setObjectName("importOutcome")
        self._outcome.setAccessibleName(words("What became of the import"))
        self._outcome.setAccessibleDescription(words("What became of the import"))
        self._outcome.setWordWrap(True)
        self._outcome.setTextInteractionFlags(self._page.textInteractionFlags())
        self._outcome.hide()
        bring = QPushButton(words("&Bring rates from a file…"))
        bring.setObjectName("importRatesButton")
        bring.clicked.connect(self._ask)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(words("Close"))
        buttons.addButton(bring, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._page, 1)
        layout.addWidget(self._outcome)
        layout.addWidget(buttons)
        name_plainly(self)
        self._show_page()

    def _show_page(self) -> None:
        self._page.show_blocks(about_title(self._words), about_blocks(self._words))

    def _ask(self) -> None:
        words = self._words
        title, pattern = words("Bring rates"), words("Tables (*.csv);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, title, "", pattern)
        if name:
            self.bring(Path(name))

    def bring(self, path: Path) -> None:
        """Take the rates of a file, say what became of it, and show everything by them."""
        brought = bring_rates(path, self._words)
        if brought.is_fine:
            self._show_page()
            self._renewed()
        mark = "✓" if brought.is_fine else "⚠"
        self._outcome.setText("\n".join([f"{mark} {brought.lines[0]}", *brought.lines[1:]]))
        self._outcome.show()
