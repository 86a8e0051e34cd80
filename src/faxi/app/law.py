"""What the law says about a statement: limit checks, dates, costs and delay interest.

Joins the rule rows with the arithmetic of the engine. Nothing here changes a figure of the
statement.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from faxi.app.current_rules import current_rules
from faxi.app.limit_checks import limit_checks
from faxi.engine.case import LenderKind
from faxi.engine.deadlines import (
    Limitation,
    Milestone,
    NoticePeriod,
    enforcement_milestone,
    limitation_milestone,
    notice_milestones,
    overdue_milestones,
    retention_milestone,
    stage_milestones,
)
from faxi.engine.delay import DelayInterest, delay_interest, delay_terms, reductions
from faxi.engine.events import NoticeKind
from faxi.engine.fees import FeeSchedule, FeeStep, fee_of, reduced_fee, smallest_amount
from faxi.engine.limits import Check
from faxi.engine.money import Fen, parse_money
from faxi.engine.problems import Problem
from faxi.engine.rates import Period, Rate, parse_percent
from faxi.engine.rulebook import Rulebook
from faxi.engine.statement import Statement
from faxi.rules.law import Rule, Tier, law
from faxi.text.checks import milestone_text
from faxi.text.words import Words

RuleRows = Mapping[str, Rule]

# For cards an older rule and the one for all loans disagree: the dates of both are shown.
_ASSET_CLASSES = tuple(
    f"assets.{kind}.{name}"
    for name in ("special_mention", "substandard", "doubtful", "loss")
    for kind in ("loan", "card")
)
LADDER_RULE = "practice.ladder"
_NOTICE_PERIODS = {
    NoticeKind.PAYMENT_ORDER: ("payment_order", "litigation.payment_order_objection"),
    NoticeKind.SUMMONS: ("answer", "litigation.answer"),
    NoticeKind.JUDGMENT: ("appeal", "litigation.appeal"),
}
# By the row that says most closely why: each of these shows the creditor pursuing the claim.
_RESTARTED_BY = {
    NoticeKind.LAWYER_LETTER: "limitation.interruption.demand",
    NoticeKind.ASSIGNMENT_NOTICE: "limitation.interruption.assignment",
    NoticeKind.PAYMENT_ORDER: "limitation.interruption.payment_order",
    NoticeKind.SUMMONS: "limitation.interruption",
    NoticeKind.MEDIATION: "limitation.interruption",
    NoticeKind.PRESERVATION: "limitation.interruption",
}


class CostItem(NamedTuple):
    """One fee, and where it is laid down who advances and who bears it.

    Attributes:
        key: Its name in the output of the command line.
    """

    key: str
    fee: Fen
    rule_id: str
    bearer_rule_id: str


@dataclass(frozen=True, slots=True)
class Costs:
    """What a court would charge for a claim, in fen.

    Attributes:
        acceptance_fee_simplified: In the simplified procedure, or where the case ends by mediation
            or withdrawal; halved once though several of these come together.
    """

    amount: Fen
    acceptance_fee: Fen
    acceptance_fee_simplified: Fen
    preservation_fee: Fen
    enforcement_fee: Fen
    payment_order_fee: Fen

    def items(self) -> Iterator[CostItem]:
        """Yield each fee with the rules it rests on."""
        for key, (rule_id, bearer_rule_id) in _COST_RULES.items():
            yield CostItem(key, getattr(self, key), rule_id, bearer_rule_id)


_COST_RULES = {
    "acceptance_fee": ("costs.acceptance_fee", "costs.who_bears"),
    "acceptance_fee_simplified": ("costs.halving", "costs.who_bears"),
    "preservation_fee": ("costs.preservation_fee", "costs.preservation_bearer"),
    "enforcement_fee": ("costs.enforcement_fee", "costs.enforcement_fee"),
    "payment_order_fee": ("costs.payment_order_fee", "costs.payment_order_fee"),
}


@dataclass(frozen=True, slots=True)
class LawView:
    """What the law says about a statement.

    Attributes:
        milestones: In the order of their dates.
        costs: For what is due now; ``None`` if nothing is.
        delay_interest: Stands beside the total due, never in it; ``None`` without a judgment, or
            where the judgment lacks its terms, which ``warnings`` then say.
        warnings: What is missing, and data used beyond the day it is checked for.
    """

    checks: tuple[Check, ...]
    milestones: tuple[Milestone, ...]
    costs: Costs | None
    delay_interest: DelayInterest | None
    warnings: tuple[Problem, ...] = ()


def law_of(
    statement: Statement,
    today: date,
    rules: RuleRows | None = None,
    rulebook: Rulebook | None = None,
) -> LawView:
    """Return what the law says about a statement.

    Args:
        today: A suit not yet filed could be filed on the later of this day and the cut-off.
        rules: Rule rows by id; the shipped ones if left out.
        rulebook: Series, ladders and calendar; those in use if left out.
    """
    rules = law() if rules is None else rules
    rulebook = current_rules().rulebook if rulebook is None else rulebook
    filing_date = max(today, statement.as_of)
    checks, warnings = limit_checks(statement, rules, rulebook, filing_date)
    made, sued = statement.case.contract_date, statement.case.suit_date
    if made is not None and sued is not None and sued < made:
        dates = {"suit": sued, "contract": made}
        warnings.append(Problem("suit_before_contract", "suit_date", dates))
    delay = delay_of(statement, rules)
    if isinstance(delay, Problem):
        warnings.append(delay)
    return LawView(
        checks=tuple(checks),
        milestones=tuple(sorted(_milestones(statement, rules, rulebook), key=lambda m: m.date)),
        costs=costs_of(statement.total_due, rules) if statement.total_due else None,
        delay_interest=None if isinstance(delay, Problem) else delay,
        warnings=_each_once(warnings),
    )


def _each_once(warnings: list[Problem]) -> tuple[Problem, ...]:
    return tuple(w for index, w in enumerate(warnings) if w not in warnings[:index])


# Costs


def schedule_of(rule: Rule) -> FeeSchedule:
    """Return the fee schedule that a rule row holds."""
    maximum = rule.values.get("maximum")
    return FeeSchedule(
        tuple(map(_step, rule.tiers)), None if maximum is None else parse_money(maximum)
    )


def _step(tier: Tier) -> FeeStep:
    return FeeStep(
        None if tier.up_to is None else parse_money(tier.up_to),
        0 if tier.fixed is None else parse_money(tier.fixed),
        None if tier.rate is None else parse_percent(tier.rate),
    )


def costs_of(amount: Fen, rules: RuleRows | None = None) -> Costs:
    """Return the court fees for a claim of so many fen."""
    rules = law() if rules is None else rules
    acceptance, preservation, enforcement = (
        fee_of(amount, schedule_of(rules[f"costs.{name}_fee"]))
        for name in ("acceptance", "preservation", "enforcement")
    )
    half, third = (
        Fraction(rules[rule_id].values["fraction_of_acceptance"])
        for rule_id in ("costs.halving", "costs.payment_order_fee")
    )
    return Costs(
        amount=amount,
        acceptance_fee=acceptance,
        acceptance_fee_simplified=reduced_fee(acceptance, [half]),
        preservation_fee=preservation,
        enforcement_fee=enforcement,
        payment_order_fee=reduced_fee(acceptance, [third]),
    )


def amount_behind(acceptance_fee: Fen, rules: RuleRows | None = None) -> Fen | None:
    """Return the smallest claim with this acceptance fee, ``None`` if no claim has it."""
    rules = law() if rules is None else rules
    return smallest_amount(acceptance_fee, schedule_of(rules["costs.acceptance_fee"]))


# Delayed performance


def delay_of(statement: Statement, rules: RuleRows) -> DelayInterest | Problem | None:
    """Return the doubled part for the latest judgment, or what it lacks to be calculated."""
    case, as_of = statement.case, statement.as_of
    terms = delay_terms(case, as_of)
    if terms is None or isinstance(terms, Problem):
        return terms
    rule = rules["delayed_performance.doubled"]
    return delay_interest(
        terms,
        Rate(parse_percent(rule.values["daily"]), Period.DAY),
        as_of,
        reductions(case, terms, as_of),
        in_force_from=rule.starts,
        left_over=0 if any(statement.not_yet_due) else statement.overpaid,
    )


# Milestones


def _milestones(statement: Statement, rules: RuleRows, rulebook: Rulebook) -> list[Milestone]:
    """Return the dates whose rules bind this lender and are in force on them."""
    kind = statement.case.lender.kind
    found = [
        *stage_milestones(statement, rulebook.ladder_for(kind), LADDER_RULE),
        *_asset_classes(statement, rules),
        *_periods(statement, rules, rulebook),
    ]
    return [
        milestone
        for milestone in found
        if (rule := rules[milestone.rule_id]).binds(kind) and rule.is_in_force(milestone.date)
    ]


def _asset_classes(statement: Statement, rules: RuleRows) -> Iterator[Milestone]:
    thresholds = [(key, int(rules[key].values["overdue_over"])) for key in _ASSET_CLASSES]
    return overdue_milestones(statement, "asset_class", thresholds)


def _periods(statement: Statement, rules: RuleRows, rulebook: Rulebook) -> Iterator[Milestone]:
    """Yield the ends of periods of the law."""

    def length(rule_id: str, unit: str) -> int:
        return int(rules[rule_id].values[unit])

    calendar = rulebook.calendar
    periods = {
        notice: NoticePeriod(kind, rule_id, length(rule_id, "days"))
        for notice, (kind, rule_id) in _NOTICE_PERIODS.items()
    }
    yield from notice_milestones(statement, periods, calendar)
    general, apply, keep = "limitation.general", "enforcement.apply", "credit.retention"
    limitation = Limitation(
        length(general, "years"),
        general,
        "limitation.instalments",
        "limitation.interruption",
        _RESTARTED_BY,
    )
    terms = delay_terms(statement.case, statement.as_of)
    ends = [limitation_milestone(statement, limitation, calendar)]
    if terms is not None and not isinstance(terms, Problem):
        years = length(apply, "years")
        ends.append(enforcement_milestone(statement, terms.deadline, years, apply, calendar))
    ends.append(retention_milestone(statement, length(keep, "years"), keep))
    yield from (end for end in ends if end is not None)


def date_text(milestone: Milestone, words: Words, rules: RuleRows | None = None) -> str:
    """Return what a milestone means, with the stage or rule it is about named."""
    rules = law() if rules is None else rules
    named = {"rule": rules[milestone.rule_id].words[words.language]}
    if milestone.kind == "stage":
        ladder = current_rules().ladder_for(LenderKind(str(milestone.params["lender"])))
        named["stage"] = ladder.name_of(str(milestone.params["stage"]))[words.language]
    return milestone_text(milestone, words, **named)
