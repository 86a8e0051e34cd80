"""The stage and law tabs: guidance with its links, limits with the yuan they concern."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Typist, find

from faxi.exports.blocks import Column, Table
from faxi.ui import create_main_window
from faxi.ui.main_window import MainWindow
from faxi.ui.page_view import PageView
from faxi.ui.result_tabs import ResultTabs
from faxi.ui.theme import Role


@pytest.fixture
def turned(window: MainWindow, loan: None) -> ResultTabs:  # noqa: ARG001 - a loan is shown
    return find(window, ResultTabs, "resultTabs")


def test_the_stage_tab_has_every_section(window: MainWindow, turned: ResultTabs) -> None:
    turned.turn_to("stage")
    text = find(window, PageView, "guidanceView").toPlainText()
    for heading in ("通常会发生什么", "催收方不能做什么", "您可以做什么", "法律依据"):
        assert heading in text


def test_sources_unfold_and_fold(window: MainWindow, turned: ResultTabs) -> None:
    turned.turn_to("stage")
    view = find(window, PageView, "guidanceView")
    assert "[1]\n" not in view.toPlainText()
    view.anchorClicked.emit(QUrl("sources:"))
    assert "《中华人民共和国民法典》" in view.toPlainText().rpartition("隐藏依据")[2]
    view.anchorClicked.emit(QUrl("sources:"))
    assert "显示依据" in view.toPlainText()


def test_links_lead_to_topics_and_back(window: MainWindow, turned: ResultTabs) -> None:
    turned.turn_to("stage")
    view = find(window, PageView, "guidanceView")
    first = view.toPlainText()
    view.anchorClicked.emit(QUrl("topic:calls"))
    assert "返回本阶段" in view.toPlainText()
    view.anchorClicked.emit(QUrl("stage:assignment"))
    assert view.toPlainText()[:30] == first[:30]


def test_the_law_tab_shows_limits_dates_and_costs(
    window: MainWindow, turned: ResultTabs, typist: Typist
) -> None:
    typist("contractRateEdit", "18")
    turned.turn_to("law")
    text = find(window, PageView, "lawView").toPlainText()
    for piece in ("上限与义务核对", "可以请求法院调减", "重要日期", "案件受理费"):
        assert piece in text


def test_pages_speak_the_language_of_the_window(window: MainWindow, turned: ResultTabs) -> None:
    turned.turn_to("law")
    window.switch_language()
    assert "Acceptance fee" in find(window, PageView, "lawView").toPlainText()


def test_the_cause_adds_its_advice(window: MainWindow, turned: ResultTabs) -> None:
    window.presenter.commit("cause", "special")
    turned.turn_to("stage")
    assert "疾病、意外" in find(window, PageView, "guidanceView").toPlainText()


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("rates.csv", "series,date,value\nlpr_1y,2026-10-20,x\n", "rates.csv（2:value）"),
        ("ladders/mine.toml", 'extends = "default"\n', "mine.toml（id）"),
    ],
)
def test_the_window_opens_over_damaged_files_of_ones_own(
    qtbot: QtBot, name: str, content: str, place: str
) -> None:
    path = Path(os.environ["FAXI_DATA_DIR"]) / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    window = create_main_window()
    qtbot.addWidget(window)
    window.show()
    notice = find(window, QLabel, "damageNotice")
    assert notice.isVisible()
    assert place in notice.text()
    window.switch_language()
    assert "damaged" in notice.text()
    for field, text in (("principal", "50000"), ("contract_rate", "14.4"),
                        ("penalty_surcharge", "50"), ("due_date", "2025-03-01")):  # fmt: skip
        window.presenter.commit(field, text)
    assert find(window, QLabel, "totalDueValue").text() == "68,960.00"


def test_no_notice_stands_above_sound_data(window: MainWindow) -> None:
    assert not find(window, QLabel, "damageNotice").isVisible()


def test_a_page_takes_on_another_theme_where_it_stands(
    window: MainWindow, turned: ResultTabs
) -> None:
    turned.turn_to("stage")
    view = find(window, PageView, "guidanceView")
    text = view.toPlainText()
    view.verticalScrollBar().setValue(50)
    palette = view.palette()
    palette.setColor(Role.EDGE, QColor("#123456"))
    view.setPalette(palette)
    assert "#123456" in view.document().defaultStyleSheet()
    assert (view.toPlainText(), view.verticalScrollBar().value()) == (text, 50)


def test_a_narrow_table_scrolls_and_keeps_its_words_whole(qtbot: QtBot) -> None:
    view = PageView("narrow")
    qtbot.addWidget(view)
    view.resize(160, 200)
    heads = ("Penalty interest", "Payment", "Outstanding", "Assignment")
    view.show_blocks("", [Table(tuple(map(Column, heads)), (("Interest",) * 4,))])
    view.show()
    document = view.document()
    metrics = QFontMetricsF(document.defaultFont())
    longest = sum(metrics.horizontalAdvance(max(head.split(), key=len)) for head in heads)
    assert document.size().width() >= longest
    assert view.horizontalScrollBar().maximum() > 0
