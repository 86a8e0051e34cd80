"""Reads the rule rows: what law or practice says, for whom, since when, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from faxi.engine.case import LenderKind
from faxi.resources import resource
from faxi.rules.tables import Bilingual, RuleDataError, Table, read_table

_Row = TypeVar("_Row")

CONFIDENCES = ("SEEN-P", "SEEN", "SEEN-2", "DISPUTED", "PRACTICE")
UNITS = (
    "text", "percent", "percent_per_year", "percent_per_day", "money", "days", "years", "multiple",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, notice, standard or practice that rules come from.

    Attributes:
        published: ``None`` where the date was not recorded.
    """

    id: str
    title: Bilingual
    number: str
    issued_by: Bilingual
    published: date | None
    in_force_from: date | None
    in_force_to: date | None


@dataclass(frozen=True, slots=True)
class Tier:
    """A step of a fee schedule: a fixed sum, or a rate on the part within the step."""

    up_to: str | None
    fixed: str | None
    rate: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the law or practice says.

    Attributes:
        words: The rule in a sentence or three.
        lender_kinds: Whom it binds; empty for all.
        values: Figures code may compute with, as exact text.
    """

    id: str
    title: Bilingual
    words: Bilingual
    instrument: Instrument
    article: str
    in_force_from: date | None
    in_force_to: date | None
    lender_kinds: tuple[LenderKind, ...]
    unit: str
    confidence: str
    checked_on: date
    values: Mapping[str, str]
    tiers: tuple[Tier, ...]


_NOT_ROWS = ("instruments.toml", "line_rules.toml")


def rule_files(folder: Path) -> list[Path]:
    """Return the files of a rule folder that hold rule rows."""
    others = ("series_", "ladder_")
    files = sorted(folder.glob("*.toml"))
    return [f for f in files if f.name not in _NOT_ROWS and not f.name.startswith(others)]


def read_law(folder: Path) -> dict[str, Rule]:
    """Return every rule row of a folder by id.

    Raises:
        RuleDataError: A row is incomplete, repeated, unordered or cites an unknown instrument.
    """
    instruments: dict[str, Instrument] = {}
    table = read_table(folder / "instruments.toml")
    for row in table.tables("instrument"):
        instrument = _read_instrument(row)
        _add(instruments, instrument.id, instrument, row)
    table.done()
    rules: dict[str, Rule] = {}
    for path in rule_files(folder):
        table = read_table(path)
        for row in table.tables("rule"):
            rule = _read_rule(row, instruments)
            _add(rules, rule.id, rule, row)
        table.done()
    return rules


@cache
def law() -> Mapping[str, Rule]:
    """Return the shipped rule rows by id, read once."""
    return read_law(resource("rules"))


def _add(found: dict[str, _Row], key: str, value: _Row, row: Table) -> None:
    if key in found:
        raise RuleDataError(f"{row.where}.id", f"repeated: {key}")
    found[key] = value


def _read_instrument(row: Table) -> Instrument:
    instrument = Instrument(
        row.text("id"),
        row.bilingual("title"),
        row.text("number"),
        row.bilingual("issued_by"),
        row.day_if_known("published"),
        row.day_if_known("in_force_from"),
        row.day("in_force_to") if "in_force_to" in row else None,
    )
    row.done()
    return instrument


def _read_rule(row: Table, instruments: Mapping[str, Instrument]) -> Rule:
    rule_id, title, words = row.text("id"), row.bilingual("title"), row.bilingual("words")
    instrument = row.text("instrument")
    if instrument not in instruments:
        raise RuleDataError(f"{row.where}.instrument", f"unknown: {instrument}")
    rule = Rule(
        rule_id,
        title,
        words,
        instruments[instrument],
        row.text("article"),
        row.day_if_known("in_force_from"),
        row.day("in_force_to") if "in_force_to" in row else None,
        tuple(LenderKind(kind) for kind in row.texts("lender_kinds")),
        row.text("unit"),
        row.text("confidence"),
        row.day("checked_on"),
        row.take("values") if "values" in row else {},
        tuple(_read_tier(tier) for tier in row.tables("tiers")) if "tiers" in row else (),
    )
    row.done()
    if rule.in_force_from and rule.in_force_to and rule.in_force_to < rule.in_force_from:
        raise RuleDataError(f"{row.where}.in_force_to", "ends before it begins")
    if rule.confidence not in CONFIDENCES:
        raise RuleDataError(f"{row.where}.confidence", f"unknown: {rule.confidence}")
    if rule.unit not in UNITS:
        raise RuleDataError(f"{row.where}.unit", f"unknown: {rule.unit}")
    return rule


def _read_tier(row: Table) -> Tier:
    tier = Tier(*(row.text(key) if key in row else None for key in ("up_to", "fixed", "rate")))
    row.done()
    return tier
