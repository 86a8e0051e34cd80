"""The list of cases as people see it: searched, filtered, sorted, summed, put into words."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from faxi.app.casebook import CaseBook
from faxi.app.current_rules import current_rules
from faxi.engine.case import LenderKind
from faxi.engine.money import Fen, money_text
from faxi.store.rows import CaseRow, Place
from faxi.text.faces import date_face, days_face, yuan_face
from faxi.text.names import name_of
from faxi.text.words import Words, marked

PLACES = {
    Place.LIST: marked("My debts"),
    Place.ARCHIVE: marked("Archive"),
    Place.TRASH: marked("Trash"),
}
ORDERS = {
    "changed": marked("Last changed"),
    "title": marked("Title"),
    "lender": marked("Lender"),
    "total": marked("Total due"),
    "days": marked("Days overdue"),
    "growth": marked("Growth a day"),
}
_LARGEST_FIRST = {"changed", "total", "days", "growth"}
_LONGEST = 120  # characters of a title in lists and sentences
UNFINISHED = "unfinished"  # in the place of a stage


class Query(NamedTuple):
    """What of the book is listed, and in which order.

    Attributes:
        stage: A stage's id, ``UNFINISHED``, or ``""`` for all.
        order: A key of ``ORDERS``.
        is_reversed: Against the order's usual direction.
    """

    place: Place = Place.LIST
    text: str = ""
    stage: str = ""
    order: str = "changed"
    is_reversed: bool = False


class Totals(NamedTuple):
    """The sum of some cases, in fen; ``counted`` of them could be calculated."""

    cases: int
    counted: int
    total_due: Fen
    per_diem: Fen


def listed(rows: Iterable[CaseRow], query: Query) -> list[CaseRow]:
    """Return the rows a query is for, in its order; those without a figure come last."""
    sought = query.text.casefold().split()
    found = [
        row
        for row in rows
        if (not query.stage or stage_of(row) == query.stage)
        and all(word in f"{row.title}\n{row.lender}\n{row.origin}".casefold() for word in sought)
    ]
    key = _KEYS[query.order]
    is_descending = (query.order in _LARGEST_FIRST) != query.is_reversed
    known = [row for row in found if key(row) is not None]
    known.sort(key=key, reverse=is_descending)
    return known + [row for row in found if key(row) is None]


def _of_figures(pick: Callable[[Any], int]) -> Callable[[CaseRow], Any]:
    return lambda row: None if row.figures is None else pick(row.figures)


def _by_sound(text: str) -> bytes:
    """Return what sorts a text: the national standard orders common characters by pinyin."""
    return text.casefold().encode("gb18030", errors="replace")


_KEYS: dict[str, Callable[[CaseRow], Any]] = {
    "changed": lambda row: row.revision,
    "title": lambda row: _by_sound(row.title) or None,
    "lender": lambda row: _by_sound(row.lender) or None,
    "total": _of_figures(lambda figures: figures.total_due),
    "days": _of_figures(lambda figures: figures.days_overdue),
    "growth": _of_figures(lambda figures: figures.per_diem),
}


def stage_of(row: CaseRow) -> str:
    """Return the id of the stage a row stands at, or ``UNFINISHED``."""
    return row.figures.stage if row.figures else UNFINISHED


def totals(rows: Sequence[CaseRow]) -> Totals:
    """Return the sum of some cases."""
    figures = [row.figures for row in rows if row.figures is not None]
    due, growth = sum(f.total_due for f in figures), sum(f.per_diem for f in figures)
    return Totals(len(rows), len(figures), due, growth)


def title_face(row: CaseRow, words: Words) -> str:
    """Return what a case is called, on one line that can be read."""
    printable = (c if c.isprintable() else " " for c in row.title)
    title = " ".join("".join(printable).split())
    shown = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
    return shown or words("Untitled debt")


def lender_face(row: CaseRow, words: Words) -> str:
    """Return the lender's name, or what kind it is."""
    if row.lender or row.lender_kind not in tuple(LenderKind):
        return row.lender
    return name_of(LenderKind(row.lender_kind), words)


def stage_face(row: CaseRow, words: Words) -> str:
    """Return the name of the stage a case stands at."""
    if row.figures is None:
        return words("Not calculated") if row.is_whole else words("Unfinished")
    return stage_name(row.figures.stage, row.lender_kind, words)


