"""What the law says about a statement: costs, dates, delay interest, and how it is put."""

import re
import string
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.strategies import cases, days
from tests.helpers.builders import (
    a_case,
    accelerated,
    an_instalment,
    compounding,
    cost,
    damages,
    day,
    notice,
    paid,
    yuan,
)

from faxi.app.law import LawView, costs_of, date_text, law_of
from faxi.app.statements import calculate_case
from faxi.engine.case import Case, Lender, LenderKind
from faxi.engine.deadlines import Milestone
from faxi.engine.events import Notice, NoticeKind
from faxi.engine.limits import Check
from faxi.engine.money import parse_money
from faxi.rules.law import law
from faxi.text.checks import (
    CALENDAR,
    CONSEQUENCES,
    LEADS,
    MEASURES,
    MILESTONES,
    check_text,
    delay_formula,
    delay_text,
)
from faxi.text.messages import message_of
from faxi.text.words import Language, words_of

thorough = settings(max_examples=60, deadline=None)
TODAY = day("2026-11-23")
EN = words_of(Language.EN)


def _view(case: Case, as_of: str, today: date = TODAY) -> LawView:
    return law_of(calculate_case(case, day(as_of)), today)


def _dates(case: Case, as_of: str, *kinds: str) -> list[str]:
    found = _view(case, as_of).milestones
    return [f"{m.date} {m.kind}" for m in found if not kinds or m.kind in kinds]


def _judgment(on: str, deadline: str, amount: str) -> Notice:
    return Notice(day(on), NoticeKind.JUDGMENT, day(deadline), parse_money(amount))


# Costs


def test_the_costs_of_half_a_million() -> None:
    found = {item.key: yuan(item.fee) for item in costs_of(parse_money("500000")).items()}
    assert found == {
        "acceptance_fee": "8800.00",
        "acceptance_fee_simplified": "4400.00",
        "preservation_fee": "3020.00",
        "enforcement_fee": "7400.00",
        "payment_order_fee": "2933.33",
    }


def test_every_fee_names_its_rules() -> None:
    items = list(costs_of(parse_money("10000")).items())
    assert {item.key for item in items} | {"amount"} == {f.name for f in fields(costs_of(0))}
    for item in items:
        assert item.rule_id in law()
        assert item.bearer_rule_id in law()


def test_the_smallest_fees() -> None:
    costs = costs_of(0)
    assert [yuan(item.fee) for item in costs.items()] == [
        "50.00",
        "25.00",
        "30.00",
        "50.00",
        "16.67",
    ]


@given(st.integers(0, 10**11))
def test_no_fee_is_halved_twice(amount: int) -> None:
    costs = costs_of(amount)
    assert costs.acceptance_fee_simplified == (costs.acceptance_fee + 1) // 2


def test_costs_are_for_what_is_due() -> None:
    statement = calculate_case(a_case(), day("2025-06-11"))
    assert law_of(statement, TODAY).costs == costs_of(statement.total_due)
    assert _view(a_case(paid("2025-06-01", "36000.00")), "2025-06-11").costs is None
    assert _view(a_case(), "2025-05-31").costs is None


# Delayed performance


def test_delay_interest_stands_beside_the_total() -> None:
    judged = _judgment("2025-08-01", "2025-08-15", "30000.00")
    view = _view(a_case(judged), "2025-08-25")
    assert view.delay_interest is not None
    assert yuan(view.delay_interest.amount) == "52.50"
    assert [delay_formula(line) for line in view.delay_interest.lines] == [
        "30,000.00 × 0.0175% × 10"
    ]
    with_judgment = calculate_case(a_case(judged), day("2025-08-25"))
    assert with_judgment.total_due == calculate_case(a_case(), day("2025-08-25")).total_due


def test_a_judgment_without_terms_is_said() -> None:
    view = _view(a_case(notice("2025-08-01", "judgment")), "2025-08-25")
    assert view.delay_interest is None
    (warning,) = view.warnings
    assert (warning.code, warning.where) == ("delay_terms_missing", "events[0]")
    for language in Language:
        assert "2025" in message_of(warning, words_of(language))


def test_without_a_judgment_there_is_none() -> None:
    view = _view(a_case(), "2025-08-25")
    assert (view.delay_interest, view.warnings) == (None, ())


@pytest.mark.parametrize(
    ("payment", "is_ahead", "covered"),
    [("40000.00", False, "26.25"), ("36000.00", False, "0.00"), ("40000.00", True, "0.00")],
)
def test_what_is_left_over_covers_it_last(payment: str, *, is_ahead: bool, covered: str) -> None:
    judged = _judgment("2025-08-01", "2025-08-15", "30000.00")
    items = (an_instalment(), an_instalment("2030-01-01"))[: 2 if is_ahead else 1]
    case = a_case(judged, paid("2025-08-20", payment), penalty="1%/year", instalments=items)
    delay = _view(case, "2025-08-25").delay_interest
    assert delay is not None
    assert yuan(delay.paid) == covered
    said = delay_text(delay, EN)
    assert ("paid beyond the debt" in said) == (covered != "0.00")


