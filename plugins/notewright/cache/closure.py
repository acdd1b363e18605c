"""What a function's source depends on, found by reading it and never by running it."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from notewright.cache.effects import Effects
from notewright.cache.installed import Installed
from notewright.cache.key import digest
from notewright.cache.modules import Finder, Module

# Instead of a name: all of a module, or only what runs whenever it is imported.
_WHOLE, _IMPORTED = "*", ""
# Names by which code reaches definitions that its text does not name.
_REACHING = (
    "globals locals exec eval getattr attrgetter methodcaller modules __import__ import_module __dict__ __globals__ "
    "__subclasses__ __builtins__ singledispatch singledispatchmethod getmembers getmodule currentframe _getframe "
    "get_objects get_referrers run_path run_module walk_packages"
)
_BLIND = frozenset(_REACHING.split())
_IMPORTING = frozenset(("__import__", "import_module", "run_path", "run_module", "walk_packages"))


class Surroundings:
    """Modules and distributions as they are now; each is looked at once."""

    def __init__(self, roots: Iterable[str] = ()) -> None:
        self.tops = frozenset(root.split(".")[0] for root in roots)
        self.finder = Finder()
        self.installed = Installed()
        self.effects = Effects(self.finder, self.is_followed)
        self._blind: dict[int, frozenset[str]] = {}

    def is_followed(self, top: str) -> bool:
        """Whether the source of a module counts, and not the version of its distribution."""
        return top in self.tops or self.installed.is_local(top)

    def blind_names(self, module: Module, statement: ast.stmt) -> frozenset[str]:
        """See the function of this name."""
        if id(statement) not in self._blind:  # the finder keeps the statement
            self._blind[id(statement)] = blind_names(module, statement)
        return self._blind[id(statement)]


def closure_digest(module: str, qualname: str, surroundings: Surroundings) -> str:
    """The digest of a definition's source and of all it refers to in modules that are followed.

    The unit is a top-level definition: what a module defines besides does not count, unless importing it does more
    than that. Code that reaches what it does not name brings all modules that are imported with it, whole. Of what is
    installed the versions count.
    """
    closure = _Closure(surroundings)
    closure.follow(module, qualname)
    closure.run()
    parts = [f"{name}\n{text}" for (name, _), text in sorted(closure.sources.items())]
    versions = {line for top in closure.outside for line in surroundings.installed.versions(top)}
    return digest(f"{module}.{qualname}", *parts, *sorted(versions), *sorted(closure.missing))


class _Closure:
    """Grows by following names until nothing is new."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        self.finder = surroundings.finder
        self.sources: dict[tuple[str, int], str] = {}
        self.waiting: list[tuple[str, str]] = []
        self.imported: set[str] = set()
        self.is_blind = False
        self.outside: set[str] = set()
        self.missing: set[str] = set()

    def follow(self, module: str, dotted: str) -> None:
        """Ask for `module.dotted`: the longest module in it, and the first name after that."""
        parts = [*module.split("."), *(dotted.split(".") if dotted else [])]
        if not self.surroundings.is_followed(parts[0]):
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
            if not self.waiting and self.is_blind:
                self.waiting = [found for name in self.imported if (found := (name, _WHOLE)) not in done]

    def _take(self, module: Module, name: str) -> None:
        self._import(module)
        if name == _WHOLE:
            self._statements(module, module.tree.body)
            for target in module.all_imports:
                self.follow(target, "")
        elif name != _IMPORTED and not (name.startswith("__") and not module.definitions(name)):
            found = module.definitions(name)
            self._statements(module, found)
            if not found or module.imported(name):
                self._elsewhere(module, name)

    def _import(self, module: Module) -> None:
        """What importing a module runs: its own statements, and the modules that it imports."""
        if module.name in self.imported:
            return
        self.imported.add(module.name)
        self._statements(module, [*module.always_run, *self.surroundings.effects.of(module)])
        for target in module.all_imports:
            parts = target.split(".")
            if self.surroundings.is_followed(parts[0]):
                self.waiting += [(".".join(parts[:length]), _IMPORTED) for length in range(1, len(parts) + 1)]

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
        owners = [part.name for part in self.finder.all_below(module) if part.definitions(name)]
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
        for name in () if lazy else self.surroundings.blind_names(module, statement):
            if not module.definitions(name):
                self._blind(module, name)
        for dotted in module.names(statement):
            self._name(module, dotted)

    def _blind(self, module: Module, name: str) -> None:
        """Code that reaches what it does not name may reach anything that is there."""
        self.is_blind = True
        if name not in _IMPORTING:
            return
        top = self.finder.find(module.name.split(".")[0])
        if top is not None and not top.is_package:  # what it imports may lie beside it
            beside = sorted(path.stem for path in top.path.parent.glob("*.py"))
            self.waiting += [(other, _WHOLE) for other in beside if self.surroundings.is_followed(other)]
        self._whole_package(module.name.split(".")[0])

    def _name(self, module: Module, dotted: str) -> None:
        """A name used in a module: a definition of its own, or what an import binds."""
        first, _, rest = dotted.partition(".")
        if module.definitions(first):
            self.waiting.append((module.name, first))
        targets = module.imported(first)
        for target in targets:
            self.follow(target, rest)
        if not targets and not module.definitions(first):
            for star in module.star_imports:
                found = self.finder.find(star)
                if found is None or found.definitions(first) or found.star_imports:
                    self.follow(star, first)


def blind_names(module: Module, statement: ast.stmt) -> frozenset[str]:
    """The names in a statement by which it could reach what it does not name."""
    nodes = list(ast.walk(statement))
    known = {id(node.func) for node in nodes if isinstance(node, ast.Call) and _asks_an_object(module, node)}
    names = (
        node.id if isinstance(node, ast.Name) else node.attr
        for node in nodes
        if isinstance(node, (ast.Name, ast.Attribute)) and id(node) not in known
    )
    return _BLIND.intersection(names)


def _asks_an_object(module: Module, call: ast.Call) -> bool:
    """Whether it is `getattr(x, …)` of a variable of a function: what `x` may be is named elsewhere."""
    if not (isinstance(call.func, ast.Name) and call.func.id == "getattr" and call.args):
        return False
    asked = call.args[0]
    return isinstance(asked, ast.Name) and not module.definitions(asked.id) and not module.imported(asked.id)
