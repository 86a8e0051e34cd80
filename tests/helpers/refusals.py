"""What is wrong with a document, as pairs of path and code."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from faxi.engine.problems import CaseError, Problem
from faxi.store.case_file import read_case
from faxi.store.json_text import parse_json
from faxi.text.messages import message_of
from faxi.text.words import Language, words_of

Value = TypeVar("Value")


def problems_of(read: Callable[[], object]) -> tuple[Problem, ...]:
    """Return the problems that reading raises; each must have its sentence."""
    with pytest.raises(CaseError) as caught:
        read()
    for problem in caught.value.problems:
        said = message_of(problem, words_of(Language.EN))
        assert said.isprintable(), said
        assert len(said) + len(problem.where) < 400
    return caught.value.problems


def refusals(document: object) -> list[tuple[str, str]]:
    """Return path and code of everything wrong with a case document."""
    return [(p.where, p.code) for p in problems_of(lambda: read_case(document))]


def json_refusal(data: bytes) -> Problem:
    """Return the one problem of bytes that are no JSON for us."""
    (problem,) = problems_of(lambda: parse_json(data))
    return problem


def outcome(read: Callable[[], Value]) -> tuple[Value | None, tuple[Problem, ...]]:
    """Return what reading gives, or the problems it raises; nothing else may be raised."""
    try:
        return read(), ()
    except CaseError as error:
        return None, error.problems
