"""Several summaries as one: all debts on the first page, then each from a page of its own."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from faxi.engine.money import Fen, money_text
from faxi.engine.problems import Problem
from faxi.exports.blocks import (
    Column,
    Document,
    Facts,
    Figures,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Table,
)
from faxi.exports.csv_file import neutral, write_csv
from faxi.exports.formats import READING, Summary, Written
from faxi.exports.json_file import summary_document
from faxi.exports.summary import DISCLAIMER
from faxi.text.faces import date_face, money_face, yuan_face
from faxi.text.words import Words

FORMAT = "faxi-summaries"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Combined:
    """Everything a writer of several debts may need.

    Attributes:
        stages: Name of the stage of each debt.
        left_out: Titles of debts that cannot be calculated.
    """

    summaries: Sequence[Summary]
    stages: Sequence[str]
    as_of: date
    program: str
    words: Words
    left_out: Sequence[str] = ()

    @property
    def total_due(self) -> Fen:
        """What all debts come to."""
        return sum(summary.statement.total_due for summary in self.summaries)

    @property
    def per_diem(self) -> Fen:
        """What the next day adds to all debts."""
        return sum(summary.statement.per_diem for summary in self.summaries)

    def title_of(self, summary: Summary) -> str:
        """Return what a debt is called."""
        return summary.statement.case.title or self.words("Untitled debt")


def build_combined(combined: Combined) -> Document:
    """Return all debts as one document."""
    words = combined.words
    day = date_face(combined.as_of, words)
    blocks: list[Part] = list(_front(combined))
    for number, summary in enumerate(combined.summaries, 1):
        blocks.append(PageBreak())
        title = " ".join(combined.title_of(summary).split())
        blocks.append(Heading(words("Debt {number}: {title}", number=number, title=title)))
        blocks += _inner(summary.document.blocks)
    return Document(
        language=words.language,
        title=words("Repayment summary of all debts"),
        subtitle=words.plural("{count} debt", "{count} debts", len(combined.summaries)),
        cut_off=combined.as_of.isoformat(),
        header=words("{title} · calculated to {day}", title=words("All debts"), day=day),
        footer=words("{program} · Information, not legal advice", program=combined.program),
        author=combined.program,
        blocks=tuple(blocks),
    )


def _front(combined: Combined) -> Sequence[Part]:
    words = combined.words
    columns = (
        Column(words("No.")),
        Column(words("Debt"), share=1),
        Column(words("Lender"), share=1),
        Column(words("Days overdue"), is_figure=True),
        Column(words("Collection stage")),
        Column(words("Grows a day (yuan)"), is_figure=True),
        Column(words("Total due (yuan)"), is_figure=True),
    )
    rows = [
        (
            str(number),
            combined.title_of(summary),
            summary.statement.case.lender.name,
            str(summary.statement.days_overdue),
            stage,
            money_face(summary.statement.per_diem),
            money_face(summary.statement.total_due),
        )
        for number, (summary, stage) in enumerate(
            zip(combined.summaries, combined.stages, strict=True), 1
        )
    ]
    growth, total = money_face(combined.per_diem), money_face(combined.total_due)
    rows.append((words("Sum"), "", "", "", "", growth, total))
    blocks: list[Part] = [
        Figures(
            (
                (words("Total due"), yuan_face(combined.total_due, words)),
                (words("Grows each day by"), yuan_face(combined.per_diem, words)),
            )
        ),
        Facts(((words("Cut-off date"), date_face(combined.as_of, words)),)),
        Table(columns, tuple(rows), last_is_total=True, caption=words("All debts")),
    ]
    if combined.left_out:
        names = words.listing(combined.left_out)
        sentence = words("Unfinished and not counted: {debts}", debts=names)
        blocks.append(Paragraph(sentence, "warning"))
    blocks.append(Paragraph(words(DISCLAIMER), "note"))
    return blocks


def _inner(blocks: Sequence[Part]) -> Sequence[Part]:
    """Return the parts of one debt, one level deeper; only the debt itself begins a page."""
    inner: list[Part] = []
    for block in blocks:
        if isinstance(block, Heading):
            inner.append(replace(block, level=2))
        elif not isinstance(block, PageBreak):
            inner.append(block)
    return inner


def _write_csv(combined: Combined) -> Written:
    """Write the lines of all debts under one head, each with the debt it belongs to."""
    stream = io.StringIO(newline="")
    table = csv.writer(stream, lineterminator="\r\n")
    warnings: list[Problem] = []
    for number, summary in enumerate(combined.summaries, 1):
        text = write_csv(summary.statement, combined.words, summary.stamp).decode("utf-8-sig")
        head, *rows = list(csv.reader(io.StringIO(text, newline="")))
        if number == 1:
            table.writerow([combined.words("No."), combined.words("Debt"), *head])
        title = neutral(combined.title_of(summary))
        table.writerows([str(number), title, *row] for row in rows)
        warnings += [w for w in summary.warnings if w not in warnings]
    return stream.getvalue().encode("utf-8-sig"), warnings


def _write_json(combined: Combined) -> Written:
    document = {
        "format": FORMAT,
        "version": VERSION,
        "as_of": combined.as_of.isoformat(),
        "total_due": money_text(combined.total_due),
        "per_diem": money_text(combined.per_diem),
        "left_out": list(combined.left_out),
        "summaries": [
            summary_document(each.stamp, each.case_document, each.statement_document)
            for each in combined.summaries
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode(), []


def _write_excel(combined: Combined) -> Written:
    from faxi.exports.combined_excel import write_combined_excel  # noqa: PLC0415 - as above

    return write_combined_excel(combined), []


COMBINED_FORMATS: Mapping[str, Callable[[Combined], Written]] = {
    ".pdf": lambda combined: READING[".pdf"](build_combined(combined)),
    ".docx": lambda combined: READING[".docx"](build_combined(combined)),
    ".xlsx": _write_excel,
    ".csv": _write_csv,
    ".json": _write_json,
    ".md": lambda combined: READING[".md"](build_combined(combined)),
}
