"""The help, in both languages, and the version."""

import pytest
from tests.cli.conftest import Faxi

from faxi import __version__
from faxi.app.quick_case import QUICK_OPTIONS

COMMANDS = [(), *((name,) for name in ["calculate", "export", "check", "schedule", "cost", "plan"])]
ENGLISH = ("usage:", "options:", "show this help", "commands:", "arguments:", "positional")


def helped(faxi: Faxi, *arguments: str) -> str:
    run = faxi(*arguments, "--help")
    assert (run.status, run.err) == (0, "")
    return run.out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_chinese_help_is_chinese(faxi: Faxi, command: tuple[str, ...]) -> None:
    out = helped(faxi, *command)
    assert out.startswith("用法：faxi")
    assert [word for word in ENGLISH if word in out] == []
    assert "显示帮助" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_english_help_is_english(
    faxi: Faxi, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("FAXI_LANG", "en")
    out = helped(faxi, *command)
    assert out.startswith("usage: faxi")
    assert out.replace("…", "").isascii()


@pytest.mark.parametrize("command", ["calculate", "export"])
def test_the_help_names_every_option(faxi: Faxi, command: str) -> None:
    out = helped(faxi, command)
    assert [o.flag for o in QUICK_OPTIONS if f"--{o.flag}" not in out] == []
    assert "14.4%/year" in out


def test_the_help_lists_the_accepted_values(faxi: Faxi) -> None:
    out = " ".join(helped(faxi, "calculate").split())
    assert "ACT/360, ACT/365, ACT/ACT, 30E/360" in out
    assert "bank, consumer_finance, small_loan, credit_card, private" in out


def test_the_help_obeys_the_option(faxi: Faxi) -> None:
    assert helped(faxi, "calculate", "--lang", "en").startswith("usage: ")
    assert helped(faxi, "calculate", "--lang=en").startswith("usage: ")


def test_an_unknown_language_gets_help_in_the_usual_one(faxi: Faxi) -> None:
    assert faxi("calculate", "--help", "--lang", "fr").out.startswith("用法：")


def test_the_version_is_told(faxi: Faxi) -> None:
    assert faxi("--version") == (0, f"faxi {__version__}\n", "")


def test_no_command_but_something_is_wrong_usage(faxi: Faxi) -> None:
    run = faxi()
    assert (run.status, run.out) == (2, "")
    assert "COMMAND" in run.err
