"""The parts of the window by themselves: dates, lines, strip, display check, PySide6's faults."""

import sys

import pytest
from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Typist, find

from faxi.text.words import Language, words_of
from faxi.ui.date_field import DateField
from faxi.ui.display import display_problem, missing_library
from faxi.ui.main_window import MainWindow
from faxi.ui.names import safe_name

NAMES = (
    "mainWindow",
    "principalEdit",
    "contractRateEdit",
    "penaltyRateEdit",
    "penaltySurchargeEdit",
    "titleEdit",
    "lenderKindBox",
    "interestEdit",
    "dueDateEdit",
    "asOfDateEdit",
    "daysOverdueValue",
    "penaltyInterestValue",
    "totalDueValue",
    "perDiemValue",
    "stageTitle",
    "stageText",
    "stageStrip",
    "resultTabs",
    "growthChart",
    "linesTable",
    "eventsTable",
    "problemList",
    "exportAction",
    "undoAction",
    "redoAction",
    "languageAction",
)


def test_void_calls_keep_none_alive() -> None:
    """PySide6 6.12.0 drops a reference to None with each void call on Python 3.11 and aborts."""
    rect, before = QRectF(), sys.getrefcount(None)
    for _ in range(200):
        rect.setLeft(1.0)
    assert sys.getrefcount(None) > before - 50


@pytest.mark.parametrize("name", NAMES)
def test_every_promised_name_is_there(window: MainWindow, name: str) -> None:
    found = window if name == "mainWindow" else find(window, QObject, name)
    assert found.objectName() == name


def test_the_window_fits_a_small_screen(window: MainWindow) -> None:
    hint = window.minimumSizeHint()
    assert hint.width() <= 1024
    assert hint.height() <= 700


@pytest.mark.parametrize(
    ("cursor", "key", "text"),
    [
        (10, Qt.Key.Key_Up, "2025-03-02"),
        (10, Qt.Key.Key_Down, "2025-02-28"),
        (6, Qt.Key.Key_Up, "2025-04-01"),
        (2, Qt.Key.Key_Down, "2024-03-01"),
    ],
)
def test_arrow_keys_step_the_part_under_the_cursor(
    qtbot: QtBot, cursor: int, key: Qt.Key, text: str
) -> None:
    field = DateField("x")
    qtbot.addWidget(field)
    field.setText("2025-03-01")
    field.setCursorPosition(cursor)
    qtbot.keyClick(field, key)
    assert field.text() == text


def test_a_month_step_stays_in_a_short_month(qtbot: QtBot) -> None:
    field = DateField("x")
    qtbot.addWidget(field)
    field.setText("2025-01-31")
    field.setCursorPosition(6)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "2025-02-28"


def test_the_calendar_opens_by_key_and_chooses(window: MainWindow, qtbot: QtBot) -> None:
    field = find(window, QLineEdit, "dueDateEdit")
    assert isinstance(field, DateField)
    field.setText("2025-03-01")
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = find(field, QWidget, "dueDateEditCalendar")
    assert calendar.isVisible()
    days = find(calendar, QWidget, "qt_calendar_calendarview")
    qtbot.keyClick(days, Qt.Key.Key_Right)
    qtbot.keyClick(days, Qt.Key.Key_Return)
    assert field.text() == "2025-03-02"


@pytest.mark.usefixtures("loan")
def test_the_lines_model_keeps_qts_contract(window: MainWindow, typist: Typist) -> None:
    model = find(window, QTableView, "linesTable").model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    typist("principalEdit", "70000")
    assert tester.model() is model


@pytest.mark.usefixtures("loan")
def test_the_strip_says_where_it_stands(window: MainWindow, typist: Typist) -> None:
    typist("asOfDateEdit", "2025-05-15")
    strip = find(window, QWidget, "stageStrip")
    assert "联合催收" in strip.accessibleDescription()
    assert "16 天" in strip.accessibleDescription()
    assert not strip.grab().isNull()


def test_no_display_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    sentence = display_problem(words_of(Language.EN))
    assert sentence is not None
    assert "faxi calculate" in sentence


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only X11 has displays that die")
def test_a_dead_display_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("DISPLAY", ":4711")
    sentence = display_problem(words_of(Language.EN))
    assert sentence is not None
    assert sentence.startswith(("The display :4711", "The system library"))


def test_a_missing_library_names_its_package() -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    sentence = missing_library(error, words_of(Language.EN))
    assert sentence is not None
    assert "libEGL.so.1" in sentence
    assert "libegl1" in sentence


@pytest.mark.parametrize(
    ("name", "safe"),
    [("a/b:c?.pdf", "a_b_c_.pdf"), ("...pdf", "faxi.pdf"), ("某银行 2026.pdf", "某银行 2026.pdf")],
)
def test_file_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe
