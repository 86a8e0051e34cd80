"""Texts between tags."""

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def escape(text: str) -> str:
    """Return a text as markup shows it, also between quotes.

    The window does not take ``html.escape`` for it: that module also brings the names of two
    thousand entities, most of a megabyte.
    """
    return text.translate(_ENTITIES)
