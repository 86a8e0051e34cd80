"""The instalments of a schedule as one CSV table, which the program imports again."""

import csv
import io

from faxi.engine.money import money_text
from faxi.engine.schedule import Schedule
from faxi.text.words import Words


def write_schedule_csv(schedule: Schedule, words: Words) -> bytes:
    """Return the bytes of the table (UTF-8 with BOM): a row each, amounts without grouping."""
    has_fees = bool(schedule.fees)
    stream = io.StringIO(newline="")
    table = csv.writer(stream, lineterminator="\r\n")
    head = [words("Due date"), words("Instalment (yuan)"), words("Principal (yuan)")]
    head.append(words("Interest (yuan)"))
    head += [words("Fee (yuan)")] if has_fees else []
    table.writerow([*head, words("Balance (yuan)")])
    for row in schedule.rows:
        amounts = [row.payment, row.principal, row.interest]
        amounts += [row.fee, row.balance] if has_fees else [row.balance]
        table.writerow([row.due_date.isoformat(), *map(money_text, amounts)])
    return stream.getvalue().encode("utf-8-sig")
