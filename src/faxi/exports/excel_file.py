"""The summary as an Excel workbook whose amounts and totals are formulas over the lines."""

import io
from collections.abc import Sequence

from faxi.engine.rates import Rate
from faxi.engine.statement import Statement
from faxi.exports.blocks import Block, Facts, Figures, Heading, Letterhead, Paragraph, Table
from faxi.exports.excel_book import Book, Sheet
from faxi.exports.excel_lines import CapRate, write_lines
from faxi.exports.excel_timeline import write_timeline
from faxi.exports.excel_totals import CAP_RATE_CELL, write_totals
from faxi.exports.formats import Summary
from faxi.exports.front import parties
from faxi.exports.summary import DISCLAIMER
from faxi.text.events import event_detail, event_name
from faxi.text.faces import rate_face
from faxi.text.messages import message_of
from faxi.text.names import convention_phrases, name_of
from faxi.text.words import Words

# The tabs keep one name in every language, so that formulas and programs can rely on them.
_SHEETS = ("Inputs", "Lines", "Allocations", "Totals", "Timeline", "Stage", "Sources")
_LOGO_COLUMN, _LOGO_SHARP, _LOGO_SCREEN = 4, 200, 72
_WIDE = ("Lines", "Timeline")


def write_excel(summary: Summary) -> bytes:
    """Return the bytes of the workbook; the same summary gives the same bytes."""
    statement, words, document = summary.statement, summary.words, summary.document
    name = f"{document.title} {document.subtitle}"
    book = Book(words, name, document.author, statement.as_of)
    titles = (
        words("What was entered"),
        words("How it was calculated"),
        words("Where payments went"),
        words("What is owed"),
        words("What happened when"),
        words("Collection stage: {title}", title=summary.texts.stage_title),
        words("Sources"),
    )
    sheets = {
        name: book.sheet(name, title, document.header, is_wide=name in _WIDE)
        for name, title in zip(_SHEETS, titles, strict=True)
    }
    cap = statement.cap
    cap_rate = CapRate(cap.limit, CAP_RATE_CELL) if cap and isinstance(cap.limit, Rate) else None
    _write_inputs(sheets["Inputs"], summary)
    lines = write_lines(book, sheets["Lines"], statement, cap_rate)
    allocations = _write_allocations(sheets["Allocations"], statement, words)
    timeline = write_timeline(sheets["Timeline"], statement, lines, words)
    write_totals(book, sheets["Totals"], statement, lines, allocations, timeline)
    _write_stage(sheets["Stage"], summary)
    _write_sources(sheets["Sources"], summary)
    sheets["Totals"].worksheet.activate()
    return book.close()


def _write_inputs(sheet: Sheet, summary: Summary) -> None:
    statement, words = summary.statement, summary.words
    case = statement.case
    sheet.widths((24, 22, 18, 18, 40))
    if summary.document.letterhead is not None:
        _write_letterhead(sheet, summary.document.letterhead)
    sheet.text(
        sheet.row, 0, words("A record of what was entered; the working is on “Lines”."), "note"
    )
    sheet.row += 2
    sheet.text(sheet.row, 0, words("Debt"), "label")
    sheet.text(sheet.row, 1, case.title or words("Untitled debt"))
    sheet.row += 1
    sheet.text(sheet.row, 0, words("Cut-off date"), "label")
    sheet.day(sheet.row, 1, statement.as_of)
    sheet.row += 1
    penalty = (
        rate_face(case.penalty, words)
        if isinstance(case.penalty, Rate)
        else words("contract rate plus {surcharge}", surcharge=case.penalty)
    )
    contract = rate_face(case.contract_rate, words) if case.contract_rate else ""
    facts = [
        *parties(case, words),
        (words("Contract rate"), contract),
        (words("Penalty rate"), penalty),
        *((words("Conventions"), phrase) for phrase in convention_phrases(case, words)),
        (words("Notes"), case.notes),
    ]
    for label, value in facts:
        if value:
            sheet.text(sheet.row, 0, label, "label")
            sheet.text(sheet.row, 1, value)
            sheet.row += 1
    _write_instalments(sheet, statement, words)
    if case.events:
        sheet.row += 1
        titles = (words("Date"), words("Event"), words("Detail"))
        sheet.heads(sheet.row, titles)
        for row, event in enumerate(case.events, sheet.row + 1):
            sheet.day(row, 0, event.date)
            sheet.text(row, 1, event_name(event, words))
            sheet.text(row, 2, event_detail(event, words))


def _write_letterhead(sheet: Sheet, head: Letterhead) -> None:
    for text in filter(None, (head.name, head.address, head.reference)):
        sheet.text(sheet.row, 0, text)
        sheet.row += 1
    if head.logo is None:
        return
    from faxi.exports.typesetting import logo_png  # noqa: PLC0415 - typst only for a logo

    # One size whatever the file: a picture drawn twenty millimetres high.
    picture = io.BytesIO(logo_png(head.logo, dots_per_inch=_LOGO_SHARP))
    scale = _LOGO_SCREEN / _LOGO_SHARP
    options = {"image_data": picture, "x_scale": scale, "y_scale": scale, "description": head.name}
    sheet.worksheet.insert_image(0, _LOGO_COLUMN, "logo.png", options)


