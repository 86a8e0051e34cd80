"""A file the desktop hands over as an event, as macOS does."""

from pathlib import Path

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from faxi.ui.opening import FileOpener


def test_a_file_of_an_event_is_opened_and_others_pass(qtbot: QtBot, tmp_path: Path) -> None:
    target, opened = QWidget(), list[Path]()
    qtbot.addWidget(target)
    FileOpener(target, opened.append)
    path = tmp_path / "某银行.faxi.json"
    QApplication.sendEvent(target, QFileOpenEvent(QUrl.fromLocalFile(str(path))))
    QApplication.sendEvent(target, QEvent(QEvent.Type.FontChange))
    assert opened == [path]
