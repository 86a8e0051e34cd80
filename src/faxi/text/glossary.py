"""The words of the field and what they mean, in one language; the same rows feed tips and help."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from faxi.resources import resource
from faxi.text.words import Language


class Term(NamedTuple):
    """A word of the field and what it means, in one or two sentences."""

    name: str
    about: str


@cache
def glossary(language: Language) -> Mapping[str, Term]:
    """Return the terms by their id, in the order of the file."""
    with resource("guidance", "glossary.toml").open("rb") as stream:
        rows = tomllib.load(stream)["term"]
    return {row["id"]: Term(**row[language]) for row in rows}
