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
