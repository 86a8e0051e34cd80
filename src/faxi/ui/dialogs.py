"""The questions and messages of the window; nothing here is shown for a typing mistake."""

from collections.abc import Sequence
from pathlib import Path

from PySide6 import QtCore, QtWidgets  # its dialogs are looked up when one is asked for
from PySide6.QtWidgets import QWidget

from faxi.text.words import Words, marked

_MOST_DETAILS = 20
_CASE_FILTER = marked("Case files (*.json)")


def ask_for_case(parent: QWidget, words: Words) -> Path | None:
    """Ask which case file to open."""
    name, _ = QtWidgets.QFileDialog.getOpenFileName(
        parent, words("Open a case"), "", words(_CASE_FILTER)
    )
    return Path(name) if name else None


def ask_where_to_save(parent: QWidget, words: Words, suggested: str) -> Path | None:
    """Ask for the file a copy of a case is written to."""
    name, _ = QtWidgets.QFileDialog.getSaveFileName(
        parent, words("Save a copy of the case"), suggested, words(_CASE_FILTER)
    )
    return Path(name) if name else None


def warn(parent: QWidget, sentence: str, details: Sequence[str]) -> None:
    """Say what went wrong and why."""
    box = QtWidgets.QMessageBox(parent)
    box.setObjectName("warningMessage")
    box.setIcon(QtWidgets.QMessageBox.Icon.Warning)
    box.setText(sentence)
    box.setInformativeText("\n".join(details[:_MOST_DETAILS]))
    show_plainly(box)
    box.exec()


def show_plainly(box: QtWidgets.QMessageBox) -> None:
    """Show the texts of a message as they are, whatever a title or a file in them is called."""
    for label in box.findChildren(QtWidgets.QLabel):
        label.setTextFormat(QtCore.Qt.TextFormat.PlainText)
