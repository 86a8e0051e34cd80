"""The growth chart on a real widget: its data, its mouse, its keys and its files."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from tests.helpers.chart_widget import drawing_of, place, shown_chart
from tests.helpers.charts import AS_OF, HORIZON, rich_data

from faxi.app.chart import ChartData, amounts_on
from faxi.engine.growth import GrowthPoint
from faxi.store.files import FileError
from faxi.text.words import Language, words_of
from faxi.ui.growth_chart import GrowthChart

DAY = timedelta(days=1)
LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def chart(qtbot: QtBot) -> GrowthChart:
    return shown_chart(qtbot)


def crosshair_of(chart: GrowthChart) -> date | None:
    """Return the date under the crosshair."""
    return chart._hover


def wheel(chart: GrowthChart, x: float, turns: int, keys: Qt.KeyboardModifier) -> QWheelEvent:
    at = QPointF(x, 200)
    event = QWheelEvent(
        at,
        chart.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * turns),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chart, event)
    return event


def kept(signal: list[date]) -> Callable[[object], None]:
    """Return a slot that keeps what a signal brings."""

    def keep(day: object) -> None:
        assert isinstance(day, date)
        signal.append(day)

    return keep


@pytest.fixture
def movements(chart: GrowthChart) -> tuple[list[date], list[date]]:
    """Return the lists in which dates moved to and settled on are kept."""
    moved: list[date] = []
    settled: list[date] = []
    chart.cut_off_moved.connect(kept(moved))
    chart.cut_off_settled.connect(kept(settled))
    return moved, settled


# Keys


@pytest.mark.parametrize(
    ("key", "modifier", "days"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, -1),
        (Qt.Key.Key_Right, SHIFT, 30),
        (Qt.Key.Key_Left, SHIFT, -30),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, 365),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, -365),
    ],
)
def test_keys_move_the_cut_off(
    chart: GrowthChart,
    qtbot: QtBot,
    movements: tuple[list[date], list[date]],
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    days: int,
) -> None:
    target = AS_OF + timedelta(days=days)
    qtbot.keyPress(chart, key, modifier)
    assert movements == ([target], [])
    qtbot.keyRelease(chart, key, modifier)
    assert movements == ([target], [target])
    assert f"{target.day} " in chart.accessibleDescription()


def test_leaving_settles_what_a_key_moved(
    chart: GrowthChart, qtbot: QtBot, movements: tuple[list[date], list[date]]
) -> None:
    chart.setFocus()
    qtbot.keyPress(chart, Qt.Key.Key_Left)
    chart.clearFocus()
    QApplication.sendEvent(chart, QFocusEvent(QEvent.Type.FocusOut))  # also without a screen
    assert movements[1] == [AS_OF - DAY]


def test_the_cut_off_stays_within_the_calendar(
    chart: GrowthChart, qtbot: QtBot, movements: tuple[list[date], list[date]]
) -> None:
    chart.set_data(rich_data()._replace(as_of=date(2199, 12, 31), due=None))
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert movements == ([], [])


def test_keys_bring_the_figures(chart: GrowthChart, qtbot: QtBot) -> None:
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert crosshair_of(chart) == AS_OF - DAY
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert crosshair_of(chart) is None


# Mouse


def test_the_handle_is_dragged(
    chart: GrowthChart, qtbot: QtBot, movements: tuple[list[date], list[date]]
) -> None:
    target = date(2025, 3, 1)
    start, end = place(chart, AS_OF), place(chart, target)
    qtbot.mousePress(chart, LEFT, pos=start)
    qtbot.mouseMove(chart, QPoint((start.x() + end.x()) // 2, 300))
    qtbot.mouseMove(chart, end)
    moved, settled = movements
    assert len(moved) == 2
    assert abs(moved[-1] - target) <= 2 * DAY  # a pixel is one and a half days
    assert settled == []
    qtbot.mouseRelease(chart, LEFT, pos=end)
    assert settled == moved[-1:]


def test_an_answer_while_dragging_keeps_the_view(chart: GrowthChart, qtbot: QtBot) -> None:
    chart.cut_off_moved.connect(
        lambda day: chart.set_data(rich_data(day, horizon=day + timedelta(days=200)))
    )
    before = drawing_of(chart).view
    qtbot.mousePress(chart, LEFT, pos=place(chart, AS_OF))
    qtbot.mouseMove(chart, place(chart, date(2025, 12, 20)))
    assert drawing_of(chart).view == before
    end = place(chart, date(2025, 10, 1))
    qtbot.mouseMove(chart, end)
    chart.grab()
    assert abs(chart._layers.handle.center().x() - end.x()) < 3
    qtbot.mouseRelease(chart, LEFT, pos=end)
    assert drawing_of(chart).view != before


def test_the_date_on_the_axis_is_a_handle_too(
    chart: GrowthChart, qtbot: QtBot, movements: tuple[list[date], list[date]]
) -> None:
    handle = chart._layers.handle.center().toPoint()
    qtbot.mousePress(chart, LEFT, pos=handle + QPoint(20, 0))
    qtbot.mouseMove(chart, handle - QPoint(60, 0))
    qtbot.mouseRelease(chart, LEFT, pos=handle - QPoint(60, 0))
    assert movements[1] == movements[0][-1:] != []


def test_escape_takes_a_drag_back(
    chart: GrowthChart, qtbot: QtBot, movements: tuple[list[date], list[date]]
) -> None:
    qtbot.mousePress(chart, LEFT, pos=place(chart, AS_OF))
    qtbot.mouseMove(chart, place(chart, date(2025, 3, 1)))
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert movements[0][-1] == AS_OF
    assert movements[1] == [AS_OF]


def test_a_press_beside_the_handle_moves_nothing(
    chart: GrowthChart, qtbot: QtBot, movements: tuple[list[date], list[date]]
) -> None:
    qtbot.mousePress(chart, LEFT, pos=place(chart, date(2025, 3, 1)))
    qtbot.mouseMove(chart, place(chart, date(2025, 9, 1)))
    qtbot.mouseRelease(chart, LEFT, pos=place(chart, date(2025, 9, 1)))
    assert movements == ([], [])


def test_only_a_moved_cut_off_paints_no_layer_anew(chart: GrowthChart) -> None:
    drawing = drawing_of(chart)
    data = rich_data()
    for days in (0, 30, 60):
        chart.set_data(data._replace(as_of=AS_OF - timedelta(days=days), due=None))
        chart.grab()
    assert chart._layers.drawing is drawing
    chart.set_data(data._replace(points=data.points[1:]))
    assert drawing_of(chart) is not drawing


def test_a_moved_cut_off_looks_as_if_painted_anew(chart: GrowthChart, qtbot: QtBot) -> None:
    later, fresh = date(2026, 9, 1), GrowthChart()
    qtbot.addWidget(fresh)
    fresh.resize(760, 420)
    chart.clearFocus()
    for days in (300, -100):
        chart.set_data(rich_data()._replace(as_of=later - timedelta(days=days), due=None))
        chart.grab()
    images = []
    for chart_of_later in (chart, fresh):
        chart_of_later.set_data(rich_data()._replace(as_of=later, due=None))
        images.append(chart_of_later.grab().toImage())
    one, other = images
    differing = sum(one.pixel(x, y) != other.pixel(x, y) for x in range(760) for y in range(420))
    assert differing < 760 * 420 / 100  # dashes may begin elsewhere


def test_the_crosshair_shows_a_day(chart: GrowthChart, qtbot: QtBot) -> None:
    plain = chart.grab().toImage()
    qtbot.mouseMove(chart, place(chart, date(2025, 10, 8)))
    assert crosshair_of(chart) == date(2025, 10, 8)  # snapped to the waiver
    shown = chart.grab().toImage()
    assert shown != plain
    qtbot.mouseMove(chart, QPoint(3, 3))
    assert crosshair_of(chart) is None
    assert chart.grab().toImage() == plain


def test_control_and_wheel_zoom_about_the_pointer(chart: GrowthChart) -> None:
    day = date(2025, 10, 8)
    whole = drawing_of(chart).view
    x = drawing_of(chart).x(day.toordinal())
    assert not wheel(chart, x, 1, Qt.KeyboardModifier.NoModifier).isAccepted()
    assert drawing_of(chart).view == whole
    for _ in range(4):
        wheel(chart, x, 1, Qt.KeyboardModifier.ControlModifier)
        chart.grab()
    near = drawing_of(chart)
    assert near.view.last - near.view.first < (whole.last - whole.first) / 2
    assert near.x(day.toordinal()) == pytest.approx(x, abs=0.5)
    for _ in range(9):
        wheel(chart, x, -1, Qt.KeyboardModifier.ControlModifier)
        chart.grab()
    assert drawing_of(chart).view == whole


def test_two_fingers_zoom(chart: GrowthChart) -> None:
    whole, at = drawing_of(chart).view, QPointF(300, 200)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        at,
        at,
        chart.mapToGlobal(at),
        0.5,
        QPointF(),
    )
    QApplication.sendEvent(chart, event)
    view = drawing_of(chart).view
    assert view.last - view.first == pytest.approx((whole.last - whole.first) / 1.5)


def test_keys_zoom_about_the_cut_off(chart: GrowthChart, qtbot: QtBot) -> None:
    whole = drawing_of(chart).view
    qtbot.keyClick(chart, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert drawing_of(chart).view.first > whole.first
    assert drawing_of(chart).sees(AS_OF)
    qtbot.keyClick(chart, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert drawing_of(chart).view == whole


def test_a_zoomed_view_is_panned_and_reset(chart: GrowthChart, qtbot: QtBot) -> None:
    whole = drawing_of(chart).view
    chart.zoom(8, drawing_of(chart).x(date(2025, 6, 1).toordinal()))
    start = drawing_of(chart).view
    qtbot.mousePress(chart, LEFT, pos=QPoint(300, 200))
    qtbot.mouseMove(chart, QPoint(400, 200))
    qtbot.mouseRelease(chart, LEFT, pos=QPoint(400, 200))
    assert drawing_of(chart).view.first < start.first
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert drawing_of(chart).view == whole
    chart.zoom(8)
    qtbot.mouseDClick(chart, LEFT, pos=QPoint(200, 200))
    assert drawing_of(chart).view == whole


def test_zooming_ends_at_a_week_and_stays_inside(chart: GrowthChart) -> None:
    whole = drawing_of(chart).view
    chart.zoom(1e9)
    view = drawing_of(chart).view
    assert view.last - view.first == pytest.approx(7)
    chart.reset_view()
    chart.zoom(2, 0)
    assert drawing_of(chart).view.first >= whole.first


def test_a_key_brings_the_cut_off_back_into_view(chart: GrowthChart, qtbot: QtBot) -> None:
    chart.zoom(20, drawing_of(chart).x(date(2024, 9, 1).toordinal()))
    assert chart._layers.handle.isEmpty() or not drawing_of(chart).sees(AS_OF)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert drawing_of(chart).sees(AS_OF - DAY)


# Images, languages, other people


def test_a_folder_that_is_not_there_is_an_error(chart: GrowthChart, tmp_path: Path) -> None:
    with pytest.raises(FileError):
        chart.save_image(tmp_path / "none" / "growth.png")


@pytest.mark.parametrize(
    ("name", "written"), [("a", "a.svg"), ("b.png", "b.png"), ("c.SVG", "c.SVG")]
)
def test_the_menu_saves_where_asked(
    chart: GrowthChart,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    written: str,
) -> None:
    answer = (str(tmp_path / name), "Vector image (*.svg)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    chart.make_menu().actions()[1].trigger()
    assert (tmp_path / written).stat().st_size > 1000


def test_the_menu_tells_of_a_failure(
    chart: GrowthChart, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = (str(tmp_path / "none" / "a.png"), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    with qtbot.waitSignal(chart.image_failed):
        chart.make_menu().actions()[1].trigger()


def test_the_image_is_copied(chart: GrowthChart, qtbot: QtBot) -> None:
    qtbot.keyClick(chart, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().image().width() == 1520
    QGuiApplication.clipboard().clear()


def test_the_context_menu_opens(chart: GrowthChart, qtbot: QtBot) -> None:
    at = QPoint(100, 100)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, chart.mapToGlobal(at))
    QApplication.sendEvent(chart, event)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert menu.objectName() == "growthChartMenu"
    menu.close()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_both_languages(chart: GrowthChart) -> None:
    english = chart.grab().toImage()
    chinese = words_of(Language.ZH)
    chart.set_words(chinese)
    chart.set_data(rich_data(words=chinese))
    assert chart.grab().toImage() != english
    assert "2026年3月10日" in chart.accessibleDescription()
    assert "罚息" in chart.table_header()
    assert chart.table_rows()[0][0] == "2024年6月1日"


def test_what_a_screen_reader_reads(chart: GrowthChart) -> None:
    interface = QAccessible.queryAccessibleInterface(chart)
    assert interface.text(QAccessible.Text.Name) == "Growth of the debt"
    said = interface.text(QAccessible.Text.Description)
    assert said.startswith("From 1 Jun 2024 to 1 Mar 2027; on the cut-off date 10 Mar 2026")
    assert said == chart.accessibleDescription()


def test_the_table_has_a_title_for_each_column(chart: GrowthChart) -> None:
    rows = chart.table_rows()
    assert {len(row) for row in rows} == {len(chart.table_header())}
    assert rows[-1][0] == "1 Mar 2027"
    assert date(2027, 3, 1) == HORIZON


def test_data_of_one_day_is_drawn(chart: GrowthChart) -> None:
    data = rich_data()
    one = GrowthPoint(AS_OF, amounts_on(data, AS_OF))
    chart.set_data(ChartData((one,), AS_OF, AS_OF, (), (), ()))
    assert drawing_of(chart).sees(AS_OF)
