"""What the growth chart costs: another case, a step of the cut-off, a step of the crosshair.

Budget: another case with its painting and its calculation within 16 ms; a step under 1 ms. Figures
are reported, not asserted: ``pytest -m benchmark -n 0 tests/benchmarks/bench_chart.py``.
"""

from datetime import timedelta

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot
from tests.helpers.charts import long_data, stage_bands

from faxi.app.chart import ChartData
from faxi.ui.growth_chart import GrowthChart

pytestmark = pytest.mark.benchmark
BREAKPOINTS = 250


@pytest.fixture(scope="module")
def data() -> ChartData:
    """Return 250 breakpoints with five layers and five bands."""
    whole = long_data()
    points = whole.points[-BREAKPOINTS:]
    assert all(map(any, zip(*(point.outstanding for point in points), strict=True)))
    assert len(stage_bands()) == 5
    return whole._replace(points=points)


@pytest.fixture
def chart(qtbot: QtBot, data: ChartData) -> GrowthChart:
    made = GrowthChart()
    qtbot.addWidget(made)
    made.resize(760, 420)
    made.set_data(data)
    made.show()
    qtbot.waitExposed(made)
    made.repaint()
    return made


def test_another_case(benchmark: BenchmarkFixture, chart: GrowthChart, data: ChartData) -> None:
    # A point more or less makes it another case, so that nothing painted can be kept.
    others = [data._replace(points=data.points[1:]), data]

    def show() -> None:
        others.reverse()
        chart.set_data(others[0])
        chart.repaint()

    benchmark(show)


def test_a_step_of_the_cut_off(
    benchmark: BenchmarkFixture, chart: GrowthChart, data: ChartData
) -> None:
    steps = [data._replace(as_of=data.as_of - timedelta(days=n)) for n in (400, 0)]
    for step in steps:  # what is painted once for a whole drag
        chart.set_data(step)
        chart.repaint()

    def show() -> None:
        steps.reverse()
        chart.set_data(steps[0])
        chart.repaint()

    benchmark(show)


def test_a_step_of_the_crosshair(
    benchmark: BenchmarkFixture, chart: GrowthChart, data: ChartData
) -> None:
    days = [data.as_of - timedelta(days=n) for n in (400, 0)]

    def show() -> None:
        days.reverse()
        chart._hover = days[0]
        chart.repaint()

    benchmark(show)
