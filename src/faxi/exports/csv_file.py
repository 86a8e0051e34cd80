"""The lines as one CSV table (RFC 4180, UTF-8 with BOM so that spreadsheets read the Chinese)."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from faxi.engine.money import money_text
from faxi.engine.statement import Statement
from faxi.exports.cleaning import clean
from faxi.text.formulas import formulas
from faxi.text.names import name_of
from faxi.text.words import Words

# A cell beginning so would be run as a formula by a spreadsheet, the wide forms by a Chinese one.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(statement: Statement, words: Words, stamp: Mapping[str, Any]) -> bytes:
    """Return the bytes of the table: one row for each line, amounts in yuan without grouping.

    The stamp is a column of its own, so that the file stays one table.
    """
    stream = io.StringIO(newline="")
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow(
        [
            words("Component"),
            words("Instalment"),
            words("From"),
            words("To (included)"),
            words("Days"),
            words("Base (yuan)"),
            words("Rate"),
            words("Day count"),
            words("Calculation"),
            words("Amount (yuan)"),
            words("Rule"),
            words("Stamp"),
        ]
    )
    checked_on = (f"{series} {day}" for series, day in stamp["checked_on"].items())
    own = (f"own rows {s} {', '.join(days)}" for s, days in stamp.get("own_rows", {}).items())
    stamped = "; ".join((stamp["program"], *checked_on, *own, f"sha256 {stamp['case_sha256']}"))
    day_count = name_of(statement.case.conventions.day_count, words)
    for line, formula in zip(statement.lines, formulas(statement, words), strict=True):
        row = [
            name_of(line.component, words),
            str(line.instalment),
            line.from_date.isoformat(),
            line.to_date.isoformat(),
            str(line.days),
            money_text(line.base),
            str(line.rate),
            day_count,
            formula,
            money_text(line.amount),
            statement.line_rules[line.component],
            stamped,
        ]
        table.writerow([neutral(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    shown = clean(cell)
    return f"'{shown}" if is_risky(shown) else shown


def is_risky(text: str) -> bool:
    """Tell whether a spreadsheet may take a text for a formula."""
    return text.startswith(_RISKY)
