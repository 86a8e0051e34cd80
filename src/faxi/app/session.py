"""One case being worked on: its immutable drafts, undo and redo."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from faxi.app.drafts import Draft


class Step(NamedTuple):
    """A committed edit: what it was (a message to be said) and the draft it led to."""

    name: str
    draft: "Draft"


class Session:
    """The one door through which a case changes.

    Attributes:
        changed: Called after every change of the draft.
        steps: The drafts undo and redo go through, oldest first, without limit.
        at: Index of the current step.
        first: How many steps were forgotten before the first, by the book the case came from.
    """

    def __init__(self, draft: "Draft", changed: Callable[[], None]) -> None:
        self.changed = changed
        self.steps: tuple[Step, ...] = (Step("", draft),)
        self.at = self.first = 0

    @property
    def draft(self) -> "Draft":
        """The draft as last committed."""
        return self.steps[self.at].draft

    @property
    def undo_name(self) -> str | None:
        """What would be undone, ``None`` if there is nothing."""
        return self.steps[self.at].name if self.at else None

    @property
    def redo_name(self) -> str | None:
        """What would be done again, ``None`` if there is nothing."""
        following = self.at + 1
        return self.steps[following].name if following < len(self.steps) else None

    def commit(self, name: str, draft: "Draft") -> None:
        """Make a draft the current one; what was undone before is forgotten."""
        if draft == self.draft:
            return
        self.at += 1
        self.steps = (*self.steps[: self.at], Step(name, draft))
        self.changed()

    def undo(self) -> None:
        """Go back one step, if there is one."""
        if self.at:
            self.at -= 1
            self.changed()

    def redo(self) -> None:
        """Go forward again one step, if there is one."""
        if self.redo_name is not None:
            self.at += 1
            self.changed()

    def resume(self, steps: Sequence[Step], at: int, first: int) -> None:
        """Go on with a case and the steps it went through."""
        self.steps, self.at, self.first = tuple(steps), at, first
        self.changed()
