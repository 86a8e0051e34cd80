"""The statement of a case under the rules that hold now, and its stage in words."""

from datetime import date

from faxi.app.current_rules import current_rules
from faxi.engine.calculate import calculate
from faxi.engine.case import Case
from faxi.engine.statement import Statement
from faxi.text.words import Words


def calculate_case(case: Case, as_of: date) -> Statement:
    """Return the statement of a case under the shipped rules and the person's own rows.

    Raises:
        CaseError: The case cannot be calculated; see ``calculate``.
    """
    return calculate(case, as_of, current_rules().rulebook)


def stage_texts(statement: Statement, words: Words) -> tuple[str, str]:
    """Return title and text of a statement's stage in a language."""
    title, text = current_rules().ladder_for(statement.case.lender.kind).texts_for(statement.stage)
    return title[words.language], text[words.language]
