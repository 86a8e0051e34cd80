"""Runs a task off the UI thread and hands its end back to it."""

import gc
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

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
        _collecting.pause()
        _running.add(self)
        QThreadPool.globalInstance().start(_Runnable(self._task.run, self.ended))

    def cancel(self) -> None:
        """Let the work end by itself and throw its result away."""
        self.is_cancelled = True

    def _end(self, result: Any, error: BaseException | None) -> None:
        _running.discard(self)
        if not _running:
            _collecting.resume()
        if self.is_cancelled:
            return
        if error is None:
            self._task.finish(result)
        else:
            self._failed(error)


# A job that its owner has cancelled and forgotten still has to hear of its end.
_running: set[Job] = set()


class _Collecting:
    """Keeps Python from collecting garbage while another thread runs.

    It collects on whatever thread allocates, and a widget that is destroyed on any but its own
    takes the program with it.
    """

    def __init__(self) -> None:
        self._was_on = False

    def pause(self) -> None:
        """Collect nothing from now on."""
        self._was_on = self._was_on or gc.isenabled()
        gc.disable()

    def resume(self) -> None:
        """Go on as before."""
        if self._was_on:
            self._was_on = False
            gc.enable()


_collecting = _Collecting()


class Latest(QObject):
    """Runs the newest of several tasks for a widget and forgets those before it.

    It goes with its widget: work that ends later is for nobody.
    """

    def __init__(self, widget: QWidget, pause_ms: int = 0) -> None:
        """Begin idle.

        Args:
            pause_ms: How long ``soon`` waits, so that typing starts nothing.
        """
        super().__init__(widget)
        self._job: Job | None = None
        self._waiting: Task[Any] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self._start_waiting)

    @property
    def is_busy(self) -> bool:
        """Whether something is being worked out, or about to be."""
        return self._job is not None or self._pause.isActive()

    def soon(self, task: Task[Any]) -> None:
        """Begin after a moment in which no other task comes."""
        self.cancel()
        self._waiting = task
        self._pause.start()

    def _start_waiting(self) -> None:
        if self._waiting is not None:
            self.start(self._waiting)

    def start(self, task: Task[Any]) -> None:
        """Begin now."""
        self.cancel()

        def finish(result: Any) -> None:
            if isValid(self):  # else its widget is gone
                self._job = None
                task.finish(result)

        self._job = Job(Task(task.run, finish), self._fail)
        self._job.start()

    def cancel(self) -> None:
        """Drop what is under way and what was about to be."""
        self._pause.stop()
        self._waiting = None
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _fail(self, error: BaseException) -> None:
        if isValid(self):
            self._job = None
        raise error


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
