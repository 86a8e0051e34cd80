"""What the program takes from its surroundings: the language and the day."""

from datetime import date

import pytest

from faxi.app.language import default_language
from faxi.app.tasks import Task
from faxi.store.folders import config_folder, data_folder
from faxi.text.words import Language


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("en", Language.EN),
        ("EN", Language.EN),
        ("en_US.UTF-8", Language.EN),
        ("zh", Language.ZH),
        ("zh-Hans", Language.ZH),
        ("", Language.ZH),
        ("fr", Language.ZH),
        ("中文", Language.ZH),
        ("e", Language.ZH),
    ],
)
def test_the_environment_names_a_language(
    monkeypatch: pytest.MonkeyPatch, said: str, language: Language
) -> None:
    monkeypatch.setenv("FAXI_LANG", said)
    assert default_language() is language


def test_nobody_said_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAXI_LANG", raising=False)
    assert default_language() is Language.ZH


def test_the_clock_tells_the_machines_own_day() -> None:
    # Imported here: the fixture has put a fixed day into the module.
    import importlib  # noqa: PLC0415

    from faxi.app import clock  # noqa: PLC0415

    before = date.today()  # noqa: DTZ011
    today = importlib.reload(clock).today()
    assert before <= today <= date.today()  # noqa: DTZ011


def test_a_task_is_what_to_do_and_what_to_say() -> None:
    said: list[int] = []
    task = Task(lambda: 42, said.append)
    task.finish(task.run())
    assert said == [42]


def test_folders_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAXI_DATA_DIR", "数据")
    monkeypatch.setenv("FAXI_CONFIG_DIR", "设置")
    assert (data_folder().name, config_folder().name) == ("数据", "设置")
