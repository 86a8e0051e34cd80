"""Runs one command: exit status 0 fine, 1 problems in the input, 2 wrong usage, 3 files."""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from faxi.app.current_rules import damage_reason
from faxi.cli.arguments import make_parser, wished_language
from faxi.cli.commands import (
    COMMANDS,
    FILES,
    FINE,
    PROBLEMS,
    Session,
    UsageError,
    say_date_used,
)
from faxi.rules.tables import RuleDataError
from faxi.store.files import FileError
from faxi.text.messages import message_of
from faxi.text.words import Words, words_of


def main(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status; standard output stays empty unless it is 0."""
    _prepare_streams()
    words = words_of(wished_language(arguments))
    parser = make_parser(words)
    options = parser.parse_args(list(arguments))
    if options.command is None:
        parser.error(words("missing: {what}", what="COMMAND"))
    session = Session(options, words)
    try:
        status = COMMANDS[options.command](session)
    except UsageError as error:
        options.parser.error(str(error))
    except FileError as error:
        print(f"{error.path}: {message_of(error.problem, words)}", file=sys.stderr)
        return FILES
    except RuleDataError as error:  # a file of the person's own: the shipped ones are tested
        print(f"{error.where}: {damage_reason(error, words)}", file=sys.stderr)
        return FILES
    if status == PROBLEMS:
        print("\n".join(session.complaints), file=sys.stderr)
        return status
    say_date_used(session)
    return _print("".join(session.output), words)


def _prepare_streams() -> None:
    """Write UTF-8 with plain line ends whatever the platform prefers; to nowhere if closed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.TextIOWrapper(io.BytesIO()))
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")


def _print(text: str, words: Words) -> int:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader went away, as head does; the interpreter's own flush must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        problem = FileError(Path("-"), error).problem
        print(f"faxi: {message_of(problem, words)}", file=sys.stderr)
        return FILES
    return FINE
