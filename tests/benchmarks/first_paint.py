"""Opens a window, ours or an empty one, and prints when it was painted and what memory it took.

Run by ``python -m tests.benchmarks`` in a process of its own; prints seconds since the moment given
as the second argument (first paint, first figures) and the resident megabytes at both.
"""

import resource
import sys
import time
from pathlib import Path


def _megabytes() -> float:
    """Return what is resident now, or the peak where the system does not say."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _report(begun: float) -> None:
    print(f"{time.time() - begun:.4f} {_megabytes():.1f}", flush=True)


def _empty(begun: float) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, finish)

    def finish() -> None:
        _report(begun)
        _report(begun)
        application.quit()

    application = QApplication([])
    window = Window()
    window.resize(1220, 780)
    window.show()
    application.exec()


def _faxi(begun: float) -> None:
    import gc

    gc.disable()
    from PySide6.QtWidgets import QApplication

    from faxi.ui import application, plain_imports

    plain_imports.use_plain_imports()  # as the application does before it imports the window
    from faxi.ui import main_window

    class Window(main_window.MainWindow):
        def load(self) -> None:
            # The application calls it as soon as the first paint is over.
            if self.is_loaded:
                return
            self.is_loaded = True
            _report(begun)
            super().load()
            for field, text in (
                ("principal", "50000"),
                ("contract_rate", "14.4"),
                ("penalty_surcharge", "50"),
                ("due_date", "2025-03-01"),
            ):
                self.presenter.commit(field, text)
            self.grab()
            _report(begun)
            QApplication.exit(0)  # quit() would ask about unsaved changes

        is_loaded = False

    main_window.MainWindow = Window  # type: ignore[misc]
    application.run(["faxi"])


if __name__ == "__main__":
    {"empty": _empty, "faxi": _faxi}[sys.argv[1]](float(sys.argv[2]))
