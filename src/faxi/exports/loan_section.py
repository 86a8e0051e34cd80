"""A repayment schedule and its annual cost as neutral blocks: a document, or part of a summary."""

from collections.abc import Iterator

from faxi.engine.annual_cost import AnnualCost
from faxi.engine.rates import Rate
from faxi.engine.schedule import Schedule, Terms
from faxi.exports.blocks import Block, Column, Facts, Figures, Heading, Paragraph, Table
from faxi.text.faces import date_face, money_face, rate_face, share_face, yuan_face
from faxi.text.loan_words import cost_steps, interest_formula, schedule_steps
from faxi.text.names import name_of
from faxi.text.words import Words, marked

COST_NOTE = marked(
    "The annual cost counts every payment and fee on its day; it is the internal rate of return "
    "(IRR). With interest on interest it compares loans, without it it stands beside the rate of "
    "the contract."
)


def schedule_blocks(schedule: Schedule, words: Words) -> Iterator[Block]:
    """Yield terms, instalments and how they were worked out."""
    terms = schedule.terms
    facts = [
        (words("Amount lent"), yuan_face(schedule.amount, words)),
        (words("Paid out on"), date_face(schedule.drawdown_date, words)),
    ]
    if terms is not None:
        facts += _agreed(terms, words)
    if schedule.upfront_fee:
        facts.append((words("Fee taken up front"), yuan_face(schedule.upfront_fee, words)))
        facts.append((words("Received"), yuan_face(schedule.received, words)))
    yield Facts(tuple(facts))
    yield _instalments(schedule, words)
    yield Heading(words("How the instalments were worked out"))
    for step in schedule_steps(schedule, words):
        yield Paragraph(step)


def cost_blocks(cost: AnnualCost, rate: Rate | None, words: Words) -> Iterator[Block]:
    """Yield the annual cost beside the contract rate, and how it was worked out."""
    yield Heading(words("True annual cost"))
    figures = [
        (words("With interest on interest (effective)"), share_face(cost.effective, words)),
        (words("Without (nominal)"), share_face(cost.nominal, words)),
    ]
    if rate is not None:
        figures.append((words("Contract rate"), rate_face(rate, words)))
    yield Figures(tuple(figures))
    for step in cost_steps(cost, words):
        yield Paragraph(step)
    yield Paragraph(words(COST_NOTE), "note")


def _agreed(terms: Terms, words: Words) -> Iterator[tuple[str, str]]:
    yield words("Contract rate"), rate_face(terms.rate, words)
    yield words("How it is repaid"), name_of(terms.method, words)
    basis = name_of(terms.basis, words)
    if terms.day_count is not None:
        basis = words.listing([basis, name_of(terms.day_count, words)])
    yield words("Interest counted"), basis
    if terms.fee_rate.digits:
        yield words("Fee of each period"), words("{share} of the amount", share=terms.fee_rate)
    if terms.every_months != 1:
        yield words("Months between due dates"), str(terms.every_months)


def _instalments(schedule: Schedule, words: Words) -> Table:
    """Return the table of instalments; fees and formulas only where there are any."""
    has_fees, has_terms = bool(schedule.fees), schedule.terms is not None
    columns = [
        Column(words("No.")),
        Column(words("Due date")),
        Column(words("Instalment (yuan)"), is_figure=True),
        Column(words("Principal (yuan)"), is_figure=True),
        Column(words("Interest (yuan)"), is_figure=True),
    ]
    columns += [Column(words("Fee (yuan)"), is_figure=True)] if has_fees else []
    columns.append(Column(words("Balance (yuan)"), is_figure=True))
    columns += [Column(words("Interest worked out"), share=1)] if has_terms else []
    rows = []
    for index, row in enumerate(schedule.rows):
        amounts = [row.payment, row.principal, row.interest]
        amounts += [row.fee, row.balance] if has_fees else [row.balance]
        cells = [str(index + 1), row.due_date.isoformat(), *map(money_face, amounts)]
        rows.append((*cells, *([interest_formula(schedule, index)] if has_terms else [])))
    sums = [schedule.payment, schedule.principal, schedule.interest]
    sums += [schedule.fees] if has_fees else []
    total = [words("Sum"), "", *map(money_face, sums), "", *([""] if has_terms else [])]
    rows.append(tuple(total))
    return Table(tuple(columns), tuple(rows), last_is_total=True, caption=words("Instalments"))
