"""A check of the creditor's table put into words, JSON and the letter of objection."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from faxi import __version__
from faxi.app.citations import citation
from faxi.app.claim_judged import JudgedRow
from faxi.app.claim_rows import dump_rows
from faxi.app.claim_variants import Cause, Verdict
from faxi.app.claims import Audit, kept_audit
from faxi.app.law_texts import check_document
from faxi.engine.components import Component
from faxi.engine.money import money_text
from faxi.engine.problems import CaseError, Problem
from faxi.engine.rates import Rate
from faxi.engine.statement import Line, Statement
from faxi.exports.blocks import Block, Document, Paragraph
from faxi.exports.formats import READING
from faxi.exports.objection import ClaimLine, ClaimTexts, claim_section, objection
from faxi.rules.law import law
from faxi.store.files import write_file
from faxi.text.checks import check_text
from faxi.text.claims import cause_text, difference_text, explanation, verdict_name
from faxi.text.faces import date_face, money_face, yuan_face
from faxi.text.formulas import line_formula
from faxi.text.messages import message_of
from faxi.text.names import name_of
from faxi.text.words import Words

FORMAT, VERSION = "faxi-audit", 1
FINE = (Verdict.RIGHT, Verdict.ROUNDING_ONLY)


def texts_of_audit(found: Audit, words: Words) -> ClaimTexts:
    """Return a check in a language."""
    check = found.check
    rows = tuple(
        claim_line(number, judged, check.statement, words)
        for number, judged in enumerate(check.rows, 1)
    )
    counted = [
        words(
            "{rows}: {what}.",
            rows=words.plural("In {count} row", "In {count} rows", count),
            what=cause_text(cause, words),
        )
        for cause, count in check.causes
        if cause.verdict is not Verdict.ROUNDING_ONLY
    ]
    return ClaimTexts(
        as_of=found.as_of,
        rows=rows,
        causes=tuple(counted),
        sums=(
            (words("Claimed in these rows"), yuan_face(check.claimed, words)),
            (words("Recomputed"), yuan_face(check.ours, words)),
            (words("Difference"), difference_text(check.difference, words)),
        ),
        limits=tuple(
            (law()[c.rule_id].title[words.language], check_text(c, words)) for c in found.limits
        ),
        sources=tuple(
            dict.fromkeys(citation(law()[c.rule_id], words).source for c in found.limits)
        ),
        notes=tuple(_notes(found, words)),
    )


def _notes(found: Audit, words: Words) -> Iterator[str]:
    check = found.check
    if check.is_right and not check.left_out:
        yield words("Every row agrees with the case, rounding apart.")
    if check.left_out:
        told = words.phrases(cause_text(cause, words) for cause in check.left_out)
        yield words(
            "Every row agrees, but the case accrues {accrued} up to {day} and the table claims "
            "{claimed}: {what}.",
            accrued=yuan_face(check.accrued, words),
            claimed=yuan_face(check.claimed, words),
            day=date_face(found.as_of, words),
            what=told,
        )
    for warning in found.warnings:
        yield message_of(warning, words)


def claim_line(number: int, judged: JudgedRow, statement: Statement, words: Words) -> ClaimLine:
    """Return a judged row as it is shown."""
    row = judged.row
    theirs, ours = judged.theirs, judged.ours
    return ClaimLine(
        number=str(number),
        period=_period(judged, words),
        theirs="" if theirs is None else money_face(theirs),
        ours="" if ours is None or theirs is None else money_face(ours.amount),
        difference="" if judged.difference is None else money_face(judged.difference),
        verdict=verdict_name(judged.verdict, words),
        explanation=explanation(judged.verdict, judged.causes, judged.also, judged.off, words),
        formula=_formula(judged, statement, words) if not row.is_sum else "",
        is_right=judged.verdict in FINE,
    )


def _period(judged: JudgedRow, words: Words) -> str:
    row = judged.row
    parts = []
    if row.from_date and row.to_date:
        told = {"first": row.from_date.isoformat(), "last": row.to_date.isoformat()}
        parts.append(words("{first} to {last}", **told))
    if row.days is not None and not parts:
        parts.append(words.plural("{count} day", "{count} days", row.days))
    if row.label:
        parts.append(row.label)
    if row.is_sum:
        parts.append(words("Sum"))
    return " ".join(parts)


def _formula(judged: JudgedRow, statement: Statement, words: Words) -> str:
    """Return how the case's own figure in the row's place comes about."""
    if judged.ours is None or not judged.ours.segments:
        return ""
    parts = [_segment(line, statement, words) for line in judged.ours.segments]
    return words.phrases(parts)


def _segment(line: Line, statement: Statement, words: Words) -> str:
    formula = line_formula(line, statement.case.conventions)
    return f"{name_of(line.component, words)} {formula} = {money_face(line.amount)}"


def audit_blocks(found: Audit, words: Words) -> Iterator[Block]:
    """Yield a check for reading."""
    yield from claim_section(texts_of_audit(found, words), words)


def kept_claim_blocks(statement: Statement, words: Words) -> Iterator[Block]:
    """Yield the check of the table kept with a statement's case, nothing without one."""
    found, problems = kept_audit(statement.case, statement.as_of)
    if found is not None:
        yield from audit_blocks(found, words)
    for problem in problems:
        yield Paragraph(message_of(problem, words), "warning")


