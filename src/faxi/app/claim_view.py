"""The page that checks the creditor's figures as data: judged rows, sums and what it all means."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from faxi.app import clock
from faxi.app.claim_cells import ClaimCells
from faxi.app.claim_table import read_cells
from faxi.app.claim_texts import texts_of_audit
from faxi.app.claim_variants import Verdict
from faxi.app.claims import Audit, Claim, audit_claim
from faxi.engine.case import Case
from faxi.engine.problems import CaseError
from faxi.exports.blocks import Block
from faxi.exports.objection import claim_section
from faxi.text.messages import message_of
from faxi.text.words import Words, marked

TITLES = (
    marked("Row"),
    marked("Verdict"),
    marked("Theirs (yuan)"),
    marked("Recomputed (yuan)"),
    marked("Difference (yuan)"),
    marked("Why"),
)
# A sign beside the words, so that colour is never alone.
SIGNS = {Verdict.RIGHT: "✓", Verdict.ROUNDING_ONLY: "≈", Verdict.UNEXPLAINED: "?"}
_WRONG = "✗"


class JudgedLine(NamedTuple):
    """A judged row as the page lists it.

    Attributes:
        place: Position of the typed row, from 0.
        working: How the case's own figure comes about.
    """

    place: int
    cells: tuple[str, ...]
    working: str
    is_right: bool


class ClaimView(NamedTuple):
    """Everything the page shows.

    Attributes:
        problems: Sentences by place of the cell.
        audit: What the letter is made from; ``None`` without rows that read.
    """

    lines: tuple[JudgedLine, ...]
    summary: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    problems: dict[tuple[int, str], str]
    audit: Audit | None


def claim_view(case: Case, as_of: date, rows: Sequence[ClaimCells], words: Words) -> ClaimView:
    """Judge typed rows; what cannot be read is said beside its cell.

    It may take longer than a frame and is made for another thread.
    """
    reading = read_cells(rows, clock.today())
    problems = {place: message_of(found, words) for place, found in reading.problems.items()}
    if not reading.rows:
        return ClaimView((), (), (), problems, None)
    try:
        found = audit_claim(case, as_of, Claim(reading.rows), is_their_cut_off=False)
    except CaseError:
        return ClaimView((), (), (), problems, None)
    texts = texts_of_audit(found, words)
    lines = []
    judged_rows = zip(texts.rows, found.check.rows, reading.places, strict=True)
    for line, judged, place in judged_rows:
        sign = SIGNS.get(judged.verdict, _WRONG)
        cells = (
            str(place + 1),
            f"{sign} {line.verdict}",
            line.theirs,
            line.ours,
            line.difference,
            line.explanation,
        )
        lines.append(JudgedLine(place, cells, line.formula, line.is_right))
    blocks = tuple(claim_section(texts, words))
    return ClaimView(tuple(lines), texts.sums, blocks, problems, found)
