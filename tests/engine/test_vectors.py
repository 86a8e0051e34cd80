"""The engine reproduces every figure of the vector files, to the fen."""

from datetime import date
from typing import Any

import pytest
from tests.helpers.builders import a_rulebook
from tests.helpers.vectors import figures, vector_params

from faxi.engine.calculate import calculate
from faxi.exports.statement_json import statement_document
from faxi.store.case_file import read_case
from faxi.text.words import Language, words_of


@pytest.mark.parametrize("entry", vector_params())
def test_engine_reproduces_vector(entry: dict[str, Any]) -> None:
    as_of = date.fromisoformat(entry["as_of"])
    statement = calculate(read_case(entry["case"]), as_of, a_rulebook())
    found = figures(statement_document(statement, words_of(Language.EN), ""))
    expected = figures(entry["expect"])
    assert {path: found.get(path) for path in expected} == expected
