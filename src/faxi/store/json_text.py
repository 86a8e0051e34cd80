"""JSON text to plain values, safe against anything a file can contain."""

import json
from typing import Any, Self

from faxi.engine.problems import CaseError, Problem

MAX_BYTES = 32 * 2**20
MAX_TEXT = 20_000
_MAX_DEPTH = 100  # far below where writing or quoting a value would exhaust the stack


class _DuplicateKeyError(ValueError):
    pass


class _NotFiniteError(ValueError):
    pass


def parse_json(data: bytes, limit: int = MAX_BYTES) -> Any:
    """Return the value a JSON file holds; numbers with a point keep their text.

    Raises:
        CaseError: Too large, not UTF-8, not JSON, nested too deeply, a key given twice, or a number
            JSON does not have.
    """
    if len(data) > limit:
        raise CaseError([Problem("file_too_large", "", {"limit": limit // 2**20})])
    try:
        text = data.decode("utf-8-sig")
        value = json.loads(
            text,
            parse_float=PointNumber,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
        if not _is_deep(value):
            return value
        problem = Problem("nested_too_deeply")
    except UnicodeDecodeError:
        problem = Problem("not_utf8")
    except json.JSONDecodeError as error:
        problem = Problem("not_json", "", {"line": error.lineno, "column": error.colno})
    except RecursionError:
        problem = Problem("nested_too_deeply")
    except _DuplicateKeyError as error:
        problem = Problem("key_repeated", "", {"key": shown(str(error))})
    except _NotFiniteError as error:
        problem = Problem("number_not_finite", "", {"value": str(error)})
    except ValueError:  # an integer of more digits than Python reads
        problem = Problem("number_too_long")
    raise CaseError([problem])


def shown(value: object) -> str:
    """Return a value short enough to quote in a message, without what a terminal would obey."""
    write = json.dumps if value is None or isinstance(value, bool) else repr  # as the file has it
    text = value if isinstance(value, str) else write(value)
    text = text if len(text) <= 40 else text[:39] + "…"
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


class PointNumber(float):
    """A JSON number with a decimal point: only reserved keys keep it, elsewhere it is refused."""

    text: str

    def __new__(cls, text: str) -> Self:
        """Keep the text that was written."""
        self = super().__new__(cls, text)
        self.text = text[:40]
        return self

    def __repr__(self) -> str:
        return self.text


def _refuse_constant(text: str) -> Any:
    raise _NotFiniteError(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for name, value in pairs:
        if name in built:
            raise _DuplicateKeyError(name)
        built[name] = value
    return built


def _is_deep(value: Any) -> bool:
    """Tell whether a value is nested more than ``_MAX_DEPTH`` levels."""
    level = [value]
    for _ in range(_MAX_DEPTH):
        level = [
            item
            for parent in level
            if isinstance(parent, dict | list)
            for item in (parent.values() if isinstance(parent, dict) else parent)
        ]
    return bool(level)
