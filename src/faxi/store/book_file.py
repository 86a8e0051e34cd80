"""A whole book as one JSON file: every case with its history, archive and trash included."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from faxi.engine.problems import CaseError, Problem
from faxi.store.case_file import problem_of, read_case
from faxi.store.files import read_file
from faxi.store.json_text import parse_json, shown
from faxi.store.rows import Place, StoredCase
from faxi.store.shapes import DateIfGiven, Text

FORMAT = "faxi-book"
VERSION = 1
_MOST_BYTES = 2**30


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class StateShape(_Shape):
    """One state of a case: the edit's name and the form after it."""

    position: int = Field(ge=0, strict=True)
    name: Text
    draft: dict[str, Any]


class EntryShape(_Shape):
    """One case of the book; ``draft`` is what its form holds, ``case`` what that reads as."""

    uid: Text = ""
    place: Place = Place.LIST
    title: Text = ""
    origin: Text = ""
    created_on: DateIfGiven = None
    changed_on: DateIfGiven = None
    trashed_on: DateIfGiven = None
    position: int = Field(default=0, ge=0, strict=True)
    draft: dict[str, Any] | None = None
    case: dict[str, Any] | None = None
    states: list[StateShape] = []


def book_bytes(cases: Iterable[StoredCase]) -> bytes:
    """Return the content of a book's file."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "cases": [_entry(stored) for stored in cases],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def _entry(stored: StoredCase) -> dict[str, Any]:
    row = stored.row
    entry = {
        "uid": row.uid,
        "place": str(row.place),
        "title": row.title,
        "origin": row.origin,
        "created_on": row.created_on.isoformat(),
        "changed_on": row.changed_on.isoformat(),
        "trashed_on": row.trashed_on and row.trashed_on.isoformat(),
        "position": stored.position,
        "draft": json.loads(stored.draft),
        "case": json.loads(stored.document) if stored.document else None,
        "states": [
            {"position": state.position, "name": state.name, "draft": json.loads(state.draft)}
            for state in stored.states
        ],
    }
    return {key: value for key, value in entry.items() if value is not None}


def is_book(document: object) -> bool:
    """Tell whether a JSON document says that it is a book."""
    return isinstance(document, Mapping) and document.get("format") == FORMAT


def load_book(path: Path) -> Any:
    """Return the JSON document of a file that may be a book.

    Raises:
        FileError: The file cannot be read.
        CaseError: It is no JSON.
    """
    return parse_json(read_file(path, _MOST_BYTES), _MOST_BYTES)


def read_book(document: Mapping[str, Any]) -> list[EntryShape]:
    """Return the cases of a book's document.

    Raises:
        CaseError: With every problem found, each with the path of its key; then nothing is taken.
    """
    problems: list[Problem] = []
    version = document.get("version")
    if type(version) is not int or version < 1:
        params = {"value": shown(version), "accepted": str(VERSION)}
        problems.append(Problem("value_unknown", "version", params))
    elif version > VERSION:
        newer = {"file": version, "program": VERSION}
        raise CaseError([Problem("version_newer", "version", newer)])
    problems += [
        Problem("key_unknown", shown(key), {"key": shown(key), "suggestion": ""})
        for key in document.keys() - {"format", "version", "cases"}
    ]
    listed = document.get("cases")
    if not isinstance(listed, list):
        raise CaseError([*problems, Problem("list_needed", "cases", {"value": shown(listed)})])
    entries = []
    for index, item in enumerate(listed):
        entry = _read_entry(item, f"cases[{index}]", problems)
        if entry is not None:
            entries.append(entry)
    if problems:
        raise CaseError(problems)
    return entries


def _read_entry(item: object, where: str, problems: list[Problem]) -> EntryShape | None:
    try:
        entry = EntryShape.model_validate(item)
    except ValidationError as error:
        problems += [problem_of(where, each) for each in error.errors(include_url=False)]
        return None
    if entry.case is not None:
        try:
            read_case(entry.case)
        except CaseError as error:
            problems += [p._replace(where=f"{where}.case.{p.where}") for p in error.problems]
    elif entry.draft is None:
        problems.append(Problem("key_missing", f"{where}.case"))
    return entry
