"""Puts together the rulebook the engine calculates with, and the texts that go with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from faxi.engine.case import LenderKind
from faxi.engine.components import Component
from faxi.engine.rulebook import Rulebook
from faxi.resources import resource
from faxi.rules.ladders import (
    LadderFile,
    ladder_faults,
    ladder_files,
    read_ladder,
    unknown_rules,
)
from faxi.rules.law import Rule, law
from faxi.rules.series import OWN_FILE, SeriesFile, shipped_series
from faxi.rules.tables import RuleDataError, read_table
from faxi.rules.workdays import OfficialCalendar

OWN_LADDERS = "ladders"
_GENERAL = "default"
_ACCRUING = (
    Component.ORDINARY_INTEREST,
    Component.PENALTY_INTEREST,
    Component.COMPOUND_INTEREST,
)


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything of ``resources/rules`` that a calculation and its output need at once.

    Attributes:
        ladder: The general ladder.
        ladders: The ladder of each kind of lender, the general one where there is no other.
        series: Every series by id, with a person's own rows in it.
    """

    rulebook: Rulebook
    ladder: LadderFile
    ladders: Mapping[LenderKind, LadderFile]
    series: Mapping[str, SeriesFile]

    @property
    def lpr_1y(self) -> SeriesFile:
        """The one-year LPR."""
        return self.series["lpr_1y"]

    def ladder_for(self, kind: LenderKind) -> LadderFile:
        """Return the ladder for a kind of lender."""
        return self.ladders[kind]

    def stage_rules(self, stage_id: str, kind: LenderKind) -> tuple[Rule, ...]:
        """Return the rules a stage's text rests on, those that bind this kind of lender."""
        rules = (law()[rule_id] for rule_id in self.ladders[kind].texts[stage_id].rules)
        return tuple(rule for rule in rules if rule.binds(kind))


@cache
def load_rules(own_folder: Path | None = None) -> Rules:
    """Return the shipped rules with a person's own rows and ladders over them, read once.

    Args:
        own_folder: Holds the person's ``rates.csv`` and ``ladders/*.toml``, neither of which need
            be there; ``None`` for the shipped rules alone.

    Raises:
        RuleDataError: The data is wrong; the message names file and key.
    """
    series = _series(own_folder)
    shipped = _shipped_ladders()
    general = next(file for file in shipped if file.ladder.id == _GENERAL)
    ladders = _chosen(shipped, _own_ladders(own_folder, general) if own_folder else [])
    book = Rulebook(
        series["lpr_1y"].series,
        general.ladder,
        read_line_rules(resource("rules", "line_rules.toml")),
        OfficialCalendar(),
        {kind: file.ladder for kind, file in ladders.items()},
    )
    return Rules(book, general, ladders, series)


def _series(own_folder: Path | None) -> Mapping[str, SeriesFile]:
    if own_folder is None or not _may_hold_rows(own_folder):
        return shipped_series()
    from faxi.rules.own_rows import laid_over, read_own_rows  # noqa: PLC0415 - few have any

    return laid_over(shipped_series(), read_own_rows(own_folder))


def _may_hold_rows(folder: Path) -> bool:
    try:
        return (folder / OWN_FILE).exists()
    except OSError:
        return True  # reading it says what is wrong


@cache
def _shipped_ladders() -> tuple[LadderFile, ...]:
    return tuple(read_ladder(path) for path in ladder_files(resource("rules")))


def forget_rules() -> None:
    """Have the next ``load_rules`` read again, after a person's own files have changed."""
    load_rules.cache_clear()


def _own_ladders(folder: Path, general: LadderFile) -> list[LadderFile]:
    """Return the ladders a person added.

    Raises:
        RuleDataError: One is wrong, cites a rule that does not exist, or serves whom another does.
    """
    found: list[LadderFile] = []
    for path in sorted((folder / OWN_LADDERS).glob("*.toml")):
        ladder = read_ladder(path)
        for key, reason in (*ladder_faults(ladder, general), *unknown_rules(ladder, law())):
            raise RuleDataError(f"{path.name}:{key}", reason)
        for other in found:
            if other.ladder.id == ladder.ladder.id:
                raise RuleDataError(f"{path.name}:id", f"repeated: {ladder.ladder.id}")
            if _serves_the_same(ladder, other):
                raise RuleDataError(f"{path.name}:lender_kinds", "another file names the same")
        found.append(replace(ladder, own=True))
    return found


def _serves_the_same(one: LadderFile, other: LadderFile) -> bool:
    if not one.lender_kinds or not other.lender_kinds:
        return one.lender_kinds == other.lender_kinds
    return not set(one.lender_kinds).isdisjoint(other.lender_kinds)


def _chosen(
    shipped: Sequence[LadderFile], own: Sequence[LadderFile]
) -> Mapping[LenderKind, LadderFile]:
    """Return a ladder for every kind of lender.

    One that names the kind goes before a general one, a person's own before a shipped one, and
    an own one with the id of a shipped variant stands in its place.
    """
    taken = {file.ladder.id for file in own}
    files = [file for file in shipped if not file.lender_kinds or file.ladder.id not in taken]
    files += own
    general = [file for file in files if not file.lender_kinds]
    return {
        kind: (general + [file for file in files if kind in file.lender_kinds])[-1]
        for kind in LenderKind
    }


def read_line_rules(path: Path) -> Mapping[LenderKind, Mapping[Component, str]]:
    """Return which rule each kind of line rests on, by lender kind.

    Raises:
        RuleDataError: A kind or component is missing or unknown.
    """
    table = read_table(path)
    rules = {}
    for kind in LenderKind:
        chosen = table.table(kind)
        rules[kind] = {component: chosen.text(component.key) for component in _ACCRUING}
        chosen.done()
    table.done()
    return rules
