"""The commands: read cases, calculate, print or export; nothing printed unless all is well."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from faxi.app import clock
from faxi.app.quick_case import QUICK_OPTIONS, REQUIRED, quick_document
from faxi.app.statements import calculate_case
from faxi.app.summaries import document_of, export_file, summary_of
from faxi.cli.audit_command import audit as audit_case
from faxi.cli.book_commands import cases as book_cases
from faxi.cli.export_options import export_options
from faxi.cli.inputs import standard_input
from faxi.cli.law_commands import costs, rules
from faxi.cli.loan_commands import cost, schedule
from faxi.cli.plan_command import Debt, usage_fault
from faxi.cli.plan_command import plan as plan_debts
from faxi.cli.stage_command import stage
from faxi.cli.text_commands import print_texts, verify_file
from faxi.cli.usage import UsageError, output_paths
from faxi.engine.case import Case
from faxi.engine.problems import CaseError, Problem
from faxi.engine.statement import Statement
from faxi.exports.formats import READING, suffixes_of
from faxi.exports.plain_text import write_text
from faxi.store.case_file import read_case
from faxi.store.documents import Entry, read_entries
from faxi.store.files import FileError, read_file
from faxi.store.json_text import MAX_BYTES
from faxi.text.faces import date_face
from faxi.text.messages import message_of
from faxi.text.words import Words

FINE, PROBLEMS, USAGE, FILES = 0, 1, 2, 3


class Source(NamedTuple):
    """Cases that came from one place.

    Attributes:
        label: What messages call it: the file as given, or ``""`` for a quick case.
        flags: Option behind each path of a quick case.
    """

    label: str
    entries: Sequence[Entry]
    is_list: bool
    flags: dict[str, str]


class Session:
    """One run of a command: what it says goes to two buffers until the end is known."""

    def __init__(self, options: argparse.Namespace, words: Words) -> None:
        self.options, self.words = options, words
        self.output: list[str] = []
        self.complaints: list[str] = []
        self.today: date | None = None

    def cut_off(self, entry: Entry) -> date:
        """Return an entry's own cut-off date, the one given, or today."""
        chosen: date | None = entry.as_of or self.options.as_of
        if chosen is None:
            # Asked once: midnight must not part the cases of one run.
            chosen = self.today = self.today or clock.today()
        return chosen

    def complain(self, source: Source, entry: Entry | None, problems: Iterable[Problem]) -> None:
        """Note problems, each with its file, its place in it, and a sentence."""
        for problem in problems:
            label = source.label
            if entry is not None and entry.position is not None:
                label = f"{label}[{entry.position}]"
            place = _option_of(problem.where, source.flags) or problem.where
            params = dict(problem.params)
            if source.flags and "because" in params:
                params["because"] = _option_of(str(params["because"]), source.flags)
            message = message_of(problem._replace(params=params), self.words)
            parts = [part for part in (label, place, message) if part]
            self.complaints.append(": ".join(parts))


def _option_of(where: str, flags: dict[str, str]) -> str | None:
    """Return the option that set a path, or the one that should have."""
    for path in sorted(flags, key=len, reverse=True):
        # A problem of the whole of something is one of the option that set a part of it.
        if where.startswith(path) or (where and path.startswith(f"{where}.")):
            return f"--{flags[path]}"
    return next((f"--{o.flag}" for o in QUICK_OPTIONS if flags and where.endswith(o.path)), None)


def calculate(session: Session) -> int:
    """Calculate every case and print the results."""
    sources = _sources(session)
    results = _statements(session, sources)
    if session.complaints:
        return PROBLEMS
    if session.options.format == "json":
        documents: Any = [document_of(statement, session.words) for statement in results]
        is_list = len(sources) > 1 or sources[0].is_list
        text = json.dumps(documents if is_list else documents[0], ensure_ascii=False, indent=2)
        session.output.append(text + "\n")
    else:
        texts = [write_text(summary_of(s, session.words).document) for s in results]
        session.output.append("\n\n".join(texts))
    return FINE


def export(session: Session) -> int:
    """Write a document of one case to every file asked for."""
    chosen = export_options(session.options, session.words)
    paths = output_paths(session.options.output, suffixes_of(chosen.paper), session.words)
    if len(session.options.files) > 1:
        raise UsageError(session.words("export takes one case"))
    read = {os.path.realpath(name) for name in session.options.files}
    if taken := [path for path in paths if os.path.realpath(path) in read]:
        raise UsageError(session.words("{file} is the case itself; give another", file=taken[0]))
    sources = _sources(session)
    count = len(sources[0].entries)
    if count != 1:
        session.complain(sources[0], None, [Problem("one_case_needed", "", {"count": count})])
        return PROBLEMS
    statements = _statements(session, sources)
    if session.complaints:
        return PROBLEMS
    for path in paths:
        warnings = export_file(statements[0], path, session.words, chosen)
        _warn(session, str(path), warnings)
        session.output.append(session.words("Written: {path}", path=path) + "\n")
    return FINE


def texts(session: Session) -> int:
    """Print the texts to use of every case."""
    sources = _sources(session)
    results = _statements(session, sources)
    if session.complaints:
        return PROBLEMS
    print_texts(session, results, is_list=len(sources) > 1 or sources[0].is_list)
    return FINE


