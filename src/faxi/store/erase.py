"""Deleting for good: from the database, its log, every backup and what was set aside."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from faxi.store.backups import FOLDER, SALVAGE, SUFFIX, forget, leftovers, wipe
from faxi.store.book import Book
from faxi.store.database import only_one, translated
from faxi.store.recovery import DAMAGED
from faxi.store.rows import Place


def set_aside(folder: Path) -> list[Path]:
    """Return the damaged databases kept in a data folder."""
    return sorted((folder / DAMAGED).glob(f"*{SUFFIX}"))


def erase_cases(book: Book, folder: Path, case_ids: Sequence[int]) -> bool:
    """Delete cases from the book and all its copies.

    A copy out of which they cannot be taken, as from a damaged one, is deleted whole.

    Returns:
        Whether no other window kept the log from being emptied just now; if one did, it is emptied
        when that window closes.

    Raises:
        BookError: Something could not be written; what was deleted until then stays deleted.
    """
    uids = [row.uid for row in book.rows(*Place) if row.id in set(case_ids)]
    with only_one(folder):
        book.delete(case_ids)
        is_emptied = book.database.checkpoint()
        forget(folder, uids)
        _wipe_all([*leftovers(folder), *_files(folder / DAMAGED)])
    return is_emptied


def erase_everything(book: Book, folder: Path) -> bool:
    """Delete every case and every copy; the book stays, empty, for windows that have it open.

    Returns:
        As ``erase_cases``.
    """
    with only_one(folder):
        book.delete([row.id for row in book.rows(*Place)])
        with book.database.writing() as connection:
            connection.execute("DELETE FROM facts WHERE key <> 'changes'")
        with translated(book.database.path):
            book.database.connection.execute("VACUUM")
        is_emptied = book.database.checkpoint()
        _wipe_all(leftovers(folder))
        for place in (folder / FOLDER, folder / DAMAGED, *folder.glob(f"{SALVAGE}*")):
            _wipe_all(_files(place))
            with translated(place):
                shutil.rmtree(place, ignore_errors=True)
    return is_emptied


def _files(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if path.is_file()]


def _wipe_all(paths: Iterable[Path]) -> None:
    for path in paths:
        wipe(path)
