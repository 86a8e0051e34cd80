"""Plans put into words and into the JSON document of the command line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from faxi.app.current_rules import current_rules
from faxi.app.plans import Comparison, dump_scheme, kept_comparison
from faxi.engine.budget import BudgetPlan
from faxi.engine.case import Case
from faxi.engine.components import Component
from faxi.engine.money import Fen, money_text
from faxi.engine.plans import Budgeted, Plan
from faxi.engine.statement import Line
from faxi.engine.waiting import Choice, Wait
from faxi.exports.blocks import Block, Column, Facts, Heading, Paragraph, Table
from faxi.exports.plan_section import PlanTexts, line_formulas, paid_by_component, plan_sections
from faxi.store.case_dump import dump_case
from faxi.text.faces import date_face, money_face, yuan_face
from faxi.text.messages import message_of
from faxi.text.names import name_of
from faxi.text.plans import beginning_text, never, scheme_name
from faxi.text.words import Words

FORMAT, VERSION = "faxi-plan", 1
BUDGET_FORMAT = "faxi-budget"


def stage_titles(case: Case, words: Words) -> Mapping[str, str]:
    """Return what the stages of a case's lender are called, by id."""
    ladder = current_rules().ladder_for(case.lender.kind)
    return {stage_id: texts.name[words.language] for stage_id, texts in ladder.texts.items()}


def texts_of_plans(comparison: Comparison, words: Words, in_full: int | None = None) -> PlanTexts:
    """Return plans side by side as their section of a document needs them.

    Args:
        in_full: How many are given with every payment; all if ``None``.
    """
    return PlanTexts(
        as_of=comparison.as_of,
        horizon=comparison.horizon,
        waiting_due=comparison.waiting_due,
        plans=tuple(compared.plan for compared in comparison.plans),
        saved=tuple(compared.saved for compared in comparison.plans),
        stages=stage_titles(comparison.case, words),
        in_full=len(comparison.plans) if in_full is None else in_full,
    )


# For reading


def comparison_blocks(
    comparison: Comparison, words: Words, in_full: int | None = None
) -> Iterator[Block]:
    """Yield the plans of one case; see ``texts_of_plans``."""
    if comparison.plans:
        yield from plan_sections(texts_of_plans(comparison, words, in_full), words)


def kept_blocks(case: Case, words: Words) -> Iterator[Block]:
    """Yield the plans kept with a case, each made at the cut-off date it was kept at."""
    comparisons, problems = kept_comparison(case)
    for comparison in comparisons:
        made = date_face(comparison.as_of, words)
        yield Heading(words("Ways out, made on {day}", day=made))
        yield from comparison_blocks(comparison, words)
    for problem in problems:
        yield Paragraph(message_of(problem, words), "warning")


def kept_documents(case: Case, words: Words) -> dict[str, Any]:
    """Return the plans kept with a case as an entry of its statement, nothing without any."""
    comparisons, _ = kept_comparison(case)
    return {"plans": [comparison_document(c, words) for c in comparisons]} if comparisons else {}


def beginning_blocks(as_of: date, found: tuple[date, Fen] | None, words: Words) -> Iterator[Block]:
    """Yield that nothing is due yet; see ``plans.beginning``."""
    if told := beginning_text(as_of, found, words):
        yield Paragraph(told)


def waiting_blocks(waits: Sequence[Wait], words: Words) -> Iterator[Block]:
    """Yield what waiting costs."""
    yield Heading(words("Pay now or later"))
    columns = (
        Column(words("Waiting")),
        Column(words("If paid on")),
        Column(words("Cost of waiting (yuan)"), is_figure=True),
        Column(words("Newly due meanwhile (yuan)"), is_figure=True),
        Column(words("Total due then (yuan)"), is_figure=True),
    )
    rows = [
        (
            words.plural("{count} day", "{count} days", wait.days),
            wait.date.isoformat(),
            money_face(wait.cost),
            money_face(wait.newly_due),
            money_face(wait.total_due),
        )
        for wait in waits
    ]
    yield Table(columns, tuple(rows))


