"""The page that checks the creditor's figures: typed, pasted or imported, judged, answered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Answers, find

from faxi.app.claim_cells import ClaimCells
from faxi.ui.claim_page import ClaimPage
from faxi.ui.main_window import MainWindow

TABLE = "起始日,截止日,天数,罚息\n2025-03-01,2026-11-23,633,18990.00\n合计,,,18990.00\n"


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot, loan: None) -> ClaimPage:  # noqa: ARG001 - types a case
    made = window.results.tabs.turn_to("claim")
    assert isinstance(made, ClaimPage)
    _settle(made, qtbot)
    return made


def _settle(page: ClaimPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.view is not None and not page.work.is_busy, timeout=10_000)


def _judged(page: ClaimPage, row: int, column: int) -> str:
    item = page.judged.item(row, column)
    return item.text() if item else ""


def test_a_pasted_table_is_judged_row_by_row(
    window: MainWindow, page: ClaimPage, qtbot: QtBot, clipboard: Callable[[str], None]
) -> None:
    clipboard(TABLE.replace(",", "\t"))
    page.editor.view.paste_rows()
    _settle(page, qtbot)
    assert _judged(page, 0, 1).startswith("✗")
    assert _judged(page, 0, 4) == "30.00"
    assert _judged(page, 1, 1).startswith("✓")
    assert "30.00" in find(window, QLabel, "claimDifference").text()


def test_before_there_are_rows_the_page_says_what_it_does(
    page: ClaimPage, qtbot: QtBot, window: MainWindow
) -> None:
    lines = [find(page.lesson, QLabel, f"claimLessonLine{number}").text() for number in (1, 2, 3)]
    assert [line[0] for line in lines] == ["1", "2", "3"]
    assert page.lesson.isVisible()
    assert not page.judged.isVisible()
    page.editor.edited.emit((ClaimCells(amount="1"),), "")
    _settle(page, qtbot)
    assert page.judged.isVisible()
    assert not page.lesson.isVisible()
    window.undo()
    _settle(page, qtbot)
    assert page.lesson.isVisible()


def test_a_typed_row_is_one_edit_that_can_be_undone(
    window: MainWindow, page: ClaimPage, qtbot: QtBot
) -> None:
    row = ClaimCells(from_date="2025.3.1", to_date="2026年11月23日", amount="1.896万")
    page.editor.edited.emit((row,), "")
    _settle(page, qtbot)
    assert _judged(page, 0, 1).startswith("✓")
    window.undo()
    _settle(page, qtbot)
    assert page.judged.rowCount() == 0
    window.redo()
    _settle(page, qtbot)
    case = window.presenter.case()
    assert case is not None
    assert case.reserved["claim"]["rows"][0]["amount"] == "1.896万"


def test_a_cell_that_cannot_be_read_is_marked_and_kept(
    window: MainWindow, page: ClaimPage, qtbot: QtBot
) -> None:
    page.editor.edited.emit((ClaimCells(amount="much"), ClaimCells(amount="18960")), "")
    _settle(page, qtbot)
    assert page.view is not None
    assert set(page.view.problems) == {(0, "amount")}
    assert _judged(page, 0, 0) == "2"
    assert window.presenter.draft.claim[0].amount == "much"


def test_a_file_is_imported_and_a_bad_one_is_told(
    page: ClaimPage, qtbot: QtBot, tmp_path: Path, answers: Answers
) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text(TABLE, encoding="gb18030")
    page.import_path(path)
    _settle(page, qtbot)
    assert page.judged.rowCount() == 2
    page.import_path(tmp_path / "missing.csv")
    empty = tmp_path / "empty.csv"
    empty.write_text("", encoding="utf-8")
    page.import_path(empty)
    assert len(answers.said) == 2
    assert page.judged.rowCount() == 2


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_the_letter_is_written(
    window: MainWindow, page: ClaimPage, qtbot: QtBot, tmp_path: Path, suffix: str
) -> None:
    page.editor.edited.emit((ClaimCells("", "2025-03-01", "2026-11-23", amount="18990"),), "")
    _settle(page, qtbot)
    path = tmp_path / f"letter{suffix}"
    page.write_letter(path)
    qtbot.waitUntil(lambda: page._writing is None, timeout=10_000)
    assert path.stat().st_size > 5_000
    assert path.name in find(window, QLabel, "claimSaid").text()


def test_both_languages_speak(window: MainWindow, page: ClaimPage, qtbot: QtBot) -> None:
    page.editor.edited.emit((ClaimCells("", "2025-03-01", "2026-11-23", amount="18990"),), "")
    _settle(page, qtbot)
    before = _judged(page, 0, 1)
    window.switch_language()
    _settle(page, qtbot)
    assert _judged(page, 0, 1) != before
