"""The window on a system without a Chinese font, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

NO_FONTS = "<fontconfig><dir>{folder}</dir><cachedir>{folder}</cachedir></fontconfig>"

MEASURE = """
from PySide6.QtWidgets import QApplication, QLabel
from faxi.ui.main_window import MainWindow
application = QApplication([])
window = MainWindow()
window.show()
application.processEvents()
label = next(each for each in window.findChildren(QLabel) if each.text().startswith("逾期本金"))
boxes = label.sizeHint().width()
window.load()
fresh = QLabel(label.text())
fresh.setFont(label.font())
fresh.setBuddy(label.buddy())  # the letter behind & counts without one
print(boxes, label.sizeHint().width(), fresh.sizeHint().width())
"""

CLIPPED = """
from PySide6.QtWidgets import QApplication
from tests.helpers.clipping import clipped
from faxi.ui import create_main_window
from faxi.ui.fold import Fold
application = QApplication([])
window = create_main_window()
window.resize(1024, 700)
window.show()
window.helping.show_example()
for fold in window.findChildren(Fold):
    fold.open()
for _ in range(20):
    application.processEvents()
print(clipped(window))
"""


def _without_fonts(program: str, folder: Path) -> str:
    settings = folder / "fonts.conf"
    settings.write_text(NO_FONTS.format(folder=folder / "none"))
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "FONTCONFIG_FILE": str(settings), "FAXI_LANG": "zh"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always show Chinese")
def test_what_was_painted_without_a_font_is_measured_again(tmp_path: Path) -> None:
    done = _without_fonts(MEASURE, tmp_path)
    boxes, now, fresh = map(int, done.split())
    assert boxes != fresh
    assert now == fresh


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always show Chinese")
def test_nothing_is_cut_off_in_the_bundled_font(tmp_path: Path) -> None:
    assert _without_fonts(CLIPPED, tmp_path) == "[]\n"
