"""Nothing leaves the machine, and nothing of a case stands anywhere but in the data folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.helpers.books import bytes_of

ROOT = Path(__file__).resolve().parent.parent
NEEDLE = "needle-of-a-case"
# Python tells a hook of every socket made, every name looked up, every other program started.
GUARD = """
import sys
FORBIDDEN = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "subprocess.", "os.system")
def watch(event, arguments):
    if event.startswith(FORBIDDEN):
        print("FORBIDDEN", event, arguments, file=sys.stderr, flush=True)
        raise RuntimeError(event)
sys.addaudithook(watch)
"""
COMMANDS = """
from faxi.cli.main import main
loan = ["--principal", "50000", "--due", "2025-03-01", "--penalty-rate", "20%/year"]
assert main(["cases", "add", *loan, "--title", NEEDLE]) == 0
assert main(["cases", "list"]) == 0
outputs = [part for s in ("pdf", "docx", "xlsx", "csv", "json", "md") for part in ("-o", f"a.{s}")]
assert main(["cases", "summary", *outputs]) == 0
assert main(["export", *loan, *outputs]) == 0
"""
WINDOW = """
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from faxi.ui import create_main_window
app = QApplication([])
window = create_main_window()
window.show()
for field, text in (("title", NEEDLE), ("principal", "50000"), ("penalty_rate", "20"),
                    ("due_date", "2025-03-01")):
    window.presenter.commit(field, text)
window.book.show_overview()
QTest.qWait(1500)
window.close()
assert "PySide6.QtNetwork" not in sys.modules
"""


@pytest.mark.parametrize("script", [COMMANDS, WINDOW], ids=["commands", "window"])
def test_no_socket_no_log_no_trace(script: str, tmp_path: Path) -> None:
    places = {name: tmp_path / "own" / name for name in ("data", "config", "home", "temp", "here")}
    for place in places.values():
        place.mkdir(parents=True)
    environment = {
        **os.environ,
        "FAXI_DATA_DIR": str(places["data"]),
        "FAXI_CONFIG_DIR": str(places["config"]),
        "HOME": str(places["home"]),
        "TMPDIR": str(places["temp"]),
    }
    code = f"{GUARD}\nNEEDLE = {NEEDLE!r}\n{script}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=places["here"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "FORBIDDEN" not in done.stderr
    assert done.returncode == 0, done.stderr
    assert NEEDLE not in done.stderr
    elsewhere = [places["config"], places["home"], places["temp"]]
    found = [
        path for place in elsewhere for path, data in bytes_of(place) if NEEDLE.encode() in data
    ]
    assert found == []
    assert any(NEEDLE.encode() in data for _, data in bytes_of(places["data"]))


def test_nothing_is_logged() -> None:
    sources = (ROOT / "src" / "faxi").rglob("*.py")
    found = [path for path in sources if "import logging" in path.read_text("utf-8")]
    assert found == []
