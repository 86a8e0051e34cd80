"""Runs a task off the UI thread and hands its end back to it."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance

from faxi.app.tasks import Task


class Job(QObject):
    """One running task; whoever starts it owns it, the runnable holds only the bound signal.

    Signals:
        ended: The result and the exception, one of them ``None``; on the caller's thread.
    """

    ended = Signal(object, object)

    def __init__(self, task: Task[Any], failed: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._task, self._failed = task, failed
        self.is_cancelled = False
        self.ended.connect(self._end)

    def start(self) -> None:
        """Begin on another thread."""
        _running.add(self)
        QThreadPool.globalInstance().start(_Runnable(self._task.run, self.ended))

    def cancel(self) -> None:
        """Let the work end by itself and throw its result away."""
        self.is_cancelled = True

    def _end(self, result: Any, error: BaseException | None) -> None:
        _running.discard(self)
        if self.is_cancelled:
            return
        if error is None:
            self._task.finish(result)
        else:
            self._failed(error)


# A job that its owner has cancelled and forgotten still has to hear of its end.
_running: set[Job] = set()


class _Runnable(QRunnable):
    def __init__(self, run: Callable[[], Any], ended: SignalInstance) -> None:
        super().__init__()
        self._run, self._ended = run, ended

    def run(self) -> None:
        result, error = None, None
        try:
            result = self._run()
        except Exception as raised:  # noqa: BLE001 - handed to the thread that can show it
            error = raised
        # Whoever asked may be gone by now: a page that was closed, a job that was replaced.
        with suppress(RuntimeError):
            self._ended.emit(result, error)
