"""The tabs of the results, each built when somebody first turns to it.

To add a tab: write a ``ResultPage``, a function that imports and makes it, and a row in ``TABS``
(their order is the order on screen). Its page is found by ``page(name)`` and turned to by
``turn_to(name)``; never count on an index.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QTabWidget, QVBoxLayout, QWidget

from faxi.text.words import Words, marked
from faxi.ui.speech import Speech
from faxi.ui.theme import SMALL, Role

if TYPE_CHECKING:
    from faxi.app.drafts import Draft
    from faxi.app.presenter import CasePresenter
    from faxi.app.results import ResultView
    from faxi.engine.statement import Statement

_MARK = 3  # pixels


class Showing(NamedTuple):
    """A result and what it came from, as the pages show it."""

    result: "ResultView"
    statement: "Statement"
    draft: "Draft"
    words: Words


class Desk(Protocol):
    """What a page may ask of the window it stands in."""

    speech: Speech

    @property
    def presenter(self) -> "CasePresenter":
        """The behaviour behind the window."""

    def enter(self, field: str, text: str) -> None:
        """Put a text into a field of the form as if it were being typed there."""

    def explain(self, figure_id: str) -> None:
        """Show how a figure comes about."""

    def warn(self, sentence: str, details: Sequence[str]) -> None:
        """Say what went wrong."""


class ResultPage(QWidget):
    """One page of results; every method may be left as it is."""

    def follow(self, showing: Showing) -> None:
        """Take up a result in sight or not, which has to cost next to nothing."""

    def show_result(self, showing: Showing) -> None:
        """Show a result; called only in sight, at the latest when somebody turns to the page."""

    def clear(self) -> None:
        """Show that there is no result."""


class TabSpec(NamedTuple):
    """A tab: its name, its title, and what makes its page."""

    name: str
    title: str
    build: Callable[[Desk], ResultPage]


def _growth(desk: Desk) -> ResultPage:
    from faxi.ui.growth_page import GrowthPage  # noqa: PLC0415 - after the first paint

    return GrowthPage(desk)


def _lines(desk: Desk) -> ResultPage:
    from faxi.ui.lines_page import LinesPage  # noqa: PLC0415 - on first show

    return LinesPage(desk)


def _stage(desk: Desk) -> ResultPage:
    from faxi.ui.stage_page import StagePage  # noqa: PLC0415 - on first show

    return StagePage(desk)


def _plan(desk: Desk) -> ResultPage:
    from faxi.ui.plan_page import PlanPage  # noqa: PLC0415 - on first show

    return PlanPage(desk)


def _claim(desk: Desk) -> ResultPage:
    from faxi.ui.claim_page import ClaimPage  # noqa: PLC0415 - on first show

    return ClaimPage(desk)


def _law(desk: Desk) -> ResultPage:
    from faxi.ui.law_page import LawPage  # noqa: PLC0415 - on first show

    return LawPage(desk)


def _compare(desk: Desk) -> ResultPage:
    from faxi.ui.compare_page import ComparePage  # noqa: PLC0415 - on first show

    return ComparePage(desk)


TABS = (
    TabSpec("growth", marked("Growth"), _growth),
    TabSpec("lines", marked("Lines"), _lines),
    TabSpec("stage", marked("Stage"), _stage),
    TabSpec("plan", marked("Plans"), _plan),
    TabSpec("law", marked("Law and costs"), _law),
    TabSpec("claim", marked("Audit"), _claim),
    TabSpec("compare", marked("Compare"), _compare),
)


class ResultTabBar(QTabBar):
    """Marks the tab in front with a line: its outline alone is hardly seen in high contrast."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tabs, then the line along the upper edge of the one in front."""
        super().paintEvent(event)
        front = self.tabRect(self.currentIndex())
        front.setHeight(_MARK)
        QPainter(self).fillRect(front, self.palette().color(Role.ACCENT))


class ResultTabs(QTabWidget):
    """Holds the pages and hands each the newest result once it is in sight."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.setObjectName("resultTabs")
        self.setTabBar(ResultTabBar())
        self.setDocumentMode(True)
        self.tabBar().setObjectName("resultTabBar")
        self._desk: Desk | None = None
        self._places: dict[str, QWidget] = {}
        self._pages: dict[str, ResultPage] = {}
        self._showing: Showing | None = None
        self._stale: set[str] = set()
        for index, spec in enumerate(TABS):
            place = QWidget()
            place.setObjectName(f"{spec.name}Tab")
            self._places[spec.name] = place
            self.addTab(place, "")
            speech.say(partial(self.setTabText, index), spec.title)
        about = marked("Ctrl+Tab turns to the next page, Ctrl+Shift+Tab to the one before.")
        for widget in (self, self.tabBar()):
            speech.say(widget.setAccessibleName, marked("Results"))
            speech.say(widget.setAccessibleDescription, about)
        self.currentChanged.connect(lambda _: self.refresh())

    def start(self, desk: Desk) -> None:
        """Build the page in front; from now on the others are built when turned to."""
        self._desk = desk
        self.refresh()

    def build_all(self) -> None:
        """Build every page now, for those who look for widgets by name."""
        for spec in TABS:
            self.page(spec.name)

    def page(self, name: str) -> ResultPage:
        """Return a page, built if it was not yet."""
        if name not in self._pages:
            assert self._desk is not None, "pages are built once the engine is there"
            made = self._pages[name] = TABS[self._index(name)].build(self._desk)
            layout = QVBoxLayout(self._places[name])
            layout.setContentsMargins(0, SMALL, 0, 0)
            layout.addWidget(made)
            self._stale.add(name)
            if self._showing is not None:
                made.follow(self._showing)
        return self._pages[name]

    def turn_to(self, name: str) -> ResultPage:
        """Bring a page to the front and return it."""
        self.setCurrentIndex(self._index(name))
        return self.page(name)

    def _index(self, name: str) -> int:
        return next(index for index, spec in enumerate(TABS) if spec.name == name)

    def show_result(self, showing: Showing) -> None:
        """Show a result on the page in sight; the others wait until someone turns to them."""
        self._showing = showing
        self._stale = set(self._pages)
        for page in self._pages.values():
            page.follow(showing)
        self.refresh()

    def clear(self) -> None:
        """Show that there is no result."""
        self._showing = None
        for page in self._pages.values():
            page.clear()

    def refresh(self) -> None:
        """Bring the page in sight up to date."""
        name = TABS[max(0, self.currentIndex())].name
        if self._desk is None:
            return
        page = self.page(name)
        if self._showing is not None and name in self._stale:
            self._stale.discard(name)
            page.show_result(self._showing)
