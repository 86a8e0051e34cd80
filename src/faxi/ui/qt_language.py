"""Lets Qt's own dialogs, menus and calendars speak the language of the window."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from faxi.text.words import Language

_LOCALES = {
    Language.ZH: QLocale(QLocale.Language.Chinese),
    Language.EN: QLocale(QLocale.Language.English),
}


class QtLanguage:
    """Qt's catalogue for one window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._translator = QTranslator(window)

    def change(self, language: Language) -> None:
        """Speak a language from now on."""
        self._window.setLocale(_LOCALES[language])
        application = QApplication.instance()
        if application is None:
            return
        application.removeTranslator(self._translator)
        if language is Language.ZH:
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if self._translator.load("qtbase_zh_CN", folder):
                application.installTranslator(self._translator)
