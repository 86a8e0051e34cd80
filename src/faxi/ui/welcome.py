"""What stands where the results will be: three lines to learn from and a worked example."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from faxi.text.words import marked
from faxi.ui.icons import icon
from faxi.ui.lesson import Lesson
from faxi.ui.speech import Speech, show_label
from faxi.ui.theme import SMALL, as_note

_LINES = (
    marked("Type principal, rates and due date on the left, as your contract writes them."),
    marked("The result appears as you type: what is owed, how it grows, where you stand."),
    marked("Click any figure to see how it came about; move the cut-off date in the chart."),
)


class Welcome(Lesson):
    """Teaches in three lines and offers an example.

    Signals:
        example_wanted: Somebody would like to see a worked example.
        guide_wanted: Somebody would like to read the guide.
    """

    example_wanted = Signal()
    guide_wanted = Signal()

    def __init__(self, speech: Speech) -> None:
        super().__init__("welcome", marked("How it works"), _LINES, speech)
        note = QLabel()
        as_note(note)
        note.setWordWrap(True)
        speech.say(note.setText, marked("Everything stays on this computer. Nothing is sent."))
        self.column.addLayout(self._buttons(speech))
        self.column.addWidget(note)

    def _buttons(self, speech: Speech) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        for name, drawing, message, help_message, signal in (
            (
                "exampleButton",
                "example",
                marked("See a &worked example"),
                marked("Opens an example case; change what you like in it."),
                self.example_wanted,
            ),
            (
                "guideButton",
                "help",
                marked("Read the guide"),
                marked("Opens the user guide and the glossary (F1)."),
                self.guide_wanted,
            ),
        ):
            button = QPushButton()
            button.setObjectName(name)
            button.setIcon(icon(drawing))
            button.clicked.connect(lambda _=False, signal=signal: signal.emit())
            speech.say(partial(show_label, button), message)
            speech.say(button.setToolTip, help_message)
            speech.say(button.setAccessibleDescription, help_message)
            row.addWidget(button)
        row.addStretch(1)
        row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return row
