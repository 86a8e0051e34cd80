"""What every test stands on: no screen, no network, no user's files, English as the system's."""

import contextlib
import gc
import importlib.util
import os
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from faxi.store import database

ROOT = Path(__file__).resolve().parent.parent

# Before Qt is imported. FAXI_TEST_PLATFORM=xcb runs the same tests on a real or virtual screen.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("FAXI_TEST_PLATFORM", "offscreen")
os.environ.update(LANG="C.UTF-8", LC_ALL="C.UTF-8")
os.environ.pop("LANGUAGE", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files change by this flag only, and are read in review."""
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden files anew")


def pytest_configure() -> None:
    """Compile the translations when a source is newer than its compiled form."""
    spec = importlib.util.spec_from_file_location("build_hook", ROOT / ".ci" / "build_hook.py")
    assert spec is not None
    assert spec.loader is not None
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    pairs = [(source, hook.compiled(source)) for source in hook.sources()]
    if any(not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime for po, mo in pairs):
        hook.compile_catalogues()


@pytest.fixture(autouse=True)
def _isolated_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a home of its own, so that no test reads or writes the user's files."""
    home = tmp_path / "home"
    for name, folder in {
        "HOME": home,
        "XDG_DATA_HOME": home / "share",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
        "XDG_RUNTIME_DIR": home / "run",
        "FAXI_DATA_DIR": home / "faxi-data",
        "FAXI_CONFIG_DIR": home / "faxi-config",
    }.items():
        folder.mkdir(parents=True, mode=0o700)
        monkeypatch.setenv(name, str(folder))


@pytest.fixture(autouse=True)
def _collected_garbage() -> Iterator[None]:
    """Undo what a program start does to the garbage collector."""
    yield
    gc.enable()
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _closed_books(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close what a test left open; newer versions of Python warn of it, and warnings fail."""
    made: list[sqlite3.Connection] = []
    connect = database.connect

    def remembering(*given: Any, **more: Any) -> sqlite3.Connection:
        made.append(connect(*given, **more))
        return made[-1]

    monkeypatch.setattr(database, "connect", remembering)
    yield
    for connection in made:
        with contextlib.suppress(sqlite3.ProgrammingError):  # of another thread, which closed it
            connection.close()


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse every connection but those within the machine's own file system."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            self.close()
            raise RuntimeError(f"a test tried to reach the network: {address!r}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        patch.setattr(socket.socket, "connect_ex", guarded)
        yield
