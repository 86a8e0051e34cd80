"""The stage ladder: the shipped one is whole and honest, and a broken one is refused."""

import re
from pathlib import Path

import pytest
from tests.helpers.toml_files import Change, changed_file, replaced

from faxi.engine.events import NoticeKind
from faxi.engine.statement import StageResult
from faxi.resources import resource
from faxi.rules.ladders import LadderFile, StageTexts, read_ladder
from faxi.rules.law import law
from faxi.rules.tables import Bilingual, RuleDataError
from faxi.text.words import Language

LADDER = "ladder_default.toml"
STAGES = ["reminder", "gentle", "joint", "tough", "assignment", "legal"]


@pytest.fixture(scope="module")
def ladder() -> LadderFile:
    return read_ladder(resource("rules", LADDER))


def every_text(texts: StageTexts) -> list[Bilingual]:
    pairs = [*(texts.by_days or ()), *(texts.by_notice or ())]
    return [texts.name, *pairs, *(note.asset_class for note in texts.by_bucket)]


def test_the_stages_are_those_of_the_page(ladder: LadderFile) -> None:
    ranges = [(stage.id, stage.from_days, stage.to_days) for stage in ladder.ladder.stages]
    assert ranges == [
        ("reminder", 0, 0),
        ("gentle", 1, 60),
        ("joint", 61, 90),
        ("tough", 91, 180),
        ("assignment", 181, None),
        ("legal", None, None),
    ]


@pytest.mark.parametrize(
    ("days", "bucket", "stage"),
    [
        (0, "M0", "reminder"),
        (1, "M1", "gentle"),
        (30, "M1", "gentle"),
        (31, "M2", "gentle"),
        (60, "M2", "gentle"),
        (61, "M3", "joint"),
        (90, "M3", "joint"),
        (91, "M4", "tough"),
        (120, "M4", "tough"),
        (121, "M5", "tough"),
        (150, "M5", "tough"),
        (151, "M6", "tough"),
        (180, "M6", "tough"),
        (181, "M7+", "assignment"),
        (100_000, "M7+", "assignment"),
    ],
)
def test_days_overdue_have_a_bucket_and_a_stage(
    ladder: LadderFile, days: int, bucket: str, stage: str
) -> None:
    found = ladder.ladder
    assert (found.bucket_on(days), found.stages[found.rank_on(days)].id) == (bucket, stage)


def test_every_notice_leads_to_one_stage(ladder: LadderFile) -> None:
    found = {
        kind: [stage.id for stage in ladder.ladder.stages if kind in stage.notices]
        for kind in NoticeKind
    }
    assert found.pop(NoticeKind.JUDGMENT) == found.pop(NoticeKind.ENFORCEMENT) == ["legal"]
    assert found.pop(NoticeKind.ASSIGNMENT_NOTICE) == ["assignment"]
    assert all(stages == ["tough"] for stages in found.values())


def test_days_alone_only_say_what_may_happen(ladder: LadderFile) -> None:
    for stage_id in STAGES[:5]:
        title, text = ladder.texts_for(StageResult(stage_id, "days", None))
        assert "可能" in title[Language.ZH]
        assert " may " in title[Language.EN]
        assert text[Language.ZH]


def test_the_assignment_title_is_the_one_of_the_page(ladder: LadderFile) -> None:
    title, text = ladder.texts_for(StageResult("assignment", "days", None))
    assert title[Language.ZH] == "可能进入债权转让"
    assert "未收到转让通知前，仍向原债权人还款" in text[Language.ZH]
    factual, _ = ladder.texts_for(StageResult("assignment", "notice", None))
    assert factual[Language.ZH] == "已收到债权转让通知"


def test_legal_means_are_never_reached_by_days(ladder: LadderFile) -> None:
    assert ladder.texts["legal"].by_days is None
    assert ladder.texts["legal"].by_notice is not None


@pytest.mark.parametrize("stage_id", [*STAGES, "not_due", "settled"])
def test_a_stage_is_told_in_both_languages(ladder: LadderFile, stage_id: str) -> None:
    texts = ladder.texts[stage_id]
    for said in every_text(texts):
        assert re.search(r"[\u4e00-\u9fff]", said[Language.EN]) is None
        assert not said[Language.ZH].isascii()


