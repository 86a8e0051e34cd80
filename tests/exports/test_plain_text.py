"""Plain text for a terminal: columns line up, and nothing a terminal would obey gets through."""

import pytest
from tests.helpers.summaries import summary_in, summary_of_case

from faxi.exports.blocks import Column, Document, Facts, Figures, Heading, Paragraph, Table
from faxi.exports.plain_text import width, write_text


def text_of(*blocks: Heading | Paragraph | Facts | Figures | Table, title: str = "题") -> list[str]:
    document = Document("zh", title, "副题", "2026-11-23", "脚", blocks)
    return write_text(document).splitlines()[2:]


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("罚息", 4), ("（）", 4), ("é", 1), ("e\u0301", 1), ("5‱", 2), ("😀", 2)],
)
def test_the_width_of_a_text(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize("character", ["\u200b", "\u200d", "\ufe0f", "\ufeff", "\u0301"])
def test_what_joins_takes_no_column(character: str) -> None:
    assert width(f"债{character}务") == 4


def test_figures_stand_right_and_words_left() -> None:
    columns = (Column("项目"), Column("金额（元）", is_figure=True), Column("注"))
    rows = (("本金", "1.00", "甲"), ("违约金及其他费用", "50,000.00", "b"))
    assert text_of(Table(columns, rows, caption="表")) == [
        "",
        "表",
        "项目              金额（元）  注",
        "----------------  ----------  --",
        "本金                    1.00  甲",
        "违约金及其他费用   50,000.00  b",
    ]


def test_a_heading_is_underlined_by_its_width() -> None:
    assert text_of(Heading("应还明细")) == ["", "应还明细", "--------"]


def test_facts_line_up_and_lines_stay_below_each_other() -> None:
    facts = Facts((("备注", "第一行\r\n第二行\n\n第四行"), ("Kind", "x")))
    assert text_of(facts) == ["备注  第一行", "      第二行", "", "      第四行", "Kind  x"]


def test_a_cell_is_one_line() -> None:
    table = Table((Column("事项"), Column("内容")), (("费用", "甲\n乙\t丙"),))
    assert text_of(table)[-1] == "费用  甲 乙 丙"


@pytest.mark.parametrize(
    "bad", ["\x1b", "\x00", "\x07", "\x08", "\x7f", "\x9b", "\u202e", "\u2066"]
)
def test_nothing_reaches_the_terminal_that_it_would_obey(bad: str) -> None:
    blocks = (Heading(f"a{bad}"), Paragraph(f"b{bad}"), Facts(((f"c{bad}", f"d{bad}"),)))
    table = Table((Column("e"),), ((f"f{bad}",),))
    text = "\n".join(text_of(*blocks, table))
    assert bad not in text
    assert text.count("\ufffd") >= 4


def test_a_title_cannot_write_over_the_screen() -> None:
    text = write_text(summary_of_case(title="\x1b[2J红\x1b]0;x\x07\n第二行").document)
    assert text.splitlines()[1] == "\ufffd[2J红\ufffd]0;x\ufffd 第二行"


@pytest.mark.parametrize("control", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_is_one(control: str) -> None:
    assert text_of(Paragraph(f"甲{control}乙")) == ["甲", "乙"]


def test_no_line_ends_in_blanks(name: str) -> None:
    text = write_text(summary_in(name, "zh").document)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert [line for line in text.split("\n") if line != line.rstrip()] == []


def test_tables_of_a_whole_summary_line_up(name: str) -> None:
    lines = write_text(summary_in(name, "zh").document).splitlines()
    for index, line in enumerate(lines):
        if set(line) == {"-", " "}:
            assert width(lines[index - 1]) <= width(line)
            assert width(lines[index + 1]) <= width(line)
