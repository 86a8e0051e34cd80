"""Where cases live: today a file each. A database takes its place by being another ``CaseHome``."""

from pathlib import Path
from typing import Protocol

from faxi.engine.case import Case


class CaseHome(Protocol):
    """A place that holds one case."""

    @property
    def name(self) -> str:
        """What a person calls the place."""

    def load(self) -> Case:
        """Return the case it holds."""

    def save(self, case: Case) -> None:
        """Hold this case instead."""


class FileHome:
    """A case file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.name

    def load(self) -> Case:
        """Return the case of the file; see ``load_case`` for what can go wrong."""
        from faxi.store.documents import load_case  # noqa: PLC0415 - pydantic only for a file

        return load_case(self.path)

    def save(self, case: Case) -> None:
        """Replace the file in one step."""
        from faxi.store.documents import save_case  # noqa: PLC0415 - pydantic only for a file

        save_case(self.path, case)
