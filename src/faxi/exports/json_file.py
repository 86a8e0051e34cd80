"""The exported JSON: the case, its statement and a stamp, so that both can be checked again."""

import json
from collections.abc import Mapping
from typing import Any

FORMAT = "faxi-summary"
VERSION = 1


def summary_document(
    stamp: Mapping[str, Any], case: Mapping[str, Any], statement: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the document of one summary."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "stamp": stamp,
        "case": case,
        "statement": statement,
    }


def write_json(
    stamp: Mapping[str, Any], case: Mapping[str, Any], statement: Mapping[str, Any]
) -> bytes:
    """Return the bytes of the exported file, UTF-8 with a final newline."""
    document = summary_document(stamp, case, statement)
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
