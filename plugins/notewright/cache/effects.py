"""What importing a module does besides defining names: a decorator may keep a function in a table.

Whoever uses the table uses the functions in it, and names none of them.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterator

from notewright.cache.modules import Finder, Module

# Methods that change what they are called on.
_METHODS = "add append appendleft clear discard extend insert pop popitem remove setdefault update register __setitem__"
_CHANGING = frozenset(_METHODS.split())
_CONTAINERS = frozenset(("dict", "list", "set", "defaultdict", "OrderedDict", "Counter", "deque"))
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


class Effects:
    """Finds the statements that may change more than the names they define; each module is looked at once."""

    def __init__(self, finder: Finder, is_followed: Callable[[str], bool]) -> None:
        self.finder = finder
        self.is_followed = is_followed
        self._found: dict[str, list[ast.stmt]] = {}
        self._keeps: dict[tuple[str, str], bool] = {}

    def of(self, module: Module) -> list[ast.stmt]:
        """The definitions of a module that do something else when it is imported, or may."""
        if module.name not in self._found:
            self._found[module.name] = [part for part in module.tree.body if self._acts(module, part)]
        return self._found[module.name]

    def _acts(self, module: Module, statement: ast.stmt) -> bool:
        if any(module.imported(name) for name in _changed(statement)):
            return True  # `numerics.log = other`
        return any(self._may_keep(module, part) for part in _run_at_import(statement))

    def _may_keep(self, module: Module, called: ast.expr) -> bool:
        """Whether what is called, or derived from, may keep what it is given."""
        arguments = [*called.args, *(part.value for part in called.keywords)] if isinstance(called, ast.Call) else []
        if any(isinstance(part, ast.Name) and self._is_table(module, part.id) for part in arguments):
            return True
        dotted = _dotted(called)
        if not dotted:
            return False
        if dotted.endswith(".register"):
            return True
        first = dotted.partition(".")[0]
        if first in vars(builtins) and not module.definitions(first):
            return False
        if any(not isinstance(part, (*_FUNCTION, ast.ClassDef)) for part in module.definitions(first)):
            return True  # a method of an object
        return any(self._keeps_at(owner, name) for owner, name in self._resolved(module, dotted))

    def _is_table(self, module: Module, name: str) -> bool:
        for owner, inner in self._resolved(module, name):
            for statement in owner.definitions(inner):
                value = getattr(statement, "value", None)
                if isinstance(value, (ast.Dict, ast.List, ast.Set)):
                    return True
                if isinstance(value, ast.Call):
                    dotted = _dotted(value)
                    if dotted.rpartition(".")[2] in _CONTAINERS:
                        return True
                    if any(self._keeps_at(*found) for found in self._resolved(owner, dotted)):
                        return True
        return False

    def _keeps_at(self, module: Module, name: str) -> bool:
        """Whether a definition, or one that it refers to, changes what outlasts a call of it."""
        start = (module.name, name)
        if start not in self._keeps:
            self._keeps[start] = self._search(module, name)
        return self._keeps[start]

    def _search(self, module: Module, name: str) -> bool:
        waiting, seen = [(module, name)], {(module.name, name)}
        while waiting:
            owner, inner = waiting.pop()
            statements = owner.definitions(inner)
            if not statements and owner.tree.body:
                return True  # found at run time
            for statement in statements:
                if _keeps(owner, statement):
                    return True
                for dotted in owner.names(statement):
                    for found, part in self._resolved(owner, dotted):
                        if (found.name, part) not in seen:
                            seen.add((found.name, part))
                            waiting.append((found, part))
        return False

    def _resolved(self, module: Module, dotted: str) -> Iterator[tuple[Module, str]]:
        """The definitions that a name in a module may mean, through imports."""
        first, _, rest = dotted.partition(".")
        if module.definitions(first):
            yield module, first
        for target in module.imported(first):
            yield from self._found_at(f"{target}.{rest}" if rest else target, 0)
        for star in () if module.definitions(first) or module.imported(first) else module.star_imports:
            owner = self.finder.find(star) if self.is_followed(star.split(".")[0]) else None
            if owner is not None and owner.definitions(first):
                yield owner, first

    def _found_at(self, dotted: str, depth: int) -> Iterator[tuple[Module, str]]:
        parts = dotted.split(".")
        if not self.is_followed(parts[0]) or depth > 20:
            return
        for length in range(len(parts) - 1, 0, -1):
            owner = self.finder.find(".".join(parts[:length]))
            if owner is None:
                continue
            name, targets = parts[length], owner.imported(parts[length])
            if self.finder.find(f"{owner.name}.{name}") is not None:
                return  # a module itself
            if owner.definitions(name) or not targets:
                yield owner, name
            for target in targets:
                yield from self._found_at(".".join([target, *parts[length + 1 :]]), depth + 1)
            return


def _changed(statement: ast.stmt) -> Iterator[str]:
    """The names whose objects an assignment changes without binding them."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    for target in targets:
        if isinstance(target, (ast.Attribute, ast.Subscript)):
            yield _dotted(target).partition(".")[0]