def stage_name(stage_id: str, lender_kind: str, words: Words) -> str:
    """Return what a stage is called in the ladder of a kind of lender."""
    kind = LenderKind(lender_kind) if lender_kind in tuple(LenderKind) else LenderKind.BANK
    ladder = current_rules().ladder_for(kind)
    if stage_id in ladder.texts:
        return ladder.name_of(stage_id)[words.language]
    return stage_id


def stage_choices(words: Words) -> list[tuple[str, str]]:
    """Return every stage as id and name, those of no ladder first."""
    ladder = current_rules().ladder_for(LenderKind.BANK)
    stages = [
        (stage.id, ladder.name_of(stage.id)[words.language]) for stage in ladder.ladder.stages
    ]
    states = [
        (stage_id, ladder.name_of(stage_id)[words.language])
        for stage_id in ("not_due", "settled")
        if stage_id in ladder.texts
    ]
    return [*stages, *states, (UNFINISHED, words("Unfinished"))]


def spoken(row: CaseRow, words: Words) -> str:
    """Return a row in one sentence, for people who hear the list."""
    parts = [title_face(row, words), lender_face(row, words)]
    if row.figures is not None:
        parts.append(words("{total} due", total=yuan_face(row.figures.total_due, words)))
        overdue = days_face(row.figures.days_overdue, words)
        parts.append(words("{days} overdue", days=overdue))
    parts.append(stage_face(row, words))
    return words.listing(part for part in parts if part)


def hint(row: CaseRow, words: Words) -> str:
    """Return what more is known of a row than the list shows, line by line."""
    lines = [spoken(row, words)]
    if row.figures is not None:
        day = date_face(row.figures.calculated_on, words)
        growth = yuan_face(row.figures.per_diem, words)
        lines.append(words("grows by {amount} a day, calculated to {day}", amount=growth, day=day))
    if row.origin:
        lines.append(words("Copied from the file “{name}”", name=row.origin))
    lines.append(words("Last changed on {day}", day=date_face(row.changed_on, words)))
    return "\n".join(lines)


def totals_face(sums: Totals, day: date, words: Words) -> str:
    """Return the sum of some cases in words."""
    count = words.plural("{count} debt", "{count} debts", sums.cases)
    text = words(
        "{count}: {total} due on {day}, growing by {growth} a day",
        count=count,
        total=yuan_face(sums.total_due, words),
        day=date_face(day, words),
        growth=yuan_face(sums.per_diem, words),
    )
    left = sums.cases - sums.counted
    if left:
        note = words.plural(
            "{count} unfinished debt is not counted",
            "{count} unfinished debts are not counted",
            left,
        )
        text = words.listing([text, note])
    return text


def copied_title(title: str, words: Words) -> str:
    """Return the title of a copy."""
    return words("{title} (copy)", title=title[:_LONGEST] or words("Untitled debt"))


def stage_rank(row: CaseRow) -> int:
    """Return how far a case has gone: 0 where nothing is overdue, 5 at the last stage."""
    if row.figures is None:
        return 0
    kind = LenderKind(row.lender_kind) if row.lender_kind in tuple(LenderKind) else LenderKind.BANK
    stages = [stage.id for stage in current_rules().ladder_for(kind).ladder.stages]
    return stages.index(row.figures.stage) if row.figures.stage in stages else 0


def row_document(row: CaseRow) -> dict[str, Any]:
    """Return a row as the command line prints it in JSON; amounts in yuan, as text."""
    figures = row.figures
    return {
        "id": row.id,
        "title": row.title,
        "lender": row.lender,
        "lender_kind": row.lender_kind,
        "place": str(row.place),
        "origin": row.origin,
        "created_on": row.created_on.isoformat(),
        "changed_on": row.changed_on.isoformat(),
        "is_finished": row.is_whole,
        "calculated_on": figures.calculated_on.isoformat() if figures else None,
        "total_due": money_text(figures.total_due) if figures else None,
        "per_diem": money_text(figures.per_diem) if figures else None,
        "days_overdue": figures.days_overdue if figures else None,
        "stage": figures.stage if figures else None,
        "next_stage": (figures.next_stage or None) if figures else None,
        "next_on": figures.next_on.isoformat() if figures and figures.next_on else None,
    }


def moved_rows(book: CaseBook, rows: Sequence[CaseRow], place: Place) -> list[CaseRow]:
    """Put cases into another place and return their rows as they are then."""
    book.move([row.id for row in rows], place)
    found = [book.row(row.id) for row in rows]
    return [row for row in found if row is not None]
