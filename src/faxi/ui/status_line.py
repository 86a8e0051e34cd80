"""The line at the foot of the window: age of the rate data, conventions, what this is not."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QStatusBar

from faxi.text.words import marked
from faxi.ui.elided import ElidedLabel
from faxi.ui.speech import Speech
from faxi.ui.theme import SMALL, TIGHT, Role

if TYPE_CHECKING:
    from faxi.app.results import ResultView


class StatusLine(QStatusBar):
    """Says on what the figures rest."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self.setContentsMargins(SMALL, 0, TIGHT, 0)
        self._speech = speech
        self._data_age, self._conventions, disclaimer = ElidedLabel(), ElidedLabel(), QLabel()
        self._data_age.setObjectName("dataAgeLabel")
        self._conventions.setObjectName("conventionsLabel")
        disclaimer.setObjectName("disclaimerLabel")
        speech.say(disclaimer.setText, marked("Information, not legal advice"))
        for label in (self._data_age, self._conventions, disclaimer):
            label.setForegroundRole(Role.MUTED)
        self.addWidget(self._data_age, 2)
        self.addWidget(self._conventions, 3)
        self.addPermanentWidget(disclaimer)

    def show_result(self, result: "ResultView") -> None:
        """Show what a result rests on; a warning takes the place of the neutral age."""
        conventions = self._speech.words("Counted: {conventions}", conventions=result.conventions)
        self._conventions.setText(conventions)
        warnings = "  ".join(f"⚠ {warning}" for warning in result.warnings)
        self._data_age.setText(warnings or result.data_age)
        self._data_age.setForegroundRole(Role.WARNING if warnings else Role.MUTED)

    def clear(self) -> None:
        """Show that there is no result."""
        self._conventions.setText("")
        self._data_age.setText("")
