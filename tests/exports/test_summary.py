"""The neutral document: every part of a summary is there when it has something to say."""

import re
from itertools import pairwise
from typing import Any

import pytest
from tests.helpers.summaries import blocks_of, case_of, statement_of, summary_in, summary_of_case

from faxi import __version__
from faxi.engine.components import Component
from faxi.exports.blocks import Document, Facts, Figures, Heading, Paragraph, Table
from faxi.exports.formats import FORMATS
from faxi.exports.options import EVERYTHING, Options, Section
from faxi.exports.summary import CAP_NOTE, DISCLAIMER
from faxi.rules.guidance import Passage, stage_guidance, topic_guidance
from faxi.rules.law import law
from faxi.text.events import event_name
from faxi.text.faces import money_face, yuan_face
from faxi.text.formulas import formulas
from faxi.text.messages import message_of
from faxi.text.names import convention_phrases, name_of
from faxi.text.words import Language, Words, words_of


def document(name: str, lang: str = "en") -> Document:
    return summary_in(name, lang).document


def words_in(lang: str) -> Words:
    return words_of(Language(lang))


def headings(found: Document) -> list[str]:
    return [block.text for block in blocks_of(found, Heading)]


def facts(found: Document) -> dict[str, str]:
    return {label: value for block in blocks_of(found, Facts) for label, value in block.items}


def table(found: Document, head: str) -> Table:
    """Return the table whose first column is called so; of several the last."""
    tables: list[Table] = blocks_of(found, Table)
    return next(t for t in reversed(tables) if t.columns[0].title == head)


def texts_of(found: Any) -> list[str]:
    """Return every text of a document, however deep."""
    if isinstance(found, str):
        return [found]
    if isinstance(found, tuple | list):
        return [text for item in found for text in texts_of(item)]
    if hasattr(found, "__slots__"):
        return texts_of([getattr(found, name) for name in found.__slots__])
    return []


def test_the_head_holds_the_four_figures(name: str, lang: str) -> None:
    statement, words = statement_of(name), words_in(lang)
    (figures,) = blocks_of(document(name, lang), Figures)
    total, penalty, growth, days = (value for _, value in figures.items)
    assert total == yuan_face(statement.total_due, words)
    assert penalty == yuan_face(statement.accrued.penalty_interest, words)
    assert growth == yuan_face(statement.per_diem, words)
    assert days.startswith(str(statement.days_overdue))


def test_no_label_stands_without_a_value(name: str, lang: str) -> None:
    for block in blocks_of(document(name, lang), Facts, Figures):
        assert all(label and value for label, value in block.items)


def test_every_row_is_as_wide_as_its_head(name: str, lang: str) -> None:
    for block in blocks_of(document(name, lang), Table):
        assert {len(row) for row in block.rows} == {len(block.columns)}


def test_chinese_says_nothing_in_english(name: str) -> None:
    english, chinese = document(name), document(name, "zh")
    said = {text for text in texts_of(english.blocks) if any(c.isalpha() for c in text)}
    repeated = said & set(texts_of(chinese.blocks))
    assert {text for text in repeated if " " in text and text.isascii()} == {f"Faxi {__version__}"}
    assert headings(english) != headings(chinese)


def test_english_says_only_what_was_entered_in_chinese() -> None:
    found = texts_of(document("plain").blocks)
    chinese = [t for t in found if any("\u4e00" <= c <= "\u9fff" for c in t)]
    # Numbers of documents and capital numerals have no translation.
    assert [text for text in chinese if not re.search(r"\([^)]*号\)|人民币", text)] == []


def test_what_was_entered_is_there(name: str, lang: str) -> None:
    case, words, found = case_of(name), words_in(lang), document(name, lang)
    assert all(
        phrase in facts(found)[words("Conventions")] for phrase in convention_phrases(case, words)
    )
    rows = table(found, words("No.")).rows
    assert [row[1:] for row in rows] == [
        (item.due_date.isoformat(), money_face(item.principal), money_face(item.interest))
        for item in case.instalments
    ]


def test_every_event_is_there(name: str, lang: str) -> None:
    events, words = case_of(name).events, words_in(lang)
    captions = [block.caption for block in blocks_of(document(name, lang), Table)]
    assert (words("Events") in captions) == bool(events)
    rows = [
        row
        for block in blocks_of(document(name, lang), Table)
        if block.caption == words("Events")
        for row in block.rows
    ]
    assert [row[:2] for row in rows] == [
        (event.date.isoformat(), event_name(event, words)) for event in events
    ]


