"""The sheet of totals: sums over the other sheets, the cap, the names for formulas, the chart."""

from faxi.engine.case import CapKind
from faxi.engine.components import Component
from faxi.engine.rates import Percent, Rate
from faxi.engine.statement import CapResult, Statement
from faxi.exports.excel_book import Book, Sheet, cell
from faxi.exports.excel_lines import LinesSheet, rounded_formula
from faxi.exports.excel_timeline import TimelineSheet
from faxi.text.capital import capital_numerals
from faxi.text.names import name_of
from faxi.text.words import Words, marked

SHEET = "Totals"
_HEAD = 3
_FIRST = _HEAD + 1
_SUM = _FIRST + len(Component)
_AFTER = _SUM + 2
_CAP_RATE = _AFTER
CAP_RATE_CELL = cell(_CAP_RATE, 1, SHEET)
_NAMED = marked(
    "Names for formulas: total_due, principal and penalty_interest (as fallen due and accrued), "
    "principal_outstanding, penalty_interest_outstanding, days_overdue."
)
_DAYS_A_LABEL = 300  # a month more between the labels for each so many days
_FILLS = {
    Component.PRINCIPAL: ("#3D6FB6", None),
    Component.ORDINARY_INTEREST: ("#0A9A8C", None),
    Component.PENALTY_INTEREST: ("#E07B1A", "light_upward_diagonal"),
    Component.COMPOUND_INTEREST: ("#9B59C9", "light_downward_diagonal"),
    Component.LIQUIDATED_DAMAGES: ("#8C7A1F", "small_grid"),
    Component.COSTS: ("#5B6673", "dotted_grid"),
}


def write_totals(
    book: Book,
    sheet: Sheet,
    statement: Statement,
    lines: LinesSheet,
    allocations: tuple[str, str],
    timeline: TimelineSheet,
) -> None:
    """Write the totals with their formulas, define the names and draw the chart."""
    writer = _Writer(book, sheet, statement)
    writer.components(lines, allocations, timeline)
    taken_off = writer.cap(statement.cap, lines) if statement.cap else ""
    writer.end(taken_off)
    writer.chart(timeline)


