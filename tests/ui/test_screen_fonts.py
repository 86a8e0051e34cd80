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


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always show Chinese")
def test_what_was_painted_without_a_font_is_measured_again(tmp_path: Path) -> None:
    settings = tmp_path / "fonts.conf"
    settings.write_text(NO_FONTS.format(folder=tmp_path / "none"))
    done = subprocess.run(
        [sys.executable, "-c", MEASURE],
        env={**os.environ, "FONTCONFIG_FILE": str(settings), "FAXI_LANG": "zh"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    boxes, now, fresh = map(int, done.stdout.split())
    assert boxes != fresh
    assert now == fresh