def test_the_totals_are_those_of_the_statement(name: str, lang: str) -> None:
    statement, words = statement_of(name), words_in(lang)
    columns = (statement.accrued, statement.paid, statement.waived, statement.outstanding)
    (totals,) = [t for t in blocks_of(document(name, lang), Table) if len(t.columns) == 5]
    assert totals.last_is_total
    for component, row in zip(Component, totals.rows, strict=False):
        assert row[0] == name_of(component, words)
        assert list(row[1:]) == [money_face(amounts[component]) for amounts in columns]
    assert list(totals.rows[-1][1:]) == [money_face(amounts.total) for amounts in columns]


def test_every_line_is_there_with_its_formula(name: str, lang: str) -> None:
    statement, words = statement_of(name), words_in(lang)
    tables = [t for t in blocks_of(document(name, lang), Table) if len(t.columns) == 7]
    if not statement.lines:
        assert tables == []
        return
    *rows, total = tables[0].rows
    assert [row[5] for row in rows] == formulas(statement, words)
    assert [row[6] for row in rows] == [money_face(line.amount) for line in statement.lines]
    assert total[6] == money_face(sum(line.amount for line in statement.lines))


def test_nothing_accrued_is_said(lang: str) -> None:
    paragraphs = [block.text for block in blocks_of(document("not yet due", lang), Paragraph)]
    assert words_in(lang)("Nothing has accrued up to the cut-off date.") in paragraphs


def test_every_payment_says_where_it_went(name: str, lang: str) -> None:
    statement, words = statement_of(name), words_in(lang)
    is_told = words("Where payments went") in headings(document(name, lang))
    assert is_told == bool(statement.allocations)
    if statement.allocations:
        rows = next(
            block.rows
            for block in blocks_of(document(name, lang), Table)
            if block.columns[-1].title == words("Left over (yuan)")
        )
        assert [row[-1] for row in rows] == [
            money_face(entry.remainder) for entry in statement.allocations
        ]


def test_an_overpayment_says_that_it_is_one(lang: str) -> None:
    rows = [r for block in blocks_of(document("overpaid early", lang), Table) for r in block.rows]
    said = words_in(lang)("from overpayment")
    assert any(cell.startswith(said) for row in rows for cell in row)


def test_the_cap_is_compared_and_explained(name: str, lang: str) -> None:
    cap, words, found = statement_of(name).cap, words_in(lang), document(name, lang)
    notes = [block.text for block in blocks_of(found, Paragraph) if block.tone == "note"]
    assert (words(CAP_NOTE) in notes) == (cap is not None)
    if cap is not None:
        told = facts(found)
        assert told[words("Accrued after the due date")] == yuan_face(cap.claimed, words)
        assert told[words("Allowed by the cap")] == yuan_face(cap.allowed, words)
        assert told[words("Above the cap")].startswith(yuan_face(cap.over, words))


def test_what_a_cap_takes_off_is_a_row_of_its_own(lang: str) -> None:
    words = words_in(lang)
    applied, shown = document("cap applied", lang), document("cap shown", lang)
    statement = statement_of("cap applied")
    assert statement.cap is not None
    assert facts(applied)[words("Less: above the cap")] == yuan_face(statement.cap.over, words)
    assert facts(applied)[words("Total due")] == yuan_face(statement.total_due, words)
    assert words("Less: above the cap") not in facts(shown)


def test_what_was_paid_above_the_cap_is_told(lang: str) -> None:
    cap, words = statement_of("cap paid").cap, words_in(lang)
    assert cap is not None
    assert cap.excess_paid > 0
    told = facts(document("cap paid", lang))
    assert told[words("Above the cap and already paid")] == yuan_face(cap.excess_paid, words)


def test_the_stage_is_told_with_its_text(name: str, lang: str) -> None:
    found, title = document(name, lang), summary_in(name, lang).statement_document["stage"]["title"]
    assert facts(found)[words_in(lang)("Collection stage")].startswith(title)
    text = blocks_of(found, Paragraph)[0]
    assert len(text.text) > 40
    assert any(heading.endswith(title) for heading in headings(found))


def test_an_assignment_stays_a_fact_in_later_stages(lang: str) -> None:
    told = facts(document("judged", lang))
    label, day = {
        "zh": ("债权转让通知", "2026年1月5日"),
        "en": ("Assignment notice", "5 Jan 2026"),
    }[lang]
    assert told[label] == day
    assert label not in facts(document("plain", lang))


def test_what_is_unpaid_of_the_penalty_stands_beside_it(lang: str) -> None:
    words, statement = words_in(lang), statement_of("eventful")
    unpaid = yuan_face(statement.outstanding.penalty_interest, words)
    assert facts(document("eventful", lang))[words("Penalty interest")].endswith(unpaid)
    assert words("Penalty interest") not in facts(document("plain", lang))


def test_warnings_are_paragraphs_of_their_own(name: str, lang: str) -> None:
    statement, words = statement_of(name), words_in(lang)
    found = [b.text for b in blocks_of(document(name, lang), Paragraph) if b.tone == "warning"]
    assert found == [message_of(warning, words) for warning in statement.warnings]


