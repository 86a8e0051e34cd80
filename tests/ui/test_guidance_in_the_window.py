"""Every stage and topic, with every kind of lender, in both languages, as the window shows it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QLabel
from tests.helpers.commands import a_loan
from tests.ui.conftest import find

from faxi.app.current_rules import current_rules
from faxi.app.drafts import CAUSES, Draft, draft_of
from faxi.engine.case import LenderKind
from faxi.engine.events import Notice, NoticeKind, Repayment
from faxi.resources import resource
from faxi.rules.guidance import (
    FORBIDDEN,
    SECTIONS,
    Guidance,
    Passage,
    stage_guidance,
    topic_guidance,
)
from faxi.store.case_file import read_case
from faxi.text.words import Language
from faxi.ui.main_window import MainWindow
from faxi.ui.page_view import PageView
from faxi.ui.result_tabs import ResultTabs

# What leads to each stage: days overdue, a notice, or a change of the loan.
DAYS = {"not_due": -1, "reminder": 0, "gentle": 30, "joint": 70, "tough": 100, "assignment": 632,
        "legal": 632, "settled": 632}  # fmt: skip
DUE = date(2025, 3, 1)
FORBIDDEN_EVERYWHERE = re.compile(
    "必然|必将|一定会|保证结清|will certainly|guaranteed", re.IGNORECASE
)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _missing(guidance: Guidance, page: str, language: Language) -> Iterator[str]:
    """Yield what of a text does not stand on the page, and what may stand on none."""
    shown = _squeezed(page)
    titles = [section.title for section in guidance.sections]
    passages = [block.text for block in guidance.blocks if isinstance(block, Passage)]
    for text in (guidance.title, guidance.summary, *titles, *passages):
        if _squeezed(text) not in shown:
            yield text
    for pattern in (FORBIDDEN[language], FORBIDDEN_EVERYWHERE):
        if found := pattern.search(page):
            yield f"forbidden: {found[0]}"


def _draft(kind: LenderKind, stage: str) -> Draft:
    as_of = DUE + timedelta(days=DAYS[stage])
    case = read_case(a_loan(lender={"name": "", "kind": kind.value}))
    if stage == "legal":
        case = replace(case, events=(Notice(as_of, NoticeKind.JUDGMENT),))
    elif stage == "settled":
        case = replace(case, events=(Repayment(DUE, 10_000_000),))
    return draft_of(case, as_of)


@pytest.fixture(params=Language)
def language(request: pytest.FixtureRequest, window: MainWindow) -> Language:
    chosen = Language(request.param)
    if chosen is Language.EN:
        window.switch_language()
    return chosen


@pytest.fixture
def view(window: MainWindow) -> PageView:
    find(window, ResultTabs, "resultTabs").turn_to("stage")
    return find(window, PageView, "guidanceView")


def test_every_stage_is_whole_with_every_lender(
    window: MainWindow, language: Language, view: PageView
) -> None:
    for kind in LenderKind:
        ladder = current_rules().ladder_for(kind)
        for stage_id in DAYS:
            window.presenter.begin(_draft(kind, stage_id))
            guidance = stage_guidance(stage_id, language)
            assert {section.key for section in guidance.sections} == set(SECTIONS)
            assert list(_missing(guidance, view.toPlainText(), language)) == []
            title, text = ladder.texts[stage_id].for_basis(
                "notice" if stage_id == "legal" else "days"
            )
            assert find(window, QLabel, "stageTitle").text() == title[language]
            assert find(window, QLabel, "stageText").text() == text[language]


def test_a_cause_adds_the_advice_that_fits_it(
    window: MainWindow, language: Language, view: PageView
) -> None:
    window.presenter.begin(_draft(LenderKind.BANK, "gentle"))
    for cause in (cause for cause in CAUSES if cause):
        window.presenter.commit("cause", cause)
        page = view.toPlainText()
        for text in (
            stage_guidance("gentle", language),
            topic_guidance(f"cause_{cause}", language),
        ):
            assert list(_missing(text, page, language)) == []


def test_every_other_stage_and_topic_is_a_link_away(
    window: MainWindow, language: Language, view: PageView
) -> None:
    window.presenter.begin(_draft(LenderKind.CREDIT_CARD, "joint"))
    ladder = current_rules().ladder_for(LenderKind.CREDIT_CARD)
    reached: set[str] = set()
    waiting = ["stage:joint"]
    while waiting:
        target = waiting.pop()
        reached.add(target)
        view.anchorClicked.emit(QUrl(target))
        kind, _, name = target.partition(":")
        read = stage_guidance if kind == "stage" else topic_guidance
        page = view.toPlainText()
        assert list(_missing(read(name, language), page, language)) == []
        if kind == "stage" and name != "joint":
            texts = ladder.texts[name]
            short = texts.for_basis("days" if texts.by_days else "notice")[1][language]
            assert _squeezed(short) in _squeezed(page)
        links = set(re.findall(r'href="((?:stage|topic):[a-z_]+)"', view.toHtml()))
        waiting += links - reached - set(waiting)
    assert {target for target in reached if target.startswith("stage:")} >= {
        f"stage:{stage.id}" for stage in ladder.ladder.stages
    }
    topics = {f"topic:{path.stem}" for path in resource("guidance", "zh", "topics").glob("*.md")}
    assert topics <= reached
