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

    @property
    def starts(self) -> date | None:
        """First day in force; where none is recorded, that of the instrument or its publication."""
        return self.in_force_from or self.instrument.in_force_from or self.instrument.published

    @property
    def ends(self) -> date | None:
        """Last day in force, ``None`` if no end is known."""
        return self.in_force_to or self.instrument.in_force_to

    def binds(self, kind: LenderKind) -> bool:
        """Tell whether the rule is meant for a kind of lender."""
        return not self.lender_kinds or kind in self.lender_kinds

    def is_in_force(self, day: date) -> bool:
        """Tell whether the rule holds on a day; a date that is not recorded excludes nothing."""
        return (self.starts is None or self.starts <= day) and (
            self.ends is None or day <= self.ends
        )


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
    known = read_instruments(folder / "instruments.toml")
    rules: dict[str, Rule] = {}
    for path in rule_files(folder):
        read_rule_file(path, known, rules)
    return rules


def read_instruments(path: Path) -> dict[str, Instrument]:
    """Return the instruments by id.

    Raises:
        RuleDataError: One is incomplete, repeated or ends before it begins.
    """
    found: dict[str, Instrument] = {}
    table = read_table(path)
    for row in table.tables("instrument"):
        instrument = _read_instrument(row)
        _add(found, instrument.id, instrument, row)
    table.done()
    return found


def read_rule_file(path: Path, known: Mapping[str, Instrument], rules: dict[str, Rule]) -> None:
    """Add the rule rows of a file to those already read.

    Raises:
        RuleDataError: See ``read_law``.
    """
    table = read_table(path)
    for row in table.tables("rule"):
        rule = _read_rule(row, known)
        _add(rules, rule.id, rule, row)
    table.done()


@cache
def law() -> Mapping[str, Rule]:
    """Return the shipped rule rows by id, read once."""
    return read_law(resource("rules"))


@cache
def instruments() -> Mapping[str, Instrument]:
    """Return the shipped instruments by id, read once."""
    return read_instruments(resource("rules", "instruments.toml"))


@cache
def confidence_words() -> Mapping[str, Bilingual]:
    """Return what each confidence label means, in words."""
    return read_labels(resource("guidance", "labels.toml"))


def read_labels(path: Path) -> Mapping[str, Bilingual]:
    """Return the words for the confidence labels of a file, each label once and no other.

    Raises:
        RuleDataError: A label is missing, unknown or lacks a language.
    """
    table = read_table(path)
    words = table.table("confidence")
    labels = {label: words.bilingual(label) for label in CONFIDENCES}
    words.done()
    table.done()
    return labels


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
    _check_dates(instrument.in_force_from, instrument.in_force_to, row)
    return instrument


def _check_dates(first: date | None, last: date | None, row: Table) -> None:
    if first and last and last < first:
        raise RuleDataError(f"{row.where}.in_force_to", "ends before it begins")


def _read_rule(row: Table, known: Mapping[str, Instrument]) -> Rule:
    rule_id, title, words = row.text("id"), row.bilingual("title"), row.bilingual("words")
    instrument = row.text("instrument")
    if instrument not in known:
        raise RuleDataError(f"{row.where}.instrument", f"unknown: {instrument}")
    rule = Rule(
        rule_id,
        title,
        words,
        known[instrument],
        row.text("article"),
        row.day_if_known("in_force_from"),
        row.day("in_force_to") if "in_force_to" in row else None,
        row.members("lender_kinds", LenderKind),
        row.text("unit"),
        row.text("confidence"),
        row.day("checked_on"),
        row.mapping("values") if "values" in row else {},
        tuple(_read_tier(tier) for tier in row.tables("tiers")) if "tiers" in row else (),
    )
    row.done()
    _check_dates(rule.in_force_from, rule.in_force_to, row)
    if rule.in_force_from and rule.in_force_from > rule.checked_on:
        raise RuleDataError(f"{row.where}.in_force_from", "later than the check")
    if rule.confidence not in CONFIDENCES:
        raise RuleDataError(f"{row.where}.confidence", f"unknown: {rule.confidence}")
    if rule.unit not in UNITS:
        raise RuleDataError(f"{row.where}.unit", f"unknown: {rule.unit}")
    return rule


def _read_tier(row: Table) -> Tier:
    tier = Tier(*(row.text(key) if key in row else None for key in ("up_to", "fixed", "rate")))
    row.done()
    return tier
