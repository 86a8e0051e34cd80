"""Reads stage ladders: the rungs the engine needs and the texts people read."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from faxi.engine.case import LenderKind
from faxi.engine.events import NoticeKind
from faxi.engine.rulebook import Bucket, Ladder, LadderStage
from faxi.engine.statement import StageResult
from faxi.resources import resource
from faxi.rules.tables import Bilingual, RuleDataError, Table, read_toml

_STATES = ("not_due", "settled")
_ABOUT = ("id", "title", "lender_kinds", "confidence", "checked_on")  # never inherited
_LISTS = ("bucket", "stage", "state")


class BucketNote(NamedTuple):
    """How a bucket of a stage is usually classed by the lender and in the credit report."""

    bucket: str
    asset_class: Bilingual
    credit_code: str


@dataclass(frozen=True, slots=True)
class StageTexts:
    """What people read about a stage; by days it only says what may happen.

    Attributes:
        name: What the stage is called, in a word.
        by_days: Title and text where only the days suggest the stage; ``None`` if they cannot.
        by_notice: Title and text where a notice makes it a fact; ``None`` if none does.
        rules: Ids of the rule rows the text rests on.
    """

    id: str
    name: Bilingual
    by_days: tuple[Bilingual, Bilingual] | None
    by_notice: tuple[Bilingual, Bilingual] | None
    also_possible: tuple[str, ...]
    rules: tuple[str, ...]
    by_bucket: tuple[BucketNote, ...]

    def for_basis(self, basis: str) -> tuple[Bilingual, Bilingual]:
        """Return title and text for ``"days"`` or ``"notice"``."""
        texts = self.by_notice if basis == "notice" else self.by_days
        assert texts is not None, "the loader matched texts and thresholds"
        return texts


@dataclass(frozen=True, slots=True)
class LadderFile:
    """A ladder with its texts.

    Attributes:
        lender_kinds: The kinds of lender it is meant for; empty for all.
        own: Whether a person added it, which outputs mark.
    """

    ladder: Ladder
    title: Bilingual
    lender_kinds: tuple[LenderKind, ...]
    confidence: str
    checked_on: date
    texts: Mapping[str, StageTexts]
    own: bool = False

    def texts_for(self, stage: StageResult) -> tuple[Bilingual, Bilingual]:
        """Return title and text of the stage a statement found."""
        return self.texts[stage.id].for_basis(stage.basis)

    def note_of(self, bucket_id: str) -> BucketNote | None:
        """Return how a bucket is usually classed, ``None`` where the lender keeps no classes."""
        notes = (note for texts in self.texts.values() for note in texts.by_bucket)
        return next((note for note in notes if note.bucket == bucket_id), None)

    def name_of(self, stage_id: str) -> Bilingual:
        """Return what a stage is called, in a word."""
        return self.texts[stage_id].name


def ladder_files(folder: Path) -> list[Path]:
    """Return the ladder files of a rule folder."""
    return sorted(folder.glob("ladder_*.toml"))


def read_ladder(path: Path, bases: Path | None = None) -> LadderFile:
    """Return the ladder of a file, which may name another it ``extends`` and only say what differs.

    Args:
        bases: Folder of the ladders that can be extended; by default the shipped ones.

    Raises:
        RuleDataError: Keys wrong, stages or buckets that leave a gap or overlap, texts missing for
            a threshold or a notice, an unknown base, a stage the base does not have.
    """
    values = _completed(path, bases or resource("rules"), ())
    table = Table(values, path.name)
    ladder_id, title = table.text("id"), table.bilingual("title")
    kinds = table.members("lender_kinds", LenderKind)
    confidence, checked_on = table.text("confidence"), table.day("checked_on")
    buckets = tuple(_read_bucket(row) for row in table.tables("bucket"))
    stages: list[LadderStage] = []
    texts: dict[str, StageTexts] = {}
    for row in table.tables("stage"):
        stage, stage_texts = _read_stage(row)
        stages.append(stage)
        _add(texts, stage_texts, row)
    for row in table.tables("state"):
        _add(texts, _read_state(row), row)
    table.done()
    _check_runs(path.name, "bucket", [(b.from_days, b.to_days) for b in buckets])
    by_days = [(s.from_days, s.to_days) for s in stages if s.from_days is not None]
    _check_runs(path.name, "stage", by_days)
    if missing := [state for state in _STATES if state not in texts]:
        raise RuleDataError(f"{path.name}:state[{missing[0]}]", "missing")
    ladder = Ladder(ladder_id, tuple(stages), buckets)
    return LadderFile(ladder, title, kinds, confidence, checked_on, texts)


def _completed(path: Path, bases: Path, extended: tuple[str, ...]) -> dict[str, Any]:
    """Return the values of a ladder file with those of its base where it says nothing."""
    own = read_toml(path)
    if "extends" not in own:
        return own
    name, where = own.pop("extends"), f"{path.name}:extends"
    known = [base.stem.removeprefix("ladder_") for base in ladder_files(bases)]
    if name not in known:
        raise RuleDataError(where, f"unknown: {name}")
    if name in extended:
        raise RuleDataError(where, "goes round in circles")
    if missing := [key for key in _ABOUT if key not in own]:
        raise RuleDataError(f"{path.name}:{missing[0]}", "missing")
    base = _completed(bases / f"ladder_{name}.toml", bases, (*extended, name))
    for key in _LISTS:
        own[key] = _overlaid(base.get(key, []), own.get(key, []), f"{path.name}:{key}")
    return base | own


def _overlaid(base: object, own: object, where: str) -> list[dict[str, Any]]:
    """Return the rows of a base, each with what the row of the same id says otherwise."""
    rows = {str(row.get("id")): row for row in _rows(base, where)}
    changes: dict[str, dict[str, Any]] = {}
    for index, row in enumerate(_rows(own, where)):
        row_id = str(row.get("id"))
        if row_id not in rows or row_id in changes:
            reason = "repeated" if row_id in rows else "not in the base"
            raise RuleDataError(f"{where}[{index}]:id", f"{reason}: {row_id}")
        changes[row_id] = row
    return [row | changes.get(row_id, {}) for row_id, row in rows.items()]


def _rows(values: object, where: str) -> list[dict[str, Any]]:
    if not isinstance(values, list) or not all(isinstance(row, dict) for row in values):
        raise RuleDataError(where, "expected a list of tables")
    return values


def _add(texts: dict[str, StageTexts], found: StageTexts, row: Table) -> None:
    if found.id in texts:
        raise RuleDataError(f"{row.where}:id", f"repeated: {found.id}")
    texts[found.id] = found


def ladder_faults(ladder: LadderFile, general: LadderFile) -> Iterator[tuple[str, str]]:
    """Yield key and reason of what a ladder lacks beside the general one.

    Texts, guidance and the strip of the window go by the ids of the stages, so these are fixed;
    their names, thresholds, notices and words are not.
    """
    ids = [stage.id for stage in ladder.ladder.stages]
    if ids != [stage.id for stage in general.ladder.stages]:
        yield "stage", "stages and their order must be those of the general ladder"
    led_to = {notice for stage in ladder.ladder.stages for notice in stage.notices}
    for notice in NoticeKind:
        if notice not in led_to:
            yield "stage", f"no stage for the notice: {notice}"
    for texts in ladder.texts.values():
        yield from _text_faults(texts, ladder.ladder)


def _text_faults(texts: StageTexts, ladder: Ladder) -> Iterator[tuple[str, str]]:
    if not texts.rules:
        yield f"{texts.id}:rules", "no rule"
    for name in sorted(set(texts.also_possible) - {stage.id for stage in ladder.stages}):
        yield f"{texts.id}:also_possible", f"unknown: {name}"
    buckets = {bucket.id for bucket in ladder.buckets}
    for name in sorted({note.bucket for note in texts.by_bucket} - buckets):
        yield f"{texts.id}:by_bucket", f"unknown: {name}"


def unknown_rules(ladder: LadderFile, known: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield key and reason of the rules a ladder cites that do not exist."""
    for stage_id, texts in ladder.texts.items():
        for rule_id in texts.rules:
            if rule_id not in known:
                yield f"{stage_id}:rules", f"unknown: {rule_id}"