# Dates


def test_dates_of_a_debt_just_overdue() -> None:
    assert _dates(a_case(), "2025-06-02") == [
        "2025-08-01 stage",
        "2025-08-31 stage",
        "2025-08-31 asset_class",
        "2025-11-29 stage",
        "2026-02-27 asset_class",
        "2026-05-28 asset_class",
        "2028-06-01 limitation",
    ]


@pytest.mark.parametrize("kind", LenderKind)
def test_asset_classes_are_those_of_banks(kind: LenderKind) -> None:
    # Cards: over 90, 270 and 360 days by the measures of 2023, 90, 120 and 180 by the older rule.
    over = {LenderKind.BANK: [90, 270, 360], LenderKind.CREDIT_CARD: [90, 90, 120, 180, 270, 360]}
    statement = calculate_case(a_case(lender=Lender("", kind)), day("2025-06-02"))
    dates = [m for m in law_of(statement, TODAY).milestones if m.kind == "asset_class"]
    assert [m.days_from_cut_off for m in dates] == over.get(kind, [])
    for language, differ in ((Language.ZH, "不一致"), (Language.EN, "differ")):
        later = [date_text(m, words_of(language)) for m in dates[-3:] if kind != "bank"]
        assert all(differ in text for text in later)


# 银保监会 人民银行令〔2023〕第1号, in force from 2023-07-01
@pytest.mark.parametrize(
    ("due", "first"),
    [("2023-03-31", "2023-12-27 asset_class"), ("2023-04-01", "2023-07-01 asset_class")],
)
def test_a_date_before_its_rule_is_not_shown(due: str, first: str) -> None:
    assert _dates(a_case(due=due), "2023-06-01", "asset_class")[0] == first


@pytest.mark.parametrize(
    ("received", "what", "last"),
    [
        ("2025-09-01", "summons", "2025-09-16 answer"),
        ("2025-09-16", "summons", "2025-10-09 answer"),  # the holidays end on 8 October
        ("2025-09-13", "summons", "2025-09-28 answer"),  # a Sunday worked in exchange
        ("2025-09-01", "payment_order", "2025-09-16 payment_order"),
        ("2025-09-01", "judgment", "2025-09-16 appeal"),
        ("2023-12-14", "summons", None),  # before the text in force from 2024-01-01
        ("2023-12-17", "summons", "2024-01-02 answer"),
    ],
)
def test_periods_of_procedure(received: str, what: str, last: str | None) -> None:
    case = a_case(notice(received, what), due="2023-01-01")
    found = _dates(case, "2025-12-01", "answer", "payment_order", "appeal")
    assert found == ([last] if last else [])


def test_the_time_to_apply_for_enforcement_replaces_limitation() -> None:
    judged = _judgment("2024-06-03", "2024-06-17", "30000.00")
    case = a_case(judged, due="2023-01-01")
    assert _dates(case, "2024-07-01", "limitation", "enforcement") == ["2026-06-17 enforcement"]
    for what in ("judgment", "enforcement"):
        case = a_case(notice("2024-06-03", what), due="2023-01-01")
        assert _dates(case, "2024-07-01", "limitation", "enforcement") == []


@pytest.mark.parametrize(
    ("happened", "rule"),
    [
        (notice("2025-09-01", "lawyer_letter"), "limitation.interruption.demand"),
        (notice("2025-09-01", "assignment_notice"), "limitation.interruption.assignment"),
        (notice("2025-09-01", "payment_order"), "limitation.interruption.payment_order"),
        (notice("2025-09-01", "summons"), "limitation.interruption"),
        (paid("2025-09-01", "1.00"), "limitation.interruption"),
        (notice("2025-09-01", "mediation"), "limitation.interruption"),
        (notice("2025-09-01", "preservation"), "limitation.interruption"),
    ],
)
def test_limitation_names_the_rule_that_restarted_it(happened: Any, rule: str) -> None:
    view = _view(a_case(happened), "2025-12-01")
    (found,) = [m for m in view.milestones if m.kind == "limitation"]
    assert found.params["start_rule"] == rule


def test_a_settled_debt_is_kept_for_five_years() -> None:
    case = a_case(paid("2025-06-11", "40000.00"))
    assert _dates(case, "2025-07-01") == ["2030-06-11 credit_retention"]


# Sentences


