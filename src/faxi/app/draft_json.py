"""Drafts as JSON text for the book: every field by its type, so that new fields need no code here.

A field this program does not know is handed back, to be written again beside those it knows.
"""

import json
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, NamedTuple, Union, get_args, get_origin

from faxi.app.drafts import Draft, draft_of
from faxi.engine.case import Case
from faxi.engine.problems import CaseError
from faxi.store.case_dump import dump_case

VERSION = 1
_KIND = "is"  # names the class where a type leaves a choice
_UNREADABLE = (ValueError, TypeError, KeyError, CaseError)


class DraftText(NamedTuple):
    """A draft as the book holds it.

    Attributes:
        unknown: Fields of another version of the program, as they were.
    """

    draft: Draft
    unknown: Mapping[str, Any]


def draft_text(draft: Draft, today: date, unknown: Mapping[str, Any] | None = None) -> str:
    """Return a draft as JSON text; a cut-off of today is left open, to be tomorrow's tomorrow."""
    if draft.as_of == today.isoformat():
        draft = draft._replace(as_of="")
    values = {name: _plain(value) for name, value in draft._asdict().items()}
    known = {key: value for key, value in (unknown or {}).items() if key not in values}
    return json.dumps({"version": VERSION, "fields": {**known, **values}})


def read_draft_text(text: str, today: date) -> DraftText:
    """Return the draft a text holds; a field that cannot be read is as in a new draft.

    Raises:
        ValueError: The text is no draft at all.
    """
    payload = json.loads(text)
    given = payload.get("fields") if isinstance(payload, dict) else None
    if not isinstance(given, dict):
        raise ValueError("not a draft")  # noqa: TRY004 - what a text holds is no type
    known: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    for name, value in given.items():
        kind = _types(Draft).get(name)
        if kind is None:
            unknown[name] = value
            continue
        try:
            known[name] = _value(value, kind)
        except _UNREADABLE:
            unknown[name] = value
    # A field that is newer than the text can only be in the case the draft began with.
    rest = known.get("rest")
    base = draft_of(rest, today)._asdict() if rest is not None else {}
    draft = Draft(**{**base, **known})
    return DraftText(draft if draft.as_of else draft._replace(as_of=today.isoformat()), unknown)


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, Case):
        return dump_case(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) or hasattr(value, "_fields"):
        kind: Any = type(value)
        names = _types(kind)
        return {_KIND: type(value).__name__, **{n: _plain(getattr(value, n)) for n in names}}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value


@cache
def _types(kind: Any) -> dict[str, Any]:
    """Return the types of a class's fields by name."""
    hints = typing.get_type_hints(kind)
    if is_dataclass(kind):
        return {each.name: hints[each.name] for each in fields(kind)}
    return {name: hints[name] for name in getattr(kind, "_fields", ())}


def _value(value: Any, kind: Any) -> Any:
    """Return the value of a type that a plain one stands for.

    Raises:
        ValueError: It stands for none; so do the other errors of ``_UNREADABLE``.
    """
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _choice(value, get_args(kind))
    if origin is tuple:
        return _tuple(value, get_args(kind))
    # Also a mapping or list of plain values.
    return value if kind in (Any, object) or origin is not None else _of_class(value, kind)


def _of_class(value: Any, kind: Any) -> Any:
    """Return the value of a class that a plain one stands for; raises as ``_value`` does."""
    if kind is Case:
        from faxi.store.case_file import read_case  # noqa: PLC0415 - pydantic only for a file

        return read_case(value)
    if issubclass(kind, Enum):
        return kind(value)
    if kind is date:
        return date.fromisoformat(value)
    if names := _types(kind):
        given = {n: _value(value[n], names[n]) for n in names if n in value}
        return kind(**given)
    if type(value) is not kind:
        raise ValueError(f"{value!r} is no {kind}")
    return value


def _choice(value: Any, kinds: tuple[Any, ...]) -> Any:
    if value is None and type(None) in kinds:
        return None
    name = value.get(_KIND) if isinstance(value, Mapping) else None
    named = [kind for kind in kinds if getattr(kind, "__name__", "") == name]
    problem: Exception = ValueError(f"{value!r} is none of {kinds}")
    for kind in named or [kind for kind in kinds if kind is not type(None)]:
        try:
            return _value(value, kind)
        except _UNREADABLE as error:
            problem = error
    raise problem


def _tuple(value: Any, kinds: tuple[Any, ...]) -> Any:
    if not isinstance(value, list):
        raise TypeError("not a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_value(item, kinds[0]) for item in value)
    return tuple(_value(item, kind) for item, kind in zip(value, kinds, strict=True))
