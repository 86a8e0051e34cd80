"""``faxi texts`` prints texts to use; ``faxi verify`` recalculates an exported summary."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from faxi.app.usable_texts import usable_texts
from faxi.app.verifying import Finding, Verification, verify
from faxi.cli.inputs import standard_input
from faxi.cli.law_commands import FINE, Run
from faxi.engine.problems import CaseError
from faxi.engine.statement import Statement
from faxi.store.files import read_file
from faxi.store.json_text import MAX_BYTES
from faxi.text.faces import date_face
from faxi.text.messages import message_of
from faxi.text.words import Words

PROBLEMS = 1


def print_texts(run: Run, statements: Sequence[Statement], *, is_list: bool) -> None:
    """Print the texts of every statement, as text or JSON."""
    found = [usable_texts(statement, run.words) for statement in statements]
    if run.options.format == "json":
        documents = [{text.id: text.text for text in texts} for texts in found]
        shown: Any = documents if is_list else documents[0]
        run.output.append(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
        return
    parts = [f"{text.title}\n\n{text.text.strip()}\n" for texts in found for text in texts]
    run.output.append("\n\n".join(parts))


def add_verify(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare ``faxi verify``."""
    parser.add_argument(
        "file",
        metavar="FILE.json",
        help=words("a summary exported as JSON; - reads standard input"),
    )


def verify_file(run: Run) -> int:
    """Recalculate a summary; say line by line what stands and what does not."""
    name, words = run.options.file, run.words
    try:
        found = verify(standard_input() if name == "-" else read_file(Path(name), MAX_BYTES))
    except CaseError as error:
        for problem in error.problems:
            parts = [name, problem.where, message_of(problem, words)]
            run.complaints.append(": ".join(part for part in parts if part))
        return PROBLEMS
    if run.options.format == "json":
        text = json.dumps(_document(found), ensure_ascii=False, indent=2) + "\n"
    else:
        text = "\n".join(_lines(found, words)) + "\n"
    if found.stands:
        run.output.append(text)
        return FINE
    # The report is what was asked for; on standard error, as all that is wrong.
    run.complaints.append(text.rstrip("\n"))
    return PROBLEMS


def _lines(found: Verification, words: Words) -> list[str]:
    day = date_face(found.as_of, words)
    lines = [words("Made with {program}, calculated to {day}.", program=found.made_with, day=day)]
    lines += [_line(finding, words) for finding in found.findings]
    if not found.is_same_data:
        lines.append(
            words(
                "Program or rate data differ from those of the file; what the law says was not "
                "compared."
            )
        )
    wrong = sum(not finding.stands for finding in found.findings)
    if wrong:
        counted = words.plural("{count} part", "{count} parts", wrong)
        lines.append(words("Does not stand: {parts} of the summary differ.", parts=counted))
    else:
        lines.append(words("Everything stands."))
    return lines


def _line(finding: Finding, words: Words) -> str:
    if finding.stands:
        return words("✓ {where}: stands", where=finding.where)
    told = (
        words("{key} file {said}, now {found}", key=key, said=said, found=now).strip()
        for key, said, now in finding.differences
    )
    return words("✗ {where}: {differences}", where=finding.where, differences=words.phrases(told))


def _document(found: Verification) -> dict[str, Any]:
    return {
        "stands": found.stands,
        "made_with": found.made_with,
        "as_of": found.as_of.isoformat(),
        "same_data": found.is_same_data,
        "findings": [
            {
                "where": finding.where,
                "stands": finding.stands,
                "differences": [
                    {"key": key, "file": said, "now": now} for key, said, now in finding.differences
                ],
            }
            for finding in found.findings
        ],
    }
