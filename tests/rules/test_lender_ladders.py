"""The ladders of the kinds of lender, and those a person adds: whole, honest, rightly chosen."""

import re
from pathlib import Path

import pytest
from tests.helpers.builders import a_case, day
from tests.helpers.toml_files import Change, changed_file, original, replaced

from faxi.engine.calculate import calculate
from faxi.engine.case import Lender, LenderKind
from faxi.resources import resource
from faxi.rules.book import OWN_LADDERS, forget_rules, load_rules
from faxi.rules.ladders import LadderFile, ladder_faults, ladder_files, read_ladder
from faxi.rules.law import law
from faxi.rules.tables import Bilingual, RuleDataError
from faxi.text.words import Language

PROMISES = {
    Language.ZH: "必然|一定会|肯定会|必将",
    Language.EN: "(?i)will certainly|guaranteed|inevitabl",
}
GENERAL = read_ladder(resource("rules", "ladder_default.toml"))
VARIANTS = {LenderKind.CREDIT_CARD, LenderKind.SMALL_LOAN, LenderKind.PRIVATE}


def said_of(ladder: LadderFile, stage_id: str) -> list[Bilingual]:
    texts = ladder.texts[stage_id]
    pairs = [*(texts.by_days or ()), *(texts.by_notice or ())]
    return [texts.name, *pairs, *(note.asset_class for note in texts.by_bucket)]


# The shipped ones


@pytest.mark.parametrize("kind", LenderKind)
def test_each_kind_has_its_ladder(kind: LenderKind) -> None:
    ladder = load_rules().ladder_for(kind)
    assert ladder.ladder.id == (kind.value if kind in VARIANTS else "default")
    assert load_rules().rulebook.ladder_for(kind) is ladder.ladder


@pytest.mark.parametrize("kind", LenderKind)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("stage_id", GENERAL.texts)
def test_every_stage_is_told_to_everyone(
    kind: LenderKind, language: Language, stage_id: str
) -> None:
    for said in said_of(load_rules().ladder_for(kind), stage_id):
        assert said[language].strip()
        assert not re.search(PROMISES[language], said[language])
        is_chinese = bool(re.search(r"[\u4e00-\u9fff]", said[language]))
        assert is_chinese == (language is Language.ZH)


@pytest.mark.parametrize("kind", LenderKind)
def test_days_alone_only_say_what_may_happen(kind: LenderKind) -> None:
    ladder = load_rules().ladder_for(kind)
    for stage in ladder.ladder.stages:
        if stage.from_days is not None:
            title, _ = ladder.texts[stage.id].for_basis("days")
            assert "可能" in title[Language.ZH]
            assert re.search(r"\bmay\b", title[Language.EN])


@pytest.mark.parametrize("kind", LenderKind)
@pytest.mark.parametrize("stage_id", GENERAL.texts)
def test_a_stage_rests_on_rules_that_bind_the_lender(kind: LenderKind, stage_id: str) -> None:
    rules = load_rules().stage_rules(stage_id, kind)
    assert rules
    assert all(rule.binds(kind) for rule in rules)


@pytest.mark.parametrize("path", ladder_files(resource("rules")), ids=lambda path: path.name)
def test_thresholds_and_stages_are_those_of_the_general_ladder(path: Path) -> None:
    # No source gives a lender other days; a variant that changes them needs one.
    ladder = read_ladder(path)
    assert list(ladder_faults(ladder, GENERAL)) == []
    assert ladder.ladder.stages == GENERAL.ladder.stages
    assert ladder.ladder.buckets == GENERAL.ladder.buckets


def test_card_classes_are_given_by_both_standards() -> None:
    ladder = load_rules().ladder_for(LenderKind.CREDIT_CARD)
    notes = [*ladder.texts["tough"].by_bucket, *ladder.texts["assignment"].by_bucket]
    for note in notes[1:]:
        assert "不一致" in note.asset_class[Language.ZH]
        assert "disagree" in note.asset_class[Language.EN]
    assert "assets.card.classes" in ladder.texts["tough"].rules
    assert "至少3天宽限期" in ladder.texts["reminder"].for_basis("days")[1][Language.ZH]


