"""Instalments as rows: typed, pasted, imported; what was paid; and cells that do not read."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faxi.app.instalment_rows import (
    InstalmentRow,
    imported_rows,
    instalment_row,
    read_instalment_rows,
)
from faxi.engine.case import Instalment

TODAY = date(2026, 11, 23)
AMOUNTS = st.integers(1, 10**12)
ROW = InstalmentRow("2025-03-01", "5,000.00", "60.00")


def test_rows_read_as_people_write() -> None:
    rows = (
        InstalmentRow("2025年3月1日", "5万", "５００"),
        InstalmentRow(),
        InstalmentRow("2025.4.1", "0", "¥500"),
    )
    reading = read_instalment_rows(rows, TODAY)
    assert reading.instalments == (
        Instalment(date(2025, 3, 1), 5_000_000, 50_000),
        Instalment(date(2025, 4, 1), 0, 50_000),
    )
    assert (reading.rows, reading.paid, reading.problems) == ((0, 2), (), {})


@pytest.mark.parametrize(
    ("paid_on", "paid", "expected"),
    [
        ("", "", None),
        ("未还", "", None),
        ("已结清", "", (date(2025, 3, 1), 506_000)),
        ("paid", "100", (date(2025, 3, 1), 10_000)),
        ("2025-03-05", "", (date(2025, 3, 5), 506_000)),
        ("2025年3月5日", "1千", (date(2025, 3, 5), 100_000)),
    ],
)
def test_what_was_paid(paid_on: str, paid: str, expected: tuple[date, int] | None) -> None:
    reading = read_instalment_rows([ROW._replace(paid_on=paid_on, paid=paid)], TODAY)
    assert reading.problems == {}
    assert [payment[1:] for payment in reading.paid] == ([expected] if expected else [])


def test_every_bad_cell_has_its_own_problem() -> None:
    rows = (
        InstalmentRow("2025-02-30", "x", "-1", "bald", "0"),
        InstalmentRow("", "", "5"),
        InstalmentRow("2025-03-01", "0", ""),
        ROW._replace(paid="100"),
    )
    reading = read_instalment_rows(rows, TODAY)
    found = {where: problem.code for where, problem in reading.problems.items()}
    assert found == {
        "instalments[0].due_date": "date_unreadable",
        "instalments[0].principal": "money_unreadable",
        "instalments[0].interest": "money_unreadable",
        "instalments[0].paid": "amount_zero",
        "instalments[1].due_date": "field_empty",
        "instalments[2].principal": "amount_zero",
        "instalments[3].paid_on": "field_empty",
    }
    assert reading.instalments == ()
    bald = read_instalment_rows([ROW._replace(paid_on="bald")], TODAY)
    assert list(bald.problems) == ["instalments[0].paid_on"]


def test_tables_as_banks_print_them() -> None:
    printed = (
        "期数\t应还日期\t应还本金(元)\t应还利息\t手续费\t还款日期\t备注\n"
        "1\t2025-03-01 00:00:00\t5,000.00\t60\t5.5\t2025-03-01\t正常\n"
        "2\t2025-04-01\t5,000.00\t60\t5.5\t\t逾期\n"
        "合计\t\t10,000.00\t120\t11\t\t\n"
    )
    assert imported_rows(printed) == (
        InstalmentRow("2025-03-01", "5,000.00", "65.50", "2025-03-01"),
        InstalmentRow("2025-04-01", "5,000.00", "65.50"),
    )


def test_titles_above_and_sentences_beneath_a_table_are_left_out() -> None:
    printed = (
        "某银行还款计划表,,\n借款人：张三,合同编号：1234,\n\n"
        "期次,还款日,本金\n1,2025-03-01,5000\n注：以合同为准,,\n说明,以上为测算,\n"
    )
    rows = imported_rows(printed)
    assert rows[0] == InstalmentRow("2025-03-01", "5000")
    assert [row.principal for row in rows[1:]] == []


def test_a_heading_may_name_the_drawdown_too() -> None:
    rows = imported_rows("放款日,到期日,本金\n2025-02-01,2025-03-01,5000\n")
    assert rows == (InstalmentRow("2025-03-01", "5000"),)


def test_a_remark_on_the_drawdown_leaves_the_instalment() -> None:
    rows = imported_rows("到期日,本金,备注\n2025-03-01,5000,放款：某银行\n")
    assert rows == (InstalmentRow("2025-03-01", "5000"),)


def test_interest_is_what_the_instalment_holds_beside_principal() -> None:
    rows = imported_rows("due date,principal,payment\n2025-03-01,5000,5060\n2025-04-01,5000,5000\n")
    assert [row.interest for row in rows] == ["60.00", "0.00"]


def test_tables_without_a_heading() -> None:
    rows = imported_rows("1,2025-03-01,5000,60.5\n2,2025-04-01,5000,60.5\n")
    assert rows[0] == InstalmentRow("2025-03-01", "5000", "60.5")
    assert imported_rows("") == imported_rows("hello\n\n") == ()


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.integers(1, 10**12), st.integers(0, 10**9)
)
def test_rows_read_back(day: date, principal: int, interest: int) -> None:
    item = Instalment(day, principal, interest)
    assert read_instalment_rows([instalment_row(item)], TODAY).instalments == (item,)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(InstalmentRow, *[st.text(max_size=12)] * 5), max_size=4), st.text())
def test_any_text_gives_a_value_or_a_problem(rows: list[InstalmentRow], pasted: str) -> None:
    reading = read_instalment_rows(rows, TODAY)
    troubled = {int(where.split("[")[1].split("]")[0]) for where in reading.problems}
    blank = {index for index, row in enumerate(rows) if row.is_blank}
    assert set(range(len(rows))) == troubled | blank | set(reading.rows)
    imported_rows(pasted)
