"""The neutral document: what a summary says, without a format."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Column(NamedTuple):
    """A column of a table; figures stand right."""

    title: str
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A section title; ``level`` 2 is a title within a section."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``tone`` is ``plain``, ``bullet``, ``note`` (smaller) or ``warning``."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Figures:
    """The few figures that matter most, large: ``(label, value)``."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled values, one a row: ``(label, value)``."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a repeated head; ``last_is_total`` sets the last row apart."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    last_is_total: bool = False
    caption: str = ""


Block = Heading | Paragraph | Figures | Facts | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in one language.

    Attributes:
        cut_off: The cut-off date as ISO text; also the date the document bears.
        footer: Short line at the foot of every page.
    """

    language: str
    title: str
    subtitle: str
    cut_off: str
    footer: str
    blocks: tuple[Block, ...] = field(default=())
