"""Verifying an exported summary: what stands, what does not, and what is refused."""

import copy
import json
from typing import Any

import pytest
from tests.helpers.summaries import NAMES, summary_in

from faxi.app import verifying
from faxi.app.verifying import Verification, verify
from faxi.engine.problems import CaseError
from faxi.exports.formats import FORMATS


def exported(name: str = "eventful", lang: str = "zh") -> dict[str, Any]:
    document: dict[str, Any] = json.loads(FORMATS[".json"](summary_in(name, lang))[0])
    return copy.deepcopy(document)


def verified(document: dict[str, Any]) -> Verification:
    return verify(json.dumps(document).encode())


def faults(document: dict[str, Any]) -> list[str]:
    return [finding.where for finding in verified(document).findings if not finding.stands]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_exported_stands(name: str) -> None:
    for lang in ("zh", "en"):
        found = verified(exported(name, lang))
        assert found.stands
        assert found.is_same_data


def tampered(path: str, value: Any) -> dict[str, Any]:
    document = exported()
    *steps, last = path.split(".")
    place: Any = document
    for step in steps:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = value
    return document


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("statement.total_due", "1.00", "total_due"),
        ("statement.title", "别人", "title"),
        ("statement.lines.1.amount", "1.00", "lines[1]"),
        ("statement.lines.0.formula", "1 × 1", "lines[0]"),
        ("statement.accrued.costs", "0.00", "accrued"),
        ("statement.allocations.0.parts", [], "allocations[0]"),
        ("statement.stage.id", "gentle", "stage"),
        ("statement.checks", [], "checks"),
        ("statement.extra", 1, "extra"),
        ("stamp.case_sha256", "0" * 64, "stamp.case_sha256"),
        ("case.notes", "anders", "stamp.case_sha256"),
    ],
)
def test_what_was_changed_is_found(path: str, value: Any, where: str) -> None:
    assert faults(tampered(path, value)) == [where]


def test_a_changed_case_changes_its_digest_and_its_figures() -> None:
    found = faults(tampered("case.contract_rate", "20%/year"))
    assert {"stamp.case_sha256", "total_due", "lines[0]", "per_diem"} <= set(found)


@pytest.mark.parametrize("change", ["add", "drop"])
def test_a_line_too_many_or_too_few_is_found(change: str) -> None:
    document = exported()
    lines = document["statement"]["lines"]
    lines.append(lines[0]) if change == "add" else lines.pop()
    assert faults(document) == [f"lines[{len(lines) - (change == 'add')}]"]


def test_another_program_or_data_leaves_the_law_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "PROGRAM", "faxi 9.9.9")
    document = exported()
    document["statement"]["checks"] = []
    document["statement"]["new_key"] = 1
    found = verified(document)
    assert (found.stands, found.is_same_data) == (True, False)


@pytest.mark.parametrize(
    ("path", "value", "code", "where"),
    [
        ("version", 2, "summary_newer", "version"),
        ("version", "1", "value_unknown", "version"),
        ("version", True, "value_unknown", "version"),
        ("format", "faxi-case", "value_unknown", "format"),
        ("statement.version", 7, "summary_newer", "statement.version"),
        ("statement.as_of", "tomorrow", "date_unreadable", "statement.as_of"),
        ("statement", [], "object_needed", "statement"),
        ("case.penalty", {}, "key_missing", "case.penalty"),
        ("case.version", 9, "version_newer", "case.version"),
    ],
)
def test_what_cannot_be_verified_is_refused(path: str, value: Any, code: str, where: str) -> None:
    with pytest.raises(CaseError) as caught:
        verified(tampered(path, value))
    found = [(problem.code, problem.where) for problem in caught.value.problems]
    assert (code, where) in found or any(w.startswith(where) for _, w in found)


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"\xff", b'{"format": "faxi-summary"}'])
def test_rubbish_is_refused(data: bytes) -> None:
    with pytest.raises(CaseError):
        verify(data)
