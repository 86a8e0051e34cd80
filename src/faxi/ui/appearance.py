"""Which theme the program wears: the system's as long as nobody chose, then the one chosen."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QActionGroup, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from faxi.store.settings import Settings
from faxi.text.words import marked
from faxi.ui.speech import Speech
from faxi.ui.theme import Appearance, apply_theme

_KEY = "appearance"
_NAMES = {
    Appearance.SYSTEM: marked("&Follow the system"),
    Appearance.LIGHT: marked("&Light"),
    Appearance.DARK: marked("&Dark"),
    Appearance.CONTRAST: marked("&High contrast"),
}
# What the system draws itself, such as title bars, follows as far as it can.
_SCHEMES = {
    Appearance.SYSTEM: Qt.ColorScheme.Unknown,
    Appearance.LIGHT: Qt.ColorScheme.Light,
    Appearance.DARK: Qt.ColorScheme.Dark,
    Appearance.CONTRAST: Qt.ColorScheme.Dark,
}


class AppearanceControl(QObject):
    """Wears the remembered theme, follows the system, and lets a person choose."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        wish = settings.get(_KEY, "")
        self.theme = Appearance(wish) if wish in tuple(Appearance) else Appearance.SYSTEM
        if self.theme is not Appearance.SYSTEM:
            QGuiApplication.styleHints().setColorScheme(_SCHEMES[self.theme])
        self._wear()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._wear)

    def choose(self, theme: Appearance) -> None:
        """Wear another theme from now on, and remember it."""
        self.theme = theme
        self._settings.put(_KEY, theme.value)
        QGuiApplication.styleHints().setColorScheme(_SCHEMES[theme])
        self._wear()

    def fill(self, menu: QMenu, speech: Speech) -> None:
        """Offer the themes in a menu."""
        group = QActionGroup(menu)
        for theme, message in _NAMES.items():
            action = menu.addAction("")
            action.setObjectName(f"{theme}ThemeAction")
            action.setCheckable(True)
            action.setChecked(theme is self.theme)
            action.triggered.connect(lambda _=False, theme=theme: self.choose(theme))
            speech.say(action.setText, message)
            group.addAction(action)

    def _wear(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication), "a window needs an application"
        apply_theme(application, self.theme)
