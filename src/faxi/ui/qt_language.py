"""Lets Qt's own dialogs, menus and calendars speak the language of the window."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from faxi.text.words import Language, marked, words_of

_LOCALES = {
    Language.ZH: QLocale(QLocale.Language.Chinese),
    Language.EN: QLocale(QLocale.Language.English),
}
# What Qt's own Chinese catalogue lacks of the dialogs for files and printing.
_LACKING = frozenset(
    {
        marked("&Look in:"),
        marked("Files of &type:"),
        marked("Drive"),
        marked("Folder"),
        marked("Shortcut"),
        marked("Page &order:"),
        marked("Pages &per sheet:"),
        marked("Page &Set:"),
    }
)


class QtLanguage:
    """Qt's catalogue for one window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._translators = _Rest(window), QTranslator(window)

    def change(self, language: Language) -> None:
        """Speak a language from now on."""
        self._window.setLocale(_LOCALES[language])
        QLocale.setDefault(_LOCALES[language])  # of dialogs and popups, which are windows too
        application = QApplication.instance()
        if application is None:
            return
        for translator in self._translators:
            application.removeTranslator(translator)
        if language is Language.ZH:
            rest, catalogue = self._translators
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if catalogue.load("qtbase_zh_CN", folder):
                application.installTranslator(rest)
                application.installTranslator(catalogue)  # the last one is asked first


class _Rest(QTranslator):
    """Translates what Qt's catalogue does not."""

    def isEmpty(self) -> bool:
        """Tell Qt that there is something to ask for."""
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return a text in Chinese; ``None``, not an empty text, where that is another's task."""
        del context, disambiguation, n
        return words_of(Language.ZH)(source) if source in _LACKING else None
