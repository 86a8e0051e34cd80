"""Real processes: what a person sees who starts the program where it cannot open a window."""

import os
import subprocess
import sys

import pytest


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
