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
from faxi.resources import resource
from faxi.rules.tables import RuleDataError
from faxi.store.case_file import read_case
from faxi.store.folders import data_folder
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


def _changed(old: str, new: str) -> str:
    assert old in OWN_LADDER
    return OWN_LADDER.replace(old, new, 1)


DEFAULT = resource("rules", "ladder_default.toml").read_text(encoding="utf-8")
BROKEN: list[tuple[str | bytes, str]] = [
    ("id = 1 2", "文件不是有效的 TOML，请检查第 1 行。"),
    ("\nid = [", "文件不是有效的 TOML，请检查第 2 行。"),
    ("id = '甲'".encode("gb18030"), "文件不是 UTF-8 文本。"),
    (_changed("checked_on = 2026-11-23\n", ""), "缺少这一项。"),
    (_changed('en = "My stages"', 'en = ""'), "这一项是空的。"),
    (_changed("to_days = 30", "to_days = 30\ndays = 3"), "没有这样的键。"),
    (_changed('"bank"', '"bnk"'), "无法识别“bnk”。"),
    (_changed('"joint"', '"gentle"'), "“gentle”出现了两次。"),
    (_changed('"joint"', '"jnt"'), "所沿用的阶段表中没有“jnt”。"),
    (_changed('"PRACTICE"', "5"), "此处应为带引号的文字，而不是 5。"),
    (_changed("= 30", "= true"), "此处应为不带引号的整数，而不是 true。"),
    (_changed("2026-11-23", '"2026"'), '此处应为不带引号的日期，而不是 "2026"。'),
    (_changed('["bank"]', '"bank"'), '此处应为方括号中的列表，而不是 "bank"。'),
    (_changed('["bank"]', "[1]"), "此处应为若干带引号文字的列表。"),
    (_changed("{ zh", '"x" # { zh'), '此处应为若干键和值，而不是 "x"。'),
    (
        OWN_LADDER.partition("[[stage]]")[0] + "stage = [1]",
        "此处应为若干行，每行以双方括号中的名称开头。",
    ),
    (
        _changed("from_days = 31", "from_days = 32"),
        "天数须前后衔接，不得间断或重叠，此处应从 31 起。",
    ),
    (_changed("to_days = 30", "to_days = 0"), "结束早于开始。"),
    (OWN_LADDER + "to_days = 9\n", "结束早于开始。"),
    (_changed("to_days = 30", "to_days = 30\nrules = []"), "至少须写明一条规则。"),
    (
        DEFAULT.replace('"judgment", ', "", 1),
        "没有与文书“judgment”对应的阶段。",
    ),
    (DEFAULT.replace('"joint"', '"jnt"'), "各阶段及其顺序须与通用阶段表一致。"),
    (
        DEFAULT.replace("from_days = 181\n", "from_days = 181\nto_days = 900\n"),
        "最后一行不得有止日（to_days）。",
    ),
]


@pytest.mark.parametrize(("content", "said"), BROKEN)
def test_damage_is_told_in_words(content: str | bytes, said: str) -> None:
    write_own("ladders/mine.toml", content)
    damage = leave_out_damage()
    assert damage is not None
    assert damage_reason(damage, words_of(Language.ZH)) == said


def test_what_has_no_words_of_its_own_is_told_without_the_programs() -> None:
    error = RuleDataError("mine.toml:id", "some reason: 5")
    assert damage_reason(error, words_of(Language.ZH)) == "与规则文件的要求不符。"


def test_a_ladder_that_cannot_be_read_at_all() -> None:
    (data_folder() / "ladders" / "mine.toml").mkdir(parents=True)
    damage = leave_out_damage()
    assert damage is not None
    assert damage_reason(damage, words_of(Language.ZH)) == "文件无法读取。"


def test_whole_files_are_not_left_out() -> None:
    import_rates(OWN)
    assert leave_out_damage() is None
    assert current_rules().lpr_1y.series.own_days
