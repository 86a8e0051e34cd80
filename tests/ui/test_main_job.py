"""From a loan in arrears to figures, stage and an exported summary, in the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Typist, find

from faxi.ui.main_window import MainWindow

Shown = Callable[[str], str]


def export_to(window: MainWindow, target: Path) -> QDialog:
    """Export as PDF to a place typed into the dialog, and return the dialog."""
    window.export_action.trigger()
    dialog = find(window, QDialog, "exportDialog")
    find(dialog, QLineEdit, "exportFolderEdit").setText(str(target.parent))
    find(dialog, QLineEdit, "exportNameEdit").setText(target.stem)
    find(dialog, QPushButton, "exportButton").click()
    return dialog


@pytest.mark.usefixtures("loan")
def test_typing_a_loan_shows_its_figures(shown: Shown) -> None:
    assert shown("daysOverdueValue") == "632"
    assert shown("penaltyInterestValue") == "18,960.00"
    assert shown("totalDueValue") == "68,960.00"
    assert shown("perDiemValue") == "30.00"
    assert shown("stageTitle") == "可能进入债权转让"
    assert "未收到转让通知前，仍向原债权人还款" in shown("stageText")


def test_what_is_typed_before_the_engine_is_loaded_stays(qtbot: QtBot) -> None:
    early = MainWindow()
    qtbot.addWidget(early)
    qtbot.keyClicks(find(early, QLineEdit, "principalEdit"), "50000")
    early.load()
    assert find(early, QLineEdit, "principalEdit").text() == "50000"
    assert early.presenter.draft.principal == "50000"


@pytest.mark.usefixtures("loan")
def test_a_new_cut_off_moves_everything(typist: Typist, shown: Shown) -> None:
    typist("asOfDateEdit", "2025-05-15")
    assert (shown("daysOverdueValue"), shown("penaltyInterestValue")) == ("75", "2,250.00")
    assert shown("stageTitle") == "可能进入联合催收"


@pytest.mark.usefixtures("loan")
def test_lines_explain_the_figure(window: MainWindow) -> None:
    model = find(window, QTableView, "linesTable").model()
    row = [model.index(0, column).data() for column in range(model.columnCount())]
    assert row == [
        "罚息",
        "1",
        "2025-03-01",
        "2026-11-22",
        "632",
        "50,000.00 × 21.6% ÷ 360 × 632",
        "18,960.00",
    ]
    assert "251号" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(
    ("field", "text", "total"),
    [
        ("principalEdit", "5万", "68,960.00"),
        ("principalEdit", "５００００", "68,960.00"),
        ("principalEdit", "¥50,000.00", "68,960.00"),
        ("contractRateEdit", "14.4%", "68,960.00"),
        ("contractRateEdit", "月1.2%", "68,960.00"),
        ("penaltyRateEdit", "日万分之五", "65,800.00"),
        ("penaltyRateEdit", "18%", "65,800.00"),
        ("dueDateEdit", "2025年3月1日", "68,960.00"),
        ("dueDateEdit", "2025.3.1", "68,960.00"),
        ("asOfDateEdit", "今天", "68,960.00"),
    ],
)
@pytest.mark.usefixtures("loan")
def test_fields_understand_what_people_write(
    field: str, text: str, total: str, typist: Typist, shown: Shown
) -> None:
    typist(field, text)
    assert shown("totalDueValue") == total


@pytest.mark.usefixtures("loan")
def test_pasting_into_a_date_works(
    window: MainWindow, qtbot: QtBot, shown: Shown, clipboard: Callable[[str], None]
) -> None:
    clipboard("2026年2月23日")
    field = find(window, QLineEdit, "dueDateEdit")
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shown("daysOverdueValue") == "273"


@pytest.mark.usefixtures("loan")
def test_typing_a_penalty_field_chooses_it(window: MainWindow, typist: Typist) -> None:
    fixed = find(window, QRadioButton, "penaltyRateChoice")
    surcharge = find(window, QRadioButton, "penaltySurchargeChoice")
    typist("penaltyRateEdit", "18")
    assert (fixed.isChecked(), surcharge.isChecked()) == (True, False)
    typist("penaltySurchargeEdit", "30")
    assert (fixed.isChecked(), surcharge.isChecked()) == (False, True)


@pytest.mark.usefixtures("loan")
def test_the_usual_surcharges_are_one_click_away(
    window: MainWindow, qtbot: QtBot, shown: Shown
) -> None:
    button = find(window, QWidget, "surcharge30Button")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown("perDiemValue") == "26.00"


def test_a_new_case_sets_no_surcharge_and_blames_nobody(window: MainWindow, shown: Shown) -> None:
    assert find(window, QLineEdit, "penaltySurchargeEdit").text() == ""
    assert find(window, QLineEdit, "asOfDateEdit").text() == "2026-11-23"
    assert find(window, QListWidget, "problemList").count() == 0
    assert shown("totalDueValue") == "—"


@pytest.mark.usefixtures("loan")
def test_a_wrong_value_keeps_the_last_result_greyed(
    window: MainWindow, typist: Typist, shown: Shown
) -> None:
    typist("principalEdit", "abc")
    assert shown("totalDueValue") == "68,960.00"
    assert not find(window, QLabel, "totalDueValue").isEnabled()
    assert "abc" in shown("principalEditProblem")
    problems = find(window, QListWidget, "problemList")
    assert problems.count() == 1
    assert problems.item(0).text().startswith("⚠ 逾期本金：“abc”")
    assert find(window, QLineEdit, "principalEdit").text() == "abc"
    typist("principalEdit", "60000")
    assert find(window, QLabel, "totalDueValue").isEnabled()
    assert find(window, QListWidget, "problemList").count() == 0


@pytest.mark.usefixtures("loan")
def test_the_unit_box_gives_a_bare_number_its_period(window: MainWindow, shown: Shown) -> None:
    box = find(window, QComboBox, "contractUnitBox")
    box.setCurrentIndex(box.findData("%/month"))
    box.activated.emit(box.currentIndex())
    assert shown("perDiemValue") == "360.00"


@pytest.mark.usefixtures("loan")
def test_switching_the_language_says_everything_again(window: MainWindow, shown: Shown) -> None:
    find(window, QAction, "languageAction").trigger()
    assert shown("stageTitle") == "The debt may be assigned"
    assert shown("totalDueValue") == "68,960.00"
    assert "Faxi" in window.windowTitle()
    chinese = [
        label.text()
        for label in window.findChildren(QLabel)
        if any("\u4e00" <= letter <= "\u9fff" for letter in label.text())
    ]
    assert chinese == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.usefixtures("loan")
def test_the_exported_pdf_holds_the_figures_on_screen(
    language: str,
    window: MainWindow,
    qtbot: QtBot,
    shown: Shown,
    tmp_path: Path,
) -> None:
    if language == "en":
        window.switch_language()
    target = tmp_path / "summary.pdf"
    export_to(window, target)
    qtbot.waitUntil(target.exists, timeout=20_000)
    text = "".join(page.extract_text() for page in PdfReader(target).pages)
    for name in ("totalDueValue", "penaltyInterestValue", "perDiemValue", "stageTitle"):
        assert shown(name) in text


@pytest.mark.usefixtures("loan")
def test_an_export_that_cannot_be_written_is_said(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "summary.pdf"
    target.mkdir()
    dialog = export_to(window, target)
    message = find(dialog, QLabel, "exportMessage")
    qtbot.waitUntil(lambda: "这是文件夹" in message.text(), timeout=20_000)
    assert list(target.iterdir()) == []
