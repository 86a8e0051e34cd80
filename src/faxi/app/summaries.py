"""Putting a statement into words: the use cases behind every output."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from faxi import __version__
from faxi.app.case_loan import loan_blocks, loan_documents
from faxi.app.citations import citation
from faxi.app.claim_texts import kept_claim_blocks, kept_claim_document
from faxi.app.current_rules import current_rules
from faxi.app.drafts import cause_of
from faxi.app.export_chart import export_chart
from faxi.app.guides import guidance_section
from faxi.app.law import law_of
from faxi.app.law_texts import law_document, texts_of
from faxi.app.plan_texts import kept_blocks, kept_documents
from faxi.app.proposals import proposal_of
from faxi.app.stamps import stamp_facts, stamp_of
from faxi.app.statements import stage_texts
from faxi.engine.problems import CaseError, Problem
from faxi.engine.statement import Statement
from faxi.exports.blocks import Document
from faxi.exports.formats import FORMATS, READING, Summary, suffixes_of
from faxi.exports.options import EVERYTHING, Options, Paper
from faxi.exports.redaction import redacted
from faxi.exports.statement_json import statement_document
from faxi.exports.summary import SummaryTexts, build
from faxi.rules.law import Rule, law
from faxi.store.case_dump import dump_case
from faxi.store.files import write_file
from faxi.text.words import Words


def document_of(statement: Statement, words: Words) -> dict[str, Any]:
    """Return the statement as the JSON document of the command line, with what the law says."""
    document = statement_document(statement, words, stage_texts(statement, words)[0])
    said = law_document(law_of(statement, statement.as_of), words)
    kept = {**loan_documents(statement.case), **kept_documents(statement.case, words)}
    kept |= kept_claim_document(statement, words)
    return {**document, **said, **kept, "warnings": document["warnings"] + said["warnings"]}


def summary_of(statement: Statement, words: Words, options: Options = EVERYTHING) -> Summary:
    """Return the repayment summary, ready to be written in any format."""
    if options.is_redacted:
        # Before anything is derived from it: what is not there cannot leak.
        statement = replace(statement, case=redacted(statement.case))
    case = statement.case
    title, text = stage_texts(statement, words)
    # A suit is imagined filed on the cut-off date, so that the bytes never depend on the day.
    view = law_of(statement, statement.as_of)
    texts = SummaryTexts(
        stage_title=title,
        stage_text=text,
        citations={rule.id: citation(rule, words) for rule in rules_of(statement)},
        stamp=stamp_facts(case, words, is_redacted=options.is_redacted),
        program=f"Faxi {__version__}",
        law=texts_of(view, words),
        chart=export_chart(statement, words),
        guidance=tuple(guidance_section(statement, cause_of(case), words)),
        kept=(*kept_blocks(case, words), *kept_claim_blocks(statement, words)),
        loan=tuple(loan_blocks(case, words)),
    )
    return Summary(
        statement=statement,
        document=build(statement, texts, words, options),
        stamp=stamp_of(case, is_redacted=options.is_redacted),
        case_document=dump_case(case),
        statement_document=document_of(statement, words),
        texts=texts,
        words=words,
        options=options,
        warnings=(*statement.warnings, *(w for w in view.warnings if w not in statement.warnings)),
    )


def rules_of(statement: Statement) -> list[Rule]:
    """Return the rules a statement rests on: those of its lines, then those of its stage."""
    rules = [law()[statement.line_rules[line.component]] for line in statement.lines]
    rules += current_rules().stage_rules(statement.stage.id, statement.case.lender.kind)
    return list({rule.id: rule for rule in rules}.values())


def summary_pages(
    statement: Statement, words: Words, ppi: int, options: Options = EVERYTHING
) -> list[bytes]:
    """Return a picture (PNG) of each page of a document."""
    from faxi.exports.pdf_file import write_pages  # noqa: PLC0415 - typst only where it is needed

    return write_pages(document_for(statement, words, options), ppi)


def document_for(statement: Statement, words: Words, options: Options) -> Document:
    """Return the document that the options ask for."""
    if options.paper is Paper.PROPOSAL:
        return proposal_of(statement, words, options)
    return summary_of(statement, words, options).document


def export_file(
    statement: Statement, path: Path, words: Words, options: Options = EVERYTHING
) -> list[Problem]:
    """Write a document to a file in the format of its suffix and return warnings.

    Raises:
        CaseError: The suffix names no format of that document.
        FileError: The file cannot be written; an old one stays whole.
    """
    content, warnings = rendered(statement, path, words, options)
    write_file(path, content)
    return warnings


def rendered(
    statement: Statement, path: Path, words: Words, options: Options
) -> tuple[bytes, list[Problem]]:
    """Return the content of a file and warnings, without writing it; see ``export_file``."""
    suffix, accepted = path.suffix.lower(), suffixes_of(options.paper)
    if suffix not in accepted:
        params = {"suffix": suffix or path.name, "accepted": ", ".join(accepted)}
        raise CaseError([Problem("format_unknown", str(path), params)])
    if options.paper is Paper.PROPOSAL:
        return READING[suffix](proposal_of(statement, words, options))
    return FORMATS[suffix](summary_of(statement, words, options))
