"""What a cell depends on besides its own text, and whether that still is as it was."""

from __future__ import annotations

import os
import sysconfig
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from notewright.cache import digest
from notewright.examples.definitions import definitions, offered_names

ABSENT = ""
"""The digest of what is not there: a cell that looked for a file depends on its absence."""

_BETWEEN = "::"


class Kind(StrEnum):
    """What can be depended on."""

    FILE = "file"
    FOLDER = "folder"
    """The names in a folder."""
    DEFINITION = "definition"
    """A part of a module, `path::name`; see `definitions`."""
    NAMES = "names"
    """The names that a module gives."""
    PACKAGE = "package"
    """What is installed under the name of a module."""


@dataclass(frozen=True, slots=True)
class Dependency:
    """One thing, and the digest (or version) it had when a cell used it."""

    kind: Kind
    name: str
    digest: str

    @classmethod
    def of_definition(cls, path: str, name: str, digest: str) -> Dependency:
        """The dependency on one part of the module at `path`."""
        return cls(Kind.DEFINITION, f"{path}{_BETWEEN}{name}", digest)

    @property
    def module(self) -> str:
        """The path of the module that a part belongs to; empty for what is no module."""
        return self.name.partition(_BETWEEN)[0] if self.kind is Kind.DEFINITION else ""


@dataclass(slots=True)
class Surroundings:
    """The files, modules and packages as they are now; each is looked at once."""

    root: Path
    _digests: dict[tuple[Kind, str], str] = field(default_factory=dict)
    _modules: dict[str, dict[str, str]] = field(default_factory=dict)

    def hold(self, dependency: Dependency) -> bool:
        """Whether it is as it was."""
        key = (dependency.kind, dependency.name)
        if key not in self._digests:
            self._digests[key] = self._digest(*key)
        return self._digests[key] == dependency.digest

    def _digest(self, kind: Kind, name: str) -> str:
        match kind:
            case Kind.FILE:
                return file_digest(self.root / name)
            case Kind.FOLDER:
                return folder_digest(self.root / name)
            case Kind.NAMES:
                return names_digest(self.root / name)
            case Kind.PACKAGE:
                return package_version(name)
            case Kind.DEFINITION:
                path, _, part = name.partition(_BETWEEN)
                return self._module(path).get(part, ABSENT)

    def _module(self, path: str) -> dict[str, str]:
        if path not in self._modules:
            try:
                self._modules[path] = definitions((self.root / path).read_bytes())
            except (OSError, SyntaxError, ValueError):
                self._modules[path] = {}
        return self._modules[path]


def file_digest(path: Path) -> str:
    """The digest of a file's content."""
    try:
        return digest(path.read_bytes())
    except (OSError, ValueError):
        return ABSENT


def names_digest(path: Path) -> str:
    """The digest of the names that a module gives."""
    try:
        return offered_names(path.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError):
        return ABSENT


def folder_digest(path: Path) -> str:
    """The digest of the names in a folder, but hidden ones and Python's caches, which come and go."""
    try:
        return digest(*sorted(name for name in os.listdir(path) if name[0] != "." and name != "__pycache__"))
    except (OSError, ValueError):
        return ABSENT


def package_version(name: str) -> str:
    """The version of what is installed under the name of a module, without importing it.

    A package may be called otherwise than its module (`yaml` comes with PyYAML), and to find whose a module is takes
    longer than most cells. All that is installed beside it, names and versions, serves then.
    """
    try:
        return version(name)
    except (PackageNotFoundError, ValueError):
        pass
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return ABSENT
    if spec is None or spec.origin is None:
        return ABSENT
    origin = Path(spec.origin)
    beside = origin.parent.parent if spec.submodule_search_locations else origin.parent
    return digest(file_digest(origin), folder_digest(beside))


def is_local(path: str, roots: tuple[str, ...]) -> bool:
    """Whether a file (an absolute path) is the project's own: below one of `roots`, and not installed there."""
    inside = any(path.startswith(root + os.sep) for root in roots)
    if not inside or "site-packages" in path or "dist-packages" in path:
        return False
    return not any(path.startswith(place + os.sep) for place in _installed())


@cache
def _installed() -> tuple[str, ...]:
    """Where Python keeps what is installed; a virtual environment may lie inside the project."""
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    return tuple({os.path.realpath(place) for name in names if (place := sysconfig.get_path(name))})
