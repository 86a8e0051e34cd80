"""The command line as a real process: encodings, line ends, pipes that close."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.commands import AS_OF, LOAN

FAXI = [sys.executable, "-m", "faxi"]
CALCULATE = [*FAXI, "calculate", *LOAN, *AS_OF]
posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


def process(
    command: list[str], surroundings: Mapping[str, str] | None = None, **settings: Any
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, **(surroundings or {})}
    return subprocess.run(command, env=environment, capture_output=True, check=False, **settings)


@pytest.mark.parametrize(
    "surroundings",
    [
        {},
        {"LANG": "C", "LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
    ids=str,
)
def test_output_is_utf8_with_plain_line_ends(surroundings: dict[str, str]) -> None:
    done = process(CALCULATE, surroundings)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "未命名债务\n应还合计  68,960.00 元\n" in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout


def test_arguments_are_read_in_a_plain_locale() -> None:
    done = process([*CALCULATE, "--title", "某银行消费贷"], {"LANG": "C", "LC_ALL": "C"})
    assert "\n某银行消费贷\n" in done.stdout.decode("utf-8")


def test_problems_are_utf8_too() -> None:
    done = process([*FAXI, "calculate", "没有.json"], {"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.decode("utf-8").endswith("文件不存在。\n")


def test_the_day_and_zone_leave_no_trace() -> None:
    zones = [{"TZ": "Pacific/Kiritimati"}, {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "7"}]
    east, west = (process([*CALCULATE, "--format", "json"], zone) for zone in zones)
    assert (east.returncode, east.stdout) == (0, west.stdout)


@posix
@pytest.mark.parametrize("reader", ["head -n 1", "true"])
def test_a_closed_pipe_is_no_error(tmp_path: Path, reader: str) -> None:
    shell = f'("$@"; echo "$?" > status) | {reader}'
    done = process(["sh", "-c", shell, "sh", *CALCULATE], cwd=tmp_path)
    assert done.stderr == b""
    assert (tmp_path / "status").read_text() == "0\n"


@posix
@pytest.mark.parametrize(
    ("redirection", "command", "status"),
    [
        (">&-", CALCULATE, 0),
        ("2>&-", [*FAXI, "calculate", "none.json"], 3),
        ("2>&-", [*FAXI, "calculate", "--frob"], 2),
        ("<&-", [*FAXI, "calculate", "-"], 3),
    ],
    ids=["stdout", "stderr", "usage", "stdin"],
)
def test_a_closed_stream_is_no_traceback(redirection: str, command: list[str], status: int) -> None:
    done = process(["sh", "-c", f'"$@" {redirection}', "sh", *command])
    assert (done.returncode, done.stdout) == (status, b"")
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_3() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(CALCULATE, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert done.stderr.decode() == "faxi: 磁盘已满，未作任何更改。\n"


def test_a_case_comes_through_a_pipe() -> None:
    written = process([*FAXI, "calculate", "-", "--lang", "en"], input=b"{}")
    assert (written.returncode, written.stdout) == (1, b"")
    assert written.stderr.startswith(b"-: format: This key is missing.\n")
