"""The vector files: cases with the figures that other people's calculators or a reference found."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[1] / "cases"


@cache
def vectors() -> dict[str, dict[str, Any]]:
    """Return the entries of both files by their id."""
    entries = [
        entry
        for name in ("published", "reference")
        for entry in json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    ]
    by_id = {entry["id"]: entry for entry in entries}
    assert len(by_id) == len(entries)
    return by_id


def vector_params() -> list[Any]:
    """Return one test parameter per entry, named by its id."""
    return [pytest.param(entry, id=name) for name, entry in vectors().items()]


def figures(document: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Flatten nested values into ``path.to.key: value``."""
    flat: dict[str, Any] = {}
    for key, value in document.items():
        path = prefix + key
        flat |= figures(value, path + ".") if isinstance(value, dict) else {path: value}
    return flat


@cache
def published(identifier: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return inputs and expected figures of an entry on schedules, costs, fees or stages."""
    entries = json.loads((CASES / "other_published.json").read_text(encoding="utf-8"))
    entry = next(entry for entry in entries if entry["id"] == identifier)
    return entry["inputs"], entry["expected"]
