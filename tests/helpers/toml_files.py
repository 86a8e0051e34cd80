"""Shipped rule files with something changed in them."""

from collections.abc import Callable
from pathlib import Path

from faxi.resources import resource

Change = Callable[[str], str]


def original(name: str) -> str:
    """Return the text of a shipped rule file."""
    return resource("rules", name).read_text(encoding="utf-8")


def replaced(old: str, new: str) -> Change:
    """Return the change that puts one text in the place of the first occurrence of another."""

    def change(text: str) -> str:
        assert old in text, f"not in the file: {old}"
        return text.replace(old, new, 1)

    return change


def changed_file(folder: Path, name: str, change: Change) -> Path:
    """Write a shipped rule file, changed, into a folder and return its path."""
    path = folder / name
    path.write_text(change(original(name)), encoding="utf-8")
    return path
