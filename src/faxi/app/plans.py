"""Plans of a case: made under the rules in use, compared, and kept in the case file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from faxi.app.current_rules import current_rules
from faxi.engine.budget import BudgetPlan, budget_plan
from faxi.engine.calculate import calculate
from faxi.engine.case import Case
from faxi.engine.days import months_on, parse_date
from faxi.engine.debt_order import Order
from faxi.engine.money import MAX_FEN, Fen, money_text, parse_money
from faxi.engine.plans import (
    Budgeted,
    ClearBy,
    Lump,
    Monthly,
    PayOn,
    Plan,
    Scheme,
    Settlement,
    make_plan,
)
from faxi.engine.problems import CaseError, Problem
from faxi.engine.waiting import (
    Choice,
    Wait,
    choose,
    cost_of_waiting,
    first_due,
    saved_against_waiting,
)

KEY = "plans"  # of the case file
_MOST_KEPT = 20


@dataclass(frozen=True, slots=True)
class Compared:
    """A plan beside others.

    Attributes:
        saved: Fen less than by waiting until the comparison's horizon and paying all then.
    """

    plan: Plan
    saved: Fen


@dataclass(frozen=True, slots=True)
class Comparison:
    """Plans of one case side by side.

    Attributes:
        horizon: The day up to which all are followed: the last day of the longest, or later.
        waiting_due: What is due on the horizon if nothing is paid until then.
    """

    case: Case
    as_of: date
    plans: tuple[Compared, ...]
    horizon: date
    waiting_due: Fen


def compare(
    case: Case, as_of: date, schemes: Sequence[Scheme], horizon: date | None = None
) -> Comparison:
    """Carry out schemes on a case and follow all of them up to the same day.

    Args:
        horizon: The least day to follow them to; the last day of the longest plan if later.

    Raises:
        CaseError: The case cannot be calculated or a scheme not be carried out.
    """
    rulebook = current_rules().rulebook
    alone = [make_plan(case, as_of, scheme, rulebook) for scheme in schemes]
    last = max([as_of, *(plan.last_date for plan in alone), *([horizon] if horizon else [])])
    plans = []
    for plan, scheme in zip(alone, schemes, strict=True):
        try:
            plans.append(_followed(plan, case, scheme, last))
        except CaseError:  # a waiver to come, of what the plan has paid by then
            plans.append(_followed(plan, case, scheme, plan.last_date))
    waiting = calculate(case, last, rulebook).total_due
    return Comparison(case, as_of, tuple(plans), last, waiting)


def _followed(plan: Plan, case: Case, scheme: Scheme, last: date) -> Compared:
    """Return a plan followed up to a day, with what it saves against waiting until then."""
    rulebook = current_rules().rulebook
    if plan.clear_on is not None and plan.last_date < last:
        plan = make_plan(case, plan.as_of, scheme, rulebook, last)
    return Compared(plan, saved_against_waiting(plan, case, last, rulebook))


def compare_possible(
    case: Case, as_of: date, schemes: Sequence[Scheme]
) -> tuple[Comparison | None, list[Problem]]:
    """Return the schemes that can be carried out, side by side, and why others cannot."""
    try:
        return compare(case, as_of, schemes), []
    except CaseError:  # of one of them, mostly: the others are not to suffer for it
        fine: list[Scheme] = []
        problems: list[Problem] = []
    for scheme in schemes:
        try:
            compare(case, as_of, [scheme])
        except CaseError as error:
            problems += error.problems
        else:
            fine.append(scheme)
    return (compare(case, as_of, fine) if fine else None), problems


def usual_schemes(case: Case, as_of: date) -> list[Scheme]:
    """Return ways out worth seeing side by side where nobody named one yet.

    They begin when something is due: nothing can be paid of a debt that has still to fall due.
    """
    found = beginning(case, as_of)
    if found is None:
        return []
    start, due = found
    day, first = start.day, max(start, as_of + timedelta(days=1))
    in_half_a_year, in_a_year, in_two = (months_on(start, months) for months in (6, 12, 24))
    schemes: list[Scheme] = [PayOn(start), PayOn(months_on(start, 1))]
    schemes += [ClearBy(last, first, day) for last in (in_half_a_year, in_a_year, in_two)]
    if due // 3:
        schemes.append(Lump(due // 3, start, ClearBy(in_a_year, first, day)))
    return schemes


def beginning(case: Case, as_of: date) -> tuple[date, Fen] | None:
    """Return the first day with something due, and how much; ``None`` if there is none to come."""
    return first_due(case, as_of, current_rules().rulebook)


def waits(case: Case, as_of: date) -> list[Wait]:
    """Return what waiting 1, 7, 30 and 90 days costs."""
    return cost_of_waiting(case, as_of, current_rules().rulebook)


def choices(case: Case, payments: Sequence[tuple[date, Fen | None]]) -> list[Choice]:
    """Return what each of two payments leads to; see ``choose``."""
    return choose(case, payments, current_rules().rulebook)


def pay_together(cases: Sequence[Case], as_of: date, scheme: Budgeted, order: Order) -> BudgetPlan:
    """Pay several debts from one monthly budget."""
    return budget_plan(cases, as_of, scheme, order, current_rules().rulebook)


def saved_together(plan: BudgetPlan, cases: Sequence[Case]) -> list[Fen]:
    """Return for each debt what a budget saves against waiting until all are clear."""
    rulebook = current_rules().rulebook
    horizon = max(each.last_date for each in plan.plans)
    pairs = zip(plan.plans, cases, strict=True)
    return [saved_against_waiting(each, case, horizon, rulebook) for each, case in pairs]


# Kept with the case


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan kept with its case: the scheme and the cut-off it was made at."""

    as_of: date
    scheme: Scheme