def choice_blocks(choices: Sequence[Choice], words: Words) -> Iterator[Block]:
    """Yield two payments side by side and which is cheaper."""
    yield Heading(words("One payment or the other"))
    columns = (
        Column(words("Date")),
        Column(words("Payment (yuan)"), is_figure=True),
        Column(words("Rest on {day} (yuan)", day=_horizon(choices)), is_figure=True),
        Column(words("Together (yuan)"), is_figure=True),
    )
    rows = [
        (c.date.isoformat(), *(money_face(fen) for fen in (c.amount, c.rest, c.total)))
        for c in choices
    ]
    yield Table(columns, tuple(rows))
    yield Paragraph(cheaper_text(choices, words))


def cheaper_text(choices: Sequence[Choice], words: Words) -> str:
    """Return which of two payments costs less, and by how much."""
    best, *others = sorted(choices, key=lambda choice: choice.total)
    if not others or others[0].total == best.total:
        return words("Both cost the same.")
    return words(
        "Cheaper by {amount}: {paid} on {day}.",
        amount=yuan_face(others[0].total - best.total, words),
        paid=yuan_face(best.amount, words),
        day=date_face(best.date, words),
    )


def _horizon(choices: Sequence[Choice]) -> str:
    return max(choice.statement.as_of for choice in choices).isoformat()


def budget_blocks(plan: BudgetPlan, saved: Fen, words: Words) -> Iterator[Block]:
    """Yield what a budget does for several debts, month by month."""
    yield Heading(
        words(
            "{plan} for all debts: {order}",
            plan=scheme_name(plan.scheme, words),
            order=name_of(plan.order, words),
        )
    )
    if plan.clear_on is None:
        yield Paragraph(never(plan.scheme.amount, plan.smallest, words), "warning")
    else:
        yield Paragraph(words("All clear on {day}.", day=date_face(plan.clear_on, words)))
    yield Facts(
        (
            (words("Paid in all"), yuan_face(plan.paid, words)),
            (words("Saved against waiting"), yuan_face(saved, words)),
        )
    )
    titles = debt_titles([each.case for each in plan.plans], words)
    debts = [
        (title, each.clear_on.isoformat() if each.clear_on else words("never"), *_sums(each))
        for title, each in zip(titles, plan.plans, strict=True)
    ]
    heads = (
        Column(words("Debt")),
        Column(words("Clear on")),
        Column(words("Payments"), is_figure=True),
        Column(words("Paid in all (yuan)"), is_figure=True),
    )
    yield Table(heads, tuple(debts))
    yield _months(plan, titles, words)


def _sums(plan: Plan) -> tuple[str, str]:
    return str(len(plan.rows)), money_face(plan.paid)


def _months(plan: BudgetPlan, titles: Sequence[str], words: Words) -> Table:
    columns = (
        Column(words("Date")),
        *(Column(title, is_figure=True) for title in titles),
        Column(words("Still due (yuan)"), is_figure=True),
    )
    rows = []
    for month in plan.months:
        paid = dict.fromkeys(range(len(titles)), 0)
        for share in month.shares:
            paid[share.debt] = share.amount
        cells = [money_face(paid[index]) if paid[index] else "" for index in paid]
        rows.append((month.date.isoformat(), *cells, money_face(month.balance)))
    return Table(columns, tuple(rows), caption=words("Payments month by month"))


def debt_titles(cases: Sequence[Case], words: Words) -> list[str]:
    """Return a title for each of several debts, untitled ones by their number."""
    return [
        case.title or words("Debt {number}", number=number) for number, case in enumerate(cases, 1)
    ]


# For machines


