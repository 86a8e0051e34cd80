"""The window for those who hear it or never touch the mouse, in both languages."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from tests.helpers.access import faults, shared_mnemonics, tab_order
from tests.ui.conftest import find

from faxi.ui import create_main_window
from faxi.ui.fold import Fold
from faxi.ui.main_window import MainWindow
from faxi.ui.result_tabs import TABS

# The main job as the Tab key goes through it.
PATH = [
    "titleEdit",
    "lenderKindBox",
    "principalEdit",
    "interestEdit",
    "contractRateEdit",
    "contractUnitBox",
    "penaltySurchargeChoice",
    "penaltySurchargeEdit",
    "surcharge30Button",
    "surcharge50Button",
    "penaltyRateChoice",
    "penaltyRateEdit",
    "penaltyUnitBox",
    "dueDateEdit",
    "asOfDateEdit",
    "daysOverdueTile",
    "penaltyInterestTile",
    "totalDueTile",
    "perDiemTile",
    "resultTabBar",
    "growthChart",
]


@pytest.fixture(params=["zh", "en"])
def spoken(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> MainWindow:
    monkeypatch.setenv("FAXI_LANG", request.param)
    made = create_main_window()
    qtbot.addWidget(made)
    made.resize(1500, 900)
    made.show()
    return made


def test_every_control_is_named_and_described(spoken: MainWindow) -> None:
    assert faults(spoken) == []
    spoken.helping.show_example()
    for spec in TABS:
        spoken.results.tabs.turn_to(spec.name)
    assert faults(spoken) == []
    assert faults(spoken.helping.show_guide()) == []


def test_no_letter_of_a_key_is_heard_or_told(window: MainWindow) -> None:
    """In Chinese the letter stands in brackets behind the text."""
    window.helping.show_example()
    new = find(window, QToolButton, "newActionButton")
    assert (new.text(), new.toolTip()) == ("新建", "新建 (Ctrl+N)")
    for name, heard in (
        ("principalEdit", "逾期本金（元）"),
        ("eventsFoldButton", "还款与变动 (4)"),
    ):
        interface = QAccessible.queryAccessibleInterface(find(window, QWidget, name))
        assert interface.text(QAccessible.Text.Name) == heard
    labels = window.form.findChildren(QLabel)
    heard_of = {label.text(): label.accessibleName() for label in labels}
    assert heard_of["逾期本金（元）(&P)"] == "逾期本金（元）"


def test_no_two_controls_in_sight_share_a_letter(spoken: MainWindow) -> None:
    assert shared_mnemonics(spoken) == []
    spoken.helping.show_example()
    for fold in spoken.findChildren(Fold):
        fold.open()
    for spec in TABS:
        spoken.results.tabs.turn_to(spec.name)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        assert shared_mnemonics(spoken) == []


def test_the_tab_key_goes_the_way_the_window_is_read(window: MainWindow) -> None:
    window.helping.show_example()
    names = [widget.objectName() for widget in tab_order(window)]
    assert [name for name in names if name in PATH] == PATH
    assert names.index("newActionButton") < names.index("titleEdit")
    assert len(set(names) - {""}) == len([name for name in names if name])


def test_everything_in_the_order_takes_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    window.helping.show_example()
    window.activateWindow()
    find(window, QWidget, "titleEdit").setFocus()
    seen = []
    for _ in PATH:
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert seen[:4] == PATH[:4]
    assert len(set(seen)) == len(seen)


def test_the_order_is_right_when_the_key_is_first_pressed(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.load()
    window.resize(1400, 800)  # else the list of debts gives way
    window.show()
    last = find(window, QWidget, "helpButton")
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Tab)
    focused = window.focusWidget()
    assert focused is not None
    assert window.book.panel.isAncestorOf(focused), focused.objectName()
    window.close()


def test_a_problem_reaches_who_hears_the_field(window: MainWindow) -> None:
    window.presenter.commit("principal", "abc")
    field = find(window, QWidget, "principalEdit")
    said = QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Description)
    assert "abc" in said or "金额" in said
