"""The page of sources is current and names everything."""

import pytest

from faxi.resources import resource
from faxi.rules.law import confidence_words, law
from faxi.rules.series import shipped_series
from faxi.rules.sources_page import sources_page
from faxi.text.words import Language

PAGE = sources_page()


def test_the_committed_page_is_current() -> None:
    # To mend: python -m faxi.rules.sources_page > resources/docs/sources.md
    assert resource("docs", "sources.md").read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize("language", Language)
def test_every_rule_has_its_row(language: Language) -> None:
    rows = {line.split("`")[1]: line for line in PAGE.splitlines() if line.startswith("| `")}
    for rule in law().values():
        row = rows[rule.id]
        assert rule.title[language] in row
        assert rule.article in row
        assert rule.checked_on.isoformat() in row
        assert confidence_words()[rule.confidence][language] in row
        if rule.in_force_from:
            assert rule.in_force_from.isoformat() in row


def test_every_instrument_of_a_rule_is_named_with_its_number() -> None:
    for rule in law().values():
        assert rule.instrument.title[Language.ZH] in PAGE
        assert rule.instrument.number in PAGE


def test_every_series_is_named_with_its_age() -> None:
    for file in shipped_series().values():
        (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{file.series.id}`")]
        assert row.endswith(f"{file.series.checked_on} |")
        assert f"{file.rows[-1].day} {file.rows[-1].value}" in row
