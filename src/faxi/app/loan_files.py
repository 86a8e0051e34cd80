"""Schedules and their annual cost as files; the format follows the suffix."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from faxi.app.loans import Loan, schedule_document
from faxi.engine.problems import Problem
from faxi.exports import loan_json
from faxi.exports.loan_csv import write_schedule_csv
from faxi.exports.markdown_file import write_markdown
from faxi.exports.plain_text import write_text
from faxi.store.files import write_file
from faxi.text.words import Words

# Each library is imported only where its format is written.

Written = tuple[bytes, list[Problem]]


def _pdf(loan: Loan, words: Words) -> Written:
    from faxi.exports.pdf_file import write_pdf  # noqa: PLC0415

    return write_pdf(schedule_document(loan, words))


def _word(loan: Loan, words: Words) -> Written:
    from faxi.exports.word_file import write_word  # noqa: PLC0415

    return write_word(schedule_document(loan, words)), []


def _excel(loan: Loan, words: Words) -> Written:
    from faxi.exports.loan_excel import write_schedule_excel  # noqa: PLC0415

    return write_schedule_excel(loan.schedule, loan.cost, words), []


def _markdown(loan: Loan, words: Words) -> Written:
    return write_markdown(schedule_document(loan, words)).encode(), []


def _csv(loan: Loan, words: Words) -> Written:
    return write_schedule_csv(loan.schedule, words), []


def _json(loan: Loan, words: Words) -> Written:
    document = loan_json.schedule_document(loan.schedule, loan.cost, words)
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode(), []


def _text(loan: Loan, words: Words) -> Written:
    return write_text(schedule_document(loan, words)).encode(), []


LOAN_FORMATS: Mapping[str, Callable[[Loan, Words], Written]] = {
    ".pdf": _pdf,
    ".docx": _word,
    ".xlsx": _excel,
    ".md": _markdown,
    ".csv": _csv,
    ".json": _json,
    ".txt": _text,
}


def write_loan(loan: Loan, path: Path, words: Words) -> list[Problem]:
    """Write a schedule with its cost to a file and return warnings.

    Raises:
        FileError: The file cannot be written; an old one stays whole.
    """
    content, warnings = LOAN_FORMATS[path.suffix.lower()](loan, words)
    write_file(path, content)
    return warnings
