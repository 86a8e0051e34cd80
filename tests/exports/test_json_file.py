"""The exported JSON: the case reads back as the same case, and the stamp can be checked."""

import hashlib
import json
from typing import Any

from tests.helpers.commands import a_loan
from tests.helpers.summaries import case_of, statement_of, summary_in

from faxi import __version__
from faxi.app.statements import calculate_case
from faxi.exports.json_file import write_json
from faxi.store.case_file import read_case
from faxi.store.documents import case_bytes


def written(name: str, lang: str = "zh") -> bytes:
    summary = summary_in(name, lang)
    return write_json(summary.stamp, summary.case_document, summary.statement_document)


def document(name: str, lang: str = "zh") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(name, lang))
    return found


def test_it_has_these_keys(name: str) -> None:
    found = document(name)
    assert list(found) == ["format", "version", "stamp", "case", "statement"]
    assert (found["format"], found["version"]) == ("faxi-summary", 1)


def test_the_case_reads_back_as_the_same_case(name: str) -> None:
    assert read_case(document(name)["case"]) == case_of(name)


def test_the_case_calculates_to_the_same_statement(name: str) -> None:
    again = calculate_case(read_case(document(name)["case"]), statement_of(name).as_of)
    assert again == statement_of(name)


def test_the_statement_is_the_one_of_the_command_line(name: str) -> None:
    assert document(name)["statement"] == summary_in(name, "zh").statement_document


def test_the_stamp_can_be_checked(name: str) -> None:
    digest = hashlib.sha256(case_bytes(case_of(name))).hexdigest()
    assert document(name)["stamp"] == {
        "program": f"faxi {__version__}",
        "checked_on": {"lpr_1y": "2026-09-20"},
        "case_sha256": digest,
    }


def test_it_is_utf8_that_people_can_read() -> None:
    content = written("plain")
    assert content.endswith(b"}\n")
    assert b"\r" not in content
    assert "某银行消费贷".encode() in content


def test_reserved_keys_are_kept() -> None:
    case = read_case(a_loan(borrower={"name": "张三"}, schedule={"rate": [1, None]}))
    kept = json.loads(case_bytes(case))
    assert (kept["borrower"], kept["schedule"]) == ({"name": "张三"}, {"rate": [1, None]})
