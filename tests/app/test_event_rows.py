"""Events as rows of text: typed, pasted from a spreadsheet, and read back as the same events."""

import os
import random
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.conftest import TODAY
from tests.helpers.random_cases import random_case
from tests.helpers.vectors import vectors

from faxi.app.event_rows import (
    EVENT_COLUMNS,
    EventRow,
    read_event_rows,
    row_of,
    takes,
)
from faxi.app.event_table import EVENT_TABLE, cell_face, choices, pasted_events, with_cell
from faxi.app.row_tables import MOST_COLUMNS, cells_of, copied_text, pasted_cells, place_of
from faxi.engine.components import Component
from faxi.engine.events import (
    Acceleration,
    Cost,
    Notice,
    NoticeKind,
    Pause,
    PenaltyRateChange,
    Repayment,
    Waiver,
)
from faxi.engine.problems import Problem
from faxi.engine.rates import parse_rate
from faxi.store.case_file import read_case
from faxi.text.event_words import read_event_kind
from faxi.text.words import Language, Words, words_of

ZH, EN = words_of(Language.ZH), words_of(Language.EN)


def problems(*rows: EventRow) -> dict[tuple[int, str], str]:
    found = cells_of("events", read_event_rows(rows, TODAY).problems)
    return {cell: problem.code for cell, problem in found.items()}


def test_every_event_of_every_vector_reads_back_as_it_was() -> None:
    for entry in vectors().values():
        case = read_case(entry["case"])
        reading = read_event_rows(list(map(row_of, case.events)), TODAY)
        assert reading.events == case.events
        assert reading.problems == {}


def test_every_event_of_random_cases_reads_back_as_it_was() -> None:
    for seed in range(60):
        case = read_case(random_case(random.Random(f"rows {seed}"))[0])
        assert read_event_rows(list(map(row_of, case.events)), TODAY).events == case.events


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (EventRow("repayment", "", "", "5000"), {(0, "date"): "field_empty"}),
        (EventRow("repayment", "2025-13-01", "", "x"), {
            (0, "date"): "date_unreadable", (0, "amount"): "money_unreadable"}),
        (EventRow("repayment", "2025-06-01", "", "0"), {(0, "amount"): "amount_zero"}),
        (EventRow("repayment", "2025-06-01", "", "5", "本金"), {(0, "detail"): "order_unreadable"}),
        (EventRow("waiver", "2025-06-01", "", "5"), {(0, "detail"): "field_empty"}),
        (EventRow("waiver", "2025-06-01", "", "5", "?"), {(0, "detail"): "component_unknown"}),
        (EventRow("cost", "2025-06-01", "", "5", "\ud83d"), {(0, "detail"): "text_broken"}),
        (EventRow("cost", "2025-06-01", "", "5", "长" * 20_001), {(0, "detail"): "text_too_long"}),
        (EventRow("penalty_rate", "2025-06-01", "", "1001"), {(0, "amount"): "rate_too_high"}),
        (EventRow("penalty_rate", "2025-06-01", "", ""), {(0, "amount"): "field_empty"}),
        (EventRow("pause", "2025-06-02", "2025-06-01"), {(0, "to_date"): "pause_reversed"}),
        (EventRow("pause", "2025-06-02"), {(0, "to_date"): "field_empty"}),
        (EventRow("notice", "2025-06-02", "", "", "?"), {(0, "detail"): "notice_unknown"}),
        (EventRow("notice", "2025-06-02", "x", "y", "judgment"), {
            (0, "to_date"): "date_unreadable", (0, "amount"): "money_unreadable"}),
        (EventRow("holiday", "2025-06-02"), {(0, "kind"): "event_unknown"}),
    ],
)  # fmt: skip
def test_each_cell_says_what_is_wrong(row: EventRow, found: dict[tuple[int, str], str]) -> None:
    assert problems(row) == found


def test_cells_that_mean_nothing_to_the_kind_are_kept_and_not_read() -> None:
    row = EventRow("pause", "2025-06-01", "2025-06-30", "kept", "too")
    assert read_event_rows([row], TODAY).events == (Pause(date(2025, 6, 1), date(2025, 6, 30)),)
    assert cell_face(row, "amount", EN) == ""
    assert with_cell(row, "kind", "repayment").amount == "kept"


def test_a_blank_row_waits_and_a_later_problem_finds_its_row() -> None:
    rows = (EventRow(), EventRow("notice", detail="summons"), EventRow("cost", "今天", "", "3元"))
    reading = read_event_rows(rows, TODAY)
    assert reading.events == (Cost(TODAY, 300),)
    placed = reading.placed(Problem("x", "events[0].amount"))
    assert placed.where == "events[2].amount"
    assert reading.placed(Problem("x", "instalments[0].interest")).where.startswith("instalments")


