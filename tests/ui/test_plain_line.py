"""Keys that the lines of text leave to the window."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from tests.ui.conftest import find

from faxi.ui.main_window import MainWindow


@pytest.mark.parametrize("name", ["principalEdit", "dueDateEdit", "caseSearchEdit"])
def test_a_line_does_not_claim_the_key_of_the_export(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    line = find(window, QLineEdit, name)
    # As line edits do on X11 with this key.
    monkeypatch.setattr(QLineEdit, "event", lambda _, event: bool(event.accept()) or True)
    kind, control = QEvent.Type.ShortcutOverride, Qt.KeyboardModifier.ControlModifier
    asked = QKeyEvent(kind, Qt.Key.Key_E, control)
    asked.ignore()
    QApplication.sendEvent(line, asked)
    assert not asked.isAccepted()