def _run_at_import(statement: ast.stmt) -> Iterator[ast.expr]:
    """What a definition calls, or derives from, when it is made."""
    if isinstance(statement, _FUNCTION):
        yield from statement.decorator_list
        for default in (*statement.decorator_list, *statement.args.defaults, *statement.args.kw_defaults):
            yield from _calls(default)
    elif isinstance(statement, ast.ClassDef):
        yield from (*statement.decorator_list, *statement.bases, *(part.value for part in statement.keywords))
        for expression in (*statement.decorator_list, *statement.bases):
            yield from _calls(expression)
        for part in statement.body:
            yield from _run_at_import(part)
    elif not isinstance(statement, (ast.Import, ast.ImportFrom)):
        yield from _calls(statement)


def _calls(node: ast.AST | None) -> Iterator[ast.Call]:
    if node is not None and not isinstance(node, ast.Lambda):
        if isinstance(node, ast.Call):
            yield node
        for child in ast.iter_child_nodes(node):
            yield from _calls(child)


def _dotted(node: ast.AST) -> str:
    """The name an expression begins with, and its attributes: `a.b` of `a.b(1)[2]`."""
    attributes: list[str] = []
    while isinstance(node, (ast.Attribute, ast.Call, ast.Subscript)):
        if isinstance(node, ast.Attribute):
            attributes.append(node.attr)
        node = node.func if isinstance(node, ast.Call) else node.value
    return ".".join([node.id, *reversed(attributes)]) if isinstance(node, ast.Name) else ""


def _keeps(module: Module, statement: ast.stmt) -> bool:
    """Whether a function, or a method of a class, writes into what it did not make itself."""
    if not isinstance(statement, (*_FUNCTION, ast.ClassDef)):
        return False
    passed = {node.arg for node in ast.walk(statement) if isinstance(node, ast.arg)} - {"self", "cls", "mcs"}
    made = passed | {name for node in ast.walk(statement) for name in _fresh(module, node)}
    return any(_writes(node, made) for node in ast.walk(statement))


def _fresh(module: Module, node: ast.AST) -> Iterator[str]:
    """A local variable, unless it is another name of what is there already, or may be."""
    if isinstance(node, ast.ExceptHandler) and node.name:
        yield node.name
    if isinstance(node, _FUNCTION):
        yield node.name
    if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
        root = _dotted(node.value).partition(".")[0]
        is_call = isinstance(node.value, ast.Call)
        if not root or (is_call and not module.definitions(root)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name))


def _writes(node: ast.AST, made: set[str]) -> bool:
    if isinstance(node, ast.Global):
        return True
    if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, (ast.Store, ast.Del)):
        root = _dotted(node).partition(".")[0]
        of_itself = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and root == "self"
        return root not in made and not of_itself
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGING:
        return _dotted(node).partition(".")[0] not in made and ast.unparse(node.func.value) != "vars(self)"
    return False
