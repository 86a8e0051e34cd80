"""The stage tab: what usually happens now, what may be done, and every other stage."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout

from faxi.text.words import marked
from faxi.ui.guide_control import GuideControl
from faxi.ui.page_view import PageView
from faxi.ui.result_tabs import Desk, ResultPage, Showing
from faxi.ui.theme import SMALL, as_note


class StagePage(ResultPage):
    """The guidance for the stage of the cut-off."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.text = QLabel()
        self.text.setObjectName("stageText")
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        note = QLabel()
        as_note(note)
        note.setWordWrap(True)
        desk.speech.say(
            note.setText,
            marked("No law orders these stages; a lender may act earlier, later or never."),
        )
        self.guidance = PageView("guidanceView")
        desk.speech.say(self.guidance.setAccessibleName, marked("Guidance for the stage"))
        self._control = GuideControl(self.guidance)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(self.text)
        layout.addWidget(note)
        layout.addWidget(self.guidance, 1)

    def follow(self, showing: Showing) -> None:
        """Say what the stage is."""
        self.text.setText(showing.result.stage_text)

    def show_result(self, showing: Showing) -> None:
        """Show the guidance for the stage."""
        statement = showing.statement
        kind, cause = statement.case.lender.kind, showing.draft.cause
        self._control.show_stage(statement.stage.id, statement.bucket, kind, cause, showing.words)

    def clear(self) -> None:
        """Show nothing."""
        self.text.setText("")
        self.guidance.clear()
