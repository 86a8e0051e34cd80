"""What the growth chart looks like: pixels of the widget and of its images, and contrast."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot
from tests.helpers.chart_widget import PALETTES, drawing_of, palette_of, prevailing, shown_chart
from tests.helpers.charts import AS_OF, rich_data

from faxi.app.chart import amounts_on
from faxi.engine.components import Amounts
from faxi.engine.growth import GrowthPoint
from faxi.text.words import Language, Words, words_of
from faxi.ui.chart_drawing import ChartDrawing, View
from faxi.ui.chart_look import contrast, theme_of
from faxi.ui.growth_chart import GrowthChart


@pytest.fixture
def chart(qtbot: QtBot) -> GrowthChart:
    return shown_chart(qtbot)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 6, 20), date(2027, 2, 20)])
def test_every_layer_is_where_the_arithmetic_says(chart: GrowthChart, name: str, day: date) -> None:
    chart.setPalette(palette_of(name))
    drawing, image = drawing_of(chart), chart.grab().toImage()
    theme = theme_of(palette_of(name))
    fills = theme.fills if day <= AS_OF else theme.later
    owed = amounts_on(rich_data(), day)
    x, level, found = drawing.x(day.toordinal()), 0, []
    layers = (*owed[:4], owed.liquidated_damages + owed.costs)
    for layer, amount in enumerate(layers):
        middle = QPointF(x, drawing.y(level + amount / 2))
        level += amount
        if drawing.y(0) - drawing.y(amount) > 12:  # else there is no room to look at
            found.append(layer)
            assert prevailing(image, middle) == fills[layer].name()
    assert {0, 2} <= set(found)
    above = QPointF(x, drawing.y(level) - 20)
    assert prevailing(image, above) in {band.name() for band in theme.bands}


def test_the_total_steps_down_at_a_payment(chart: GrowthChart) -> None:
    drawing, image = drawing_of(chart), chart.grab().toImage()
    payment = date(2025, 6, 20)
    before = amounts_on(rich_data(), payment - timedelta(days=1)).total
    x, y = drawing.x(payment.toordinal()), drawing.y(before - 2_000_00)
    dark = theme_of(chart.palette()).text
    assert any(contrast(image.pixelColor(round(x) + n, round(y)), dark) < 1.5 for n in (-1, 0, 1))


def test_the_cut_off_stands_on_its_date(chart: GrowthChart) -> None:
    drawing, image = drawing_of(chart), chart.grab().toImage()
    accent = theme_of(chart.palette()).accent.name()
    x = drawing.x(AS_OF.toordinal())
    assert prevailing(image, QPointF(x, drawing.y(amounts_on(rich_data(), AS_OF).total))) == accent
    assert chart._layers.handle.contains(QPointF(x, drawing.axis.center().y()))


def test_a_cap_far_above_does_not_flatten_the_chart(chart: GrowthChart) -> None:
    data = rich_data()
    assert drawing_of(chart).ceiling
    chart.set_data(data._replace(cap=tuple((day, 10 * fen) for day, fen in data.cap)))
    drawing = drawing_of(chart)
    assert drawing.ceiling == []
    assert drawing.y(max(p.outstanding.total for p in data.points)) < drawing.plot.top() + 40


@pytest.mark.parametrize("name", PALETTES)
def test_outlines_and_text_stand_out(qtbot: QtBot, name: str) -> None:  # noqa: ARG001 - needs Qt
    theme = theme_of(palette_of(name))
    grounds = (theme.window, *theme.bands)
    for fills in (theme.fills, theme.later):
        for layer, outline in enumerate(theme.outlines):
            # Any layer above may be missing, so that each may touch each.
            touching = (*fills[layer:], theme.window)
            assert min(contrast(outline, other) for other in touching) >= 3
            assert contrast(theme.text, fills[layer]) >= 3
    assert min(contrast(theme.text, ground) for ground in grounds) >= 4.5
    assert min(contrast(theme.muted, ground) for ground in grounds) >= 4.5
    assert contrast(theme.cap_text, theme.window) >= 4.5
    assert contrast(theme.window, theme.accent) >= 4.5
    assert min(contrast(theme.cap, fill) for fill in (*theme.fills, *theme.later)) >= 3
    assert min(contrast(theme.accent, fill) for fill in theme.fills) >= 3


def test_another_palette_is_taken_up(chart: GrowthChart) -> None:
    chart.setPalette(palette_of("black"))
    assert chart.grab().toImage().pixelColor(2, 2).name() == "#000000"
    chart.setPalette(palette_of("white"))
    assert chart.grab().toImage().pixelColor(2, 2).name() == "#ffffff"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", [(320, 200), (480, 300), (760, 420), (3840, 2160)])
def test_no_text_is_cut_or_covered(
    chart: GrowthChart, language: Language, size: tuple[int, int]
) -> None:
    chart.set_words(words_of(language))
    chart.set_data(rich_data(words=words_of(language)))
    chart.resize(*size)
    drawing, area = drawing_of(chart), QRectF(chart.rect())
    boxes = [box for box, _, _ in drawing._legend]
    assert boxes
    assert all(area.contains(box) and box.bottom() <= drawing.strip.top() for box in boxes)
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])
    assert area.contains(chart._layers.handle.adjusted(-2, -2, 2, 2))
    assert area.contains(drawing.plot)
    assert drawing.plot.height() > 40
    assert drawing.axis.bottom() <= area.bottom()
    ticks = [drawing.y(amount) for amount, _ in drawing._ticks]
    assert all(low - high >= drawing.row for low, high in pairwise(ticks))


@pytest.mark.parametrize("ratio", [1, 1.25, 1.5, 2])
def test_hatching_has_the_same_scale_at_every_ratio(chart: GrowthChart, ratio: float) -> None:
    image = QImage(round(760 * ratio), round(420 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    view, theme = drawing_of(chart).view, theme_of(chart.palette())
    area = QRectF(0, 0, 760, 420)
    drawing = ChartDrawing(painter, area, rich_data(), view, theme, Words(Language.EN))
    drawing.ground(painter)
    drawing.stack(painter, View(view.first, view.last), is_later=False)
    painter.end()
    x, y = round(drawing.x(AS_OF.toordinal())), round(drawing.y(20_000_00))
    column = [image.pixelColor(round(x * ratio), round(y * ratio) + n) for n in range(-40, 40)]
    assert sum(c.name() == theme.fills[0].name() for c in column) > 30
    assert any(c.name() != theme.fills[0].name() for c in column)


def test_without_data_a_sentence_stands_there(chart: GrowthChart) -> None:
    full = chart.grab().toImage()
    chart.set_data(None)
    empty = chart.grab().toImage()
    assert empty != full
    assert empty.pixelColor(2, 2).name() == chart.palette().window().color().name()
    assert "appears here" in chart.accessibleDescription()
    assert chart.table_rows() == []


def test_a_debt_of_nothing_is_no_chart(chart: GrowthChart) -> None:
    data = rich_data()
    nothing = tuple(GrowthPoint(p.date, Amounts(*[0] * 6)) for p in data.points)
    chart.set_data(data._replace(points=nothing, cap=()))
    chart.grab()
    assert chart._layers.drawing is None
    chart.copy_image()
    assert not chart.make_menu().actions()[0].isEnabled()


@pytest.mark.parametrize("as_of", [date(2024, 1, 1), date(2024, 6, 1), date(2030, 1, 1)])
def test_a_cut_off_outside_the_points_is_in_view(chart: GrowthChart, as_of: date) -> None:
    chart.set_data(rich_data()._replace(as_of=as_of, due=None, today=as_of))
    assert drawing_of(chart).sees(as_of)
    assert not chart._layers.handle.isEmpty()


def test_a_disabled_chart_fades(chart: GrowthChart) -> None:
    bright = chart.grab().toImage()
    chart.setEnabled(False)
    assert chart.grab().toImage() != bright


def test_a_png_is_twice_as_fine(chart: GrowthChart, tmp_path: Path) -> None:
    path = tmp_path / "走势.png"
    chart.save_image(path)
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1520, 840)
    assert "10 Mar 2026" in image.text("Description")
    assert image.pixelColor(4, 4).name() == "#ffffff"


def test_images_are_for_paper_even_in_the_dark(chart: GrowthChart, tmp_path: Path) -> None:
    path = tmp_path / "growth.png"
    chart.setPalette(palette_of("dark"))
    chart.save_image(path)
    assert QImage(str(path)).pixelColor(4, 4).name() == "#ffffff"


def test_an_svg_shows_the_same(chart: GrowthChart, tmp_path: Path) -> None:
    svg, png = tmp_path / "growth.SVG", tmp_path / "growth.png"
    chart.save_image(svg)
    chart.save_image(png)
    renderer = QSvgRenderer(str(svg))
    assert renderer.isValid()
    assert "10 Mar 2026" in svg.read_text(encoding="utf-8")
    image = QImage(1520, 840, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    drawing, other = drawing_of(chart), QImage(str(png))
    for day in (date(2025, 5, 1), date(2026, 3, 1), date(2027, 1, 1)):
        at = QPointF(drawing.x(day.toordinal()), drawing.y(20_000_00)) * 2
        assert prevailing(image, at) == prevailing(other, at)
