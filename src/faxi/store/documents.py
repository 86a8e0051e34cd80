"""What a file of cases may hold: a case, a list of cases, or a list of cases with cut-off dates."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from faxi.engine.case import Case
from faxi.engine.days import parse_date
from faxi.engine.problems import CaseError, Problem
from faxi.store.case_dump import dump_case
from faxi.store.case_file import read_case
from faxi.store.files import read_file, write_file
from faxi.store.json_text import MAX_BYTES, parse_json, shown

# Beside a case in a vector file; the last four are for its readers only.
_PAIR_KEYS = ("case", "as_of", "id", "source", "note", "expect")


class Entry(NamedTuple):
    """One case of a file, read or refused.

    Attributes:
        position: Position in a list, ``None`` for a file that is one case.
        case: ``None`` if it has problems.
        as_of: The cut-off date that came with it, if one did.
    """

    position: int | None
    case: Case | None
    as_of: date | None
    problems: tuple[Problem, ...]


def read_entries(data: bytes) -> list[Entry]:
    """Return every case of a file's content, in order.

    Raises:
        CaseError: The content is not JSON that could hold cases.
    """
    document = parse_json(data)
    if isinstance(document, list):
        if not document:
            raise CaseError([Problem("list_empty")])
        return [_entry(index, item) for index, item in enumerate(document)]
    return [_entry(None, document)]


def _entry(index: int | None, item: object) -> Entry:
    problems: list[Problem] = []
    as_of = None
    if isinstance(item, Mapping) and "case" in item:
        problems += _pair_problems(item)
        if "as_of" in item and not problems:
            as_of = parse_date(str(item["as_of"]))
        item = item["case"]
    try:
        case = read_case(item)
    except CaseError as error:
        return Entry(index, None, as_of, (*problems, *error.problems))
    return Entry(index, case if not problems else None, as_of, tuple(problems))


def _pair_problems(pair: Mapping[str, object]) -> Iterator[Problem]:
    for key in pair:
        if key not in _PAIR_KEYS:
            yield Problem("key_unknown", shown(key), {"key": shown(key), "suggestion": ""})
    given = pair.get("as_of")
    if "as_of" not in pair:
        return
    try:
        parse_date(given if isinstance(given, str) else "")
    except ValueError:
        yield Problem("date_unreadable", "as_of", {"value": shown(given)})


def load_case(path: Path) -> Case:
    """Return the one case of a file.

    Raises:
        FileError: The file cannot be read.
        CaseError: It does not hold exactly one case without problems.
    """
    entries = read_entries(read_file(path, MAX_BYTES))
    if len(entries) != 1:
        raise CaseError([Problem("one_case_needed", "", {"count": len(entries)})])
    if entries[0].case is None:
        raise CaseError(entries[0].problems)
    return entries[0].case


def case_bytes(case: Case) -> bytes:
    """Return the content of a case's file."""
    return (json.dumps(dump_case(case), ensure_ascii=False, indent=2) + "\n").encode()


def save_case(path: Path, case: Case) -> None:
    """Write a case to a file, after checking that it reads back as the same case.

    Raises:
        FileError: The file cannot be written; an old one stays whole.
    """
    content = case_bytes(case)
    if read_case(parse_json(content)) != case:
        raise AssertionError("a case must read back as it was written")
    write_file(path, content)
