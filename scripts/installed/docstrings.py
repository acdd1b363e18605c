"""The docstrings of a package, read from its sources: nothing of it is imported."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_LATE = "add_newdoc"
"""NumPy and SciPy document what is written in C by calls of functions of this name."""


@dataclass(frozen=True, slots=True)
class Docstring:
    """`owner` is the dotted name of what it describes, `line` where its text begins."""

    owner: str
    file: Path
    line: int
    text: str


def docstrings_of(package: Path) -> Iterator[Docstring]:
    """All docstrings below a package's folder, in the order of its files. What Python cannot parse is passed over."""
    for file in sorted(package.rglob("*.py")):
        parts = file.relative_to(package.parent).with_suffix("").parts
        module = ".".join(parts).removesuffix(".__init__")
        tree = _parsed(file)
        if tree is not None:
            yield from _of_node(tree, module, file)
            yield from _late(tree, module, file)


def _parsed(file: Path) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # `\s` in a docstring that is not raw
        try:
            return ast.parse(file.read_text(encoding="utf-8"))
        except (SyntaxError, ValueError):
            return None


def _of_node(node: ast.AST, owner: str, file: Path) -> Iterator[Docstring]:
    if isinstance(node, _DOCUMENTED) and node.body:
        first = node.body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            yield from _docstring(first.value, owner, file)
    for child in ast.iter_child_nodes(node):
        name = f"{owner}.{child.name}" if isinstance(child, _DOCUMENTED[1:]) else owner
        yield from _of_node(child, name, file)


def _late(tree: ast.Module, module: str, file: Path) -> Iterator[Docstring]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or _name(node.func) != _LATE:
            continue
        words = [word for word in node.args if isinstance(word, ast.Constant) and isinstance(word.value, str)]
        if len(words) > 1:
            owner = ".".join(str(word.value) for word in words[:-1])
            yield from _docstring(words[-1], owner if "." in owner else f"{module}.{owner}", file)


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def _docstring(constant: ast.Constant, owner: str, file: Path) -> Iterator[Docstring]:
    if isinstance(constant.value, str):
        yield Docstring(owner, file, constant.lineno, constant.value)
