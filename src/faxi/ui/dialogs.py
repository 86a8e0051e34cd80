"""The questions and messages of the window; nothing here is shown for a typing mistake."""

from collections.abc import Sequence
from pathlib import Path

from PySide6 import QtWidgets  # its dialogs are looked up when one is asked for
from PySide6.QtWidgets import QWidget

from faxi.text.words import Words, marked

_MOST_DETAILS = 20
_CASE_FILTER = marked("Case files (*.json)")
_ANSWERS = (("Save", marked("Save")), ("Discard", marked("Discard")), ("Cancel", marked("Cancel")))


def ask_to_save(parent: QWidget, words: Words) -> str:
    """Ask what to do with unsaved changes: ``"Save"``, ``"Discard"`` or ``"Cancel"``."""
    box = QtWidgets.QMessageBox(parent)
    box.setObjectName("unsavedMessage")
    box.setIcon(QtWidgets.QMessageBox.Icon.Question)
    box.setText(words("There are changes that are not saved."))
    buttons = QtWidgets.QMessageBox.StandardButton
    for name, message in _ANSWERS:
        box.addButton(buttons[name])
        box.button(buttons[name]).setText(words(message))
    box.setDefaultButton(buttons.Save)
    return buttons(box.exec()).name or "Cancel"


def ask_for_case(parent: QWidget, words: Words) -> Path | None:
    """Ask which case file to open."""
    name, _ = QtWidgets.QFileDialog.getOpenFileName(
        parent, words("Open a case"), "", words(_CASE_FILTER)
    )
    return Path(name) if name else None


def ask_where_to_save(parent: QWidget, words: Words, suggested: str) -> Path | None:
    """Ask for the file a case is saved in."""
    name, _ = QtWidgets.QFileDialog.getSaveFileName(
        parent, words("Save the case"), suggested, words(_CASE_FILTER)
    )
    return Path(name) if name else None


def warn(parent: QWidget, sentence: str, details: Sequence[str]) -> None:
    """Say what went wrong and why."""
    box = QtWidgets.QMessageBox(parent)
    box.setObjectName("warningMessage")
    box.setIcon(QtWidgets.QMessageBox.Icon.Warning)
    box.setText(sentence)
    box.setInformativeText("\n".join(details[:_MOST_DETAILS]))
    box.exec()
