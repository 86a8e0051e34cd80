"""What a person can choose about a summary: its sections, a letterhead, blacking out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from faxi.exports.blocks import Letterhead
from faxi.text.words import marked


class Paper(StrEnum):
    """Which document is written."""

    SUMMARY = "summary"
    PROPOSAL = "proposal"


PAPER_NAMES: Mapping[Paper, str] = {
    Paper.SUMMARY: marked("Repayment summary"),
    Paper.PROPOSAL: marked("Proposal for repayment"),
}


class Section(StrEnum):
    """A part of the summary that can be left out; the front page always stays."""

    CHART = "chart"
    INPUTS = "inputs"
    SCHEDULE = "schedule"
    TOTALS = "totals"
    LINES = "lines"
    ALLOCATIONS = "allocations"
    LIMITS = "limits"
    MILESTONES = "milestones"
    COSTS = "costs"
    PLANS = "plans"
    GUIDANCE = "guidance"
    SOURCES = "sources"


SECTION_NAMES: Mapping[Section, str] = {
    Section.CHART: marked("Growth chart"),
    Section.INPUTS: marked("What was entered"),
    Section.SCHEDULE: marked("Repayment schedule and annual cost"),
    Section.TOTALS: marked("What is owed"),
    Section.LINES: marked("How it was calculated"),
    Section.ALLOCATIONS: marked("Where payments went"),
    Section.LIMITS: marked("Limits and duties"),
    Section.MILESTONES: marked("Dates to note"),
    Section.COSTS: marked("Costs of a suit for this amount"),
    Section.PLANS: marked("Ways out"),
    Section.GUIDANCE: marked("Guidance on the stage"),
    Section.SOURCES: marked("Sources"),
}
ALL_SECTIONS = frozenset(Section)


@dataclass(frozen=True, slots=True)
class Options:
    """How a summary is to be written.

    Attributes:
        sections: What a document for reading holds; tables and data are always whole.
        is_redacted: Whether names, titles, labels and notes are blacked out. A letterhead would
            give its sender away, so it is left out then.
    """

    paper: Paper = Paper.SUMMARY
    sections: frozenset[Section] = ALL_SECTIONS
    letterhead: Letterhead | None = None
    is_redacted: bool = False


EVERYTHING = Options()
