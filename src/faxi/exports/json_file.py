"""The exported JSON: the case, its statement and a stamp, so that both can be checked again."""

import json
from collections.abc import Mapping
from typing import Any

FORMAT = "faxi-summary"
VERSION = 1


def write_json(
    stamp: Mapping[str, Any], case: Mapping[str, Any], statement: Mapping[str, Any]
) -> bytes:
    """Return the bytes of the exported file, UTF-8 with a final newline."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "stamp": stamp,
        "case": case,
        "statement": statement,
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
