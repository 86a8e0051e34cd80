"""Terms as texts, saved schedules, and cases whose instalments were paid or accelerated."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from tests.engine.test_schedule import any_terms

from faxi.app.cash_flows import read_flows
from faxi.app.instalment_rows import Paid, known_columns
from faxi.app.loan_terms import TERM_FIELDS, read_terms, terms_texts
from faxi.app.loans import Loan, case_of, made_loan, own_loan
from faxi.app.saved_schedules import other_events, saved_schedule
from faxi.app.statements import calculate_case
from faxi.engine.case import Case, Lender, LenderKind
from faxi.engine.daycount import Inclusion
from faxi.engine.events import Acceleration, Repayment
from faxi.engine.money import money_text, parse_money
from faxi.engine.problems import CaseError
from faxi.engine.rates import parse_percent, parse_rate
from faxi.engine.schedule import Method, Terms, earned_interest
from faxi.exports.loan_excel import write_schedule_excel
from faxi.store.case_dump import dump_case
from faxi.store.case_file import read_case
from faxi.store.table_files import table_text
from faxi.text.words import Language, words_of

TODAY = date(2026, 11, 23)
TERMS = Terms(1_200_000, parse_rate("12%/year"), 12, date(2025, 1, 31))
ROWS = "due date,principal,interest,paid on,amount paid\n{}\n{}\n{}"


def test_terms_are_written_and_read_by_the_same_names() -> None:
    assert {field.key for field in TERM_FIELDS} == set(Terms.__slots__)


@settings(max_examples=60, deadline=None)
@given(any_terms())
def test_terms_read_back(terms: Terms) -> None:
    assert read_terms(terms_texts(terms), TODAY) == (terms, {})


def test_bare_numbers_take_the_unit_beside_them() -> None:
    texts = {"amount": "1.2万", "rate": "12", "periods": "12期", "first_due": "2025年1月31日"}
    assert read_terms(texts, TODAY, "%/year").terms == TERMS
    assert list(read_terms(texts, TODAY).problems) == ["rate"]
    upfront = read_terms({**texts, "rate": "年12%", "upfront_fee": "2.5%"}, TODAY).terms
    assert upfront is not None
    assert upfront.upfront_fee == 30_000


def test_what_is_missing_is_asked_for_unless_a_fee_is_all() -> None:
    assert list(read_terms({}, TODAY).problems) == ["amount", "rate", "periods", "first_due"]
    flat = {"method": "flat_fee", "amount": "1200", "periods": "12", "first_due": "2025-01-31"}
    made = read_terms({**flat, "fee": "10"}, TODAY).terms
    assert made is not None
    assert made_loan(made).schedule.payment == 132_000


def a_case(loan: Loan, **changes: Any) -> Case:
    return replace(case_of(loan, parse_percent("50%")), **changes)


def paid_loan(*payments: str) -> Loan:
    """Return three instalments of 1,000 and 10 yuan, due in March, April and May 2025."""
    days = ("2025-03-01", "2025-04-01", "2025-05-01")
    rows = [f"{day},1000,10,{payment}" for day, payment in zip(days, payments, strict=True)]
    return own_loan(ROWS.format(*rows), TODAY, parse_rate("12%/year"))


def test_a_case_says_where_its_instalments_came_from() -> None:
    for loan in (made_loan(TERMS), paid_loan("2025-03-01,", "2025-04-11,500", ",")):
        case = a_case(loan)
        saved = saved_schedule(case)
        assert saved is not None
        assert (saved.terms, saved.paid) == (loan.schedule.terms, loan.paid)
        assert other_events(case) == ()
        assert read_case(dump_case(case)) == case


@pytest.mark.parametrize(
    "key",
    [
        "anything",
        {"method": ["equal"]},
        {"rows": 3},
        {"method": "own_rows", "paid": [{"instalment": 9}]},
        {"method": "own_rows", "paid": 5},
        {"method": "equal_instalments", "amount": 5, "rate": "x"},
    ],
)
def test_a_key_of_another_program_is_kept_and_ignored(key: object) -> None:
    case = a_case(made_loan(TERMS), reserved={"schedule": key})
    saved = saved_schedule(case)
    assert saved is None or (saved.terms is None and saved.paid == ())
    assert dump_case(case)["schedule"] == key


def test_payments_are_the_instalments_only_while_they_are_the_last_events() -> None:
    case = a_case(paid_loan("2025-03-01,", "2025-04-11,500", ","))
    later = Repayment(date(2025, 6, 1), 100)
    assert saved_schedule(replace(case, events=(*case.events, later))).paid == ()  # type: ignore[union-attr]
    assert other_events(replace(case, events=(later, *case.events))) == (later,)


def test_an_instalment_paid_in_time_bears_nothing() -> None:
    for paid_on in ("2025-03-01", "2025-02-20", "已还"):
        for inclusion in Inclusion:
            case = a_case(paid_loan(f"{paid_on},", ",", ","))
            conventions = replace(
                case.conventions, inclusion=type(case.conventions.inclusion)(inclusion)
            )
            statement = calculate_case(replace(case, conventions=conventions), date(2025, 4, 1))
            assert (statement.lines, statement.days_overdue) == ((), 0)
            assert money_text(statement.total_due) == "1010.00"


def test_late_and_partial_payments_bear_penalty_to_the_fen() -> None:
    # 18 % a year on 1,000 yuan is 0.50 yuan a day.
    case = a_case(paid_loan("2025-03-11,", "2025-04-01,410", ","))
    statement = calculate_case(case, date(2025, 5, 1))
    lines = [
        (line.instalment, line.days, money_text(line.base), money_text(line.amount))
        for line in statement.lines
    ]
    # Ten days late: 1,010 paid interest 10, penalty 5 and 995 of principal. On 1 April 410 pays
    # the 5 that were left with their penalty of 21 days, then interest and principal of April.
    assert lines == [
        (1, 10, "1000.00", "5.00"),
        (1, 21, "5.00", "0.05"),
        (2, 30, "605.05", "9.08"),
    ]
    assert money_text(statement.total_due) == "1624.13"
    assert statement.days_overdue == 30


@settings(max_examples=25, deadline=None)
@given(any_terms())
def test_a_loan_paid_as_scheduled_never_bears_anything(terms: Terms) -> None:
    loan = made_loan(terms)
    rows = [row for row in enumerate(loan.schedule.rows) if row[1].payment]
    assume(len(rows) == len(loan.schedule.rows))
    paid = tuple(Paid(number, row.due_date, row.payment) for number, row in rows)
    case = case_of(loan._replace(paid=paid), parse_rate("18%/year"))
    statement = calculate_case(case, rows[-1][1].due_date + timedelta(days=400))
    assert (statement.total_due, statement.overpaid, statement.lines) == (0, 0, ())
    assert statement.paid.principal == terms.amount
    assert statement.stage.id == "settled"


def test_the_kind_of_lender_alone_never_changes_a_figure() -> None:
    loan = paid_loan("2025-03-11,", "2025-04-01,410", ",")
    found = set()
    for kind in LenderKind:
        statement = calculate_case(a_case(loan, lender=Lender(kind=kind)), date(2025, 9, 1))
        found.add((statement.outstanding, statement.accrued, statement.lines))
    assert len(found) == 1


def test_acceleration_of_the_rest_with_the_interest_earned() -> None:
    loan = made_loan(TERMS)
    day = date(2025, 3, 15)
    earned = earned_interest(loan.schedule, day)
    case = a_case(loan, events=(Acceleration(day, earned),))
    statement = calculate_case(case, day)
    balance = loan.schedule.rows[1].balance
    # 15 of 360 days of 12 % after 28 February: whole months would need 28 March.
    assert earned == round(balance * 12 * 15 / 36000)
    assert statement.accrued.principal == parse_money("12000")
    due = loan.schedule.rows[0].interest + loan.schedule.rows[1].interest + earned
    assert statement.accrued.ordinary_interest == due
    assert statement.not_yet_due == (0, 0)


def test_flows_in_two_columns_or_one() -> None:
    expected = [(date(2025, 1, 1), 1_000_000), (date(2025, 2, 1), -510_000)]
    for text in (
        "日期,金额\n2025-01-01,1万\n2025-02-01,-5100\n",
        "日期\t收到\t支付\n2025-01-01\t10,000\t\n2025年2月1日\t\t5,100.00\n",
        "2025-01-01;10000\n2025-02-01;−5100\n",
    ):
        assert read_flows(text, TODAY) == expected
    with pytest.raises(CaseError) as caught:
        read_flows("date,amount\n2025-01-01,x\nnever,5\n", TODAY)
    places = [(problem.where, problem.code) for problem in caught.value.problems]
    assert places == [("rows[0]", "money_unreadable"), ("rows[1]", "date_unreadable")]


@pytest.mark.parametrize("language", list(Language))
def test_an_exported_schedule_costs_the_same_when_it_is_read(language: Language) -> None:
    loan = made_loan(replace(TERMS, drawdown_date=date(2024, 12, 20), upfront_fee=30_000))
    content = write_schedule_excel(loan.schedule, loan.cost, words_of(language))
    read = own_loan(table_text(content, known_columns), TODAY)
    assert read.schedule.drawdown_date == date(2024, 12, 20)
    assert read.schedule.rows == loan.schedule.rows
    assert read.cost == loan.cost
    later = own_loan(table_text(content, known_columns), TODAY, None, date(2025, 1, 2), 0)
    assert (later.schedule.drawdown_date, later.schedule.upfront_fee) == (date(2025, 1, 2), 0)


def test_own_rows_may_come_in_any_order() -> None:
    rows = "due date,principal,paid on\n2025-05-01,2,yes\n2025-03-01,1,2025-03-02\n"
    loan = own_loan(rows, TODAY, TERMS.rate)
    assert [row.principal for row in loan.schedule.rows] == [100, 200]
    assert [(payment.row, payment.amount) for payment in loan.paid] == [(0, 100), (1, 200)]
    assert loan.schedule.terms is None
    assert dump_case(a_case(loan))["schedule"]["method"] == Method.OWN_ROWS
