"""What the presenter of the book tells a window, and what it asks of one."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from faxi.app.case_list import Totals
from faxi.store.rows import CaseRow, Place


class News(NamedTuple):
    """Something to tell without getting in the way.

    Attributes:
        action: What can be done about it, with ``do``; ``""`` for nothing.
    """

    text: str
    detail: str = ""
    action: str = ""
    do: Callable[[], None] | None = None


class Listing(NamedTuple):
    """What the list shows.

    Attributes:
        rows: The cases listed, in order.
        chosen: Number of the case on the desk, ``None`` if it is not in the book.
        shown: The sum of the rows.
        whole: The sum of everything in this place.
        in_place: How many cases each place holds.
        waiting: How many still have figures of another day.
    """

    rows: Sequence[CaseRow]
    chosen: int | None
    shown: Totals
    whole: Totals
    in_place: dict[Place, int]
    waiting: int
    day: date


class BookView(Protocol):
    """What the presenter asks of a window."""

    def show_listing(self, listing: Listing) -> None:
        """Show the list."""

    def tell(self, news: News) -> None:
        """Tell something, without asking for an answer."""

    def show_unsaved(self, sentence: str) -> None:
        """Say that and why work is in memory only; ``""`` when everything is kept."""
