"""A module taken apart at its functions, so that a change to one of them is not a change to the others.

1. `functions` names every function of a module, nested ones and methods too.
2. `definitions` gives each function's body a digest, and one (under the empty name) to all that is no body:
   what runs at import, signatures, decorators, defaults and docstrings.
3. `instrument` makes each function say that it was entered. Whoever entered `f` and nothing else of the module
   depends on the body of `f` and on what is no body, and on no other body.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from types import CodeType

from notewright.cache import digest

ENTER = "__notewright_enter__"
"""The built-in that instrumented functions call; `instrument` says with what."""

WHOLE = ""
"""The name under which `definitions` keeps what is no function's body."""

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def definitions(source: bytes) -> dict[str, str]:
    """The digest of each function's own body, functions inside it left out, and of the rest under `WHOLE`.

    Raises SyntaxError or ValueError for what is no Python. Comments and layout do not count.
    """
    try:
        tree = ast.parse(source)
        found: dict[str, str] = {}
        # From the last to the first, so that a function's inner ones are cut out before it is looked at.
        for name, node in reversed(list(functions(tree))):
            found[name] = digest(*map(ast.dump, node.body))
            node.body = _outside(node)
        found[WHOLE] = digest(ast.dump(tree))
    except RecursionError:
        return {WHOLE: digest(source)}
    return found


def offered_names(source: bytes) -> str:
    """The digest of the names that a module gives at its top: what it defines, imports and lists in `__all__`."""
    names = []
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and _is_all(statement):
            names.append(ast.dump(statement))
        elif isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.append(statement.name)
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            names += [alias.asname or alias.name for alias in statement.names]
        else:
            names += sorted({node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and _is_bound(node)})
    return digest(*names)


def _is_all(statement: ast.Assign | ast.AnnAssign) -> bool:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets)


def _is_bound(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def instrument(source: bytes, path: str, first: int) -> tuple[CodeType, tuple[str, ...]]:
    """The module's code, where function number i calls `ENTER(first + i)`, and the functions' names.

    Line numbers stay. A module too deep to walk comes back as it is, and its digest is that of its whole text.
    """
    tree = ast.parse(source, path)
    try:
        found = list(functions(tree))
    except RecursionError:
        found = []
    for number, (_, node) in enumerate(found, first):
        at = 1 if _docstring(node) else 0
        # Past a lone docstring there is no statement to take a place from.
        place = node.body[min(at, len(node.body) - 1)]
        call = ast.Expr(ast.Call(ast.Name(ENTER, ast.Load()), [ast.Constant(number)], []))
        node.body.insert(at, ast.fix_missing_locations(ast.copy_location(call, place)))
    return compile(tree, path, "exec", dont_inherit=True), tuple(name for name, _ in found)


def functions(tree: ast.Module) -> Iterator[tuple[str, _Function]]:
    """Every function and its name, outer before inner; a second one of the same name is `name#2`."""
    seen: Counter[str] = Counter()
    for name, node in _walk(tree.body, ""):
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name}#{seen[name]}"), node


def _walk(statements: Sequence[ast.AST], scope: str) -> Iterator[tuple[str, _Function]]:
    for statement in statements:
        inner = scope
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = f"{scope}{statement.name}."
        if isinstance(statement, _Function):
            yield inner[:-1], statement
        for block in ("body", "orelse", "finalbody", "handlers", "cases"):
            # An `if` expression has a `body` too, which is no list; no expression holds a `def`.
            nested = getattr(statement, block, None)
            if isinstance(nested, list):
                yield from _walk(nested, inner)


def _docstring(node: _Function) -> bool:
    first = node.body[0]
    return isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)


def _outside(node: _Function) -> list[ast.stmt]:
    """What can be seen of a body from outside without entering it: its docstring, and whether it yields."""
    seen = node.body[:1] if _docstring(node) else []
    if any(_yields(statement) for statement in node.body):
        seen.append(ast.Expr(ast.Yield()))
    return seen


def _yields(node: ast.AST) -> bool:
    if isinstance(node, ast.Yield | ast.YieldFrom):
        return True
    if isinstance(node, _Function | ast.ClassDef | ast.Lambda):
        return False
    return any(_yields(child) for child in ast.iter_child_nodes(node))
