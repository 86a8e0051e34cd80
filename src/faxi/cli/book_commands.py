"""``faxi cases``: the case book without a window, over the same store and the same locks."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from faxi.app import clock
from faxi.app.book_texts import news_texts, opened_text
from faxi.app.book_transfer import add_book, export_book
from faxi.app.case_list import (
    ORDERS,
    Query,
    lender_face,
    listed,
    moved_rows,
    row_document,
    stage_choices,
    stage_face,
    title_face,
    totals,
    totals_face,
)
from faxi.app.casebook import CaseBook, stale_of
from faxi.app.overview import cases_of, combined_of, export_combined
from faxi.app.statements import calculate_case
from faxi.app.summaries import document_of, summary_of
from faxi.cli.days import day_reader
from faxi.cli.law_commands import FINE, PROBLEMS, Run
from faxi.cli.usage import UsageError, output_paths
from faxi.engine.case import Case
from faxi.engine.problems import CaseError
from faxi.exports.blocks import Column, Document, Paragraph, Table
from faxi.exports.combined import COMBINED_FORMATS
from faxi.exports.plain_text import write_text
from faxi.store.documents import case_bytes
from faxi.store.files import write_file
from faxi.store.rows import CaseRow, Place
from faxi.text.faces import money_face
from faxi.text.messages import message_of
from faxi.text.words import Words

_BATCH = 200


def add_cases(
    parser: argparse.ArgumentParser, words: Words, kind: type[Any]
) -> dict[str, argparse.ArgumentParser]:
    """Declare ``faxi cases`` and return the parsers of what can be done, by name.

    Args:
        kind: The class of the parsers.
    """
    actions = parser.add_subparsers(
        dest="action", title=words("commands"), metavar="COMMAND", parser_class=kind
    )
    actions.required = True
    made = {
        name: actions.add_parser(name, words=words, help=words(message))
        for name, message in (
            ("list", words("the debts of the case book")),
            ("show", words("one debt, calculated")),
            ("add", words("copy cases into the book")),
            ("remove", words("move debts to the trash, or delete them for good")),
            ("restore", words("take debts back from the trash or the archive")),
            ("export", words("write a debt, or the whole book, to a file")),
            ("import", words("add the debts of a book's file")),
            ("summary", words("write the repayment summary of all debts")),
        )
    }
    _add_list(made["list"], words)
    _add_numbers(made["show"], words, many=False)
    made["show"].add_argument(
        "--as-of",
        type=day_reader(words),
        metavar="DATE",
        help=words("cut-off date; today when left out"),
    )
    _add_numbers(made["remove"], words)
    made["remove"].add_argument(
        "--for-good",
        action="store_true",
        help=words("with their history, out of the trash and every backup; cannot be undone"),
    )
    _add_numbers(made["restore"], words)
    export = made["export"]
    export.add_argument(
        "number", nargs="?", metavar="NUMBER", help=words("a debt; the whole book when left out")
    )
    export.add_argument(
        "-o", "--output", metavar="FILE", help=words("file to write; standard output when left out")
    )
    made["summary"].add_argument(
        "-o",
        "--output",
        action="append",
        required=True,
        metavar="FILE",
        help=words("file to write ({suffixes}); repeatable", suffixes=", ".join(COMBINED_FORMATS)),
    )
    made["summary"].add_argument(
        "--as-of",
        type=day_reader(words),
        metavar="DATE",
        help=words("cut-off date; today when left out"),
    )
    made["import"].add_argument("file", metavar="BOOK.json", help=words("the file of a book"))
    return made


def _stage_reader(words: Words) -> Callable[[str], str]:
    """Return a reader of stages, which looks at the rules only once a stage is asked for."""

    def read(text: str) -> str:
        # argparse reads a default too.
        stages = [stage_id for stage_id, _ in stage_choices(words)] if text else [text]
        if text not in stages:
            accepted = ", ".join(stages)
            raise argparse.ArgumentTypeError(
                words(
                    "“{value}” is not known here; accepted: {accepted}.",
                    value=text[:20],
                    accepted=accepted,
                )
            )
        return text

    return read


def _add_list(parser: argparse.ArgumentParser, words: Words) -> None:
    places = parser.add_mutually_exclusive_group()
    places.add_argument("--archive", action="store_true", help=words("the archive instead"))
    places.add_argument("--trash", action="store_true", help=words("the trash instead"))
    parser.add_argument(
        "--search",
        default="",
        metavar="TEXT",
        help=words("only those whose title or lender has it"),
    )
    parser.add_argument(
        "--stage",
        type=_stage_reader(words),
        default="",
        metavar="STAGE",
        help=words("only those at a stage"),
    )
    parser.add_argument(
        "--sort",
        choices=list(ORDERS),
        default="changed",
        metavar="ORDER",
        help=words("order") + f": {', '.join(ORDERS)}",
    )


def _add_numbers(parser: argparse.ArgumentParser, words: Words, *, many: bool = True) -> None:
    parser.add_argument(
        "numbers",
        nargs="+" if many else 1,
        metavar="NUMBER",
        help=words("number of a debt, as the list shows it"),
    )


class _Desk:
    """The book for one command, and what the command says of it."""

    def __init__(self, run: Run) -> None:
        self.run, self.words, self.options = run, run.words, run.options
        self.book = CaseBook()
        self.is_json = run.options.format == "json"

    def rows(self, numbers: Iterable[str]) -> list[CaseRow]:
        """Return the rows of some numbers; complain of each that is none."""
        found = []
        for number in dict.fromkeys(numbers):
            row = None
            if number.isascii() and number.isdigit() and len(number) < 19:
                row = self.book.row(int(number))
            if row is None:
                sentence = self.words("There is no debt of this number; see “faxi cases list”.")
                self.run.complaints.append(f"{number[:20]}: {sentence}")
            else:
                found.append(row)
        return found

    def fresh(self, rows: Sequence[CaseRow]) -> list[CaseRow]:
        """Return rows with today's figures."""
        stale = stale_of(rows)
        made: dict[int, CaseRow] = {}
        for first in range(0, len(stale), _BATCH):
            for row in self.book.refresh(stale[first : first + _BATCH]):
                made[row.id] = row
        return [made.get(row.id, row) for row in rows]

    def say(self, sentence: str, rows: Sequence[CaseRow]) -> None:
        """Say what was done to some cases: a sentence, or the rows."""
        if self.is_json:
            documents = [row_document(row) for row in rows]
            self.run.output.append(json.dumps(documents, ensure_ascii=False, indent=2) + "\n")
        else:
            lines = [f"{row.id}: {title_face(row, self.words)}" for row in rows]
            self.run.output.append("\n".join([sentence, *lines]) + "\n")

    def tell_news(self) -> None:
        """Say on standard error what happened to the book while it was opened."""
        for opened in self.book.news:
            print(" ".join(filter(None, news_texts(opened, self.words))), file=sys.stderr)
        self.book.news.clear()


