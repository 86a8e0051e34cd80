"""Kills a process at random instants of random edits, and looks into the book after each kill.

Run by the tests in a process of its own; by hand for more rounds:

    python tests/helpers/killed.py FOLDER ROUNDS [SEED [SECONDS]]

Prints one JSON line: rounds, edits that were acknowledged, edits found lost, books found damaged.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from faxi.store.backups import back_up_daily, check
from faxi.store.book import Book
from faxi.store.recovery import open_book
from faxi.store.rows import Content, History, NewCase, Place, State

TODAY = date(2026, 11, 23)
LONGEST = 0.1  # seconds a child may live, unless said


def draft_of(value: int) -> str:
    """Return a draft that takes from nothing to several pages."""
    return json.dumps({"version": 1, "fields": {"title": f"{value} {'x' * (value * 997 % 9000)}"}})


def edit(book: Book, chance: random.Random, value: int) -> tuple[str, str, str]:
    """Do one random edit; return uid, place and draft as they are now."""
    rows = book.rows(*Place)
    draft = draft_of(value)
    content = Content(str(value), "", "bank", draft)
    kind = chance.choice(["add", "edit", "edit", "edit", "edit", "move"]) if rows else "add"
    if kind == "add" and len(rows) < 30:
        (row,) = book.add([NewCase(content, (State(0, "", draft),), 0)], TODAY)
        return row.uid, row.place, draft
    found = book.read(chance.choice(rows).id)
    if kind == "move":
        place = chance.choice(list(Place))
        book.move([found.row.id], place, TODAY)
        return found.row.uid, place, found.draft
    at = found.position + 1
    history = History(at, at - 1, (State(at, "edit", draft),))
    row = book.save(found.row.id, found.row.revision, content, history, TODAY)
    if value % 50 == 0:
        back_up_daily(book.database, book.database.path.parent, TODAY)
    return row.uid, row.place, draft


def work(folder: Path, seed: int, begin: int, pipe: int) -> None:
    """Edit until killed; say what is acknowledged as soon as it is."""
    book = open_book(folder, TODAY).book
    chance = random.Random(seed)
    for value in range(begin, begin + 10_000):
        os.write(pipe, (json.dumps(edit(book, chance, value)) + "\n").encode())


def acknowledged(pipe: int) -> Iterator[list[Any]]:
    """Yield what a killed child had said, but for a last line it could not finish."""
    with os.fdopen(pipe, "rb") as stream:
        for line in stream:
            if line.endswith(b"\n"):
                yield json.loads(line)


def round_of(folder: Path, seed: int, begin: int, longest: float) -> list[list[Any]]:
    """Start a child, kill it at a random instant, return what it acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        work(folder, seed, begin, writer)
    os.close(writer)
    time.sleep(random.Random(seed).random() * longest)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return list(acknowledged(reader))


def look(folder: Path, known: dict[str, tuple[str, str]]) -> tuple[int, bool]:
    """Return how many acknowledged edits are lost and whether the book is damaged."""
    opened = open_book(folder, TODAY, thoroughly=True)
    check(opened.book.database.connection, thoroughly=True)
    found = {each.row.uid: each for each in opened.book.dump()}
    lost, in_flight = 0, 0
    for uid, (place, draft) in known.items():
        stored = found.get(uid)
        if stored is None:
            lost += 1
        elif (stored.row.place, stored.draft) != (place, draft):
            # One edit may have become durable without having been acknowledged.
            is_newer = value_of(stored.draft) > value_of(draft) and stored.row.place == place
            in_flight += is_newer or stored.draft == draft
            lost += not (is_newer or stored.draft == draft)
    lost += max(0, in_flight - 1)
    for uid, each in found.items():
        known[uid] = each.row.place, each.draft
        states = {state.position: state.draft for state in each.states}
        lost += states.get(each.position) != each.draft
    opened.book.close()
    return lost, opened.recovery is not None


def value_of(draft: str) -> int:
    """Return the number of the edit that wrote a draft."""
    return int(json.loads(draft)["fields"]["title"].split()[0])


def main(folder: Path, rounds: int, seed: int, longest: float = LONGEST) -> dict[str, int]:
    """Kill and look as often as asked."""
    known: dict[str, tuple[str, str]] = {}
    edits = lost = damaged = 0
    for number in range(rounds):
        said = round_of(folder, seed + number, 1 + number * 10_000, longest)
        for uid, place, draft in said:
            known[uid] = place, draft
        missing, is_damaged = look(folder, known)
        edits, lost, damaged = edits + len(said), lost + missing, damaged + is_damaged
    return {"rounds": rounds, "edits": edits, "lost": lost, "damaged": damaged}


if __name__ == "__main__":
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    seconds = float(sys.argv[4]) if len(sys.argv) > 4 else LONGEST
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), seed, seconds)))
