"""The proposal to the lender, filled from a statement, its cause and the plan kept last."""

from dataclasses import replace

from faxi import __version__
from faxi.app.current_rules import data_age
from faxi.app.drafts import cause_of
from faxi.app.plans import kept_comparison
from faxi.app.stamps import case_digest
from faxi.engine.statement import Statement
from faxi.exports.blocks import Document
from faxi.exports.options import EVERYTHING, Options
from faxi.exports.proposal import Payment, PlanTexts, ProposalTexts, build_proposal
from faxi.exports.redaction import redacted
from faxi.text.plans import ending, scheme_name
from faxi.text.words import Words


def proposal_of(statement: Statement, words: Words, options: Options = EVERYTHING) -> Document:
    """Return the letter, with the plan kept last if there is one."""
    if options.is_redacted:
        statement = replace(statement, case=redacted(statement.case))
    case = statement.case
    program = f"Faxi {__version__} · {data_age(words)}"
    texts = ProposalTexts(cause_of(case), _plan_texts(statement, words), program, case_digest(case))
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
