"""Reads the guidance: what may happen at a stage and what a person can do, each with its source."""

import re
import tomllib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from faxi.resources import resource
from faxi.rules.tables import RuleDataError, Table
from faxi.text.words import Language

# The sections of a stage, in this order.
SECTIONS: Mapping[str, Mapping[Language, str]] = {
    "usual": {Language.ZH: "通常会发生什么", Language.EN: "What usually happens now"},
    "why": {Language.ZH: "出借人为什么这样做", Language.EN: "Why the lender does it"},
    "may_not": {Language.ZH: "催收方不能做什么", Language.EN: "What they may not do"},
    "can_do": {Language.ZH: "您可以做什么", Language.EN: "What you can do"},
    "else": {Language.ZH: "还可能发生什么", Language.EN: "What else is possible"},
    "waiting": {Language.ZH: "等待的代价", Language.EN: "What it costs to wait"},
    "basis": {Language.ZH: "法律依据", Language.EN: "Legal basis"},
}
_ACTS = ("may_not", "can_do")
_LEAST_ACTS = 4
_LONGEST_SUMMARY = {Language.ZH: 80, Language.EN: 240}
_STAGE_LENGTH = range(700, 1501)  # Chinese characters
FORBIDDEN = {
    Language.ZH: re.compile("必然|一定会|肯定会"),
    Language.EN: re.compile("will certainly|guaranteed", re.IGNORECASE),
}
_CITED = re.compile(r"\s*\[([a-z0-9_]+(?:\.[a-z0-9_]+)+)\]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BLANK_AFTER_CHINESE = re.compile(r"(?<=[。；，：！？”）])\s+")
_RULE_OF_TABLE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")


class Passage(NamedTuple):
    """A paragraph, or a bullet of a list.

    Attributes:
        text: Without the citations, which stand in ``sources`` in their order.
        line: Where it begins in its file.
    """

    text: str
    sources: tuple[str, ...]
    is_bullet: bool
    line: int


class Grid(NamedTuple):
    """A small table; its first row is the header."""

    rows: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    line: int


Block = Passage | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text under its heading.

    Attributes:
        key: One of ``SECTIONS``; of a topic the number of the section, from 1.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Guidance:
    """What people read about a stage or a topic, in one language.

    Attributes:
        topics: Ids of the topics a stage leads to.
    """

    id: str
    title: str
    summary: str
    topics: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all sections."""
        return tuple(block for section in self.sections for block in section.blocks)

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of all rules cited, each once, in the order of the text."""
        return tuple(dict.fromkeys(rule for _, rule in self.citations()))

    def citations(self) -> Iterator[tuple[int, str]]:
        """Yield every rule cited with the line of its block."""
        for block in self.blocks:
            for rule in block.sources:
                yield block.line, rule

    def section(self, key: str) -> Section:
        """Return the section of a key."""
        return next(section for section in self.sections if section.key == key)


@dataclass(frozen=True, slots=True)
class GuidanceBook:
    """All texts by language and id."""

    stages: Mapping[Language, Mapping[str, Guidance]]
    topics: Mapping[Language, Mapping[str, Guidance]]

    def texts(self) -> Iterator[tuple[str, Language, Guidance]]:
        """Yield every text with its file and language."""
        for kind, folder in ((self.stages, ""), (self.topics, "topics/")):
            for language, texts in kind.items():
                for text in texts.values():
                    yield f"{language}/{folder}{text.id}.md", language, text


@cache
def stage_guidance(stage_id: str, language: Language) -> Guidance:
    """Return the shipped text of a stage, or of the states ``not_due`` and ``settled``."""
    return read_stage(resource("guidance", language, f"{stage_id}.md"), language)


@cache
def topic_guidance(topic_id: str, language: Language) -> Guidance:
    """Return the shipped text of a topic."""
    return read_topic(resource("guidance", language, "topics", f"{topic_id}.md"), language)


def texts_of(folder: Path) -> list[Path]:
    """Return the texts of a folder, not those of folders within."""
    return sorted(folder.glob("*.md"))


def read_stage(path: Path, language: Language) -> Guidance:
    """Return the text of a stage: fixed sections in their order, acts each with a source.

    Raises:
        RuleDataError: The text breaks one of its rules; the message names file and line.
    """
    found = _read(path, language)
    titles = [(key, said[language]) for key, said in SECTIONS.items()]
    for index, (key, title) in enumerate(titles):
        if index >= len(found.sections):
            raise RuleDataError(_where(path, language, key), f"missing: {title}")
        section = found.sections[index]
        if section.title != title:
            place = _where(path, language, section.line)
            raise RuleDataError(place, f"expected {title}, found {section.title}")
    if len(found.sections) > len(titles):
        extra = found.sections[len(titles)]
        raise RuleDataError(_where(path, language, extra.line), f"extra section: {extra.title}")
    sections = tuple(
        Section(key, section.title, section.blocks, section.line)
        for (key, _), section in zip(titles, found.sections, strict=True)
    )
    stage = Guidance(found.id, found.title, found.summary, found.topics, sections)
    for line, reason in _stage_faults(stage, path, language):
        raise RuleDataError(_where(path, language, line), reason)
    return stage


def read_topic(path: Path, language: Language) -> Guidance:
    """Return the text of a topic; its sections are free.

    Raises:
        RuleDataError: The text breaks one of its rules; the message names file and line.
    """
    topic = _read(path, language)
    if topic.topics:
        raise RuleDataError(_where(path, language, "topics"), "a topic leads to none")
    return topic


def book_faults(book: GuidanceBook, rules: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield place and reason of what texts get wrong about rules, topics and each other."""
    for file, language, text in book.texts():
        for line, rule in text.citations():
            if rule not in rules:
                yield f"{file}:{line}", f"unknown rule: {rule}"
        for topic in text.topics:
            if topic not in book.topics[language]:
                yield f"{file}:topics", f"unknown: {topic}"
    yield from _language_faults(book.stages, "")
    yield from _language_faults(book.topics, "topics/")


def _language_faults(
    texts: Mapping[Language, Mapping[str, Guidance]], folder: str
) -> Iterator[tuple[str, str]]:
    """Yield where the languages do not have the same texts with the same sources."""
    chinese, english = texts[Language.ZH], texts[Language.EN]
    for text_id in sorted(chinese.keys() ^ english.keys()):
        language = Language.EN if text_id in chinese else Language.ZH
        yield f"{language}/{folder}{text_id}.md:1", "there in the other language only"
    for text_id in sorted(chinese.keys() & english.keys()):
        one, other = chinese[text_id], english[text_id]
        if differing := set(one.sources) ^ set(other.sources):
            reason = f"cited in one language only: {', '.join(sorted(differing))}"
            yield f"{Language.EN}/{folder}{text_id}.md:body", reason
        if one.topics != other.topics:
            yield f"{Language.EN}/{folder}{text_id}.md:topics", "not those of the Chinese text"


def _stage_faults(
    stage: Guidance, path: Path, language: Language
) -> Iterator[tuple[int | str, str]]:
    for key in _ACTS:
        yield from _act_faults(stage.section(key))
    basis = stage.section("basis")
    if not any(block.sources for block in basis.blocks):
        yield basis.line, "no source"
    if language is Language.ZH:
        body = path.read_text(encoding="utf-8").split("+++", 2)[2]
        length = len(_CHINESE.findall(body))
        if length not in _STAGE_LENGTH:
            yield "body", f"{length} Chinese characters"


def _act_faults(section: Section) -> Iterator[tuple[int, str]]:
    acts = [block for block in section.blocks if isinstance(block, Passage) and block.is_bullet]
    for act in acts:
        if not act.sources:
            yield act.line, "an act without a source"
    if len(acts) < _LEAST_ACTS:
        yield section.line, f"fewer than {_LEAST_ACTS} acts"


# Parsing


def _file(path: Path, language: Language) -> str:
    folder = "topics/" if path.parent.name == "topics" else ""
    return f"{language}/{folder}{path.name}"


def _where(path: Path, language: Language, key: int | str) -> str:
    return f"{_file(path, language)}:{key}"


def _read(path: Path, language: Language) -> Guidance:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RuleDataError(_where(path, language, 1), str(error)) from error
    ends = [number for number, line in enumerate(lines) if line == "+++"]
    if len(ends) < 2 or ends[0] != 0:
        raise RuleDataError(_where(path, language, 1), "no front matter between +++ lines")
    for number, reason in _line_faults(lines, ends[1], language):
        raise RuleDataError(_where(path, language, number), reason)
    table = _front_matter("\n".join(lines[1 : ends[1]]), path, language)
    text_id, title, summary = table.text("id"), table.text("title"), table.text("summary")
    topics = table.texts("topics") if "topics" in table else ()
    table.done()
    if text_id != path.stem:
        raise RuleDataError(_where(path, language, "id"), f"expected {path.stem}")
    if not 0 < len(summary) <= _LONGEST_SUMMARY[language]:
        raise RuleDataError(_where(path, language, "summary"), f"{len(summary)} characters")
    sections = _sections(lines, ends[1] + 1, path, language)
    return Guidance(text_id, title, summary, topics, tuple(sections))


def _line_faults(lines: list[str], start: int, language: Language) -> Iterator[tuple[int, str]]:
    """Yield number and reason of lines that say or look what they may not."""
    for index, line in enumerate(lines):
        if found := FORBIDDEN[language].search(line):
            yield index + 1, f"forbidden: {found[0]}"
        if index > start and line.startswith("#") and not line.startswith("## "):
            yield index + 1, "not a heading of a section"
        if index > start and re.search(r"[\[\]]", _CITED.sub("", line)):
            yield index + 1, "a bracket that is no citation"


def _front_matter(text: str, path: Path, language: Language) -> Table:
    try:
        return Table(tomllib.loads(text), _file(path, language))
    except tomllib.TOMLDecodeError as error:
        raise RuleDataError(_where(path, language, 1), str(error)) from error


def _sections(lines: list[str], start: int, path: Path, language: Language) -> Iterator[Section]:
    """Yield the sections; ``start`` is the index of the first line after the front matter."""
    heads = [n for n in range(start, len(lines)) if lines[n].startswith("## ")]
    if not heads or any(line.strip() for line in lines[start : heads[0]]):
        raise RuleDataError(_where(path, language, start + 1), "expected a section")
    for number, (head, end) in enumerate(zip(heads, [*heads[1:], len(lines)], strict=True), 1):
        title = lines[head].removeprefix("## ").strip()
        blocks = tuple(_blocks(lines[head + 1 : end], head + 2))
        if not blocks:
            raise RuleDataError(_where(path, language, head + 1), "an empty section")
        yield Section(str(number), title, blocks, head + 1)


def _blocks(lines: list[str], first: int) -> Iterator[Block]:
    """Yield paragraphs, bullets and tables; ``first`` is the number of the first line."""
    run: list[str] = []
    for number, line in enumerate([*lines, ""], first):
        starts_anew = not line.strip() or line.startswith("- ")
        if run and (starts_anew or line.startswith("|") != run[0].startswith("|")):
            yield _block(run, number - len(run))
            run = []
        if line.strip():
            run.append(line.strip())


def _block(run: list[str], line: int) -> Block:
    whole = " ".join(run)
    sources = tuple(dict.fromkeys(_CITED.findall(whole)))
    if run[0].startswith("|"):
        cells = [row.strip("|").split("|") for row in run if not _RULE_OF_TABLE.fullmatch(row)]
        return Grid(tuple(tuple(map(_plain, row)) for row in cells), sources, line)
    is_bullet = run[0].startswith("- ")
    return Passage(_plain(whole.removeprefix("- ")), sources, is_bullet, line)


def _plain(text: str) -> str:
    """Return text without its citations and the blanks they leave."""
    return _BLANK_AFTER_CHINESE.sub("", _CITED.sub("", text)).strip()
