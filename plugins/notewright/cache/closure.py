"""What a function's source depends on, found by reading it and never by running it."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from notewright.cache.key import digest
from notewright.cache.modules import Finder, Module, installed_version

# Instead of a name: all of a module, or only what runs whenever it is imported.
_WHOLE, _IMPORTED = "*", ""
# Names by which code reaches definitions that its text does not name.
_BLIND = frozenset(("globals", "exec", "eval", "__import__", "import_module"))


def closure_digest(module: str, qualname: str, roots: Iterable[str]) -> str:
    """The digest of a definition's source and of all it refers to in modules below `roots`.

    The unit is a top-level definition: what a module defines besides does not count. What cannot be followed
    statically brings the whole module. Of NumPy the version counts, of other modules outside the roots nothing.
    """
    closure = _Closure(frozenset(root.split(".")[0] for root in roots))
    closure.follow(module, qualname)
    closure.run()
    parts = [f"{name}\n{text}" for (name, _), text in sorted(closure.sources.items())]
    numpy = [f"numpy {installed_version('numpy')}"] if "numpy" in closure.outside else []
    return digest(f"{module}.{qualname}", *parts, *numpy, *sorted(closure.missing))


class _Closure:
    """Grows by following names until nothing is new."""

    def __init__(self, tops: frozenset[str]) -> None:
        self.tops = tops
        self.finder = Finder()
        self.sources: dict[tuple[str, int], str] = {}
        self.waiting: list[tuple[str, str]] = []
        self.outside: set[str] = set()
        self.missing: set[str] = set()

    def follow(self, module: str, dotted: str) -> None:
        """Ask for `module.dotted`: the longest module in it, and the first name after that."""
        parts = [*module.split("."), *(dotted.split(".") if dotted else [])]
        if parts[0] not in self.tops:
            self.outside.add(parts[0])
            return
        for length in range(len(parts), 0, -1):
            name = ".".join(parts[:length])
            if self.finder.find(name) is not None:
                # Importing a module runs the packages above it first.
                self.waiting += [(".".join(parts[:above]), _IMPORTED) for above in range(1, length)]
                self.waiting.append((name, parts[length] if length < len(parts) else _WHOLE))
                return
        self.missing.add(".".join(parts))

    def run(self) -> None:
        """Follow all that waits."""
        done: set[tuple[str, str]] = set()
        while self.waiting:
            item = self.waiting.pop()
            module = None if item in done else self.finder.find(item[0])
            done.add(item)
            if module is not None:
                self._take(module, item[1])

    def _take(self, module: Module, name: str) -> None:
        self._statements(module, module.always_run)
        if name == _WHOLE:
            self._statements(module, module.tree.body)
        elif name != _IMPORTED and not (name.startswith("__") and not module.definitions(name)):
            found = module.definitions(name)
            self._statements(module, found)
            if not found:
                self._elsewhere(module, name)

    def _elsewhere(self, module: Module, name: str) -> None:
        """A name that a module does not define: it imports it, or finds it when it is asked for."""
        targets = [*module.imported(name), *(f"{star}.{name}" for star in module.star_imports)]
        for target in targets:
            self.follow(target, "")
        if targets and not module.star_imports:
            return
        if not module.has_getattr:
            self.missing.add(f"{module.name}.{name}")
            return
        self._statements(module, module.definitions("__getattr__"), lazy=True)
        owners = [part.name for part in self.finder.below(module) if part.definitions(name)]
        for owner in owners:
            self.follow(owner, name)
        if not owners:  # where it comes from is decided at run time: anything may matter
            self._whole_package(module.name)

    def _whole_package(self, name: str) -> None:
        module = self.finder.find(name)
        if module is None:
            return
        self.waiting.append((name, _WHOLE))
        for part in self.finder.below(module):
            self._whole_package(part.name)

    def _statements(self, module: Module, statements: Iterable[ast.stmt], *, lazy: bool = False) -> None:
        for statement in statements:
            key = (module.name, getattr(statement, "lineno", 0))
            if key not in self.sources:
                self.sources[key] = module.source(statement)
                self._names(module, statement, lazy)

    def _names(self, module: Module, statement: ast.stmt, lazy: bool) -> None:
        for dotted in module.names(statement):
            last = dotted.rpartition(".")[2]
            if last in _BLIND and not lazy and not module.definitions(last):
                self._blind(module, last)
            self._name(module, dotted)

    def _blind(self, module: Module, name: str) -> None:
        """Code that reaches what it does not name may reach anything around it."""
        if name in ("globals", "exec", "eval"):
            self.waiting.append((module.name, _WHOLE))
        else:
            self._whole_package(module.name.split(".")[0])

    def _name(self, module: Module, dotted: str) -> None:
        """A name used in a module: a definition of its own, or what an import binds."""
        first, _, rest = dotted.partition(".")
        if module.definitions(first):
            self.waiting.append((module.name, first))
            return
        targets = module.imported(first)
        for target in targets:
            self.follow(target, rest)
        if not targets:
            for star in module.star_imports:
                found = self.finder.find(star)
                if found is None or found.definitions(first) or found.star_imports:
                    self.follow(star, first)
