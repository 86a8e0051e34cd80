"""The whole book as one file: everything comes back; a bad file is refused whole."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.books import TODAY, added, edited, opened
from tests.helpers.commands import a_loan

from faxi.engine.problems import CaseError
from faxi.store.book_file import book_bytes, is_book, load_book, read_book
from faxi.store.rows import Place


def test_a_book_reads_back(tmp_path: Path) -> None:
    book = opened(tmp_path)
    first, second = added(book, "甲 \ud83d", "乙")
    edited(book, first, "丙")
    book.move([second.id], Place.TRASH, TODAY)
    path = tmp_path / "book.json"
    path.write_bytes(book_bytes(book.dump()))
    document = load_book(path)
    assert is_book(document)
    entries = read_book(document)
    assert [(e.uid, e.place, e.position) for e in entries] == [
        (first.uid, "list", 1),
        (second.uid, "trash", 0),
    ]
    assert [state.name for state in entries[0].states] == ["", "to 丙"]
    assert entries[1].trashed_on == TODAY


def a_book(*entries: Any, **keys: Any) -> dict[str, Any]:
    return {"format": "faxi-book", "version": 1, "cases": list(entries), **keys}


def test_a_book_written_by_hand_needs_only_cases() -> None:
    (entry,) = read_book(a_book({"case": a_loan()}))
    assert (entry.place, entry.draft, entry.states) == ("list", None, [])


@pytest.mark.parametrize(
    ("document", "where", "code"),
    [
        (a_book(version=2), "version", "version_newer"),
        (a_book(version="1"), "version", "value_unknown"),
        (a_book(colour=1), "colour", "key_unknown"),
        ({**a_book(), "cases": {}}, "cases", "list_needed"),
        (a_book([]), "cases[0]", "object_needed"),
        (a_book({}), "cases[0].case", "key_missing"),
        (a_book({"case": {}}), "cases[0].case.format", "key_missing"),
        (a_book({"case": a_loan(), "place": "sea"}), "cases[0].place", "value_unknown"),
        (a_book({"case": a_loan(), "when": 1}), "cases[0].when", "key_unknown"),
        (a_book({"case": a_loan(), "created_on": "1.1.25"}), "cases[0].created_on", "date_unread"),
        (a_book({"case": a_loan(), "position": -1}), "cases[0].position", "number_out_of_range"),
        (a_book({"draft": {}, "states": [1]}), "cases[0].states[0]", "object_needed"),
    ],
)
def test_a_bad_book_is_refused_by_path(document: dict[str, Any], where: str, code: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_book(json.loads(json.dumps(document)))
    found = {problem.where: problem.code for problem in caught.value.problems}
    assert found[where].startswith(code)
