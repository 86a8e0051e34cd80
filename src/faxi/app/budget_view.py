"""Several debts from one budget as the window shows it: every order side by side, one in full."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from faxi.app.plan_texts import budget_blocks
from faxi.app.plans import pay_together, saved_together
from faxi.engine.case import Case
from faxi.engine.debt_order import Order
from faxi.engine.money import Fen
from faxi.engine.plans import Budgeted
from faxi.engine.problems import CaseError, Problem
from faxi.exports.blocks import Block
from faxi.text.faces import money_face
from faxi.text.messages import message_of
from faxi.text.names import name_of
from faxi.text.reading import plain, read_money
from faxi.text.words import Words, marked

TITLES = (
    marked("Order"),
    marked("All clear on"),
    marked("Paid in all (yuan)"),
    marked("Saved against waiting (yuan)"),
)


class OrderLine(NamedTuple):
    """What one order of the debts comes to."""

    order: Order
    cells: tuple[str, ...]
    blocks: tuple[Block, ...]


class BudgetView(NamedTuple):
    """Every order side by side; ``problems`` are sentences where nothing could be worked."""

    lines: tuple[OrderLine, ...]
    problems: tuple[str, ...] = ()


def read_budget(amount: str, day: str, as_of: date) -> tuple[Budgeted | None, dict[str, Problem]]:
    """Return the budget that two fields describe, or what is wrong with them."""
    problems: dict[str, Problem] = {}
    fen: Fen = 0
    try:
        fen = read_money(amount)
    except ValueError:
        problems["amount"] = Problem("money_unreadable", "amount", {"value": amount[:40]})
    if not amount.strip():
        problems["amount"] = Problem("field_empty", "amount")
    elif not fen and not problems:
        problems["amount"] = Problem("amount_zero", "amount")
    figures = plain(day) or str(as_of.day)
    if not figures.isdigit() or not 1 <= int(figures) <= 31:
        problems["day"] = Problem("month_day_unreadable", "day", {"value": day[:40]})
    if problems:
        return None, problems
    return Budgeted(fen, as_of + timedelta(days=1), int(figures)), {}


def budget_view(cases: Sequence[Case], as_of: date, scheme: Budgeted, words: Words) -> BudgetView:
    """Return what a budget does in every order; it is made for another thread."""
    lines = []
    for order in Order:
        try:
            found = pay_together(cases, as_of, scheme, order)
            saved = sum(saved_together(found, cases))
        except CaseError as error:
            said = tuple(message_of(problem, words) for problem in error.problems)
            return BudgetView((), said)
        cells = (
            name_of(order, words),
            found.clear_on.isoformat() if found.clear_on else words("never"),
            money_face(found.paid),
            money_face(saved),
        )
        lines.append(OrderLine(order, cells, tuple(budget_blocks(found, saved, words))))
    return BudgetView(tuple(lines))
