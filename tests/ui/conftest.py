"""The real window with a fixed clock; only dialogs that would wait for a person are answered."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from faxi.app import clock
from faxi.ui import create_main_window
from faxi.ui.fields import LineField
from faxi.ui.main_window import MainWindow

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture(autouse=True)
def _nothing_outlives_its_test(qapp: QApplication) -> Iterator[None]:
    """Wait for threads, then destroy every window, so that no timer of it fires in a later test."""
    yield
    QThreadPool.globalInstance().waitForDone(10_000)
    for window in qapp.topLevelWidgets():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Answers:
    """Answers message boxes and remembers what they said.

    Attributes:
        button: What to press; a default that loses nothing a test has not asked to lose.
    """

    def __init__(self) -> None:
        self.button = QMessageBox.StandardButton.Discard
        self.said: list[str] = []

    def answer(self, box: QMessageBox) -> QMessageBox.StandardButton:
        self.said.append(f"{box.text()}\n{box.informativeText()}".strip())
        return self.button


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    remembered = Answers()

    def answer(box: QMessageBox) -> QMessageBox.StandardButton:
        return remembered.answer(box)  # a function, so that Python hands it the box

    monkeypatch.setattr(QMessageBox, "exec", answer)
    monkeypatch.setattr(QMessageBox, "open", answer)
    return remembered


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = create_main_window()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


Widget = TypeVar("Widget", bound=QObject)


def find(parent: QObject, kind: type[Widget], name: str) -> Widget:
    """Return a child by its promised name."""
    found = parent.findChild(kind, name)
    assert found is not None, f"no {kind.__name__} called {name}"
    return found


Typist = Callable[[str, str], LineField]


@pytest.fixture
def typist(window: MainWindow, qtbot: QtBot) -> Typist:
    """Return a function that types over a field, letter by letter."""

    def type_over(name: str, text: str) -> LineField:
        field = find(window, LineField, name)
        field.setFocus()
        field.selectAll()
        if text.isascii():
            qtbot.keyClicks(field, text)
        else:
            # QTest aborts the process on letters it has no key for.
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(field, event)
        return field

    return type_over


@pytest.fixture
def loan(typist: Typist) -> None:
    """Type the loan of the README."""
    typist("principalEdit", "50000")
    typist("contractRateEdit", "14.4")
    typist("penaltySurchargeEdit", "50")
    typist("dueDateEdit", "2025-03-01")


@pytest.fixture
def shown(window: MainWindow) -> Callable[[str], str]:
    """Return a function that reads the text of a widget by its name."""

    def text_of(name: str) -> str:
        widget: Any = find(window, QWidget, name)
        return str(widget.text())

    return text_of


@pytest.fixture
def clipboard(qtbot: QtBot) -> Iterator[Callable[[str], None]]:  # noqa: ARG001 - needs Qt
    """Return a function that puts text on the clipboard."""
    board = QGuiApplication.clipboard()
    yield board.setText
    board.clear()
