"""The look of the whole program: Fusion, a small scale of sizes, and roles instead of colours."""

from PySide6.QtWidgets import QApplication

_SHEET = """
QLabel[role="figure"] { font-size: 20px; font-weight: 600; }
QLabel[role="heading"] { font-size: 15px; font-weight: 600; }
QLabel[role="note"] { font-size: 12px; }
QLabel[role="problem"] { font-size: 12px; }
QFrame[role="tile"] { border: 1px solid palette(mid); border-radius: 6px; }
QFrame[role="tile"] QLabel { border: none; }
"""


def apply_theme(application: QApplication) -> None:
    """Give the application its style and its names."""
    application.setApplicationName("Faxi")
    application.setApplicationDisplayName("Faxi 罚息计算器")
    application.setDesktopFileName("faxi")
    if application.style().objectName() != "fusion":
        application.setStyle("Fusion")
    application.setStyleSheet(_SHEET)
