"""The growth chart of a statement: how far it looks ahead, its stages, and what it keeps."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.app.conftest import TODAY
from tests.helpers.commands import a_loan
from tests.helpers.summaries import NAMES, statement_of

from faxi.app import growth
from faxi.app.growth import GrowthCharts
from faxi.app.statements import calculate_case
from faxi.engine.statement import Statement
from faxi.store.case_file import read_case
from faxi.text.words import Language, Words, words_of

EN = words_of(Language.EN)


def loan(as_of: str, **keys: Any) -> Statement:
    return calculate_case(read_case(a_loan(**keys)), date.fromisoformat(as_of))


@pytest.mark.parametrize("name", NAMES)
def test_the_chart_holds_the_statement(name: str, words: Words) -> None:
    statement = statement_of(name)
    chart = GrowthCharts().of(statement, words)
    assert (chart.as_of, chart.due, chart.today) == (statement.as_of, statement.outstanding, TODAY)
    assert [point.date for point in chart.points] == sorted(point.date for point in chart.points)


def test_it_looks_a_third_of_the_past_ahead() -> None:
    chart = GrowthCharts().of(loan("2026-11-23"), EN)
    assert chart.span == (date(2025, 3, 1), TODAY + timedelta(days=632 // 3))


def test_it_looks_ninety_days_ahead_at_least() -> None:
    young = [{"due_date": "2026-11-01", "principal": "1.00"}]
    chart = GrowthCharts().of(loan("2026-11-23", instalments=young), EN)
    assert chart.span[1] == TODAY + timedelta(days=90)


def test_it_ends_with_the_calendar() -> None:
    late = [{"due_date": "2199-11-01", "principal": "1.00"}]
    chart = GrowthCharts().of(loan("2199-12-31", instalments=late), EN)
    assert chart.span[1] == date(2199, 12, 31)


def test_the_stages_are_dates_from_the_oldest_unpaid(words: Words) -> None:
    bands = GrowthCharts().of(loan("2026-11-23"), words).bands
    assert [(band.stage_id, band.first.isoformat()) for band in bands] == [
        ("reminder", "2025-03-01"),
        ("gentle", "2025-03-02"),
        ("joint", "2025-05-01"),
        ("tough", "2025-05-31"),
        ("assignment", "2025-08-29"),
    ]
    assert bands[-1].last is None
    assert bands[-1].title == {"zh": "债权转让", "en": "Assignment"}[words.language]


def test_a_settled_debt_has_no_stages() -> None:
    assert GrowthCharts().of(statement_of("settled"), EN).bands == ()


def test_a_moving_cut_off_grows_nothing_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    charts = GrowthCharts()
    first = charts.of(loan("2026-11-23"), EN)
    monkeypatch.setattr(growth, "chart_data", None)  # would fail if it were called
    second = charts.of(loan("2026-11-01"), EN)
    assert second.points is first.points
    assert second.as_of == date(2026, 11, 1)


def test_another_case_or_language_is_a_new_chart() -> None:
    charts = GrowthCharts()
    first = charts.of(loan("2026-11-23", cap={"annual_rate": "24%"}), EN)
    second = charts.of(loan("2026-11-23", cap={"annual_rate": "24%"}), words_of(Language.ZH))
    third = charts.of(loan("2026-11-23", cap={"annual_rate": "12%"}), words_of(Language.ZH))
    assert len({first.cap_label, second.cap_label, third.cap_label}) == 3


def test_an_event_that_fails_only_later_does_not_spoil_the_chart() -> None:
    waiver = {"kind": "waiver", "date": "2026-12-01", "component": "costs", "amount": "1.00"}
    chart = GrowthCharts().of(loan("2026-11-23", events=[waiver]), EN)
    assert chart.span[1] > date(2026, 12, 1)


def test_a_later_payment_bends_the_future() -> None:
    payment = {"kind": "repayment", "date": "2026-12-01", "amount": "68000.00"}
    with_payment = GrowthCharts().of(loan("2026-11-23", events=[payment]), EN)
    without = GrowthCharts().of(loan("2026-11-23"), EN)
    last = with_payment.points[-1].outstanding.total
    assert last < without.points[-1].outstanding.total


def test_the_same_statement_gives_the_same_chart() -> None:
    statement = replace(loan("2026-11-23"))
    assert GrowthCharts().of(statement, EN) == GrowthCharts().of(statement, EN)
