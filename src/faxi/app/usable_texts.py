"""Texts a person can use as they are: for a claim, for a letter, and the proposal to the lender."""

from typing import NamedTuple

from faxi import __version__
from faxi.app.current_rules import current_rules
from faxi.app.drafts import cause_of
from faxi.app.plans import kept_comparison
from faxi.engine.claim import continuations
from faxi.engine.statement import Statement
from faxi.exports.blocks import Document
from faxi.exports.options import EVERYTHING, Options
from faxi.exports.plain_text import write_text
from faxi.exports.proposal import (
    TITLE,
    Payment,
    PlanTexts,
    ProposalTexts,
    build_proposal,
)
from faxi.text.claim import claim_paragraph, letter_sentence
from faxi.text.plans import ending, scheme_name
from faxi.text.words import Words


class UsableText(NamedTuple):
    """A text with its name; ``id`` is the same in every language."""

    id: str
    title: str
    text: str


def usable_texts(statement: Statement, words: Words) -> tuple[UsableText, ...]:
    """Return the texts of a statement, ready to be copied."""
    going_on = continuations(statement, current_rules().rulebook)
    return (
        UsableText("claim", words("Claim"), claim_paragraph(statement, going_on, words)),
        UsableText("letter", words("Sentence for a letter"), letter_sentence(statement, words)),
        UsableText("proposal", words(TITLE), write_text(proposal_of(statement, words))),
    )


def proposal_of(statement: Statement, words: Words, options: Options = EVERYTHING) -> Document:
    """Return the proposal to the lender, with the plan kept last if there is one."""
    case = statement.case
    texts = ProposalTexts(cause_of(case), _plan_texts(statement, words), f"Faxi {__version__}")
    return build_proposal(statement, texts, words, options)


def _plan_texts(statement: Statement, words: Words) -> PlanTexts | None:
    comparisons, _ = kept_comparison(statement.case)
    if not comparisons:
        return None
    plan = comparisons[-1].plans[-1].plan
    return PlanTexts(
        name=scheme_name(plan.scheme, words),
        ending=ending(plan, words),
        payments=tuple(Payment(row.date, row.amount) for row in plan.rows if not row.is_later),
        waived=plan.waived,
    )
