"""Reads what can still be read of a damaged database, case by case, without touching the file."""

import contextlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from faxi.store.backups import SALVAGE
from faxi.store.database import DATABASE, BookError, DamageError, Database, make_private
from faxi.store.rows import (
    MOST_STATES,
    SEALED,
    State,
    digest_of,
    new_number,
    unpacked,
    write_columns,
    write_states,
)
from faxi.store.schema import upgrade

_MOST_GUESSED = 20_000  # cases looked for one by one where the file cannot say how many it has

_PAGE_COUNT = slice(28, 32)  # in the header of the file
_FREE_LIST = slice(32, 40)
_COUNTERS = slice(92, 100)


class Salvaged(NamedTuple):
    """One case that could be read; its states oldest first."""

    uid: str
    revision: int
    columns: Mapping[str, Any]
    states: tuple[State, ...]


class Salvage(NamedTuple):
    """Everything that could be read, and the numbers of the cases that could not."""

    cases: list[Salvaged]
    unread: set[int]


def salvage(damaged: Path, uids: Mapping[int, str]) -> Salvage:
    """Return what a damaged database still holds.

    Args:
        uids: The uid of each case as the newest backup knows it, where the file has lost it.
    """
    best = Salvage([], set())
    with tempfile.TemporaryDirectory(dir=damaged.parent, prefix=SALVAGE) as folder:
        for number, prepare in enumerate((_as_it_is, _without_log, _with_new_first_page)):
            copy = Path(folder) / f"{number}.sqlite3"
            with contextlib.suppress(OSError, sqlite3.Error, BookError, DamageError):
                prepare(damaged, copy)
                found = _read_all(copy, uids)
                if len(found.cases) > len(best.cases) or not best.cases:
                    best = found if found.cases or found.unread else best
            if best.cases and not best.unread:
                break
    return best


def _as_it_is(damaged: Path, copy: Path) -> None:
    _without_log(damaged, copy)
    log = damaged.with_name(damaged.name + "-wal")
    if log.exists():
        shutil.copyfile(log, copy.with_name(copy.name + "-wal"))


def _without_log(damaged: Path, copy: Path) -> None:
    make_private(copy)
    shutil.copyfile(damaged, copy)


