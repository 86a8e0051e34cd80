"""Takes out of a text what no document may hold: control characters, halves of characters."""

import re

# XML 1.0 forbids them, and nobody sees them anywhere else.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# They would let a title write over what stands beside it.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """Return a text with a mark in the place of each character that no file may hold.

    Marks of direction are left out: they have no place of their own.
    """
    return _FORBIDDEN.sub(_REPLACEMENT, unturned(text))


def unturned(text: str) -> str:
    """Return a text without marks of direction."""
    return _TURNING.sub("", text)
