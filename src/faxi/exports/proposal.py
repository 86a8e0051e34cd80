"""The proposal to the lender (协商还款申请书): a letter filled from case, cause and plan."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from faxi.engine.money import Fen
from faxi.engine.statement import Statement
from faxi.exports.blocks import (
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Part,
    Signature,
    Table,
)
from faxi.exports.front import parties
from faxi.exports.options import EVERYTHING, Options
from faxi.text.capital import capital_numerals
from faxi.text.faces import date_face, days_face, money_face, yuan_face
from faxi.text.words import Words, marked

TITLE = marked("Proposal for repayment")
_CAUSES = {
    "economy": marked(
        "Since then my income has fallen with the economy, so that I could not pay on time. I do "
        "not mean to evade the debt."
    ),
    "credit_awareness": marked(
        "I did not look after my dates of payment as I should have. I regret it and mean to "
        "put my credit in order."
    ),
    "supervision": marked(
        "When the contract was made the rates and fees were not explained to me in full, and the "
        "sum has grown beyond what I expected. I ask for an itemised statement and wish to repay "
        "what is lawfully due."
    ),
    "special": marked(
        "Illness, an accident or another special circumstance has kept me from paying on time; I "
        "can hand in proof. I do not mean to evade the debt."
    ),
}
_NO_CAUSE = marked("I could not pay on time and do not mean to evade the debt.")


class Payment(NamedTuple):
    """A payment of the plan, in fen."""

    date: date
    amount: Fen


class PlanTexts(NamedTuple):
    """A way out in words.

    Attributes:
        name: What it does, in one phrase.
        ending: How it ends, in one sentence.
        waived: Fen the lender would give up.
    """

    name: str
    ending: str
    payments: tuple[Payment, ...]
    waived: Fen


class ProposalTexts(NamedTuple):
    """What the letter takes from elsewhere.

    Attributes:
        cause: A key of the causes of default, ``""`` if none was said.
        program: Name and version of the program, and how far its rates are checked.
        plan: ``None`` while none was chosen; the letter then leaves room for one.
    """

    cause: str
    plan: PlanTexts | None
    program: str
    case_sha256: str


def build_proposal(
    statement: Statement, texts: ProposalTexts, words: Words, options: Options = EVERYTHING
) -> Document:
    """Return the letter as a document."""
    day = date_face(statement.as_of, words)
    return Document(
        language=words.language,
        title=words(TITLE),
        subtitle="",
        cut_off=statement.as_of.isoformat(),
        header=words("{title} · calculated to {day}", title=words(TITLE), day=day),
        footer=words(
            "Figures calculated with {program} · case SHA-256 {digest}",
            program=texts.program,
            digest=texts.case_sha256,
        ),
        author=texts.program,
        blocks=tuple(_letter(statement, texts, words)),
        letterhead=None if options.is_redacted else options.letterhead,
    )


def _letter(statement: Statement, texts: ProposalTexts, words: Words) -> Iterator[Part]:
    lender = statement.case.lender.name or words("the lender")
    yield Paragraph(words("To: {lender}", lender=lender))
    yield Facts(tuple(fact for fact in parties(statement.case, words) if fact[1]))
    yield Heading(words("1. Where things stand"))
    yield Paragraph(_state(statement, words))
    yield Facts(tuple(_owed(statement, words)))
    yield Heading(words("2. Why I fell behind"))
    yield Paragraph(words(_CAUSES.get(texts.cause, _NO_CAUSE)))
    yield Heading(words("3. What I propose"))
    yield from _plan(texts.plan, words)
    yield Heading(words("4. What I ask for"))
    for request in _requests(texts.plan, words):
        yield Paragraph(request, "bullet")
    yield Paragraph(
        words(
            "This proposal is made in order to reach an agreement. It is no admission of amounts "
            "that the contract or the law does not support."
        ),
        "note",
    )
    yield Signature(words("Applicant (signature):"), words("Date:"))


def _state(statement: Statement, words: Words) -> str:
    told = {
        "day": date_face(statement.as_of, words),
        "total": yuan_face(statement.total_due, words),
        "numerals": f"人民币{capital_numerals(statement.total_due)}",
        "days": days_face(statement.days_overdue, words),
    }
    return words(
        "By my calculation {total} ({numerals}) is due on {day}; the loan is {days} overdue. The "
        "working is in the enclosed repayment summary; please tell me where your figures differ.",
        **told,
    )


def _owed(statement: Statement, words: Words) -> Iterator[tuple[str, str]]:
    owed = statement.outstanding
    interest = owed.ordinary_interest + owed.penalty_interest + owed.compound_interest
    for label, amount in (
        (words("Principal"), owed.principal),
        (words("Interest and penalty interest"), interest),
        (words("Fees and costs"), owed.liquidated_damages + owed.costs),
        (words("Total due"), statement.total_due),
    ):
        if amount:
            yield label, yuan_face(amount, words)


def _plan(plan: PlanTexts | None, words: Words) -> Iterator[Part]:
    if plan is None:
        yield Paragraph(
            words(
                "I propose to pay CNY ________ on ________ and then CNY ________ on day ____ of "
                "each month, until the debt is settled."
            )
        )
        return
    yield Paragraph(words("I propose: {plan}. {ending}", plan=plan.name, ending=plan.ending))
    if plan.payments:
        yield _payments(plan.payments, words)


def _payments(payments: Sequence[Payment], words: Words) -> Table:
    columns = (
        Column(words("No.")),
        Column(words("Date")),
        Column(words("Payment (yuan)"), is_figure=True),
    )
    rows = [
        (str(number), payment.date.isoformat(), money_face(payment.amount))
        for number, payment in enumerate(payments, 1)
    ]
    total = money_face(sum(payment.amount for payment in payments))
    rows.append((words("Sum"), "", total))
    return Table(columns, tuple(rows), last_is_total=True, caption=words("Payments proposed"))


def _requests(plan: PlanTexts | None, words: Words) -> Iterator[str]:
    if plan is not None and plan.waived:
        amount = yuan_face(plan.waived, words)
        yield words("that {amount} be waived once the plan is carried out;", amount=amount)
    else:
        yield words("that penalty and compound interest be reduced or waived;")
    yield words("that no further penalty interest accrue while the plan is kept;")
    yield words("that collection calls to me and third parties stop while the plan is kept;")
    yield words("that the agreement be confirmed in writing, with account and due dates;")
    yield words("that the credit record be updated and a settlement note issued after payment.")
