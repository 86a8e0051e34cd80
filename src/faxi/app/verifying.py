"""Recalculates an exported summary and compares it with itself, figure by figure."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from faxi.app.stamps import PROGRAM, case_digest, series_used
from faxi.app.statements import calculate_case
from faxi.app.summaries import document_of
from faxi.engine.case import Case
from faxi.engine.days import parse_date
from faxi.engine.problems import CaseError, Problem
from faxi.exports.json_file import FORMAT, VERSION
from faxi.exports.statement_json import VERSION as STATEMENT_VERSION
from faxi.store.case_file import read_case
from faxi.store.json_text import parse_json, shown
from faxi.text.words import Language, words_of

# Sentences and titles are worded anew by every version, and say nothing that is not also a figure.
_WORDED = frozenset({"message", "title", "name"})
_HEAD = ("format", "version")
# What the law says follows its data; it is compared only where the data is the same.
_LAW = ("checks", "milestones", "delay_interest", "warnings", "plans", "stage")
_TABLES = ("lines", "allocations")


class Finding(NamedTuple):
    """One part of the statement, and whether it still stands.

    Attributes:
        where: Its key: ``total_due``, ``lines[0]``, ``accrued``.
        differences: What the file says and what is found now, by key within it.
    """

    where: str
    differences: tuple[tuple[str, str, str], ...]

    @property
    def stands(self) -> bool:
        """Whether the file says what is found now."""
        return not self.differences


class Verification(NamedTuple):
    """What became of a summary when it was calculated again.

    Attributes:
        case: As it was read from the file.
        findings: Every part in the order of the file, the stamp's digest first.
        is_same_data: Whether program and rates are those of the file, so that what the law says
            was compared too.
    """

    case: Case
    as_of: date
    findings: tuple[Finding, ...]
    made_with: str
    is_same_data: bool

    @property
    def stands(self) -> bool:
        """Whether every part stands."""
        return all(finding.stands for finding in self.findings)


def verify(data: bytes) -> Verification:
    """Calculate the case of an exported summary again and compare.

    Raises:
        CaseError: It is no summary, one of a newer version, or its case cannot be calculated.
    """
    document = parse_json(data)
    if problems := list(_problems(document)):
        raise CaseError(problems)
    case = _case_of(document["case"])
    stamp, told = document["stamp"], document["statement"]
    as_of = parse_date(told["as_of"])
    statement = calculate_case(case, as_of)
    is_same = stamp.get("program") == PROGRAM and stamp.get("checked_on") == _checked_on()
    # The formulas are worded: whichever language the file was written in.
    found = [document_of(statement, words_of(language)) for language in Language]
    digest = str(stamp.get("case_sha256", ""))
    findings = [_finding("stamp.case_sha256", digest, (case_digest(case),))]
    findings += _findings(told, found, is_same=is_same)
    return Verification(case, as_of, tuple(findings), str(stamp.get("program", "")), is_same)


def _problems(document: object) -> Iterator[Problem]:
    if not isinstance(document, Mapping):
        yield Problem("object_needed", "", {"value": shown(document)})
        return
    if document.get("format") != FORMAT:
        told = {"value": shown(document.get("format")), "accepted": FORMAT}
        yield Problem("value_unknown", "format", told)
        return
    version = document.get("version")
    if type(version) is not int or version < 1:
        told = {"value": shown(version), "accepted": str(VERSION)}
        yield Problem("value_unknown", "version", told)
        return
    if version > VERSION:
        yield Problem("summary_newer", "version", {"file": version, "program": VERSION})
        return
    for key in ("stamp", "case", "statement"):
        if not isinstance(document.get(key), Mapping):
            code = "object_needed" if key in document else "key_missing"
            yield Problem(code, key, {"value": shown(document.get(key))} if key in document else {})
    yield from _statement_problems(document.get("statement"))


def _statement_problems(statement: object) -> Iterator[Problem]:
    if not isinstance(statement, Mapping):
        return
    version = statement.get("version")
    if type(version) is int and version > STATEMENT_VERSION:
        told = {"file": version, "program": STATEMENT_VERSION}
        yield Problem("summary_newer", "statement.version", told)
    given = statement.get("as_of")
    try:
        parse_date(given if isinstance(given, str) else "")
    except ValueError:
        yield Problem("date_unreadable", "statement.as_of", {"value": shown(given)})


def _case_of(document: object) -> Case:
    try:
        return read_case(document)
    except CaseError as error:
        raise CaseError(
            problem._replace(where=f"case.{problem.where}".rstrip("."))
            for problem in error.problems
        ) from error


def _checked_on() -> dict[str, str]:
    return {series.id: series.checked_on.isoformat() for series in series_used()}


def _findings(
    told: Mapping[str, Any], found: list[dict[str, Any]], *, is_same: bool
) -> Iterator[Finding]:
    # A later program may have added keys of its own.
    for key in dict.fromkeys([*found[0], *(told if is_same else ())]):
        if key in _HEAD or (key in _LAW and not is_same):
            continue
        now = tuple(document.get(key) for document in found)
        said = told.get(key)
        if key in _TABLES and isinstance(said, list):
            yield from _rows(key, said, now)
        else:
            yield _finding(key, said, now)


def _rows(key: str, told: list[Any], found: tuple[Any, ...]) -> Iterator[Finding]:
    for index in range(max(len(told), *map(len, found))):
        again = tuple(table[index] if index < len(table) else None for table in found)
        yield _finding(f"{key}[{index}]", told[index] if index < len(told) else None, again)


def _finding(where: str, told: object, found: tuple[Any, ...]) -> Finding:
    """Compare a value of the file with the same one found now, in either language."""
    flat_told = dict(_flat(told))
    flats = [dict(_flat(value)) for value in found]
    differences = []
    for path in dict.fromkeys([*flats[0], *flat_told]):
        said, now = flat_told.get(path), [flat.get(path) for flat in flats]
        if path.rpartition(".")[2] not in _WORDED and said not in now:
            differences.append((path, _face(said), _face(now[0])))
    return Finding(where, tuple(differences))


def _face(value: object) -> str:
    return "–" if value is None else shown(value)


def _flat(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield every plain value of a nested one with its path."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _flat(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _flat(item, f"{path}[{index}]")
    else:
        yield path, value