def plan(session: Session) -> int:
    """Print ways out of the debts given."""
    if fault := usage_fault(session.options, session.words):
        raise UsageError(fault)
    sources = _sources(session)
    debts = _debts(session, sources)
    if session.complaints:
        return PROBLEMS
    return plan_debts(session, debts, is_list=len(sources) > 1 or sources[0].is_list)


def audit(session: Session) -> int:
    """Check the creditor's table of one case."""
    letters = output_paths(session.options.output, READING, session.words)
    sources = _sources(session)
    count = sum(len(source.entries) for source in sources)
    if count != 1:
        session.complain(sources[0], None, [Problem("one_case_needed", "", {"count": count})])
        return PROBLEMS
    is_given = session.options.as_of is not None or sources[0].entries[0].as_of is not None
    debts = _debts(session, sources)
    if session.complaints:
        return PROBLEMS
    return audit_case(session, debts[0], letters, is_their_cut_off=is_given)


def _debts(session: Session, sources: Iterable[Source]) -> list[Debt]:
    """Return every case with the label its messages bear and its cut-off date."""
    debts = []
    for source in sources:
        for entry in source.entries:
            if entry.case is None:
                session.complain(source, entry, entry.problems)
                continue
            position = "" if entry.position is None else f"[{entry.position}]"
            debts.append((f"{source.label}{position}", entry.case, session.cut_off(entry)))
    return debts


def cases(session: Session) -> int:
    """Do what was asked of the case book."""

    def read() -> list[tuple[str, Case]]:
        found = []
        for source in _sources(session):
            name = "" if source.label == "-" else Path(source.label).name
            for entry in source.entries:
                if entry.case is None:
                    session.complain(source, entry, entry.problems)
                else:
                    found.append((name, entry.case))
        return found

    return book_cases(session, read)


def check(session: Session) -> int:
    """Report the problems of every case; a cut-off date also brings those of the calculation."""
    sources = _sources(session)
    for source in sources:
        for entry in source.entries:
            if entry.case is None:
                session.complain(source, entry, entry.problems)
            elif (session.options.as_of or entry.as_of) is not None:
                _statement(session, source, entry)
    if session.complaints:
        return PROBLEMS
    for source in sources:
        session.output.append(session.words("{file}: no problems", file=source.label) + "\n")
    return FINE


def _warn(session: Session, label: str, warnings: Iterable[Problem]) -> None:
    for warning in warnings:
        message = message_of(warning, session.words)
        print(
            session.words("{file}: warning: {message}", file=label, message=message),
            file=sys.stderr,
        )


def _statements(session: Session, sources: Iterable[Source]) -> list[Statement]:
    found = [_statement(session, source, entry) for source in sources for entry in source.entries]
    return [statement for statement in found if statement is not None]


def _statement(session: Session, source: Source, entry: Entry) -> Statement | None:
    if entry.case is None:
        session.complain(source, entry, entry.problems)
        return None
    try:
        return calculate_case(entry.case, session.cut_off(entry))
    except CaseError as error:
        session.complain(source, entry, error.problems)
        return None


def _sources(session: Session) -> list[Source]:
    options, words = session.options, session.words
    given = {
        option.flag: value
        for option in QUICK_OPTIONS
        if (value := getattr(options, option.flag.replace("-", "_"), None)) is not None
    }
    if options.files and given:
        raise UsageError(words("a case file and options of a quick case exclude each other"))
    if not options.files:
        return [_quick_source(given, words)]
    if options.files.count("-") > 1:
        raise UsageError(words("standard input can be read once only"))
    return [_file_source(name) for name in options.files]


def _quick_source(given: dict[str, Any], words: Words) -> Source:
    if not given:
        raise UsageError(words("give a case file, or --principal, --due and a penalty rate"))
    required = (*REQUIRED, "cap") if "cap-apply" in given else REQUIRED
    missing = [f"--{flag}" for flag in required if flag not in given]
    if missing:
        raise UsageError(words("missing: {what}", what=", ".join(missing)))
    rates = [flag for flag in ("penalty-rate", "penalty-surcharge") if flag in given]
    if len(rates) != 1:
        raise UsageError(words("give either --penalty-rate or --penalty-surcharge"))
    document, flags = quick_document(given)
    return Source("", [_quick_entry(document)], is_list=False, flags=flags)


def _quick_entry(document: dict[str, Any]) -> Entry:
    case: Case | None = None
    problems: tuple[Problem, ...] = ()
    try:
        case = read_case(document)
    except CaseError as error:
        problems = error.problems
    return Entry(None, case, None, problems)


def _file_source(name: str) -> Source:
    data = standard_input() if name == "-" else read_file(Path(name), MAX_BYTES)
    try:
        entries = read_entries(data)
    except CaseError as error:
        entries = [Entry(None, None, None, error.problems)]
    return Source(name, entries, is_list=entries[0].position is not None, flags={})


def say_date_used(session: Session) -> None:
    """Say on standard error which day was taken for want of a cut-off date."""
    if session.today is not None:
        day = date_face(session.today, session.words)
        print(session.words("Cut-off date: {day} (today)", day=day), file=sys.stderr)


COMMANDS = {
    "calculate": calculate,
    "export": export,
    "verify": verify_file,
    "texts": texts,
    "check": check,
    "costs": costs,
    "rules": rules,
    "stage": stage,
    "cases": cases,
    "schedule": schedule,
    "cost": cost,
    "plan": plan,
    "audit": audit,
}

__all__ = ["COMMANDS", "FILES", "FINE", "PROBLEMS", "USAGE", "FileError", "Session", "UsageError"]
