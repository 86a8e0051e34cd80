"""Court fees by the shipped tiers, against published figures; shares, and the way back."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers.builders import yuan
from tests.helpers.vectors import CASES, published

from faxi.app.law import schedule_of
from faxi.engine.fees import FeeSchedule, FeeStep, fee_of, reduced_fee, smallest_amount
from faxi.engine.money import MAX_FEN, parse_money
from faxi.engine.rates import parse_percent
from faxi.rules.law import law

ACCEPTANCE, PRESERVATION, ENFORCEMENT = (
    schedule_of(law()[f"costs.{name}_fee"])
    for name in ("acceptance", "preservation", "enforcement")
)
SCHEDULES = st.sampled_from([ACCEPTANCE, PRESERVATION, ENFORCEMENT])
thorough = settings(max_examples=60, deadline=None)
AMOUNTS = st.integers(0, 10**12)

# By the letter in their ids. Bankruptcy (PC), divorce (LH) and the court's own apportioning
# (CN-FC-07) have no schedule in the rules.
BY_LETTER = {"A": ACCEPTANCE, "E": ENFORCEMENT, "P": PRESERVATION}


def _published() -> list[Any]:
    entries = json.loads((CASES / "other_published.json").read_text(encoding="utf-8"))
    found = []
    for entry in entries:
        parts = entry["id"].split("-")
        if entry["topic"] == "court-fee" and parts[1] == "FEE" and parts[2] in BY_LETTER:
            figures = (BY_LETTER[parts[2]], entry["inputs"]["amount"], entry["expected"]["fee"])
            found.append(pytest.param(*figures, id=entry["id"]))
    return found


def _fee(amount: str, schedule: FeeSchedule) -> str:
    return yuan(fee_of(parse_money(amount), schedule))


@pytest.mark.parametrize(("schedule", "amount", "fee"), _published())
def test_published_fees(schedule: FeeSchedule, amount: str, fee: str) -> None:
    assert fee_of(parse_money(amount), schedule) == parse_money(fee)


def test_all_published_fees_are_here() -> None:
    assert len(_published()) == 10


# 诉讼费用交纳办法 articles 13, 14, 16; worked in facts 4.7.
@pytest.mark.parametrize(
    ("amount", "acceptance", "half", "preservation", "enforcement"),
    [
        ("10000", "50", "25", "120", "50"),
        ("30000", "550", "275", "320", "350"),
        ("50000", "1050", "525", "520", "650"),
        ("100000", "2300", "1150", "1020", "1400"),
        ("200000", "4300", "2150", "1520", "2900"),
        ("500000", "8800", "4400", "3020", "7400"),
    ],
)
def test_fees_worked_by_hand(
    amount: str, acceptance: str, half: str, preservation: str, enforcement: str
) -> None:
    fen = parse_money(amount)
    fee = fee_of(fen, ACCEPTANCE)
    found = (
        *(fee, reduced_fee(fee, [Fraction("1/2")])),
        *(fee_of(fen, PRESERVATION), fee_of(fen, ENFORCEMENT)),
    )
    assert found == tuple(map(parse_money, (acceptance, half, preservation, enforcement)))


@pytest.mark.parametrize(
    ("amount", "fee"),
    [
        ("0", "50.00"),
        ("0.01", "50.00"),
        ("10000.00", "50.00"),
        ("10000.19", "50.00"),  # 0.475 fen
        ("10000.20", "50.01"),  # half a fen
        ("100000.00", "2300.00"),
        ("100001.00", "2300.02"),
        ("500000.00", "8800.00"),
        ("1000000.00", "13800.00"),
        ("5000000.00", "46800.00"),
        ("10000000.00", "81800.00"),
        ("20000000.00", "141800.00"),
        ("20000100.00", "141800.50"),
    ],
)
def test_every_tier_of_the_acceptance_fee(amount: str, fee: str) -> None:
    assert _fee(amount, ACCEPTANCE) == fee


@pytest.mark.parametrize(
    ("amount", "fee"),
    [
        ("0", "30.00"),
        ("1000.00", "30.00"),
        ("1000.50", "30.01"),
        ("100000.00", "1020.00"),
        ("895999.00", "5000.00"),  # 4,999.995 rounded half up
        ("895998.99", "4999.99"),
        ("896000.00", "5000.00"),
        ("99999999.00", "5000.00"),
    ],
)
def test_the_preservation_fee_up_to_its_maximum(amount: str, fee: str) -> None:
    assert _fee(amount, PRESERVATION) == fee


@pytest.mark.parametrize(
    ("amount", "fee"),
    [
        ("10000.00", "50.00"),
        ("500000.00", "7400.00"),
        ("5000000.00", "52400.00"),
        ("10000000.00", "77400.00"),
        ("10001000.00", "77401.00"),
    ],
)
def test_every_tier_of_the_enforcement_fee(amount: str, fee: str) -> None:
    assert _fee(amount, ENFORCEMENT) == fee


def test_a_negative_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        fee_of(-1, ACCEPTANCE)


# Shares of a fee


@pytest.mark.parametrize(
    ("fee", "shares", "reduced"),
    [
        ("550.00", [], "550.00"),
        ("550.00", ["1/2"], "275.00"),
        ("550.00", ["1/2", "1/2"], "275.00"),
        ("550.00", ["1/3"], "183.33"),
        ("550.01", ["1/2"], "275.01"),
        ("0.00", ["1/2"], "0.00"),
    ],
)
def test_several_grounds_reduce_a_fee_once(fee: str, shares: list[str], reduced: str) -> None:
    assert yuan(reduced_fee(parse_money(fee), map(Fraction, shares))) == reduced


# Kinds of case the rules do not hold: their schedules are worked here by the same arithmetic.
def test_published_fees_of_other_kinds_of_case() -> None:
    property_steps = (FeeStep(parse_money("200000")), FeeStep(None, 0, parse_percent("0.5%")))
    for identifier in ("CN-FEE-LH-1", "CN-FEE-LH-2"):
        given_, expected = published(identifier)
        first = property_steps[0]._replace(fixed=parse_money(given_["base"]))
        schedule = FeeSchedule((first, property_steps[1]))
        assert fee_of(parse_money(given_["property"]), schedule) == parse_money(expected["fee"])
    given_, expected = published("CN-FEE-PC-2")
    half = reduced_fee(fee_of(parse_money(given_["amount"]), ACCEPTANCE), [Fraction("1/2")])
    assert min(half, parse_money("300000")) == parse_money(expected["fee"])
    given_, expected = published("CN-FC-07")
    shares = parse_money(given_["plaintiff"]), parse_money(expected["defendant"])
    assert sum(shares) == parse_money(given_["fee"])


# The way back


def test_the_published_way_back() -> None:
    given_, expected = published("CN-FEE-INV")
    found = [smallest_amount(parse_money(fee), ACCEPTANCE) for fee in given_["fees"]]
    assert found == [parse_money(amount) for amount in expected["amounts"]]


# CN-FEE-INV: 2,300 and 13,800 are the fees of 100,000 and a million.
@pytest.mark.parametrize(
    ("fee", "schedule", "amount"),
    [
        ("2300", ACCEPTANCE, "100000.00"),
        ("13800", ACCEPTANCE, "1000000.00"),
        ("50", ACCEPTANCE, "0.00"),
        ("50.01", ACCEPTANCE, "10000.40"),
        ("49.99", ACCEPTANCE, None),
        ("1020", PRESERVATION, "100000.00"),
        ("5000", PRESERVATION, "896000.00"),
        ("5000.01", PRESERVATION, None),
        ("7400", ENFORCEMENT, "500000.00"),
        ("7399.99", ENFORCEMENT, "499999.34"),
    ],
)
def test_the_smallest_amount_behind_a_fee(
    fee: str, schedule: FeeSchedule, amount: str | None
) -> None:
    found = smallest_amount(parse_money(fee), schedule)
    assert (None if found is None else yuan(found)) == amount


def test_a_fee_no_amount_reaches() -> None:
    assert smallest_amount(1, FeeSchedule((FeeStep(None),))) is None
    jump = FeeSchedule((FeeStep(100, 10), FeeStep(None, 10)))
    assert [smallest_amount(fee, jump) for fee in (10, 15, 20)] == [0, None, 101]


def test_a_schedule_may_end() -> None:
    capped = FeeSchedule((FeeStep(1000, 0, parse_percent("10%")),))
    assert [fee_of(amount, capped) for amount in (0, 500, 1000, MAX_FEN)] == [0, 50, 100, 100]


@thorough
@given(AMOUNTS, st.integers(0, 10**9), SCHEDULES)
def test_a_fee_grows_with_the_amount(amount: int, more: int, schedule: FeeSchedule) -> None:
    assert fee_of(amount, schedule) <= fee_of(amount + more, schedule)


@thorough
@given(AMOUNTS, SCHEDULES)
def test_the_way_back_leads_to_the_same_fee(amount: int, schedule: FeeSchedule) -> None:
    fee = fee_of(amount, schedule)
    smallest = smallest_amount(fee, schedule)
    assert smallest is not None
    assert fee_of(smallest, schedule) == fee
    assert smallest_amount(fee_of(smallest, schedule), schedule) == smallest


@given(AMOUNTS)
def test_half_twice_is_half(fee: int) -> None:
    half = Fraction("1/2")
    assert reduced_fee(fee, [half, half]) == reduced_fee(fee, [half]) == (fee + 1) // 2
