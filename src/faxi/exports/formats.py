"""Every format a summary can be written in, by file suffix."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from faxi.engine.problems import Problem
from faxi.engine.statement import Statement
from faxi.exports.blocks import Document
from faxi.exports.csv_file import write_csv
from faxi.exports.json_file import write_json
from faxi.exports.markdown_file import write_markdown
from faxi.exports.options import Options, Paper
from faxi.exports.summary import SummaryTexts
from faxi.text.words import Words, marked


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
    texts: SummaryTexts
    words: Words
    options: Options
    warnings: tuple[Problem, ...] = ()


Written = tuple[bytes, list[Problem]]


# Each library is imported only where its format is written.


def _pdf(document: Document) -> Written:
    from faxi.exports.pdf_file import write_pdf  # noqa: PLC0415

    return write_pdf(document)


def _word(document: Document) -> Written:
    from faxi.exports.word_file import write_word  # noqa: PLC0415

    return write_word(document), []


def _markdown(document: Document) -> Written:
    return write_markdown(document).encode(), []


# What any document for reading can be written as.
READING: Mapping[str, Callable[[Document], Written]] = {
    ".pdf": _pdf,
    ".docx": _word,
    ".md": _markdown,
}


def _write_excel(summary: Summary) -> Written:
    from faxi.exports.excel_file import write_excel  # noqa: PLC0415

    return write_excel(summary), []


def _write_csv(summary: Summary) -> Written:
    return write_csv(summary.statement, summary.words, summary.stamp), list(summary.warnings)


def _write_json(summary: Summary) -> Written:
    content = write_json(summary.stamp, summary.case_document, summary.statement_document)
    return content, []


FORMATS: Mapping[str, Callable[[Summary], Written]] = {
    ".pdf": lambda summary: _pdf(summary.document),
    ".docx": lambda summary: _word(summary.document),
    ".xlsx": _write_excel,
    ".csv": _write_csv,
    ".json": _write_json,
    ".md": lambda summary: _markdown(summary.document),
}
FORMAT_NAMES: Mapping[str, str] = {
    ".pdf": marked("PDF document"),
    ".docx": marked("Word document"),
    ".xlsx": marked("Excel workbook with live formulas"),
    ".csv": marked("Table of lines (CSV)"),
    ".json": marked("Data (JSON)"),
    ".md": marked("Markdown text"),
}


def suffixes_of(paper: Paper) -> tuple[str, ...]:
    """Return the suffixes a document can be written under."""
    return tuple(FORMATS) if paper is Paper.SUMMARY else tuple(READING)
