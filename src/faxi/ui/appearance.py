"""Which theme the program wears: the system's as long as nobody chose, then the one chosen."""

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from faxi.store.settings import Settings
from faxi.text.words import marked
from faxi.ui.speech import Speech
from faxi.ui.theme import Appearance, apply_figures, apply_theme, guessed, palette_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

_KEY = "appearance"
_NAMES = {
    Appearance.SYSTEM: marked("&Follow the system"),
    Appearance.LIGHT: marked("&Light"),
    Appearance.DARK: marked("&Dark"),
    Appearance.CONTRAST: marked("&High contrast"),
}


class AppearanceControl(QObject):
    """Wears the remembered theme, follows the system, and lets a person choose."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        wish = settings.get(_KEY, "")
        self.theme = Appearance(wish) if wish in tuple(Appearance) else Appearance.SYSTEM
        is_chosen = self.theme is not Appearance.SYSTEM
        apply_theme(_application(), self.theme if is_chosen else guessed())

    def start(self) -> None:
        """Take up what costs too much before the first paint, and follow the system from now on."""
        apply_figures(_application())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._wear)
        self._tell_system()

    def choose(self, theme: Appearance) -> None:
        """Wear another theme from now on, and remember it."""
        self.theme = theme
        self._settings.put(_KEY, theme.value)
        self._tell_system()

    def fill(self, menu: "QMenu", speech: Speech) -> None:
        """Offer the themes in a menu."""
        from PySide6.QtGui import QActionGroup  # noqa: PLC0415 - after the first paint

        group = QActionGroup(menu)
        for theme, message in _NAMES.items():
            action = menu.addAction("")
            action.setObjectName(f"{theme}ThemeAction")
            action.setCheckable(True)
            action.setChecked(theme is self.theme)
            action.triggered.connect(lambda _=False, theme=theme: self.choose(theme))
            speech.say(action.setText, message)
            group.addAction(action)

    def _tell_system(self) -> None:
        """Let what the system draws itself, such as title bars, follow as far as it can."""
        schemes = QtCore.Qt.ColorScheme
        is_dark = self.theme in (Appearance.DARK, Appearance.CONTRAST)
        chosen = schemes.Dark if is_dark else schemes.Light
        scheme = schemes.Unknown if self.theme is Appearance.SYSTEM else chosen
        QGuiApplication.styleHints().setColorScheme(scheme)
        self._wear()

    def _wear(self) -> None:
        wanted = palette_of(self.theme)
        if QApplication.palette() != wanted:
            apply_theme(_application(), self.theme)


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication), "a window needs an application"
    return application
