"""Texts as XML may hold them: clean of what it forbids, markup escaped."""

from html import escape

from faxi.exports.cleaning import clean


def xml(text: str) -> str:
    """Return a text as the content of an element."""
    return escape(clean(text), quote=False)


def attribute(text: str, *, quoted: bool = False) -> str:
    """Return a text as one line for an attribute, escaped where it is ``quoted`` by hand."""
    line = " ".join(clean(text).split())
    return escape(line) if quoted else line
