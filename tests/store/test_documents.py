"""What a file of cases may hold, and cases as files of their own."""

import json
from pathlib import Path

import pytest
from tests.helpers.builders import a_case, a_document, day
from tests.helpers.refusals import json_refusal, problems_of

from faxi.engine.problems import CaseError
from faxi.store import documents
from faxi.store.case_file import read_case
from faxi.store.documents import Entry, case_bytes, load_case, read_entries, save_case
from faxi.store.files import FileError
from faxi.store.json_text import MAX_BYTES

CASE = read_case(a_document())


def _entries(document: object) -> list[Entry]:
    return read_entries(json.dumps(document).encode())


def _problems(document: object) -> list[tuple[int | None, str, str]]:
    """Return position, path and code of every problem."""
    return [
        (entry.position, problem.where, problem.code)
        for entry in _entries(document)
        for problem in entry.problems
    ]


# What a file may hold


def test_one_case() -> None:
    assert _entries(a_document()) == [Entry(None, CASE, None, ())]


def test_a_list_of_cases() -> None:
    other = a_document(title="other")
    assert [(entry.position, entry.case) for entry in _entries([a_document(), other])] == [
        (0, CASE),
        (1, read_case(other)),
    ]


def test_a_list_of_one_is_a_list() -> None:
    assert [entry.position for entry in _entries([a_document()])] == [0]


def test_pairs_with_their_cut_off() -> None:
    pairs = [{"case": a_document(), "as_of": "2025-12-31"}, {"case": a_document()}]
    assert [entry.as_of for entry in _entries(pairs)] == [day("2025-12-31"), None]


def test_what_vector_files_add_is_ignored() -> None:
    pair = {"id": 1, "source": None, "note": [1.5], "expect": {"total_due": 0.1}}
    (entry,) = _entries([{"case": a_document(), "as_of": "2025-12-31", **pair}])
    assert entry.case == CASE


def test_a_pair_alone() -> None:
    (entry,) = _entries({"case": a_document(), "as_of": "2025-12-31"})
    assert (entry.position, entry.as_of) == (None, day("2025-12-31"))


def test_cases_and_pairs_may_be_mixed() -> None:
    entries = _entries([a_document(), {"case": a_document(), "as_of": "2025-12-31"}])
    assert [entry.as_of for entry in entries] == [None, day("2025-12-31")]


# What is refused


def test_an_empty_list() -> None:
    assert [p.code for p in problems_of(lambda: read_entries(b"[]"))] == ["list_empty"]


def test_no_json() -> None:
    assert problems_of(lambda: read_entries(b"{")) == (json_refusal(b"{"),)


@pytest.mark.parametrize("document", [None, 5, "case", True])
def test_neither_case_nor_list(document: object) -> None:
    assert _problems(document) == [(None, "", "object_needed")]


def test_lists_in_lists() -> None:
    assert _problems([[a_document()]]) == [(0, "", "object_needed")]


@pytest.mark.parametrize("as_of", ["2025-02-30", "20251231", "today", "", 20251231, None, [], 1.5])
def test_a_bad_cut_off(as_of: object) -> None:
    assert _problems([{"case": a_document(), "as_of": as_of}]) == [(0, "as_of", "date_unreadable")]


def test_an_entry_with_problems_has_no_case() -> None:
    (entry,) = _entries([{"case": a_document(), "as_of": "x"}])
    assert (entry.case, entry.as_of) == (None, None)


def test_unknown_keys_of_a_pair() -> None:
    pair = {"case": a_document(), "as-of": "2025-12-31", "\x1b": 1}
    assert _problems([pair]) == [(0, "as-of", "key_unknown"), (0, "\\x1b", "key_unknown")]


def test_the_problems_of_pair_and_case_come_together() -> None:
    pair = {"case": a_document(grace={"days": -1}), "as_of": "x", "more": 1}
    assert {where for _, where, _ in _problems([pair])} == {"as_of", "more", "grace.days"}


def test_a_bad_entry_leaves_the_others_alone() -> None:
    good, bad, last = _entries([a_document(), None, a_document()])
    assert (good.case, bad.case, last.case) == (CASE, None, CASE)
    assert (bad.position, last.position) == (1, 2)


def test_a_pair_without_a_case_is_a_case_with_unknown_keys() -> None:
    codes = {where: code for _, where, code in _problems([{"as_of": "2025-12-31"}])}
    assert codes["as_of"] == "key_unknown"
    assert codes["format"] == "key_missing"


# Files


def test_a_case_is_saved_and_loaded(tmp_path: Path) -> None:
    path = tmp_path / "案件.json"
    save_case(path, CASE)
    assert load_case(path) == CASE
    assert path.read_bytes() == case_bytes(CASE)


def test_a_file_is_readable_text() -> None:
    text = case_bytes(a_case(title="某银行消费贷")).decode()
    assert '  "title": "某银行消费贷",\n' in text
    assert text.endswith("}\n")
    assert "\r" not in text


def test_the_same_case_gives_the_same_bytes() -> None:
    assert case_bytes(read_case(a_document())) == case_bytes(CASE)


def test_a_case_that_would_not_read_back_is_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.json"
    save_case(path, CASE)
    monkeypatch.setattr(documents, "read_case", lambda _: CASE)
    with pytest.raises(AssertionError):
        save_case(path, a_case())
    assert load_case(path) == CASE


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ([a_document(), a_document()], "one_case_needed"),
        ([], "list_empty"),
        (a_document(version=2), "version_newer"),
        (a_document(format="faxi-summary"), "value_unknown"),
    ],
)
def test_what_cannot_be_loaded(tmp_path: Path, document: object, code: str) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        load_case(path)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        load_case(tmp_path / "no.json")
    assert caught.value.problem.code == "file_missing"


def test_a_file_too_large_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES * 2)
    assert [p.code for p in problems_of(lambda: load_case(path))] == ["file_too_large"]
