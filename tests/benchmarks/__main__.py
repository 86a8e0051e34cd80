"""Prints one table of ratios: start, memory, calculation, recalculation with repaint, exports.

    python -m tests.benchmarks [rounds]

Run it from an installed wheel for the start to mean anything.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from faxi.app.statements import calculate_case
from faxi.app.summaries import export_file
from faxi.engine.case import Case, Instalment
from faxi.engine.events import Repayment
from faxi.engine.rates import parse_percent, parse_rate
from faxi.exports.formats import FORMATS
from faxi.text.words import Language, words_of

AS_OF = date(2026, 11, 23)
PLAIN = Case(
    (Instalment(date(2016, 3, 1), 5_000_000, 60_000),),
    parse_percent("50%"),
    parse_rate("14.4%/year"),
)


class Row(NamedTuple):
    """One measurement: what it is, its value, what it is measured against."""

    name: str
    value: str
    against: str


def with_repayments(case: Case, count: int) -> Case:
    """Return a case with a small repayment every month."""
    first = date(2016, 4, 1)
    events = [Repayment(first + timedelta(days=30 * n), 10_000) for n in range(count)]
    return replace(case, events=tuple(events))


def with_instalments(case: Case, count: int, repayments: int) -> Case:
    """Return a loan of monthly instalments, the first of them repaid a little late."""
    first = date(2016, 1, 1)
    items = [Instalment(first + timedelta(days=30 * n), 500_000, 6_000) for n in range(count)]
    events = [Repayment(first + timedelta(days=35 + 30 * n), 506_000) for n in range(repayments)]
    return replace(case, instalments=tuple(items), events=tuple(events))


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """Return the median duration of some work."""
    work()
    durations = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        durations.append(time.perf_counter() - begun)
    return statistics.median(durations) * 1000


def calculation_rows(rounds: int) -> Iterator[Row]:
    """Measure ``calculate`` against a plain debt, in events, instalments and days."""

    def took(case: Case, as_of: date = AS_OF) -> float:
        return milliseconds(lambda: calculate_case(case, as_of), rounds * 5)

    plain = took(PLAIN)
    yield Row("calculate, plain debt", f"{plain:.3f} ms", "budget 0.2 ms")
    for count in (30, 60, 120):
        measured = took(with_repayments(PLAIN, count))
        yield Row(
            f"calculate, {count} repayments",
            f"{measured:.2f} ms",
            f"{measured / plain:.1f} × plain; budget for 60: 2 ms",
        )
    for count in (30, 60, 120):
        measured = took(with_instalments(PLAIN, count, 0))
        yield Row(
            f"calculate, {count} instalments",
            f"{measured:.2f} ms",
            f"{measured / plain:.1f} × plain",
        )
    for years in (1, 10, 100):
        measured = took(PLAIN, date(2016 + years, 3, 1))
        yield Row(
            f"calculate, {years} years of days",
            f"{measured:.3f} ms",
            f"{measured / plain:.2f} × plain",
        )


def export_rows(rounds: int) -> Iterator[Row]:
    """Measure the exports of the budget's debt against one calculation of it."""
    case = with_instalments(PLAIN, 120, 100)
    calculated = milliseconds(lambda: calculate_case(case, AS_OF), rounds)
    statement, words = calculate_case(case, AS_OF), words_of(Language.ZH)
    yield Row("calculate, 120 instalments and 100 repayments", f"{calculated:.1f} ms", "1 ×")
    with tempfile.TemporaryDirectory() as folder:
        for suffix in FORMATS:
            path = Path(folder) / f"summary{suffix}"

            def work(path: Path = path) -> object:
                return export_file(statement, path, words)

            took = milliseconds(work, max(3, rounds // 4))
            yield Row(
                f"export {suffix} of that debt",
                f"{took:.0f} ms",
                f"{took / calculated:.0f} × its calculation; budget 500 ms, Excel and Word 300",
            )


def window_rows(rounds: int) -> Iterator[Row]:
    """Measure one recalculation with repaint of the budget's debt in the real window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from faxi.app.drafts import draft_of
    from faxi.ui import create_main_window

    application = QApplication.instance() or QApplication([])
    window = create_main_window()
    window.show()
    window.presenter.begin(draft_of(with_instalments(PLAIN, 120, 100), AS_OF))
    days = iter(range(10_000))

    def work() -> None:
        day = AS_OF - timedelta(days=next(days) % 300)
        window.presenter.type("as_of", day.isoformat())
        application.processEvents()

    took = milliseconds(work, rounds)
    yield Row("recalculation and repaint of that debt", f"{took:.1f} ms", "budget 16 ms")


def start_rows(rounds: int) -> Iterator[Row]:
    """Measure the start against an empty window, in pairs."""
    script = Path(__file__).with_name("first_paint.py")
    runs: dict[str, list[list[list[float]]]] = {"empty": [], "faxi": []}
    for _ in range(rounds):
        for kind, found in runs.items():
            command = [sys.executable, str(script), kind, repr(time.time())]
            printed = subprocess.run(
                command, capture_output=True, text=True, check=True, timeout=30
            ).stdout
            found.append([[float(n) for n in line.split()] for line in printed.splitlines()])

    def median(kind: str, moment: int, figure: int) -> float:
        return statistics.median(run[moment][figure] for run in runs[kind])

    empty, painted = median("empty", 0, 0), median("faxi", 0, 0)
    memory, ours = median("empty", 0, 1), median("faxi", 0, 1)
    yield Row("empty window, first paint", f"{empty * 1000:.0f} ms", "1 ×")
    yield Row(
        "Faxi, first paint", f"{painted * 1000:.0f} ms", f"{painted / empty:.2f} ×; budget 1.3 ×"
    )
    figures = median("faxi", 1, 0)
    yield Row("Faxi, first figures", f"{figures * 1000:.0f} ms", f"{figures / empty:.2f} ×")
    yield Row("empty window, memory", f"{memory:.0f} MB", "1 ×")
    yield Row(
        "Faxi, memory at first paint", f"{ours:.0f} MB", f"{ours / memory:.2f} ×; budget 1.5 ×"
    )
    shown = median("faxi", 1, 1)
    yield Row(
        "Faxi, memory with figures and chart",
        f"{shown:.0f} MB",
        f"{shown / memory:.2f} ×; budget 1.6 ×",
    )


def main() -> None:
    """Print the table as Markdown."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print("| what | measured | against |")
    print("|---|---|---|")
    for measure in (start_rows, calculation_rows, export_rows, window_rows):
        for row in measure(rounds):
            print(f"| {row.name} | {row.value} | {row.against} |", flush=True)


if __name__ == "__main__":
    main()
