"""Where the functions that formulas are compared with are defined: modules are read, and never run."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from notewright.build.settings import Formulas
from notewright.cache.modules import Finder, Module

_LARGEST = 500_000
"""Longer modules, in characters, are not shown."""
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True)
class Definition:
    """The lines of a module, counted from 1, that define a function with its decorators; `line` is that of its name."""

    module: Module
    line: int
    first: int
    last: int


def shown_definitions(
    functions: Iterable[str], chosen: Formulas, folder: Path, public: Collection[str]
) -> Mapping[str, Definition]:
    """The definitions by function, as far as the site shows them.

    A module among the notes in `folder` is shown if it is one of the `public` files.
    """
    finder = Finder()
    modules = chosen.references if chosen.sources is None else chosen.sources
    found = {function: definition for function in functions if (definition := find_definition(function, finder))}
    return {
        function: definition
        for function, definition in found.items()
        if _is_below(definition.module.name, modules)
        and len(definition.module.text) <= _LARGEST
        and not _is_private(definition.module.path, folder, public)
    }


def find_definition(function: str, finder: Finder) -> Definition | None:
    """The definition of a function by its dotted name, through imports and packages that find names when asked."""
    return _follow(function, finder, set())


def _is_below(name: str, modules: Iterable[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def _is_private(path: Path, folder: Path, public: Collection[str]) -> bool:
    file, top = path.resolve(), folder.resolve()
    return file.is_relative_to(top) and file.relative_to(top).as_posix() not in public


def _follow(dotted: str, finder: Finder, seen: set[str]) -> Definition | None:
    if dotted in seen:
        return None
    seen.add(dotted)
    parts = dotted.split(".")
    for length in range(len(parts) - 1, 0, -1):
        module = finder.find(".".join(parts[:length]))
        if module is not None:
            return _within(module, parts[length], parts[length + 1 :], finder, seen)
    return None


def _within(module: Module, name: str, rest: list[str], finder: Finder, seen: set[str]) -> Definition | None:
    """What a module calls by a name; where that is a class, its method."""
    defined = [part for part in module.definitions(name) if isinstance(part, _FUNCTION)]
    if defined:
        return _lines(module, _method(defined[-1], rest))
    if assigned := module.definitions(name):
        value = getattr(assigned[0], "value", None)
        other = value.id if isinstance(value, ast.Name) else name
        alias = _follow(f"{module.name}.{other}", finder, seen)
        return alias or _lines(module, assigned[0])
    for target in (*module.imported(name), *(f"{star}.{name}" for star in module.star_imports)):
        if found := _follow(".".join([target, *rest]), finder, seen):
            return found
    return _lazily(module, name, rest, finder, seen) if module.has_getattr else None


def _lazily(package: Module, name: str, rest: list[str], finder: Finder, seen: set[str]) -> Definition | None:
    """A name that a package looks for in its modules when it is asked for."""
    for module in _all_below(package, finder):
        if any(isinstance(part, _FUNCTION) for part in module.definitions(name)):
            return _within(module, name, rest, finder, seen)
    return None


def _all_below(package: Module, finder: Finder) -> Iterator[Module]:
    for module in finder.below(package):
        yield module
        yield from _all_below(module, finder)


def _method(statement: ast.stmt, rest: list[str]) -> ast.stmt:
    body = statement.body if isinstance(statement, ast.ClassDef) and rest else []
    return next((part for part in body if isinstance(part, _FUNCTION) and part.name == rest[0]), statement)


def _lines(module: Module, statement: ast.stmt) -> Definition | None:
    if not hasattr(statement, "lineno"):
        return None
    decorators = [part.lineno for part in getattr(statement, "decorator_list", [])]
    first = min([statement.lineno, *decorators])
    return Definition(module, statement.lineno, first, statement.end_lineno or first)
