"""JSON text to plain values, safe against anything a file can contain."""

import json
from typing import Any, Self

from faxi.engine.problems import CaseError, Problem

MAX_BYTES = 32 * 2**20


class _DuplicateKeyError(ValueError):
    pass


class _NotFiniteError(ValueError):
    pass


def parse_json(data: bytes) -> Any:
    """Return the value a JSON file holds; numbers with a point stay text.

    Raises:
        CaseError: Too large, not UTF-8, not JSON, nested too deeply, a key given twice, or a number
            JSON does not have.
    """
    if len(data) > MAX_BYTES:
        raise CaseError([Problem("file_too_large", "", {"limit": MAX_BYTES // 2**20})])
    try:
        text = data.decode("utf-8-sig")
        return json.loads(
            text,
            parse_float=_refuse_point,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError:
        problem = Problem("not_utf8")
    except json.JSONDecodeError as error:
        problem = Problem("not_json", "", {"line": error.lineno, "column": error.colno})
    except RecursionError:
        problem = Problem("nested_too_deeply")
    except _DuplicateKeyError as error:
        problem = Problem("key_repeated", "", {"key": str(error)[:40]})
    except _NotFiniteError as error:
        problem = Problem("number_not_finite", "", {"value": str(error)})
    except ValueError:  # an integer of more digits than Python reads
        problem = Problem("number_too_long")
    raise CaseError([problem])


class PointNumber(float):
    """A JSON number with a decimal point: never used as a value, only to be refused by name."""

    text: str

    def __new__(cls, text: str) -> Self:
        """Keep the text that was written."""
        self = super().__new__(cls)
        self.text = text[:40]
        return self

    def __repr__(self) -> str:
        return self.text


def _refuse_point(text: str) -> PointNumber:
    return PointNumber(text)


def _refuse_constant(text: str) -> Any:
    raise _NotFiniteError(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    built = dict(pairs)
    if len(built) < len(pairs):
        names = [name for name, _ in pairs]
        raise _DuplicateKeyError(next(name for name in names if names.count(name) > 1))
    return built
