"""The guidance: every text whole in both languages, each act with a source, broken ones refused."""

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.helpers.toml_files import Change, replaced

from faxi.resources import resource
from faxi.rules.book import load_rules
from faxi.rules.guidance import (
    SECTIONS,
    Grid,
    Guidance,
    GuidanceBook,
    Passage,
    book_faults,
    read_stage,
    read_topic,
    stage_guidance,
    texts_of,
    topic_guidance,
)
from faxi.rules.law import law
from faxi.rules.tables import RuleDataError
from faxi.text.words import Language

TEXTS = resource("guidance")
STAGES = list(load_rules().ladder.texts)
TOPICS = sorted(path.stem for path in (TEXTS / "zh" / "topics").glob("*.md"))
BOTH = pytest.mark.parametrize("language", Language)
EVERY_STAGE = pytest.mark.parametrize("stage_id", STAGES)
EVERY_TOPIC = pytest.mark.parametrize("topic_id", TOPICS)


def passages(text: Guidance, key: str) -> list[Passage]:
    return [block for block in text.section(key).blocks if isinstance(block, Passage)]


def read_book(folder: Path) -> GuidanceBook:
    """Return the texts of a folder, or raise the first fault of one or of all together."""
    stages: dict[Language, Mapping[str, Guidance]] = {}
    topics: dict[Language, Mapping[str, Guidance]] = {}
    for language in Language:
        home = folder / language
        topics[language] = {p.stem: read_topic(p, language) for p in texts_of(home / "topics")}
        stages[language] = {p.stem: read_stage(p, language) for p in texts_of(home)}
    book = GuidanceBook(stages, topics)
    for where, reason in book_faults(book, law()):
        raise RuleDataError(where, reason)
    return book


# What is shipped


def test_everything_shipped_is_sound() -> None:
    book = read_book(TEXTS)
    for language in Language:
        assert set(book.stages[language]) == set(STAGES)
        assert set(book.topics[language]) == set(TOPICS)


@EVERY_STAGE
@BOTH
def test_a_stage_has_its_sections_in_order(stage_id: str, language: Language) -> None:
    text = stage_guidance(stage_id, language)
    assert [section.key for section in text.sections] == list(SECTIONS)
    assert [s.title for s in text.sections] == [said[language] for said in SECTIONS.values()]
    assert text.title
    assert text.summary


@EVERY_STAGE
@BOTH
@pytest.mark.parametrize("key", ["may_not", "can_do"])
def test_acts_are_at_least_four_each_with_a_source(
    stage_id: str, language: Language, key: str
) -> None:
    acts = [p for p in passages(stage_guidance(stage_id, language), key) if p.is_bullet]
    assert len(acts) >= 4
    assert all(act.sources for act in acts)
    assert {rule for act in acts for rule in act.sources} <= set(law())


@EVERY_STAGE
@BOTH
def test_a_stage_leads_to_topics_that_exist(stage_id: str, language: Language) -> None:
    topics = stage_guidance(stage_id, language).topics
    assert topics
    assert [topic for topic in topics if not topic_guidance(topic, language).sections] == []


@EVERY_TOPIC
@BOTH
def test_a_topic_stands_on_its_own(topic_id: str, language: Language) -> None:
    text = topic_guidance(topic_id, language)
    assert text.title
    assert text.sections
    assert text.sources
    assert [section.key for section in text.sections] == [
        str(number) for number in range(1, len(text.sections) + 1)
    ]


def test_the_topics_of_the_page_are_there() -> None:
    causes = {"economy", "credit_awareness", "supervision", "special"}
    assert {f"cause_{cause}" for cause in causes} <= set(TOPICS)
    assert {"why_lenders_collect", "high_penalty", "gentle_and_tough", "assignment_and_joint"} <= {
        *TOPICS
    }
    assert {"ways_out", "technology", "calls", "complaints", "scams"} <= set(TOPICS)


def test_texts_are_read_once() -> None:
    assert stage_guidance("gentle", Language.ZH) is stage_guidance("gentle", Language.ZH)


# How a text is read

FRONT = '+++\nid = "a"\ntitle = "A"\nsummary = "S"\n+++\n'


def topic_of(folder: Path, body: str) -> Guidance:
    path = folder / "a.md"
    path.write_text(FRONT + body, encoding="utf-8")
    return read_topic(path, Language.EN)


def test_citations_leave_the_text(tmp_path: Path) -> None:
    text = topic_of(tmp_path, "## One\nA b. [x.y] [z.w_1] C d. [x.y]\n")
    (block,) = text.sections[0].blocks
    assert block == Passage("A b. C d.", ("x.y", "z.w_1"), is_bullet=False, line=7)
    assert text.sources == ("x.y", "z.w_1")


def test_chinese_keeps_no_blank_behind(tmp_path: Path) -> None:
    text = topic_of(tmp_path, "## 一\n甲。[x.y] 乙；[x.y] 丙（丁）[x.y]。\n")
    (block,) = text.sections[0].blocks
    assert isinstance(block, Passage)
    assert block.text == "甲。乙；丙（丁）。"


def test_paragraphs_bullets_and_tables(tmp_path: Path) -> None:
    body = "## One\nfirst\nline\n- one\n- two [x.y]\n\n| a | b |\n|---|:-:|\n| c [x.y] | d |\nend\n"
    text = topic_of(tmp_path, body)
    assert text.sections[0].blocks == (
        Passage("first line", (), is_bullet=False, line=7),
        Passage("one", (), is_bullet=True, line=9),
        Passage("two", ("x.y",), is_bullet=True, line=10),
        Grid((("a", "b"), ("c", "d")), ("x.y",), 12),
        Passage("end", (), is_bullet=False, line=15),
    )