def _check_runs(file: str, key: str, runs: list[tuple[int, int | None]]) -> None:
    """Refuse day ranges that do not run from 0 without gap or overlap, the last without end."""
    expected: int | None = 0
    for index, (first, last) in enumerate(runs):
        if expected is None:
            raise RuleDataError(f"{file}:{key}[{index - 1}]:to_days", "missing")
        if first != expected:
            raise RuleDataError(f"{file}:{key}[{index}]:from_days", f"expected the day: {expected}")
        if last is not None and last < first:
            raise RuleDataError(f"{file}:{key}[{index}]:to_days", "ends before it begins")
        expected = None if last is None else last + 1
    if expected is not None:
        raise RuleDataError(f"{file}:{key}", "the last range must have no to_days")


def _read_bucket(row: Table) -> Bucket:
    bucket = Bucket(row.text("id"), row.whole("from_days"), _end(row))
    row.done()
    return bucket


def _end(row: Table) -> int | None:
    return row.whole("to_days") if "to_days" in row else None


def _read_stage(row: Table) -> tuple[LadderStage, StageTexts]:
    stage_id, name = row.text("id"), row.bilingual("name")
    first = row.whole("from_days") if "from_days" in row else None
    last = _end(row)
    notices = frozenset(row.members("notices", NoticeKind))
    by_days = _pair(row, "days") if first is not None else None
    by_notice = _pair(row, "notice") if notices else None
    also_possible, rules = row.texts("also_possible"), row.texts("rules")
    notes = tuple(map(_read_note, row.tables("by_bucket"))) if "by_bucket" in row else ()
    texts = StageTexts(stage_id, name, by_days, by_notice, also_possible, rules, notes)
    row.done()
    return LadderStage(stage_id, first, last, notices), texts


def _read_note(row: Table) -> BucketNote:
    note = BucketNote(row.text("bucket"), row.bilingual("asset_class"), row.text("credit_code"))
    row.done()
    return note


def _pair(row: Table, basis: str) -> tuple[Bilingual, Bilingual]:
    return row.bilingual(f"title_{basis}"), row.bilingual(f"text_{basis}")


def _read_state(row: Table) -> StageTexts:
    state_id, name = row.text("id"), row.bilingual("name")
    pair = (row.bilingual("title"), row.bilingual("text"))
    texts = StageTexts(state_id, name, pair, None, (), row.texts("rules"), ())
    row.done()
    return texts