def test_private_lenders_have_no_bank_classes_and_no_bulk_pilot() -> None:
    ladder = load_rules().ladder_for(LenderKind.PRIVATE)
    assert all(texts.by_bucket == () for texts in ladder.texts.values())
    cited = {rule for texts in ladder.texts.values() for rule in texts.rules}
    assert not [
        rule for rule in cited if rule.startswith(("assets.", "credit.", "assignment.bulk"))
    ]
    assert {"private.penalty", "limits.private.total", "limits.private.transition"} <= cited


def test_small_loans_are_outside_bank_classes_and_private_rates() -> None:
    ladder = load_rules().ladder_for(LenderKind.SMALL_LOAN)
    cited = {rule for texts in ladder.texts.values() for rule in texts.rules}
    assert not [rule for rule in cited if rule.startswith(("assets.", "assignment.bulk"))]
    assert {"conduct.small_loan", "limits.small_loan.guidance"} <= cited
    assert {"limits.private.local_institutions"} == {r for r in cited if "limits.private" in r}


@pytest.mark.parametrize("path", ladder_files(resource("rules")), ids=lambda path: path.name)
def test_texts_are_punctuated_with_care(path: Path) -> None:
    text = original(path.name)
    for chinese in re.findall(r'zh = "([^"]*)"', text):
        assert not re.search(r"[\u4e00-\u9fff][,;:!?]", chinese)
    for said in re.findall(r'(?:zh|en) = "([^"]*)"', text):
        assert said == said.strip()
        assert "  " not in said


# Those a person adds

OWN = """\
extends = "private"
id = "family"
title = { zh = "亲友", en = "Family" }
lender_kinds = ["private"]
confidence = "PRACTICE"
checked_on = 2026-11-23
[[stage]]
id = "gentle"
to_days = 30
[[stage]]
id = "joint"
from_days = 31
"""
GENERAL_OWN = OWN.replace('lender_kinds = ["private"]', "lender_kinds = []")


def loaded(folder: Path, **files: str) -> dict[LenderKind, LadderFile]:
    (folder / OWN_LADDERS).mkdir()
    for name, text in files.items():
        (folder / OWN_LADDERS / f"{name}.toml").write_text(text, encoding="utf-8")
    forget_rules()
    return dict(load_rules(folder).ladders)


def chosen(folder: Path, **files: str) -> dict[LenderKind, str]:
    return {kind: file.ladder.id for kind, file in loaded(folder, **files).items()}


def test_an_own_ladder_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    own = loaded(tmp_path, a=OWN)[LenderKind.PRIVATE]
    shipped = load_rules().ladder_for(LenderKind.PRIVATE)
    ranges = [(stage.from_days, stage.to_days) for stage in own.ladder.stages]
    assert ranges[1:4] == [(1, 30), (31, 90), (91, 180)]
    assert own.texts["gentle"] == shipped.texts["gentle"]
    assert own.title[Language.EN] == "Family"


def test_an_own_ladder_goes_before_the_shipped_one(tmp_path: Path) -> None:
    found = chosen(tmp_path, a=OWN)
    assert found[LenderKind.PRIVATE] == "family"
    assert found[LenderKind.BANK] == "default"
    forget_rules()
    assert load_rules(tmp_path).rulebook.ladder_for(LenderKind.PRIVATE).id == "family"


def test_an_own_general_ladder_serves_those_without_another(tmp_path: Path) -> None:
    found = chosen(tmp_path, a=GENERAL_OWN)
    assert {kind for kind, ladder in found.items() if ladder == "family"} == {
        LenderKind.BANK,
        LenderKind.CONSUMER_FINANCE,
    }


def test_a_ladder_of_the_same_id_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    text = GENERAL_OWN.replace('id = "family"', 'id = "credit_card"')
    assert chosen(tmp_path, a=text)[LenderKind.CREDIT_CARD] == "credit_card"
    assert load_rules(tmp_path).ladder_for(LenderKind.CREDIT_CARD).title[Language.EN] == "Family"


