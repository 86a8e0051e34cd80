"""Where a program start goes: to the window, or to the command line."""

import sys
from pathlib import Path

import pytest

from faxi import __main__ as start


@pytest.mark.parametrize(
    ("arguments", "goes"),
    [
        ([], "window"),
        (["case.json"], "window"),
        (["missing.JSON"], "window"),
        (["a case without a suffix"], "window"),
        (["check"], "command"),
        (["calculate", "case.json"], "command"),
        (["--help"], "command"),
        (["--version"], "command"),
        (["nonsense"], "command"),
        (["case.json", "case.json"], "command"),
    ],
)
def test_a_case_file_opens_the_window(
    arguments: list[str], goes: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("case.json", "a case without a suffix", "check"):
        Path(name).write_text("{}")
    went: list[str] = []

    def gui() -> int:
        went.append("window")
        return 0

    def command(_: object) -> int:
        went.append("command")
        return 0

    monkeypatch.setattr(start, "gui", gui)
    monkeypatch.setattr("faxi.cli.main.main", command)
    monkeypatch.setattr(sys, "argv", ["faxi", *arguments])
    assert start.main() == 0
    assert went == [goes]


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_windows_own_command_answers_too(
    option: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["faxi-gui", option])
    with pytest.raises(SystemExit) as ended:
        start.gui()
    assert ended.value.code == 0
    assert "faxi" in capsys.readouterr().out
