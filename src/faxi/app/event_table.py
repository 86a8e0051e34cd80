"""The events as a table that is edited: names in place of codes, lists to choose from, pasting."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from faxi.app.event_rows import EVENT_COLUMNS, EVENTS, ORDER_MARK, EventRow, reads, takes
from faxi.app.row_tables import Column, Pasted, pasted_rows
from faxi.engine import events
from faxi.engine.case import DEFAULT_ORDER
from faxi.engine.components import COMPONENTS, Component
from faxi.engine.events import NoticeKind
from faxi.text.event_words import (
    read_component,
    read_event_kind,
    read_notice_kind,
    read_order,
    spelt,
)
from faxi.text.names import EVENT_NAMES, name_of
from faxi.text.reading import read_date, read_money
from faxi.text.words import Words, in_each_language, marked

_LABELLED = (events.Cost.kind, events.LiquidatedDamages.kind)
_ANY_DAY = date(2000, 1, 1)
_PRINCIPAL = Component.PRINCIPAL
_REST = (component.key for component in DEFAULT_ORDER if component is not _PRINCIPAL)
PRINCIPAL_FIRST = ORDER_MARK.join((_PRINCIPAL.key, *_REST))


class EventTable:
    """Answers ``RowTable`` for events."""

    name = EVENTS
    columns: Sequence[Column] = EVENT_COLUMNS
    edit_name = marked("Change event")

    def blank(self) -> EventRow:
        """Return a repayment of which nothing was typed."""
        return EventRow()

    def takes(self, row: EventRow, column: str) -> bool:
        """Tell whether a column means anything to the row's kind."""
        return takes(row, column)

    def face(self, row: EventRow, column: str, words: Words) -> str:
        """Return what a cell shows."""
        return cell_face(row, column, words)

    def choices(self, row: EventRow, column: str, words: Words) -> list[tuple[str, str]]:
        """Return the codes and names a cell offers."""
        return choices(row, column, words)

    def with_cell(self, row: EventRow, column: str, text: str) -> EventRow:
        """Return a row with another text in a cell."""
        return with_cell(row, column, text)

    def sort_key(self, row: EventRow, column: str, words: Words) -> tuple[object, ...]:
        """Return dates and amounts by value, what does not read after them, the rest by name."""
        text = getattr(row, column)
        try:
            if column in {"date", "to_date"}:
                return (0, read_date(text, _ANY_DAY).toordinal())
            if column == "amount":
                return (0, read_money(text))
        except ValueError:
            return (1 if text else 2, 0)
        return (0, cell_face(row, column, words))

    def pasted(self, text: str) -> Pasted:
        """Return the rows of a copied table."""
        return pasted_events(text)


EVENT_TABLE = EventTable()


def cell_face(row: EventRow, column: str, words: Words) -> str:
    """Return what a cell shows: names in place of codes, everything else as typed."""
    text: str = getattr(row, column)
    if not takes(row, column):
        return ""
    if column == "kind":
        return words(EVENT_NAMES[text]) if text in EVENT_NAMES else text
    if column != "detail" or row.kind in _LABELLED:
        return text
    if row.kind == events.Notice.kind and text in set(NoticeKind):
        return name_of(NoticeKind(text), words)
    if row.kind == events.Repayment.kind and text == PRINCIPAL_FIRST:
        return words("principal first")
    if text and all(key in COMPONENTS for key in text.split(ORDER_MARK)):
        names = [name_of(COMPONENTS[key], words) for key in text.split(ORDER_MARK)]
        return ORDER_MARK.join(names)
    return text


def choices(row: EventRow, column: str, words: Words) -> list[tuple[str, str]]:
    """Return the codes and names a cell offers; empty where it takes any text."""
    if column == "kind":
        return [(kind, words(name)) for kind, name in EVENT_NAMES.items()]
    if column == "detail" and row.kind == events.Waiver.kind:
        return [(component.key, name_of(component, words)) for component in Component]
    if column == "detail" and row.kind == events.Notice.kind:
        return [(kind.value, name_of(kind, words)) for kind in NoticeKind]
    if column == "detail" and row.kind == events.Repayment.kind:
        return _orders(row, words)
    return []


def _orders(row: EventRow, words: Words) -> list[tuple[str, str]]:
    """Return the orders a payment is usually made in, and the one it has."""
    offered = {
        "": words("in the order of the contract"),
        PRINCIPAL_FIRST: words("principal first"),
    }
    if row.detail not in offered:
        offered[row.detail] = cell_face(row, "detail", words)
    return list(offered.items())


def with_cell(row: EventRow, column: str, text: str) -> EventRow:
    """Return a row with another text in a cell; a word for a code becomes the code."""
    if column == "kind":
        return _with_kind(row, text)
    if column == "detail":
        text = _code_of(row.kind, text)
    return row._replace(**{column: text})


def _with_kind(row: EventRow, text: str) -> EventRow:
    try:
        kind, detail = read_event_kind(text)
    except ValueError:
        return row._replace(kind=text)
    row = row._replace(kind=kind, detail=detail or row.detail)
    return row._replace(detail=_code_of(kind, row.detail))


@cache
def _principal_first() -> frozenset[str]:
    return frozenset(map(spelt, in_each_language(marked("principal first"))))


def _code_of(kind: str, text: str) -> str:
    try:
        if kind == events.Waiver.kind:
            return read_component(text).key
        if kind == events.Notice.kind:
            return read_notice_kind(text).value
        if kind == events.Repayment.kind:
            if spelt(text) in _principal_first():
                return PRINCIPAL_FIRST
            return ORDER_MARK.join(component.key for component in read_order(text))
    except ValueError:
        pass
    return text


def pasted_events(text: str) -> Pasted:
    """Return the rows of a copied table; what does not read stays as it was written."""
    rows, dropped = [], 0
    if text.lstrip().startswith(("{", "[")):  # a copied case is no table
        return Pasted(())
    for texts in pasted_rows(text, EVENT_COLUMNS):
        row = _pasted_row(texts)
        is_remark = row.kind == events.Repayment.kind and not _is_order(row.detail)
        if row.detail and is_remark:
            row, dropped = row._replace(detail=""), dropped + 1
        if row != EventRow():
            rows.append(row)
    return Pasted(tuple(rows), dropped)


def _pasted_row(texts: Mapping[str, str]) -> EventRow:
    row = EventRow()
    for column in ("kind", "detail", "date", "to_date", "amount"):
        if column in texts and (column != "detail" or texts["detail"]):
            row = with_cell(row, column, texts[column])
    return row


def _is_order(text: str) -> bool:
    return reads(read_order)(text)
