"""Makes the README's screenshots: ``python .ci/screenshots.py``, from the repository root."""

import os
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from faxi.app import clock
from faxi.text.words import Language
from faxi.ui import create_main_window

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "docs" / "screenshots"
LOAN = {
    "title": {Language.ZH: "某银行消费贷", Language.EN: "Consumer loan"},
    "principal": "50,000.00",
    "interest": "600.00",
    "contract_rate": "14.4",
    "penalty_surcharge": "50",
    "due_date": "2025-03-01",
}


def main() -> None:
    """Write one picture in each language."""
    clock.today = lambda: date(2026, 11, 23)
    application = QApplication([])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in Language:
        os.environ["FAXI_LANG"] = language
        window = create_main_window()
        for field, text in LOAN.items():
            window.presenter.commit(field, text if isinstance(text, str) else text[language])
        window.show()
        for _ in range(5):
            application.processEvents()
        window.grab().save(str(FOLDER / f"window-{language}.png"))
        window.hide()


if __name__ == "__main__":
    main()
