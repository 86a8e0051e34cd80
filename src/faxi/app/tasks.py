"""Long work as one object: what to run, and what to say of its end."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Task(Generic[Result]):
    """Work that must not hold up a window.

    Attributes:
        run: Does the work, on any thread; it touches nothing that others change meanwhile.
        finish: Uses the result, on the caller's thread; left out if the work was cancelled.
    """

    run: Callable[[], Result]
    finish: Callable[[Result], None]


class Cancel:
    """Whether a result is still wanted: wished away on one thread, asked before writing on another.

    Setting pages cannot be stopped, but what was set need not take the place of an old file.
    """

    def __init__(self) -> None:
        self.is_wished = False