@pytest.mark.parametrize(
    ("said", "kind", "detail"),
    [
        ("还款", "repayment", ""),
        ("Repayment", "repayment", ""),
        ("penalty_rate", "penalty_rate", ""),
        ("合同利率变动", "contract_rate", ""),
        ("律师函", "notice", "lawyer_letter"),
        ("Court summons", "notice", "summons"),
        ("诉讼费", "cost", "诉讼费"),
        ("ＰＡＵＳＥ", "pause", ""),
    ],
)
def test_kinds_are_read_in_both_languages(said: str, kind: str, detail: str) -> None:
    assert read_event_kind(said) == (kind, detail)


def test_the_language_of_the_first_word_read_decides_nothing() -> None:
    # A process of its own: what words mean is looked up once and kept.
    program = "from faxi.text.event_words import *; print(*read_event_kind('Court summons'))"
    environment = {**os.environ, "FAXI_LANG": "pseudo"}
    read = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert read.stdout.split() == ["notice", "summons"]


def test_a_word_for_a_code_becomes_the_code_and_is_shown_in_either_language() -> None:
    row = with_cell(EventRow("waiver"), "detail", "罚息")
    assert row.detail == "penalty_interest"
    assert (cell_face(row, "detail", ZH), cell_face(row, "detail", EN)) == (
        "罚息",
        "Penalty interest",
    )
    order = "本金、期内利息、罚息、复利、违约金及其他费用、实现债权的费用"
    row = with_cell(EventRow("repayment", "2025-06-01", "", "5"), "detail", order)
    (event,) = read_event_rows([row], TODAY).events
    assert isinstance(event, Repayment)
    assert event.order == tuple(Component)
    assert cell_face(row, "detail", EN).startswith("Principal > Interest within term")


def test_a_payment_may_serve_the_principal_first(words: Words) -> None:
    said = words("principal first")
    row = with_cell(EventRow("repayment", "2025-06-01", "", "5"), "detail", said)
    (event,) = read_event_rows([row], TODAY).events
    assert isinstance(event, Repayment)
    assert event.order is not None
    assert event.order[0] is Component.PRINCIPAL
    assert cell_face(row, "detail", words) == said
    offered = dict(choices(row, "detail", words))
    assert list(offered)[:2] == ["", row.detail]
    other = row_of(Repayment(date(2025, 6, 1), 500, tuple(reversed(Component))))
    assert other.detail in dict(choices(other, "detail", words))


def test_choices_are_the_codes_of_the_kind(words: Words) -> None:
    assert [code for code, _ in choices(EventRow("waiver"), "detail", words)] == [
        component.key for component in Component
    ]
    assert len(choices(EventRow("notice"), "detail", words)) == len(NoticeKind)
    assert choices(EventRow("cost"), "detail", words) == []
    assert choices(EventRow(), "kind", words)[0][0] == "repayment"
    assert takes(EventRow("notice", detail="judgment"), "amount")
    assert not takes(EventRow("notice", detail="summons"), "amount")


CHINESE = """类型\t日期\t金额（元）\t至\t备注
还款\t2025年6月1日\t5万\t\t微信转账
律师费\t2025.9.1\t¥300\t\t
减免\t2025/10/1\t１００\t\t罚息
罚息利率\t2025-11-01\t日万分之五\t\t
停息\t2026-01-01\t\t2026-01-31\t
判决书\t2026-02-01\t50,000.00\t2026-03-01\t
"""


def test_a_chinese_spreadsheet_is_understood() -> None:
    pasted = pasted_events(CHINESE)
    assert pasted.dropped == 1
    reading = read_event_rows(pasted.rows, TODAY)
    assert reading.problems == {}
    assert reading.events == (
        Repayment(date(2025, 6, 1), 5_000_000),
        Cost(date(2025, 9, 1), 30_000, "律师费"),
        Waiver(date(2025, 10, 1), Component.PENALTY_INTEREST, 10_000),
        PenaltyRateChange(date(2025, 11, 1), parse_rate("0.05%/day")),
        Pause(date(2026, 1, 1), date(2026, 1, 31)),
        Notice(date(2026, 2, 1), NoticeKind.JUDGMENT, date(2026, 3, 1), 5_000_000),
    )


