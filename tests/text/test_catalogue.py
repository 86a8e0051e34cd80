"""The Chinese catalogue holds every message the program says, and no other."""

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
# The names under which the source says messages; a plural takes two.
KEYWORDS = {"words": None, "_words": None, "marked": None, "plural": (1, 2)}

Message = str | tuple[str, ...]


def _said() -> set[Message]:
    found = extract_from_dir(
        ROOT / "src" / "faxi", method_map=[("**.py", "python")], keywords=KEYWORDS
    )
    return {message if isinstance(message, str) else tuple(message) for _, _, message, *_ in found}


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
