"""The export dialog in the real window: choices, pages, the run, and what it leaves behind."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.helpers.clipping import clipped
from tests.ui.conftest import find

from faxi.app import export_choices
from faxi.app.export_choices import write_one
from faxi.resources import resource
from faxi.ui import export_dialog
from faxi.ui.export_dialog import ExportDialog
from faxi.ui.main_window import MainWindow

pytestmark = pytest.mark.usefixtures("loan")


@pytest.fixture(autouse=True)
def _quick_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set no pages but where a test asks for them: they take their time."""
    monkeypatch.setattr(export_dialog, "summary_pages", lambda *_: [])


@pytest.fixture
def dialog(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Iterator[ExportDialog]:
    yield opened(window, tmp_path / "out")
    qtbot.wait(0)


def opened(window: MainWindow, folder: Path) -> ExportDialog:
    folder.mkdir(exist_ok=True)
    window.export_action.trigger()
    found = [child for child in window.findChildren(ExportDialog) if child.isVisible()]
    find(found[-1], QLineEdit, "exportFolderEdit").setText(str(folder))
    return found[-1]


def check(dialog: QDialog, name: str, *, is_wished: bool = True) -> None:
    find(dialog, QCheckBox, name).setChecked(is_wished)


def press(dialog: QDialog, name: str = "exportButton") -> None:
    find(dialog, QPushButton, name).click()


def said(dialog: QDialog) -> str:
    return find(dialog, QLabel, "exportMessage").text()


def files(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "out").iterdir())


def test_several_formats_are_written_in_one_run(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    for suffix in ("docx", "xlsx", "csv", "json", "md"):
        check(dialog, f"exportFormat_{suffix}")
    find(dialog, QLineEdit, "exportNameEdit").setText("还款")
    press(dialog)
    qtbot.waitUntil(lambda: len(dialog.written) == 6, timeout=20_000)
    assert files(tmp_path) == [f"还款.{s}" for s in ("csv", "docx", "json", "md", "pdf", "xlsx")]
    assert "已写入" in said(dialog)


def test_what_was_written_can_be_opened(
    dialog: ExportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()))
    check(dialog, "exportFormat_pdf", is_wished=False)
    check(dialog, "exportFormat_csv")
    assert find(dialog, QWidget, "exportOpenButton").isHidden()
    press(dialog)
    qtbot.waitUntil(lambda: len(dialog.written) == 1, timeout=20_000)
    press(dialog, "exportOpenButton")
    press(dialog, "exportOpenFolderButton")
    assert list(map(Path, asked)) == [dialog.written[0], dialog.written[0].parent]