def kept_claim_document(statement: Statement, words: Words) -> dict[str, Any]:
    """Return the check of the table kept with a case as an entry of its statement."""
    found, _ = kept_audit(statement.case, statement.as_of)
    return {"claim_check": audit_document(found, words)} if found else {}


def letter_of(found: Audit, words: Words) -> Document:
    """Return the letter of objection."""
    texts = texts_of_audit(found, words)
    return objection(found.check.statement.case, texts, words, f"Faxi {__version__}")


def write_letter(found: Audit, path: Path, words: Words) -> list[Problem]:
    """Write the letter in the format of a file's suffix and return warnings.

    Raises:
        CaseError: The suffix names no format.
        FileError: The file cannot be written; an old one stays whole.
    """
    suffix = path.suffix.lower()
    if suffix not in READING:
        params = {"suffix": suffix or path.name, "accepted": ", ".join(READING)}
        raise CaseError([Problem("format_unknown", str(path), params)])
    content, warnings = READING[suffix](letter_of(found, words))
    write_file(path, content)
    return warnings


# For machines


def audit_document(found: Audit, words: Words) -> dict[str, Any]:
    """Return a check as a JSON document."""
    check = found.check
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": check.statement.case.title,
        "as_of": found.as_of.isoformat(),
        "right": check.is_right,
        "rows": [
            _row(number, judged, check.statement, words)
            for number, judged in enumerate(check.rows, 1)
        ],
        "totals": {
            "claimed": money_text(check.claimed),
            "ours": money_text(check.ours),
            "difference": money_text(check.difference),
            "accrued": money_text(check.accrued),
        },
        "causes": [{**_cause(cause, words), "rows": count} for cause, count in check.causes],
        "left_out": [_cause(cause, words) for cause in check.left_out],
        "limits": [check_document(limit, words) for limit in found.limits],
        "warnings": [
            {"code": warning.code, "message": message_of(warning, words)}
            for warning in found.warnings
        ],
    }


def _row(number: int, judged: JudgedRow, statement: Statement, words: Words) -> dict[str, Any]:
    ours = judged.ours
    said = explanation(judged.verdict, judged.causes, judged.also, judged.off, words)
    return {
        "row": number,
        "given": dump_rows([judged.row])[0],
        "verdict": str(judged.verdict),
        "causes": [_cause(cause, words) for cause in judged.causes],
        "also": [_cause(cause, words) for cause in judged.also],
        "off": list(judged.off),
        "theirs": None if judged.theirs is None else money_text(judged.theirs),
        "ours": None if ours is None else money_text(ours.amount),
        "difference": None if judged.difference is None else money_text(judged.difference),
        "explanation": said,
        "formula": _formula(judged, statement, words),
    }


def _cause(cause: Cause, words: Words) -> dict[str, Any]:
    return {
        "verdict": str(cause.verdict),
        "convention": cause.convention,
        "detail": _detail(cause),
        "text": cause_text(cause, words),
    }


def _detail(cause: Cause) -> object:
    detail = cause.detail
    if detail is None or (isinstance(detail, int) and cause.convention == "days_used"):
        return detail
    if isinstance(detail, tuple) and not isinstance(detail, Rate):
        return [Component(component).key for component in detail]
    return money_text(detail) if isinstance(detail, int) else str(detail)
