"""Calculating a case and putting its result into words: the use cases behind every output."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from faxi import __version__
from faxi.engine.calculate import calculate
from faxi.engine.case import Case
from faxi.engine.problems import CaseError, Problem
from faxi.engine.statement import Statement
from faxi.exports.formats import FORMATS, Summary
from faxi.exports.statement_json import statement_document
from faxi.exports.summary import Citation, SummaryTexts, build
from faxi.rules.book import load_rules
from faxi.rules.law import Rule, law
from faxi.store.case_file import dump_case
from faxi.store.documents import case_bytes
from faxi.store.files import write_file
from faxi.text.articles import article_face
from faxi.text.faces import date_face
from faxi.text.words import Language, Words


def calculate_case(case: Case, as_of: date) -> Statement:
    """Return the statement of a case under the shipped rules.

    Raises:
        CaseError: The case cannot be calculated; see ``calculate``.
    """
    return calculate(case, as_of, load_rules().rulebook)


def stage_texts(statement: Statement, words: Words) -> tuple[str, str]:
    """Return title and text of a statement's stage in a language."""
    title, text = load_rules().ladder.texts_for(statement.stage)
    return title[words.language], text[words.language]


def document_of(statement: Statement, words: Words) -> dict[str, Any]:
    """Return the statement as the JSON document of the command line."""
    return statement_document(statement, words, stage_texts(statement, words)[0])


def summary_of(statement: Statement, words: Words) -> Summary:
    """Return the repayment summary, ready to be written in any format."""
    title, text = stage_texts(statement, words)
    lpr = load_rules().lpr_1y.series
    checked_on = date_face(lpr.checked_on, words)
    texts = SummaryTexts(
        stage_title=title,
        stage_text=text,
        citations={rule.id: citation(rule, words) for rule in rules_of(statement)},
        data_age=words("One-year LPR checked up to {day}.", day=checked_on),
        program=f"Faxi {__version__}",
    )
    stamp = {
        "program": f"faxi {__version__}",
        "checked_on": {lpr.id: lpr.checked_on.isoformat()},
        "case_sha256": hashlib.sha256(case_bytes(statement.case)).hexdigest(),
    }
    return Summary(
        statement=statement,
        document=build(statement, texts, words),
        stamp=stamp,
        case_document=dump_case(statement.case),
        statement_document=document_of(statement, words),
        words=words,
    )


def rules_of(statement: Statement) -> list[Rule]:
    """Return the rules a statement rests on: those of its lines, then those of its stage."""
    ids = [statement.line_rules[line.component] for line in statement.lines]
    ids += load_rules().ladder.texts[statement.stage.id].rules
    return [law()[rule_id] for rule_id in dict.fromkeys(ids)]


def citation(rule: Rule, words: Words) -> Citation:
    """Return a rule's title and its source, with the kind of source where it is second-hand."""
    language = words.language
    instrument = rule.instrument
    name = instrument.title[language]
    if language is Language.ZH and rule.confidence != "PRACTICE":
        name = f"《{name.replace('《', '〈').replace('》', '〉')}》"
    if instrument.number:
        name = words("{title} ({number})", title=name, number=instrument.number)
    source = f"{name} {article_face(rule.article, language)}".strip()
    if rule.confidence == "SEEN-2":
        source = words("{source}, as publicly reported", source=source)
    elif rule.confidence == "DISPUTED":
        source = words("{source}; courts differ", source=source)
    return Citation(rule.title[language], source)


def export_summary(statement: Statement, path: Path, words: Words) -> list[Problem]:
    """Write the summary to a file in the format of its suffix and return warnings.

    Raises:
        CaseError: The suffix names no format.
        FileError: The file cannot be written; an old one stays whole.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        params = {"suffix": suffix or path.name, "accepted": ", ".join(FORMATS)}
        raise CaseError([Problem("format_unknown", str(path), params)])
    content, warnings = FORMATS[suffix](summary_of(statement, words))
    write_file(path, content)
    return warnings
