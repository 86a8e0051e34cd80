"""Looks through all data and texts for what no single reader refuses, and lists every fault."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

from faxi.engine.case import LenderKind
from faxi.engine.rates import parse_percent
from faxi.resources import resource
from faxi.rules.book import read_line_rules
from faxi.rules.guidance import (
    FORBIDDEN,
    Block,
    Guidance,
    GuidanceBook,
    Passage,
    book_faults,
    read_stage,
    read_topic,
    texts_of,
)
from faxi.rules.ladders import (
    LadderFile,
    ladder_faults,
    ladder_files,
    read_ladder,
    unknown_rules,
)
from faxi.rules.law import (
    CONFIDENCES,
    Rule,
    Tier,
    read_instruments,
    read_labels,
    read_rule_file,
    rule_files,
)
from faxi.rules.series import read_series, series_files
from faxi.rules.tables import RuleDataError
from faxi.text.words import Language

_Read = TypeVar("_Read")
_Args = ParamSpec("_Args")

# What words have to say about their own source.
_LABELS = {
    "SEEN-2": {Language.ZH: "据公开报道", Language.EN: "publicly reported"},
    "DISPUTED": {
        Language.ZH: "争议|不一|不一致|对不上",
        Language.EN: "disput|differ|split|not agree|disagree",
    },
}
_GENERAL = "ladder_default.toml"
_RULE_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
_ARTICLE = re.compile(r"|第.+")
_NUMBER = re.compile(r"\d+(\.\d+)?(/\d+)?")
_UNCONFIRMED = re.compile(r"\bMEM(ORY)?\b")


class Finding(NamedTuple):
    """A fault of the data; ``key`` is the key or the line within the file."""

    file: str
    key: str
    reason: str


def audit(root: Path | None = None) -> list[Finding]:
    """Return every fault of rules and guidance, sorted by file.

    Args:
        root: Folder that holds ``rules`` and ``guidance``; by default the shipped one.
    """
    auditor = _Auditor(root or resource("rules").parent)
    auditor.rule_rows()
    auditor.series()
    auditor.ladders()
    auditor.line_rules()
    auditor.guidance()
    auditor.spelling()
    return sorted(set(auditor.found))


class _Auditor:
    """Walks the data once; what one part read the next ones check against."""

    def __init__(self, root: Path) -> None:
        self.home, self.texts = root / "rules", root / "guidance"
        self.found: list[Finding] = []
        self._instruments = self._read(read_instruments, self.home / "instruments.toml") or {}
        self._rules: dict[str, Rule] = {}
        self._general: LadderFile | None = None

    def _read(
        self, read: Callable[_Args, _Read], *args: _Args.args, **kwargs: _Args.kwargs
    ) -> _Read | None:
        """Return what is read; what a loader refuses becomes a finding."""
        try:
            return read(*args, **kwargs)
        except RuleDataError as error:
            self._note("", [(error.where, error.reason)])
            return None

    def _note(self, file: str, faults: Iterable[tuple[str, str]]) -> None:
        """Note faults of a file; without a file their keys begin with it."""
        for where, reason in faults:
            name, _, key = where.partition(":") if not file else (file, "", where)
            self.found.append(Finding(name, key, reason))

    def rule_rows(self) -> None:
        """Check the rule rows."""
        for path in rule_files(self.home):
            before = set(self._rules)
            self._read(read_rule_file, path, self._instruments, self._rules)
            for rule_id in self._rules.keys() - before:
                faults = _rule_faults(self._rules[rule_id])
                self._note(path.name, ((f"{rule_id}.{key}", why) for key, why in faults))

    def series(self) -> None:
        """Check the series, and that every instrument is cited somewhere."""
        cited = {rule.instrument.id for rule in self._rules.values()}
        seen: set[str] = set()
        for path in series_files(self.home):
            file = self._read(read_series, path)
            if file is None:
                continue
            cited.add(file.instrument)
            if file.instrument not in self._instruments:
                self._note(path.name, [("instrument", f"unknown: {file.instrument}")])
            if file.confidence not in CONFIDENCES:
                self._note(path.name, [("confidence", f"unknown: {file.confidence}")])
            if file.series.id in seen:
                self._note(path.name, [("id", f"repeated: {file.series.id}")])
            seen.add(file.series.id)
        unused = sorted(self._instruments.keys() - cited)
        self._note("instruments.toml", ((name, "nothing cites it") for name in unused))

    def ladders(self) -> None:
        """Check that every kind of lender has one complete ladder whose rules bind it."""
        general = self._general = self._read(read_ladder, self.home / _GENERAL, self.home)
        served: set[LenderKind] = set()
        for path in ladder_files(self.home):
            ladder = self._read(read_ladder, path, self.home)
            if ladder is None:
                continue
            if general is not None:
                self._note(path.name, ladder_faults(ladder, general))
            self._note(path.name, unknown_rules(ladder, self._rules))
            self._note(path.name, _binding_faults(ladder, self._rules))
            if ladder.confidence not in CONFIDENCES:
                self._note(path.name, [("confidence", f"unknown: {ladder.confidence}")])
            if twice := served.intersection(ladder.lender_kinds):
                self._note(path.name, [("lender_kinds", f"repeated: {', '.join(sorted(twice))}")])
            served.update(ladder.lender_kinds)

    def line_rules(self) -> None:
        """Check that every accrual line rests on a rule that binds its lender."""
        path = self.home / "line_rules.toml"
        for kind, lines in (self._read(read_line_rules, path) or {}).items():
            for component, rule_id in lines.items():
                rule = self._rules.get(rule_id)
                if rule is None:
                    self._note(path.name, [(f"{kind}.{component.key}", f"unknown: {rule_id}")])
                elif not rule.binds(kind):
                    self._note(path.name, [(f"{kind}.{component.key}", f"not for it: {rule_id}")])

    def guidance(self) -> None:
        """Check every text, then all of them against rules, topics, stages and each other."""
        stages: dict[Language, Mapping[str, Guidance]] = {}
        topics: dict[Language, Mapping[str, Guidance]] = {}
        self._read(read_labels, self.texts / "labels.toml")
        before = len(self.found)
        for language in Language:
            home = self.texts / language
            stages[language] = self._guidance_in(home, read_stage, language)
            topics[language] = self._guidance_in(home / "topics", read_topic, language)
        if len(self.found) > before:
            return
        book = GuidanceBook(stages, topics)
        self._note("", book_faults(book, self._rules))
        self._note("", _label_faults(book, self._rules))
        self._note("", _unlinked(book))
        for language, stage_id in self._stages_and_languages():
            if stage_id not in book.stages[language]:
                self._note(f"{language}/{stage_id}.md", [("1", "missing")])

    def _guidance_in(
        self, folder: Path, read: Callable[[Path, Language], Guidance], language: Language
    ) -> Mapping[str, Guidance]:
        found = ((path.stem, self._read(read, path, language)) for path in texts_of(folder))
        return {text_id: text for text_id, text in found if text is not None}

    def _stages_and_languages(self) -> Iterator[tuple[Language, str]]:
        for language in Language:
            for stage_id in self._general.texts if self._general else ():
                yield language, stage_id

    def spelling(self) -> None:
        """Look for lines that ship what is not confirmed, or promise what nobody can."""
        for folder in (self.home, self.texts):
            for path in sorted((*folder.rglob("*.toml"), *folder.rglob("*.md"))):
                self._note(path.relative_to(folder).as_posix(), _line_faults(path))


def _line_faults(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        for pattern in (_UNCONFIRMED, *FORBIDDEN.values()):
            if match := pattern.search(line):
                yield str(number), f"forbidden: {match[0]}"


def _rule_faults(rule: Rule) -> Iterator[tuple[str, str]]:
    if not _RULE_ID.fullmatch(rule.id):
        yield "id", "expected words in lower case, parted by points"
    if not _ARTICLE.fullmatch(rule.article):
        yield "article", f"not an article: {rule.article}"
    published = rule.instrument.published
    if published is not None and published > rule.checked_on:
        yield "instrument", f"{published} is later than the check"
    if (rule.confidence == "PRACTICE") != (rule.instrument.id == "practice"):
        yield "confidence", "practice has no source in law, and nothing else is practice"
    for language, words in rule.words.items():
        if not _says(rule.confidence, language, words):
            yield f"words.{language}", f"do not say that this is {rule.confidence}"
    yield from _value_faults(rule)
    yield from _tier_faults(rule)


def _value_faults(rule: Rule) -> Iterator[tuple[str, str]]:
    for key, text in rule.values.items():
        if not (_is_percent(text) or _NUMBER.fullmatch(text) or _is_date(text)):
            yield f"values.{key}", f"not an exact figure: {text}"
    is_share = rule.unit.startswith("percent") and rule.values
    if is_share and not any(map(_is_percent, rule.values.values())):
        yield "values", f"none in {rule.unit}"


def _tier_faults(rule: Rule) -> Iterator[tuple[str, str]]:
    *bounds, last = [tier.up_to for tier in rule.tiers] or [None]
    ends = [int(bound) for bound in bounds if bound is not None and bound.isdecimal()]
    if last is not None or len(ends) != len(bounds) or ends != sorted(set(ends)):
        yield "tiers", "ends must be whole yuan and ascend, the last without one"
    for index, tier in enumerate(rule.tiers):
        yield from ((f"tiers[{index}]{key}", reason) for key, reason in _step_faults(tier))


def _step_faults(tier: Tier) -> Iterator[tuple[str, str]]:
    if (tier.fixed is None) == (tier.rate is None):
        yield "", "expected either a fixed sum or a rate"
    if tier.fixed is not None and not _NUMBER.fullmatch(tier.fixed):
        yield ".fixed", f"not a sum: {tier.fixed}"
    if tier.rate is not None and not _is_percent(tier.rate):
        yield ".rate", f"not a percentage: {tier.rate}"


def _is_percent(text: str) -> bool:
    try:
        parse_percent(text)
    except ValueError:
        return False
    return True


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _binding_faults(ladder: LadderFile, rules: Mapping[str, Rule]) -> Iterator[tuple[str, str]]:
    """Yield the rules a ladder for some kinds of lender cites although they do not bind them."""
    for stage_id, texts in ladder.texts.items():
        for rule in (rules[rule_id] for rule_id in texts.rules if rule_id in rules):
            if not all(map(rule.binds, ladder.lender_kinds)):
                yield f"{stage_id}:rules", f"not for this kind of lender: {rule.id}"


def _label_faults(book: GuidanceBook, rules: Mapping[str, Rule]) -> Iterator[tuple[str, str]]:
    """Yield passages that do not say how sure the rules are they rest on."""
    for file, language, text in book.texts():
        for block in text.blocks:
            for rule in (rules[rule_id] for rule_id in block.sources if rule_id in rules):
                if not _says(rule.confidence, language, _words_of(block)):
                    yield (
                        f"{file}:{block.line}",
                        f"does not say that {rule.id} is {rule.confidence}",
                    )


def _says(confidence: str, language: Language, text: str) -> bool:
    pattern = _LABELS.get(confidence, {}).get(language, "")
    return re.search(pattern, text, re.IGNORECASE) is not None


def _words_of(block: Block) -> str:
    return block.text if isinstance(block, Passage) else str(block.rows)


def _unlinked(book: GuidanceBook) -> Iterator[tuple[str, str]]:
    for language, stages in book.stages.items():
        linked = {topic for stage in stages.values() for topic in stage.topics}
        for topic in sorted(book.topics[language].keys() - linked):
            yield f"{language}/topics/{topic}.md:id", "no stage leads to it"
