"""What the limit checks measure with: the desk they work at, and rates and sums held to a limit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from faxi.app.saved_schedules import saved_schedule
from faxi.engine.cap import cap_limit
from faxi.engine.case import Cap, CapKind, LenderKind
from faxi.engine.components import Component
from faxi.engine.limits import (
    Charged,
    Check,
    Claim,
    Severity,
    State,
    against,
    at_rates,
    charged_rates,
    exceeds,
    highest,
    part_above,
    yearly,
)
from faxi.engine.money import Fen
from faxi.engine.problems import CaseError, Problem
from faxi.engine.rates import Percent, Period, Rate, parse_percent
from faxi.engine.rulebook import Rulebook
from faxi.engine.statement import Statement
from faxi.rules.law import Rule
from faxi.text.checks import OwnValue

if TYPE_CHECKING:
    from faxi.engine.annual_cost import AnnualCost

CONTRACT, PENALTY, TOTAL = MEASURES = ("contract_rate", "penalty_rate", "total")
COST = "annual_cost"  # for limits on the whole cost of a loan, its fees included


class LprTimes(NamedTuple):
    """A limit in multiples of the LPR, and what it was made of; ``own``: a row a person added."""

    limit: Rate
    multiple: str
    lpr: Percent
    own: bool

    @property
    def params(self) -> dict[str, object]:
        """What a sentence says about it."""
        return {"multiple": self.multiple, "lpr": OwnValue(self.lpr) if self.own else self.lpr}


@dataclass(frozen=True, slots=True)
class Desk:
    """What the checks of one statement look at.

    Attributes:
        filing_date: The first day on which a suit that is not yet filed could be.
        claim: Everything that accrued after the due date and was not waived.
        charged: The rates on every line and at the cut-off.
        warnings: Filled with what the checks found wanting in their data.
    """

    statement: Statement
    rules: Mapping[str, Rule]
    rulebook: Rulebook
    filing_date: date
    claim: Claim
    charged: list[Charged]
    warnings: list[Problem] = field(default_factory=list)

    @property
    def kind(self) -> LenderKind:
        """Who lent."""
        return self.statement.case.lender.kind

    @property
    def made_on(self) -> date:
        """The contract date, or the cut-off where it is not known."""
        return self.statement.case.contract_date or self.statement.as_of

    @property
    def suit_date(self) -> date | None:
        """When the suit was filed, as far as the case says."""
        return self.statement.case.suit_date

    @property
    def cost(self) -> "AnnualCost | None":
        """What the loan costs a year with its fees, where the case says how it was made."""
        if saved_schedule(self.statement.case) is None:
            return None
        from faxi.app.case_loan import loan_of_case  # noqa: PLC0415 - few cases say it

        loan = loan_of_case(self.statement.case)
        return loan.cost if loan else None

    def binding(self, rule_id: str, day: date) -> Rule | None:
        """Return a rule if it binds this lender and is in force on a day."""
        rule = self.rules[rule_id]
        return rule if rule.binds(self.kind) and rule.is_in_force(day) else None

    def lpr_times(self, rule: Rule, value: str, day: date, key: str) -> LprTimes | None:
        """Return a rule's multiple of the LPR of a day; ``None`` where no LPR is confirmed for it.

        Args:
            key: The key of the case file that the day comes from, for warnings about the series.
        """
        multiple = rule.values[value]
        whole, _, decimals = multiple.partition(".")
        cap = Cap(CapKind.LPR_MULTIPLE, Percent.of(int(whole + decimals), len(decimals)))
        case = replace(self.statement.case, cap=cap, contract_date=day)
        try:
            limit = cap_limit(case, self.rulebook)
        except CaseError as error:
            self.warnings.extend(problem._replace(where=key) for problem in error.problems)
            return None
        assert limit is not None, "the case has a cap"
        assert isinstance(limit.limit, Rate), "a multiple of a yearly rate is one"
        self.warnings.extend(warning._replace(where=key) for warning in limit.warnings)
        series = self.rulebook.lpr_1y
        own = series.row_day(day) in series.own_days
        return LprTimes(limit.limit, multiple, series.on(day), own)


class Yardstick(NamedTuple):
    """A yearly limit and how to speak of it.

    Attributes:
        lead: First part of the codes: the sentence that says what limit this is.
        rule_ids: The rule each measure rests on; what has none is not measured.
        over: How serious it is to be above it.
        params: Values the leading sentence mentions besides the limit.
    """

    lead: str
    limit: Rate
    rule_ids: Mapping[str, str]
    over: Severity
    params: Mapping[str, object] = {}


def measured(desk: Desk, yardstick: Yardstick, claim: Claim, *, term: bool) -> Iterator[Check]:
    """Yield a check of the contract rate, the annual cost, the penalty rate and all that accrued.

    Args:
        claim: What accrued in the days the limit is for.
        term: Whether the limit is for the whole time up to the due dates too.
    """
    charged = desk.charged if claim is desk.claim else charged_rates(desk.statement, claim.lines)
    if CONTRACT in yardstick.rule_ids:
        yield _contract_check(desk, yardstick, term=term)
    if COST in yardstick.rule_ids and (cost := desk.cost):
        yield _cost_check(cost, yardstick)
    if {PENALTY, TOTAL} & yardstick.rule_ids.keys():
        penalty = highest(rates.penalty for rates in charged)
        yield from _claim_checks(desk, yardstick, claim, penalty)


def _claim_checks(
    desk: Desk, yardstick: Yardstick, claim: Claim, penalty: Percent | None
) -> Iterator[Check]:
    """Yield the checks of the penalty rate and of all that accrued."""
    is_above = penalty is not None and exceeds(penalty, yardstick.limit.value)
    found = against(yardstick.limit, desk.statement.case, claim)
    interest = at_rates(claim).claimed
    if penalty is not None and PENALTY in yardstick.rule_ids:
        over = max(0, interest - found.allowed) if is_above else 0
        rate = {"rate": Rate(penalty, Period.YEAR)}
        yield _check(yardstick, PENALTY, rate, over, is_above=is_above)
    if (claim.lines or claim.claimed) and TOTAL in yardstick.rule_ids:
        # Within the rate and without more than interest at it, a difference is only rounding.
        is_rounding = not is_above and claim.claimed <= interest
        over = 0 if is_rounding else found.over
        sums = {"claimed": found.claimed, "allowed": found.allowed}
        yield _check(yardstick, TOTAL, sums, over, is_above=over > 0)


def _contract_check(desk: Desk, yardstick: Yardstick, *, term: bool) -> Check:
    """Return the check of the contract rate itself, with the in-term interest it concerns.

    That sum is known only for one rate through time, and where the limit covers the whole term.
    """
    statement, limit = desk.statement, yardstick.limit.value
    case = statement.case
    if case.contract_rate is None:
        return _check(yardstick, CONTRACT, {}, None, is_above=None)
    agreed = yearly(case.contract_rate, case.conventions.day_count)
    rates = {agreed, *(rates.contract for rates in desk.charged if rates.contract)}
    rate = highest(rates)
    assert rate is not None, "the agreed rate is one"
    is_above = exceeds(rate, limit)
    interest = sum(
        movement.amount
        for movement in statement.movements
        if movement.kind == "due" and movement.component is Component.ORDINARY_INTEREST
    )
    is_known = not is_above or (term and len(rates) == 1)
    above = part_above(interest, rate, limit) if is_known else None
    return _check(yardstick, CONTRACT, {"rate": Rate(rate, Period.YEAR)}, above, is_above=is_above)


def _cost_check(cost: "AnnualCost", yardstick: Yardstick) -> Check:
    """Return the check of the annual cost, which is open where only its compounding decides.

    The limits do not say whether the yearly cost is meant with interest on interest or without.
    """
    value = yardstick.limit.value
    limit = Fraction(value.digits, 10**value.scale)
    is_above = True if cost.nominal > limit else None if cost.effective > limit else False
    params = {"nominal": cost.nominal, "effective": cost.effective}
    found = _check(yardstick, COST, params, None, is_above=is_above)
    return found if is_above is not None else found._replace(severity=yardstick.over)


def _check(
    yardstick: Yardstick,
    measure: str,
    params: Mapping[str, object],
    concerned: Fen | None,
    *,
    is_above: bool | None,
) -> Check:
    state: State = "unknown" if is_above is None else "over" if is_above else "within"
    return Check(
        yardstick.rule_ids[measure],
        f"{yardstick.lead}.{measure}",
        yardstick.over if is_above else "info",
        state,
        concerned,
        {"limit": yardstick.limit, **yardstick.params, **params},
    )


def yearly_limit(rule: Rule) -> Rate:
    """Return the yearly limit that a rule row holds."""
    return Rate(parse_percent(rule.values["annual"]), Period.YEAR)
