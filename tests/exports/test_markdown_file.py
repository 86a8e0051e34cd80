"""Markdown: what a person wrote shows as it was written, whatever Markdown would make of it."""

import re

import pytest
from tests.helpers.summaries import blocks_of, summary_in, summary_of_case

from faxi.exports.blocks import Heading, Table
from faxi.exports.markdown_file import escaped, write_markdown

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def shown(markdown: str) -> str:
    """Return what a reader of CommonMark sees of one line of text."""
    return _ESCAPE.sub(r"\1", markdown)


@pytest.mark.parametrize(
    "text",
    [
        "# no heading", "- no list", "+ no list", "1. no list", "12) no list", "=== no title",
        "| no | table |", "*no* _no_ **no**", "`no`", "[no](http://x)", "![no](x)", "<b>no</b>",
        "&amp;", "\\*", "~~no~~", "> no", "http://no.example", "$no$", "a #b", "23.88", "=cmd|x",
    ],
)  # fmt: skip
def test_a_text_shows_as_it_is(text: str) -> None:
    markdown = escaped(text)
    assert shown(markdown) == text
    assert not re.match(r"\s*([-+=>#|]|\d+[.)]\s)", markdown)
    assert re.search(r"(?<!\\)[*_`<\[|&~]", markdown) is None


def test_figures_stay_figures() -> None:
    assert [escaped(text) for text in ("23.88", "1,234.00", "21.6%/year")] == [
        "23.88",
        "1,234.00",
        "21.6%/year",
    ]


def test_line_feeds_are_breaks_and_control_characters_marks() -> None:
    assert escaped("a\nb\r\nc\x00") == "a<br>b<br>c\ufffd"


def test_sections_are_headings(name: str, lang: str) -> None:
    document = summary_in(name, lang).document
    lines = write_markdown(document).splitlines()
    heads = [line for line in lines if line.startswith("##")]
    assert list(map(shown, heads)) == [
        f"{'#' * (block.level + 1)} {block.text}" for block in blocks_of(document, Heading)
    ]
    assert lines[0] == f"# {document.title}"


def test_tables_have_as_many_cells_as_heads(name: str) -> None:
    document = summary_of_case("en", title="a|b", notes="|\n||") if name == "plain" else None
    found = (document or summary_in(name, "zh")).document
    rows = [line for line in write_markdown(found).splitlines() if line.startswith("| ")]
    counts = [len(re.findall(r"(?<!\\)\|", row)) - 1 for row in rows]
    expected = []
    for table in blocks_of(found, Table):
        expected += [len(table.columns)] * (len(table.rows) + 2)
    assert counts == expected