def cases(run: Run, read: Callable[[], list[tuple[str, Case]]]) -> int:
    """Do what was asked of the book.

    Args:
        read: Reads the cases to be added, each with the name of its file; complains of bad ones.
    """
    desk = _Desk(run)
    try:
        if run.options.action == "add":
            status = _add(desk, read())
        else:
            status = _ACTIONS[run.options.action](desk)
        if status == FINE and run.options.action not in {"list", "show", "export", "summary"}:
            desk.book.back_up()
        return status
    finally:
        desk.tell_news()
        desk.book.close()


def _list(desk: _Desk) -> int:
    options, words = desk.options, desk.words
    place = Place.ARCHIVE if options.archive else Place.TRASH if options.trash else Place.LIST
    query = Query(place, options.search, options.stage, options.sort)
    rows = listed(desk.fresh(desk.book.rows(place)), query)
    if desk.is_json:
        documents = [row_document(row) for row in rows]
        desk.run.output.append(json.dumps(documents, ensure_ascii=False, indent=2) + "\n")
        return FINE
    today = clock.today()
    columns = (
        Column(words("Number")),
        Column(words("Title")),
        Column(words("Lender")),
        Column(words("Total due (yuan)"), is_figure=True),
        Column(words("Days overdue"), is_figure=True),
        Column(words("Collection stage")),
    )
    cells = tuple(
        (
            str(row.id),
            title_face(row, words),
            lender_face(row, words),
            money_face(row.figures.total_due) if row.figures else "",
            str(row.figures.days_overdue) if row.figures else "",
            stage_face(row, words),
        )
        for row in rows
    )
    summed = Paragraph(totals_face(totals(rows), today, words))
    blocks = (Table(columns, cells), summed) if cells else (summed,)
    title = words("My debts")
    document = Document(words.language, title, "", today.isoformat(), "", blocks)
    desk.run.output.append(write_text(document))
    return FINE


