"""Holds a statement against the limits and duties of the rule rows: which apply, and the yuan."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from faxi.app.limit_measures import (
    CONTRACT,
    COST,
    MEASURES,
    PENALTY,
    TOTAL,
    Desk,
    Yardstick,
    measured,
    yearly_limit,
)
from faxi.engine.calculate import calculate
from faxi.engine.case import Cap, CapKind, CompoundBase
from faxi.engine.limits import (
    Charged,
    Check,
    Claim,
    Severity,
    State,
    against,
    at_rates,
    charged_rates,
    claim_of,
    claims_around,
    exceeds,
    highest,
    private_regimes,
    split_lines,
    yearly,
)
from faxi.engine.money import Fen
from faxi.engine.problems import CaseError, Problem
from faxi.engine.rates import Percent, Period, Rate, parse_percent
from faxi.engine.rulebook import Rulebook
from faxi.engine.statement import Statement
from faxi.rules.law import Rule


def limit_checks(
    statement: Statement,
    rules: Mapping[str, Rule],
    rulebook: Rulebook,
    filing_date: date,
    claimed: Fen | None = None,
) -> tuple[list[Check], list[Problem]]:
    """Return the checks that apply to a statement, and warnings about the data they used.

    Args:
        claimed: What somebody else claims to have accrued after the due date, to be measured in
            the place of what did.
    """
    claim = claim_of(statement, _claimed(statement, rulebook) if claimed is None else claimed)
    charged = charged_rates(statement, statement.lines, statement.as_of)
    desk = Desk(statement, rules, rulebook, filing_date, claim, charged)
    makers = (
        *(_surcharge, _misuse, _licensed, _small_loan),
        *(_private, _card, _compounding, _disclosure),
    )
    return [check for maker in makers for check in maker(desk)], desk.warnings


def _claimed(statement: Statement, rulebook: Rulebook) -> Fen | None:
    """Return what the engine finds claimed; without waivers it is the sum of lines and damages."""
    cap = statement.cap
    if cap is None and statement.waived.total:
        case = replace(statement.case, cap=Cap(CapKind.ANNUAL_RATE, Percent(0, 0)))
        cap = calculate(case, statement.as_of, rulebook).cap
    return cap.claimed if cap else None


# Banks and other licensed lenders


def _surcharge(desk: Desk) -> Iterator[Check]:
    """Compare the penalty rate with the surcharge that banks may agree on."""
    rule = desk.rules["bank.penalty.overdue"]
    if not rule.is_in_force(desk.made_on):
        return
    low, high = (parse_percent(rule.values[f"surcharge_{end}"]) for end in ("min", "max"))
    share: dict[str, object] = {"low": low, "high": high}
    if not rule.binds(desk.kind):
        other = desk.rules["bank.penalty.addressees"]
        named = other if other.binds(desk.kind) else rule
        yield Check(named.id, "surcharge_elsewhere", "info", "not_applicable", None, share)
        return
    found = [rates for rates in desk.charged if rates.contract and rates.contract.digits]
    if not found:
        yield Check(rule.id, "surcharge_unknown", "info", "unknown", None, share)
        return
    ranges = [(rates, *_range(rates, low, high)) for rates in found]
    over = [(rates, top) for rates, _, top in ranges if exceeds(rates.penalty, top.value)]
    rates, top = over[0] if over else (ranges[0][0], ranges[0][2])
    params = {**share, "rate": Rate(rates.penalty, Period.YEAR), "limit": top}
    if over:
        concerned = None
        if len({rates.contract for rates in desk.charged}) == 1:
            concerned = against(top, desk.statement.case, at_rates(desk.claim)).over
        yield Check(rule.id, "surcharge_over", "warning", "over", concerned, params)
    elif any(exceeds(bottom.value, rates.penalty) for rates, bottom, _ in ranges):
        yield Check(rule.id, "surcharge_below", "info", "within", 0, params)
    else:
        yield Check(rule.id, "surcharge_within", "info", "within", 0, params)


def _range(rates: Charged, low: Percent, high: Percent) -> tuple[Rate, Rate]:
    assert rates.contract is not None, "only rates with a contract rate come here"
    contract = Rate(rates.contract, Period.YEAR)
    return contract.with_surcharge(low), contract.with_surcharge(high)


_ENDS = {"low": "min", "high": "max"}


def _misuse(desk: Desk) -> Iterator[Check]:
    """Mention what holds for money put to another use; no case says whether it was."""
    if rule := desk.binding("bank.penalty.misuse", desk.made_on):
        ends = {key: parse_percent(rule.values[f"surcharge_{end}"]) for key, end in _ENDS.items()}
        yield Check(rule.id, "misuse", "info", "not_applicable", None, ends)


def _licensed(desk: Desk) -> Iterator[Check]:
    """Compare with the yearly total to which a court may reduce on the borrower's request."""
    if rule := desk.binding("limits.bank.total_24", desk.statement.as_of):
        ids = dict.fromkeys((*MEASURES, COST), rule.id)
        yardstick = Yardstick("licensed", yearly_limit(rule), ids, "notice")
        yield from measured(desk, yardstick, desk.claim, term=True)


