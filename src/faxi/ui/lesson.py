"""What stands where something will be: a heading and a few numbered lines to learn from."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from faxi.ui.speech import Speech
from faxi.ui.theme import LARGE, MEDIUM, SMALL, as_card, as_heading


class Lesson(QFrame):
    """A card that teaches; more may be put beneath its lines."""

    def __init__(self, name: str, heading: str, lines: Sequence[str], speech: Speech) -> None:
        """Make the card.

        Args:
            name: Object name of the card; that of a line ends with ``Line`` and its number.
        """
        super().__init__()
        self.setObjectName(name)
        as_card(self)
        title = QLabel()
        as_heading(title)
        title.setWordWrap(True)
        speech.say(title.setText, heading)
        numbered = QVBoxLayout()
        numbered.setSpacing(SMALL)
        for number, message in enumerate(lines, 1):
            label = QLabel()
            label.setObjectName(f"{name}Line{number}")
            label.setWordWrap(True)
            speech.say(partial(_number, label, number), message)
            numbered.addWidget(label)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        self.column.setSpacing(MEDIUM)
        self.column.addWidget(title)
        self.column.addLayout(numbered)


def _number(label: QLabel, number: int, text: str) -> None:
    label.setText(f"{number}.  {text}")
