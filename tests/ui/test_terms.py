"""The contract terms in the real window: chosen, typed, dragged, explained, undone."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QListWidget, QToolButton
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Typist, find

from faxi.engine.case import Cap, CapKind, Grace, GraceEffect
from faxi.engine.components import Component
from faxi.engine.rates import parse_percent
from faxi.ui.main_window import MainWindow

Shown = Callable[[str], str]
Choose = Callable[[str, str], None]


@pytest.fixture
def choose(window: MainWindow) -> Choose:
    """Return a function that chooses from a list by value, as a person does."""

    def by_value(name: str, value: str) -> None:
        box = find(window, QComboBox, name)
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())

    return by_value


@pytest.fixture
def unfolded(window: MainWindow, qtbot: QtBot) -> None:
    button = find(window, QToolButton, "termsFoldButton")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert find(window, QComboBox, "dayCountBox").isVisible()


@pytest.mark.usefixtures("loan")
@pytest.mark.parametrize(
    ("box", "value", "total"),
    [
        ("dayCountBox", "ACT/365", "68,700.27"),
        ("dayCountBox", "30E/360", "68,660.00"),
        ("inclusionBox", "both", "68,990.00"),
        ("roundingBox", "per_day", "68,960.00"),
        ("roundingModeBox", "up", "68,960.00"),
        ("penaltyModeBox", "on_top", "81,600.00"),
        ("dueDateRollBox", "next_workday", "68,900.00"),
    ],
)
def test_a_choice_changes_the_total_and_is_undone(
    choose: Choose, window: MainWindow, shown: Shown, box: str, value: str, total: str
) -> None:
    choose(box, value)
    assert shown("totalDueValue") == total
    window.undo()
    assert shown("totalDueValue") == "68,960.00"
    assert find(window, QComboBox, box).currentIndex() == 0


@pytest.mark.usefixtures("loan", "unfolded")
def test_each_choice_says_its_effect_in_yuan(
    window: MainWindow, qtbot: QtBot, shown: Shown, choose: Choose
) -> None:
    effect = find(window, QLabel, "dayCountBoxEffect")
    qtbot.waitUntil(lambda: "实际/365 将少 259.73 元" in effect.text())
    choose("dayCountBox", "ACT/365")
    qtbot.waitUntil(lambda: "实际/365（所选）少 259.73 元" in effect.text())
    assert effect.isVisible()
    window.switch_language()
    qtbot.waitUntil(lambda: "Actual/365 (chosen): 259.73 yuan less" in effect.text())
    window.form.terms_fold.button.click()
    assert not effect.isVisible()
    assert shown("totalDueValue") == "68,700.27"


@pytest.mark.usefixtures("loan", "unfolded")
def test_nothing_is_worked_out_while_folded(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, typist: Typist
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "faxi.app.term_effects.effect_text", lambda _c, _d, term, _w: asked.append(term)
    )
    window.form.terms_fold.button.click()
    typist("principalEdit", "60000")
    qtbot.wait(200)
    assert asked == []
    window.form.terms_fold.button.click()
    qtbot.waitUntil(lambda: "day_count" in asked)


@pytest.mark.usefixtures("loan")
def test_grace_and_cap_are_typed(
    typist: Typist, choose: Choose, window: MainWindow, shown: Shown, qtbot: QtBot
) -> None:
    choose("graceEffectBox", "shift")
    typist("graceDaysEdit", "10").commit()
    assert shown("totalDueValue") == "68,660.00"
    days = typist("graceDaysEdit", "10")
    qtbot.keyClick(days, Qt.Key.Key_Up)
    assert days.text() == "11"
    typist("graceDaysEdit", "abc").commit()
    assert "0 到 3650" in shown("graceDaysEditProblem")
    typist("graceDaysEdit", "10").commit()
    choose("capKindBox", "annual_rate")
    assert "请填写" in shown("capKindBoxProblem")
    typist("capValueEdit", "12").commit()
    apply = find(window, QCheckBox, "capApplyBox")
    apply.click()
    case = window.presenter.case()
    assert case is not None
    assert case.grace == Grace(10, GraceEffect.SHIFT)
    assert case.cap == Cap(CapKind.ANNUAL_RATE, parse_percent("12%"), apply=True)
    window.undo()
    assert not apply.isChecked()


@pytest.mark.usefixtures("loan", "unfolded")
def test_the_order_of_payment_moves_by_keys_buttons_and_drag(
    window: MainWindow, qtbot: QtBot
) -> None:
    order = find(window, QListWidget, "allocationList")

    def first() -> Component:
        case = window.presenter.case()
        assert case is not None
        return case.allocation.order[0]

    order.setCurrentRow(5)
    for _ in range(5):
        qtbot.keyClick(order, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert first() is Component.PRINCIPAL
    assert order.item(0).text() == "本金"
    qtbot.mouseClick(find(window, QToolButton, "allocationDownButton"), Qt.MouseButton.LeftButton)
    assert first() is Component.COSTS
    model = order.model()
    assert model.moveRow(order.rootIndex(), 5, order.rootIndex(), 0)
    order._moved()  # type: ignore[attr-defined] # what a drop ends with
    assert first() is Component.LIQUIDATED_DAMAGES
    for _ in range(7):
        window.undo()
    assert first() is Component.COSTS
    window.switch_language()
    assert order.item(0).text() == "Costs of realising the claim"


@pytest.mark.usefixtures("loan")
def test_a_cap_by_lpr_asks_for_the_contract_date(
    typist: Typist, choose: Choose, shown: Shown, window: MainWindow
) -> None:
    choose("capKindBox", "lpr_multiple")
    typist("capValueEdit", "4").commit()
    assert "合同日期" in shown("contractDateEditProblem")
    typist("contractDateEdit", "2024-03-01").commit()
    case = window.presenter.case()
    assert case is not None
    assert case.contract_date == date(2024, 3, 1)
    assert case.cap is not None
    assert case.cap.kind is CapKind.LPR_MULTIPLE


@pytest.mark.usefixtures("loan", "unfolded")
def test_the_wheel_over_a_list_scrolls_and_chooses_nothing(
    window: MainWindow, shown: Shown
) -> None:
    for name in ("dayCountBox", "lenderKindBox", "contractUnitBox"):
        box = find(window, QComboBox, name)
        place = box.rect().center()
        turn = QWheelEvent(
            QPointF(place), QPointF(box.mapToGlobal(place)), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(box, turn)
        assert box.currentIndex() == 0
    assert shown("totalDueValue") == "68,960.00"