def _small_loan(desk: Desk) -> Iterator[Check]:
    """Compare rate and annual cost with the guidance for small-loan companies, by loan date."""
    rule = desk.rules["limits.small_loan.guidance"]
    made = desk.statement.case.contract_date
    if not rule.binds(desk.kind):
        return
    limit, dated = yearly_limit(rule), date.fromisoformat(rule.values["dated"])
    dates = {"limit": limit, "contract_date": made, "dated": dated, "first": rule.starts}
    if made is None:
        yield Check(rule.id, "small_loan_missing", "info", "unknown", None, dates)
    elif made < dated:
        yield Check(rule.id, "small_loan_before", "info", "not_applicable", None, dates)
    elif not rule.is_in_force(made):
        yield Check(rule.id, "small_loan_between", "notice", "unknown", None, dates)
    else:
        ids = dict.fromkeys((CONTRACT, COST), rule.id)
        yardstick = Yardstick("small_loan", limit, ids, "notice", dates)
        yield from measured(desk, yardstick, desk.claim, term=True)
        target = desk.lpr_times(rule, "target_lpr_multiple", made, "contract_date")
        if target is None:
            yield _lpr_missing(rule, made)
            return
        params = {"contract_date": made, **target.params}
        yardstick = Yardstick("small_loan_target", target.limit, ids, "info", params)
        yield from measured(desk, yardstick, desk.claim, term=True)


def _lpr_missing(rule: Rule, day: date) -> Check:
    return Check(rule.id, "lpr_missing", "notice", "unknown", None, {"day": day})


# Private lending


def _private(desk: Desk) -> Iterator[Check]:
    """Compare with the limit of the regime that holds, or of each that may hold."""
    old, new = desk.rules["limits.private.2015_24"], desk.rules["limits.private.lpr_multiple"]
    if not new.binds(desk.kind):
        return
    first, changed = old.starts or date.min, new.starts or date.min
    made, sued = desk.statement.case.contract_date, desk.suit_date
    regimes = private_regimes(made, sued, first, changed)
    if not regimes:
        params: dict[str, object] = {"changed": changed}
        yield Check(new.id, "private_missing", "notice", "unknown", None, params)
    for regime in regimes:
        if regime == "at_contract":
            yield from _at_contract(desk, new)
        elif regime == "old":
            yield from _old_rule(desk, desk.claim, "private_old", term=True)
        elif regime == "transition":
            yield from _transition(desk, new, changed)
        else:
            params = {"suit_date": sued, "first": first}
            yield Check(old.id, "private_no_rule", "info", "unknown", None, params)


def _at_contract(desk: Desk, rule: Rule) -> Iterator[Check]:
    made = desk.statement.case.contract_date
    assert made is not None, "the regime needs it"
    limit = desk.lpr_times(rule, "multiple", made, "contract_date")
    if limit is None:
        yield _lpr_missing(rule, made)
        return
    params = {"contract_date": made, **limit.params}
    ids = {CONTRACT: rule.id, PENALTY: "private.penalty", TOTAL: "limits.private.total"}
    yardstick = Yardstick("private_lpr", limit.limit, ids, "warning", params)
    yield from measured(desk, yardstick, desk.claim, term=True)


def _old_rule(desk: Desk, claim: Claim, lead: str, *, term: bool) -> Iterator[Check]:
    """Compare with both lines of the old rule; the upper only where the lower is crossed."""
    lower, upper = desk.rules["limits.private.2015_24"], desk.rules["limits.private.2015_36"]
    total = desk.rules["limits.private.2015_total"]
    dates: dict[str, object] = {
        "first": lower.starts,
        "last": lower.ends,
        "suit_date": desk.suit_date,
    }
    chosen = lead if desk.suit_date else f"{lead}_if"
    ids = {CONTRACT: lower.id, PENALTY: total.id, TOTAL: total.id}
    yardstick = Yardstick(chosen, yearly_limit(lower), ids, _severity(desk), dates)
    checks = list(measured(desk, yardstick, claim, term=term))
    yield from checks
    crossed = {check.code.partition(".")[2] for check in checks if check.state == "over"}
    ids = {measure: upper.id for measure in (CONTRACT, PENALTY) if measure in crossed}
    yardstick = Yardstick(f"{lead}_upper", yearly_limit(upper), ids, _severity(desk), dates)
    for check in measured(desk, yardstick, claim, term=term):
        is_between = check.state == "within"
        yield check._replace(rule_id="limits.private.2015_voluntary") if is_between else check


