"""Reading the creditor's table as people and spreadsheets write it."""

import pytest
from tests.helpers.builders import day

from faxi.app.claim_rows import ClaimRow, dump_rows, load_rows, read_claim, same_rate
from faxi.app.claim_table import CLAIM_TABLE
from faxi.engine.components import Component
from faxi.engine.problems import CaseError
from faxi.engine.rates import parse_rate
from faxi.text.words import Language, words_of

TODAY = day("2026-11-23")
FULL = ClaimRow(
    from_date=day("2026-01-01"),
    to_date=day("2026-03-01"),
    days=59,
    base=36_000_00,
    rate=parse_rate("36%/year"),
    amount=2_124_00,
    total=38_124_00,
)


@pytest.mark.parametrize(
    "text",
    [
        (
            "from,to,days,base,rate,amount,total\n"
            "2026-01-01,2026-03-01,59,36000,36%/year,2124.00,38124.00"
        ),
        (
            "起始日\t截止日\t天数\t计息基数\t年利率\t罚息（元）\t本息合计\n"
            "2026年1月1日\t2026.3.1\t59天\t3.6万\t36%\t2,124.00\t¥38,124"
        ),
        (
            "某银行罚息计算表,,,,,,\n借款人：某某,,,,,,\n"
            "起算日期,结束日期,计息天数,本金,罚息利率,利息,合计\n"
            "2026/1/1,2026/3/1,59,36000.00,３６％,2124,38124"
        ),
        'period;days;base;rate;amount;total\n2026-01-01 至 2026-03-01;59;"36,000";36;2124;38124',
        "2026-01-01,2026-03-01,59,36000.00,36%,2124.00,38124.00",
    ],
)
def test_reads_tables_however_they_are_headed(text: str) -> None:
    assert read_claim(text, TODAY) == [FULL]


def test_reads_rates_by_day_and_by_month() -> None:
    rows = read_claim("天数,日利率,金额\n59,0.1%,10\n59,万分之五,10", TODAY)
    assert [str(row.rate) for row in rows] == ["0.1%/day", "0.05%/day"]
    assert str(read_claim("days,monthly rate,amount\n1,3%,1", TODAY)[0].rate) == "3%/month"


def test_knows_what_labels_mean_and_sums() -> None:
    text = "项目,金额\n罚息,10.00\n律师费,20\n利息及费用,5\n合计,35"
    rows = read_claim(text, TODAY)
    assert [row.component for row in rows] == [
        Component.PENALTY_INTEREST,
        Component.COSTS,
        None,
        None,
    ]
    assert [row.is_sum for row in rows] == [False, False, False, True]


def test_leaves_out_rows_and_cells_that_say_nothing() -> None:
    rows = read_claim("from,to,amount\n2026-01-01,2026-02-01,10\n,,\n-,-,-\n", TODAY)
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("text", "where", "code"),
    [
        ("", "", "claim_empty"),
        ("from,to,amount\n", "", "claim_empty"),
        ("from,to,amount\n2026-01-01,2026-02-30,10", "claim[0].to_date", "date_unreadable"),
        ("from,to,amount\n2026-01-01,2026-02-01,ten", "claim[0].amount", "money_unreadable"),
        ("days,amount\nmany,10", "claim[0].days", "days_unreadable"),
        ("rate,amount\nhigh,10", "claim[0].rate", "rate_unreadable"),
    ],
)
def test_says_what_it_cannot_read(text: str, where: str, code: str) -> None:
    with pytest.raises(CaseError) as refused:
        read_claim(text, TODAY)
    assert [(p.where, p.code) for p in refused.value.problems] == [(where, code)]


def test_rows_kept_with_a_case_come_back() -> None:
    rows = [FULL, ClaimRow(label="罚息", component=Component.PENALTY_INTEREST, amount=1)]
    rows.append(ClaimRow(amount=5, is_sum=True))
    assert load_rows(dump_rows(rows), TODAY) == (rows, [])
    typed = [{"amount": "5万"}, "x", {"from": "soon"}, {"hope": "1"}, {"amount": 1.5}]
    found, problems = load_rows(typed, TODAY)
    assert [row.amount for row in found] == [50_000_00]
    unread = ["claim_row_unreadable"] * 2
    assert [p.code for p in problems] == [unread[0], "date_unreadable", *unread]


def test_an_imported_rate_is_shown_in_the_words_of_the_reader() -> None:
    (row,) = CLAIM_TABLE.pasted("days,daily rate,amount\n1,0.05%,1\n").rows
    faces = [CLAIM_TABLE.face(row, "rate", words_of(language)) for language in Language]
    assert faces == ["0.05%/日", "0.05%/day"]
    typed = row._replace(rate="日万分之五")
    assert CLAIM_TABLE.face(typed, "rate", words_of(Language.EN)) == typed.rate


def test_rates_of_other_periods_may_mean_the_same() -> None:
    assert same_rate(parse_rate("36%/year"), parse_rate("0.1%/day"))
    assert same_rate(parse_rate("3%/month"), parse_rate("36%/year"))
    assert same_rate(parse_rate("36.5%/year"), parse_rate("0.1%/day"))
    assert not same_rate(parse_rate("36%/year"), parse_rate("35%/year"))


def test_kinds_of_interest_side_by_side_become_rows() -> None:
    text = (
        "计息起始日,计息结束日,逾期本金,罚息金额,复利金额,当期合计\n"
        "2026-01-01,2026-03-01,36000,2124,7.08,2131.08\n"
        "总计,,,2124,7.08,2131.08"
    )
    rows = read_claim(text, TODAY)
    penalty, compound = Component.PENALTY_INTEREST, Component.COMPOUND_INTEREST
    assert [(row.component, row.amount, row.base, row.is_sum) for row in rows] == [
        (penalty, 2_124_00, 36_000_00, False),
        (compound, 7_08, None, False),
        (penalty, 2_124_00, None, True),
        (compound, 7_08, None, True),
    ]
    assert [row.total for row in rows] == [None, 2_131_08, None, 2_131_08]


def test_headings_nobody_listed_are_read_by_what_they_show() -> None:
    text = "序号,止算日,起算时间,执行年利率（%）,当期应付利息\n1,2026-03-01,2026-01-01,36,2124"
    row = read_claim(text, TODAY)[0]
    assert (row.from_date, row.to_date) == (FULL.from_date, FULL.to_date)
    assert (row.rate, row.amount) == (FULL.rate, FULL.amount)
