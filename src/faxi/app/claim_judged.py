"""What a check finds: each row with its verdict, the whole, and what reproduces a row."""

from collections import Counter
from dataclasses import dataclass

from faxi.app.claim_readings import Reading
from faxi.app.claim_rows import ClaimRow
from faxi.app.claim_variants import Cause, Verdict
from faxi.engine.money import Fen
from faxi.engine.statement import Statement


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row and what became of it.

    Attributes:
        causes: What the table does differently here, one or two; empty where that is not known.
        also: Other single causes that give the same figure.
        off: Which of ``days``, ``base``, ``rate`` and ``total`` are stated otherwise although the
            amount is right.
        ours: The figure of the case in its place, with the lines behind it.
    """

    row: ClaimRow
    verdict: Verdict
    causes: tuple[Cause, ...]
    also: tuple[Cause, ...]
    off: tuple[str, ...]
    ours: Reading | None

    @property
    def theirs(self) -> Fen | None:
        """What the row claims: its amount, or its total where it has nothing else."""
        return self.row.total if self.row.amount is None else self.row.amount

    @property
    def difference(self) -> Fen | None:
        """What the row claims above what the case gives, in fen; negative if less."""
        if self.theirs is None or self.ours is None:
            return None
        return self.theirs - self.ours.amount


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A table judged.

    Attributes:
        statement: The case as it stands, to the cut-off date of the check.
        claimed: What the rows come to together; sums and totals left out.
        ours: What the case gives for the same rows.
        left_out: Where every row is right and the whole is not: what would make it so.
    """

    statement: Statement
    rows: tuple[JudgedRow, ...]
    claimed: Fen
    ours: Fen
    left_out: tuple[Cause, ...] = ()

    @property
    def accrued(self) -> Fen:
        """What the case accrues up to the cut-off date, in fen."""
        return sum(line.amount for line in self.statement.lines)

    @property
    def difference(self) -> Fen:
        """What is claimed in all above what the case gives, in fen."""
        return self.claimed - self.ours

    @property
    def causes(self) -> list[tuple[Cause, int]]:
        """What the table does differently and in how many rows, the most frequent first."""
        counted = Counter(cause for row in self.rows for cause in row.causes)
        return counted.most_common()

    @property
    def is_right(self) -> bool:
        """Whether nothing but rounding differs."""
        fine = {Verdict.RIGHT, Verdict.ROUNDING_ONLY}
        return all(row.verdict in fine for row in self.rows)


class Explained:
    """What reproduces each row, in the order found."""

    def __init__(self) -> None:
        self.by_row: dict[int, list[tuple[tuple[Cause, ...], Reading | None]]] = {}

    def add(self, index: int, causes: tuple[Cause, ...], ours: Reading | None) -> None:
        """Note that causes reproduce a row."""
        entries = self.by_row.setdefault(index, [])
        if causes not in [known for known, _ in entries]:
            entries.append((causes, ours))

    def of_length(self, count: int) -> "Explained":
        """Return the explanations of so many causes."""
        found = Explained()
        for index, entries in self.by_row.items():
            for causes, ours in entries:
                if len(causes) == count:
                    found.add(index, causes, ours)
        return found

    def causes(self, index: int) -> list[tuple[Cause, ...]]:
        """Return what reproduces a row."""
        return [causes for causes, _ in self.by_row[index]]