def _severity(desk: Desk) -> Severity:
    """Return how serious it is to be above a limit that depends on when the suit was filed."""
    return "warning" if desk.suit_date else "notice"


def _transition(desk: Desk, new: Rule, changed: date) -> Iterator[Check]:
    """Compare the time before the change with the old rule, the time since with the new one."""
    rule = desk.rules["limits.private.transition"]
    before, since = claims_around(desk.statement, desk.claim, changed)
    yield from _old_rule(desk, before, "private_until", term=False)
    sued = desk.suit_date or max(desk.filing_date, changed)
    limit = desk.lpr_times(new, "multiple", sued, "suit_date")
    if limit is None:
        yield _lpr_missing(rule, sued)
        return
    params = {"changed": changed, "suit_date": sued, **limit.params}
    lead = "private_since" if desk.suit_date else "private_since_if"
    ids = dict.fromkeys(MEASURES, rule.id)
    yardstick = Yardstick(lead, limit.limit, ids, _severity(desk), params)
    yield from measured(desk, yardstick, since, term=False)


# Cards, compounding, disclosure


def _card(desk: Desk) -> Iterator[Check]:
    """Compare what bore interest while the overdraft rate was bounded with its upper bound."""
    rule = desk.rules["credit_card.overdraft_2017"]
    if not rule.binds(desk.kind) or rule.starts is None or rule.ends is None:
        return
    case, end = desk.statement.case, rule.ends + timedelta(days=1)
    _, lines = split_lines(desk.claim.lines, rule.starts, case)
    lines, _ = split_lines(lines, end, case)
    claim = at_rates(Claim(lines, 0))
    if not claim.lines:
        return
    day_count = case.conventions.day_count
    low, high = (
        Rate(parse_percent(rule.values[f"daily_{end}"]), Period.DAY) for end in _ENDS.values()
    )
    rates = [r.penalty for r in charged_rates(desk.statement, claim.lines)]
    rate = highest(rates)
    assert rate is not None, "a line has a rate"
    is_over = exceeds(rate, yearly(high, day_count))
    is_below = any(exceeds(yearly(low, day_count), share) for share in rates)
    params = {
        "rate": Rate(rate, Period.YEAR),
        "low": low,
        "limit": high,
        "first": rule.starts,
        "last": rule.ends,
    }
    over = against(high, case, claim).over if is_over else 0
    code = "card_over" if is_over else "card_below" if is_below else "card_within"
    state: State = "over" if is_over else "within"
    yield Check(rule.id, code, "warning" if is_over else "info", state, over, params)


def _compounding(desk: Desk) -> Iterator[Check]:
    """Say that courts are split on interest on penalty interest, and what it comes to."""
    case = desk.statement.case
    if case.compounding.base is not CompoundBase.INTEREST_AND_PENALTY:
        return
    undisputed = replace(case.compounding, base=CompoundBase.INTEREST)
    try:
        without = calculate(
            replace(case, compounding=undisputed), desk.statement.as_of, desk.rulebook
        )
    except CaseError:  # a waiver of the very interest in dispute
        concerned = None
    else:
        accrued = desk.statement.accrued.compound_interest
        concerned = max(0, accrued - without.accrued.compound_interest)
    yield Check("compound.penalty", "compounding", "notice", "unknown", concerned, {})


def _disclosure(desk: Desk) -> Iterator[Check]:
    """Mention what a lender has to show for loans made since the duty began."""
    made = desk.statement.case.contract_date
    for rule_id, code in _DISCLOSED.items():
        if rule := desk.binding(rule_id, desk.made_on):
            params = {"first": rule.starts, "contract_date": made}
            if made is None:
                yield Check(rule.id, f"{code}_if", "info", "unknown", None, params)
                return
            yield Check(rule.id, code, "info", "unknown", None, params)


_DISCLOSED = {
    "disclosure.all_in_cost": "disclosure_table",
    "disclosure.default_items": "disclosure_items",
    "limits.internet_lending.all_in": "disclosure_platform",
}
