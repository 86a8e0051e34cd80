"""The claim in words: the exact phrases of a court's paper, in both languages."""

from typing import Any

import pytest
from tests.helpers.summaries import NAMES, statement_of, summary_of_case

from faxi.app.current_rules import current_rules
from faxi.engine.claim import continuations
from faxi.engine.statement import Statement
from faxi.text.claim import claim_paragraph, letter_sentence
from faxi.text.faces import money_face
from faxi.text.words import Language, words_of

ZH, EN = words_of(Language.ZH), words_of(Language.EN)


def claim(statement: Statement, lang: str = "zh") -> str:
    going_on = continuations(statement, current_rules().rulebook)
    return claim_paragraph(statement, going_on, words_of(Language(lang)))


def test_the_first_day_counted_names_the_day_before() -> None:
    assert claim(statement_of("plain")) == (
        "请求判令被告向原告支付本金50,000.00元、罚息18,960.00元，合计68,960.00元"
        "（人民币陆万捌仟玖佰陆拾元整），暂计至2026年11月22日（含），"
        "自2026年11月23日起，以未偿本金50,000.00元为基数，按年利率21.6%÷360×实际天数计收罚息，"
        "计算至实际清偿之日止（清偿当日不计）。本案诉讼费用由被告承担。"
    )


@pytest.mark.parametrize("inclusion", ["last", "both"])
def test_the_last_day_counted_names_the_day_itself(inclusion: str) -> None:
    statement = summary_of_case(conventions={"inclusion": inclusion}).statement
    text = claim(statement)
    assert "暂计至2026年11月23日（含），自2026年11月24日起，" in text
    assert "计算至实际清偿之日止（清偿当日计入）" in text


def test_every_instalment_is_named_with_its_base() -> None:
    text = claim(statement_of("partly due"))
    assert "以未偿本金（第1期1,000.00元、第2期1,000.00元）为基数" in text
    assert "另有未到期的2,020.00元，不在本项请求之内。" in text


@pytest.mark.parametrize(
    ("keys", "phrase"),
    [
        ({"penalty": {"rate": "5‱/day"}}, "按日利率0.05%×实际天数"),
        ({"penalty": {"rate": "1.8%/month"}}, "按月利率1.8%×12÷360×实际天数"),
        ({"conventions": {"day_count": "ACT/365"}}, "年利率21.6%÷365×实际天数"),
        ({"conventions": {"day_count": "ACT/ACT"}}, "年利率21.6%÷365（闰年÷366）×实际天数"),
        ({"conventions": {"day_count": "30E/360"}}, "年利率21.6%÷360×天数（每月按30天计）"),
    ],
)
def test_the_rate_says_how_days_are_counted(keys: dict[str, Any], phrase: str) -> None:
    assert phrase in claim(summary_of_case(**keys).statement)


def test_what_runs_on_beside_the_penalty_is_named() -> None:
    on_top, compound = claim(statement_of("on top")), claim(statement_of("compound"))
    assert "按年利率14.4%÷360×实际天数计收合同利息" in on_top
    assert "计收罚息" in on_top
    assert "计收复利" in compound
    assert "每季末月20日结息，届时未付的罚息和复利计入复利基数。" in compound


def test_a_cap_taken_off_is_told() -> None:
    text = claim(statement_of("cap applied"))
    assert "扣除超过上限的8,104.11元后合计55,130.13元" in text
    assert "以12%/年的上限为限" in text


@pytest.mark.parametrize("name", NAMES)
def test_sum_and_language_are_always_there(name: str) -> None:
    statement = statement_of(name)
    for words in (ZH, EN):
        for text in (claim(statement, words.language), letter_sentence(statement, words)):
            if statement.total_due:
                assert money_face(statement.total_due) in text
            assert "{" not in text
    assert not any("\u4e00" <= c <= "\u9fff" for c in claim(statement, "en").replace("人民币", "")
                   if c not in "零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整")  # fmt: skip


def test_a_letter_says_what_each_day_adds() -> None:
    assert letter_sentence(statement_of("plain"), ZH) == (
        "截至2026年11月23日，应还合计68,960.00元（人民币陆万捌仟玖佰陆拾元整）；"
        "自2026年11月23日起每日增加30.00元，直至清偿。还款或利率变动后，每日增加额随之变化。"
    )
    assert "nothing is due" in letter_sentence(statement_of("settled"), EN)
