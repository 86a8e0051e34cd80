"""Themes, what is remembered of a window, and tabs built when turned to."""

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import find

from faxi.app.language import default_language
from faxi.store.settings import Settings
from faxi.text.words import Language
from faxi.ui import create_main_window
from faxi.ui.chart_look import contrast, theme_of
from faxi.ui.main_window import MainWindow
from faxi.ui.result_tabs import TABS, ResultPage
from faxi.ui.theme import Appearance, Role, apply_theme, palette_of, resolved

THEMES = (Appearance.LIGHT, Appearance.DARK, Appearance.CONTRAST)
_ROLES = QPalette.ColorRole
TEXTS = (_ROLES.WindowText, _ROLES.Text, _ROLES.Link, Role.MUTED, Role.WARNING, Role.GOOD)
GROUNDS = (_ROLES.Window, _ROLES.Base, _ROLES.AlternateBase, _ROLES.ToolTipBase)
PAIRS = (
    *product(TEXTS, GROUNDS),
    (_ROLES.ButtonText, _ROLES.Button),
    (_ROLES.ToolTipText, _ROLES.ToolTipBase),
    (_ROLES.HighlightedText, _ROLES.Highlight),
    (Role.ACCENT, _ROLES.Window),
)


def _ratio(palette: QPalette, group: QPalette.ColorGroup, *pair: QPalette.ColorRole) -> float:
    text, ground = (palette.color(group, role) for role in pair)
    return contrast(text, ground)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_stands_out_from_every_ground(theme: Appearance) -> None:
    palette, groups = palette_of(theme), QPalette.ColorGroup
    for group in (groups.Active, groups.Inactive):
        low = {pair: r for pair in PAIRS if (r := _ratio(palette, group, *pair)) < 4.5}
        assert low == {}
    # What is disabled is exempt, but it has to stay readable.
    for text, ground in product((_ROLES.WindowText, _ROLES.Text), GROUNDS[:3]):
        assert _ratio(palette, groups.Disabled, text, ground) >= 2.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_chart_can_be_read_in_every_theme(theme: Appearance) -> None:
    look = theme_of(palette_of(theme))
    grounds = (look.window, *look.bands)
    for text in (look.text, look.muted):
        assert min(contrast(text, ground) for ground in grounds) >= 4.5
    assert contrast(look.cap_text, look.window) >= 4.5
    assert contrast(look.window, look.accent) >= 4.5  # the date on the handle
    for outline, past, later in zip(look.outlines, look.fills, look.later, strict=True):
        assert min(contrast(outline, fill) for fill in (past, later)) >= 3
    assert min(contrast(look.cap, ground) for ground in grounds) >= 3


def test_the_system_decides_until_somebody_chooses() -> None:
    assert resolved(Appearance.SYSTEM) in THEMES
    assert resolved(Appearance.DARK) is Appearance.DARK


@pytest.fixture
def _light_afterwards() -> Iterator[None]:
    yield
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_theme(application, Appearance.SYSTEM)


@pytest.mark.usefixtures("_light_afterwards")
def test_a_theme_chosen_is_worn_and_remembered(window: MainWindow, qtbot: QtBot) -> None:
    find(window, QAction, "darkThemeAction").trigger()
    ground = palette_of(Appearance.DARK).color(_ROLES.Window)
    qtbot.waitUntil(lambda: window.palette().color(_ROLES.Window) == ground)
    window.close()
    again = create_main_window()
    qtbot.addWidget(again)
    assert again.appearance.theme is Appearance.DARK
    assert find(again, QAction, "darkThemeAction").isChecked()


def test_sizes_are_remembered(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1010, 690)
    window.sections.setSizes([420, 680])
    width = window.form.width()
    window.close()
    again = create_main_window()
    qtbot.addWidget(again)
    again.show()
    assert (again.width(), again.height()) == (1010, 690)
    assert again.form.width() == width != 360


@pytest.mark.parametrize("damaged", ["wide", -3, 0])
def test_damaged_sizes_are_left_alone(qtbot: QtBot, damaged: str | int) -> None:
    settings = Settings()
    settings.put("window_width", damaged)
    settings.put("sections", {"caseForm": damaged, "other": 3})
    made = MainWindow(settings)
    qtbot.addWidget(made)
    assert made.width() == MainWindow().width()


def test_the_language_of_the_last_time_unless_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAXI_LANG", raising=False)
    assert default_language() is Language.ZH
    assert default_language("en") is Language.EN
    assert default_language("xx") is Language.ZH
    monkeypatch.setenv("FAXI_LANG", "zh")
    assert default_language("en") is Language.ZH


def test_tabs_are_built_when_turned_to(qtbot: QtBot) -> None:
    made = MainWindow()
    qtbot.addWidget(made)
    made.load()
    assert len(made.findChildren(ResultPage)) == 1
    made.results.tabs.turn_to("law")
    assert len(made.findChildren(ResultPage)) == 2


def test_every_tab_has_a_name(window: MainWindow) -> None:
    for spec in TABS:
        assert find(window, QWidget, f"{spec.name}Tab").findChild(ResultPage) is not None


@pytest.mark.usefixtures("_light_afterwards")
@pytest.mark.parametrize("theme", THEMES)
def test_the_tab_in_front_is_marked_by_more_than_its_outline(
    window: MainWindow, qtbot: QtBot, theme: Appearance
) -> None:
    find(window, QAction, f"{theme}ThemeAction").trigger()
    bar, accent = find(window, QTabBar, "resultTabBar"), palette_of(theme).color(Role.ACCENT)
    qtbot.waitUntil(lambda: bar.palette().color(Role.ACCENT) == accent)
    window.results.tabs.turn_to("law")
    picture = bar.grab().toImage()
    edges = (bar.tabRect(index) for index in range(bar.count()))
    marked = [picture.pixelColor(edge.center().x(), edge.top() + 1) == accent for edge in edges]
    assert [spec.name for spec, is_marked in zip(TABS, marked, strict=True) if is_marked] == ["law"]