@pytest.mark.parametrize("stage_id", [*STAGES, "not_due", "settled"])
def test_every_rule_and_stage_a_stage_names_exists(ladder: LadderFile, stage_id: str) -> None:
    texts = ladder.texts[stage_id]
    assert texts.rules
    assert [rule for rule in texts.rules if rule not in law()] == []
    assert len(set(texts.rules)) == len(texts.rules)
    assert [stage for stage in texts.also_possible if stage not in ladder.texts] == []


def test_every_bucket_has_one_note_in_the_stage_of_its_days(ladder: LadderFile) -> None:
    noted = {
        note.bucket: stage.id
        for stage in ladder.ladder.stages
        for note in ladder.texts[stage.id].by_bucket
    }
    assert list(noted) == [bucket.id for bucket in ladder.ladder.buckets]
    for bucket in ladder.ladder.buckets:
        rank = ladder.ladder.rank_on(bucket.from_days)
        assert noted[bucket.id] == ladder.ladder.stages[rank].id


CORRUPT: list[tuple[Change, str]] = [
    (replaced('confidence = "PRACTICE"\n', ""), f"{LADDER}:confidence: missing"),
    (replaced('id = "default"', 'id = "default"\nage = 1'), f"{LADDER}:age: unknown key"),
    (replaced('id = "default"', 'id = "default"\nid = "x"'), f"{LADDER}: "),
    (replaced("lender_kinds = []", 'lender_kinds = ["bnk"]'), f"{LADDER}:lender_kinds: unknown"),
    (replaced("lender_kinds = []", 'lender_kinds = "bank"'), f"{LADDER}:lender_kinds: expected"),
    (replaced("lender_kinds = []", "lender_kinds = [1]"), f"{LADDER}:lender_kinds: expected"),
    (
        replaced("checked_on = 2026-11-23", "checked_on = 1"),
        f"{LADDER}:checked_on: expected a date",
    ),
    (
        replaced("from_days = 31", "from_days = 32"),
        f"{LADDER}:bucket[2]:from_days: expected the day: 31",
    ),
    (
        replaced("from_days = 31", "from_days = 30"),
        f"{LADDER}:bucket[2]:from_days: expected the day: 31",
    ),
    (replaced("to_days = 60", "to_days = 20"), f"{LADDER}:bucket[2]:to_days: ends before"),
    (replaced("to_days = 60\n", ""), f"{LADDER}:bucket[2]:to_days: missing"),
    (replaced("from_days = 181\n", "from_days = 181\nto_days = 900\n"), f"{LADDER}:bucket: the"),
    (replaced("from_days = 31", "from_days = true"), f"{LADDER}:bucket[2]:from_days: expected a"),
    (replaced("from_days = 31", "from_days = 31.0"), f"{LADDER}:bucket[2]:from_days: expected"),
    (replaced('id = "M3"\n', ""), f"{LADDER}:bucket[3]:id: missing"),
    (replaced("to_days = 90\ntitle", "to_days = 89\ntitle"), f"{LADDER}:stage[3]:from_days: exp"),
    (replaced('id = "joint"', 'id = "gentle"'), f"{LADDER}:stage[2]:id: repeated: gentle"),
    (replaced('id = "settled"', 'id = "not_due"'), f"{LADDER}:state[1]:id: repeated: not_due"),
    (replaced('id = "settled"', 'id = "gone"'), f"{LADDER}:state[settled]: missing"),
    (replaced('"mediation"', '"meditation"'), f"{LADDER}:stage[3]:notices: unknown: meditation"),
    (replaced("title_notice =", "title_notices ="), f"{LADDER}:stage[3]:title_notice: missing"),
    (replaced("text_notice =", "text_notices ="), f"{LADDER}:stage[3]:text_notice: missing"),
    (replaced("text_days =", "text_day ="), f"{LADDER}:stage[0]:text_days: missing"),
    (replaced('en = "Gentle" }', 'en = "" }'), f"{LADDER}:stage[1]:name.en: empty"),
    (replaced('en = "Gentle" }', 'de = "Sanft" }'), f"{LADDER}:stage[1]:name:en: missing"),
    (replaced('credit_code = "1"\n', ""), f"{LADDER}:stage[1]:by_bucket[0]:credit_code: missing"),
]


@pytest.mark.parametrize(("change", "said"), CORRUPT, ids=[said for _, said in CORRUPT])
def test_a_corrupt_ladder_is_refused(tmp_path: Path, change: Change, said: str) -> None:
    path = changed_file(tmp_path, LADDER, change)
    with pytest.raises(RuleDataError) as caught:
        read_ladder(path)
    assert str(caught.value).startswith(said)
