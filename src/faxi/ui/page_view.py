"""Shows neutral blocks as a page to read, with links from one text to the next."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QTextBrowser

from faxi.exports.blocks import Block, Facts, Figures, Heading, Paragraph, Table
from faxi.text.markup import escape
from faxi.ui.theme import Role

_TONES = {
    "note": "<p><i>{}</i></p>",
    "warning": "<p><b>⚠ {}</b></p>",
    "bullet": "<p style='margin-left: 1em; text-indent: -1em'>• {}</p>",
}


class PageView(QTextBrowser):
    """A page of blocks and links.

    Signals:
        followed: The target of a link, such as ``topic:calls``.
    """

    followed = Signal(str)

    def __init__(self, name: str) -> None:
        self._html = ""
        super().__init__()
        self.setObjectName(name)
        self.setOpenLinks(False)
        # Not anywhere: a narrow column of a table would break its words letter by letter.
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.anchorClicked.connect(self._follow)

    def _follow(self, url: QUrl) -> None:
        self.followed.emit(url.toString())

    def show_blocks(
        self,
        title: str,
        blocks: Sequence[Block],
        links: Sequence[tuple[str, str]] = (),
        after: Sequence[Block] = (),
    ) -> None:
        """Show a page from its top: blocks, links, and what comes after the links."""
        parts = [f"<h2>{escape(title)}</h2>" if title else "", *map(block_html, blocks)]
        if links:
            items = (
                f'<li><a href="{escape(target)}">{escape(name)}</a></li>' for target, name in links
            )
            parts.append(f"<ul>{''.join(items)}</ul>")
        parts += map(block_html, after)
        self.setHtml("".join(parts))

    def setHtml(self, text: str) -> None:
        """Show HTML, its tables ruled in the colour of the theme."""
        self._html = text
        edge = self.palette().color(Role.EDGE).name()
        self.document().setDefaultStyleSheet(
            f"table.grid td, table.grid th {{ border-bottom: 1px solid {edge}; }}"
        )
        super().setHtml(text)

    def changeEvent(self, event: QEvent) -> None:
        """Take on the colours of another theme and stay where the reader is."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._html:
            place = self.verticalScrollBar().value()
            self.setHtml(self._html)
            self.verticalScrollBar().setValue(place)

    def clear(self) -> None:
        """Show nothing."""
        self._html = ""
        super().clear()


def block_html(block: Block) -> str:
    """Return a block as the HTML Qt reads."""
    match block:
        case Heading(text, level):
            return f"<h{level + 2}>{escape(text)}</h{level + 2}>"
        case Paragraph(text, tone):
            return _TONES.get(tone, "<p>{}</p>").format(escape(text))
        case Facts(items) | Figures(items):
            rows = "".join(_row(item) for item in items)
            return f'<table cellpadding="3">{rows}</table>'
        case Table():
            return "".join(_table(block))


def _row(cells: Sequence[str], tag: str = "td", figures: Sequence[bool] = ()) -> str:
    """Return a row; the cells marked in ``figures`` stand right."""
    sides = ("right" if is_figure else "left" for is_figure in figures or (False,) * len(cells))
    written = (
        f"<{tag} align={side} valign=top>{escape(cell)}</{tag}>"
        for cell, side in zip(cells, sides, strict=True)
    )
    return f"<tr>{''.join(written)}</tr>"


def _table(table: Table) -> Iterator[str]:
    figures = [column.is_figure for column in table.columns]
    # All of the width may come out a pixel too wide once Qt has rounded the columns.
    yield '<table class="grid" cellspacing="0" cellpadding="5" width="99%">'
    yield _row([column.title for column in table.columns], "th", figures)
    for row in table.rows:
        yield _row(row, "td", figures)
    yield "</table>"
