"""All debts as one Excel workbook: a sheet with their sum, and a sheet of lines for each."""

from faxi.engine.components import Component
from faxi.exports.combined import Combined
from faxi.exports.excel_book import Book, Sheet, cell
from faxi.exports.formats import Summary
from faxi.text.formulas import formulas
from faxi.text.names import name_of

_ALL = "Debts"


def write_combined_excel(combined: Combined) -> bytes:
    """Return the bytes of the workbook; the same debts give the same bytes."""
    words = combined.words
    title = words("Repayment summary of all debts")
    book = Book(words, title, combined.program, combined.as_of)
    front = book.sheet(_ALL, title, title, is_wide=True)
    sheets = [
        book.sheet(f"Debt{number}", combined.title_of(summary), title, is_wide=True)
        for number, summary in enumerate(combined.summaries, 1)
    ]
    for sheet, summary in zip(sheets, combined.summaries, strict=True):
        _write_debt(sheet, summary)
    _write_front(front, combined, sheets)
    front.worksheet.activate()
    return book.close()


def _write_front(sheet: Sheet, combined: Combined, sheets: list[Sheet]) -> None:
    words = combined.words
    sheet.widths((6, 34, 26, 14, 20, 18, 20))
    sheet.text(1, 0, words("Cut-off date"), "label")
    sheet.day(1, 1, combined.as_of)
    titles = (
        words("No."),
        words("Debt"),
        words("Lender"),
        words("Days overdue"),
        words("Collection stage"),
        words("Grows a day (yuan)"),
        words("Total due (yuan)"),
    )
    sheet.heads(3, titles, figures=(3, 5, 6))
    sheet.freeze_below(3)
    row = 4
    for number, (summary, stage) in enumerate(
        zip(combined.summaries, combined.stages, strict=True), 1
    ):
        statement = summary.statement
        sheet.number(row, 0, number, "count")
        sheet.worksheet.write_url(
            row,
            1,
            f"internal:{sheets[number - 1].name}!A1",
            string=combined.title_of(summary)[:250],
        )
        sheet.text(row, 2, statement.case.lender.name)
        sheet.number(row, 3, statement.days_overdue)
        sheet.text(row, 4, stage)
        sheet.money(row, 5, statement.per_diem)
        total = cell(2, 1, sheets[number - 1].name)
        sheet.formula(row, 6, total, statement.total_due / 100)
        row += 1
    sheet.text(row, 0, words("Sum"), "sum label")
    for column, amount in ((5, combined.per_diem), (6, combined.total_due)):
        if combined.summaries:
            summed = f"ROUND(SUM({cell(4, column)}:{cell(row - 1, column)}),2)"
            sheet.formula(row, column, summed, amount / 100, "sum")
    if combined.left_out:
        names = words.listing(combined.left_out)
        sheet.text(row + 2, 0, words("Unfinished and not counted: {debts}", debts=names))


def _write_debt(sheet: Sheet, summary: Summary) -> None:
    statement, words = summary.statement, summary.words
    sheet.widths((26, 18, 12, 12, 8, 52, 18))
    sheet.text(2, 0, words("Total due (yuan)"), "label")
    sheet.money(2, 1, statement.total_due)
    sheet.text(3, 0, words("Grows a day (yuan)"), "label")
    sheet.money(3, 1, statement.per_diem)
    sheet.text(4, 0, words("Collection stage"), "label")
    sheet.text(4, 1, summary.texts.stage_title)
    heads = (words("Component"), words("Accrued (yuan)"), words("Outstanding (yuan)"))
    sheet.heads(6, heads, figures=(1, 2))
    row = 7
    for component in filter(statement.accrued.__getitem__, Component):
        sheet.text(row, 0, name_of(component, words))
        sheet.money(row, 1, statement.accrued[component])
        sheet.money(row, 2, statement.outstanding[component])
        row += 1
    row += 1
    titles = (
        words("Component"),
        words("No."),
        words("From"),
        words("To (included)"),
        words("Days"),
        words("Calculation"),
        words("Amount (yuan)"),
    )
    sheet.heads(row, titles, figures=(4, 6))
    first = row = row + 1
    for line, formula in zip(statement.lines, formulas(statement, words), strict=True):
        sheet.text(row, 0, name_of(line.component, words))
        sheet.number(row, 1, line.instalment, "count")
        sheet.day(row, 2, line.from_date)
        sheet.day(row, 3, line.to_date)
        sheet.number(row, 4, line.days)
        sheet.text(row, 5, formula)
        sheet.money(row, 6, line.amount)
        row += 1
    if row > first:
        sheet.text(row, 0, words("Sum"), "sum label")
        summed = f"ROUND(SUM({cell(first, 6)}:{cell(row - 1, 6)}),2)"
        total = sum(line.amount for line in statement.lines)
        sheet.formula(row, 6, summed, total / 100, "sum")