def comparison_document(comparison: Comparison, words: Words) -> dict[str, Any]:
    """Return plans of one case as a JSON document."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": comparison.case.title,
        "as_of": comparison.as_of.isoformat(),
        "horizon": comparison.horizon.isoformat(),
        "waiting_due": money_text(comparison.waiting_due),
        "plans": [
            {
                "scheme": {} if isinstance(c.plan.scheme, Budgeted) else dump_scheme(c.plan.scheme),
                **_plan(c.plan, c.saved, words),
            }
            for c in comparison.plans
        ],
    }


def beginning_document(found: tuple[date, Fen] | None) -> dict[str, str] | None:
    """Return the first day with something due as JSON."""
    return {"date": found[0].isoformat(), "amount": money_text(found[1])} if found else None


def waits_document(waits: Sequence[Wait]) -> list[dict[str, Any]]:
    """Return what waiting costs as JSON."""
    return [
        {
            "days": wait.days,
            "date": wait.date.isoformat(),
            "cost": money_text(wait.cost),
            "newly_due": money_text(wait.newly_due),
            "total_due": money_text(wait.total_due),
        }
        for wait in waits
    ]


def choices_document(choices: Sequence[Choice]) -> dict[str, Any]:
    """Return payments side by side as JSON; ``cheapest`` is a position in ``payments``, from 0."""
    totals = [choice.total for choice in choices]
    return {
        "horizon": _horizon(choices),
        "payments": [
            {
                "date": choice.date.isoformat(),
                "amount": money_text(choice.amount),
                "rest": money_text(choice.rest),
                "total": money_text(choice.total),
            }
            for choice in choices
        ],
        "cheapest": totals.index(min(totals)),
        "difference": money_text(max(totals) - min(totals)),
    }


def budget_document(plan: BudgetPlan, saved: Sequence[Fen], words: Words) -> dict[str, Any]:
    """Return a budget for several debts as a JSON document."""
    return {
        "format": BUDGET_FORMAT,
        "version": VERSION,
        "as_of": plan.plans[0].as_of.isoformat(),
        "budget": money_text(plan.scheme.amount),
        "order": str(plan.order),
        "clear_on": plan.clear_on.isoformat() if plan.clear_on else None,
        "never_clears": plan.clear_on is None,
        "smallest_budget": None if plan.smallest is None else money_text(plan.smallest),
        "months": [
            {
                "date": month.date.isoformat(),
                "payments": [
                    {
                        "debt": share.debt + 1,
                        "amount": money_text(share.amount),
                        "balance": money_text(share.balance),
                    }
                    for share in month.shares
                ],
                "left": money_text(month.left),
            }
            for month in plan.months
        ],
        "debts": [
            {"title": each.case.title, **_plan(each, less, words)}
            for each, less in zip(plan.plans, saved, strict=True)
        ],
        "totals": {"paid": money_text(plan.paid), "saved": money_text(sum(saved))},
    }


def _plan(plan: Plan, saved: Fen, words: Words) -> dict[str, Any]:
    paid = paid_by_component(plan)
    totals = {
        "paid": money_text(plan.paid),
        "by_component": {c.key: money_text(paid.get(c, 0)) for c in Component},
        "waived": money_text(plan.waived),
        "saved": money_text(saved),
    }
    events = dump_case(plan.case)["events"]
    return {
        "name": scheme_name(plan.scheme, words),
        "monthly": None if plan.monthly is None else money_text(plan.monthly),
        "clear_on": plan.clear_on.isoformat() if plan.clear_on else None,
        "never_clears": plan.clear_on is None,
        "smallest_amount": None if plan.smallest is None else money_text(plan.smallest),
        "payments": len(plan.rows),
        "last_date": plan.last_date.isoformat(),
        "rows": list(_rows(plan, words)),
        "totals": totals,
        "not_yet_due": money_text(sum(plan.statement.not_yet_due)),
        "stages": [
            {
                "id": crossing.stage_id,
                "waiting": crossing.waiting.isoformat(),
                "planned": crossing.planned.isoformat() if crossing.planned else None,
                "avoided": crossing.planned is None,
            }
            for crossing in plan.crossings
        ],
        "events": events[len(events) - len(plan.added) :],
    }


def _rows(plan: Plan, words: Words) -> Iterator[dict[str, Any]]:
    written = line_formulas(plan, words)
    for row in plan.rows:
        allocation = {c.key: 0 for c in Component}
        for part in row.parts:
            allocation[part.component.key] += part.amount
        yield {
            "date": row.date.isoformat(),
            "payment": money_text(row.amount),
            "later": row.is_later,
            "accrued": [_line(line, written.get(line, "")) for line in row.lines],
            "allocation": {key: money_text(amount) for key, amount in allocation.items() if amount},
            "balance": money_text(row.balance),
            "days_overdue": row.days_overdue,
            "stage": row.stage.id,
        }


def _line(line: Line, formula: str) -> dict[str, Any]:
    return {
        "component": line.component.key,
        "instalment": line.instalment,
        "from": line.from_date.isoformat(),
        "to": line.to_date.isoformat(),
        "days": line.days,
        "base": money_text(line.base),
        "rate": str(line.rate),
        "amount": money_text(line.amount),
        "formula": formula,
    }