def kept_plans(case: Case) -> tuple[list[Kept], list[Problem]]:
    """Return the plans kept in a case, and what of them cannot be read."""
    entries = case.reserved.get(KEY, [])
    if not isinstance(entries, list):
        return [], [Problem("plan_unreadable", KEY, {"number": 1})]
    kept, problems = [], []
    for index, entry in enumerate(entries):
        try:
            kept.append(Kept(parse_date(entry["as_of"]), read_scheme(entry)))
        except (KeyError, TypeError, ValueError):
            where = f"{KEY}[{index}]"
            problems.append(Problem("plan_unreadable", where, {"number": index + 1}))
    return kept, problems


def with_plans(case: Case, kept: Sequence[Kept]) -> Case:
    """Return a case with exactly these plans kept in it."""
    reserved = {key: value for key, value in case.reserved.items() if key != KEY}
    if kept:
        reserved[KEY] = [
            {"as_of": plan.as_of.isoformat(), **dump_scheme(plan.scheme)} for plan in kept
        ]
    return replace(case, reserved=reserved)


def keep(case: Case, as_of: date, scheme: Scheme) -> Case:
    """Return a case with a plan kept in it; the same one is kept once, the newest last."""
    kept = [plan for plan in kept_plans(case)[0] if plan.scheme != scheme]
    return with_plans(case, [*kept, Kept(as_of, scheme)][-_MOST_KEPT:])


def drop(case: Case, scheme: Scheme) -> Case:
    """Return a case without a plan."""
    return with_plans(case, [plan for plan in kept_plans(case)[0] if plan.scheme != scheme])


def kept_comparison(case: Case) -> tuple[list[Comparison], list[Problem]]:
    """Return the plans kept with a case, carried out, those of one cut-off side by side."""
    kept, problems = kept_plans(case)
    plain = with_plans(case, [])
    by_day: dict[date, list[Scheme]] = {}
    for plan in kept:
        by_day.setdefault(plan.as_of, []).append(plan.scheme)
    found = []
    for as_of, schemes in by_day.items():
        try:
            found.append(compare(plain, as_of, schemes))
        except CaseError as error:
            problems += error.problems
    return found, problems


def dump_scheme(scheme: Scheme) -> dict[str, Any]:
    """Return a scheme as the case file keeps it."""
    document: dict[str, Any] = {"kind": _KINDS[type(scheme)]}
    for name in scheme.__slots__:
        value = getattr(scheme, name)
        if isinstance(value, PayOn | Monthly | ClearBy):
            document[name] = dump_scheme(value)
        elif name in {"amount", "monthly"}:
            document |= {} if value is None else {name: money_text(value)}
        else:
            document[name] = value.isoformat() if isinstance(value, date) else value
    return document


def read_scheme(document: Mapping[str, Any]) -> Scheme:
    """Return the scheme of a document.

    Raises:
        KeyError: A key is missing.
        TypeError: A value is of the wrong kind.
        ValueError: A value cannot be read.
    """
    return _READERS[document["kind"]](document)


_KINDS: Mapping[type, str] = {
    PayOn: "pay_on",
    Monthly: "monthly",
    ClearBy: "clear_by",
    Lump: "lump",
    Settlement: "settlement",
}


def _amount(value: Any) -> Fen:
    amount = parse_money(value)
    if not 0 < amount <= MAX_FEN:
        raise ValueError(value)
    return amount


def _day(value: Any) -> int:
    if type(value) is not int or not 1 <= value <= 31:
        raise ValueError(value)
    return value


def _rest(value: Any) -> PayOn | Monthly | ClearBy:
    scheme = read_scheme(value)
    if not isinstance(scheme, PayOn | Monthly | ClearBy):
        raise TypeError(value)
    return scheme


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Scheme]] = {
    "pay_on": lambda d: PayOn(parse_date(d["date"])),
    "monthly": lambda d: Monthly(_amount(d["amount"]), parse_date(d["first"]), _day(d["day"])),
    "clear_by": lambda d: ClearBy(parse_date(d["date"]), parse_date(d["first"]), _day(d["day"])),
    "lump": lambda d: Lump(_amount(d["amount"]), parse_date(d["date"]), _rest(d["rest"])),
    "settlement": lambda d: Settlement(
        _amount(d["amount"]),
        parse_date(d["date"]),
        _amount(d["monthly"]) if "monthly" in d else None,
        _day(d.get("day", 1)),
    ),
}
