"""The rules in use: the shipped ones with the person's own rates and ladders over them."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from faxi.app import clock
from faxi.engine.problems import CaseError, Problem
from faxi.rules.book import Rules, forget_rules, load_rules
from faxi.rules.series import shipped_series
from faxi.rules.tables import RuleDataError
from faxi.store.files import FileError, write_file
from faxi.store.folders import data_folder
from faxi.store.json_text import MAX_BYTES
from faxi.text.faces import date_face
from faxi.text.messages import message_of
from faxi.text.words import Words, marked

if TYPE_CHECKING:
    from faxi.rules.own_rows import ImportReport

# What the reader of rule files says, as a sentence for whoever wrote one by hand.
_REASONS: Mapping[str, str] = {
    "cannot be read": marked("The file cannot be read."),
    "not UTF-8 text": marked("The file is not UTF-8 text."),
    "not TOML": marked("The file is not valid TOML; look at line {value}."),
    "missing": marked("This is missing."),
    "empty": marked("This is empty."),
    "unknown key": marked("This key is not known."),
    "unknown": marked("“{value}” is not known here."),
    "repeated": marked("“{value}” stands there twice."),
    "not in the base": marked("“{value}” is not in the ladder that this one extends."),
    "goes round in circles": marked("A ladder cannot extend itself."),
    "expected a text": marked("A text in quotes is needed here, not {value}."),
    "expected a whole number": marked("A whole number without quotes is needed here, not {value}."),
    "expected a date": marked("A date without quotes is needed here, not {value}."),
    "expected a list": marked("A list in square brackets is needed here, not {value}."),
    "expected a table": marked("Keys with values are needed here, not {value}."),
    "expected a list of texts": marked("A list of texts in quotes is needed here."),
    "expected a list of tables": marked("Rows, each under a name in double brackets, are needed."),
    "expected the day": marked("The days must go on without gap or overlap, here from {value}."),
    "ends before it begins": marked("This ends before it begins."),
    "the last range must have no to_days": marked("The last row must have no last day (to_days)."),
    "stages and their order must be those of the general ladder": marked(
        "The stages and their order must be those of the general ladder."
    ),
    "no stage for the notice": marked("No stage is there for the notice “{value}”."),
    "no rule": marked("At least one rule must be named."),
    "another file names the same": marked("Another file names the same kind of lender."),
}
_OTHERWISE = marked("This is not as a rule file has it.")

# Folders whose files proved to be damaged, and that are left out for that.
_left_out: set[Path] = set()


def current_rules() -> Rules:
    """Return the rules a calculation uses now, read once.

    Raises:
        RuleDataError: A file of the person's own is wrong; the message names file and key.
    """
    folder = data_folder()
    return load_rules(None if folder in _left_out else folder)


def data_age(words: Words) -> str:
    """Return how far the one-year LPR is checked, and which rows the person added to it."""
    series = current_rules().lpr_1y.series
    checked_on = shipped_series()[series.id].series.checked_on
    age = words("LPR data up to {day}", day=date_face(checked_on, words))
    if not series.own_days:
        return age
    last = date_face(max(series.own_days), words)
    count = len(series.own_days)
    return words("{age}; your own rows: {count}, the last of {day}", age=age, count=count, day=last)


def leave_out_damage() -> RuleDataError | None:
    """Use the shipped rules alone if a file of the person's own is wrong, and return what is.

    A window has to open whatever a folder holds; a command can stop and say so.
    """
    folder = data_folder()
    try:
        load_rules(folder)
    except RuleDataError as error:
        _left_out.add(folder)
        return error
    return None


def damage_text(error: RuleDataError, words: Words) -> str:
    """Return which file is damaged where, in words, and what is used instead."""
    file, _, key = error.where.partition(":")
    return words(
        "Your own data file {place} is damaged: {reason} Until it is mended and the program is "
        "started again, only the shipped data are used.",
        place=words("{file} ({key})", file=file, key=key) if key else file,
        reason=damage_reason(error, words),
    )


def damage_reason(error: RuleDataError, words: Words) -> str:
    """Return what is wrong with a file of the person's own, as a sentence."""
    if error.problem is not None:
        return message_of(error.problem, words)
    head, _, value = error.reason.partition(": ")
    return words(_REASONS.get(head, _OTHERWISE), value=value)


def import_rates(data: bytes) -> "ImportReport":
    """Take rows of a CSV file into the person's own folder; see ``import_rows``.

    Raises:
        FileError: The folder cannot be made or written to.
    """
    from faxi.rules.own_rows import import_rows  # noqa: PLC0415 - few have any

    if len(data) > MAX_BYTES:
        raise CaseError([Problem("file_too_large", "", {"limit": MAX_BYTES // 2**20})])
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(folder, error) from error
    report = import_rows(data, folder, write_file, clock.today())
    forget_rules()
    return report


def export_rates() -> bytes:
    """Return the person's own rows as CSV."""
    from faxi.rules.own_rows import export_rows  # noqa: PLC0415 - few have any

    return export_rows(current_rules().series.values())
