"""The proposal to the lender: filled from the case, its cause and the plan kept last."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.helpers.reading import pdf_text, word_text
from tests.helpers.summaries import statement_of

from faxi.app.plans import keep
from faxi.app.proposals import proposal_of
from faxi.app.statements import calculate_case
from faxi.app.summaries import rendered
from faxi.app.usable_texts import usable_texts
from faxi.engine.case import Lender
from faxi.engine.plans import Settlement
from faxi.engine.statement import Statement
from faxi.exports.options import Options, Paper
from faxi.exports.plain_text import write_text
from faxi.text.words import Language, words_of

ZH = words_of(Language.ZH)
AS_OF = date(2026, 11, 23)


def filled(cause: str = "special") -> Statement:
    case = replace(
        statement_of("plain").case,
        lender=Lender("某银行股份有限公司"),
        reserved={"borrower": {"name": "张三"}, "contract_number": "2024-0301", "cause": cause},
    )
    scheme = Settlement(55_000_00, date(2026, 12, 1), monthly=5_000_00, day=5)
    return calculate_case(keep(case, AS_OF, scheme), AS_OF)


def test_it_is_filled_from_case_cause_and_plan() -> None:
    text = write_text(proposal_of(filled(), ZH))
    for part in (
        "致：某银行股份有限公司", "张三", "2024-0301", "68,960.00", "陆万捌仟玖佰陆拾元整",
        "疾病、意外等特殊情况", "5,000.00", "2027-10-05", "55,000.00", "减免", "申请人（签名）",
    ):  # fmt: skip
        assert part in text


@pytest.mark.parametrize("cause", ["economy", "credit_awareness", "supervision", "special", ""])
def test_every_cause_has_its_words(cause: str) -> None:
    texts = {
        language: write_text(proposal_of(filled(cause), words_of(language)))
        for language in Language
    }
    assert "evade" in texts[Language.EN] or "credit" in texts[Language.EN]
    assert "未能按期还款" in texts[Language.ZH] or "依法偿还" in texts[Language.ZH]


def test_without_a_plan_there_is_room_for_one() -> None:
    assert "________" in write_text(proposal_of(statement_of("plain"), ZH))


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".md"])
def test_it_is_written_in_every_format_for_reading(suffix: str) -> None:
    options = Options(paper=Paper.PROPOSAL)
    content, warnings = rendered(filled(), Path(f"a{suffix}"), ZH, options)
    readers: dict[str, Callable[[bytes], str]] = {".pdf": pdf_text, ".docx": word_text}
    text = readers.get(suffix, bytes.decode)(content)
    assert warnings == []
    assert "某银行股份有限公司" in text
    assert "14,200.00" in text


def test_a_redacted_proposal_names_nobody() -> None:
    text = write_text(proposal_of(filled(), ZH, Options(is_redacted=True)))
    assert "某银行" not in text
    assert "张三" not in text


def test_the_texts_can_be_told_apart() -> None:
    found = usable_texts(filled(), ZH)
    assert [text.id for text in found] == ["claim", "letter", "proposal"]
    assert all(text.title and text.text for text in found)
