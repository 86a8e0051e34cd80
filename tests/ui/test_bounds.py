"""Limits exceeded are said beside the field and block nothing; offers change nothing unasked."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Typist, find

from faxi.ui.main_window import MainWindow

Shown = Callable[[str], str]


def hint(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    return label.text() if label is not None and not label.isHidden() else ""


def choose_lender(window: MainWindow, kind: str) -> None:
    box = find(window, QComboBox, "lenderKindBox")
    box.setCurrentIndex(box.findData(kind))
    box.activated.emit(box.currentIndex())


@pytest.mark.usefixtures("loan")
def test_a_surcharge_beyond_the_banks_range_warns_and_counts(
    window: MainWindow, typist: Typist, qtbot: QtBot, shown: Shown
) -> None:
    name = "penaltySurchargeEditHint"
    qtbot.wait(200)
    assert hint(window, name) == ""
    typist("penaltySurchargeEdit", "80").commit()
    assert shown("totalDueValue") == "72,752.00"
    qtbot.waitUntil(lambda: "30% 至 50%" in hint(window, name))
    assert "251号" in hint(window, name)
    assert "可以请求法院调减，并不自动调减" in hint(window, name)
    window.switch_language()
    qtbot.waitUntil(lambda: "A bank may add 30% to 50%" in hint(window, name))
    choose_lender(window, "private")
    qtbot.waitUntil(lambda: "30%" not in hint(window, name))
    assert "contract date" in hint(window, "contractDateEditHint")


@pytest.mark.usefixtures("loan")
def test_private_lending_is_held_against_the_lpr_of_its_contract(
    window: MainWindow, typist: Typist, qtbot: QtBot
) -> None:
    choose_lender(window, "private")
    typist("contractDateEdit", "2024-03-01").commit()
    qtbot.waitUntil(lambda: "13.8%/年" in hint(window, "contractRateEditHint"))
    assert "超过部分法院不予支持" in hint(window, "penaltySurchargeEditHint")
    typist("contractRateEdit", "x")
    qtbot.waitUntil(lambda: hint(window, "contractRateEditHint") == "")


@pytest.mark.usefixtures("loan")
def test_private_lending_offers_and_never_sets(
    window: MainWindow, qtbot: QtBot, shown: Shown, typist: Typist
) -> None:
    bar = find(window, QWidget, "offerBar")
    assert not bar.isVisible()
    choose_lender(window, "private")
    assert bar.isVisible()
    assert shown("totalDueValue") == "68,960.00"
    assert window.presenter.draft.terms.cap_kind == ""
    window.switch_language()
    assert "Nothing is changed unless you choose it" in shown("offerReason")
    window.switch_language()
    button = find(window, QToolButton, "dayCountOfferButton")
    assert find(window, QComboBox, "lenderKindBox").nextInFocusChain() is button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown("totalDueValue") == "68,700.27"
    typist("contractDateEdit", "2024-03-01").commit()
    cap = find(window, QToolButton, "capOfferButton")
    assert "4 倍" in cap.text()
    qtbot.mouseClick(cap, Qt.MouseButton.LeftButton)
    terms = window.presenter.draft.terms
    assert (terms.cap_kind, terms.cap_value, terms.cap_apply) == ("lpr_multiple", "4", False)
    assert not bar.isVisible()
    assert "上限" in window.undo_action.text()
    window.undo()
    assert bar.isVisible()
    typist("contractDateEdit", "2019-03-01").commit()
    assert window.presenter.draft.terms.day_count == "ACT/365"
    assert not bar.isVisible()
