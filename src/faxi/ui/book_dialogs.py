"""The questions about the book: each says plainly what will be gone, and refuses by default."""

from collections.abc import Sequence
from pathlib import Path

from PySide6 import QtWidgets  # its dialogs are looked up when one is asked for
from PySide6.QtWidgets import QWidget

from faxi.text.words import Words, marked
from faxi.ui.dialogs import show_plainly

_BOOK_FILTER = marked("Case books (*.json)")
_MOST_TITLES = 10


def _asked(parent: QWidget, name: str, texts: tuple[str, str], yes: str, words: Words) -> bool:
    """Ask before something that cannot be undone."""
    box = QtWidgets.QMessageBox(parent)
    box.setObjectName(name)
    box.setIcon(QtWidgets.QMessageBox.Icon.Warning)
    box.setText(texts[0])
    box.setInformativeText(texts[1])
    show_plainly(box)
    buttons = QtWidgets.QMessageBox.StandardButton
    box.setStandardButtons(buttons.Yes | buttons.Cancel)
    box.button(buttons.Yes).setText(yes)
    box.button(buttons.Cancel).setText(words("Cancel"))
    box.setDefaultButton(buttons.Cancel)
    return buttons(box.exec()) == buttons.Yes


def ask_to_erase(
    parent: QWidget, titles: Sequence[str], words: Words, *, has_damaged: bool
) -> bool:
    """Ask whether cases are to be deleted for good."""
    listed = "\n".join(titles[:_MOST_TITLES]) + ("\n…" if len(titles) > _MOST_TITLES else "")
    question = words.plural(
        "Delete {count} debt for good?", "Delete {count} debts for good?", len(titles)
    )
    what = words(
        "With their history, from the trash and from every backup. This cannot be undone. "
        "Files you exported or copied yourself are not touched."
    )
    if has_damaged:
        what += " " + words("Damaged case books that were set aside are deleted as well.")
    return _asked(parent, "eraseMessage", (question, f"{listed}\n\n{what}"), words("Delete"), words)


def ask_to_erase_everything(parent: QWidget, count: int, backups: int, words: Words) -> bool:
    """Ask whether the whole book is to be deleted."""
    what = words(
        "Every debt ({count}) with its history, archive and trash, and every backup ({backups}). "
        "This cannot be undone. Files you exported or copied yourself are not touched.",
        count=count,
        backups=backups,
    )
    question = words("Delete everything?")
    return _asked(parent, "eraseAllMessage", (question, what), words("Delete everything"), words)


def ask_to_leave(parent: QWidget, words: Words) -> str:
    """Ask what to do with work that cannot be kept: ``"leave"``, ``"stay"`` or ``"retry"``."""
    box = QtWidgets.QMessageBox(parent)
    box.setObjectName("unsavedMessage")
    box.setIcon(QtWidgets.QMessageBox.Icon.Warning)
    box.setText(words("Your last edits could not be saved."))
    box.setInformativeText(words("Closing now loses them. You can save a copy to another place."))
    buttons = QtWidgets.QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    for button, text in (
        (buttons.Save, words("Save a copy")),
        (buttons.Discard, words("Close anyway")),
        (buttons.Cancel, words("Cancel")),
    ):
        box.button(button).setText(text)
    box.setDefaultButton(buttons.Cancel)
    answers = {buttons.Save: "retry", buttons.Discard: "leave"}
    return answers.get(buttons(box.exec()), "stay")


def ask_where_to_export(parent: QWidget, words: Words, suggested: str) -> Path | None:
    """Ask for the file the book is written to."""
    name, _ = QtWidgets.QFileDialog.getSaveFileName(
        parent, words("Export the whole book"), suggested, words(_BOOK_FILTER)
    )
    return Path(name) if name else None


def ask_for_book(parent: QWidget, words: Words) -> Path | None:
    """Ask which book to import."""
    name, _ = QtWidgets.QFileDialog.getOpenFileName(
        parent, words("Import a book"), "", words(_BOOK_FILTER)
    )
    return Path(name) if name else None


def ask_for_backup(parent: QWidget, names: Sequence[str], words: Words) -> int | None:
    """Ask which backup to go back to; return its number."""
    title = words("Go back to a backup")
    if not names:
        QtWidgets.QMessageBox.information(parent, title, words("There is no backup yet."))
        return None
    note = words("The book becomes what it was on that day. What it holds now is kept as a backup.")
    dialog = QtWidgets.QInputDialog(parent)
    dialog.setObjectName("backupDialog")
    dialog.setWindowTitle(title)
    dialog.setLabelText(note)
    dialog.setComboBoxItems(names)
    for box in dialog.findChildren(QtWidgets.QComboBox):
        box.setAccessibleName(title)
        box.setAccessibleDescription(note)
    return list(names).index(dialog.textValue()) if dialog.exec() else None
