"""What folds away is made when it is first opened, and is then as if it had always been there."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QTableView, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import find

from faxi.app.event_rows import EventRow
from faxi.app.instalment_rows import InstalmentRow
from faxi.ui import create_main_window
from faxi.ui.fields import LineField
from faxi.ui.fold import Fold
from faxi.ui.main_window import MainWindow

FOLDS = ("termsFold", "eventsFold", "instalmentsFold")
MADE_LATER = ("dayCountBox", "graceDaysEdit", "eventsTable", "instalmentsTable")


@pytest.fixture
def started(qtbot: QtBot) -> Iterator[MainWindow]:
    """Return the window as a person starts it, with nothing made before it is wanted."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.load()
    window.show()
    yield window
    window.close()


def _unfold(window: MainWindow, name: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(find(window, QToolButton, f"{name}Button"), Qt.MouseButton.LeftButton)


def _stops(window: MainWindow) -> list[str]:
    """Return the names of what the Tab key stops at in the form, in its order."""
    names, widget = [], window.form.nextInFocusChain()
    while widget is not None and widget is not window.form:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and window.form.isAncestorOf(widget):
            names.append(widget.objectName())
        widget = widget.nextInFocusChain()
    start = names.index("titleEdit")
    return names[start:] + names[:start]


def test_nothing_folded_is_made_before_it_is_wanted(started: MainWindow) -> None:
    assert [name for name in MADE_LATER if started.findChild(QWidget, name)] == []


def test_the_window_of_automation_has_it_all(qtbot: QtBot) -> None:
    window = create_main_window()
    qtbot.addWidget(window)
    assert [name for name in MADE_LATER if not window.findChild(QWidget, name)] == []


def test_what_a_case_holds_is_there_once_unfolded(started: MainWindow, qtbot: QtBot) -> None:
    started.presenter.commit("day_count", "ACT/365")
    started.presenter.commit("grace_days", "5")
    started.presenter.commit("events", (EventRow("repayment", "2025-06-01", amount="1,000.00"),))
    assert find(started, QToolButton, "eventsFoldButton").text().endswith("(1)")
    for name in FOLDS:
        _unfold(started, name, qtbot)
    assert find(started, QComboBox, "dayCountBox").currentData() == "ACT/365"
    assert find(started, LineField, "graceDaysEdit").text() == "5"
    assert find(started, QTableView, "eventsTable").model().rowCount() == 1
    assert find(started, QTableView, "instalmentsTable").isVisible()


def test_edits_in_what_was_made_late_reach_the_case(started: MainWindow, qtbot: QtBot) -> None:
    _unfold(started, "termsFold", qtbot)
    field = find(started, LineField, "graceDaysEdit")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "7")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    _unfold(started, "eventsFold", qtbot)
    started.form.events_fold.content().view.add_row(EventRow("repayment", "2025-06-01", amount="1"))
    assert started.presenter.draft.terms.grace_days == "7"
    assert len(started.presenter.draft.events) == 1
    started.undo()
    started.undo()
    assert field.text() == "0"


def test_a_problem_said_before_is_beneath_its_field_once_unfolded(
    started: MainWindow, qtbot: QtBot
) -> None:
    started.presenter.commit("grace_days", "soon")
    assert started.findChild(QLabel, "graceDaysEditProblem") is None
    _unfold(started, "termsFold", qtbot)
    assert "⚠" in find(started, QLabel, "graceDaysEditProblem").text()


@pytest.mark.parametrize(
    ("field", "name"), [("grace_days", "graceDaysEdit"), ("events[0].date", "eventsTable")]
)
def test_going_to_a_field_unfolds_it(started: MainWindow, field: str, name: str) -> None:
    started.presenter.commit("events", (EventRow("repayment", "never", amount="1"),))
    started.form.go_to(field)
    assert find(started, QWidget, name).isVisible()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == name


def test_a_debt_of_many_instalments_unfolds_by_itself(started: MainWindow) -> None:
    rows = tuple(InstalmentRow(f"2025-0{month}-01", "1,000.00") for month in (1, 2, 3))
    started.presenter.commit("instalments", rows)
    assert find(started, QTableView, "instalmentsTable").model().rowCount() == 3


@pytest.mark.parametrize("order", [FOLDS, FOLDS[::-1]])
def test_the_tab_key_goes_on_to_what_was_made_late(
    started: MainWindow, qtbot: QtBot, order: tuple[str, ...]
) -> None:
    whole = create_main_window()
    qtbot.addWidget(whole)
    for name in order:
        _unfold(started, name, qtbot)
    assert _stops(started) == _stops(whole)
    whole.close()


class _WindowsShown(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note a window that shows."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def test_nothing_shows_as_a_window_of_its_own_while_it_is_made(
    started: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    watcher = _WindowsShown()
    qapp.installEventFilter(watcher)
    _unfold(started, "eventsFold", qtbot)
    qapp.removeEventFilter(watcher)
    assert watcher.shown == []


@pytest.mark.parametrize("name", FOLDS)
def test_what_is_unfolded_is_scrolled_into_sight(
    started: MainWindow, qtbot: QtBot, name: str
) -> None:
    form = started.form
    started.resize(1024, 700)
    form.verticalScrollBar().setValue(0)
    button = find(started, QToolButton, f"{name}Button")
    form.ensureWidgetVisible(button, 0, 0)  # as low as it may be when somebody clicks it
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    fold = find(started, Fold, name)

    def is_in_sight() -> bool:
        room = form.viewport().rect()
        seen = fold.visibleRegion().boundingRect().height()
        return button.visibleRegion().boundingRect().height() == button.height() and (
            seen == fold.height() or seen >= room.height() * 3 // 4
        )

    qtbot.waitUntil(is_in_sight)


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("notes", "notesEdit"),
        ("suit_date", "suitDateEdit"),
        ("cap_value", "capValueEdit"),
        ("events[0].amount", "eventsTable"),
        ("principal", "principalEdit"),
    ],
)
def test_where_the_focus_is_taken_is_in_sight(
    started: MainWindow, qtbot: QtBot, field: str, name: str
) -> None:
    started.resize(1024, 700)
    started.presenter.commit("events", (EventRow("repayment", "2025-06-01", amount="1"),))
    bar = started.form.verticalScrollBar()
    bar.setValue(bar.maximum() if field == "principal" else 0)
    started.form.go_to(field)
    widget = find(started, QWidget, name)
    qtbot.waitUntil(lambda: widget.visibleRegion().boundingRect().height() == widget.height())
