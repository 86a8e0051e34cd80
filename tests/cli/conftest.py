"""The command line run in this process, in an empty folder, on a fixed day."""

import io
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from faxi.app import clock
from faxi.cli.main import main

TODAY = date(2026, 11, 23)


class Run(NamedTuple):
    """What a command said and how it ended."""

    status: int
    out: str
    err: str


Faxi = Callable[..., Run]
Write = Callable[[str, object], str]


@pytest.fixture(autouse=True)
def _fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture(autouse=True)
def _nobody_said_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAXI_LANG", raising=False)


@pytest.fixture
def faxi(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Faxi:
    """Return a function that runs a command line in an empty folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def run(*arguments: str, stdin: bytes = b"") -> Run:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            status: Any = main(arguments)
        except SystemExit as stop:
            status = stop.code
        return Run(int(status or 0), *capsys.readouterr())

    return run


@pytest.fixture
def write(faxi: Faxi) -> Write:  # noqa: ARG001 - it changes into the empty folder
    """Return a function that puts text, bytes or JSON into a file and returns its name."""

    def into(name: str, content: object) -> str:
        if isinstance(content, bytes):
            Path(name).write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content)
            Path(name).write_text(text, encoding="utf-8")
        return name

    return into


@pytest.fixture(params=["text", "json"])
def form(request: pytest.FixtureRequest) -> str:
    """Both formats of ``calculate``."""
    return str(request.param)


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    """Both languages."""
    return str(request.param)
