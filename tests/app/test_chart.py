"""The growth chart as data: what it says agrees with the statements behind it."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.charts import AS_OF, HORIZON, rich_case, rich_data, rulebook

from faxi.app.chart import (
    ChartData,
    Mark,
    Tick,
    amounts_on,
    cap_on,
    chart_data,
    cut,
    date_ticks,
    money_labels,
    money_ticks,
    moved,
    slices,
    summary,
    tick_text,
)
from faxi.app.chart_table import chart_table
from faxi.engine.calculate import calculate
from faxi.engine.case import Cap, CapKind, Case, Grace
from faxi.engine.components import Amounts, Component
from faxi.engine.events import Waiver
from faxi.engine.growth import GrowthPoint
from faxi.engine.rates import parse_percent
from faxi.text.faces import money_face
from faxi.text.words import Language, Words

EN, ZH = Words(Language.EN), Words(Language.ZH)
FIRST = date(2024, 6, 1)
PAYMENT = date(2025, 6, 20)


def two_points(first: date, last: date, low: Amounts, high: Amounts) -> ChartData:
    """Return data of one straight line."""
    points = (GrowthPoint(first, low), GrowthPoint(last, high))
    return ChartData(points, last, None, (), (), ())


def chart_of(case: Case, as_of: date, horizon: date = HORIZON) -> ChartData:
    rules = rulebook()
    return chart_data(calculate(case, as_of, rules), calculate(case, horizon, rules), EN)


def test_amounts_between_two_points_are_whole_fen() -> None:
    high = Amounts(0, 0, 100, 0, 0, 7)
    data = two_points(FIRST, FIRST + timedelta(days=3), Amounts(*[0] * 6), high)
    found = [amounts_on(data, FIRST + timedelta(days=n)) for n in range(-1, 5)]
    assert [a.penalty_interest for a in found] == [0, 0, 33, 66, 100, 100]
    assert [a.costs for a in found] == [0, 0, 2, 4, 7, 7]


def test_nothing_is_owed_before_the_first_point() -> None:
    assert amounts_on(rich_data(), FIRST - timedelta(days=1)) == Amounts(*[0] * 6)


@pytest.mark.parametrize("as_of", [FIRST, PAYMENT, date(2025, 8, 1), AS_OF, HORIZON])
def test_the_cut_off_is_exact(as_of: date) -> None:
    statement = calculate(rich_case(), as_of, rulebook())
    data = chart_of(rich_case(), as_of)
    assert amounts_on(data, as_of) == statement.outstanding
    assert statement.cap is not None
    if statement.cap.over:
        assert cap_on(data, as_of) == statement.outstanding.total - statement.cap.over


@pytest.mark.parametrize("days", range(0, 1000, 37))
def test_every_day_is_within_the_rounding_of_its_lines(days: int) -> None:
    day = FIRST + timedelta(days=days)
    statement = calculate(rich_case(), day, rulebook())
    data = rich_data()._replace(due=None, cap_due=None)
    rounding = len(statement.lines)
    assert abs(amounts_on(data, day).total - statement.outstanding.total) <= rounding
    cap, drawn = statement.cap, cap_on(data, day)
    assert cap is not None
    assert drawn is not None
    allowed = statement.outstanding.total - cap.claimed + cap.allowed
    assert abs(drawn - allowed) <= 2 * rounding


def test_a_day_with_a_payment_shows_what_is_left() -> None:
    data = rich_data()
    before, after = (amounts_on(data, PAYMENT - timedelta(days=n)).total for n in (1, 0))
    assert before - after > 3_900_00


@pytest.mark.parametrize(
    ("kind", "limit"), [(CapKind.AMOUNT, 5_000_00), (CapKind.SHARE_OF_PRINCIPAL, "20%")]
)
def test_a_fixed_cap_does_not_grow(kind: CapKind, limit: int | str) -> None:
    value = parse_percent(limit) if isinstance(limit, str) else limit
    case = replace(rich_case(), cap=Cap(kind, value))
    data = chart_of(case, AS_OF)._replace(cap_due=None)
    statement = calculate(case, AS_OF, rulebook())
    assert statement.cap is not None
    over = statement.outstanding.total - (cap_on(data, AS_OF) or 0)
    assert abs(over - statement.cap.over) <= len(statement.lines)


def test_a_cap_counts_waived_ordinary_interest_only_as_far_as_it_accrued() -> None:
    waiver = Waiver(date(2025, 10, 9), Component.ORDINARY_INTEREST, 500_00)
    case = replace(rich_case(), events=(*rich_case().events, waiver))
    statement = calculate(case, HORIZON, rulebook())
    data = chart_of(case, AS_OF)
    assert statement.cap is not None
    over = statement.outstanding.total - data.cap[-1][1]
    assert abs(over - statement.cap.over) <= len(statement.lines)


def test_there_is_no_cap_line_without_a_cap() -> None:
    data = chart_of(replace(rich_case(), cap=None), AS_OF)
    assert (data.cap, data.cap_label, cap_on(data, AS_OF)) == ((), "", None)


def test_days_of_grace_are_drawn_as_the_statement_knows_them() -> None:
    case = replace(rich_case(), grace=Grace(10))
    as_of = date(2024, 6, 8)
    data = chart_of(case, as_of)
    assert amounts_on(data, as_of - timedelta(days=1)).penalty_interest == 0
    assert amounts_on(data, as_of).penalty_interest == 0
    # The day after is that of the horizon, in whose hindsight the grace was missed.
    late = calculate(case, date(2024, 6, 20), rulebook()).outstanding.penalty_interest
    assert 0 < amounts_on(data, as_of + timedelta(days=1)).penalty_interest < late
    assert amounts_on(data, date(2024, 6, 20)).penalty_interest == late


def test_moving_the_cut_off_is_a_chart_of_its_own() -> None:
    statement = calculate(rich_case(), PAYMENT, rulebook())
    assert moved(rich_data(), statement) == rich_data(PAYMENT)


def test_a_cut_off_past_the_horizon_ends_the_chart() -> None:
    data = chart_of(rich_case(), HORIZON, AS_OF)
    assert data.points[-1].date == HORIZON == data.span[1]


def test_marks_tell_what_happened() -> None:
    marks = rich_data().marks
    assert [mark.date for mark in marks] == sorted(mark.date for mark in marks)
    kinds = {kind: sum(mark.kind == kind for mark in marks) for kind in {m.kind for m in marks}}
    assert kinds == {"due": 10, "payment": 3, "rate": 1, "notice": 2, "waiver": 1}
    assert Mark(PAYMENT, "payment", "Repayment: CNY 4,000.00") in marks
    assert Mark(date(2025, 8, 1), "rate", "Penalty rate change: 0.1%/day") in marks


def test_nothing_happens_after_the_horizon() -> None:
    assert max(mark.date for mark in chart_of(rich_case(), AS_OF, AS_OF).marks) < AS_OF


def test_an_empty_chart_knows_it() -> None:
    nothing = Amounts(*[0] * 6)
    assert two_points(FIRST, AS_OF, nothing, nothing).is_empty
    assert not rich_data().is_empty


def test_slices_are_the_sums_of_the_layers() -> None:
    data = rich_data()
    for piece, (_, owed) in zip(slices(data), data.points, strict=True):
        assert piece.heights[0] == owed.principal
        assert piece.heights[3] == sum(owed[:4])
        assert piece.heights[-1] == owed.total


def test_a_cut_has_exact_ends() -> None:
    pieces = slices(rich_data())
    first, last = FIRST.toordinal() + 10.5, HORIZON.toordinal() - 20.25
    part = cut(pieces, first, last)
    assert (part[0].day, part[-1].day) == (first, last)
    assert all(a.day <= b.day for a, b in pairwise(part))
    whole = cut(pieces, pieces[0].day - 5, pieces[-1].day + 5)
    assert whole == pieces


def test_the_future_begins_after_a_jump_on_the_cut_off() -> None:
    day = PAYMENT.toordinal()
    pieces = slices(rich_data())
    past, future = cut(pieces, 0, day), cut(pieces, day, day + 100)
    assert past[-1] == future[0]
    assert past[-2].day == day
    assert future[1].day > day


@pytest.mark.parametrize(
    ("top", "most", "expected"),
    [
        (0, 5, [0, 1]),
        (7, 5, [0, 2, 4, 6, 8]),
        (50_000_00, 6, [0, 1_000_000, 2_000_000, 3_000_000, 4_000_000, 5_000_000]),
        (63_277_49, 5, [0, 2_000_000, 4_000_000, 6_000_000, 8_000_000]),
        (100, 2, [0, 100]),
    ],
)
def test_money_ticks(top: int, most: int, expected: list[int]) -> None:
    assert list(money_ticks(top, most)) == expected


@given(st.floats(0, 1e17), st.integers(2, 20))
def test_money_ticks_reach_the_top(top: float, most: int) -> None:
    ticks = money_ticks(top, most)
    step = ticks[1]
    assert ticks == tuple(range(0, ticks[-1] + 1, step))
    assert len(ticks) <= most
    assert ticks[-1] >= top
    assert str(step).rstrip("0") in {"1", "2", "5"}


@pytest.mark.parametrize(
    ("top", "words", "expected", "unit"),
    [
        (50, EN, ["0.00", "0.20", "0.40", "0.60"], "CNY"),
        (60_000_00, EN, ["0", "20,000", "40,000", "60,000"], "CNY"),
        (60_000_00, ZH, ["0", "2", "4", "6"], ZH("CNY 10,000")),
        (6_000_00, ZH, ["0", "2,000", "4,000", "6,000"], ZH("CNY")),
        (6 * 10**10, ZH, ["0", "2", "4", "6"], ZH("CNY 100 million")),
        (6 * 10**10, EN, ["0", "200", "400", "600"], "CNY million"),
        (6 * 10**12, EN, ["0", "20", "40", "60"], "CNY billion"),
    ],
)
def test_money_labels(top: int, words: Words, expected: list[str], unit: str) -> None:
    assert money_labels(money_ticks(top, 4), words) == (expected, unit)


@pytest.mark.parametrize(
    ("last", "most", "english", "chinese"),
    [
        (date(2024, 12, 27), 4, ["24 Dec 2024", "25 Dec", "26 Dec", "27 Dec"], "12月25日"),
        (date(2025, 1, 20), 5, ["30 Dec 2024", "6 Jan 2025", "13 Jan", "20 Jan"], "2025年1月6日"),
        (date(2025, 5, 1), 6, ["2025", "Feb", "Mar", "Apr", "May"], "2月"),
        (date(2026, 2, 1), 6, ["2025", "Apr", "Jul", "Oct", "2026"], "4月"),
        (date(2034, 1, 1), 6, ["2026", "2028", "2030", "2032", "2034"], "2028年"),
    ],
)
def test_date_ticks(last: date, most: int, english: list[str], chinese: str) -> None:
    ticks = date_ticks(date(2024, 12, 24), last, most)
    assert [tick_text(tick, EN) for tick in ticks] == english
    assert tick_text(ticks[1], ZH) == chinese


def test_the_first_month_names_its_year() -> None:
    ticks = date_ticks(date(2024, 9, 5), date(2025, 2, 1), 7)
    assert [tick.kind for tick in ticks][:2] == [Tick.MONTH_YEAR, Tick.MONTH]
    assert tick_text(ticks[0], EN) == "Oct 2024"
    assert tick_text(ticks[0], ZH) == "2024年10月"


@given(st.dates(date(1900, 1, 1), date(2199, 1, 1)), st.integers(0, 90_000), st.integers(2, 30))
def test_date_ticks_lie_inside(first: date, days: int, most: int) -> None:
    last = first + timedelta(days=days)
    ticks = date_ticks(first, last, most)
    assert len(ticks) <= most
    assert all(first <= tick.date <= last for tick in ticks)
    assert all(a.date < b.date for a, b in pairwise(ticks))


def test_the_summary_is_one_sentence() -> None:
    total = calculate(rich_case(), AS_OF, rulebook()).outstanding.total
    sentence = summary(rich_data(), EN)
    assert sentence == (
        "From 1 Jun 2024 to 1 Mar 2027; "
        f"on the cut-off date 10 Mar 2026 the total is CNY {money_face(total)}."
    )
    assert "2026年3月10日" in summary(rich_data(words=ZH), ZH)


def test_the_table_says_the_same() -> None:
    data = rich_data()
    header, rows = chart_table(data, EN)
    marked_days = {mark.date for mark in data.marks}
    assert len(rows) == len({point.date for point in data.points} | marked_days | {AS_OF})
    assert {len(row) for row in rows} == {len(header)}
    cut_off = next(row for row in rows if row[0] == "10 Mar 2026")
    amounts = amounts_on(data, AS_OF)
    assert cut_off[2:9] == tuple(money_face(fen) for fen in (*amounts, amounts.total))
    assert "Cut-off date" in cut_off[-1]
    assert header[-2] == data.cap_label
    said = " ".join(row[-1] for row in rows)
    assert all(mark.label in said for mark in data.marks)
    assert rows[-1][-1].startswith("projected")
