"""What is said about the book: recovery, upgrades, what was added, moved or could not be kept."""

from typing import TYPE_CHECKING

from faxi.app.case_list import title_face
from faxi.engine.problems import Problem
from faxi.store.recovery import Opened, Recovery
from faxi.store.rows import CaseRow, Place
from faxi.text.faces import date_face
from faxi.text.messages import message_of
from faxi.text.words import Words

if TYPE_CHECKING:
    from faxi.app.book_transfer import Added


def news_texts(opened: Opened, words: Words) -> tuple[str, str]:
    """Return what happened while the book was opened: a sentence, and the details."""
    if opened.recovery is None:
        text = words(
            "The case book was brought up to this program's version; a copy of the old one is "
            "among the backups."
        )
        return text, ""
    return words("The case book was damaged and has been rescued."), recovery_text(
        opened.recovery, words
    )


def recovery_text(recovery: Recovery, words: Words) -> str:
    """Return what became of a damaged book."""
    sentences = []
    if recovery.backup_of is not None:
        day = date_face(recovery.backup_of, words)
        sentences.append(words("The backup of {day} was opened.", day=day))
    elif recovery.from_backup:
        sentences.append(words("A backup was opened."))
    else:
        sentences.append(words("There was no backup."))
    if recovery.rescued:
        text = words.plural(
            "{count} debt was read from the damaged file.",
            "{count} debts were read from the damaged file.",
            recovery.rescued,
        )
        sentences.append(text)
    if recovery.lost:
        text = words.plural(
            "{count} debt could not be read.", "{count} debts could not be read.", recovery.lost
        )
        sentences.append(text)
    if recovery.set_aside is not None:
        place = f"{recovery.set_aside.parent.name}/{recovery.set_aside.name}"
        sentences.append(
            words("The damaged file was kept as “{name}” in the data folder.", name=place)
        )
    return words.sentences(sentences)


def opened_text(added: "Added", words: Words) -> str:
    """Return what came into the book from a file."""
    sentences = []
    if added.rows:
        text = words.plural(
            "{count} debt was copied into the case book; the file stays as it is.",
            "{count} debts were copied into the case book; the file stays as it is.",
            len(added.rows),
        )
        sentences.append(text)
    if added.known:
        text = words.plural(
            "{count} debt was in the case book already.",
            "{count} debts were in the case book already.",
            len(added.known),
        )
        sentences.append(text)
    if not sentences:
        sentences.append(words("The file holds no debts."))
    return words.labelled(f"“{words.listing(added.names)}”", words.sentences(sentences))


def moved_text(count: int, place: Place, words: Words) -> str:
    """Return what was moved where."""
    if place is Place.TRASH:
        return words.plural(
            "{count} debt was moved to the trash.", "{count} debts were moved to the trash.", count
        )
    if place is Place.ARCHIVE:
        return words.plural("{count} debt was archived.", "{count} debts were archived.", count)
    return words.plural(
        "{count} debt is back in the list.", "{count} debts are back in the list.", count
    )


def parted_text(row: CaseRow, words: Words) -> str:
    """Return that a case went on as its own."""
    return words(
        "Another window changed this debt meanwhile. What you entered here was kept as a debt of "
        "its own, “{title}”; nothing was overwritten.",
        title=title_face(row, words),
    )


def unsaved_text(problem: Problem, words: Words, *, is_behind: bool) -> str:
    """Return why the book cannot be used, and what that means for the work."""
    sentence = message_of(problem, words)
    if problem.code == "book_newer":
        rest = words("What you enter is kept in this window only; save a copy to keep it.")
    elif is_behind:
        rest = words("Your last edits are kept in this window and saved as soon as it works again.")
    else:
        rest = words("It is tried again every few seconds.")
    return f"{sentence} {rest}"
