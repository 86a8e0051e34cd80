"""The window: Qt Widgets over the presenters of ``faxi.app``; the only floor that knows Qt."""

from typing import TYPE_CHECKING

from faxi.ui.plain_imports import use_plain_imports

if TYPE_CHECKING:
    from faxi.ui.main_window import MainWindow


def create_main_window() -> "MainWindow":
    """Return the main window, complete but not yet shown; a ``QApplication`` must exist."""
    use_plain_imports()
    from faxi.ui.main_window import MainWindow  # noqa: PLC0415 - importing faxi.ui must not need Qt
    from faxi.ui.theme import apply_style  # noqa: PLC0415 - as above

    apply_style()
    window = MainWindow()
    window.load()
    window.form.build_all()
    window.results.tabs.build_all()
    window.order_tabs()
    return window
