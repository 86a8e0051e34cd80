"""The plan tab as data: ways out side by side, each with its detail and the line of its balance."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from faxi.app.plan_texts import beginning_blocks, choice_blocks, comparison_blocks, waiting_blocks
from faxi.app.plans import (
    Comparison,
    Kept,
    beginning,
    choices,
    compare_possible,
    drop,
    keep,
    kept_plans,
    usual_schemes,
    waits,
    with_plans,
)
from faxi.engine.calculate import calculate
from faxi.engine.case import Case
from faxi.engine.events import Waiver
from faxi.engine.growth import growth
from faxi.engine.money import Fen
from faxi.engine.plans import Budgeted, Plan, Scheme
from faxi.engine.problems import CaseError
from faxi.engine.rulebook import Rulebook
from faxi.exports.blocks import Block
from faxi.text.faces import date_face, money_face
from faxi.text.messages import message_of
from faxi.text.plans import ending, scheme_name
from faxi.text.words import Words, marked

TITLES = (
    marked("Plan"),
    marked("Clear on"),
    marked("A month (yuan)"),
    marked("Paid in all (yuan)"),
    marked("Saved (yuan)"),
)


class Curve(NamedTuple):
    """What is owed over time: ordinals and fen, two points on a day where it jumps."""

    name: str
    points: tuple[tuple[int, Fen], ...]


class PlanEntry(NamedTuple):
    """One way out as the tab shows it.

    Attributes:
        cells: Texts by column, in the order of ``TITLES``.
        sentence: How it ends, in one sentence.
        blocks: Everything about it.
        is_usual: Whether it is offered to begin with, not asked for.
    """

    kept: Kept
    cells: tuple[str, ...]
    sentence: str
    blocks: tuple[Block, ...]
    curve: Curve
    is_kept: bool
    is_usual: bool
    clears: bool


class PlanView(NamedTuple):
    """Everything the tab shows.

    Attributes:
        waiting: What is owed if nothing is paid.
        problems: What of the kept plans cannot be read or carried out, as sentences.
    """

    entries: tuple[PlanEntry, ...]
    waiting: Curve
    wait_blocks: tuple[Block, ...]
    problems: tuple[str, ...]


def plan_view(
    case: Case,
    as_of: date,
    asked: Sequence[Scheme],
    words: Words,
    payments: Sequence[tuple[date, Fen | None]] = (),
) -> PlanView:
    """Return the ways out of a case: those asked for, kept with it, and the usual ones.

    It may take longer than a frame and is made for another thread.

    Args:
        asked: Schemes of this sitting; what cannot be carried out any more is left out.
        payments: Two single payments to be compared, if any.
    """
    kept, problems = kept_plans(case)
    plain = with_plans(case, [])
    now = [Kept(as_of, scheme) for scheme in asked]
    usual = [Kept(as_of, scheme) for scheme in usual_schemes(plain, as_of)]
    wanted = list(dict.fromkeys([*kept, *now, *usual]))
    entries = []
    last = as_of
    for day in dict.fromkeys(plan.as_of for plan in wanted):
        schemes = [plan.scheme for plan in wanted if plan.as_of == day]
        comparison, found = compare_possible(plain, day, schemes)
        problems += found
        if comparison is None:
            continue
        last = max(last, comparison.horizon)
        entries += _entries(comparison, set(kept), set(usual) - set(now), as_of, words)
    order = {plan: place for place, plan in enumerate(wanted)}
    entries.sort(key=lambda entry: order[entry.kept])
    wait_blocks = list(waiting_blocks(waits(plain, as_of), words))
    wait_blocks = [*beginning_blocks(as_of, beginning(plain, as_of), words), *wait_blocks]
    if payments and min(day for day, _ in payments) >= as_of:
        wait_blocks = [*choice_blocks(choices(plain, payments), words), *wait_blocks]
    sentences = tuple(dict.fromkeys(message_of(problem, words) for problem in problems))
    return PlanView(
        tuple(entries),
        _curve(words("Waiting"), plain, as_of, last),
        tuple(wait_blocks),
        sentences,
    )


def _entries(
    comparison: Comparison, kept: set[Kept], usual: set[Kept], as_of: date, words: Words
) -> list[PlanEntry]:
    entries = []
    for compared in comparison.plans:
        plan, scheme = compared.plan, compared.plan.scheme
        assert not isinstance(scheme, Budgeted), "no budget is compared here"
        alone = Comparison(
            comparison.case,
            comparison.as_of,
            (compared,),
            comparison.horizon,
            comparison.waiting_due,
        )
        mine = Kept(comparison.as_of, scheme)
        name = scheme_name(scheme, words)
        if comparison.as_of != as_of:
            made = date_face(comparison.as_of, words)
            name = words("{plan} (made on {day})", plan=name, day=made)
        entries.append(
            PlanEntry(
                kept=mine,
                cells=_cells(name, plan, compared.saved, is_kept=mine in kept, words=words),
                sentence=ending(plan, words),
                blocks=tuple(comparison_blocks(alone, words)),
                curve=_curve(name, plan.case, comparison.as_of, comparison.horizon),
                is_kept=mine in kept,
                is_usual=mine in usual,
                clears=plan.clear_on is not None,
            )
        )
    return entries


def _cells(name: str, plan: Plan, saved: Fen, *, is_kept: bool, words: Words) -> tuple[str, ...]:
    return (
        words("★ {plan} (kept)", plan=name) if is_kept else name,
        plan.clear_on.isoformat() if plan.clear_on else words("never"),
        money_face(plan.monthly) if plan.monthly else "",
        money_face(plan.paid),
        money_face(saved),
    )


def _curve(name: str, case: Case, first: date, last: date) -> Curve:
    """Return what is owed from the cut-off date on."""
    from faxi.app.current_rules import current_rules  # noqa: PLC0415 - the rules of the moment

    rulebook: Rulebook = current_rules().rulebook
    try:
        points = growth(calculate(case, last, rulebook))
    except CaseError:  # a waiver to come, of what is paid by then
        past = tuple(event for event in case.events if not isinstance(event, Waiver))
        points = growth(calculate(replace(case, events=past), last, rulebook))
    now = calculate(case, first, rulebook).outstanding.total
    later = [(p.date.toordinal(), p.outstanding.total) for p in points if p.date > first]
    return Curve(name, ((first.toordinal(), now), *later))


def kept_value(case: Case, entry: PlanEntry, *, is_kept: bool) -> object:
    """Return the case file's ``plans`` with a way out kept or no longer kept."""
    scheme = entry.kept.scheme
    changed = keep(case, entry.kept.as_of, scheme) if is_kept else drop(case, scheme)
    return changed.reserved.get("plans")
