"""Records, in the process of a note, what its cells depend on."""

from __future__ import annotations

import builtins
import contextlib
import importlib.util
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

from notewright.cache import digest
from notewright.examples.definitions import ENTER, WHOLE, definitions, instrument
from notewright.examples.dependency import (
    Dependency,
    Kind,
    file_digest,
    folder_digest,
    is_local,
    names_digest,
    package_version,
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A module instrumented: its code, its digests, and its functions, the first of which has the number `first`."""

    code: CodeType
    digests: dict[str, str]
    functions: tuple[str, ...]
    first: int


def _loaded() -> dict[str, str]:
    files = ((name, getattr(module, "__file__", None)) for name, module in sys.modules.items())
    return {name: os.path.realpath(file) for name, file in files if file}


@dataclass(slots=True)
class Library:
    """Modules instrumented before. A zygote keeps one, so that the notes it forks find their modules ready."""

    loaded: dict[str, str] = field(default_factory=_loaded)
    """The files of the modules that were loaded before any note was run."""
    _modules: dict[tuple[str, str], Prepared] = field(default_factory=dict)
    _count: int = 0

    def prepare(self, path: str, source: bytes) -> Prepared:
        """The module in `source`; raises SyntaxError as an import does."""
        key = (path, digest(source))
        if key not in self._modules:
            code, names = instrument(source, path, self._count)
            self._modules[key] = Prepared(code, definitions(source), names, self._count)
            self._count += len(names)
        return self._modules[key]

    def learn(self, root: Path, dependencies: Sequence[Dependency]) -> None:
        """Prepare the modules among what a note depends on: the next note will want them too."""
        for path in {path for each in dependencies if (path := each.module)}:
            with contextlib.suppress(OSError, SyntaxError, ValueError):
                place = os.path.realpath(root / path)
                self.prepare(place, Path(place).read_bytes())


class Recorder:
    """Sees modules imported, functions entered and files opened, and tells what that depends on."""

    def __init__(self, root: Path, roots: Sequence[Path], library: Library) -> None:
        self.library = library
        self._root = os.path.realpath(root)
        self._roots = tuple(os.path.realpath(place) for place in (root, *roots))
        self._entered: set[int] = set()
        self._modules: dict[str, Prepared] = {}
        self._found: dict[tuple[Kind, str], str] = {}
        self._known = frozenset(sys.modules)
        self._thread = threading.local()
        self.coarse = False
        """Set when functions may have been entered unseen, in another process: all count as entered then."""

    def install(self) -> None:
        """Begin: forget the project's modules that are loaded, so that cells load them under our eyes."""
        for name, origin in self.library.loaded.items():
            if name != "__main__" and self.local(origin):
                sys.modules.pop(name, None)
        self._known = frozenset(sys.modules)
        setattr(builtins, ENTER, self._entered.add)
        sys.meta_path.insert(0, _Finder(self))

    def events(self) -> dict[str, Callable[..., None]]:
        """What to do at which audit event."""
        return {"open": self._on_open, "os.listdir": self._on_listing, "os.scandir": self._on_listing}

    def local(self, path: str) -> bool:
        """Whether a file is the project's own."""
        return is_local(path, self._roots)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """While Python looks for modules, what it opens says nothing about the cell."""
        before = getattr(self._thread, "paused", False)
        self._thread.paused = True
        try:
            yield
        finally:
            self._thread.paused = before

    def load(self, path: str, source: bytes) -> CodeType:
        """The instrumented code of a module, which is a dependency from now on."""
        path = os.path.realpath(path)
        prepared = self.library.prepare(path, source)
        self._modules[path] = prepared
        return prepared.code

    def record_file(self, path: str) -> None:
        """Remember the content that a file has now."""
        with self.paused():
            self._found.setdefault((Kind.FILE, self._name(path)), file_digest(Path(path)))

    def record_names(self, path: str) -> None:
        """Remember which names a module gives now."""
        with self.paused():
            self._found.setdefault((Kind.NAMES, self._name(path)), names_digest(Path(path)))

    def dependencies(self) -> tuple[Dependency, ...]:
        """All that the cells so far depend on, in a fixed order."""
        found = [Dependency(kind, name, value) for (kind, name), value in self._found.items()]
        found += self._packages()
        for path, prepared in self._modules.items():
            found += self._definitions(self._name(path), prepared)
        return tuple(sorted(found, key=lambda each: (each.kind, each.name)))

    def _definitions(self, path: str, prepared: Prepared) -> Iterator[Dependency]:
        names = [
            name
            for number, name in enumerate(prepared.functions, prepared.first)
            if self.coarse or number in self._entered
        ]
        for name in (WHOLE, *names):
            yield Dependency.of_definition(path, name, prepared.digests[name])

    def _packages(self) -> list[Dependency]:
        new = {name.partition(".")[0] for name in sys.modules.keys() - self._known} - set(sys.stdlib_module_names)
        with self.paused():
            foreign = sorted(name for name in new if not self._is_own(sys.modules.get(name)))
            return [Dependency(Kind.PACKAGE, name, package_version(name)) for name in foreign]

    def _is_own(self, module: ModuleType | None) -> bool:
        origin = getattr(module, "__file__", None)
        return module is None or (origin is not None and self.local(os.path.realpath(origin)))

    def _on_open(self, path: object, mode: object, flags: int) -> None:
        place = self._place(path)
        if place is None:
            return
        if place.endswith(".pyc") and "__pycache__" in place:
            place = importlib.util.source_from_cache(place)
        if not os.path.isdir(place):
            self.record_file(place)

    def _on_listing(self, path: object = None) -> None:
        place = self._place("." if path is None else path)
        if place is not None:
            with self.paused():
                self._found.setdefault((Kind.FOLDER, self._name(place)), folder_digest(Path(place)))

    def _place(self, path: object) -> str | None:
        """The file behind an event, if it is the project's own."""
        if getattr(self._thread, "paused", False) or not isinstance(path, str | bytes | os.PathLike):
            return None
        place = os.path.realpath(os.fsdecode(path))
        return place if self.local(place) or place in self._roots else None

    def _name(self, path: str) -> str:
        """How a dependency is written down: from the root, so that a project may be moved."""
        inside = path == self._root or path.startswith(self._root + os.sep)
        return Path(os.path.relpath(path, self._root) if inside else path).as_posix()


class _Finder:
    """Finds what the other finders find, and gives the project's own modules a loader that instruments them."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        with self._recorder.paused():
            spec = self._find(name, path, target)
        if spec is None or spec.origin is None or not spec.has_location:
            return spec
        origin = os.path.realpath(spec.origin)
        if not self._recorder.local(origin):
            return spec
        if type(spec.loader) is SourceFileLoader:
            spec.loader = _Loader(name, origin, self._recorder)
        else:
            self._recorder.record_file(origin)
        return spec

    def _find(self, name: str, path: Sequence[str] | None, target: ModuleType | None) -> ModuleSpec | None:
        for finder in sys.meta_path:
            if finder is not self:
                spec = finder.find_spec(name, path, target)
                if spec is not None:
                    return spec
        return None

    def invalidate_caches(self) -> None:
        """Nothing is kept here."""


class _Loader(SourceFileLoader):
    """Loads a module from its source, instrumented, past Python's own cache of compiled files."""

    def __init__(self, name: str, path: str, recorder: Recorder) -> None:
        super().__init__(name, path)
        self._recorder = recorder

    def get_source(self, fullname: str) -> str | None:
        """The text of the module. A package that reads its own modules looks for what they offer, and no more."""
        path = os.path.realpath(self.get_filename(fullname))
        asking = sys._getframe(1).f_globals.get("__package__") or ""
        if asking and asking == fullname.rpartition(".")[0]:
            self._recorder.record_names(path)
        else:
            self._recorder.record_file(path)
        with self._recorder.paused():
            return super().get_source(fullname)

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        with self._recorder.paused():
            source = Path(path).read_bytes()
        return self._recorder.load(path, source)
