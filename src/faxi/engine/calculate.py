"""The one entry of the engine: a case, a cut-off date and the rules give a statement."""

from datetime import date

from faxi.engine.cap import CapLimit, cap_limit, compare
from faxi.engine.case import Case
from faxi.engine.ledger import Ledger
from faxi.engine.money import Fen
from faxi.engine.problems import CaseError, Problem
from faxi.engine.rulebook import Rulebook
from faxi.engine.stage import find_stage
from faxi.engine.statement import CapResult, Statement
from faxi.engine.timeline import due_items, plan_days


def calculate(case: Case, as_of: date, rulebook: Rulebook) -> Statement:
    """Return what is owed at the cut-off date, and why.

    Args:
        case: A case without problems (see ``Case.problems``).
        as_of: Cut-off date (计算截止日); later events are ignored.
        rulebook: The rules in force, as data.

    Raises:
        CaseError: Waivers exceed what is outstanding (each that does is named), an acceleration
            brings interest although nothing falls due later, or a rate the case needs is missing
            for its day.
    """
    limit = cap_limit(case, rulebook)
    items, warnings, problems = due_items(case, as_of, rulebook.calendar)
    ledger = Ledger(case, as_of)
    for ordinal, day in plan_days(case, as_of, items).items():
        ledger.pass_day(ordinal, day)
    ledger.apply_overpaid(as_of)
    if problems := [*problems, *ledger.problems]:
        raise CaseError(problems)
    later = [item for item in items if item.due > as_of]
    ignored = sum(event.date > as_of for event in case.events)
    if ignored:
        warnings.append(Problem("events_ignored", "events", {"count": ignored, "as_of": as_of}))
    if limit is not None:
        warnings += limit.warnings
    not_yet_due = (sum(i.principal for i in later), sum(i.interest for i in later))
    return _statement(ledger, rulebook, limit, not_yet_due, tuple(warnings))


def _statement(
    ledger: Ledger,
    rulebook: Rulebook,
    limit: CapLimit | None,
    not_yet_due: tuple[Fen, Fen],
    warnings: tuple[Problem, ...],
) -> Statement:
    case, as_of = ledger.case, ledger.as_of
    oldest = ledger.oldest_unpaid
    days_overdue = (as_of - oldest).days if oldest else 0
    outstanding = ledger.outstanding()
    total = outstanding.total
    cap: CapResult | None = None
    if limit is not None:
        cap = compare(limit, case, ledger.lines, ledger.claimed(), total)
    ladder = rulebook.ladder_for(case.lender.kind)
    stage = find_stage(
        case,
        as_of,
        ladder,
        oldest,
        is_owing=total > 0,
        falls_due_later=not_yet_due[0] > 0,
    )
    daily_terms = ledger.daily_terms()
    lines = sorted(ledger.lines, key=lambda line: (line.from_date, line.instalment, line.component))
    return Statement(
        case=case,
        as_of=as_of,
        days_overdue=days_overdue,
        oldest_unpaid_due_date=oldest,
        bucket=ladder.bucket_on(days_overdue),
        stage=stage,
        accrued=ledger.accrued(),
        paid=ledger.paid(),
        waived=ledger.waived(),
        outstanding=outstanding,
        total_due=total - (cap.over - cap.excess_paid if cap and cap.applied else 0),
        not_yet_due=not_yet_due,
        overpaid=ledger.overpaid,
        per_diem=ledger.sum_of(daily_terms),
        daily_terms=daily_terms,
        cap=cap,
        lines=tuple(lines),
        line_rules=rulebook.line_rules.get(case.lender.kind, {}),
        allocations=tuple(ledger.allocations),
        movements=tuple(ledger.movements),
        warnings=warnings,
    )
