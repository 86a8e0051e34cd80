"""Rules come into force and go out of it on their exact days, each for its own lenders."""

from datetime import date

import pytest

from faxi.engine.case import LenderKind
from faxi.rules.law import CONFIDENCES, confidence_words, instruments, law
from faxi.text.words import Language

# The first day a rule holds; it must not hold the day before.
BEGINS = [
    ("2004-01-01", LenderKind.BANK, "bank.penalty.overdue"),
    ("2007-04-01", LenderKind.BANK, "costs.acceptance_fee"),
    ("2013-03-15", LenderKind.BANK, "credit.retention"),
    ("2014-08-01", LenderKind.BANK, "delayed_performance.doubled"),
    ("2015-09-01", LenderKind.PRIVATE, "limits.private.2015_24"),
    ("2015-09-01", LenderKind.PRIVATE, "limits.private.2015_36"),
    ("2017-01-01", LenderKind.CREDIT_CARD, "credit_card.overdraft_2017"),
    ("2020-08-20", LenderKind.PRIVATE, "limits.private.lpr_multiple"),
    ("2020-08-20", LenderKind.PRIVATE, "limits.private.transition"),
    ("2021-01-01", LenderKind.PRIVATE, "limits.private.scope"),
    ("2021-01-01", LenderKind.SMALL_LOAN, "limits.private.local_institutions"),
    ("2021-01-01", LenderKind.CREDIT_CARD, "credit_card.overdraft_rate"),
    ("2021-01-01", LenderKind.BANK, "allocation.order"),
    ("2021-11-01", LenderKind.BANK, "conduct.data.sharing"),
    ("2023-07-01", LenderKind.BANK, "assets.loan.substandard"),
    ("2023-12-05", LenderKind.BANK, "damages.excessive"),
    ("2024-01-01", LenderKind.BANK, "delayed_performance.duty"),
    ("2025-02-28", LenderKind.CONSUMER_FINANCE, "conduct.quiet_hours"),
    ("2025-10-01", LenderKind.BANK, "limits.internet_lending.all_in"),
    ("2026-01-01", LenderKind.PRIVATE, "conduct.harassment"),
    ("2026-08-01", LenderKind.SMALL_LOAN, "disclosure.all_in_cost"),
]
# The last day a rule holds; it must not hold the day after.
ENDS = [
    ("1998-12-06", LenderKind.BANK, "bank.penalty.overdue_1996"),
    ("1999-06-09", LenderKind.BANK, "bank.penalty.overdue_1998"),
    ("2003-12-31", LenderKind.BANK, "bank.penalty.overdue_1999"),
    ("2020-08-19", LenderKind.PRIVATE, "limits.private.2015_24"),
    ("2020-08-19", LenderKind.PRIVATE, "limits.private.2015_36"),
    ("2020-08-19", LenderKind.PRIVATE, "limits.private.2015_voluntary"),
    ("2020-12-31", LenderKind.PRIVATE, "limits.private.lpr_multiple_2020"),
    ("2020-12-31", LenderKind.CREDIT_CARD, "credit_card.overdraft_2017"),
    ("2026-03-31", LenderKind.BANK, "credit.one_off_repair"),
]


def holds(rule: str, day: date, kind: LenderKind) -> bool:
    found = law()[rule]
    return found.is_in_force(day) and found.binds(kind)


def shifted(day: str, by: int) -> date:
    return date.fromordinal(date.fromisoformat(day).toordinal() + by)


@pytest.mark.parametrize(("day", "kind", "rule"), BEGINS)
def test_a_rule_begins_on_its_day(day: str, kind: LenderKind, rule: str) -> None:
    assert [holds(rule, shifted(day, by), kind) for by in (-1, 0)] == [False, True]


@pytest.mark.parametrize(("day", "kind", "rule"), ENDS)
def test_a_rule_ends_with_its_day(day: str, kind: LenderKind, rule: str) -> None:
    assert [holds(rule, shifted(day, by), kind) for by in (0, 1)] == [True, False]


def test_a_rule_binds_the_lenders_it_names_and_no_other() -> None:
    own, everyone = law()["limits.private.total"], law()["allocation.order"]
    assert [kind for kind in LenderKind if own.binds(kind)] == [LenderKind.PRIVATE]
    assert all(everyone.binds(kind) for kind in LenderKind)


def test_a_start_not_recorded_is_no_earlier_than_the_publication() -> None:
    pilot = law()["assignment.bulk_term"]
    assert pilot.in_force_from is None
    assert pilot.starts == date(2025, 12, 29)
    assert not pilot.is_in_force(date(2025, 12, 28))


def test_practice_is_bound_to_no_day() -> None:
    assert law()["practice.ladder"].is_in_force(date(1990, 1, 1))


@pytest.mark.parametrize(
    ("name", "number", "published", "in_force_from"),
    [
        ("civil_code", "", None, date(2021, 1, 1)),
        ("credit_reporting_regulation", "", date(2013, 1, 21), date(2013, 3, 15)),
        ("litigation_fees", "国务院令第481号", date(2006, 12, 19), date(2007, 4, 1)),
        ("fashi_2015_18", "法释〔2015〕18号", None, date(2015, 9, 1)),
        ("jingui_2026_2", "金规〔2026〕2号", date(2026, 3, 15), date(2026, 8, 1)),
    ],
)
def test_instruments_are_dated_as_read(
    name: str, number: str, published: date | None, in_force_from: date
) -> None:
    found = instruments()[name]
    assert found.number == number
    assert (found.published, found.in_force_from) == (published, in_force_from)


def test_every_rule_of_the_civil_code_began_with_it() -> None:
    rules = [rule for rule in law().values() if rule.instrument.id == "civil_code"]
    assert len(rules) > 25
    assert {rule.in_force_from for rule in rules} == {date(2021, 1, 1)}


@pytest.mark.parametrize("language", Language)
def test_every_confidence_has_words(language: Language) -> None:
    words = confidence_words()
    assert tuple(words) == CONFIDENCES
    assert all(said[language] for said in words.values())