def _write_instalments(sheet: Sheet, statement: Statement, words: Words) -> None:
    sheet.row += 1
    titles = (
        words("No."),
        words("Due date"),
        words("Principal (yuan)"),
        words("Interest within term (yuan)"),
    )
    sheet.heads(sheet.row, titles, figures=(2, 3))
    for number, item in enumerate(statement.case.instalments, 1):
        sheet.row += 1
        sheet.number(sheet.row, 0, number, "count")
        sheet.day(sheet.row, 1, item.due_date)
        sheet.money(sheet.row, 2, item.principal)
        sheet.money(sheet.row, 3, item.interest)
    sheet.row += 1


def _write_allocations(sheet: Sheet, statement: Statement, words: Words) -> tuple[str, str]:
    """Write a row for each part of a payment; return the columns of components and amounts."""
    titles = (
        words("Date"),
        words("Payment (yuan)"),
        words("Component"),
        words("Instalment"),
        words("Amount (yuan)"),
        words("Left over (yuan)"),
        words("Remark"),
    )
    sheet.heads(2, titles, figures=(1, 4, 5))
    sheet.freeze_below(2)
    sheet.widths((12, 16, 26, 11, 16, 16, 22))
    first = row = 3
    for entry in statement.allocations:
        sheet.day(row, 0, entry.date)
        sheet.money(row, 1, entry.amount)
        sheet.money(row, 5, entry.remainder)
        if entry.source == "overpaid":
            sheet.text(row, 6, words("from overpayment"))
        for part in entry.parts:
            sheet.text(row, 2, name_of(part.component, words))
            if part.instalment is not None:
                sheet.number(row, 3, part.instalment, "count")
            sheet.money(row, 4, part.amount)
            row += 1
        row += not entry.parts
    count = row - first
    components, amounts = (sheet.block(column, first, count) for column in (2, 4))
    end = first + max(1, count)
    total = statement.paid.total
    sheet.text(end, 0, words("Sum"), "sum label")
    local = amounts.range.removeprefix(f"{sheet.name}!")
    sheet.formula(end, 4, f"ROUND(SUM({local}),2)", total / 100, "sum")
    return components.range, amounts.range


def _write_stage(sheet: Sheet, summary: Summary) -> None:
    statement, words, texts = summary.statement, summary.words, summary.texts
    sheet.widths((110, 40, 40))
    days = words.plural("{count} day overdue", "{count} days overdue", statement.days_overdue)
    sheet.text(1, 0, f"{days} · {statement.bucket}", "note")
    sheet.text(2, 0, texts.stage_text, "text")
    sheet.row = 4
    _write_blocks(sheet, texts.guidance)


def _write_blocks(sheet: Sheet, blocks: Sequence[Block]) -> None:
    """Write blocks for reading, one row each."""
    for block in blocks:
        match block:
            case Heading(text):
                sheet.row += 1
                sheet.text(sheet.row, 0, text, "section")
            case Paragraph(text, tone):
                shown = f"• {text}" if tone == "bullet" else text
                sheet.text(sheet.row, 0, shown, "text")
            case Facts(items) | Figures(items):
                for label, value in items:
                    sheet.text(sheet.row, 0, f"{label} {value}", "text")
                    sheet.row += 1
                continue
            case Table():
                sheet.heads(sheet.row, [column.title for column in block.columns])
                for row in block.rows:
                    sheet.row += 1
                    for column, text in enumerate(row):
                        sheet.text(sheet.row, column, text, "text")
        sheet.row += 1


def _write_sources(sheet: Sheet, summary: Summary) -> None:
    words, texts = summary.words, summary.texts
    sheet.widths((52, 90))
    sheet.heads(2, (words("Rule"), words("Source")))
    sheet.freeze_below(2)
    sheet.row = 3
    rows = [(citation.title, citation.source) for citation in texts.citations.values()]
    law = texts.law
    rows += [
        (item.title, item.source)
        for item in (*law.checks, *law.milestones, *law.costs, *law.delay)
        if item.source
    ]
    for title, source in dict.fromkeys(rows):
        sheet.text(sheet.row, 0, title, "text")
        sheet.text(sheet.row, 1, source, "text")
        sheet.row += 1
    sheet.row += 1
    for label, value in texts.stamp:
        sheet.text(sheet.row, 0, label, "label")
        sheet.text(sheet.row, 1, value, "text")
        sheet.row += 1
    sheet.row += 1
    warnings = [message_of(warning, words) for warning in summary.statement.warnings]
    for text in (*warnings, words(DISCLAIMER)):
        sheet.text(sheet.row, 0, text, "text")
        sheet.row += 1
