"""What can be wrong with a case, as values: a code, a place and parameters, never a sentence."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing a person should know or mend.

    Attributes:
        code: Stable identifier; ``text.messages`` has the sentence for it.
        where: Path of the key in the case file (``events[1].amount``), or ``""`` for the whole.
        params: Values the sentence mentions, as text or numbers.
    """

    code: str
    where: str = ""
    params: Mapping[str, object] = {}


class CaseError(Exception):
    """The case cannot be calculated or read; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.where}: {p.code}" for p in self.problems))
