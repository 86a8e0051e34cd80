"""Schedules and annual costs as plain JSON values: money and rates as text, dates in ISO form."""

from datetime import date
from typing import Any

from faxi.engine.annual_cost import AnnualCost
from faxi.engine.money import Fen, money_text
from faxi.engine.rates import Rate
from faxi.engine.schedule import Row, Schedule, yearly_rate
from faxi.text.faces import share_text
from faxi.text.loan_words import cost_steps, interest_formula, schedule_steps
from faxi.text.words import Words

SCHEDULE_FORMAT, COST_FORMAT, VERSION = "faxi-schedule", "faxi-annual-cost", 1


def schedule_document(schedule: Schedule, cost: AnnualCost, words: Words) -> dict[str, Any]:
    """Return a schedule; rows and totals have a ``fee`` only where there is one."""
    terms = schedule.terms
    has_fees = bool(schedule.fees)
    totals = {
        "payment": money_text(schedule.payment),
        "principal": money_text(schedule.principal),
        "interest": money_text(schedule.interest),
    }
    return {
        "format": SCHEDULE_FORMAT,
        "version": VERSION,
        "method": str(terms.method) if terms else "own_rows",
        "amount": money_text(schedule.amount),
        "rate": str(terms.rate) if terms else None,
        "drawdown_date": schedule.drawdown_date.isoformat(),
        "upfront_fee": money_text(schedule.upfront_fee),
        "received": money_text(schedule.received),
        "rows": [_row(row, has_fees=has_fees) for row in schedule.rows],
        "totals": totals | ({"fee": money_text(schedule.fees)} if has_fees else {}),
        "annual_cost": rates_document(cost, terms.rate if terms else None),
        "formulas": [interest_formula(schedule, index) for index in range(len(schedule.rows))],
        "working": [*schedule_steps(schedule, words), *cost_steps(cost, words)],
    }


def cost_document(
    cost: AnnualCost, flows: list[tuple[date, Fen]], rate: Rate | None, words: Words
) -> dict[str, Any]:
    """Return an annual cost with the dated amounts it was found from, received ones positive."""
    return {
        "format": COST_FORMAT,
        "version": VERSION,
        **rates_document(cost, rate),
        "received": money_text(sum(amount for _, amount in flows if amount > 0)),
        "paid": money_text(-sum(amount for _, amount in flows if amount < 0)),
        "flows": [{"date": day.isoformat(), "amount": money_text(amount)} for day, amount in flows],
        "working": list(cost_steps(cost, words)),
    }


def _row(row: Row, *, has_fees: bool) -> dict[str, Any]:
    document = {
        "due_date": row.due_date.isoformat(),
        "payment": money_text(row.payment),
        "principal": money_text(row.principal),
        "interest": money_text(row.interest),
    }
    if has_fees:
        document["fee"] = money_text(row.fee)
    document["balance"] = money_text(row.balance)
    return document


def rates_document(cost: AnnualCost, rate: Rate | None) -> dict[str, str | None]:
    """Return the rates of an annual cost in percent, beside the contract rate."""
    return {
        "effective": share_text(cost.effective),
        "nominal": share_text(cost.nominal),
        "period_rate": share_text(cost.unit_rate),
        "periods_per_year": str(cost.units_per_year),
        "contract_rate": str(rate) if rate else None,
        "contract_rate_yearly": share_text(yearly_rate(rate)) if rate else None,
    }
