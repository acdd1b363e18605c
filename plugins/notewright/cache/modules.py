"""Modules as text: what they define and import, read from their files and never run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

from notewright.cache.installed import spec_of

_LAZY = "__getattr__"


@dataclass(frozen=True)
class Module:
    """One source file. `package` is where its relative imports start."""

    name: str
    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax; a file that is no Python has none, and its text counts as it is."""
        try:
            return ast.parse(self.text)
        except (SyntaxError, ValueError):
            return ast.Module([ast.Expr(ast.Constant(self.text))], [])

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines(keepends=True)

    @property
    def is_package(self) -> bool:
        """Whether it is the `__init__` of a folder."""
        return self.path.stem == "__init__"

    @property
    def has_getattr(self) -> bool:
        """Whether it finds names lazily."""
        return bool(self.definitions(_LAZY))

    def source(self, statement: ast.stmt) -> str:
        """A statement as it is written, its decorators included."""
        if not hasattr(statement, "lineno"):
            return self.text
        first = min([statement.lineno, *(part.lineno for part in getattr(statement, "decorator_list", []))])
        return "".join(self._lines[first - 1 : statement.end_lineno])

    @cached_property
    def _definitions(self) -> dict[str, list[ast.stmt]]:
        found: dict[str, list[ast.stmt]] = {}
        for statement in self.tree.body:
            for name in _defined(statement):
                found.setdefault(name, []).append(statement)
        return found

    def definitions(self, name: str) -> list[ast.stmt]:
        """The top-level statements that define a name or change what it holds."""
        return self._definitions.get(name, [])

    @cached_property
    def always_run(self) -> list[ast.stmt]:
        """The top-level statements that define no single name: whoever imports the module runs them."""
        return [part for part in self.tree.body if not _defined(part) and not _is_inert(part)]

    @cached_property
    def _imports(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, target in self._bindings():
            found.setdefault(name, []).append(target)
        return found

    def imported(self, name: str) -> list[str]:
        """The dotted names that an import, at any depth, binds to a name here."""
        return self._imports.get(name, [])

    @property
    def all_imports(self) -> list[str]:
        """The dotted names of everything that is imported, at any depth."""
        found = (target for targets in self._imports.values() for target in targets)
        return list(dict.fromkeys(found))

    @cached_property
    def star_imports(self) -> list[str]:
        """The modules of which everything is imported."""
        return self._imports.get("*", [])

    def _bindings(self) -> Iterator[tuple[str, str]]:
        for node in _run(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield (
                        (alias.asname or alias.name.split(".")[0]),
                        (alias.name if alias.asname else alias.name.split(".")[0]),
                    )
                    if not alias.asname and "." in alias.name:
                        yield alias.name.split(".")[0], alias.name
            elif isinstance(node, ast.ImportFrom):
                origin = self._origin(node)
                for alias in node.names:
                    if alias.name == "*":
                        yield "*", origin
                    else:
                        yield (alias.asname or alias.name), f"{origin}.{alias.name}"

    def _origin(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.name.split(".")
        parts = parts[: len(parts) - node.level + self.is_package]
        return ".".join([*parts, *([node.module] if node.module else [])])

    @cached_property
    def _named(self) -> dict[int, tuple[str, ...]]:
        return {}

    def names(self, statement: ast.stmt) -> tuple[str, ...]:
        """Every name in a statement, with the attributes after it: `np.linalg.norm` is one."""
        if id(statement) not in self._named:
            self._named[id(statement)] = tuple(dict.fromkeys(_names_in(statement)))
        return self._named[id(statement)]


class Finder:
    """Finds modules once; ask another one after files were added or changed."""

    def __init__(self) -> None:
        self._found: dict[str, Module | None] = {}
        self._below: dict[str, list[Module]] = {}

    def find(self, name: str) -> Module | None:
        """The source of a module, or None for what is no module or has no source."""
        if name not in self._found:
            self._found[name] = self._search(name)
        return self._found[name]

    def _search(self, name: str) -> Module | None:
        parent, _, last = name.rpartition(".")
        if not parent:
            return _top(name)
        package = self.find(parent)
        if package is None or not package.is_package:
            return None
        folder = package.path.parent / last
        return _in_folder(name, folder) or _first_file(name, folder) or _namespace(name, folder)

    def below(self, package: Module) -> list[Module]:
        """The modules and packages right below a package."""
        if package.name not in self._below:
            self._below[package.name] = self._search_below(package) if package.is_package else []
        return self._below[package.name]

    def _search_below(self, package: Module) -> list[Module]:
        folder = package.path.parent
        names = {path.stem for path in folder.glob("*.py")} - {"__init__"}
        names |= {path.parent.name for path in folder.glob("*/__init__.py")}
        found = (self.find(f"{package.name}.{name}") for name in sorted(names))
        return [module for module in found if module is not None]

    def all_below(self, package: Module) -> Iterator[Module]:
        """The modules and packages below a package, at any depth."""
        for module in self.below(package):
            yield module
            yield from self.all_below(module)


def _from_file(name: str, path: Path) -> Module | None:
    try:
        status = path.stat()
        return _read(name, path, status.st_mtime_ns, status.st_size)
    except OSError:
        return None


@lru_cache(maxsize=512)
def _read(name: str, path: Path, _changed: int, _size: int) -> Module:
    return Module(name, path, path.read_text(encoding="utf-8", errors="surrogateescape"))


def _in_folder(name: str, folder: Path) -> Module | None:
    return _from_file(name, folder / "__init__.py")


def _first_file(name: str, stem: Path) -> Module | None:
    """A module in a file; of a compiled one the bytes are its text."""
    files = (stem.with_name(stem.name + suffix) for suffix in (*EXTENSION_SUFFIXES, ".py"))
    return next((found for file in files if (found := _from_file(name, file)) is not None), None)


def _namespace(name: str, folder: Path) -> Module | None:
    """A folder that is a package without an `__init__`."""
    return Module(name, folder / "__init__.py", "") if folder.is_dir() else None


def _top(name: str) -> Module | None:
    """A module that is in no package: finding it runs nothing."""
    spec = spec_of(name)
    if spec is None:
        return None
    if spec.origin is None:
        return next((_namespace(name, Path(place)) for place in spec.submodule_search_locations or ()), None)
    return _from_file(name, Path(spec.origin)) if spec.has_location else None


def _run(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those for type checkers only."""
    yield tree
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.If) and _is_for_type_checkers(child):
            for part in child.orelse:
                yield from _run(part)
        else:
            yield from _run(child)


def _is_for_type_checkers(node: ast.If) -> bool:
    test = node.test
    return (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    )


def _is_inert(statement: ast.stmt) -> bool:
    """Imports count where their names are used; text and what only type checkers see count nowhere."""
    if isinstance(statement, ast.If):
        return _is_for_type_checkers(statement) and not statement.orelse
    text = (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant) and hasattr(statement, "lineno")
    )
    return text or isinstance(statement, (ast.Import, ast.ImportFrom, ast.Pass))


def _defined(statement: ast.stmt) -> list[str]:
    """The names that a top-level statement binds or whose objects it changes."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [statement.name]
    if isinstance(statement, ast.Assign):
        return [name for target in statement.targets for name in _roots(target)]
    if isinstance(statement, (ast.AnnAssign, ast.AugAssign)):
        return list(_roots(statement.target))
    return []


def _roots(target: ast.expr) -> Iterator[str]:
    """`f.gradient = …` and `TABLE["f"] = …` change f and TABLE."""
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, (ast.Attribute, ast.Subscript, ast.Starred)):
        yield from _roots(target.value)
    elif isinstance(target, (ast.Tuple, ast.List)):
        for part in target.elts:
            yield from _roots(part)


def _names_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        parts = [node.attr]
        value: ast.expr = node.value
        while isinstance(value, ast.Attribute):
            parts.append(value.attr)
            value = value.value
        if isinstance(value, ast.Name):
            yield ".".join([value.id, *reversed(parts)])
        else:
            yield from _names_in(value)
    else:
        for child in ast.iter_child_nodes(node):
            yield from _names_in(child)
