"""One case being worked on: its immutable drafts, undo and redo, and the home it came from."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from faxi.app.drafts import Draft
    from faxi.app.homes import CaseHome


class Step(NamedTuple):
    """A committed edit: what it was (a message to be said) and the draft it led to."""

    name: str
    draft: "Draft"


class Session:
    """The one door through which a case changes.

    Attributes:
        home: Where the case came from and is saved to; ``None`` for a new one.
        changed: Called after every change of the draft, the home or the saved state.
    """

    def __init__(self, draft: "Draft", changed: Callable[[], None]) -> None:
        self.changed = changed
        self.home: CaseHome | None = None
        self._steps = [Step("", draft)]
        self._at = 0
        self._saved = draft

    @property
    def draft(self) -> "Draft":
        """The draft as last committed."""
        return self._steps[self._at].draft

    @property
    def is_dirty(self) -> bool:
        """Whether there is something that was not saved."""
        return self.draft.content != self._saved.content

    @property
    def undo_name(self) -> str | None:
        """What would be undone, ``None`` if there is nothing."""
        return self._steps[self._at].name if self._at else None

    @property
    def redo_name(self) -> str | None:
        """What would be done again, ``None`` if there is nothing."""
        following = self._at + 1
        return self._steps[following].name if following < len(self._steps) else None

    def commit(self, name: str, draft: "Draft") -> None:
        """Make a draft the current one; what was undone before is forgotten."""
        if draft == self.draft:
            return
        self._at += 1
        self._steps[self._at :] = [Step(name, draft)]
        self.changed()

    def undo(self) -> None:
        """Go back one step, if there is one."""
        if self._at:
            self._at -= 1
            self.changed()

    def redo(self) -> None:
        """Go forward again one step, if there is one."""
        if self.redo_name is not None:
            self._at += 1
            self.changed()

    def restart(
        self, draft: "Draft", home: "CaseHome | None", saved: "Draft | None" = None
    ) -> None:
        """Begin anew with another case.

        Args:
            saved: What its home holds, where that is not the draft itself.
        """
        self.home = home
        self._steps, self._at, self._saved = [Step("", draft)], 0, saved or draft
        self.changed()

    def mark_saved(self, home: "CaseHome") -> None:
        """Note that the current draft is what its home now holds."""
        self.home, self._saved = home, self.draft
        self.changed()
