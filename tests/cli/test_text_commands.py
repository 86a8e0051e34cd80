"""``faxi texts``, ``faxi verify`` and the choices of ``faxi export``."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Faxi, Write
from tests.helpers.commands import AS_OF, LOAN, a_loan

from faxi.resources import resource

LOGO = str(resource("icons", "faxi.svg"))


def test_texts_are_printed(faxi: Faxi) -> None:
    run = faxi("texts", *LOAN, *AS_OF, "--lang", "zh")
    assert (run.status, run.err) == (0, "")
    for part in (
        "诉讼请求",
        "暂计至2026年11月22日（含），自2026年11月23日起",
        "每日增加30.00元",
        "协商还款申请书",
    ):
        assert part in run.out


def test_texts_are_data_too(faxi: Faxi, write: Write) -> None:
    run = faxi("texts", *LOAN, *AS_OF, "--format", "json")
    assert list(json.loads(run.out)) == ["claim", "letter", "proposal"]
    several = faxi("texts", write("a.json", [a_loan(), a_loan()]), *AS_OF, "--format", "json")
    assert len(json.loads(several.out)) == 2


def test_a_summary_that_stands_is_0(faxi: Faxi) -> None:
    faxi("export", *LOAN, *AS_OF, "-o", "a.json", "--lang", "zh")
    run = faxi("verify", "a.json", "--lang", "en")
    assert (run.status, run.err) == (0, "")
    assert "✓ lines[0]: stands" in run.out
    assert run.out.endswith("Everything stands.\n")


def test_a_summary_that_does_not_is_1(faxi: Faxi) -> None:
    faxi("export", *LOAN, *AS_OF, "-o", "a.json")
    text = Path("a.json").read_text(encoding="utf-8")
    Path("a.json").write_text(text.replace('"18960.00"', '"18960.01"'), encoding="utf-8")
    run = faxi("verify", "a.json", "--lang", "en")
    assert (run.status, run.out) == (1, "")
    assert "✗ lines[0]: amount file 18960.01, now 18960.00" in run.err
    assert "✓ total_due: stands" in run.err
    as_data = faxi("verify", "a.json", "--format", "json")
    assert json.loads(as_data.err)["stands"] is False


def test_a_newer_summary_is_refused_in_words(faxi: Faxi) -> None:
    faxi("export", *LOAN, *AS_OF, "-o", "a.json")
    document = json.loads(Path("a.json").read_bytes())
    Path("a.json").write_text(json.dumps({**document, "version": 2}), encoding="utf-8")
    run = faxi("verify", "a.json", "--lang", "en")
    told = "a.json: version: The summary has version 2; this program knows up to 1."
    assert (run.status, run.out) == (1, "")
    assert run.err.startswith(told)


def test_standard_input_can_be_verified(faxi: Faxi) -> None:
    faxi("export", *LOAN, *AS_OF, "-o", "a.json")
    run = faxi("verify", "-", stdin=Path("a.json").read_bytes())
    assert (run.status, run.err) == (0, "")


def test_a_missing_file_is_3(faxi: Faxi) -> None:
    assert faxi("verify", "none.json").status == 3


def test_sections_can_be_chosen(faxi: Faxi) -> None:
    faxi("export", *LOAN, *AS_OF, "-o", "a.md", "--sections", "lines", "--lang", "en")
    only = Path("a.md").read_text(encoding="utf-8")
    faxi("export", *LOAN, *AS_OF, "-o", "a.md", "--without", "lines", "--lang", "en")
    without = Path("a.md").read_text(encoding="utf-8")
    assert "## How it was calculated" in only
    assert "## Sources" not in only
    assert "## How it was calculated" not in without
    assert "## Sources" in without


def test_a_redacted_export_names_nobody(faxi: Faxi) -> None:
    faxi("export", *LOAN, "--title", "秘密", *AS_OF, "-o", "a.json", "-o", "a.md", "--redact")
    assert "秘密" not in Path("a.json").read_text(encoding="utf-8")
    assert "秘密" not in Path("a.md").read_text(encoding="utf-8")
    assert faxi("verify", "a.json").status == 0


def test_a_letterhead_and_the_proposal(faxi: Faxi) -> None:
    run = faxi(
        "export", *LOAN, *AS_OF, "--document", "proposal", "-o", "a.md", "--lang", "zh",
        "--letterhead-name", "张三", "--letterhead-reference", "8号", "--logo", LOGO,
    )  # fmt: skip
    text = Path("a.md").read_text(encoding="utf-8")
    assert run.status == 0
    assert text.startswith("张三<br>8号\n\n# 协商还款申请书")


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        (("-o", "a.xlsx", "--document", "proposal"), ".xlsx"),
        (("-o", "a.pdf", "--redact", "--letterhead-name", "x"), "--redact"),
        (("-o", "a.pdf", "--sections", "lines", "--without", "costs"), "--sections"),
        (("-o", "a.pdf", "--sections", "nonsense"), "nonsense"),
        (("-o", "a.pdf", "--logo", __file__), "logo"),
        (("-o", "a.pdf", "--document", "novel"), "novel"),
    ],
)
def test_wrong_choices_are_2_and_write_nothing(
    choices: tuple[str, ...], told: str, faxi: Faxi
) -> None:
    run = faxi("export", *LOAN, *AS_OF, *choices, "--lang", "en")
    assert (run.status, run.out) == (2, "")
    assert told in run.err
    assert list(Path.cwd().glob("a.*")) == []
