"""Notices received and the cause of default: entered, shown, undone, saved."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Typist, find

from faxi.engine.events import Notice, NoticeKind
from faxi.ui.main_window import MainWindow

Shown = Callable[[str], str]


@pytest.fixture
def receive(window: MainWindow, typist: Typist, qtbot: QtBot) -> Callable[[str, str], None]:
    """Return a function that enters a notice by kind and date."""

    def enter(kind: str, day: str) -> None:
        box = find(window, QComboBox, "noticeKindBox")
        box.setCurrentIndex(box.findData(kind))
        typist("noticeDateEdit", day)
        button = find(window, QPushButton, "noticeAddButton")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    return enter


@pytest.mark.usefixtures("loan")
def test_a_notice_makes_the_stage_a_fact(
    receive: Callable[[str, str], None], window: MainWindow, shown: Shown
) -> None:
    receive("assignment_notice", "2026-01-05")
    assert shown("stageTitle") == "已收到债权转让通知"
    assert find(window, QListWidget, "noticeList").count() == 1
    window.undo_action.trigger()
    assert shown("stageTitle") == "可能进入债权转让"
    assert find(window, QListWidget, "noticeList").count() == 0


@pytest.mark.usefixtures("loan")
def test_a_notice_without_a_date_is_not_taken(
    receive: Callable[[str, str], None], window: MainWindow, shown: Shown
) -> None:
    receive("summons", "someday")
    assert find(window, QListWidget, "noticeList").count() == 0
    assert "someday" in shown("noticeProblem")
    receive("summons", "2026-01-05")
    assert find(window, QListWidget, "noticeList").count() == 1
    assert shown("noticeProblem") == ""


@pytest.mark.usefixtures("loan")
def test_a_judgment_brings_what_it_orders_by_when(
    receive: Callable[[str, str], None], window: MainWindow, typist: Typist
) -> None:
    box = find(window, QComboBox, "noticeKindBox")
    deadline = find(window, QWidget, "noticeDeadlineEdit")
    box.setCurrentIndex(box.findData("summons"))
    assert not deadline.isVisible()
    box.setCurrentIndex(box.findData("judgment"))
    assert deadline.isVisible()
    typist("noticeDeadlineEdit", "2026-02-01")
    typist("noticeAmountEdit", "nothing")
    receive("judgment", "2026-01-05")
    assert find(window, QListWidget, "noticeList").count() == 0
    typist("noticeAmountEdit", "50,000")
    receive("judgment", "2026-01-05")
    item = find(window, QListWidget, "noticeList").item(0)
    assert item.text() == (
        "2026-01-05  判决或其他生效法律文书、判决债务 50,000.00 元、履行期限至2026年2月1日"
    )
    case = window.presenter.case()
    assert case is not None
    (judgment,) = case.events
    assert judgment == Notice(date(2026, 1, 5), NoticeKind.JUDGMENT, date(2026, 2, 1), 5_000_000)


@pytest.mark.usefixtures("loan")
def test_lender_contract_and_suit_are_typed_and_kept(window: MainWindow, typist: Typist) -> None:
    typist("lenderNameEdit", "某小贷公司")
    typist("contractDateEdit", "2019年5月1日")
    typist("suitDateEdit", "2021-03-01")
    window.form.finish_edits()
    case = window.presenter.case()
    assert case is not None
    assert case.lender.name == "某小贷公司"
    assert (case.contract_date, case.suit_date) == (date(2019, 5, 1), date(2021, 3, 1))


@pytest.mark.usefixtures("loan")
def test_a_removed_notice_is_gone(
    receive: Callable[[str, str], None], window: MainWindow, qtbot: QtBot, shown: Shown
) -> None:
    receive("judgment", "2026-01-05")
    assert shown("stageTitle").startswith("已进入法律手段")
    button = find(window, QPushButton, "noticeRemoveButton")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown("stageTitle") == "可能进入债权转让"


@pytest.mark.usefixtures("loan")
def test_notices_and_cause_are_saved_with_the_case(
    receive: Callable[[str, str], None],
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    receive("summons", "2026-01-05")
    cause = find(window, QComboBox, "causeBox")
    cause.setCurrentIndex(cause.findData("special"))
    cause.activated.emit(cause.currentIndex())
    target = tmp_path / "case.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    assert window.save()
    saved = json.loads(target.read_text("utf-8"))
    assert saved["events"] == [{"kind": "notice", "date": "2026-01-05", "what": "summons"}]
    assert saved["cause"] == "special"
