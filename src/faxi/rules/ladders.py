"""Reads stage ladders: the rungs the engine needs and the texts people read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from faxi.engine.case import LenderKind
from faxi.engine.events import NoticeKind
from faxi.engine.rulebook import Bucket, Ladder, LadderStage
from faxi.engine.statement import StageResult
from faxi.rules.tables import Bilingual, RuleDataError, Table, read_table

_STATES = ("not_due", "settled")


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
    """

    ladder: Ladder
    title: Bilingual
    lender_kinds: tuple[LenderKind, ...]
    confidence: str
    checked_on: date
    texts: Mapping[str, StageTexts]

    def texts_for(self, stage: StageResult) -> tuple[Bilingual, Bilingual]:
        """Return title and text of the stage a statement found."""
        return self.texts[stage.id].for_basis(stage.basis)

    def name_of(self, stage_id: str) -> Bilingual:
        """Return what a stage is called, in a word."""
        return self.texts[stage_id].name


def read_ladder(path: Path) -> LadderFile:
    """Return the ladder of a file.

    Raises:
        RuleDataError: Keys wrong, stages or buckets that leave a gap or overlap, texts missing for
            a threshold or a notice.
    """
    table = read_table(path)
    ladder_id, title = table.text("id"), table.bilingual("title")
    kinds = tuple(LenderKind(kind) for kind in table.texts("lender_kinds"))
    confidence, checked_on = table.text("confidence"), table.day("checked_on")
    buckets = tuple(_read_bucket(row) for row in table.tables("bucket"))
    stages, texts = [], {}
    for row in table.tables("stage"):
        stage, stage_texts = _read_stage(row)
        stages.append(stage)
        texts[stage.id] = stage_texts
    for row in table.tables("state"):
        state = _read_state(row)
        texts[state.id] = state
    table.done()
    _check_runs(path.name, "bucket", [(b.from_days, b.to_days) for b in buckets])
    by_days = [(s.from_days, s.to_days) for s in stages if s.from_days is not None]
    _check_runs(path.name, "stage", by_days)
    if missing := [state for state in _STATES if state not in texts]:
        raise RuleDataError(f"{path.name}:state", f"missing {missing[0]}")
    ladder = Ladder(ladder_id, tuple(stages), buckets)
    return LadderFile(ladder, title, kinds, confidence, checked_on, texts)


def _check_runs(file: str, key: str, runs: list[tuple[int, int | None]]) -> None:
    """Refuse day ranges that do not run from 0 without gap or overlap, the last without end."""
    expected: int | None = 0
    for index, (first, last) in enumerate(runs):
        if first != expected:
            raise RuleDataError(f"{file}:{key}[{index}].from_days", f"expected {expected}")
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
    notices = frozenset(NoticeKind(kind) for kind in row.texts("notices"))
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
