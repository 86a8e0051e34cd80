"""The law tab: limits with the yuan they concern, dates ahead, court fees."""

from PySide6.QtWidgets import QVBoxLayout

from faxi.app.law_texts import law_page
from faxi.text.words import marked
from faxi.ui.page_view import PageView
from faxi.ui.result_tabs import Desk, ResultPage, Showing


class LawPage(ResultPage):
    """What the law says of the result."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.view = PageView("lawView")
        desk.speech.say(self.view.setAccessibleName, marked("Law and costs"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)

    def show_result(self, showing: Showing) -> None:
        """Show limits, dates and costs."""
        self.view.show_blocks("", law_page(showing.statement, showing.words))

    def clear(self) -> None:
        """Show nothing."""
        self.view.clear()
