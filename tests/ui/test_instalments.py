"""The instalments of a loan: made, typed, pasted, imported, paid, accelerated, undone and saved."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot
from tests.helpers.access import faults, shared_mnemonics
from tests.helpers.clipping import clipped
from tests.ui.conftest import Answers, Typist, find

from faxi.app.instalment_rows import InstalmentRow
from faxi.app.language import default_language
from faxi.engine.money import money_text
from faxi.engine.schedule import Method
from faxi.text.words import Language, words_of
from faxi.ui.acceleration_dialog import AccelerationDialog
from faxi.ui.fields import LineField
from faxi.ui.main_window import MainWindow
from faxi.ui.row_view import RowView
from faxi.ui.schedule_dialog import ScheduleDialog

Shown = Callable[[str], str]
DUE, PRINCIPAL, INTEREST, PAID_ON, PAID = range(5)
TERMS = {"amount": "1.2万", "rate": "12", "periods": "12", "first_due": "2025年1月31日"}


@pytest.fixture
def table(window: MainWindow) -> RowView:
    window.form.instalments_fold.open()
    return find(window, RowView, "instalmentsTable")


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Any], None]], None]:
    """Return a function that says what a person does in the next dialog."""

    def answer(act: Callable[[Any], None]) -> None:
        def run(dialog: QDialog) -> int:
            act(dialog)
            return dialog.result()

        monkeypatch.setattr(QDialog, "exec", run)

    return answer


def fill(dialog: ScheduleDialog, **texts: str) -> None:
    for key, text in texts.items():
        name = f"schedule{key.title().replace('_', '')}Edit"
        line = find(dialog, LineField, name)
        line.show_text(text)
        line.typed.emit(text)


def choose(dialog: ScheduleDialog, name: str, value: str) -> None:
    box = find(dialog, QComboBox, name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def make(window: MainWindow, answered: Any, **texts: str) -> None:
    def act(dialog: ScheduleDialog) -> None:
        fill(dialog, **{**TERMS, **texts})
        find(dialog, QPushButton, "useScheduleButton").click()

    answered(act)
    find(window, QPushButton, "makeScheduleButton").click()


def column(table: RowView, number: int) -> list[str]:
    model = table.model()
    return [model.index(line, number).data() or "" for line in range(model.rowCount())]


def press(window: MainWindow, name: str) -> None:
    find(window, QAbstractButton, name).click()


def test_a_schedule_is_made_paid_and_undone(
    window: MainWindow, table: RowView, answered: Any, typist: Typist, shown: Shown
) -> None:
    typist("penaltySurchargeEdit", "50")
    make(window, answered, fee="5")
    assert column(table, DUE)[:2] == ["2025-01-31", "2025-02-28"]
    assert column(table, PRINCIPAL)[0] == shown("principalEdit") == "946.19"
    assert column(table, INTEREST)[0] == shown("interestEdit") == "125.00"
    assert (shown("contractRateEdit"), shown("dueDateEdit")) == ("12", "2025-01-31")
    assert "12%/年" in shown("annualCostValue")
    assert "13.6791%" in shown("annualCostValue")
    assert shown("daysOverdueValue") == "661"
    table.selectAll()
    press(window, "markPaidButton")
    assert (shown("daysOverdueValue"), shown("totalDueValue")) == ("0", "0.00")
    table.setCurrentIndex(table.model().index(1, DUE))
    table.toggle_details()
    details = [table.model().index(line, 0).data() for line in (2, 3, 4, 5)]
    assert details[:2] == ["利息：11,053.81 × 12% ÷ 12 = 110.54 元", "当期费用：5.00 元"]
    assert [detail.split()[0] for detail in details[2:]] == ["→", "→"]
    find(window, QToolButton, "annualCostWorkingButton").click()
    assert "1.074137%" in shown("annualCostWorking")
    window.undo()
    assert shown("daysOverdueValue") == "661"
    window.undo()
    assert table.model().rowCount() == 0
    assert shown("principalEdit") == ""
    window.redo()
    assert table.model().rowCount() == 12


def test_the_first_row_and_the_fields_are_one(
    window: MainWindow, table: RowView, answered: Any, typist: Typist, shown: Shown
) -> None:
    make(window, answered)
    typist("principalEdit", "900").commit()
    assert column(table, PRINCIPAL)[0] == "900"
    table.model().setData(table.model().index(0, DUE), "2025-02-01")
    assert shown("dueDateEdit") == "2025-02-01"
    table.model().setData(table.model().index(0, PRINCIPAL), "much")
    assert "much" in shown("principalEditProblem")
    table.setCurrentIndex(table.model().index(0, PRINCIPAL))
    assert "much" in shown("instalmentsCellProblem")


@pytest.mark.usefixtures("loan")
def test_a_second_instalment_joins_the_one_in_the_fields(
    window: MainWindow, table: RowView, shown: Shown
) -> None:
    window.form.finish_edits()
    assert column(table, PRINCIPAL) == ["50000"]
    total = shown("totalDueValue")
    press(window, "instalmentsAddButton")
    window.form.finish_edits()
    assert (shown("principalEdit"), shown("totalDueValue")) == ("50000", total)
    table.model().setData(table.model().index(1, DUE), "2025-04-01")
    assert not find(window, QLabel, "totalDueValue").isEnabled()
    table.model().setData(table.model().index(1, PRINCIPAL), "1,000")
    assert find(window, QLabel, "totalDueValue").isEnabled()
    assert shown("totalDueValue") > total
    table.selectRow(1)
    press(window, "instalmentsDeleteButton")
    assert shown("totalDueValue") == total


PASTED = (
    "期数\t应还日期\t本金\t利息\t实还日期\n1\t2025-03-01\t5千\t６０\t2025-03-01\n"
    "2\t2025-04-01\t5,000\t60\t\n合计\t\t1万\t120\t\n"
)


def test_pasted_rows_follow_with_what_was_paid(
    table: RowView, clipboard: Callable[[str], None], typist: Typist, shown: Shown, qtbot: QtBot
) -> None:
    typist("contractRateEdit", "12").commit()
    typist("penaltySurchargeEdit", "50").commit()
    clipboard(PASTED)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert column(table, PAID_ON) == ["2025-03-01", ""]
    typist("asOfDateEdit", "2025-05-01").commit()
    # 5,000 at 18 % for 30 days; the first instalment bears nothing.
    assert shown("penaltyInterestValue") == "75.00"
    assert shown("totalDueValue") == "5,135.00"
    table.model().setData(table.model().index(1, PAID_ON), "2025-04-21")
    table.model().setData(table.model().index(1, PAID), "5,110")
    # Twenty days cost 50.00, which the payment covers with the interest and all principal.
    assert (shown("penaltyInterestValue"), shown("totalDueValue")) == ("50.00", "0.00")


def test_files_are_imported_and_bad_ones_refused(
    window: MainWindow, table: RowView, tmp_path: Path, answers: Answers,
    monkeypatch: pytest.MonkeyPatch, shown: Shown,
) -> None:  # fmt: skip
    book = Workbook()
    for row in (["Due date", "Principal", "Fee"], ["2025-03-01", 5000, 12.5], ["soon", "x", None]):
        book.active.append(row)
    book.save(tmp_path / "rows.xlsx")
    (tmp_path / "none.csv").write_text("\n", encoding="utf-8")
    for name in ("rows.xlsx", "none.csv", "missing.csv"):
        answer = (str(tmp_path / name), "")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, answer=answer: answer)
        press(window, "importInstalmentsButton")
    assert column(table, PRINCIPAL) == ["5000", "x"]
    assert column(table, INTEREST)[0] == "12.50"
    assert column(table, DUE)[1] == "soon"
    problems = window.presenter.reading.problems
    assert {"instalments[1].due_date", "instalments[1].principal"} <= set(problems)
    window.form.go_to("instalments[1].due_date")
    assert "soon" in shown("instalmentsCellProblem")
    assert [said.split("”")[0] for said in answers.said] == ["“none.csv", "“missing.csv"]


def test_the_rest_falls_due_early(
    window: MainWindow, answered: Any, typist: Typist, answers: Answers
) -> None:
    make(window, answered)
    press(window, "accelerateButton")  # no penalty rate yet
    assert len(answers.said) == 1
    typist("penaltySurchargeEdit", "50").commit()
    said: list[str] = []

    def act(dialog: AccelerationDialog) -> None:
        line = find(dialog, LineField, "accelerationDateEdit")
        for day in ("2026-11-23", "someday", "2025-03-15"):
            line.show_text(day)
            line.typed.emit(day)
            said.append(find(dialog, QLabel, "accelerationDateEditProblem").text())
        said.append(find(dialog, LineField, "earnedEdit").text())
        said.append(find(dialog, QLabel, "earnedWorking").text())
        dialog.accept()

    answered(act)
    press(window, "accelerateButton")
    assert "2026年11月23日" in said[0]
    assert "2025-03-01" in said[1]
    assert said[2:4] == ["", "50.49"]
    assert "10,098.16 × 12% ÷ 360 × 15" in said[4]
    statement = window.presenter.statement
    assert statement is not None
    assert money_text(statement.accrued.principal) == "12000.00"
    assert statement.not_yet_due == (0, 0)
    assert "提前到期" in window.undo_action.toolTip()


def test_a_long_case_saves_whole_and_opens_again(
    window: MainWindow, table: RowView, answered: Any, typist: Typist, tmp_path: Path
) -> None:
    make(window, answered, periods="360", upfront_fee="2%", amount="600000")
    typist("penaltySurchargeEdit", "50").commit()
    rows = [*window.presenter.draft.instalments]
    rows[0] = rows[0]._replace(paid_on="2025-01-31")
    rows[1] = rows[1]._replace(paid_on="2025-03-05", paid="1000")
    window.presenter.commit("instalments", tuple(rows))
    before = window.presenter.case()
    assert before is not None
    path = tmp_path / "long.json"
    assert window.presenter.save_copy(path).is_fine
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["schedule"]["upfront_fee"] == "12000.00"
    assert [paid["instalment"] for paid in document["schedule"]["paid"]] == [1, 2]
    assert len(document["events"]) == 2
    window.open_path(path)
    assert window.presenter.case() == before
    assert window.presenter.draft.events == ()
    assert column(table, PAID)[:2] == ["", "1,000.00"]
    assert table.model().rowCount() == 360
    window.presenter.commit("title", "改名")
    changed = window.presenter.case()
    assert changed is not None
    assert (changed.reserved, changed.events) == (before.reserved, before.events)


@pytest.mark.parametrize("language", Language)
def test_the_dialog_follows_every_method_in_both_languages(
    window: MainWindow, language: Language, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window.presenter.commit("instalments", (InstalmentRow("2025-03-01", "500", "5"),))
    dialog = ScheduleDialog(window, window.presenter.draft, words_of(language))
    use = find(dialog, QPushButton, "useScheduleButton")
    assert not use.isEnabled()
    fill(dialog, **TERMS)
    costs = {}
    for method in list(Method)[:-1]:
        choose(dialog, "scheduleMethodBox", method)
        assert use.isEnabled()
        costs[method] = find(dialog, QLabel, "scheduleCostValue").text()
    assert len(set(costs.values())) == 4  # equal principal and interest first both cost 12 %
    choose(dialog, "scheduleInterestBasisBox", "effective")
    fill(dialog, rate="1‰/month")
    assert not use.isEnabled()
    assert find(dialog, QLabel, "scheduleInterestBasisBoxProblem").text().startswith("⚠")
    fill(dialog, rate="?")
    assert "?" in find(dialog, QLabel, "scheduleRateEditProblem").text()
    fill(dialog, rate="", drawdown_date="2025-02-01", upfront_fee="10")
    choose(dialog, "scheduleMethodBox", "own_rows")
    assert use.isEnabled()
    assert not find(dialog, LineField, "schedulePeriodsEdit").isVisibleTo(dialog)
    path = tmp_path / "own.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    find(dialog, QPushButton, "exportScheduleButton").click()
    qtbot.waitUntil(lambda: find(dialog, QLabel, "scheduleSaved").text() != "")
    assert "500.00" in path.read_text(encoding="utf-8-sig")
    use.click()
    assert dialog.kept is not None
    assert dialog.kept.rows == window.presenter.draft.rows
    own = (("method", "own_rows"), ("drawdown_date", "2025-02-01"), ("upfront_fee", "10"))
    assert dialog.kept.texts == own
    dialog.deleteLater()


@pytest.mark.parametrize("language", ["zh", "en", "pseudo"])
def test_nothing_in_the_dialogs_is_cut_off_or_without_a_name(
    window: MainWindow, language: str, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("FAXI_LANG", language)
    words = words_of(default_language())
    terms = (("method", "flat_fee"), ("rate", "12%/year"))
    rows = (InstalmentRow("2025-03-01", "500", "5"), InstalmentRow("2025-04-01", "500", "5"))
    window.presenter.commit("penalty_surcharge", "50")
    window.presenter.commit("schedule", (rows, terms))
    case = window.presenter.reading.case
    assert case is not None
    made = ScheduleDialog(window, window.presenter.draft, words)
    fill(made, **TERMS, fee="5")
    for dialog in (made, AccelerationDialog(window, case, "2025-03-11", words)):
        qtbot.addWidget(dialog)
        dialog.show()
        QApplication.processEvents()
        assert clipped(dialog) == []
        assert faults(dialog) == []
        assert shared_mnemonics(dialog) == []
