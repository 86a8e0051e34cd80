"""``faxi stage``: where a number of days or a notice puts a debt, with the guidance for it."""

import argparse
import json
from collections.abc import Callable

from faxi.app import clock
from faxi.app.guides import stage_document, stage_on, stage_page
from faxi.cli.days import day_reader
from faxi.cli.law_commands import FINE, Run
from faxi.engine.case import LenderKind
from faxi.engine.events import Notice, NoticeKind
from faxi.exports.blocks import Document, Paragraph
from faxi.exports.plain_text import write_text
from faxi.text.words import Words

_MOST_DAYS = 36_500


def add_stage(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare ``faxi stage``."""
    kinds = [str(kind) for kind in LenderKind]
    parser.add_argument(
        "--days", type=_days(words), required=True, metavar="N", help=words("days overdue")
    )
    parser.add_argument(
        "--lender-kind", choices=kinds, default="bank", metavar="NAME", help=words("kind of lender")
    )
    parser.add_argument(
        "--notice",
        type=_notice(words),
        action="append",
        default=[],
        metavar="KIND=DATE",
        help=words("a notice received (repeatable)"),
    )
    parser.add_argument(
        "--as-of",
        type=day_reader(words),
        metavar="DATE",
        help=words("cut-off date; the day of the last notice, or today, when left out"),
    )


def _days(words: Words) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) <= _MOST_DAYS):
            raise argparse.ArgumentTypeError(
                words("not a number of days: {value}", value=text[:20])
            )
        return int(text)

    return read


def _notice(words: Words) -> Callable[[str], Notice]:
    def read(text: str) -> Notice:
        kind, _, day = text.partition("=")
        if kind not in tuple(NoticeKind):
            accepted = ", ".join(NoticeKind)
            known = words(
                "“{value}” is not known here; accepted: {accepted}.", value=kind, accepted=accepted
            )
            raise argparse.ArgumentTypeError(known)
        return Notice(day_reader(words)(day), NoticeKind(kind))

    return read


def stage(run: Run) -> int:
    """Print the stage and its guidance."""
    options, words = run.options, run.words
    # Without a day of its own the question is about the moment the last notice came.
    received = max((notice.date for notice in options.notice), default=clock.today())
    as_of = options.as_of or received
    kind = LenderKind(options.lender_kind)
    found, bucket = stage_on(options.days, kind, options.notice, as_of)
    document = stage_document(found, bucket, options.days, kind, words)
    if options.format == "json":
        run.output.append(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        return FINE
    page = stage_page(found.id, kind, words, bucket)
    text = Paragraph(document["lender_text"])
    title = f"{document['title']} ({bucket})"
    run.output.append(
        write_text(
            Document(
                words.language,
                title,
                page.title,
                as_of.isoformat(),
                "",
                (text, *page.blocks, *page.sources),
            )
        )
    )
    return FINE
