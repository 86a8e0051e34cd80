"""Real processes: a start without a display, and what a start brings in before the first paint."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CASE = """{"format": "faxi-case", "version": 1, "contract_rate": "14.4%/year",
"penalty": {"surcharge": "50%"},
"instalments": [{"due_date": "2025-03-01", "principal": "50000.00"}]}"""

OPEN = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from faxi.ui import application, main_window

class Window(main_window.MainWindow):
    def open_path(self, path):
        super().open_path(path)
        print(self.windowTitle(), self.presenter.draft.principal)
        QTimer.singleShot(0, QApplication.exit)

main_window.MainWindow = Window
sys.exit(application.run(["faxi-gui", "-style", "fusion", sys.argv[1]]))
"""


def _start(**changes: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **changes}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        if name not in changes:
            environment.pop(name, None)
    return subprocess.run(
        [sys.executable, "-m", "faxi"],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a display")
@pytest.mark.parametrize(("language", "word"), [("zh", "显示设备"), ("en", "display")])
def test_without_a_display_one_sentence_and_status_3(language: str, word: str) -> None:
    ended = _start(FAXI_LANG=language)
    assert ended.returncode == 3
    assert word in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


def test_a_file_given_to_the_program_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "某银行.faxi.json"
    path.write_text(CASE, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-c", OPEN, path],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("某银行.faxi.json")
    assert ended.stdout.endswith(" 50,000.00\n")


_FIRST_PAINT = """
import sys
from PySide6 import QtCore
from PySide6.QtWidgets import QApplication
from faxi.ui import application, main_window
app = QApplication(["faxi", "-style", "fusion"])
window = main_window.MainWindow()


def tell():
    print(*sorted(sys.modules), *(f"QtCore.{name}" for name in vars(QtCore)))
    app.exit()


window.painted.connect(tell)
window.show()
app.exec()
"""


def test_the_first_paint_waits_for_nothing_but_the_form() -> None:
    command = [sys.executable, "-c", _FIRST_PAINT]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    brought_in = set(ended.stdout.split())
    # ``Qt`` alone makes two thousand values of enumerations.
    dear = {"QtCore.Qt", "PySide6.QtSvg", "pydantic", "dateutil", "tomllib", "decimal", "fractions"}
    dear |= {"platformdirs", "locale", "json", "datetime"}
    assert brought_in & dear == set()
    floors = ("faxi.engine", "faxi.rules", "faxi.exports", "faxi.ui.growth", "faxi.ui.chart")
    assert [name for name in brought_in if name.startswith(floors)] == []
    assert "faxi.ui.form" in brought_in


_FIRST_FIGURES = """
import sys
from PySide6.QtWidgets import QApplication
from faxi.ui import application, main_window
app = QApplication(["faxi", "-style", "fusion"])
window = main_window.MainWindow()
window.show()
window.load()
for field, text in (("principal", "50000"), ("contract_rate", "14.4"), ("due_date", "2025-03-01")):
    window.presenter.commit(field, text)
window.grab()
print(*sorted(sys.modules))
"""


def test_the_first_figures_bring_in_only_what_they_are_made_of() -> None:
    command = [sys.executable, "-c", _FIRST_FIGURES]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    brought_in = set(ended.stdout.split())
    dear = {"pydantic", "dateutil", "openpyxl", "csv", "hashlib", "html", "locale"}
    dear |= {"faxi.app.claim_columns", "faxi.rules.own_rows", "faxi.store.salvage"}
    assert brought_in & dear == set()
    assert [name for name in brought_in if name.startswith("faxi.exports")] == []
    assert "faxi.ui.growth_chart" in brought_in


_SOURCES_READ = """
import linecache
from faxi.ui import application, create_main_window
{start}
print(*(name for name in linecache.cache if "faxi" in name), sep="\\n")
"""
_BY_AUTOMATION = """
from PySide6.QtWidgets import QApplication
app = QApplication(["faxi"])
window = create_main_window()
"""
_BY_A_PERSON = """
from PySide6.QtWidgets import QApplication
class Quick(QApplication):
    def exec(self):
        return 0
import PySide6.QtWidgets
PySide6.QtWidgets.QApplication = Quick
application.run(["faxi"])
"""


@pytest.mark.parametrize("start", [_BY_AUTOMATION, _BY_A_PERSON], ids=["automation", "person"])
def test_qt_for_python_does_not_read_the_sources_of_the_window(start: str) -> None:
    command = [sys.executable, "-c", _SOURCES_READ.format(start=start)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout.split() == []
