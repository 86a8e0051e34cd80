"""A person's own rates and ladders: marked wherever they were used, left out where damaged."""

from datetime import date

import pytest
from tests.app.conftest import TODAY
from tests.helpers.commands import a_loan
from tests.helpers.own_files import write_own

from faxi.app.current_rules import (
    current_rules,
    damage_reason,
    damage_text,
    data_age,
    import_rates,
    leave_out_damage,
)
from faxi.app.law_texts import law_page
from faxi.app.statements import calculate_case
from faxi.app.summaries import summary_of
from faxi.exports.formats import FORMATS
from faxi.exports.plain_text import write_text
from faxi.rules.tables import RuleDataError
from faxi.store.case_file import read_case
from faxi.text.words import Language, words_of

OWN = b"series,date,value\nlpr_1y,2026-10-20,2.90\n"
MARKS = {Language.ZH: "2.9%（您自己添加的）", Language.EN: "2.9% (your own row)"}


@pytest.mark.parametrize("language", Language)
def test_own_rows_are_marked_where_a_limit_was_measured(language: Language) -> None:
    import_rates(OWN)
    loan = a_loan(lender={"kind": "private"}, contract_date="2026-10-20")
    statement, words = calculate_case(read_case(loan), TODAY), words_of(language)
    assert statement.cap is None  # only the checks of the law use the rate
    summary = summary_of(statement, words)
    document = summary.statement_document
    assert any(MARKS[language] in check["message"] for check in document["checks"])
    assert [warning["code"] for warning in document["warnings"]] == ["rate_own"]
    sentence = document["warnings"][0]["message"]
    for text in (write_text(summary.document), str(law_page(statement, words))):
        said = "".join(text.split())  # a terminal breaks lines
        assert "".join(MARKS[language].split()) in said
        assert "".join(sentence.split()) in said
    table, warnings = FORMATS[".csv"](summary)
    assert [warning.code for warning in warnings] == ["rate_own"]
    assert "own rows lpr_1y 2026-10-20" in table.decode("utf-8-sig")
    assert summary.stamp["own_rows"] == {"lpr_1y": ["2026-10-20"]}
    assert data_age(words) in write_text(summary.document)


def test_the_age_of_the_data_tells_shipped_rows_from_own_ones() -> None:
    words = words_of(Language.EN)
    assert data_age(words) == "LPR data up to 20 Sep 2026"
    import_rates(OWN)
    assert data_age(words) == (
        "LPR data up to 20 Sep 2026; your own rows: 1, the last of 20 Oct 2026"
    )


OWN_LADDER = """
extends = "default"
id = "mine"
title = { zh = "我的阶段", en = "My stages" }
lender_kinds = ["bank"]
confidence = "PRACTICE"
checked_on = 2026-11-23

[[stage]]
id = "gentle"
to_days = 30

[[stage]]
id = "joint"
from_days = 31
"""


def test_a_ladder_of_ones_own_decides_and_is_marked() -> None:
    write_own("ladders/mine.toml", OWN_LADDER)
    statement = calculate_case(read_case(a_loan()), date(2025, 4, 15))  # 45 days
    assert statement.stage.id == "joint"
    text = write_text(summary_of(statement, words_of(Language.EN)).document)
    assert "My stages (your own ladder)" in text
    other = calculate_case(read_case(a_loan(lender={"kind": "private"})), date(2025, 4, 15))
    assert other.stage.id == "gentle"
    assert "your own ladder" not in write_text(summary_of(other, words_of(Language.EN)).document)


DAMAGE = {
    "rates.csv": ("series,date,value\nlpr_1y,2026-10-20,x\n", "rates.csv (2:value)"),
    "ladders/mine.toml": ('id = "mine"\nextra = 1\n', "mine.toml ("),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_file_is_named_and_left_out(name: str) -> None:
    content, place = DAMAGE[name]
    write_own(name, content)
    with pytest.raises(RuleDataError):
        current_rules()
    damage = leave_out_damage()
    assert damage is not None
    assert place in damage_text(damage, words_of(Language.EN))
    assert name.rpartition("/")[2] in damage_text(damage, words_of(Language.ZH))
    assert current_rules().series["lpr_1y"].series.own_days == frozenset()


@pytest.mark.parametrize(
    ("where", "reason", "said"),
    [
        ("mine.toml", "Expected '='", "文件无法读取（Expected '='）。"),
        ("mine.toml:stage[0]:name", "missing", "缺少这一项。"),
        ("mine.toml:lender_kinds", "unknown: bnk", "无法识别“bnk”。"),
        ("mine.toml:stage[1]:from_days", "expected 31", "与规则文件的要求不符（expected 31）。"),
    ],
)
def test_damage_is_told_in_words(where: str, reason: str, said: str) -> None:
    assert damage_reason(RuleDataError(where, reason), words_of(Language.ZH)) == said


def test_whole_files_are_not_left_out() -> None:
    import_rates(OWN)
    assert leave_out_damage() is None
    assert current_rules().lpr_1y.series.own_days
