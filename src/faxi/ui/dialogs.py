"""The questions and messages of the window; nothing here is shown for a typing mistake."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMessageBox, QWidget

from faxi.text.words import Words, marked

_MOST_DETAILS = 20
_BUTTONS = (
    (QMessageBox.StandardButton.Save, marked("Save")),
    (QMessageBox.StandardButton.Discard, marked("Discard")),
    (QMessageBox.StandardButton.Cancel, marked("Cancel")),
)


def ask_to_save(parent: QWidget, words: Words) -> QMessageBox.StandardButton:
    """Ask what to do with unsaved changes."""
    box = QMessageBox(parent)
    box.setObjectName("unsavedMessage")
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(words("There are changes that are not saved."))
    for button, message in _BUTTONS:
        box.addButton(button)
        box.button(button).setText(words(message))
    box.setDefaultButton(QMessageBox.StandardButton.Save)
    return QMessageBox.StandardButton(box.exec())


def warn(parent: QWidget, sentence: str, details: Sequence[str]) -> None:
    """Say what went wrong and why."""
    box = QMessageBox(parent)
    box.setObjectName("warningMessage")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(sentence)
    box.setInformativeText("\n".join(details[:_MOST_DETAILS]))
    box.exec()
