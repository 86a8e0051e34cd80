"""What stands where the results will be: three lines to learn from and a worked example."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from faxi.text.words import marked
from faxi.ui.icons import icon
from faxi.ui.speech import Speech, show_label
from faxi.ui.theme import LARGE, MEDIUM, SMALL, as_card, as_heading, as_note

_LINES = (
    marked("Type principal, rates and due date on the left, as your contract writes them."),
    marked("The result appears as you type: what is owed, how it grows, where you stand."),
    marked("Click any figure to see how it came about; move the cut-off date in the chart."),
)


class Welcome(QFrame):
    """Teaches in three lines and offers an example.

    Signals:
        example_wanted: Somebody would like to see a worked example.
        guide_wanted: Somebody would like to read the guide.
    """

    example_wanted = Signal()
    guide_wanted = Signal()

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.setObjectName("welcome")
        as_card(self)
        heading = QLabel()
        as_heading(heading)
        speech.say(heading.setText, marked("How it works"))
        lines = QVBoxLayout()
        lines.setSpacing(SMALL)
        for number, message in enumerate(_LINES, 1):
            label = QLabel()
            label.setObjectName(f"welcomeLine{number}")
            label.setWordWrap(True)
            speech.say(partial(_number, label, number), message)
            lines.addWidget(label)
        note = QLabel()
        as_note(note)
        note.setWordWrap(True)
        speech.say(note.setText, marked("Everything stays on this computer. Nothing is sent."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        layout.setSpacing(MEDIUM)
        layout.addWidget(heading)
        layout.addLayout(lines)
        layout.addLayout(self._buttons(speech))
        layout.addWidget(note)

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


def _number(label: QLabel, number: int, text: str) -> None:
    label.setText(f"{number}.  {text}")
