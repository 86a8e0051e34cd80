"""The rule rows: all load, all cite something, and a broken row is refused with its place."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copy

import pytest
from tests.helpers.toml_files import Change, changed_file, original, replaced

from faxi.engine.rates import parse_percent
from faxi.resources import resource
from faxi.rules.law import Rule, law, read_law, rule_files
from faxi.rules.tables import Bilingual, RuleDataError
from faxi.text.words import Language

RULES = list(law().values())
FILES = [path.name for path in rule_files(resource("rules"))]
LATEST_CHECK = date(2026, 11, 23)


def test_every_file_of_rows_is_found() -> None:
    others = {"instruments.toml", "labels.toml", "line_rules.toml"}
    found = {path.name for path in resource("rules").glob("*.toml")} - others
    assert set(FILES) == {name for name in found if not name.startswith(("series_", "ladder_"))}
    assert "penalty.toml" in FILES


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_a_file_is_read(name: str) -> None:
    ids = re.findall(r'^\[\[rule\]\]\nid = "([^"]+)"$', original(name), re.MULTILINE)
    assert ids
    assert [rule_id for rule_id in ids if rule_id not in law()] == []
    assert original(name).count("[[rule]]") == len(ids)


def ids_where(is_wrong: Callable[[Rule], object]) -> list[str]:
    return [rule.id for rule in RULES if is_wrong(rule)]


def test_every_rule_was_checked_and_none_in_the_future() -> None:
    assert ids_where(lambda rule: not date(2020, 1, 1) < rule.checked_on <= LATEST_CHECK) == []
    assert ids_where(lambda rule: rule.in_force_from and rule.in_force_from > LATEST_CHECK) == []


def texts_of(rule: Rule) -> tuple[Bilingual, ...]:
    return rule.title, rule.words, rule.instrument.title, rule.instrument.issued_by


def test_every_rule_is_told_in_chinese() -> None:
    assert ids_where(lambda r: any(said[Language.ZH].isascii() for said in texts_of(r))) == []


def test_every_rule_is_told_in_english() -> None:
    def is_chinese(rule: Rule) -> bool:
        return any(re.search(r"[\u4e00-\u9fff]", said[Language.EN]) for said in texts_of(rule))

    assert ids_where(is_chinese) == []


def test_percentages_of_the_rules_can_be_read() -> None:
    percents = [value for rule in RULES for value in rule.values.values() if "%" in value]
    assert percents
    assert all(parse_percent(value) for value in percents)


def test_a_tier_is_a_sum_or_a_rate() -> None:
    assert ids_where(lambda r: any((t.fixed is None) == (t.rate is None) for t in r.tiers)) == []


PENALTY = "penalty.toml"
CORRUPT: list[tuple[str, Change, str]] = [
    (PENALTY, replaced('article = "第三条"\n', ""), f"{PENALTY}:rule[0]:article: missing"),
    (PENALTY, replaced('unit = "percent"', 'unit = "percent"\nx = 1'), f"{PENALTY}:rule[0]:x: unk"),
    (PENALTY, replaced('unit = "percent"', 'unit = "pct"'), f"{PENALTY}:rule[0].unit: unknown"),
    (PENALTY, replaced('unit = "percent"', "unit = 1"), f"{PENALTY}:rule[0]:unit: expected a text"),
    (PENALTY, replaced('unit = "percent"', 'unit = "percent"\nunit = "x"'), f"{PENALTY}: "),
    (PENALTY, replaced('"SEEN-P"', '"SURE"'), f"{PENALTY}:rule[0].confidence: unknown: SURE"),
    (PENALTY, replaced('["bank"]', '["bnk"]'), f"{PENALTY}:rule[0]:lender_kinds: unknown: bnk"),
    (PENALTY, replaced("yinfa_2003_251", "yinfa"), f"{PENALTY}:rule[0].instrument: unknown: yinfa"),
    (PENALTY, replaced("2004-01-01", '"2004"'), f"{PENALTY}:rule[0]:in_force_from: expected a"),
    (
        PENALTY,
        replaced("2004-01-01", "2004-01-01\nin_force_to = 2003-12-31"),
        f"{PENALTY}:rule[0].in_force_to: ends before it begins",
    ),
    (
        PENALTY,
        replaced("checked_on = 2026-11-23", "checked_on = 2003-12-31"),
        f"{PENALTY}:rule[0].in_force_from: later than the check",
    ),
    (PENALTY, replaced('"30%"', "30"), f"{PENALTY}:rule[0]:values:surcharge_min: expected a text"),
    (PENALTY, replaced('en = "Penalty rate on overdue loans"', 'en = ""'), f"{PENALTY}:rule[0]"),
    (PENALTY, replaced('{ zh = "逾期贷款罚息利率"', '{ cn = ""'), f"{PENALTY}:rule[0]:title:zh"),
    (
        PENALTY,
        replaced('"bank.penalty.misuse"', '"bank.penalty.overdue"'),
        f"{PENALTY}:rule[1].id: repeated: bank.penalty.overdue",
    ),
    (PENALTY, replaced("[[rule]]", "[[rules]]"), f"{PENALTY}:"),
    ("instruments.toml", replaced("published =", "publishd ="), "instruments.toml:instrument["),
]


@pytest.mark.parametrize(("name", "change", "said"), CORRUPT, ids=[entry[2] for entry in CORRUPT])
def test_a_corrupt_row_is_refused(tmp_path: Path, name: str, change: Change, said: str) -> None:
    for file in ("instruments.toml", PENALTY):
        copy(resource("rules", file), tmp_path)
    changed_file(tmp_path, name, change)
    with pytest.raises(RuleDataError) as caught:
        read_law(tmp_path)
    assert str(caught.value).startswith(said)


def test_an_id_may_not_return_in_another_file(tmp_path: Path) -> None:
    for file in ("instruments.toml", PENALTY):
        copy(resource("rules", file), tmp_path)
    changed_file(tmp_path, PENALTY, str).rename(tmp_path / "more.toml")
    copy(resource("rules", PENALTY), tmp_path)
    with pytest.raises(RuleDataError, match=r"repeated: bank\.penalty\.overdue"):
        read_law(tmp_path)
