"""The statement as the JSON document of the command line and of exported files."""

from typing import Any

from faxi.engine.components import Amounts
from faxi.engine.daycount import DayCount
from faxi.engine.money import money_text
from faxi.engine.rates import Percent, Rate
from faxi.engine.statement import AllocationEntry, CapResult, Line, Statement
from faxi.text.formulas import formulas
from faxi.text.messages import message_of
from faxi.text.words import Words

FORMAT = "faxi-statement"
VERSION = 1


def statement_document(statement: Statement, words: Words, stage_title: str) -> dict[str, Any]:
    """Return the statement as plain JSON values: money and rates as text, dates in ISO form."""
    stage = statement.stage
    stage_document = {"id": stage.id, "basis": stage.basis, "title": stage_title}
    if stage.assignment_notice is not None:
        stage_document["assignment_notice"] = stage.assignment_notice.isoformat()
    oldest = statement.oldest_unpaid_due_date
    principal, interest = statement.not_yet_due
    written = formulas(statement, words)
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": statement.case.title,
        "as_of": statement.as_of.isoformat(),
        "days_overdue": statement.days_overdue,
        "oldest_unpaid_due_date": oldest.isoformat() if oldest else None,
        "bucket": statement.bucket,
        "stage": stage_document,
        "accrued": _amounts(statement.accrued),
        "paid": _amounts(statement.paid),
        "waived": _amounts(statement.waived),
        "outstanding": _amounts(statement.outstanding),
        "total_due": money_text(statement.total_due),
        "not_yet_due": {"principal": money_text(principal), "interest": money_text(interest)},
        "overpaid": money_text(statement.overpaid),
        "per_diem": money_text(statement.per_diem),
        "cap": _cap(statement.cap) if statement.cap else None,
        "lines": [
            _line(line, formula, statement)
            for line, formula in zip(statement.lines, written, strict=True)
        ],
        "allocations": [_allocation(entry) for entry in statement.allocations],
        "warnings": [
            {"code": warning.code, "message": message_of(warning, words)}
            for warning in statement.warnings
        ],
    }


def _amounts(amounts: Amounts) -> dict[str, str]:
    return {component.key: money_text(amount) for component, amount in amounts.items()}


def _cap(cap: CapResult) -> dict[str, Any]:
    limit = str(cap.limit) if isinstance(cap.limit, Rate | Percent) else money_text(cap.limit)
    return {
        "kind": str(cap.kind),
        "limit": limit,
        "claimed": money_text(cap.claimed),
        "allowed": money_text(cap.allowed),
        "over": money_text(cap.over),
        "excess_paid": money_text(cap.excess_paid),
        "applied": cap.applied,
    }


def _line(line: Line, formula: str, statement: Statement) -> dict[str, Any]:
    day_count = statement.case.conventions.day_count
    document = {
        "component": line.component.key,
        "instalment": line.instalment,
        "from": line.from_date.isoformat(),
        "to": line.to_date.isoformat(),
        "days": line.days,
        "base": money_text(line.base),
        "rate": str(line.rate),
        "day_count": str(day_count),
        "amount": money_text(line.amount),
        "formula": formula,
        "rule": statement.line_rules[line.component],
    }
    if day_count is DayCount.ACT_ACT:
        document |= {"days_365": line.days_365, "days_366": line.days_366}
    return document


def _allocation(entry: AllocationEntry) -> dict[str, Any]:
    return {
        "date": entry.date.isoformat(),
        "source": entry.source,
        "amount": money_text(entry.amount),
        "parts": [
            {
                "component": part.component.key,
                "instalment": part.instalment,
                "amount": money_text(part.amount),
            }
            for part in entry.parts
        ],
        "remainder": money_text(entry.remainder),
    }
