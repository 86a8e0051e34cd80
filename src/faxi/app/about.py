"""What the program says about itself: version, licence, the age of its rates, how to renew them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from faxi import __version__
from faxi.app import clock
from faxi.app.current_rules import current_rules, damage_text, import_rates
from faxi.engine.problems import CaseError, Problem
from faxi.exports.blocks import Block, Column, Heading, Paragraph, Table
from faxi.rules.series import OWN_FILE, SeriesFile, shipped_series
from faxi.rules.tables import RuleDataError
from faxi.store.files import FileError, read_file
from faxi.store.folders import data_folder
from faxi.store.json_text import MAX_BYTES
from faxi.text.faces import date_face, days_face
from faxi.text.messages import message_of
from faxi.text.words import Words

_MOST_LINES = 20
_EXAMPLE = ("lpr_1y", "lpr_5y")


class Brought(NamedTuple):
    """What became of a file of rates.

    Attributes:
        is_fine: Whether its rows were taken: all of them, or none.
        lines: The same in words, and why not.
    """

    is_fine: bool
    lines: tuple[str, ...]


def about_title(words: Words) -> str:
    """Return the program's name and version."""
    return words("Faxi penalty interest calculator {version}", version=__version__)


def about_blocks(words: Words) -> tuple[Block, ...]:
    """Return what there is to read about the program and its rates."""
    shipped, used = shipped_series(), current_rules().series
    return (
        Paragraph(
            words(
                "Everything stays on this computer: the program never connects to a network. "
                "Information, not legal advice."
            )
        ),
        Paragraph(
            words(
                "Free software under the MIT licence. It stands on Qt (LGPL 3), Noto Sans CJK "
                "(SIL Open Font Licence) and other free libraries under licences of their own."
            ),
            "note",
        ),
        Heading(words("How old the rates are")),
        _ages(shipped, used, words),
        *_own_rows(used, words),
        Heading(words("Newer rates")),
        *_how_to_renew(used, words),
    )


def _ages(shipped: Mapping[str, SeriesFile], used: Mapping[str, SeriesFile], words: Words) -> Table:
    titles = (words("Rate"), words("Last value"), words("Checked"), words("Your own rows"))
    rows = tuple(
        (file.title[words.language], _last(used[name], words), _age(file, words), _own(used[name]))
        for name, file in shipped.items()
    )
    return Table(tuple(Column(title) for title in titles), rows)


def _last(file: SeriesFile, words: Words) -> str:
    row = file.rows[-1]
    return words("{value} from {day}", value=row.value, day=date_face(row.day, words))


def _age(file: SeriesFile, words: Words) -> str:
    if file.series.ends is not None:
        return words("complete: ended on {day}", day=date_face(file.series.ends, words))
    checked_on = file.series.checked_on
    days = max((clock.today() - checked_on).days, 0)
    age = words("{days} ago", days=days_face(days, words)) if days else words("today")
    return words("{day}, {age}", day=date_face(checked_on, words), age=age)


def _own(file: SeriesFile) -> str:
    return str(len(file.series.own_days)) if file.series.own_days else "—"


def _own_rows(used: Mapping[str, SeriesFile], words: Words) -> Iterator[Block]:
    rows = tuple(
        (file.title[words.language], date_face(row.day, words), str(row.value), row.source)
        for file in used.values()
        for row in file.rows
        if row.own
    )
    if rows:
        titles = (words("Rate"), words("From"), words("Value"), words("Source"))
        yield Heading(words("Your own rows"), 2)
        yield Table(tuple(Column(title) for title in titles), rows)
        yield Paragraph(words("Kept in {file}.", file=data_folder() / OWN_FILE), "note")


def _how_to_renew(used: Mapping[str, SeriesFile], words: Words) -> Iterator[Block]:
    yield Paragraph(
        words(
            "A newer version of the program brings newer rates. Until then a file can: write the "
            "published values into a text file, or a spreadsheet saved as CSV (UTF-8), a row for "
            "each publication, and choose it below. All rows are taken or none, and each stays "
            "marked as your own."
        )
    )
    rows = [used[name].rows[-1] for name in _EXAMPLE]
    example = ",".join([rows[0].day.isoformat(), *(str(row.value) for row in rows)])
    head = ",".join(["date", *_EXAMPLE])
    yield Paragraph(words("Its first line, and a row as an example:"))
    yield Paragraph(head, "bullet")
    yield Paragraph(example, "bullet")
    yield Paragraph(
        words(
            "For other rates: series,date,value. A last column may name the source. In a terminal: "
            "faxi rules import FILE.csv"
        ),
        "note",
    )


def bring_rates(path: Path, words: Words) -> Brought:
    """Take the rows of a CSV file, and return what became of them in words."""
    try:
        report = import_rates(read_file(path, MAX_BYTES))
    except CaseError as error:
        first = words("Nothing was taken from “{name}”:", name=path.name)
        problems = error.problems[:_MOST_LINES]
        return Brought(False, (first, *(_placed(problem, words) for problem in problems)))
    except FileError as error:
        return Brought(False, (f"{error.path}: {message_of(error.problem, words)}",))
    except RuleDataError as error:
        return Brought(False, (damage_text(error, words),))
    said = words(
        "Rows added: {added}, replaced: {replaced}, known already: {unchanged}.",
        added=len(report.added),
        replaced=len(report.replaced),
        unchanged=report.unchanged,
    )
    renewed = (words("What is on screen has been calculated again."),)
    changed = renewed if report.added or report.replaced else ()
    warnings = tuple(message_of(warning, words) for warning in report.warnings)
    return Brought(True, (said, *changed, *warnings))


def _placed(problem: Problem, words: Words) -> str:
    """Return the sentence of a problem with the line and column it was found in."""
    line, _, column = problem.where.partition(":")
    sentence = message_of(problem, words)
    if not line:
        return sentence
    if not column:
        return words("Line {line}: {sentence}", line=line, sentence=sentence)
    return words("Line {line}, {column}: {sentence}", line=line, column=column, sentence=sentence)
