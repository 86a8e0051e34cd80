"""Compares the built program with an installed wheel: size, a command, and the first paint.

``python -m tests.benchmarks.built_start dist/faxi VENV [RUNS]``, on Linux with Xvfb. The
first paint is when the pixels of a virtual screen change, so that neither program has to help.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.helpers.screens import Screen, running, virtual_screen

CALCULATE = (
    *("calculate", "--principal", "50000", "--rate", "14.4%/year", "--penalty-surcharge", "50%"),
    *("--due", "2025-03-01", "--as-of", "2026-11-23"),
)
MEGABYTE = 1_000_000


def size(folder: Path) -> float:
    """Return the megabytes of all files below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / MEGABYTE


def command_time(program: Path) -> float:
    """Return the seconds ``faxi calculate`` takes."""
    begun = time.perf_counter()
    subprocess.run([program, *CALCULATE], env={}, capture_output=True, check=True)
    return time.perf_counter() - begun


def command_work(program: Path) -> float:
    """Return the seconds of a processor that takes, whatever else the machine is doing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command_time(program)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def paint_time(program: Path, screen: Screen, home: Path) -> float:
    """Return the seconds until something is on the screen."""
    empty = screen.picture()
    environment = {"DISPLAY": screen.display, "HOME": str(home), "LANG": "C.UTF-8"}
    begun = time.perf_counter()
    with running([program], environment):
        while screen.picture() == empty:
            if time.perf_counter() - begun > 60:
                raise TimeoutError(program)
        taken = time.perf_counter() - begun
    while screen.picture() != empty:
        time.sleep(0.1)
    return taken


def main(built: Path, environment: Path, runs: int) -> None:
    """Measure in turns and print the medians as a table."""
    commands = (built, environment / "bin")
    print("| what | installed wheel | built program | ratio |\n|---|---|---|---|")
    libraries = next((environment / "lib").glob("python*")) / "site-packages"
    print(f"| size, without and with Python | {size(libraries):.0f} MB | {size(built):.0f} MB | |")

    def row(name: str, measure: Callable[[Path], float]) -> None:
        pairs = [tuple(measure(folder) for folder in commands) for _ in range(runs + 1)][1:]
        ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"| {name} | {theirs * 1000:.0f} ms | {ours * 1000:.0f} ms | {ours / theirs:.2f} |")

    row("`faxi calculate`", lambda folder: command_time(folder / "faxi"))
    row("the same, processor time", lambda folder: command_work(folder / "faxi"))
    with tempfile.TemporaryDirectory() as name, virtual_screen(Path(name)) as screen:
        home = Path(name)
        row("first paint", lambda folder: paint_time(folder / "faxi-gui", screen, home))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 9)
