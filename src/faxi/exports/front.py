"""The first page of a summary: who, what, until when, how much, how fast, and where it stands."""

from collections.abc import Iterable, Iterator

from faxi.engine.case import Case
from faxi.engine.events import NoticeKind
from faxi.engine.statement import Statement
from faxi.exports.blocks import Chart, Facts, Figures, PageBreak, Paragraph, Part
from faxi.text.capital import capital_numerals
from faxi.text.faces import date_face, days_face, yuan_face
from faxi.text.messages import message_of
from faxi.text.names import name_of
from faxi.text.words import Words


def front_page(
    statement: Statement,
    stage: tuple[str, str],
    said: Iterable[str],
    chart: Chart | None,
    words: Words,
) -> Iterator[Part]:
    """Yield the first page.

    Args:
        stage: Its title and text.
        said: Warnings beside those of the statement, as sentences.
    """
    yield Figures(
        (
            (words("Total due"), yuan_face(statement.total_due, words)),
            (words("Penalty interest"), yuan_face(statement.accrued.penalty_interest, words)),
            (words("Grows each day by"), yuan_face(statement.per_diem, words)),
            (words("Days overdue"), days_face(statement.days_overdue, words)),
        ),
        note=words(
            "In capital numerals: {numerals}",
            numerals=f"人民币{capital_numerals(statement.total_due)}",
        ),
    )
    title, text = stage
    facts = [
        *parties(statement.case, words),
        (words("Cut-off date"), date_face(statement.as_of, words)),
        *_state(statement, words),
        (words("Collection stage"), f"{title} ({statement.bucket})"),
    ]
    yield Facts(tuple(fact for fact in facts if fact[1]))
    yield Paragraph(text)
    sentences = [*(message_of(warning, words) for warning in statement.warnings), *said]
    for sentence in dict.fromkeys(sentences):
        yield Paragraph(sentence, "warning")
    if chart is not None:
        yield chart
    yield PageBreak()


def parties(case: Case, words: Words) -> Iterator[tuple[str, str]]:
    """Yield who lent to whom under which contract; what is not known is empty."""
    borrower = case.reserved.get("borrower")
    name = borrower.get("name", "") if isinstance(borrower, dict) else ""
    kind = name_of(case.lender.kind, words)
    lender = words("{name} ({kind})", name=case.lender.name, kind=kind)
    yield words("Lender"), lender if case.lender.name else kind
    yield words("Borrower"), str(name)
    yield words("Contract number"), str(case.reserved.get("contract_number", ""))
    if case.contract_date:
        yield words("Contract date"), date_face(case.contract_date, words)


def _state(statement: Statement, words: Words) -> Iterator[tuple[str, str]]:
    accrued, unpaid = statement.accrued.penalty_interest, statement.outstanding.penalty_interest
    if statement.oldest_unpaid_due_date:
        yield words("Overdue since"), date_face(statement.oldest_unpaid_due_date, words)
    if unpaid != accrued:
        note = words("of it unpaid: {amount}", amount=yuan_face(unpaid, words))
        yield words("Penalty interest"), note
    if statement.stage.assignment_notice:
        notice = name_of(NoticeKind.ASSIGNMENT_NOTICE, words)
        yield notice, date_face(statement.stage.assignment_notice, words)
    principal, interest = statement.not_yet_due
    if principal:
        yield words("Principal not yet due"), yuan_face(principal, words)
    if interest:
        yield words("Interest not yet due"), yuan_face(interest, words)
    if statement.overpaid:
        yield words("Overpaid"), yuan_face(statement.overpaid, words)
