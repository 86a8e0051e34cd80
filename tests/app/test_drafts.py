"""Drafts: what is typed is read as a case, or says field by field why it is none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.conftest import TODAY
from tests.helpers.commands import a_loan
from tests.helpers.vectors import vector_params, vectors

from faxi.app.drafts import (
    CAUSES,
    EDIT_NAMES,
    Draft,
    changed,
    draft_of,
    new_draft,
    read_draft,
)
from faxi.app.event_rows import EventRow
from faxi.app.instalment_rows import InstalmentRow
from faxi.app.terms import Terms
from faxi.engine.case import Case, Instalment, Lender, LenderKind
from faxi.engine.events import Notice, NoticeKind, Repayment
from faxi.engine.problems import Problem
from faxi.engine.rates import Period, Rate, parse_percent, parse_rate
from faxi.store.case_file import read_case
from faxi.text.words import Language, words_of

WHOLE = Draft(
    principal="50000",
    contract_rate="14.4",
    penalty_surcharge="50",
    due_date="2025-03-01",
    as_of="2026-11-23",
)


def with_fields(**fields: Any) -> Draft:
    return WHOLE._replace(**fields)


def problems(**fields: Any) -> dict[str, str]:
    found = read_draft(with_fields(**fields), TODAY)
    assert (found.case is None) == bool(set(found.problems) - {"as_of"})
    return {field: problem.code for field, problem in found.problems.items()}


def case(**fields: Any) -> Case:
    found = read_draft(with_fields(**fields), TODAY)
    assert found.problems == {}
    assert found.case is not None
    return found.case


def test_a_new_draft_asks_only_for_what_it_needs() -> None:
    found = read_draft(new_draft(TODAY), TODAY)
    assert found.as_of == TODAY
    codes = {field: problem.code for field, problem in found.problems.items()}
    fields = ("principal", "due_date", "penalty_surcharge", "contract_rate")
    assert codes == dict.fromkeys(fields, "field_empty")


def test_the_loan_of_the_readme() -> None:
    assert case() == read_case(a_loan(title=""))


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("principal", "abc", "money_unreadable"),
        ("principal", "-5", "money_unreadable"),
        ("principal", "1.234", "money_unreadable"),
        ("principal", "0", "amount_zero"),
        ("principal", " ", "field_empty"),
        ("principal", "9" * 30, "money_unreadable"),
        ("interest", "x", "money_unreadable"),
        ("contract_rate", "x", "rate_unreadable"),
        ("contract_rate", "", "field_empty"),
        ("contract_rate", "1001", "rate_too_high"),
        ("contract_rate", "-1", "rate_unreadable"),
        ("penalty_surcharge", "", "field_empty"),
        ("penalty_surcharge", "x", "percent_unreadable"),
        ("penalty_surcharge", "1001", "rate_too_high"),
        ("due_date", "", "field_empty"),
        ("due_date", "2025-02-30", "date_unreadable"),
        ("due_date", "1899-12-31", "date_unreadable"),
        ("due_date", "2200-01-01", "date_unreadable"),
        ("as_of", "soon", "date_unreadable"),
        ("contract_date", "soon", "date_unreadable"),
        ("suit_date", "2026-02-30", "date_unreadable"),
        ("lender_name", "长" * 20_001, "text_too_long"),
        ("as_of", "", "field_empty"),
        ("title", "长" * 20_001, "text_too_long"),
        ("title", "\ud83d", "text_broken"),
    ],
)
def test_a_field_says_what_is_wrong_with_it(field: str, text: str, code: str) -> None:
    assert problems(**{field: text}) == {field: code}


@pytest.mark.parametrize(
    ("text", "code"), [("", "field_empty"), ("x", "rate_unreadable"), ("1001", "rate_too_high")]
)
def test_a_fixed_penalty_rate_says_what_is_wrong_with_it(text: str, code: str) -> None:
    found = problems(penalty_kind="rate", penalty_rate=text, penalty_surcharge="junk")
    assert found == {"penalty_rate": code}


def test_a_cap_by_the_lpr_asks_for_the_contract_date() -> None:
    capped = read_case(a_loan(contract_date="2024-03-01", cap={"lpr_multiple": "4"}))
    found = read_draft(changed(draft_of(capped, TODAY), "contract_date", ""), TODAY)
    assert [(field, p.code) for field, p in found.problems.items()] == [
        ("contract_date", "contract_date_missing")
    ]


def test_every_problem_is_found_at_once() -> None:
    fields = ("principal", "interest", "contract_rate", "penalty_surcharge", "due_date", "as_of",
              "contract_date", "suit_date")  # fmt: skip
    assert set(problems(**dict.fromkeys(fields, "?"))) == set(fields)


def test_the_field_not_chosen_is_not_read() -> None:
    assert problems(penalty_rate="junk") == {}
    fixed = case(penalty_kind="rate", penalty_rate="21.6", penalty_surcharge="junk")
    assert fixed.penalty == parse_rate("21.6%/year")


def test_a_fixed_rate_needs_no_contract_rate() -> None:
    assert case(penalty_kind="rate", penalty_rate="21.6", contract_rate="").contract_rate is None


def test_a_wrong_cut_off_leaves_the_case_as_it_is() -> None:
    found = read_draft(with_fields(as_of="?"), TODAY)
    assert (found.case, found.as_of, list(found.problems)) == (case(), None, ["as_of"])


@pytest.mark.parametrize(
    ("field", "text", "path", "value"),
    [
        ("principal", "5万", "principal", 5_000_000),
        ("principal", "¥５０，０００。00", "principal", 5_000_000),
        ("interest", "600.5", "interest", 60_050),
        ("interest", "", "interest", 0),
        ("due_date", "2025年3月1日", "due_date", date(2025, 3, 1)),
        ("due_date", "2025.3.1", "due_date", date(2025, 3, 1)),
        ("due_date", "昨天", "due_date", TODAY - timedelta(days=1)),
    ],
)
def test_fields_understand_what_people_paste(
    field: str, text: str, path: str, value: object
) -> None:
    assert getattr(case(**{field: text}).instalments[0], path) == value


@pytest.mark.parametrize(
    ("text", "unit", "rate"),
    [
        ("14.4", "%/year", "14.4%/year"),
        ("1.2", "%/month", "1.2%/month"),
        ("5", "‱/day", "0.05%/day"),
        ("5", "‰/month", "0.5%/month"),
        ("18%", "%/month", "18%/month"),
        ("日万分之五", "%/year", "0.05%/day"),
        ("14.4%/year", "%/day", "14.4%/year"),
    ],
)
def test_a_rate_takes_its_unit_with_it_or_from_beside(text: str, unit: str, rate: str) -> None:
    assert str(case(contract_rate=text, contract_unit=unit).contract_rate) == rate


def test_a_problem_of_the_case_stands_beside_its_field() -> None:
    on_top = read_case(a_loan(penalty_mode="on_top", penalty={"rate": "20%/year"}))
    emptied = changed(draft_of(on_top, TODAY), "contract_rate", "")
    found = read_draft(emptied, TODAY)
    assert found.case is None
    assert found.problems["contract_rate"].code == "contract_rate_missing"


def test_a_daily_rate_stands_beside_the_field_that_brought_it() -> None:
    thirty = read_case(a_loan(conventions={"day_count": "30E/360"}))
    draft = changed(draft_of(thirty, TODAY), "contract_rate", "日万分之五")
    assert list(read_draft(draft, TODAY).problems) == ["contract_rate"]


@pytest.mark.parametrize("entry", vector_params())
def test_a_draft_of_a_case_reads_as_the_same_case(entry: Mapping[str, Any]) -> None:
    known, as_of = read_case(entry["case"]), date.fromisoformat(entry["as_of"])
    found = read_draft(draft_of(known, as_of), TODAY)
    assert (found.case, found.as_of, found.problems) == (known, as_of, {})


def a_big_case() -> Case:
    return read_case(
        a_loan(
            {"kind": "repayment", "date": "2025-05-01", "amount": "500.00"},
            {"kind": "notice", "date": "2025-06-01", "what": "lawyer_letter"},
            {"kind": "pause", "from": "2025-07-01", "to": "2025-07-31"},
            lender={"name": "某银行", "kind": "consumer_finance"},
            instalments=[
                {"due_date": "2025-03-01", "principal": "1000.00", "interest": "12.00"},
                {"due_date": "2025-04-01", "principal": "1000.00", "interest": "11.00"},
            ],
            conventions={"day_count": "ACT/365"},
            grace={"days": 3, "effect": "shift"},
            cap={"annual_rate": "24%", "apply": True},
            notes="备注",
            cause="economy",
            schedule={"method": "later"},
        )
    )


EDITS: list[tuple[str, Any, dict[str, Any]]] = [
    ("title", "新标题", {"title": "新标题"}),
    ("contract_rate", "15", {"contract_rate": parse_rate("15%/year")}),
    ("contract_unit", "%/month", {"contract_rate": parse_rate("14.4%/month")}),
    ("penalty_surcharge", "30", {"penalty": parse_percent("30%")}),
    ("as_of", "2026-01-01", {}),
    ("lender_name", "另一家", {"lender": Lender("另一家", LenderKind.CONSUMER_FINANCE)}),
    ("contract_date", "2019年5月1日", {"contract_date": date(2019, 5, 1)}),
    ("suit_date", "2026.1.5", {"suit_date": date(2026, 1, 5)}),
    ("cause", "special", {"reserved": {"cause": "special", "schedule": {"method": "later"}}}),
    ("cause", "", {"reserved": {"schedule": {"method": "later"}}}),
]


@pytest.mark.parametrize(("field", "value", "difference"), EDITS, ids=[e[0] for e in EDITS])
def test_an_edit_changes_nothing_else(
    field: str, value: object, difference: dict[str, Any]
) -> None:
    before = a_big_case()
    found = read_draft(changed(draft_of(before, TODAY), field, value), TODAY)
    assert found.case == replace(before, **difference)


@pytest.mark.parametrize(
    ("field", "text", "difference"),
    [
        ("principal", "2000", {"principal": 200_000}),
        ("interest", "", {"interest": 0}),
        ("due_date", "2025-03-02", {"due_date": date(2025, 3, 2)}),
    ],
)
def test_an_edit_of_the_first_instalment_leaves_the_others(
    field: str, text: str, difference: dict[str, Any]
) -> None:
    before = a_big_case()
    found = read_draft(changed(draft_of(before, TODAY), field, text), TODAY).case
    first, *others = before.instalments
    assert found == replace(before, instalments=(replace(first, **difference), *others))


def test_another_kind_of_lender_keeps_the_name() -> None:
    found = read_draft(changed(draft_of(a_big_case(), TODAY), "lender_kind", "private"), TODAY)
    assert found.case is not None
    assert (found.case.lender.name, found.case.lender.kind) == ("某银行", LenderKind.PRIVATE)


def test_another_event_leaves_the_others() -> None:
    before = a_big_case()
    draft = draft_of(before, TODAY)
    summons = EventRow("notice", "2026-01-05", detail="summons")
    found = read_draft(changed(draft, "events", (*draft.events, summons)), TODAY).case
    added = Notice(date(2026, 1, 5), NoticeKind.SUMMONS)
    assert found == replace(before, events=(*before.events, added))


def test_a_problem_of_a_payment_of_an_instalment_stands_at_its_row() -> None:
    rows = (
        InstalmentRow("2025-01-01", "1000", "", "2025-01-05", "500"),
        InstalmentRow(),
        InstalmentRow("2025-02-01", "1000", "", "2025-02-03", "1000"),
    )
    draft = changed(WHOLE._replace(events=(EventRow("cost", "2025-01-01", "", "5"),)),
                    "instalments", rows)  # fmt: skip
    reading = read_draft(draft, TODAY)
    assert reading.case is not None
    wheres = [f"events[{index}].amount" for index in range(len(reading.case.events))]
    placed = [reading.placed(Problem("x", where)).where for where in wheres]
    assert placed == ["events[0].amount", "instalments[0].paid", "instalments[2].paid"]


def test_a_cause_from_elsewhere_is_kept_though_it_is_not_shown() -> None:
    other = read_case(a_loan(cause={"later": ["version"]}))
    draft = draft_of(other, TODAY)
    assert draft.cause == ""
    assert read_draft(changed(draft, "title", "x"), TODAY).case == replace(other, title="x")


def test_the_content_of_a_draft_is_all_but_the_cut_off() -> None:
    assert WHOLE.content == with_fields(as_of="2020-01-01").content
    assert WHOLE.content != with_fields(title="x").content


def test_every_field_has_a_name_for_its_edit() -> None:
    assert set(EDIT_NAMES) == (set(Draft._fields) | set(Terms._fields)) - {"rest", "terms"}
    chinese = words_of(Language.ZH)
    assert [name for name in EDIT_NAMES.values() if chinese(name).isascii()] == []
    assert [name for name in CAUSES.values() if chinese(name).isascii()] == []


FIELDS = ("title", "principal", "interest", "contract_rate", "penalty_rate", "penalty_surcharge",
          "due_date", "as_of", "lender_name", "contract_date", "suit_date")  # fmt: skip


@given(st.sampled_from(FIELDS), st.text(max_size=80), st.sampled_from(["rate", "surcharge"]))
def test_any_text_gives_a_case_or_a_problem(field: str, text: str, kind: str) -> None:
    whole = with_fields(penalty_kind=kind, penalty_rate="20")
    found = read_draft(changed(whole, field, text), TODAY)
    assert (found.case is not None and found.as_of is not None) != bool(found.problems)


CENTS = st.integers(min_value=1, max_value=10**17 - 1)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(CENTS, CENTS, DAYS, st.integers(0, 10**13), st.integers(0, 14), st.sampled_from(Period))
def test_any_case_of_the_form_survives_it(
    principal: int, interest: int, due: date, digits: int, scale: int, period: Period
) -> None:
    rate = Rate(parse_percent("0%").of(digits, scale), period)
    if rate.exceeds_limit():
        return
    known = Case((Instalment(due, principal, interest),), rate, rate, "题 ")
    assert read_draft(draft_of(known, TODAY), TODAY).case == known


def test_vectors_hold_what_the_form_does_not_show() -> None:
    cases = [read_case(entry["case"]) for entry in vectors().values()]
    assert any(len(known.instalments) > 1 for known in cases)
    assert any(isinstance(event, Repayment) for known in cases for event in known.events)


# Several instalments

ROWS = (
    InstalmentRow("2025-03-01", "5,000", "60", "2025-03-01"),
    InstalmentRow("2025-04-01", "5千", "60"),
)


def test_rows_are_the_instalments_and_their_payments_the_last_events() -> None:
    row = EventRow("repayment", "2025-06-01", amount="100")
    draft = changed(with_fields(events=(row,)), "instalments", ROWS)
    assert (draft.principal, draft.interest, draft.due_date) == ("5,000", "60", "2025-03-01")
    read = read_draft(draft, TODAY).case
    assert read is not None
    assert [item.principal for item in read.instalments] == [500_000, 500_000]
    paid = Repayment(date(2025, 3, 1), 506_000)
    assert read.events == (Repayment(date(2025, 6, 1), 10_000), paid)
    assert read.reserved["schedule"]["method"] == "own_rows"
    again = draft_of(read, TODAY)
    assert again.instalments[0].paid_on == "2025-03-01"
    assert again.events == (row._replace(amount="100.00"),)
    assert read_draft(again, TODAY).case == read
    assert changed(draft, "instalments", ()).due_date == ""


def test_one_plain_instalment_is_that_of_the_fields() -> None:
    assert WHOLE.rows == (InstalmentRow("2025-03-01", "50000"),)
    assert (new_draft(TODAY).rows, changed(WHOLE, "instalments", WHOLE.rows)) == ((), WHOLE)
    added = changed(WHOLE, "instalments", (*WHOLE.rows, InstalmentRow()))
    assert added.principal == "50000"
    assert case(instalments=added.instalments).instalments == case().instalments
    blank = changed(new_draft(TODAY), "instalments", (InstalmentRow(),))
    assert blank.rows == (InstalmentRow(),)
    assert {"principal", "due_date"} <= set(read_draft(blank, TODAY).problems)
    assert changed(WHOLE, "instalments", (ROWS[0],)).instalments == (ROWS[0],)  # paid


def test_the_first_row_follows_its_fields_and_its_problems_are_theirs() -> None:
    draft = changed(changed(WHOLE, "instalments", ROWS), "principal", "x")
    assert draft.instalments[0].principal == "x"
    assert set(read_draft(draft, TODAY).problems) == {"principal"}
    wrong = (ROWS[0]._replace(paid_on="?"), ROWS[1]._replace(due_date=""))
    found = read_draft(changed(WHOLE, "instalments", wrong), TODAY).problems
    assert set(found) == {"instalments[0].paid_on", "instalments[1].due_date"}


def test_instalments_of_interest_alone_need_a_schedule_and_bring_one() -> None:
    rows = (ROWS[0]._replace(principal="0", paid_on=""), ROWS[1])
    read = read_draft(changed(WHOLE, "instalments", rows), TODAY).case
    assert read is not None
    assert read.reserved == {"schedule": {"method": "own_rows"}}
    assert problems(principal="0", interest="5") == {"principal": "amount_zero"}


def test_a_schedule_brings_its_rows_terms_and_rate() -> None:
    terms = (("method", "flat_fee"), ("rate", "0.6%/month"))
    draft = changed(with_fields(contract_rate=""), "schedule", (ROWS, terms))
    assert (draft.contract_rate, draft.contract_unit) == ("0.6", "%/month")
    read = read_draft(draft, TODAY).case
    assert read is not None
    assert read.reserved["schedule"]["rate"] == "0.6%/month"
    kept = changed(draft, "contract_rate", "7")
    assert changed(kept, "schedule", (ROWS, terms)).contract_rate == "7"


@pytest.mark.parametrize("key", [{"method": "x"}, {"method": "own_rows", "extra": [1]}, 5])
def test_a_schedule_stays_as_it_was_while_nobody_changes_it(key: object) -> None:
    opened = read_case(a_loan(schedule=key))
    draft = draft_of(opened, TODAY)
    assert read_draft(changed(draft, "title", "x"), TODAY).case == replace(opened, title="x")
    paid = (InstalmentRow("2025-03-01", "5", "", "2025-03-02"),)
    read = read_draft(changed(draft, "instalments", paid), TODAY).case
    assert read is not None
    assert read.reserved["schedule"]["method"] == "own_rows"
    assert ("extra" in read.reserved["schedule"]) == ("extra" in str(key))
