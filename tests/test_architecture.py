"""The house rules a machine can check: layers, no rates in code, one clock, small files."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "faxi"
MODULES = sorted(PACKAGE.rglob("*.py"))
ENGINE = sorted((PACKAGE / "engine").rglob("*.py"))
WRITTEN = sorted(path for name in ("src", "tests", ".ci") for path in (ROOT / name).rglob("*.py"))
CLOCK = PACKAGE / "app" / "clock.py"

MOST_LINES = 600
RATE_TEXT = re.compile(r"\d+\.\d+|\d+(\.\d+)?\s*[%‰‱]")
RATE_MAKERS = {"Percent", "Percent.of", "Rate", "Decimal", "Fraction"}
CLOCK_CALLS = re.compile(
    r"(date|datetime|dt)\.(today|now|utcnow)"
    r"|time\.(time|time_ns|localtime|gmtime)"
    r"|(QDate|QTime|QDateTime)\.current\w+"
)


def _id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _name(node: ast.expr) -> str:
    """Return the last two parts of a dotted name: ``datetime.datetime.now`` → ``datetime.now``."""
    return ".".join(ast.unparse(node).split(".")[-2:])


def _docstrings(tree: ast.Module) -> set[int]:
    """Return the ids of the nodes that are docstrings, and of other bare strings."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _rate_literals(tree: ast.Module) -> Iterator[str]:
    """Yield where a rate stands in code: a float, a text like ``3.45%``, a made-up constant."""
    skipped = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in skipped:
            text = node.value if isinstance(node.value, str) else ""
            if isinstance(node.value, float) or RATE_TEXT.fullmatch(text):
                yield f"line {node.lineno}: {node.value!r}"
        elif isinstance(node, ast.Name) and node.id == "float":
            yield f"line {node.lineno}: float"
        elif isinstance(node, ast.Call) and _name(node.func) in RATE_MAKERS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and first.value not in (0, 1):
                yield f"line {node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize("path", ENGINE, ids=_id)
def test_engine_holds_no_rate_and_no_float(path: Path) -> None:
    assert list(_rate_literals(_tree(path))) == []


@pytest.mark.parametrize(
    "code", ["x = 0.24", 'x = "3.45%"', "x = Percent.of(24, 2)", "x = float(y)", 'Decimal("4")']
)
def test_a_rate_in_code_is_seen(code: str) -> None:
    assert list(_rate_literals(ast.parse(code)))


@pytest.mark.parametrize("path", [path for path in MODULES if path != CLOCK], ids=_id)
def test_only_the_clock_knows_the_time(path: Path) -> None:
    calls = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)]
    found = [node for node in calls if CLOCK_CALLS.fullmatch(_name(node.func))]
    assert [f"line {node.lineno}: {ast.unparse(node)}" for node in found] == []


@pytest.mark.parametrize("path", WRITTEN, ids=_id)
def test_files_are_small_and_finished(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MOST_LINES
    assert re.findall(r"\b(?:TO[D]O|FIX[M]E|XX[X])\b", text) == []


def test_imports_point_down_only() -> None:
    tool = str(Path(sys.executable).with_name("lint-imports"))
    command = [tool, "--config", "pyproject.toml", "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