def test_the_examples_warn_of_everything_that_can_be_warned_of() -> None:
    names = ("cap of the LPR", "ignored", "rolled")
    codes = {warning.code for name in names for warning in statement_of(name).warnings}
    assert codes == {"rate_unchecked", "events_ignored", "calendar_unpublished"}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("partly due", "Principal not yet due"),
        ("partly due", "Interest not yet due"),
        ("overpaid", "Overpaid"),
        ("plain", "Overdue since"),
        ("eventful", "Notes"),
    ],
)
def test_what_is_only_sometimes_there(name: str, label: str, lang: str) -> None:
    said = words_in(lang)(label)
    assert said in facts(document(name, lang))
    assert said not in facts(document("settled", lang))


def test_sources_and_disclaimer_close_the_document(name: str, lang: str) -> None:
    words, found = words_in(lang), document(name, lang)
    assert headings(found)[-2:] == [words("Sources"), words("Please note")]
    *_, disclaimer, stamp = found.blocks
    assert disclaimer == Paragraph(words(DISCLAIMER))
    assert isinstance(stamp, Facts)
    labels = dict(stamp.items)
    assert "Faxi" in labels[words("Made with")]
    assert len(labels[words("SHA-256 of the case")]) == 64


def cited(document: Document, words: Words) -> list[str]:
    """Return the numbered sources of the guidance and those of the table, as labelled."""
    said: list[str] = []
    for before, block in pairwise(document.blocks):
        if isinstance(before, Heading) and before.text == words("Sources"):
            if isinstance(block, Facts):
                said += [source for _, source in block.items]
            if isinstance(block, Table):
                said += [words.labelled(*row) for row in block.rows]
    return said


def test_every_rule_is_cited_once(name: str, lang: str) -> None:
    words, summary = words_in(lang), summary_in(name, lang)
    found = cited(summary.document, words)
    citations = summary.texts.citations.values()
    assert {words.labelled(each.title, each.source) for each in citations} <= set(found)
    assert len(found) == len(set(found))


def test_without_guidance_its_rules_are_in_the_table(lang: str) -> None:
    options = Options(sections=EVERYTHING.sections - {Section.GUIDANCE})
    words, summary = words_in(lang), summary_of_case(lang, options=options)
    citations = summary.texts.citations.values()
    labelled = [words.labelled(each.title, each.source) for each in citations]
    assert cited(summary.document, words) == labelled
    assert len(labelled) > 1


def test_a_nameless_debt_has_a_name(lang: str) -> None:
    found = summary_of_case(lang, title="").document
    assert found.subtitle == {"zh": "未命名债务", "en": "Untitled debt"}[lang]
    assert found.header.startswith({"zh": "债务 · 暂计至", "en": "Debt · calculated to"}[lang])


def test_a_long_title_is_short_in_the_footer() -> None:
    found = summary_of_case("en", title="长" * 500).document
    assert found.subtitle == "长" * 159 + "…"
    assert facts(found)["Title"] == "长" * 500
    assert found.header == "长" * 39 + "… · calculated to 23 Nov 2026"


def test_a_title_of_several_lines_is_one_in_the_footer() -> None:
    assert summary_of_case(title="甲\n乙").document.header.startswith("甲 乙 · ")


def test_the_guidance_of_the_stage_is_printed_whole(name: str, lang: str) -> None:
    statement, language = statement_of(name), Language(lang)
    found = document(name, lang)
    guidance = stage_guidance(statement.stage.id, language)
    printed = "\n".join(texts_of(found.blocks))
    assert guidance.summary in printed
    assert all(section.title in headings(found) for section in guidance.sections)
    passages = [block.text for block in guidance.blocks if isinstance(block, Passage)]
    assert [text for text in passages if text not in printed] == []
    sources = [law()[rule].title[language] for rule in guidance.sources]
    assert [title for title in sources if title not in printed] == []


def test_the_advice_for_a_cause_is_printed_with_it(lang: str) -> None:
    found = summary_of_case(lang, cause="special").document
    topic = topic_guidance("cause_special", Language(lang))
    assert topic.title in headings(found)
    assert topic.summary in texts_of(found.blocks)


def test_what_the_law_lacks_is_a_warning_too(lang: str) -> None:
    judgment = {"kind": "notice", "date": "2026-01-05", "what": "judgment"}
    found = summary_of_case(lang, events=[judgment])
    (missing,) = [w for w in found.warnings if w.code == "delay_terms_missing"]
    warned = [
        block.text for block in blocks_of(found.document, Paragraph) if block.tone == "warning"
    ]
    assert warned == [message_of(missing, words_in(lang))]
    _, told = FORMATS[".csv"](found)
    assert told == [missing]
