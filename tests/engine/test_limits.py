"""Rates and sums held to a limit: yearly shares, which regime, and lines cut in two."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from tests.engine.strategies import cases, days
from tests.helpers.builders import (
    a_case,
    cap,
    compounding,
    contract_rate,
    conventions,
    counting,
    damages,
    day,
    lines_of,
    on_top,
    pause,
    penalty_rate,
    statement_of,
    waived,
    yuan,
)

from faxi.engine.case import Case, Rounding
from faxi.engine.components import Component
from faxi.engine.daycount import DayCount
from faxi.engine.limits import (
    Claim,
    against,
    at_rates,
    charged_rates,
    claim_of,
    claims_around,
    exceeds,
    highest,
    part_above,
    private_regimes,
    split_lines,
    yearly,
)
from faxi.engine.money import parse_money
from faxi.engine.rates import Percent, parse_percent, parse_rate

thorough = settings(max_examples=60, deadline=None)
OLD_FROM, CHANGED = date(2015, 9, 1), date(2020, 8, 20)


# Which regime holds for a private loan


@pytest.mark.parametrize(
    ("contract", "suit", "regimes"),
    [
        ("2020-08-20", None, ["at_contract"]),
        ("2020-08-20", "2021-01-01", ["at_contract"]),
        ("2020-08-19", None, ["old", "transition"]),
        ("2020-08-19", "2020-08-19", ["old"]),
        ("2020-08-19", "2020-08-20", ["transition"]),
        ("2014-01-01", "2015-09-01", ["old"]),
        ("2014-01-01", "2015-08-31", ["no_rule"]),
        (None, "2020-08-19", ["old"]),
        (None, "2015-08-31", ["no_rule"]),
        (None, "2020-08-20", []),
        (None, None, []),
    ],
)
def test_the_regime_follows_contract_and_suit(
    contract: str | None, suit: str | None, regimes: list[str]
) -> None:
    made, sued = (day(text) if text else None for text in (contract, suit))
    assert list(private_regimes(made, sued, OLD_FROM, CHANGED)) == regimes


# Shares of a year


@pytest.mark.parametrize(
    ("rate", "day_count", "share"),
    [
        ("24%/year", DayCount.ACT_360, "24%"),
        ("1.2%/month", DayCount.ACT_365, "14.4%"),
        ("0.05%/day", DayCount.ACT_360, "18%"),
        ("0.05%/day", DayCount.ACT_365, "18.25%"),
        ("0.05%/day", DayCount.ACT_ACT, "18.25%"),
        ("5‱/day", DayCount.THIRTY_E_360, "18%"),
    ],
)
def test_a_rate_as_a_share_of_its_own_year(rate: str, day_count: DayCount, share: str) -> None:
    assert str(yearly(parse_rate(rate), day_count)) == share


@pytest.mark.parametrize(
    ("share", "limit", "is_above"),
    [("24%", "24%", False), ("24.0001%", "24%", True), ("9%", "24%", False), ("0%", "0%", False)],
)
def test_above_is_more_than_equal(share: str, limit: str, *, is_above: bool) -> None:
    assert exceeds(parse_percent(share), parse_percent(limit)) is is_above


def test_the_highest_of_some_shares() -> None:
    assert highest([]) is None
    shares = [parse_percent(text) for text in ("9%", "24.5%", "24%")]
    assert str(highest(shares)) == "24.5%"


def _charged(case: Case, as_of: str, *days: str) -> list[str]:
    statement = statement_of(case, as_of)
    rates = charged_rates(statement, statement.lines, *map(day, days))
    return [f"{r.contract or '-'} {r.penalty}" for r in rates]


def test_every_rate_that_bore_a_line() -> None:
    case = a_case(penalty_rate("2025-06-05", "40%/year"), penalty_rate("2025-06-09", "36%/year"))
    assert _charged(case, "2025-06-11") == ["- 36%", "- 40%"]


def test_both_rates_together_on_top() -> None:
    case = on_top(contract_rate("2025-06-05", "1%/month"))
    assert _charged(case, "2025-06-11") == ["18% 54%", "12% 48%"]


def test_a_day_without_lines_may_be_asked_for() -> None:
    assert _charged(a_case(contract_rate="14.4%/year", penalty="50%"), "2025-05-01") == []
    case = a_case(contract_rate="14.4%/year", penalty="50%")
    assert _charged(case, "2025-05-01", "2025-05-01") == ["14.4% 21.6%"]


def test_a_paused_day_has_no_rate() -> None:
    assert _charged(a_case(pause("2025-06-01", "2025-06-30")), "2025-06-11", "2025-06-11") == []


# Sums


@pytest.mark.parametrize(
    ("rate", "limit", "above"),
    [
        ("30%", "24%", "120.00"),
        ("24%", "24%", "0.00"),
        ("12%", "24%", "0.00"),
        ("36%", "24%", "200.00"),
        ("24.1%", "24%", "2.49"),
    ],
)
def test_the_part_of_an_interest_above_a_limit(rate: str, limit: str, above: str) -> None:
    shares = parse_percent(rate), parse_percent(limit)
    assert yuan(part_above(parse_money("600.00"), *shares)) == above


LIMIT = parse_rate("24%/year")


def test_it_is_the_comparison_of_the_cap() -> None:
    case = a_case(damages("2025-06-05", "50.00"), cap=cap("annual_rate", "24%"))
    statement = statement_of(case, "2025-06-11")
    assert statement.cap is not None
    found = against(LIMIT, case, claim_of(statement))
    assert found[:-2] == statement.cap[:-2]
    assert yuan(found.over) == "170.00"


@thorough
@given(cases(), days)
def test_it_is_the_comparison_of_the_cap_whatever_the_case(case: Case, as_of: date) -> None:
    capped = replace(case, cap=cap("annual_rate", "24%"))
    statement = statement_of(capped, as_of.isoformat())
    assert statement.cap is not None
    claim = claim_of(statement, statement.cap.claimed)
    assert against(LIMIT, statement.case, claim).over == statement.cap.over
    assert claim_of(statement).claimed == statement.cap.claimed


def test_interest_at_the_rates_leaves_out_compound_and_damages() -> None:
    case = on_top(
        damages("2025-06-05", "50.00"), interest="1000.00", compounding=compounding("interest")
    )
    claim = claim_of(statement_of(case, "2025-06-11"))
    assert yuan(claim.claimed) == "600.00"  # 360 + 180 + 10 + 50
    assert yuan(at_rates(claim).claimed) == "540.00"


# Lines and claims on both sides of a day


def _parts(case: Case, as_of: str, cut: str) -> list[list[str]]:
    statement = statement_of(case, as_of)
    return [
        [f"{line.from_date}..{line.to_date} {line.days} {yuan(line.amount)}" for line in part]
        for part in split_lines(statement.lines, day(cut), case)
    ]


@pytest.mark.parametrize(
    ("cut", "before", "since"),
    [
        ("2025-06-01", [], ["2025-06-01..2025-06-10 10 360.00"]),
        (
            "2025-06-02",
            ["2025-06-01..2025-06-01 1 36.00"],
            ["2025-06-02..2025-06-10 9 324.00"],
        ),
        (
            "2025-06-10",
            ["2025-06-01..2025-06-09 9 324.00"],
            ["2025-06-10..2025-06-10 1 36.00"],
        ),
        ("2025-06-11", ["2025-06-01..2025-06-10 10 360.00"], []),
    ],
)
def test_a_line_is_cut_before_the_day(cut: str, before: list[str], since: list[str]) -> None:
    assert _parts(a_case(), "2025-06-11", cut) == [before, since]


def test_a_cut_line_keeps_its_amount() -> None:
    # 0.5 fen a day: rounded apart the halves would be 3 + 3 fen, the whole is 5.
    case = a_case(principal="5.00")
    assert _parts(case, "2025-06-11", "2025-06-06") == [
        ["2025-06-01..2025-06-05 5 0.03"],
        ["2025-06-06..2025-06-10 5 0.02"],
    ]
    by_day = counting(case, rounding=Rounding.PER_DAY)
    assert _parts(by_day, "2025-06-11", "2025-06-06")[0] == ["2025-06-01..2025-06-05 5 0.05"]


def test_leap_days_go_with_their_side() -> None:
    chosen = conventions(day_count=DayCount.ACT_ACT)
    case = a_case(due="2023-12-30", conventions=chosen)
    statement = statement_of(case, "2024-01-03")
    before, since = split_lines(statement.lines, day("2024-01-01"), case)
    assert [(p.days_365, p.days_366) for p in (*before, *since)] == [(2, 0), (0, 2)]
    assert sum(p.amount for p in (*before, *since)) == statement.accrued.penalty_interest


@thorough
@given(cases(), days, days)
def test_splitting_changes_no_sum(case: Case, as_of: date, cut: date) -> None:
    statement = statement_of(case, as_of.isoformat())
    before, since = split_lines(statement.lines, cut, case)
    for component in Component:
        amounts = [p.amount for p in (*before, *since) if p.component is component]
        assert sum(amounts) == sum(a.amount for a in statement.lines if a.component is component)
    assert all(line.amount >= 0 for line in (*before, *since))
    assert all(line.to_date < cut for line in before)
    assert all(line.from_date >= cut for line in since)


def test_damages_go_with_their_date_and_waivers_come_off_the_earlier_side() -> None:
    case = a_case(
        damages("2025-06-05", "50.00"),
        damages("2025-06-06", "7.00"),
        waived("2025-06-11", Component.PENALTY_INTEREST, "100.00"),
    )
    statement = statement_of(case, "2025-06-11")
    claim = Claim(statement.lines, parse_money("317.00"))
    before, since = claims_around(statement, claim, day("2025-06-06"))
    assert (yuan(before.claimed), yuan(since.claimed)) == ("130.00", "187.00")
    assert lines_of(statement) == ["2025-06-01..2025-06-10 10 × 36000.00 = 360.00"]


def test_a_waiver_beyond_the_earlier_side_goes_on_to_the_later() -> None:
    case = a_case(waived("2025-06-11", Component.PENALTY_INTEREST, "200.00"))
    statement = statement_of(case, "2025-06-11")
    claim = Claim(statement.lines, parse_money("160.00"))
    before, since = claims_around(statement, claim, day("2025-06-06"))
    assert (yuan(before.claimed), yuan(since.claimed)) == ("0.00", "160.00")


# 法释〔2015〕18号 article 26 and its successor, as a published calculator cuts them (CN-CB-03)
def test_a_private_loan_across_the_change_is_limited_piece_by_piece() -> None:
    case = counting(
        a_case(due="2020-08-10", principal="100000.00", penalty="30%/year"),
        day_count=DayCount.ACT_365,
    )
    statement = statement_of(case, "2020-08-30")
    before, since = claims_around(statement, claim_of(statement), CHANGED)
    old = against(parse_rate("24%/year"), case, before)
    new = against(parse_rate("15.4%/year"), case, since)
    assert yuan(old.allowed + new.allowed) == "1079.45"
    assert yuan(old.claimed + new.claimed) == "1643.84"


def test_a_percent_is_never_a_float() -> None:
    share = yearly(parse_rate("0.0175%/day"), DayCount.ACT_365)
    assert share == Percent(63875, 6)