def test_a_file_that_is_there_is_replaced_only_when_asked_twice(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    check(dialog, "exportFormat_pdf", is_wished=False)
    check(dialog, "exportFormat_md")
    find(dialog, QLineEdit, "exportNameEdit").setText("a")
    old = tmp_path / "out" / "a.md"
    old.write_text("old", encoding="utf-8")
    press(dialog)
    assert "a.md" in said(dialog)
    assert old.read_text(encoding="utf-8") == "old"
    press(dialog)
    qtbot.waitUntil(lambda: len(dialog.written) == 1, timeout=20_000)
    assert old.read_text(encoding="utf-8") != "old"


def test_a_cancelled_run_leaves_the_old_file_whole(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    done = threading.Event()

    def slow(*given: Any) -> Any:
        begun.set()
        go_on.wait(20)
        try:
            return write_one(*given)
        finally:
            done.set()

    monkeypatch.setattr(export_dialog, "write_one", slow)
    find(dialog, QLineEdit, "exportNameEdit").setText("a")
    old = tmp_path / "out" / "a.pdf"
    old.write_bytes(b"old")
    press(dialog)
    press(dialog)
    assert begun.wait(20)
    assert find(dialog, QWidget, "exportProgress").isVisible()
    press(dialog, "exportCloseButton")
    go_on.set()
    assert done.wait(20)
    qtbot.wait(10)
    assert (old.read_bytes(), dialog.written) == (b"old", [])
    assert said(dialog) == "已取消。"
    assert dialog.isVisible()


def test_choices_are_remembered(window: MainWindow, dialog: ExportDialog, tmp_path: Path) -> None:
    check(dialog, "exportFormat_xlsx")
    check(dialog, "exportSection_costs", is_wished=False)
    find(dialog, QLineEdit, "exportLetterhead_sender").setText("某律师事务所")
    box = find(dialog, QComboBox, "exportLanguageBox")
    box.setCurrentIndex(box.findData("en"))
    choices = dialog.form.choices
    press(dialog, "exportCloseButton")
    assert not dialog.isVisible()
    again = opened(window, tmp_path / "out")
    assert again.form.choices == choices


def test_the_proposal_has_its_own_formats(dialog: ExportDialog) -> None:
    check(dialog, "exportFormat_xlsx")
    box = find(dialog, QComboBox, "exportDocumentBox")
    box.setCurrentIndex(box.findData("proposal"))
    assert not find(dialog, QCheckBox, "exportFormat_xlsx").isEnabled()
    assert [path.suffix for path in dialog.paths()] == [".pdf"]
    assert "协商还款申请书" in dialog.form.stem


def test_redaction_takes_the_name_and_the_letterhead(dialog: ExportDialog) -> None:
    find(dialog, QLineEdit, "exportLetterhead_sender").setText("秘密")
    check(dialog, "exportRedactBox")
    assert not find(dialog, QLineEdit, "exportLetterhead_sender").isEnabled()
    assert dialog.form.choices.options().letterhead is None
    assert dialog.form.stem == "还款明细汇总 2026-11-23"


def test_nothing_chosen_and_a_bad_logo_are_said(dialog: ExportDialog, tmp_path: Path) -> None:
    check(dialog, "exportFormat_pdf", is_wished=False)
    assert "至少" in said(dialog)
    assert not find(dialog, QPushButton, "exportButton").isEnabled()
    check(dialog, "exportFormat_pdf")
    (tmp_path / "bad.png").write_bytes(b"no picture")
    find(dialog, QLineEdit, "exportLogoEdit").setText(str(tmp_path / "bad.png"))
    assert "徽标" in said(dialog)
    find(dialog, QLineEdit, "exportLogoEdit").setText(str(resource("icons", "faxi.svg")))
    assert find(dialog, QPushButton, "exportButton").isEnabled()


def test_folder_and_logo_can_be_looked_for(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logo = str(resource("icons", "faxi.svg"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (logo, ""))
    press(dialog, "exportFolderButton")
    press(dialog, "exportLogoButton")
    choices = dialog.form.choices
    assert (choices.folder, choices.logo) == (str(tmp_path), logo)


def test_the_pages_are_shown(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    window.settings.put(export_choices.KEY, {"language": "en", "folder": str(tmp_path)})
    window.export_action.trigger()
    dialog = next(d for d in window.findChildren(ExportDialog) if d.isVisible())
    qtbot.waitUntil(lambda: len(dialog.preview.pages) > 2, timeout=20_000)
    count = find(dialog, QLabel, "exportPreviewCount")
    assert count.text() == f"第 1 页，共 {len(dialog.preview.pages)} 页"
    press(dialog, "exportPreviewAfter")
    assert count.text().startswith("第 2 页")
    assert not find(dialog, QLabel, "exportPreviewPage").pixmap().isNull()
    press(dialog, "exportCloseButton")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_cut_off(window: MainWindow, language: str, tmp_path: Path) -> None:
    if language == "en":
        window.switch_language()
    dialog = opened(window, tmp_path)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert clipped(dialog) == []
    assert (dialog.width(), dialog.height()) <= (1024, 700)
    press(dialog, "exportCloseButton")
    window.texts_action.trigger()
    assert clipped(find(window, QDialog, "textsDialog")) == []


def test_texts_can_be_copied(window: MainWindow, clipboard: Callable[[str], None]) -> None:
    clipboard("")
    window.texts_action.trigger()
    dialog = find(window, QDialog, "textsDialog")
    for name, part in (
        ("claim", "计算至实际清偿之日止"),
        ("letter", "30.00元"),
        ("proposal", "申请人"),
    ):
        press(dialog, f"copy_{name}")
        copied = QGuiApplication.clipboard().text()
        assert copied == find(dialog, QPlainTextEdit, f"text_{name}").toPlainText()
        assert part in copied
    press(dialog, "textsCloseButton")