@pytest.mark.parametrize(
    "text",
    [
        "2025-06-01\t5000",
        "5,000.00\t2025-06-01 12:30:00\n",
        "Date,Amount\n2025-06-01,5000\n",
        '"Amount";"Date"\r\n"5,000.00";"2025/6/1"\r\n',
        "2025年6月1日  5000元",
        "还款，2025.6.1，5000",
        "\ufeffkind,date,amount\nrepayment,20250601,5000",
    ],
)
def test_a_repayment_is_found_in_whatever_form(text: str) -> None:
    reading = read_event_rows(pasted_events(text).rows, TODAY)
    assert reading.events == (Repayment(date(2025, 6, 1), 500_000),)


@pytest.mark.parametrize("text", ["", "hello", '{"format": "faxi-case"}', "[]", "\n\n"])
def test_what_is_no_table_gives_no_rows(text: str) -> None:
    assert pasted_events(text).rows == ()


def test_no_row_is_left_out_however_many_are_pasted() -> None:
    text = "日期\t金额\n" + "2025-06-01\t1.00\n" * 6000
    assert len(pasted_events(text).rows) == 6000


def test_what_does_not_read_is_pasted_as_written_and_marked() -> None:
    rows = pasted_events(
        "kind\tdate\tamount\nholiday\tsoon\tmuch\nacceleration\t2025-07-01\t0"
    ).rows
    assert rows[0] == EventRow("holiday", "soon", "", "much")
    assert problems(*rows) == {(0, "kind"): "event_unknown"}
    assert read_event_rows(rows, TODAY).events == (Acceleration(date(2025, 7, 1), 0),)


@given(st.text(max_size=200))
def test_any_clipboard_gives_rows_and_never_an_exception(text: str) -> None:
    rows = pasted_events(text).rows
    reading = read_event_rows(rows, TODAY)
    assert len(reading.events) <= len(rows)
    for row in rows:
        for column in EVENT_COLUMNS:
            assert isinstance(cell_face(row, column.id, ZH), str)


def test_rows_copied_are_rows_pasted(words: Words) -> None:
    events: list[Any] = [
        Repayment(date(2025, 6, 1), 500_000),
        Waiver(date(2025, 6, 2), Component.COSTS, 100),
        Notice(date(2025, 6, 3), NoticeKind.SUMMONS),
    ]
    rows = [row_of(event) for event in events]
    ids = [column.id for column in EVENT_COLUMNS]
    head = [words(column.title) for column in EVENT_COLUMNS]
    text = copied_text([head, *([cell_face(row, column, words) for column in ids] for row in rows)])
    assert pasted_events(text).rows == tuple(rows)


def test_places_and_cells() -> None:
    assert place_of("events[12].amount") == ("events", 12, "amount")
    assert place_of("events[3]") == ("events", 3, "")
    assert place_of("contract_rate") is None
    assert pasted_cells("a\tb\n\n\t\nc") == [["a", "b"], ["c"]]
    assert pasted_cells("a\x00,b") == [["a\x00", "b"]]
    assert pasted_cells(" \n") == []
    assert pasted_cells("1," * 100_000) == [["1"] * MOST_COLUMNS]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a,b\n1,x; y\n2,z; w", [["a", "b"], ["1", "x; y"], ["2", "z; w"]]),
        ('1,"x;y"\n2,"z;w"', [["1", "x;y"], ["2", "z;w"]]),
        (
            "户名：张三；账号：1\n日期,金额\n1,2",
            [["户名：张三；账号：1"], ["日期", "金额"], ["1", "2"]],
        ),
        ("a;b\n1;5,000.00", [["a", "b"], ["1", "5,000.00"]]),
        ("2025-01-01；5,000", [["2025-01-01", "5,000"]]),
        ("2025-01-01 5,000.00\n2025-01-02 6", [["2025-01-01", "5,000.00"], ["2025-01-02", "6"]]),
        ("2025-01-01,500", [["2025-01-01", "500"]]),
        ("100,200", [["100", "200"]]),
        ('1,"5,000.00"', [["1", "5,000.00"]]),
    ],
)
def test_cells_are_parted_by_the_sign_most_rows_have(text: str, cells: list[list[str]]) -> None:
    assert pasted_cells(text) == cells


def test_rows_sort_by_value_and_what_does_not_read_comes_after() -> None:
    rows = [
        EventRow(date="soon", amount="9"),
        EventRow(date="2025年3月1日", amount="1万"),
        EventRow(date="2025-02-01", amount="5,000"),
        EventRow(),
    ]
    by_date = sorted(rows, key=lambda row: EVENT_TABLE.sort_key(row, "date", ZH))
    assert [row.date for row in by_date] == ["2025-02-01", "2025年3月1日", "soon", ""]
    by_amount = sorted(rows, key=lambda row: EVENT_TABLE.sort_key(row, "amount", ZH))
    assert [row.amount for row in by_amount] == ["9", "5,000", "1万", ""]
    assert EVENT_TABLE.blank().is_blank
