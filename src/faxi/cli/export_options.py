"""The choices of ``faxi export`` beside the case: document, sections, letterhead, blacking out."""

import argparse
from pathlib import Path

from faxi.app.letterheads import read_logo
from faxi.cli.usage import UsageError
from faxi.engine.problems import CaseError
from faxi.exports.blocks import Letterhead
from faxi.exports.formats import FORMATS
from faxi.exports.options import ALL_SECTIONS, Options, Paper, Section
from faxi.text.messages import message_of
from faxi.text.words import Words

_HEAD = ("letterhead_name", "letterhead_address", "letterhead_reference", "logo")


def add_export_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what can be chosen about an export."""
    parser.add_argument(
        "-o",
        "--output",
        action="append",
        required=True,
        metavar="FILE",
        help=words(
            "file to write; its suffix says the format ({suffixes}); repeatable",
            suffixes=", ".join(FORMATS),
        ),
    )
    parser.add_argument(
        "--document",
        choices=[str(paper) for paper in Paper],
        default=str(Paper.SUMMARY),
        help=words("the repayment summary (default) or the proposal to the lender"),
    )
    listed = ", ".join(Section)
    parser.add_argument(
        "--sections",
        type=_sections(words),
        metavar="NAMES",
        help=words("sections of a document for reading, with commas: {names}", names=listed),
    )
    parser.add_argument(
        "--without",
        type=_sections(words),
        metavar="NAMES",
        help=words("sections to leave out of it"),
    )
    parser.add_argument(
        "--redact",
        action="store_true",
        help=words("black out names, titles, labels and notes"),
    )
    for flag, help_text in (
        ("name", words("sender's name for the letterhead")),
        ("address", words("sender's address")),
        ("reference", words("reference or file number")),
    ):
        parser.add_argument(f"--letterhead-{flag}", metavar="TEXT", default="", help=help_text)
    parser.add_argument("--logo", metavar="FILE", default="", help=words("logo: PNG, JPEG or SVG"))


def _sections(words: Words) -> "type[list[Section]]":
    """Return a reader of section names for argparse."""

    def read(text: str) -> frozenset[Section]:
        names = [name.strip() for name in text.split(",")]
        for name in names:
            if name not in tuple(Section):
                accepted = ", ".join(Section)
                raise argparse.ArgumentTypeError(
                    words(
                        "“{value}” is not known here; accepted: {accepted}.",
                        value=name[:40],
                        accepted=accepted,
                    )
                )
        return frozenset(map(Section, names))

    return read  # type: ignore[return-value]


def export_options(given: argparse.Namespace, words: Words) -> Options:
    """Return the options a command line asks for.

    Raises:
        UsageError: They exclude each other, or the logo cannot be used.
        FileError: The logo cannot be read.
    """
    has_head = any(getattr(given, name) for name in _HEAD)
    if given.redact and has_head:
        raise UsageError(words("--redact and a letterhead exclude each other"))
    if given.sections is not None and given.without is not None:
        raise UsageError(words("--sections and --without exclude each other"))
    chosen = given.sections if given.sections is not None else ALL_SECTIONS
    return Options(
        paper=Paper(given.document),
        sections=chosen - (given.without or frozenset()),
        letterhead=_letterhead(given, words) if has_head else None,
        is_redacted=given.redact,
    )


def _letterhead(given: argparse.Namespace, words: Words) -> Letterhead:
    logo = None
    if given.logo:
        try:
            logo = read_logo(Path(given.logo))
        except CaseError as error:
            sentence = message_of(error.problems[0], words)
            raise UsageError(f"{given.logo}: {sentence}") from error
    return Letterhead(
        given.letterhead_name, given.letterhead_address, given.letterhead_reference, logo
    )
