"""Nothing is cut off: every language, the longest one included, at the smallest size and scaled."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QTabBar, QTableView
from pytestqt.qtbot import QtBot
from tests.helpers.clipping import clipped
from tests.ui.conftest import find

from faxi.ui import create_main_window
from faxi.ui.fold import Fold
from faxi.ui.lines_model import LineColumn
from faxi.ui.main_window import MainWindow
from faxi.ui.result_tabs import TABS

# The language nobody speaks is a third longer than any, and so is its window.
SIZES = {"zh": (1024, 700), "en": (1024, 700), "pseudo": (1900, 700)}
WIDE = (1400, 800)  # with the list of cases


def _settle() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    for _ in range(20):  # the effects of the terms are shown one in each turn
        QApplication.processEvents()


@pytest.fixture(params=["zh", "en", "pseudo"])
def small(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> MainWindow:
    monkeypatch.setenv("FAXI_LANG", request.param)
    made = create_main_window()
    qtbot.addWidget(made)
    made.resize(*SIZES[request.param])
    made.show()
    return made


def test_nothing_is_cut_off_at_the_smallest_size(small: MainWindow) -> None:
    _settle()
    assert clipped(small) == []
    size = small.size()
    small.resize(*WIDE)
    _settle()
    assert clipped(small) == []
    small.resize(size)
    small.helping.show_example()
    for fold in small.findChildren(Fold):
        fold.open()
    for spec in TABS:
        small.results.tabs.turn_to(spec.name)
        _settle()
        assert clipped(small) == []
    assert (small.width(), small.height()) in SIZES.values()


@pytest.mark.parametrize("wider", [0, 176])  # by so much the list of cases comes in
def test_every_tab_is_in_sight(small: MainWindow, wider: int) -> None:
    small.resize(small.width() + wider, small.height())
    small.helping.show_example()
    bar = find(small, QTabBar, "resultTabBar")
    for spec in TABS:
        small.results.tabs.turn_to(spec.name)
        _settle()
        assert all(bar.rect().contains(bar.tabRect(index)) for index in range(bar.count()))


def test_nothing_is_cut_off_in_the_guide(small: MainWindow) -> None:
    guide = small.helping.show_guide()
    _settle()
    assert clipped(guide) == []


def test_every_amount_is_in_sight_in_the_smallest_window(small: MainWindow) -> None:
    small.helping.show_example()
    small.results.tabs.turn_to("lines")
    _settle()
    table = find(small, QTableView, "linesTable")
    assert table.horizontalScrollBar().maximum() == 0
    formula = table.model().index(0, LineColumn.FORMULA)
    assert formula.data(Qt.ItemDataRole.ToolTipRole).startswith(formula.data())