class _Writer:
    def __init__(self, book: Book, sheet: Sheet, statement: Statement) -> None:
        self._book, self._sheet, self._statement = book, sheet, statement
        self._words: Words = book.words
        sheet.widths((34, 18, 16, 16, 18))
        sheet.text(1, 0, self._words(_NAMED), "note")
        sheet.row = _AFTER

    def components(
        self, lines: LinesSheet, allocations: tuple[str, str], timeline: TimelineSheet
    ) -> None:
        sheet, words, statement = self._sheet, self._words, self._statement
        titles = (
            words("Component"),
            words("Due and accrued"),
            words("Paid"),
            words("Waived"),
            words("Outstanding"),
        )
        sheet.heads(_HEAD, titles, figures=(1, 2, 3, 4))
        for component in Component:
            row = _FIRST + component
            name = cell(row, 0)
            sheet.text(row, 0, name_of(component, words))
            due = f"SUMIF({timeline.components},{name},{timeline.due})"
            due += f"+SUMIF({lines.of('component')},{name},{lines.of('amount')})"
            paid = f"SUMIF({allocations[0]},{name},{allocations[1]})"
            waived = f"SUMIF({timeline.components},{name},{timeline.waived})"
            sums = (statement.accrued, statement.paid, statement.waived)
            for column, (formula, amounts) in enumerate(
                zip((due, paid, waived), sums, strict=True), 1
            ):
                value = amounts[component] / 100
                sheet.formula(row, column, f"ROUND({formula},2)", value)
            left = f"ROUND({cell(row, 1)}-{cell(row, 2)}-{cell(row, 3)},2)"
            sheet.formula(row, 4, left, statement.outstanding[component] / 100)
        sheet.text(_SUM, 0, words("Sum"), "sum label")
        all_sums = (*sums, statement.outstanding)
        for column, amounts in enumerate(all_sums, 1):
            parts = f"{cell(_FIRST, column)}:{cell(_SUM - 1, column)}"
            sheet.formula(_SUM, column, f"ROUND(SUM({parts}),2)", amounts.total / 100, "sum")

    def cap(self, cap: CapResult, lines: LinesSheet) -> str:
        """Write the comparison with the cap and return the cell of what is taken off."""
        sheet, words, statement = self._sheet, self._words, self._statement
        mode = statement.case.conventions.rounding_mode
        allowed = self._limit(cap, lines)
        if cap.kind is not CapKind.AMOUNT:
            allowed = rounded_formula(mode, allowed)
        damages = statement.accrued.liquidated_damages
        total_of_lines = sum(line.amount for line in statement.lines)
        waived = total_of_lines + damages - cap.claimed
        row = _CAP_RATE + 1
        sheet.text(row, 0, words("Waived of what accrued"))
        sheet.money(row, 1, waived)
        charges = cell(_FIRST + Component.LIQUIDATED_DAMAGES, 1)
        claimed = f"ROUND(SUM({lines.of('amount')})+{charges}-{cell(row, 1)},2)"
        named = (
            (words("Accrued after the due date"), claimed, cap.claimed),
            (words("Allowed by the cap"), allowed, cap.allowed),
            (
                words("Above the cap"),
                f"ROUND(MAX(0,{cell(row + 1, 1)}-{cell(row + 2, 1)}),2)",
                cap.over,
            ),
        )
        for index, (label, formula, value) in enumerate(named, row + 1):
            sheet.text(index, 0, label)
            sheet.formula(index, 1, formula, value / 100)
        sheet.row = row + 5
        if not cap.applied:
            sheet.text(row + 3, 2, words("shown only, nothing taken off"), "note")
            return ""
        taken = row + 4
        sheet.text(taken, 0, words("Less: above the cap"))
        over = f"MIN({cell(row + 3, 1)},{cell(_SUM, 4)})"
        sheet.formula(taken, 1, over, (cap.over - cap.excess_paid) / 100)
        sheet.row = taken + 2
        return cell(taken, 1)

    def _limit(self, cap: CapResult, lines: LinesSheet) -> str:
        """Write the limit itself and return the formula of what it allows."""
        sheet, limit = self._sheet, cap.limit
        sheet.text(_CAP_RATE, 0, self._words("Cap"))
        if isinstance(limit, Rate):
            sheet.rate(_CAP_RATE, 1, limit.value.digits, limit.value.scale, "open rate")
            return f"SUM({lines.of('allowed')})"
        if isinstance(limit, Percent):
            sheet.rate(_CAP_RATE, 1, limit.digits, limit.scale, "open rate")
            principal = sum(item.principal for item in self._statement.case.instalments)
            return f"{principal / 100}*{cell(_CAP_RATE, 1)}"
        sheet.money(_CAP_RATE, 1, limit, "open money")
        return cell(_CAP_RATE, 1)

    def end(self, taken_off: str) -> None:
        """Write the total, the days overdue and their names."""
        sheet, words, statement = self._sheet, self._words, self._statement
        row = sheet.row
        formula = f"ROUND({cell(_SUM, 4)}{f'-{taken_off}' if taken_off else ''},2)"
        sheet.text(row, 0, words("Total due"), "sum label")
        sheet.formula(row, 1, formula, statement.total_due / 100, "sum")
        numerals = f"人民币{capital_numerals(statement.total_due)}"
        sheet.text(row + 1, 0, words("In capital numerals, as exported"))
        sheet.text(row + 1, 1, numerals)
        sheet.text(row + 2, 0, words("Cut-off date"))
        sheet.day(row + 2, 1, statement.as_of)
        sheet.text(row + 3, 0, words("Overdue since"))
        oldest = statement.oldest_unpaid_due_date
        days = "0"
        if oldest is not None:
            sheet.day(row + 3, 1, oldest)
            days = f"{cell(row + 2, 1)}-{cell(row + 3, 1)}"
        sheet.text(row + 4, 0, words("Days overdue"))
        sheet.formula(row + 4, 1, days, statement.days_overdue, "number")
        sheet.text(row + 5, 0, words("Grows each day by, as exported"))
        sheet.money(row + 5, 1, statement.per_diem)
        names = {
            "total_due": (row, 1),
            "principal": (_FIRST + Component.PRINCIPAL, 1),
            "penalty_interest": (_FIRST + Component.PENALTY_INTEREST, 1),
            "principal_outstanding": (_FIRST + Component.PRINCIPAL, 4),
            "penalty_interest_outstanding": (_FIRST + Component.PENALTY_INTEREST, 4),
            "days_overdue": (row + 4, 1),
        }
        for name, (at_row, column) in names.items():
            self._book.workbook.define_name(name, f"={cell(at_row, column, SHEET)}")
        sheet.row = row + 7

    def chart(self, timeline: TimelineSheet) -> None:
        """Draw the balances as a stacked chart over time."""
        words = self._words
        drawn = self._book.workbook.add_chart({"type": "area", "subtype": "stacked"})
        dates = timeline.dates.range
        for component, (colour, pattern) in _FILLS.items():
            if component is not Component.PRINCIPAL and not self._statement.accrued[component]:
                continue
            block = timeline.balances[component]
            fill = (
                {"pattern": {"pattern": pattern, "fg_color": colour, "bg_color": "#FFFFFF"}}
                if pattern
                else {"fill": {"color": colour, "transparency": 40}}
            )
            drawn.add_series(
                {
                    "name": f"={cell(block.first - 1, block.column, block.sheet)}",
                    "categories": f"={dates}",
                    "values": f"={block.range}",
                    "border": {"color": colour, "width": 0.75},
                    **fill,
                }
            )
        drawn.set_title({"name": words("How the debt grew"), "name_font": {"size": 12}})
        first = min(item.due_date for item in self._statement.case.instalments)
        months = max(1, (self._statement.as_of - first).days // _DAYS_A_LABEL)
        axis = {"date_axis": True, "num_format": "yyyy-mm", "major_unit": months}
        drawn.set_x_axis({**axis, "major_unit_type": "months"})
        drawn.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True}})
        drawn.set_legend({"position": "bottom"})
        drawn.set_size({"width": 780, "height": 360})
        options = {"description": words("How the debt grew"), "object_position": 2}
        self._sheet.worksheet.insert_chart(self._sheet.row, 0, drawn, options)
