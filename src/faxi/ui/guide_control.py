"""Turns the pages of the guidance: the current stage first, its topics and sources a click away."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from faxi.app.drafts import CAUSES
from faxi.app.guides import lender_text, stage_page, topic_page, with_advice
from faxi.exports.blocks import Paragraph
from faxi.ui.page_view import PageView

if TYPE_CHECKING:
    from faxi.engine.case import LenderKind
    from faxi.text.words import Words

_SOURCES = "sources:"


class GuideControl(QObject):
    """What the guidance view shows: a target, and whether its sources are unfolded."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._words: Words | None = None
        self._home = self._target = ""
        self._cause = self._bucket = ""
        self._kind: LenderKind | None = None
        self._is_unfolded = False
        view.followed.connect(self.follow)

    def show_stage(
        self, stage_id: str, bucket: str, kind: "LenderKind", cause: str, words: "Words"
    ) -> None:
        """Show the stage of a result, unless another page is being read beside it."""
        home = f"stage:{stage_id}"
        if home != self._home:
            self._target = self._home = home
        self._cause, self._words = cause, words
        self._bucket, self._kind = bucket, kind
        self._render()

    def follow(self, target: str) -> None:
        """Turn to a stage or topic, or fold and unfold the sources."""
        if target == _SOURCES:
            self._is_unfolded = not self._is_unfolded
        else:
            self._target = target
        self._render()

    def _render(self) -> None:
        assert self._words is not None, "shown before it was followed"
        assert self._kind is not None, "it comes with the words"
        words = self._words
        sort, _, name = self._target.partition(":")
        is_home = self._target == self._home
        links, before = [], []
        if sort == "stage":
            page = stage_page(name, self._kind, words, self._bucket if is_home else "")
            page = with_advice(page, self._cause if is_home else "", words)
        else:
            page = topic_page(name, words)
        if is_home and self._cause:
            cause = words(CAUSES[self._cause])
            note = words("Advice for “{cause}” follows at the end of this page.", cause=cause)
            before.append(Paragraph(note, "note"))
        if not is_home:
            links.append((self._home, words("Back to the stage")))
            if sort == "stage":  # that of the home stands above already
                before.append(Paragraph(lender_text(name, self._kind, words)))
        blocks, links = [*before, *page.blocks], [*links, *page.links]
        fold = words("▼ Hide the sources") if self._is_unfolded else words("▶ Show the sources")
        links.append((_SOURCES, fold))
        sources = page.sources if self._is_unfolded else ()
        self._view.show_blocks(page.title, blocks, links, sources)
