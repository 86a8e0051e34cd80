"""Work on another thread: nothing is collected meanwhile, for widgets die on their own thread."""

import gc

from pytestqt.qtbot import QtBot

from faxi.app.tasks import Task
from faxi.ui.background import Job


def test_no_garbage_is_collected_while_another_thread_runs(qtbot: QtBot) -> None:
    gc.enable()
    seen: list[bool] = []
    task = Task(run=gc.isenabled, finish=seen.append)
    job = Job(task, lambda _: None)
    job.start()
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: seen == [False])
    assert gc.isenabled()


def test_what_was_off_stays_off(qtbot: QtBot) -> None:
    gc.disable()
    seen: list[bool] = []
    job = Job(Task(run=gc.isenabled, finish=seen.append), lambda _: None)
    job.start()
    qtbot.waitUntil(lambda: bool(seen))
    assert not gc.isenabled()