def _with_new_first_page(damaged: Path, copy: Path) -> None:
    """Give the file the first page of an empty book; all books' tables begin on the same pages."""
    empty = copy.with_name(f"empty-{DATABASE}")
    make_private(empty)
    database = Database(empty)
    upgrade(database, lambda _: None)
    database.checkpoint()
    database.connection.execute("PRAGMA journal_mode = DELETE")
    size = database.connection.execute("PRAGMA page_size").fetchone()[0]
    database.close()
    first = bytearray(empty.read_bytes()[:size])
    content = damaged.read_bytes()
    content += bytes(-len(content) % size)
    first[_PAGE_COUNT] = (len(content) // size).to_bytes(4, "big")
    first[_FREE_LIST] = bytes(8)
    first[_COUNTERS] = first[24:28] + first[96:100]  # the page count holds for this very change
    make_private(copy)
    copy.write_bytes(bytes(first) + content[size:])


def _read_all(path: Path, uids: Mapping[int, str]) -> Salvage:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.text_factory = lambda data: data.decode(errors="replace")
    try:
        return _read_each(connection, uids)
    finally:
        connection.close()


def _read_each(connection: sqlite3.Connection, uids: Mapping[int, str]) -> Salvage:
    cases, unread = [], set()
    for case_id, is_certain in _numbers(connection, uids):
        rows, is_broken = _tried(connection, "SELECT * FROM cases WHERE id = ?", case_id)
        columns = dict(rows[0]) if rows else {}
        states = tuple(_states(connection, case_id))
        case = _case(columns, states, uids.get(case_id))
        if case is not None:
            cases.append(case)
        elif is_certain or is_broken or columns or states:
            unread.add(case_id)
    return Salvage(cases, unread)


def _numbers(connection: sqlite3.Connection, uids: Mapping[int, str]) -> Iterator[tuple[int, bool]]:
    """Yield the numbers a case may have, and whether there certainly was one."""
    seen = set(uids)
    for query in (
        "SELECT id FROM cases ORDER BY id",
        "SELECT id FROM cases ORDER BY id DESC",
        "SELECT DISTINCT case_id FROM states",
        "SELECT rowid FROM cases NOT INDEXED",
    ):
        seen.update(row[0] for row in _tried(connection, query)[0] if isinstance(row[0], int))
    top = max(seen, default=0)
    query = "SELECT seq FROM sqlite_sequence WHERE name = 'cases'"
    known = [row[0] for row in _tried(connection, query)[0] if isinstance(row[0], int)]
    # Past a broken page the numbers cannot be listed, but each can still be looked for.
    for number in range(1, min(max([top, *known]), top + _MOST_GUESSED) + 1):
        yield number, number in seen


def _tried(
    connection: sqlite3.Connection, query: str, *values: object
) -> tuple[list[sqlite3.Row], bool]:
    """Return the rows of a query up to where the file is broken, and whether it is."""
    rows: list[sqlite3.Row] = []
    try:
        for row in connection.execute(query, values):
            rows.append(row)  # noqa: PERF402 - what came before an error counts
    except sqlite3.Error:
        return rows, True
    return rows, False


def _states(connection: sqlite3.Connection, case_id: int) -> Iterator[State]:
    query = "SELECT position, name, draft FROM states WHERE case_id = ? ORDER BY position"
    rows = _tried(connection, query, case_id)[0]
    rows += _tried(connection, f"{query} DESC LIMIT {MOST_STATES}", case_id)[0]
    by_position = {row["position"]: row for row in rows if isinstance(row["position"], int)}
    for position in sorted(by_position):
        with contextlib.suppress(DamageError, ValueError):
            draft = unpacked(by_position[position]["draft"])
            json.loads(draft)
            yield State(position, str(by_position[position]["name"]), draft)


def _case(
    columns: dict[str, Any], states: tuple[State, ...], known_uid: str | None
) -> Salvaged | None:
    """Return a case as its row has it, else as its newest state does, else ``None``."""
    uid, revision = columns.get("uid", known_uid), columns.get("revision", 0)
    if not isinstance(uid, str) or not isinstance(revision, int):
        return None
    digest = digest_of(columns.get(name) for name in SEALED)
    if columns and digest == columns.get("digest"):
        return Salvaged(uid, revision, columns, states)
    if not states:
        return None
    # What the digest does not vouch for is left to be read out of the state again.
    trusted = {name: columns.get(name) for name in ("place", "created_on", "changed_on")}
    last = {"draft": states[-1].draft, "position": states[-1].position}
    return Salvaged(uid, revision, {**trusted, **last}, states)


_DEFAULTS: Mapping[str, Any] = {
    "place": "list",
    "title": "",
    "lender": "",
    "lender_kind": "",
    "origin": "",
    "created_on": "2000-01-01",
    "changed_on": "2000-01-01",
    "is_whole": 0,
    "position": 0,
}
_FIGURES = frozenset(
    {"calculated_on", "total_due", "per_diem", "days_overdue", "stage", "next_stage", "next_on"}
)


def put_back(connection: sqlite3.Connection, case: Salvaged) -> None:
    """Write a salvaged case into a sound book; its figures are left to be calculated anew."""
    values = {name: case.columns.get(name) or _DEFAULTS.get(name) for name in SEALED}
    values |= dict.fromkeys(_FIGURES)
    values |= {"uid": case.uid, "revision": case.revision}
    if values["place"] not in {"list", "archive", "trash"}:
        values["place"] = "list"
    for name in ("created_on", "changed_on", "trashed_on"):
        values[name] = _day_text(values[name], _DEFAULTS.get(name))
    states = case.states or (State(int(values["position"] or 0), "", str(values["draft"])),)
    if values["position"] not in {state.position for state in states}:
        values["position"] = states[-1].position
    connection.execute("DELETE FROM cases WHERE uid = ?", (case.uid,))
    case_id = new_number(connection, case.uid)
    write_columns(connection, case_id, [values[name] for name in SEALED])
    write_states(connection, case_id, states)


def _day_text(value: object, otherwise: object) -> object:
    with contextlib.suppress(ValueError, TypeError):
        return date.fromisoformat(str(value)).isoformat() if value is not None else otherwise
    return otherwise
