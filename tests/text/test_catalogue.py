"""The Chinese catalogue holds every message the program says, and no other."""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
# The names under which the source says messages, and how many texts each takes.
KEYWORDS = {"words": 1, "_words": 1, "marked": 1, "plural": 2}

Message = str | tuple[str, ...]


def _said() -> set[Message]:
    """Return every message written into the source.

    Babel reads tokens rather than calls: to it `rule.words[language]` says what follows.
    """
    sources = (ROOT / "src" / "faxi").rglob("*.py")
    return {message for path in sources for message in _messages(ast.parse(path.read_bytes()))}


def _messages(tree: ast.Module) -> Iterator[Message]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            texts = call.args[: KEYWORDS.get(_name(call.func), 0)]
            said = tuple(filter(None, map(_text, texts)))
            if said:
                yield said if len(said) > 1 else said[0]


def _text(said: ast.expr) -> str:
    if isinstance(said, ast.Constant):
        return str(said.value)
    # Nobody can translate a text put together on the way; its source is found wanting.
    return ast.unparse(said) if isinstance(said, ast.JoinedStr) else ""


def _name(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def _translated() -> dict[Message, object]:
    with (ROOT / "resources" / "i18n" / "zh_CN.po").open("rb") as stream:
        catalogue = read_po(stream, locale="zh_CN")
    return {
        (entry.id if isinstance(entry.id, str) else tuple(entry.id)): entry.string
        for entry in catalogue
        if entry.id
    }


def test_every_message_is_translated() -> None:
    assert _said() - set(_translated()) == set()


def test_no_translation_is_stale() -> None:
    assert set(_translated()) - _said() == set()


def test_no_translation_is_empty() -> None:
    empty = [key for key, text in _translated().items() if text in ("", ("",), [""])]
    assert empty == []