def test_a_calculation_goes_by_the_ladder_of_its_lender(tmp_path: Path) -> None:
    loaded(tmp_path, a=OWN)
    book = load_rules(tmp_path).rulebook
    stages = [
        calculate(a_case(lender=Lender(kind=kind)), day("2025-07-10"), book).stage.id
        for kind in (LenderKind.BANK, LenderKind.PRIVATE)
    ]
    assert stages == ["gentle", "joint"]


REFUSED = [
    (OWN.replace('extends = "private"', 'extends = "x"'), "a.toml:extends: unknown: x"),
    (OWN.replace('extends = "private"', "extends = 1"), "a.toml:extends: unknown: 1"),
    (OWN.replace('id = "family"\n', ""), "a.toml:id: missing"),
    (OWN.replace("checked_on = 2026-11-23\n", ""), "a.toml:checked_on: missing"),
    (
        OWN.replace('id = "gentle"', 'id = "gentler"'),
        "a.toml:stage[0]:id: not in the base: gentler",
    ),
    (OWN.replace('id = "gentle"', 'id = "joint"'), "a.toml:stage[1]:id: repeated: joint"),
    (
        OWN.replace("to_days = 30", "to_days = 29"),
        "a.toml:stage[2]:from_days: expected the day: 30",
    ),
    (OWN.replace("to_days = 30", "age = 30"), "a.toml:stage[1]:age: unknown key"),
    (OWN.replace("to_days = 30", 'rules = ["x.y"]\nto_days = 30'), "a.toml:gentle:rules: unknown"),
    (OWN.replace("to_days = 30", "rules = []\nto_days = 30"), "a.toml:gentle:rules: no rule"),
    (OWN.replace("to_days = 30", 'to_days = 30\nalso_possible = ["x"]'), "a.toml:gentle:also_poss"),
    (OWN.replace("[[stage]]", "[stage]", 1).partition("[[stage]]")[0], "a.toml:stage: expected a"),
    (f"{OWN}[[state]]\nid = 1\n", "a.toml:state[0]:id: not in the base: 1"),
    (f'{OWN}[[stage]]\nid = "tough"\nnotices = []\n', "a.toml:stage[3]:title_notice: unknown"),
    (f'{OWN}[[stage]]\nid = "legal"\nnotices = ["judgment"]\n', "a.toml:stage: no stage for the"),
    (original("ladder_default.toml").replace('id = "joint"', 'id = "jnt"'), "a.toml:stage: stages"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_a_broken_own_ladder_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RuleDataError) as caught:
        loaded(tmp_path, a=text)
    assert str(caught.value).startswith(said)


def test_two_own_ladders_may_not_serve_the_same(tmp_path: Path) -> None:
    other = OWN.replace('id = "family"', 'id = "friends"')
    with pytest.raises(RuleDataError, match=r"^b\.toml:lender_kinds: another file names the same$"):
        loaded(tmp_path, a=OWN, b=other)


def test_two_own_ladders_may_not_share_an_id(tmp_path: Path) -> None:
    with pytest.raises(RuleDataError, match=r"^b\.toml:id: repeated: family$"):
        loaded(tmp_path, a=OWN, b=GENERAL_OWN)


CIRCLES: list[tuple[Change, str]] = [
    (replaced('extends = "default"', 'extends = "private"'), "extends: goes round in circles"),
    (replaced('id = "settled"', 'id = "over"'), r"state\[1\]:id: not in the base: over"),
]


@pytest.mark.parametrize(("change", "said"), CIRCLES, ids=[said for _, said in CIRCLES])
def test_a_broken_variant_is_refused(tmp_path: Path, change: Change, said: str) -> None:
    changed_file(tmp_path, "ladder_default.toml", lambda text: text)
    path = changed_file(tmp_path, "ladder_private.toml", change)
    with pytest.raises(RuleDataError, match=rf"^ladder_private\.toml:{said}$"):
        read_ladder(path, tmp_path)


def test_every_rule_of_every_ladder_exists() -> None:
    for ladder in load_rules().ladders.values():
        for texts in ladder.texts.values():
            assert [rule for rule in texts.rules if rule not in law()] == []
            assert len(set(texts.rules)) == len(texts.rules)
