"""The naive reference reproduces every published and every directed figure it knows."""

from typing import Any

import pytest
from tests.helpers.naive import naive_statement
from tests.helpers.vectors import figures, vector_params


@pytest.mark.parametrize("entry", vector_params())
def test_reference_reproduces_vector(entry: dict[str, Any]) -> None:
    found = figures(naive_statement(entry["case"], entry["as_of"]))
    expected = figures(entry["expect"])
    assert {path: found.get(path) for path in expected} == expected
