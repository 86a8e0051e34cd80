"""A whole case copied, pasted and dropped; the summary printed, with or without a printer."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from tests.helpers.commands import a_loan
from tests.ui.conftest import Answers, Typist, find

from faxi.app.summaries import summary_pages
from faxi.store.rows import Place
from faxi.text.words import Language, words_of
from faxi.ui.main_window import MainWindow
from faxi.ui.printing import paint_pages

Shown = Callable[[str], str]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _clean_clipboard(clipboard: Callable[[str], None]) -> Iterator[None]:
    clipboard("")
    yield
    clipboard("")


def case_file(path: Path, **keys: object) -> Path:
    path.write_text(json.dumps(a_loan(**keys), ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.usefixtures("loan")
def test_a_case_copied_is_a_case_pasted(window: MainWindow, shown: Shown) -> None:
    find(window, QAction, "copyCaseAction").trigger()
    document = json.loads(QGuiApplication.clipboard().text())
    assert document["format"] == "faxi-case"
    window.new()
    assert shown("totalDueValue") == "—"
    find(window, QAction, "pasteCaseAction").trigger()
    assert shown("totalDueValue") == "68,960.00"
    assert [row.title for row in window.book.books.rows(Place.LIST)] == ["", ""]
    window.undo()
    assert find(window, QLineEdit, "principalEdit").text() == ""


def test_what_is_no_case_is_refused_and_nothing_changes(
    window: MainWindow, typist: Typist, answers: Answers, clipboard: Callable[[str], None]
) -> None:
    typist("titleEdit", "kept").commit()
    answers.button = QMessageBox.StandardButton.Discard
    for text in ("hello", "[]", json.dumps([a_loan(), a_loan()]), json.dumps(a_loan(penalty={}))):
        clipboard(text)
        find(window, QAction, "pasteCaseAction").trigger()
        assert answers.said[-1].startswith("剪贴板中没有案件。")
        assert find(window, QLineEdit, "titleEdit").text() == "kept"


def test_half_a_case_is_not_copied(window: MainWindow, typist: Typist, answers: Answers) -> None:
    typist("principalEdit", "50000").commit()
    find(window, QAction, "copyCaseAction").trigger()
    assert answers.said[0].startswith("案件尚未填写完整")
    assert QGuiApplication.clipboard().text() == ""


def test_pasting_keeps_what_was_there_as_a_debt_of_its_own(
    window: MainWindow, typist: Typist, answers: Answers, clipboard: Callable[[str], None]
) -> None:
    typist("titleEdit", "kept")
    clipboard(json.dumps(a_loan()))
    find(window, QAction, "pasteCaseAction").trigger()
    titles = sorted(row.title for row in window.book.books.rows(Place.LIST))
    assert (titles, answers.said) == (["kept", "某银行消费贷"], [])


def drop(target: QWidget, *paths: Path) -> bool:
    """Drag files over a widget and let them fall; tell whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), actions, data, left, none)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), actions, data, left, none))
    return enter.isAccepted()


def test_a_case_file_dropped_on_the_window_opens(
    window: MainWindow, tmp_path: Path, shown: Shown, answers: Answers
) -> None:
    assert drop(window, case_file(tmp_path / "甲.json"))
    assert shown("totalDueValue") == "68,960.00"
    assert window.book.news.texts()[0].startswith("“甲.json”")
    second = case_file(tmp_path / "b.json", title="b")
    assert drop(window, second, case_file(tmp_path / "c.json"))
    titles = sorted(row.title for row in window.book.books.rows(Place.LIST))
    assert (titles, answers.said) == (["b", "某银行消费贷", "某银行消费贷"], [])
    assert not drop(window, tmp_path / "photo.png")
    # Over a field too, where a line edit would otherwise take the address as text.
    title = find(window, QLineEdit, "titleEdit")
    assert drop(title, tmp_path / "甲.json")
    assert title.text() == "某银行消费贷"
    broken = tmp_path / "坏 文件.json"
    broken.write_text("{", encoding="utf-8")
    assert drop(window, broken, second)
    said = "这些文件均未打开。\n坏 文件.json：文件不是有效的 JSON：第 1 行第 2 列。"
    assert answers.said == [said]
    assert drop(window, second, tmp_path / "没有.json")
    assert answers.said[-1] == "这些文件均未打开。\n没有.json：文件不存在。"
    assert "“甲.json”：其中 1 笔债务案件簿中已有。" in window.book.news.texts()


@pytest.mark.usefixtures("loan")
def test_an_edit_is_named_where_it_is_undone(window: MainWindow, typist: Typist) -> None:
    typist("dueDateEdit", "2025-04-01").commit()
    assert window.undo_action.text() == "撤销 修改到期日"
    assert window.undo_action.toolTip() == "撤销 修改到期日 (Ctrl+Z)"
    window.undo()
    assert window.redo_action.text() == "重做 修改到期日"
    keys = [keys.toString() for keys in window.redo_action.shortcuts()]
    assert keys == ["Ctrl+Shift+Z", "Ctrl+Y"]
    window.switch_language()
    assert window.redo_action.text() == "Redo: Change due date"


@pytest.mark.usefixtures("loan")
def test_undo_has_no_end(window: MainWindow, typist: Typist, shown: Shown) -> None:
    for principal in range(50_001, 50_221):
        window.presenter.commit("principal", str(principal))
    for _ in range(220):
        window.undo()
    assert shown("totalDueValue") == "68,960.00"
    for _ in range(220):
        window.redo()
    assert find(window, QLineEdit, "principalEdit").text() == "50220"
    typist("principalEdit", "50000")


@pytest.mark.usefixtures("loan")
def test_ctrl_p_shows_the_pages_before_they_are_printed(window: MainWindow, qtbot: QtBot) -> None:
    assert window.print_action.shortcut().toString() == "Ctrl+P"
    window.print_action.trigger()
    printing = window.printing
    assert printing is not None
    qtbot.waitUntil(lambda: printing.preview is not None, timeout=20_000)
    preview = printing.preview
    assert preview is not None
    assert preview.windowTitle() == "打印预览"
    pages = preview.findChild(QPrintPreviewWidget)
    assert pages is not None
    qtbot.waitUntil(lambda: pages.pageCount() >= 2)
    preview.reject()
    assert printing.preview is None


def test_printing_to_a_file_needs_no_printer(window: MainWindow, tmp_path: Path) -> None:
    window.open_path(case_file(tmp_path / "a.json"))
    statement = window.presenter.statement
    assert statement is not None
    images = [QImage.fromData(page) for page in summary_pages(statement, words_of(Language.EN), 50)]
    target = tmp_path / "printed.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setFullPage(True)
    paint_pages(printer, images)
    assert len(PdfReader(target).pages) == len(images) >= 2


def test_nothing_is_printed_without_a_result(window: MainWindow) -> None:
    assert not window.print_action.isEnabled()
    window.print_summary()
    assert window.printing is None
