"""Summaries: what is cited for a statement, the stamp, and files by their suffix."""

import re
from datetime import date
from pathlib import Path

import pytest
from tests.helpers.commands import a_loan
from tests.helpers.summaries import NAMES, statement_of, summary_in

from faxi.app.citations import citation
from faxi.app.statements import calculate_case, stage_texts
from faxi.app.summaries import document_of, export_file, rules_of
from faxi.engine.problems import CaseError
from faxi.rules.law import law
from faxi.store.case_file import read_case
from faxi.store.files import FileError
from faxi.text.words import Language, Words, words_of

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("name", NAMES)
def test_the_rules_of_lines_come_first_and_each_once(name: str) -> None:
    statement = statement_of(name)
    ids = [rule.id for rule in rules_of(statement)]
    of_lines = dict.fromkeys(statement.line_rules[line.component] for line in statement.lines)
    assert ids[: len(of_lines)] == list(of_lines)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", ["plain", "settled", "not yet due", "judged"])
def test_the_stage_brings_rules_of_its_own(name: str) -> None:
    statement = statement_of(name)
    assert len(rules_of(statement)) > len({line.component for line in statement.lines})


def test_only_rules_that_bind_the_lender_are_cited() -> None:
    for kind in ("bank", "credit_card", "private"):
        statement = calculate_case(read_case(a_loan(lender={"kind": kind})), date(2025, 4, 1))
        assert all(not r.lender_kinds or kind in r.lender_kinds for r in rules_of(statement))


def test_chinese_titles_of_laws_stand_in_their_brackets() -> None:
    words = words_of(Language.ZH)
    found = citation(law()["bank.penalty.overdue"], words)
    assert found.title == "逾期贷款罚息利率"
    assert found.source == (
        "《中国人民银行关于人民币贷款利率有关问题的通知》（银发〔2003〕251号） 第三条"
    )


def test_brackets_within_brackets_are_single() -> None:
    sources = [citation(rule, words_of(Language.ZH)).source for rule in law().values()]
    assert [s for s in sources if "〈" in s]
    assert [s for s in sources if re.search(r"《[^》]*《", s)] == []


def test_practice_is_no_law() -> None:
    source = citation(law()["practice.gentle"], words_of(Language.ZH)).source
    assert "《" not in source
    assert "无法律出处" in source


@pytest.mark.parametrize(
    ("confidence", "said"),
    [("SEEN-2", "as publicly reported"), ("DISPUTED", "courts differ"), ("SEEN-P", "")],
)
def test_a_citation_says_how_sure_it_is(confidence: str, said: str) -> None:
    sources = [
        citation(rule, words_of(Language.EN)).source
        for rule in law().values()
        if rule.confidence == confidence
    ]
    assert sources
    assert all(said in source for source in sources)


def test_english_citations_keep_only_numbers_in_chinese() -> None:
    sources = [citation(rule, words_of(Language.EN)).source for rule in law().values()]
    without_numbers = [re.sub(r"\([^)]*\)", "", source) for source in sources]
    assert [source for source in without_numbers if HAN.search(source)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_stage_has_title_and_text(name: str, words: Words) -> None:
    title, text = stage_texts(statement_of(name), words)
    assert title == document_of(statement_of(name), words)["stage"]["title"]
    assert bool(HAN.search(title + text)) == (words.language is Language.ZH)


def test_the_stamp_changes_with_the_case_only() -> None:
    digests = {summary_in(name, "zh").stamp["case_sha256"] for name in NAMES}
    cases = {summary_in(name, "zh").statement.case.title for name in NAMES}
    assert len(digests) > len(cases)
    assert summary_in("plain", "zh").stamp == summary_in("plain", "en").stamp
    assert (  # the same case to another day
        summary_in("plain", "zh").stamp == summary_in("not yet due", "zh").stamp
    )


@pytest.mark.parametrize("suffix", [".doc", "", ".pdf.txt"])
def test_an_unknown_suffix_writes_nothing(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(CaseError) as caught:
        export_file(statement_of("plain"), tmp_path / f"a{suffix}", words_of(Language.EN))
    assert [problem.code for problem in caught.value.problems] == ["format_unknown"]
    assert list(tmp_path.glob("a*")) == []


def test_a_folder_in_the_way_is_an_error_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(FileError):
        export_file(statement_of("plain"), tmp_path / "a.csv", words_of(Language.EN))
