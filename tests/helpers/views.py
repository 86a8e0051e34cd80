"""A view without a window: it remembers what the presenter told it."""

from collections.abc import Mapping

from faxi.app.drafts import Draft
from faxi.app.results import ResultView
from faxi.engine.statement import Statement


class LoggingView:
    """Answers ``CaseView`` and remembers.

    Attributes:
        log: The names of what was called, in order.
        state: Name, undo, redo and whether there are unsaved changes, as last shown.
    """

    def __init__(self) -> None:
        self.log: list[str] = []
        self.draft = Draft()
        self.problems: Mapping[str, str] = {}
        self.result: ResultView | None = None
        self.statement: Statement | None = None
        self.state: tuple[str, str | None, str | None, bool] = ("", None, None, False)

    def show_draft(self, draft: Draft) -> None:
        """Remember the draft."""
        self.log.append("draft")
        self.draft = draft

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Remember the problems."""
        self.log.append("problems")
        self.problems = problems

    def show_result(self, result: ResultView, statement: Statement) -> None:
        """Remember the result."""
        self.log.append("result")
        self.result, self.statement = result, statement

    def grey_result(self) -> None:
        """Remember that the result was greyed."""
        self.log.append("grey")

    def clear_result(self) -> None:
        """Forget the result."""
        self.log.append("clear")
        self.result = self.statement = None

    def show_state(self, name: str, undo: str | None, redo: str | None, *, is_dirty: bool) -> None:
        """Remember the state."""
        self.log.append("state")
        self.state = (name, undo, redo, is_dirty)

    def told(self) -> list[str]:
        """Return what was called since this was asked last."""
        log, self.log = self.log, []
        return log