def _placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_a_bank_loan_in_words() -> None:
    view = _view(a_case(contract_rate="14.4%/year", penalty="50%"), "2025-07-20")
    check = next(check for check in view.checks if check.code == "surcharge_within")
    assert check_text(check, EN) == (
        "Not exceeded. A bank may add 30% to 50% to the contract rate, here up to 21.6%/year; "
        "the penalty rate, 21.6%/year, is within that."
    )
    stage = view.milestones[0]
    assert date_text(stage, EN).startswith("61 days overdue: from here on the debt usually may")


def test_a_reduction_is_said_to_need_a_request() -> None:
    view = _view(a_case(), "2025-06-11")
    check = next(check for check in view.checks if check.code == "licensed.total")
    assert "CNY 120.00" in check_text(check, EN)
    assert "not reduced automatically" in check_text(check, EN)


def _texts(view: LawView, language: Language) -> list[str]:
    words = words_of(language)
    texts = [check_text(check, words) for check in view.checks]
    texts += [date_text(milestone, words) for milestone in view.milestones]
    return texts + ([delay_text(view.delay_interest, words)] if view.delay_interest else [])


_MADE = st.sampled_from([None, "2019-01-01", "2020-09-01", "2026-08-01"])
_SUED = st.sampled_from([None, "2015-08-31", "2020-08-19", "2024-01-05"])
_FORBIDDEN = re.compile(r"expired|lapsed|已过时效|失效|必然|必将|guarantee", re.IGNORECASE)


@thorough
@given(cases(), days, st.sampled_from(LenderKind), _MADE, _SUED)
def test_whatever_the_case_every_sentence_is_filled(
    case: Case, as_of: date, kind: LenderKind, made: str | None, sued: str | None
) -> None:
    case = replace(
        case,
        lender=Lender("", kind),
        contract_date=day(made) if made else None,
        suit_date=day(sued) if sued else None,
    )
    view = law_of(calculate_case(case, as_of), TODAY)
    assert list(view.milestones) == sorted(view.milestones, key=lambda m: m.date)
    used = {c.rule_id for c in view.checks} | {m.rule_id for m in view.milestones}
    assert used <= set(law())
    for language in Language:
        for text in _texts(view, language):
            assert not re.search(r"[{}]|None|datetime", text), text
            assert not _FORBIDDEN.search(text), text


def test_a_debt_with_everything_in_words() -> None:
    case = a_case(
        *(damages("2025-06-05", "50.00"), cost("2025-06-05", "7.00"), accelerated("2025-06-20")),
        *(notice("2025-08-01", "summons"), _judgment("2025-09-01", "2025-09-20", "30000.00")),
        instalments=(an_instalment(), an_instalment("2026-09-01")),
        compounding=compounding("interest_and_penalty"),
    )
    for as_of in ("2025-07-20", "2025-09-10", "2025-10-20"):
        for language in Language:
            assert all(_texts(_view(case, as_of), language))


@pytest.mark.parametrize(
    ("payment", "deadline", "said"),
    [
        (None, "2025-08-25", "runs until 25 Aug 2025"),
        ("30000.00", "2025-08-15", "no doubled part"),
        (None, "2025-08-15", "from 16 Aug 2025 to 25 Aug 2025"),
        (None, "2014-07-01", "Days before 1 Aug 2014"),
    ],
)
def test_delay_interest_in_words(payment: str | None, deadline: str, said: str) -> None:
    judged = _judgment("2014-06-01", deadline, "30000.00")
    events = [paid("2025-08-10", payment)] if payment else []
    delay = _view(a_case(judged, *events), "2025-08-25").delay_interest
    assert delay is not None
    assert said in delay_text(delay, EN)


def test_limitation_always_says_what_restarts_it() -> None:
    params = {"years": 3, "start": day("2025-06-01"), "reason": "due", "calendar": "stayed"}
    found = Milestone(day("2020-06-01"), -900, "limitation", "limitation.general", params)
    said = date_text(found, EN)
    assert said.startswith("Earliest possible end of the limitation period")
    assert "each make it start afresh" in said


@pytest.mark.parametrize("code", CONSEQUENCES)
def test_a_consequence_follows_from_a_limit(code: str) -> None:
    lead, _, state = code.partition(".")
    assert lead in LEADS
    assert state in ("over", "within")


@pytest.mark.parametrize("template", [*LEADS.values(), *MEASURES.values(), *MILESTONES.values()])
def test_sentences_are_sentences(template: str) -> None:
    assert template[0].isupper() or template[0] == "{"
    assert template.endswith((".", "}"))


def test_a_check_says_the_yuan_it_concerns_once() -> None:
    for template in (*LEADS.values(), *MEASURES.values(), *CONSEQUENCES.values()):
        assert "concerned" not in _placeholders(template)
    check = Check("x", "compounding", "notice", "unknown", 123, {})
    assert check_text(check, EN).endswith("This concerns CNY 1.23.")
    assert set(CALENDAR) == {"moved", "unpublished"}
