"""Texts a person can use as they are: for a claim, for a letter, and the proposal to the lender."""

from typing import NamedTuple

from faxi.app.current_rules import current_rules
from faxi.app.proposals import proposal_of
from faxi.engine.claim import continuations
from faxi.engine.statement import Statement
from faxi.exports.plain_text import write_text
from faxi.exports.proposal import TITLE
from faxi.text.claim import claim_paragraph, letter_sentence
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
