"""Every format a summary can be written in, by file suffix."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from faxi.engine.problems import Problem
from faxi.engine.statement import Statement
from faxi.exports.blocks import Document
from faxi.exports.csv_file import write_csv
from faxi.exports.json_file import write_json
from faxi.text.words import Words


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything a writer may need; each takes its part, none calculates.

    Attributes:
        stamp: Program version, age of the data, digest of the case.
        case_document: The case as its file has it.
        statement_document: The statement as the command line prints it.
        warnings: What has to be said beside the figures where a format has no room for it.
    """

    statement: Statement
    document: Document
    stamp: Mapping[str, Any]
    case_document: Mapping[str, Any]
    statement_document: Mapping[str, Any]
    words: Words
    warnings: tuple[Problem, ...] = ()


Written = tuple[bytes, list[Problem]]


def _write_pdf(summary: Summary) -> Written:
    from faxi.exports.pdf_file import write_pdf  # noqa: PLC0415 - typst only where it is needed

    return write_pdf(summary.document)


FORMATS: Mapping[str, Callable[[Summary], Written]] = {
    ".pdf": _write_pdf,
    ".csv": lambda summary: (
        write_csv(summary.statement, summary.words),
        list(summary.warnings),
    ),
    ".json": lambda summary: (
        write_json(summary.stamp, summary.case_document, summary.statement_document),
        [],
    ),
}
