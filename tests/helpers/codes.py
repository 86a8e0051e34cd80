"""Finds every problem code that the source raises, and the parameters it gives with it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[2] / "src" / "faxi"

# Which argument of a call is the code.
_MAKERS = {"Problem": 0, "PydanticCustomError": 0, "_leaf": 1, "_note": 1}
_ALWAYS_VALUE = frozenset({"_leaf", "_note"})


class Raised(NamedTuple):
    """One place that raises a problem.

    Attributes:
        keys: Names of its parameters, ``None`` where the code alone can be read off the source.
    """

    place: str
    code: str
    keys: frozenset[str] | None


def raised_problems() -> Iterator[Raised]:
    """Yield every place in the source that names a problem code."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for scope in ast.walk(tree):
            if isinstance(scope, ast.FunctionDef | ast.Module):
                yield from _in_scope(scope, path.relative_to(PACKAGE).as_posix())


def named_texts() -> set[str]:
    """Return every text constant of the source but those of the sentences themselves."""
    paths = set(PACKAGE.rglob("*.py")) - {PACKAGE / "text" / "messages.py"}
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths]
    constants = [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    return {node.value for node in constants if isinstance(node.value, str)}


def _in_scope(scope: ast.FunctionDef | ast.Module, file: str) -> Iterator[Raised]:
    nodes = list(_own_nodes(scope))
    codes: list[tuple[str, frozenset[str] | None]]
    for node in nodes:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_CODES":
            assert isinstance(node.value, ast.Dict)
            codes = [(ast.literal_eval(value), None) for value in node.value.values]
        elif isinstance(node, ast.Call):
            codes = [(code, _keys(node, nodes)) for code in _codes(node)]
        else:
            continue
        for code, keys in codes:
            yield Raised(f"{file}:{node.lineno}", code, keys)


def _codes(call: ast.Call) -> Iterator[str]:
    """Yield the code a call names, if it is one that makes a problem."""
    index = _MAKERS.get(_name(call.func))
    if index is not None and len(call.args) > index:
        code = call.args[index]
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            yield code.value


def _own_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a scope but not those of the functions in it."""
    for child in ast.iter_child_nodes(scope):
        yield child
        if not isinstance(child, ast.FunctionDef):
            yield from _own_nodes(child)


def _name(function: ast.expr) -> str:
    return ast.unparse(function).rpartition(".")[2]


def _keys(call: ast.Call, nodes: list[ast.AST]) -> frozenset[str] | None:
    if _name(call.func) in _ALWAYS_VALUE:
        return frozenset({"value"})
    given = call.args[2] if len(call.args) > 2 else ast.Dict([], [])
    if isinstance(given, ast.Dict):
        return _literal_keys(given)
    if not isinstance(given, ast.Name):
        return None
    dicts = [
        node.value
        for node in nodes
        if isinstance(node, ast.Assign | ast.AugAssign)
        and isinstance(node.value, ast.Dict)
        and given.id in {ast.unparse(target) for target in _targets(node)}
    ]
    return frozenset().union(*map(_literal_keys, dicts)) if dicts else None


def _targets(node: ast.Assign | ast.AugAssign) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else [node.target]


def _literal_keys(node: ast.Dict) -> frozenset[str]:
    return frozenset(ast.literal_eval(key) for key in node.keys if key is not None)
