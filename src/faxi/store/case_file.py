"""Case files: JSON text to an engine case with every problem found, and back."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from faxi.engine import events
from faxi.engine.case import Case, contradictions
from faxi.engine.problems import CaseError, Problem
from faxi.engine.schedule import Method
from faxi.store.case_dump import FORMAT, VERSION
from faxi.store.json_text import shown
from faxi.store.shapes import EVENT_SHAPES, INTEREST_ONLY, KEY_SHAPES, RESERVED_SHAPES

# pydantic's own error types, and our code for each; ours pass through.
_CODES = {
    "missing": "key_missing",
    "extra_forbidden": "key_unknown",
    "enum": "value_unknown",
    "literal_error": "value_unknown",
    "string_unicode": "text_broken",
    "int_type": "whole_number_needed",
    "bool_type": "true_false_needed",
    "tuple_type": "list_needed",
    "list_type": "list_needed",
    "model_type": "object_needed",
    "model_attributes_type": "object_needed",
    "dict_type": "object_needed",
    "greater_than_equal": "number_out_of_range",
    "less_than_equal": "number_out_of_range",
}


def read_case(document: object) -> Case:
    """Return the case a parsed JSON document holds.

    Raises:
        CaseError: With every problem of the document, each with the path of its key.
    """
    problems: list[Problem] = []
    if not isinstance(document, Mapping):
        raise CaseError([Problem("object_needed", "", {"value": shown(document)})])
    problems += _head_problems(document)
    given: dict[str, Any] = {"contract_rate": None, "contract_date": None}
    reserved: dict[str, Any] = {}
    # Only a schedule explains an instalment without principal.
    context = {INTEREST_ONLY: _has_schedule(document)}
    for key, value in document.items():
        if key in KEY_SHAPES:
            given.pop(key, None)
            found, built = _read_key(KEY_SHAPES[key], key, value, context)
            if not found:
                given[key] = built
            problems += found
        elif key == "events":
            found, given["events"] = _read_events(value)
            problems += found
        elif key in RESERVED_SHAPES:
            problems += _read_key(RESERVED_SHAPES[key], key, value)[0]
            reserved[key] = value
        elif key not in {"format", "version"}:
            problems.append(
                _unknown_key("", str(key), [*KEY_SHAPES, "events", "format", "version"])
            )
    problems += [
        Problem("key_missing", key) for key in ("penalty", "instalments") if key not in document
    ]
    problems += contradictions(given)
    if problems:
        raise CaseError(problems)
    return Case(**given, reserved=reserved)


def _head_problems(document: Mapping[str, object]) -> Iterator[Problem]:
    for key in ("format", "version"):
        if key not in document:
            yield Problem("key_missing", key)
    if document.get("format", FORMAT) != FORMAT:
        accepted = {"value": shown(document["format"]), "accepted": FORMAT}
        yield Problem("value_unknown", "format", accepted)
    version = document.get("version", VERSION)
    if type(version) is not int or version < 1:
        yield Problem(
            "value_unknown", "version", {"value": shown(version), "accepted": str(VERSION)}
        )
    elif version > VERSION:
        yield Problem("version_newer", "version", {"file": shown(version), "program": VERSION})


def _read_events(value: object) -> tuple[list[Problem], tuple[events.Event | None, ...]]:
    """Return the problems of all events, and each event or ``None`` if it could not be read."""
    if not isinstance(value, list):
        return [Problem("list_needed", "events", {"value": shown(value)})], ()
    problems: list[Problem] = []
    built: list[events.Event | None] = []
    for index, item in enumerate(value):
        where = f"events[{index}]"
        kind = item.get("kind") if isinstance(item, Mapping) else None
        built.append(None)
        if not isinstance(item, Mapping):
            problems.append(Problem("object_needed", where, {"value": shown(item)}))
        elif "kind" not in item:
            problems.append(Problem("key_missing", f"{where}.kind"))
        elif not isinstance(kind, str) or kind not in EVENT_SHAPES:
            accepted = ", ".join(EVENT_SHAPES)
            params = {"value": shown(kind), "accepted": accepted}
            problems.append(Problem("value_unknown", f"{where}.kind", params))
        else:
            found, built[-1] = _read_key(EVENT_SHAPES[kind], where, item)
            problems += found
    return problems, tuple(built)


def _has_schedule(document: Mapping[str, object]) -> bool:
    """Tell whether a document says how its instalments came about."""
    schedule = document.get("schedule")
    return isinstance(schedule, Mapping) and schedule.get("method") in tuple(Method)


def _read_key(
    shape: TypeAdapter[Any], where: str, value: object, context: Mapping[str, bool] | None = None
) -> tuple[list[Problem], Any]:
    try:
        read = shape.validate_python(value, context=context)
    except ValidationError as error:
        return [problem_of(where, entry) for entry in error.errors(include_url=False)], None
    return [], _build(read)


def _build(read: Any) -> Any:
    if type(read) is tuple:  # a rate is a named tuple, and whole
        return tuple(_build(item) for item in read)
    return read.build() if isinstance(read, BaseModel) and hasattr(read, "build") else read


def problem_of(where: str, entry: Mapping[str, Any]) -> Problem:
    """Return our problem for one of pydantic's, found at or below a path."""
    kind, context = entry["type"], dict(entry.get("ctx") or {})
    for step in entry["loc"]:
        where += f"[{step}]" if isinstance(step, int) else f".{shown(step)}"
    code = _CODES.get(kind, kind)
    if code == "value_unknown" and "accepted" not in context:
        accepted = str(context.pop("expected", "")).replace("'", "").replace(" or ", ", ")
        context = {"value": shown(entry["input"]), "accepted": accepted}
    elif code in {"whole_number_needed", "true_false_needed", "list_needed", "object_needed"}:
        context = {"value": shown(entry["input"])}
    elif code == "key_unknown":
        context = {"key": shown(entry["loc"][-1]), "suggestion": ""}
    elif code == "number_out_of_range":
        limit = context.get("ge", context.get("le"))
        context = {"value": shown(entry["input"]), "limit": limit}
    return Problem(code, where, context)


def _unknown_key(where: str, key: str, known: list[str]) -> Problem:
    key = shown(key)
    close = difflib.get_close_matches(key, known, n=1)
    return Problem(
        "key_unknown", f"{where}{key}", {"key": key, "suggestion": close[0] if close else ""}
    )
