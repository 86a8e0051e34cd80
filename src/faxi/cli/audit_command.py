"""``faxi audit``: the creditor's table judged row by row, and the letter of objection."""

import argparse
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from faxi.app.claim_columns import known_columns
from faxi.app.claim_texts import audit_blocks, audit_document, write_letter
from faxi.app.claims import Audit, Claim, audit_claim, kept_claim, read_table
from faxi.cli.law_commands import FINE, PROBLEMS, Run
from faxi.cli.usage import UsageError
from faxi.engine.case import Case
from faxi.engine.problems import CaseError
from faxi.exports.blocks import Document, Paragraph
from faxi.exports.formats import READING
from faxi.exports.plain_text import write_text
from faxi.store.table_files import read_table as read_table_file
from faxi.text.faces import date_face
from faxi.text.messages import message_of
from faxi.text.words import Words


def add_audit(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the options of ``faxi audit`` beside those of a case."""
    parser.add_argument(
        "--claim",
        metavar="THEIRS.csv",
        help=words("the creditor's table, CSV or Excel; that kept with the case when left out"),
    )
    parser.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FILE",
        help=words(
            "letter of objection to write; its suffix says the format ({formats}); repeatable",
            formats=", ".join(READING),
        ),
    )


def audit(
    run: Run, debt: tuple[str, Case, date], letters: Sequence[Path], *, is_their_cut_off: bool
) -> int:
    """Print the check of a table and write the letters asked for."""
    label, case, as_of = debt
    claim = _claim(run, case)
    if claim is None:
        return PROBLEMS
    cut_off = as_of if is_their_cut_off else claim.as_of or as_of
    is_theirs = is_their_cut_off or claim.as_of is not None
    try:
        found = audit_claim(case, cut_off, claim, is_their_cut_off=is_theirs)
    except CaseError as error:
        _complain(run, label, error)
        return PROBLEMS
    if run.options.format == "json":
        document = audit_document(found, run.words)
        run.output.append(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        run.output.append(_text(run, case, found))
    for path in letters:
        warnings = write_letter(found, path, run.words)
        if run.options.format == "text":
            run.output += [f"{message_of(warning, run.words)}\n" for warning in warnings]
            run.output.append(run.words("Written: {path}", path=path) + "\n")
    return FINE


def _claim(run: Run, case: Case) -> Claim | None:
    """Return the table given, or the one kept with the case."""
    name = run.options.claim
    if name is None:
        claim, problems = kept_claim(case)
        if claim is None and not problems:
            raise UsageError(run.words("missing: {what}", what="--claim"))
        if problems:
            _complain(run, "", CaseError(problems))
            return None
        return claim
    try:
        return Claim(tuple(read_table(read_table_file(Path(name), known_columns))))
    except CaseError as error:
        _complain(run, name, error)
        return None


def _complain(run: Run, label: str, error: CaseError) -> None:
    for problem in error.problems:
        parts = (label, problem.where, message_of(problem, run.words))
        run.complaints.append(": ".join(part for part in parts if part))


def _text(run: Run, case: Case, found: Audit) -> str:
    words = run.words
    told = words("Cut-off date: {day}", day=date_face(found.as_of, words))
    note = Paragraph(words("Information, not legal advice."), "note")
    blocks = (Paragraph(told), *audit_blocks(found, words), note)
    title = words("Check of the creditor's figures")
    subtitle = case.title or words("Untitled debt")
    return write_text(
        Document(words.language, title, subtitle, found.as_of.isoformat(), "", blocks)
    )
