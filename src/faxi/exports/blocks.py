"""The neutral document: what a summary says, without a format."""

from dataclasses import dataclass, field
from typing import NamedTuple

from faxi.engine.money import Fen


class Column(NamedTuple):
    """A column of a table; figures stand right.

    Attributes:
        share: Its part of the width that is left over; 0 for as wide as its longest cell.
    """

    title: str
    is_figure: bool = False
    share: int = 0


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
    """The few figures that matter most, large: ``(label, value)``.

    Attributes:
        note: Says the first figure again in other words.
    """

    items: tuple[tuple[str, str], ...]
    note: str = ""


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


class Slice(NamedTuple):
    """The stack at one moment: an ordinal, and the top of each layer in fen."""

    day: int
    tops: tuple[Fen, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """How the debt grew, as stacked layers; dates are ordinals, heights are fen.

    Attributes:
        description: The picture in words, for who does not see it.
        span: First and last day drawn.
        layers: What is stacked, the lowest first: a component's key, or ``fees``, and its name.
        past: The stack up to the cut-off; two slices on one day where it jumps.
        later: The stack as it will grow if nothing more happens.
        bands: First day, end and name of the stages behind.
        marks: Days on which something happened, by the kind of it.
        signs: The name of each kind of mark there is.
        cap: The total a cap would allow, empty without one.
        money_ticks: The last is the top of the chart.
    """

    caption: str
    description: str
    span: tuple[int, int]
    layers: tuple[tuple[str, str], ...]
    past: tuple[Slice, ...]
    later: tuple[Slice, ...]
    later_name: str
    cut_off: tuple[int, str]
    bands: tuple[tuple[int, int, str], ...]
    marks: tuple[tuple[int, str], ...]
    signs: tuple[tuple[str, str], ...]
    cap: tuple[tuple[int, Fen], ...]
    cap_name: str
    date_ticks: tuple[tuple[int, str], ...]
    money_ticks: tuple[tuple[Fen, str], ...]
    unit: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a page of its own, where there are pages."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to be signed and dated by hand: who signs, and beside it for the date."""

    who: str
    date: str


Part = Block | Chart | PageBreak | Signature


class Logo(NamedTuple):
    """A picture for the head of the first page; ``kind`` is ``png``, ``jpg`` or ``svg``."""

    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who sends the document; what is empty is left out."""

    name: str = ""
    address: str = ""
    reference: str = ""
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in one language.

    Attributes:
        cut_off: The cut-off date as ISO text; also the date the document bears.
        header: Short line at the head of every page but the first.
        footer: Short line at the foot of every page.
        author: Who made it, as its properties say.
    """

    language: str
    title: str
    subtitle: str
    cut_off: str
    footer: str
    blocks: tuple[Part, ...] = field(default=())
    header: str = ""
    author: str = ""
    letterhead: Letterhead | None = None