# What is refused


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a copy of the shipped texts."""
    return Path(shutil.copytree(TEXTS, tmp_path / "guidance"))


def without_section(title: str) -> Change:
    return lambda text: re.sub(rf"(?ms)^## {title}\n.*?(?=^## |\Z)", "", text)


def first_act(change: Callable[[str], str], heading: str = "## 您可以做什么\n") -> Change:
    def changed(text: str) -> str:
        before, head, rest = text.partition(heading)
        act, end, after = rest.partition("\n")
        return before + head + change(act) + end + after

    return changed


def without_acts(text: str) -> str:
    before, head, rest = text.partition("## 催收方不能做什么\n")
    acts, mark, after = rest.partition("\n## ")
    return before + head + "\n".join(acts.split("\n")[:3]) + "\n" + mark + after


ZH, EN, CALLS = "zh/gentle.md", "en/gentle.md", "en/topics/calls.md"
CORRUPT: list[tuple[str, Change, str]] = [
    (ZH, lambda text: text.replace("+++", "---"), "1: no front matter"),
    (ZH, replaced('id = "gentle"', 'id = "gentl"'), "id: expected gentle"),
    (ZH, replaced('id = "gentle"', 'id = "gentle'), "1: "),
    (ZH, replaced("title =", "titel ="), "title: missing"),
    (ZH, replaced("title =", "x = 1\ntitle ="), "x: unknown key"),
    (ZH, replaced('summary = "', f'summary = "{"长" * 80}'), r"summary: \d+ characters"),
    (EN, replaced('summary = "', f'summary = "{"a" * 240}'), r"summary: \d+ characters"),
    (ZH, replaced('topics = ["', 'topics = ["x", "'), "topics: unknown: x"),
    (ZH, without_section("等待的代价"), r"\d+: expected 等待的代价, found 法律依据"),
    (ZH, without_section("法律依据"), "basis: missing: 法律依据"),
    (ZH, lambda text: re.sub(r"(?s)(?<=## 法律依据\n).*", "- 无。\n", text), r"\d+: no source"),
    (ZH, lambda text: f"{text}\n## 补充\n一。\n", r"\d+: extra section: 补充"),
    (ZH, replaced("## 等待的代价", "## 等待代价"), r"\d+: expected 等待的代价, found 等待代价"),
    (ZH, replaced("## 等待的代价\n", "## 等待的代价\n\n## 多\n"), r"\d+: an empty section"),
    (EN, replaced("## Why the lender does it", "### Why"), r"\d+: not a heading"),
    (ZH, replaced("## 通常会发生什么", "前言\n\n## 通常会发生什么"), r"\d+: expected a section"),
    (ZH, first_act(lambda act: re.sub(r"\[.*", "", act)), r"\d+: an act without a source"),
    (ZH, without_acts, r"\d+: fewer than 4 acts"),
    (ZH, first_act(lambda act: f"{act} [no.such_rule]"), r"\d+: unknown rule: no\.such_rule"),
    (ZH, first_act(lambda act: f"{act} [Notes]"), r"\d+: a bracket that is no citation"),
    (ZH, first_act(lambda act: f"{act} 对方必然起诉。"), r"\d+: forbidden: 必然"),
    (ZH, first_act(lambda act: f"{act} 对方一定会起诉。"), r"\d+: forbidden: 一定会"),
    (EN, replaced("- ", "- It is Guaranteed. "), r"\d+: forbidden: Guaranteed"),
    (EN, replaced("- ", "- They will certainly sue. "), r"\d+: forbidden: will certainly"),
    (ZH, first_act(lambda act: f"{act}{'长' * 800}"), r"body: \d+ Chinese characters"),
    (EN, replaced("- ", "- x [costs.appeal_fee]\n- "), r"body: cited in one.*: costs\.appeal_fee"),
    (EN, replaced('topics = ["', 'topics = ["technology", "'), "topics: not those of"),
    (CALLS, lambda text: f"{text} [costs.appeal_fee]", "body: cited in one language only"),
    (CALLS, replaced("summary", 'topics = ["x"]\nsummary'), "topics: a topic leads to none"),
]


@pytest.mark.parametrize(("name", "change", "said"), CORRUPT)
def test_a_corrupt_text_is_refused(copied: Path, name: str, change: Change, said: str) -> None:
    path = copied / name
    before = path.read_text(encoding="utf-8")
    path.write_text(change(before), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    with pytest.raises(RuleDataError, match=f"^{re.escape(name)}:{said}"):
        read_book(copied)


@pytest.mark.parametrize("name", ["en/settled.md", "zh/settled.md"])
def test_a_stage_missing_in_one_language_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(RuleDataError, match=f"^{name}:1: there in the other language only"):
        read_book(copied)


def test_a_topic_missing_in_one_language_is_named(copied: Path) -> None:
    (copied / CALLS).unlink()
    with pytest.raises(RuleDataError, match=r"^en/\w+\.md:topics: unknown: calls"):
        read_book(copied)


def test_a_text_that_is_not_utf8_is_named(copied: Path) -> None:
    (copied / "zh" / "gentle.md").write_bytes("催收".encode("gbk"))
    with pytest.raises(RuleDataError, match=r"^zh/gentle\.md:1: "):
        read_book(copied)
