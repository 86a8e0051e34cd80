"""Which limits apply to whom and when, to the day, and the yuan that lie above them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from tests.helpers.builders import (
    a_case,
    a_rulebook,
    a_series,
    an_instalment,
    compounding,
    contract_rate,
    conventions,
    damages,
    day,
    on_top,
    pause,
    penalty_rate,
    waived,
    yuan,
)

from faxi.app.law import law_of
from faxi.app.loans import case_of, made_loan
from faxi.app.statements import calculate_case
from faxi.engine.calculate import calculate
from faxi.engine.case import Case, Lender, LenderKind
from faxi.engine.components import Component
from faxi.engine.daycount import DayCount
from faxi.engine.limits import Check
from faxi.engine.money import parse_money as fen
from faxi.engine.rates import parse_percent, parse_rate
from faxi.engine.rulebook import Gap
from faxi.engine.schedule import Terms
from faxi.rules.law import Rule, law
from faxi.text.checks import check_text
from faxi.text.words import Language, words_of

TODAY = day("2026-09-01")
AS_OF = "2025-06-11"


def _lent_by(kind: str, *happened: Any, **keys: Any) -> Case:
    """Return a case of a lender; dates of contract and suit may be text."""
    if suit := keys.pop("suit", None):
        keys["suit_date"] = day(suit)
    if made := keys.pop("made", None):
        keys["contract_date"] = day(made)
    return a_case(*happened, lender=Lender("", LenderKind(kind)), **keys)


def _checks(
    case: Case, as_of: str = AS_OF, rules: Mapping[str, Rule] | None = None
) -> tuple[Check, ...]:
    return law_of(calculate_case(case, day(as_of)), TODAY, rules).checks


def _found(case: Case, start: str, as_of: str = AS_OF) -> list[str]:
    """Return the checks whose code starts so, each as ``code state yuan``."""
    return [
        f"{check.code} {check.state} {'-' if check.concerned is None else yuan(check.concerned)}"
        for check in _checks(case, as_of)
        if check.code.startswith(start)
    ]


def _one(case: Case, code: str, as_of: str = AS_OF) -> Check:
    (check,) = [check for check in _checks(case, as_of) if check.code == code]
    return check


# The surcharge of banks: 银发〔2003〕251号 article 3, for loans from 2004-01-01


@pytest.mark.parametrize(
    ("penalty", "found"),
    [
        ("29.99%", "surcharge_below within 0.00"),
        ("30%", "surcharge_within within 0.00"),
        ("50%", "surcharge_within within 0.00"),
        ("50.01%", "surcharge_over over 0.01"),
        ("25.2%/year", "surcharge_over over 36.00"),  # 3.6% over 21.6% on 36,000 for 10 days
        ("0.06%/day", "surcharge_within within 0.00"),
        ("1.8%/month", "surcharge_within within 0.00"),
        ("1.81%/month", "surcharge_over over 1.20"),
    ],
)
def test_the_surcharge_of_a_bank(penalty: str, found: str) -> None:
    assert _found(a_case(contract_rate="14.4%/year", penalty=penalty), "surcharge") == [found]


def test_with_both_rates_the_surcharge_is_what_they_come_to() -> None:
    assert _found(on_top(penalty="9%/year"), "surcharge") == ["surcharge_within within 0.00"]
    assert _found(on_top(penalty="18%/year"), "surcharge") == ["surcharge_over over 90.00"]


def test_a_rate_that_changes_is_judged_by_its_highest_surcharge() -> None:
    case = a_case(
        penalty_rate("2025-06-05", "30%/year"),
        penalty_rate("2025-06-07", "14%/year"),
        contract_rate="14.4%/year",
        penalty="50%",
    )
    check = _one(case, "surcharge_over")
    assert str(check.params["rate"]) == "30%/year"
    moved = a_case(contract_rate("2025-06-05", "10%/year"), contract_rate="20%/year", penalty="60%")
    assert _found(moved, "surcharge") == ["surcharge_over over -"]


@pytest.mark.parametrize("given", [{}, {"contract_rate": "0%/year"}])
def test_without_a_contract_rate_the_surcharge_is_not_known(given: dict[str, str]) -> None:
    assert _found(a_case(**given), "surcharge") == ["surcharge_unknown unknown -"]


def test_while_everything_is_paused_no_rate_is_judged() -> None:
    case = a_case(pause("2025-06-01", "2025-06-30"), contract_rate="14.4%/year", penalty="50%")
    assert _found(case, "surcharge") == ["surcharge_unknown unknown -"]
    assert _found(case, "licensed") == ["licensed.contract_rate within 0.00"]


@pytest.mark.parametrize(("made", "count"), [("2003-12-31", 0), ("2004-01-01", 2)])
def test_the_surcharge_is_for_loans_from_2004(made: str, count: int) -> None:
    case = _lent_by("bank", made=made, contract_rate="14.4%/year", penalty="50%")
    assert len(_found(case, "surcharge") + _found(case, "misuse")) == count


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("consumer_finance", "bank.penalty.addressees"),
        ("small_loan", "bank.penalty.addressees"),
        ("credit_card", "bank.penalty.overdue"),
        ("private", "bank.penalty.overdue"),
    ],
)
def test_for_other_lenders_the_surcharge_is_only_mentioned(kind: str, rule: str) -> None:
    case = _lent_by(kind, contract_rate="14.4%/year", penalty="100%")
    check = _one(case, "surcharge_elsewhere")
    assert (check.rule_id, check.severity, check.state) == (rule, "info", "not_applicable")
    assert _found(case, "misuse") == []


def test_misuse_is_only_mentioned() -> None:
    check = _one(a_case(), "misuse")
    assert (check.severity, check.state, check.concerned) == ("info", "not_applicable", None)
    assert [str(check.params[key]) for key in ("low", "high")] == ["50%", "100%"]


# 24% in total for licensed lenders: 法发〔2017〕22号 item 2


def test_a_licensed_lender_above_24_percent() -> None:
    case = a_case(damages("2025-06-05", "50.00"), contract_rate="30%/year", interest="600.00")
    assert _found(case, "licensed") == [
        "licensed.contract_rate over 120.00",
        "licensed.penalty_rate over 120.00",
        "licensed.total over 170.00",
    ]
    # 36% is below 30% × 1.3, so nothing else is exceeded.
    assert {check.severity for check in _checks(case) if check.state == "over"} == {"notice"}


def test_a_licensed_lender_at_24_percent() -> None:
    case = a_case(contract_rate="16%/year", penalty="50%", interest="600.00")
    assert _found(case, "licensed") == [
        "licensed.contract_rate within 0.00",
        "licensed.penalty_rate within 0.00",
        "licensed.total within 0.00",
    ]


def test_a_limit_reached_exactly_is_not_exceeded_by_rounding() -> None:
    items = tuple(an_instalment(principal="0.75") for _ in range(9))  # 0.5 fen each, rounded up
    case = a_case(instalments=items, penalty="24%/year")
    assert _found(case, "licensed.total") == ["licensed.total within 0.00"]


def test_damages_alone_may_exceed_it() -> None:
    case = a_case(damages("2025-06-05", "300.00"), penalty="12%/year")
    assert _found(case, "licensed")[1:] == [
        "licensed.penalty_rate within 0.00",
        "licensed.total over 180.00",
    ]


def test_what_was_waived_is_not_counted() -> None:
    case = a_case(waived("2025-06-11", Component.PENALTY_INTEREST, "100.00"))
    assert _found(case, "licensed.total") == ["licensed.total over 20.00"]


def test_before_the_due_date_only_rates_are_judged() -> None:
    case = a_case(contract_rate="14.4%/year", penalty="50%")
    assert _found(case, "licensed", "2025-05-01") == [
        "licensed.contract_rate within 0.00",
        "licensed.penalty_rate within 0.00",
    ]


@pytest.mark.parametrize("kind", LenderKind)
def test_24_percent_binds_licensed_lenders_only(kind: str) -> None:
    is_licensed = kind != LenderKind.PRIVATE
    assert bool(_found(_lent_by(kind), "licensed")) is is_licensed


# Small-loan companies: guidance by loan date


def _guidance_since(first: str) -> Mapping[str, Rule]:
    key = "limits.small_loan.guidance"
    values = {**law()[key].values, "dated": first}
    return {**law(), key: replace(law()[key], in_force_from=day(first), values=values)}


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (None, ["small_loan_missing unknown"]),
        ("2025-12-18", ["small_loan_before not_applicable"]),
        ("2025-12-19", ["small_loan_between unknown"]),  # the reports name two days
        ("2025-12-23", ["small_loan_between unknown"]),
        (
            "2025-12-24",
            ["small_loan.contract_rate within", "small_loan_target.contract_rate over"],
        ),
    ],
)
def test_the_guidance_is_for_new_loans(made: str | None, found: list[str]) -> None:
    case = _lent_by("small_loan", made=made, contract_rate="18%/year", due="2026-06-01")
    checks = [c for c in _checks(case, "2026-06-11") if c.code.startswith("small_loan")]
    assert [f"{check.code} {check.state}" for check in checks] == found  # 24%, and 4 × 3%
    words = words_of(Language.EN)
    said = " ".join(check_text(check, words) for check in checks)
    assert all(day in said for day in ("19 Dec 2025", "24 Dec 2025")) == (
        made is not None and made < "2025-12-24"
    )


def test_a_new_small_loan_above_the_line_is_over() -> None:
    case = _lent_by("small_loan", made="2026-01-05", contract_rate="30%/year", due="2026-06-01")
    states = {c.code: (c.state, c.severity) for c in _checks(case, "2026-06-11")}
    assert states["small_loan.contract_rate"] == ("over", "notice")


# The whole cost of a loan, its fees included, where the case says how the loan was made


def _loan(kind: str, rate: str, upfront_fee: str) -> Case:
    """Return a loan of 12,000 in twelve equal payments, with a fee kept back from it."""
    terms = Terms(
        fen("12000"), parse_rate(rate), 12, day("2026-02-15"), upfront_fee=fen(upfront_fee)
    )
    case = case_of(made_loan(terms), parse_percent("50%"), lender=LenderKind(kind))
    return replace(case, contract_date=day("2026-01-15"))


@pytest.mark.parametrize(
    ("kind", "rate", "upfront_fee", "states"),
    [
        # 12% and a fee of 5% kept back: 21.86% a year, 24.18% with interest on interest.
        (
            "small_loan",
            "12%/year",
            "600",
            ["licensed unknown", "small_loan unknown", "small_loan_target over"],
        ),
        (
            "small_loan",
            "12%/year",
            "240",
            ["licensed within", "small_loan within", "small_loan_target over"],
        ),
        (
            "small_loan",
            "12%/year",
            "1200",
            ["licensed over", "small_loan over", "small_loan_target over"],
        ),
        ("bank", "18%/year", "480", ["licensed over"]),
        ("consumer_finance", "10%/year", "0", ["licensed within"]),
        ("private", "18%/year", "480", []),  # its limits speak of interest
    ],
)
def test_the_annual_cost_counts_the_fees(
    kind: str, rate: str, upfront_fee: str, states: list[str]
) -> None:
    checks = _checks(_loan(kind, rate, upfront_fee), "2026-06-11")
    found = [check for check in checks if check.code.endswith(".annual_cost")]
    assert [f"{check.code.partition('.')[0]} {check.state}" for check in found] == states
    assert all(check.concerned is None for check in found)


def test_an_open_cost_says_both_figures() -> None:
    check = next(
        check
        for check in _checks(_loan("small_loan", "12%/year", "600"), "2026-06-11")
        if check.code == "small_loan.annual_cost"
    )
    said = check_text(check, words_of(Language.EN))
    assert said.startswith("Note: open.")
    assert "21.8" in said
    assert "24.18" in said
    assert "以哪一种为准" in check_text(check, words_of(Language.ZH))


def test_a_case_that_does_not_say_how_it_was_made_has_no_annual_cost() -> None:
    case = replace(_loan("small_loan", "12%/year", "600"), reserved={})
    assert not [c for c in _checks(case, "2026-06-11") if c.code.endswith(".annual_cost")]


def test_the_guidance_is_for_small_loan_companies() -> None:
    checks = _checks(_lent_by("bank", made="2026-01-05"), AS_OF)
    assert not [check for check in checks if check.code.startswith("small_loan")]


# Cards: 银发〔2016〕111号, 2017-01-01 to 2020-12-31


@pytest.mark.parametrize(
    ("due", "as_of", "found"),
    [
        ("2016-12-01", "2017-01-01", []),
        ("2016-12-01", "2017-01-02", ["card_over over 4.00"]),  # a day at 0.01% too much
        ("2020-12-22", "2021-01-11", ["card_over over 40.00"]),  # ten of the twenty days
        ("2020-12-31", "2021-01-01", ["card_over over 4.00"]),
        ("2021-01-01", "2021-01-11", []),
    ],
)
def test_the_overdraft_rate_was_bounded_for_four_years(
    due: str, as_of: str, found: list[str]
) -> None:
    case = _lent_by("credit_card", due=due, principal="40000.00", penalty="0.06%/day")
    assert _found(case, "card", as_of) == found
    assert _found(replace(case, lender=Lender()), "card", as_of) == []


@pytest.mark.parametrize(
    ("penalty", "found"),
    [
        ("0.05%/day", "card_within within 0.00"),
        ("18%/year", "card_within within 0.00"),
        ("18.01%/year", "card_over over 0.10"),
        ("0.035%/day", "card_within within 0.00"),
        ("0.0349%/day", "card_below within 0.00"),
    ],
)
def test_the_bounds_of_the_overdraft_rate(penalty: str, found: str) -> None:
    case = _lent_by("credit_card", due="2019-06-01", penalty=penalty)
    assert _found(case, "card", "2019-06-11") == [found]


# Compound interest on penalty interest


def test_compounding_of_penalty_interest_is_disputed() -> None:
    disputed = a_case(interest="1000.00", compounding=compounding("interest_and_penalty"))
    check = _one(disputed, "compounding", "2025-09-01")
    assert (check.rule_id, check.severity, check.state) == ("compound.penalty", "notice", "unknown")
    plain = replace(disputed, compounding=compounding("interest"))
    both = [calculate_case(case, day("2025-09-01")).accrued for case in (disputed, plain)]
    assert check.concerned == both[0].compound_interest - both[1].compound_interest > 0
    assert _found(plain, "compounding", "2025-09-01") == []


def test_a_waiver_of_the_disputed_interest_leaves_the_sum_open() -> None:
    given_up = waived("2025-09-01", Component.COMPOUND_INTEREST, "20.00")
    case = a_case(given_up, compounding=compounding("interest_and_penalty"))
    assert _found(case, "compounding", "2025-09-01") == ["compounding unknown -"]


# Disclosure: 金规〔2026〕2号, for loans from 2026-08-01


@pytest.mark.parametrize(
    ("kind", "made", "as_of", "codes"),
    [
        ("bank", "2026-07-31", "2026-09-01", ["disclosure_platform"]),
        ("bank", "2025-09-30", "2025-10-01", []),
        ("bank", "2025-10-01", "2025-10-01", ["disclosure_platform"]),
        (
            *("bank", "2026-08-01", "2026-09-01"),
            ["disclosure_table", "disclosure_items", "disclosure_platform"],
        ),
        ("consumer_finance", "2026-08-01", "2026-09-01", ["disclosure_table", "disclosure_items"]),
        ("small_loan", "2026-08-01", "2026-09-01", ["disclosure_table", "disclosure_items"]),
        ("credit_card", "2026-08-01", "2026-09-01", []),
        ("private", "2026-08-01", "2026-09-01", []),
        ("bank", None, "2026-07-31", ["disclosure_platform_if"]),
        ("bank", None, "2026-08-01", ["disclosure_table_if"]),
        ("bank", None, "2025-09-30", []),
    ],
)
def test_disclosure_is_for_loans_since_the_duty_began(
    kind: str, made: str | None, as_of: str, codes: list[str]
) -> None:
    checks = _checks(_lent_by(kind, made=made), as_of)
    assert [check.code for check in checks if check.code.startswith("disclosure")] == codes


# Private loans: 法释〔2015〕18号 and 法释〔2020〕17号 articles 25, 28, 29, 31

ACROSS = {
    "due": "2020-08-10",
    "principal": "100000.00",
    "penalty": "30%/year",
    "conventions": conventions(day_count=DayCount.ACT_365),
}


def test_a_contract_from_the_change_on_is_limited_by_its_own_lpr() -> None:
    case = _lent_by("private", made="2020-08-20", contract_rate="15.4%/year", interest="600.00")
    assert _found(case, "private") == [
        "private_lpr.contract_rate within 0.00",
        "private_lpr.penalty_rate over 206.00",
        "private_lpr.total over 206.00",
    ]
    check = _one(case, "private_lpr.total")
    assert (check.rule_id, str(check.params["limit"])) == ("limits.private.total", "15.4%/year")
    assert (check.severity, str(check.params["lpr"])) == ("warning", "3.85%")


def test_a_day_earlier_both_regimes_are_shown_and_none_is_guessed() -> None:
    checks = _checks(_lent_by("private", made="2020-08-19", **ACROSS), "2020-08-30")
    found = {check.code: check for check in checks if check.code.endswith(".total")}
    assert list(found) == [
        "private_old_if.total",
        "private_until_if.total",
        "private_since_if.total",
    ]
    # 821.92 − 657.53 in ten days, the double in twenty; 821.92 − 328.77 at 4 × 3.00%
    assert [yuan(check.concerned or 0) for check in found.values()] == [
        "328.77",
        "164.39",
        "493.15",
    ]
    assert {check.severity for check in found.values()} == {"notice"}
    assert found["private_since_if.total"].params["suit_date"] == TODAY


@pytest.mark.parametrize(
    ("suit", "found"),
    [
        ("2015-09-01", ["private_old.total over 328.77"]),
        ("2020-08-19", ["private_old.total over 328.77"]),
        # 15.4% in August 2020, 14.8% in March 2022
        ("2020-08-20", ["private_until.total over 164.39", "private_since.total over 400.00"]),
        ("2022-03-01", ["private_until.total over 164.39", "private_since.total over 416.44"]),
    ],
)
def test_the_suit_decides_for_an_older_contract(suit: str, found: list[str]) -> None:
    case = _lent_by("private", made="2015-01-01", suit=suit, **ACROSS)
    totals = [row for row in _found(case, "private", "2020-08-30") if ".total" in row]
    assert totals == found
    severities = {c.severity for c in _checks(case, "2020-08-30") if c.state == "over"}
    assert severities == {"warning"}


def test_a_suit_before_the_oldest_rule_on_file() -> None:
    case = _lent_by("private", made="2014-01-01", suit="2015-08-31")
    check = _one(case, "private_no_rule")
    assert (check.state, check.concerned) == ("unknown", None)


def test_a_missing_contract_date_is_said() -> None:
    check = _one(_lent_by("private"), "private_missing")
    assert (check.severity, check.state) == ("notice", "unknown")
    assert check.params["changed"] == day("2020-08-20")
    assert _found(_lent_by("private", suit="2020-08-19"), "private_missing") == []


@pytest.mark.parametrize(
    ("rate", "found"),
    [
        ("24%/year", []),
        ("24.01%/year", ["private_old_upper.contract_rate within 0.00"]),
        ("36%/year", ["private_old_upper.contract_rate within 0.00"]),
        ("40%/year", ["private_old_upper.contract_rate over 60.00"]),
    ],
)
def test_the_second_line_of_the_old_rule(rate: str, found: list[str]) -> None:
    case = _lent_by(
        "private", suit="2020-08-19", contract_rate=rate, penalty="24%/year", interest="600.00"
    )
    assert _found(case, "private_old_upper") == found
    ids = [check.rule_id for check in _checks(case) if "upper" in check.code]
    over = "over" in "".join(found)
    assert ids == [f"limits.private.2015_{'36' if over else 'voluntary'}"] * len(found)


def test_across_the_change_the_term_is_not_split() -> None:
    case = _lent_by(
        "private", made="2019-01-01", suit="2021-01-01", contract_rate="30%/year", interest="600.00"
    )
    assert "private_until.contract_rate over -" in _found(case, "private")


def test_the_private_limits_are_for_private_loans() -> None:
    for kind in set(LenderKind) - {LenderKind.PRIVATE}:
        assert _found(_lent_by(kind, made="2020-08-20"), "private") == []


def test_a_multiple_of_an_unchecked_rate_warns() -> None:
    case = _lent_by("private", made="2019-01-01", suit="2030-01-01")
    view = law_of(calculate_case(case, day(AS_OF)), TODAY)
    assert [(w.code, w.where) for w in view.warnings] == [("rate_unchecked", "suit_date")]


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("private", {"made": "2024-05-05"}),
        ("private", {"made": "2019-01-01", "suit": "2024-05-05"}),
        ("small_loan", {"made": "2024-05-05"}),
    ],
)
def test_a_multiple_of_a_rate_that_is_not_known_is_not_guessed(
    kind: str, keys: dict[str, str]
) -> None:
    gap = Gap(day("2024-05-01"), day("2024-05-31"))
    book = a_rulebook(replace(a_series(), gaps=(gap,)))
    statement = calculate(_lent_by(kind, **keys), day(AS_OF), book)
    view = law_of(statement, TODAY, _guidance_since("2020-01-01"), book)
    assert [check.code for check in view.checks if check.code == "lpr_missing"] == ["lpr_missing"]
    assert [warning.code for warning in view.warnings] == ["rate_unconfirmed"]