def _show(desk: _Desk) -> int:
    rows = desk.rows(desk.options.numbers)
    if desk.run.complaints:
        return PROBLEMS
    row = desk.fresh(rows)[0]
    case = desk.book.case_of(row.id)
    statement = None
    if case is not None:
        try:
            statement = calculate_case(case, desk.options.as_of or clock.today())
        except CaseError as error:
            desk.run.complaints += [
                f"{row.id}: {problem.where}: {message_of(problem, desk.words)}"
                for problem in error.problems
            ]
            return PROBLEMS
    if desk.is_json:
        document = {
            **row_document(row),
            "case": json.loads(case_bytes(case)) if case is not None else None,
            "statement": document_of(statement, desk.words) if statement is not None else None,
        }
        desk.run.output.append(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    elif statement is not None:
        desk.run.output.append(write_text(summary_of(statement, desk.words).document))
    else:
        desk.say(desk.words("This debt is unfinished; open it in the window to go on."), [row])
    return FINE


def _add(desk: _Desk, given: list[tuple[str, Case]]) -> int:
    if desk.run.complaints:
        return PROBLEMS
    rows = []
    by_origin: dict[str, list[Case]] = {}
    for origin, case in given:
        by_origin.setdefault(origin, []).append(case)
    for origin, found in by_origin.items():
        rows += desk.book.add_cases(found, origin)
    sentence = desk.words.plural(
        "{count} debt was added to the case book.",
        "{count} debts were added to the case book.",
        len(rows),
    )
    desk.say(sentence, rows)
    return FINE


def _remove(desk: _Desk) -> int:
    rows = desk.rows(desk.options.numbers)
    if desk.run.complaints:
        return PROBLEMS
    words, count = desk.words, len(rows)
    if desk.options.for_good:
        if not desk.book.erase([row.id for row in rows]):
            note = words(
                "Another window has the book open; the last traces go when that one is closed."
            )
            print(note, file=sys.stderr)
        sentence = words.plural(
            "{count} debt was deleted for good, backups included.",
            "{count} debts were deleted for good, backups included.",
            count,
        )
    else:
        rows = moved_rows(desk.book, rows, Place.TRASH)
        sentence = words.plural(
            "{count} debt was moved to the trash.", "{count} debts were moved to the trash.", count
        )
    desk.say(sentence, rows)
    return FINE


def _restore(desk: _Desk) -> int:
    rows = desk.rows(desk.options.numbers)
    if desk.run.complaints:
        return PROBLEMS
    rows = moved_rows(desk.book, rows, Place.LIST)
    sentence = desk.words.plural(
        "{count} debt is back in the list.", "{count} debts are back in the list.", len(rows)
    )
    desk.say(sentence, rows)
    return FINE


def _export(desk: _Desk) -> int:
    from faxi.store.book_file import book_bytes  # noqa: PLC0415 - only for a whole book

    number, output = desk.options.number, desk.options.output
    if number is None:
        if output is None:
            desk.run.output.append(book_bytes(desk.book.dump()).decode())
            return FINE
        count = export_book(desk.book, Path(output))
        written = desk.words.plural(
            "{count} debt was written to the file.",
            "{count} debts were written to the file.",
            count,
        )
        desk.run.output.append(written + "\n")
        return FINE
    rows = desk.rows([number])
    case = desk.book.case_of(rows[0].id) if rows else None
    if rows and case is None:
        sentence = desk.words("This debt is unfinished; open it in the window to go on.")
        desk.run.complaints.append(f"{number}: {sentence}")
    if case is None:
        return PROBLEMS
    if output is None:
        desk.run.output.append(case_bytes(case).decode())
    else:
        write_file(Path(output), case_bytes(case))
        desk.run.output.append(desk.words("Written: {path}", path=output) + "\n")
    return FINE


def _import(desk: _Desk) -> int:
    path = Path(desk.options.file)
    if str(path) == "-":
        raise UsageError(desk.words("a book is read from a file"))
    try:
        added = add_book(desk.book, path)
    except CaseError as error:
        for problem in error.problems:
            parts = (desk.options.file, problem.where, message_of(problem, desk.words))
            desk.run.complaints.append(": ".join(filter(None, parts)))
        return PROBLEMS
    desk.say(opened_text(added, desk.words), added.rows)
    return FINE


def _summary(desk: _Desk) -> int:
    paths = output_paths(desk.options.output, COMBINED_FORMATS, desk.words)
    rows = listed(desk.fresh(desk.book.rows(Place.LIST)), Query(order="total"))
    if not rows:
        desk.run.complaints.append(desk.words("The case book holds no debts."))
        return PROBLEMS
    cases = cases_of(desk.book, rows)
    combined = combined_of(cases, desk.options.as_of or clock.today(), desk.words)
    for path in paths:
        for warning in export_combined(combined, path):
            message = message_of(warning, desk.words)
            print(
                desk.words("{file}: warning: {message}", file=path, message=message),
                file=sys.stderr,
            )
        desk.run.output.append(desk.words("Written: {path}", path=path) + "\n")
    return FINE


_ACTIONS: dict[str, Callable[[_Desk], int]] = {
    "list": _list,
    "show": _show,
    "remove": _remove,
    "restore": _restore,
    "export": _export,
    "import": _import,
    "summary": _summary,
}
