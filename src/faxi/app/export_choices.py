"""What a person last chose about an export, as it is remembered and turned into options."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from faxi.app.letterheads import read_logo
from faxi.app.summaries import rendered
from faxi.app.tasks import Cancel
from faxi.engine.problems import Problem
from faxi.engine.statement import Statement
from faxi.exports.blocks import Letterhead
from faxi.exports.formats import FORMATS, suffixes_of
from faxi.exports.options import PAPER_NAMES, Options, Paper, Section
from faxi.store.files import write_file
from faxi.text.words import Language, words_of

KEY = "export"


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """Every choice of the export dialog; texts as typed.

    Attributes:
        formats: Suffixes, in the order they are offered.
        left_out: Sections a document for reading does without.
        sender: Name for the letterhead; with the next three empty there is none.
        folder: Where files were last written, ``""`` before the first time.
    """

    language: Language
    formats: tuple[str, ...] = (".pdf",)
    paper: Paper = Paper.SUMMARY
    left_out: frozenset[Section] = frozenset()
    is_redacted: bool = False
    sender: str = ""
    address: str = ""
    reference: str = ""
    logo: str = ""
    folder: str = ""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The formats chosen, as far as the document can be written in them."""
        return tuple(s for s in suffixes_of(self.paper) if s in self.formats)

    def options(self) -> Options:
        """Return the options for the writers.

        Raises:
            CaseError: The logo cannot be used.
            FileError: The logo cannot be read.
        """
        return Options(
            paper=self.paper,
            sections=frozenset(Section) - self.left_out,
            letterhead=None if self.is_redacted else self._letterhead(),
            is_redacted=self.is_redacted,
        )

    def _letterhead(self) -> Letterhead | None:
        if not any((self.sender, self.address, self.reference, self.logo)):
            return None
        logo = read_logo(Path(self.logo)) if self.logo else None
        return Letterhead(self.sender, self.address, self.reference, logo)

    def stem(self, statement: Statement) -> str:
        """Return what files of a statement are to be called; a redacted one names nobody."""
        title = "" if self.is_redacted else " ".join(statement.case.title.split())
        paper = words_of(self.language)(PAPER_NAMES[self.paper])
        parts = (title, paper if not title or self.paper is Paper.PROPOSAL else "")
        return " ".join(part for part in (*parts, statement.as_of.isoformat()) if part)

    def remembered(self) -> dict[str, Any]:
        """Return the choices as plain JSON values."""
        return {
            **asdict(self),
            "language": str(self.language),
            "paper": str(self.paper),
            "formats": list(self.formats),
            "left_out": sorted(map(str, self.left_out)),
        }


def choices_from(values: Mapping[str, Any], language: Language) -> ExportChoices:
    """Return remembered choices, the usual ones for whatever is missing or not understood.

    Args:
        language: Of the window; a new person's documents speak it too.
    """

    def text(name: str) -> str:
        value = values.get(name)
        return value if isinstance(value, str) else ""

    paper, spoken = values.get("paper"), values.get("language")
    return ExportChoices(
        language=Language(spoken) if spoken in tuple(Language) else language,
        formats=_known(values.get("formats"), tuple(FORMATS)) or (".pdf",),
        paper=Paper(paper) if paper in tuple(Paper) else Paper.SUMMARY,
        left_out=frozenset(map(Section, _known(values.get("left_out"), tuple(Section)))),
        is_redacted=values.get("is_redacted") is True,
        sender=text("sender"),
        address=text("address"),
        reference=text("reference"),
        logo=text("logo"),
        folder=text("folder"),
    )


def _known(values: object, accepted: tuple[str, ...]) -> tuple[str, ...]:
    given = values if isinstance(values, list) else []
    return tuple(value for value in accepted if value in given)


def write_one(
    statement: Statement, path: Path, choices: ExportChoices, options: Options, cancel: Cancel
) -> list[Problem]:
    """Write one file and return warnings; once cancelled the old file stays whole.

    Raises:
        FileError: The file cannot be written; an old one stays whole.
    """
    content, warnings = rendered(statement, path, words_of(choices.language), options)
    if not cancel.is_wished:
        write_file(path, content)
    return warnings
