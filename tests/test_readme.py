"""What the README shows is what the program does."""

import json
import re
import shlex
from pathlib import Path

import pytest

from faxi.cli.commands import COMMANDS
from faxi.cli.main import main
from faxi.store.documents import read_entries

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")


def _block(marker: str) -> str:
    found = re.search(rf"<!-- {marker} -->\n\n```\w+\n(.*?)```", README, re.DOTALL)
    assert found is not None, f"no block marked {marker}"
    return found[1]


def test_the_example_prints_what_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(_block("example").removeprefix("$ "))
    assert main(words[1:]) == 0
    printed, shown = json.loads(capsys.readouterr().out), json.loads(_block("output"))
    assert {key: printed[key] for key in shown} == shown


def test_every_command_is_named() -> None:
    assert [name for name in COMMANDS if f"`faxi {name}`" not in README] == []


def test_the_case_shown_is_a_case() -> None:
    (entry,) = read_entries(_block("case").encode())
    assert entry.problems == ()


def test_every_file_linked_is_there() -> None:
    links = re.findall(r"\]\(((?!http)[^)#]+)\)", README)
    root = Path(__file__).resolve().parent.parent
    assert [link for link in links if not (root / link).exists()] == []
