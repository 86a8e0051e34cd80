"""The worked example of the first start: a small case in which everything happens once."""

from dataclasses import replace

from faxi.app import clock
from faxi.app.drafts import Draft, draft_of
from faxi.resources import resource
from faxi.text.words import Words


def example_draft(words: Words) -> Draft:
    """Return the example, calculated to today, with its title in a language."""
    from faxi.store.documents import load_case  # noqa: PLC0415 - pydantic only for a file

    case = load_case(resource("guidance", "example.json"))
    title = words("Worked example: consumer loan")
    return draft_of(replace(case, title=title), clock.today())
