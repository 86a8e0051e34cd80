"""What a book of 10,000 cases costs more than an empty one: to open, list, sum and search.

Budget: 300 ms more. Figures are reported, not asserted:
``pytest -m benchmark -n 0 tests/benchmarks/bench_book.py``.
"""

from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot
from tests.helpers.commands import a_loan

from faxi.app import clock
from faxi.app.case_list import Query, listed, totals
from faxi.app.casebook import CaseBook, new_case
from faxi.app.drafts import draft_of
from faxi.store.case_file import read_case
from faxi.store.rows import Place
from faxi.ui import create_main_window

pytestmark = pytest.mark.benchmark
MANY = 10_000


@pytest.fixture(scope="module", params=[0, MANY], ids=["empty", "10,000 cases"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("book")
    new = new_case(draft_of(read_case(a_loan()), clock.today()))
    titled = (new.content._replace(title=f"债务 {number}") for number in range(request.param))
    book = CaseBook(made)
    book.add([new._replace(content=content) for content in titled])
    book.close()
    return made


def test_open_list_sum_and_search(benchmark: BenchmarkFixture, folder: Path) -> None:
    def work() -> None:
        book = CaseBook(folder)
        rows = book.rows(*Place)
        totals(rows)
        listed(rows, Query(text="99"))
        book.close()

    benchmark(work)


def test_the_window(
    benchmark: BenchmarkFixture, folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("FAXI_DATA_DIR", str(folder))

    def work() -> None:
        window = create_main_window()
        qtbot.addWidget(window)
        window.show()
        window.repaint()
        window.close()

    benchmark.pedantic(work, rounds=5, warmup_rounds=1)


def test_a_backup(benchmark: BenchmarkFixture, folder: Path) -> None:
    book = CaseBook(folder)
    benchmark.pedantic(book.back_up, rounds=3)
    book.close()
