"""Puts together the rulebook the engine calculates with, and the texts that go with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from faxi.engine.case import LenderKind
from faxi.engine.components import COMPONENTS, Component
from faxi.engine.rulebook import Rulebook
from faxi.resources import resource
from faxi.rules.ladders import LadderFile, read_ladder
from faxi.rules.series import SeriesFile, read_series
from faxi.rules.tables import read_table
from faxi.rules.workdays import OfficialCalendar


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything of ``resources/rules`` that a calculation and its output need at once."""

    rulebook: Rulebook
    ladder: LadderFile
    lpr_1y: SeriesFile


@cache
def load_rules() -> Rules:
    """Return the shipped rules, read once.

    Raises:
        RuleDataError: The data is wrong; the message names file and key.
    """
    lpr_1y = read_series(resource("rules", "series_lpr_1y.toml"))
    ladder = read_ladder(resource("rules", "ladder_default.toml"))
    book = Rulebook(lpr_1y.series, ladder.ladder, _line_rules(), OfficialCalendar())
    return Rules(book, ladder, lpr_1y)


def _line_rules() -> Mapping[LenderKind, Mapping[Component, str]]:
    """Return which rule each kind of line rests on, by lender kind."""
    table = read_table(resource("rules", "line_rules.toml"))
    rules = {}
    for kind in LenderKind:
        chosen = table.take(kind)
        rules[kind] = {COMPONENTS[key]: rule for key, rule in chosen.items()}
    table.done()
    return rules
