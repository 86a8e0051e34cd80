"""Keys that the lines of text leave to the window."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from tests.ui.conftest import find

from faxi.ui.main_window import MainWindow


@pytest.mark.parametrize("name", ["principalEdit", "dueDateEdit", "caseSearchEdit"])
def test_a_line_does_not_claim_the_key_of_the_export(window: MainWindow, name: str) -> None:
    kind, control = QEvent.Type.ShortcutOverride, Qt.KeyboardModifier.ControlModifier
    # Offscreen no line edit claims it either, but here the question comes as a claim already.
    asked = QKeyEvent(kind, Qt.Key.Key_E, control)
    QApplication.sendEvent(find(window, QLineEdit, name), asked)
    assert not asked.isAccepted()
