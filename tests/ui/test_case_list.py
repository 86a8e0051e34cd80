"""The list of debts beside the form: by mouse, by keyboard, by ear; and all debts together."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.helpers.access import faults
from tests.helpers.commands import a_loan
from tests.ui.conftest import Answers, Typist, find

from faxi.app.casebook import CaseBook
from faxi.store.case_file import read_case
from faxi.store.database import DATABASE, connect
from faxi.store.folders import data_folder
from faxi.store.rows import Place
from faxi.ui import create_main_window
from faxi.ui.main_window import MainWindow

Shown = Callable[[str], str]


@pytest.fixture
def three(window: MainWindow) -> QListView:
    """Put three debts into the book and return the list, in a window wide enough for it."""
    window.resize(1360, 820)
    private = a_loan(title="朋友借款", lender={"name": "张三", "kind": "private"})
    young = a_loan(title="网贷", instalments=[{"due_date": "2026-10-20", "principal": "8000.00"}])
    cases = [read_case(each) for each in (a_loan(), private, young)]
    window.book.books.book.add_cases(cases)
    window.book.books.reload()
    return find(window, QListView, "caseList")


def titles(view: QListView) -> list[str]:
    model = view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def choose(window: MainWindow, name: str, value: str) -> None:
    box = find(window, QComboBox, name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def act(window: MainWindow, name: str) -> None:
    action = find(window, QAction, name)
    assert action.isEnabled(), name
    action.trigger()


def select(view: QListView, row: int) -> None:
    index = view.model().index(row, 0)
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.selectionModel().setCurrentIndex(index, flags)


def test_an_empty_book_opens_with_an_empty_case(window: MainWindow, shown: Shown) -> None:
    assert shown("titleEdit") == shown("principalEdit") == ""
    assert titles(find(window, QListView, "caseList")) == []
    assert shown("caseTotals").startswith("0 笔债务")


@pytest.mark.usefixtures("loan")
def test_what_is_typed_stands_in_the_list(window: MainWindow, typist: Typist, shown: Shown) -> None:
    typist("titleEdit", "某银行").commit()
    view = find(window, QListView, "caseList")
    assert titles(view) == ["某银行"]
    assert view.selectionModel().selectedIndexes()[0].row() == 0
    assert shown("caseTotals") == "1 笔债务：截至2026年11月23日应还 68,960.00 元，每天增加 30.00 元"
    assert window.windowTitle().startswith("某银行[*]")


def test_choosing_a_debt_shows_it(window: MainWindow, three: QListView, shown: Shown) -> None:
    for row, title in enumerate(titles(three)):
        select(three, row)
        assert shown("titleEdit") == title
        chosen = window.book.books.chosen
        assert chosen is not None
        assert chosen.title == title


def test_search_filter_and_order(window: MainWindow, three: QListView, shown: Shown) -> None:
    choose(window, "caseOrderBox", "title")
    assert titles(three) == ["某银行消费贷", "朋友借款", "网贷"]
    find(window, QLineEdit, "caseSearchEdit").setText("张三")
    assert titles(three) == ["朋友借款"]
    assert shown("caseShownTotals").startswith("当前列出：1 笔债务")
    assert shown("caseTotals").startswith("3 笔债务")
    find(window, QLineEdit, "caseSearchEdit").setText("")
    choose(window, "caseStageBox", "gentle")
    assert titles(three) == ["网贷"]
    choose(window, "caseStageBox", "")
    choose(window, "caseOrderBox", "total")
    assert titles(three)[-1] == "网贷"


def test_everything_goes_by_keyboard(
    window: MainWindow, three: QListView, qtbot: QtBot, shown: Shown
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    three.setFocus()
    select(three, 0)
    first = shown("titleEdit")
    qtbot.keyClick(three, Qt.Key.Key_Down)
    assert shown("titleEdit") != first
    second = shown("titleEdit")
    qtbot.keyClick(three, Qt.Key.Key_Delete)
    assert second not in titles(three)
    assert window.book.news.texts()[0] == "已将 1 笔债务移到回收站。"
    find(window, QPushButton, "newsAction").click()
    assert second in titles(three)
    assert shown("titleEdit") == second
    select(three, titles(three).index(second))
    act(window, "renameCaseAction")
    editor = three.findChild(QLineEdit)
    assert editor is not None
    editor.setText("renamed")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown("titleEdit") == "renamed")
    assert "renamed" in titles(three)
    window.undo()
    assert shown("titleEdit") == second


def test_archive_trash_and_back(window: MainWindow, three: QListView) -> None:
    select(three, 0)
    title = titles(three)[0]
    act(window, "archiveCaseAction")
    choose(window, "casePlaceBox", Place.ARCHIVE)
    assert titles(three) == [title]
    select(three, 0)
    act(window, "deleteCaseAction")
    choose(window, "casePlaceBox", Place.TRASH)
    assert titles(three) == [title]
    select(three, 0)
    act(window, "restoreCaseAction")
    choose(window, "casePlaceBox", Place.LIST)
    assert title in titles(three)


def test_several_at_once(window: MainWindow, three: QListView) -> None:
    three.selectAll()
    act(window, "deleteCaseAction")
    assert titles(three) == []
    assert find(window, QLineEdit, "titleEdit").text() == ""


def test_duplicating(window: MainWindow, three: QListView, shown: Shown) -> None:
    select(three, 0)
    title = titles(three)[0]
    act(window, "duplicateCaseAction")
    assert shown("titleEdit") == f"{title}（副本）"
    assert len(titles(three)) == 4


def test_a_debt_is_deleted_for_good_after_a_question(
    window: MainWindow, three: QListView, answers: Answers
) -> None:
    select(three, 0)
    title = titles(three)[0]
    answers.button = QMessageBox.StandardButton.Cancel
    act(window, "eraseCaseAction")
    assert title in answers.said[0]
    assert "无法撤销" in answers.said[0]
    assert title in titles(three)
    answers.button = QMessageBox.StandardButton.Yes
    act(window, "eraseCaseAction")
    assert title not in titles(three)


def test_everything_is_deleted_after_a_question(
    window: MainWindow, three: QListView, answers: Answers
) -> None:
    window.book.books.book.back_up()
    answers.button = QMessageBox.StandardButton.Cancel
    act(window, "eraseAllAction")
    assert "全部 3 笔债务" in answers.said[0]
    assert len(titles(three)) == 3
    answers.button = QMessageBox.StandardButton.Yes
    act(window, "eraseAllAction")
    assert titles(three) == []
    assert window.book.books.book.backups() == []
    assert find(window, QLineEdit, "titleEdit").text() == ""


def test_the_list_can_be_heard(window: MainWindow, three: QListView) -> None:
    choose(window, "caseOrderBox", "total")
    index = three.model().index(0, 0)
    said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "68,960.00" in said
    assert "逾期632 天" in said
    interface = QAccessible.queryAccessibleInterface(three)
    assert interface.text(QAccessible.Text.Name) == "我的债务"
    for name in ("caseSearchEdit", "casePlaceBox", "caseStageBox", "caseOrderBox"):
        assert find(window, QWidget, name).accessibleName()
    window.switch_language()
    assert "632 days overdue" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_narrow_window_shows_the_list_in_place_of_the_form(
    window: MainWindow, three: QListView, qtbot: QtBot
) -> None:
    form = find(window, QWidget, "caseForm")
    window.switch_language()
    qtbot.waitUntil(lambda: three.isVisible() and form.isVisible())
    select(three, 0)
    window.resize(window.minimumSizeHint())
    qtbot.waitUntil(lambda: not three.isVisible())
    assert window.width() <= 1024
    act(window, "caseListAction")
    assert (three.isVisible(), form.isVisible()) == (True, False)
    select(three, 1)
    assert (three.isVisible(), form.isVisible()) == (False, True)
    window.resize(1360, 820)
    qtbot.waitUntil(lambda: three.isVisible() and form.isVisible())


def test_going_back_to_a_backup(
    window: MainWindow, three: QListView, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.book.books.book.back_up()
    three.selectAll()
    act(window, "deleteCaseAction")
    asked: list[str] = []

    def choose(dialog: QInputDialog) -> int:
        asked.extend(faults(dialog))
        return 1

    monkeypatch.setattr(QInputDialog, "exec", choose)
    act(window, "restoreBackupAction")
    assert asked == []
    assert len(titles(three)) == 3
    assert window.book.news.texts()[0] == "案件簿已恢复到2026年11月23日的状态。"


def test_the_whole_book_goes_through_a_file(
    window: MainWindow, three: QListView, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "book.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    act(window, "exportBookAction")
    window.book.books.erase_everything()
    assert titles(three) == []
    act(window, "importBookAction")
    assert len(titles(three)) == 3
    window.book.books.erase_everything()
    window.open_path(path)
    assert len(titles(three)) == 3


def test_a_full_disk_is_said_and_closing_asks(
    window: MainWindow, typist: Typist, answers: Answers
) -> None:
    with closing(connect(data_folder() / DATABASE)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        typist("titleEdit", "in memory").commit()
        notice = find(window, QLabel, "unsavedNotice")
        assert notice.isVisible()
        assert "另一个程序占用" in notice.text()
        assert window.isWindowModified()
        answers.button = QMessageBox.StandardButton.Cancel
        window.close()
        assert window.isVisible()
        holder.execute("ROLLBACK")
    window.book.books.look()
    assert not notice.isVisible()
    assert not window.isWindowModified()


def test_two_windows_on_one_book(typist: Typist, qtbot: QtBot) -> None:
    typist("titleEdit", "seen").commit()
    other = create_main_window()
    qtbot.addWidget(other)
    assert find(other, QLineEdit, "titleEdit").text() == "seen"
    typist("titleEdit", "changed").commit()
    other.book.books.look()
    assert find(other, QLineEdit, "titleEdit").text() == "changed"
    assert titles(find(other, QListView, "caseList")) == ["changed"]
    other.close()


def test_all_debts_together(window: MainWindow, three: QListView, shown: Shown) -> None:
    find(window, QPushButton, "overviewButton").click()
    overview = find(window, QWidget, "overviewWindow")
    assert overview.isVisible()
    assert find(overview, QLabel, "overviewTotals").text().startswith("3 笔债务")
    paces = find(overview, QTableWidget, "pacesTable")
    assert paces.rowCount() == len(titles(three))
    item = paces.item(0, 0)
    assert item is not None
    paces.itemActivated.emit(item)
    assert shown("titleEdit") == item.text()
    chart = find(overview, QWidget, "allDebtsChart")
    assert "68,960.00" in chart.accessibleDescription()
    assert not chart.grab().isNull()
    window.switch_language()
    assert overview.windowTitle() == "All debts together"
    overview.close()


def test_the_summary_of_all_debts_is_written_from_the_window(
    window: MainWindow,
    three: QListView,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    answers: Answers,
) -> None:
    path = tmp_path / "all.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.book.show_overview()
    find(window, QPushButton, "exportAllButton").click()
    qtbot.waitUntil(lambda: bool(answers.said), timeout=10_000)
    assert path.read_text("utf-8").count("\n## ") == len(titles(three))


TYPING = """
import sys
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from faxi.ui import create_main_window
app = QApplication([])
window = create_main_window()
window.show()
field = window.findChild(QLineEdit, "titleEdit")
field.setFocus()
print("ready", flush=True)
for number in range(10_000):
    QTest.keyClicks(field, "x")
    QTest.qWait(5)
    print(number, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as Linux does")
def test_killed_while_typing_it_loses_at_most_what_is_in_flight(tmp_path: Path) -> None:
    environment = {**os.environ, "FAXI_DATA_DIR": str(tmp_path / "killed")}
    running = subprocess.Popen(
        [sys.executable, "-c", TYPING], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    typed = 0
    for line in running.stdout:
        typed = typed if line == "ready\n" else int(line) + 1
        if typed == 120:
            running.send_signal(signal.SIGKILL)
            break
    running.wait()
    running.stdout.close()
    book = CaseBook(tmp_path / "killed")
    (row,) = book.rows(Place.LIST)
    kept = book.open_case(row.id).draft.title
    assert kept == "x" * len(kept)
    assert typed - len(kept) < 100  # a quarter of a second of typing, on a slow machine
    with closing(sqlite3.connect(tmp_path / "killed" / DATABASE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
