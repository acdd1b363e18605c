"""What is installed, and in which version: of it no source is read."""

from __future__ import annotations

import importlib.util
import re
import sys
import sysconfig
from functools import cache
from importlib import metadata
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

_NAME = re.compile(r"[\w.-]+")


class Installed:
    """The distributions that modules come from, each looked up once; ask another one after one was installed."""

    def __init__(self) -> None:
        self._versions: dict[str, tuple[str, ...]] = {}
        self._local: dict[str, bool] = {}

    def is_local(self, top: str) -> bool:
        """Whether a module that is in no package is the author's own: no part of Python and of no distribution."""
        if top not in self._local:
            self._local[top] = self._is_local(top)
        return self._local[top]

    def _is_local(self, top: str) -> bool:
        spec = spec_of(top)
        places = [] if spec is None else [*(spec.submodule_search_locations or ()), spec.origin or ""]
        paths = [Path(place).resolve() for place in places if place not in ("", "built-in", "frozen")]
        if any({"site-packages", "dist-packages"} & {*path.parts} for path in paths):
            return not self.versions(top)
        return bool(paths) and not any(path.is_relative_to(place) for path in paths for place in _standard_library())

    def versions(self, top: str) -> tuple[str, ...]:
        """The names and versions of the distributions that give a module, and of those that they require."""
        if top not in self._versions:
            self._versions[top] = tuple(sorted(_with_required(_distributions(top))))
        return self._versions[top]


def spec_of(top: str) -> ModuleSpec | None:
    """Where a process that imports it first would find a module that is in no package; nothing is run."""
    try:
        return PathFinder.find_spec(top) or importlib.util.find_spec(top)
    except (ValueError, ImportError):
        return None


def _with_required(names: list[str]) -> set[str]:
    found: set[str] = set()
    seen: set[str] = set()
    while names:
        name = names.pop()
        if name.lower() in seen:
            continue
        seen.add(name.lower())
        try:
            distribution = metadata.distribution(name)
        except (metadata.PackageNotFoundError, ValueError):
            continue
        found.add(f"{name.lower()} {distribution.version}")
        required = [line for line in distribution.requires or () if "extra ==" not in line]
        names += [match[0] for line in required if (match := _NAME.match(line))]
    return found


def _distributions(top: str) -> list[str]:
    """A package may be called otherwise than its module: `yaml` comes with PyYAML."""
    if top in sys.stdlib_module_names:
        return []
    try:
        metadata.version(top)
        return [top]
    except (metadata.PackageNotFoundError, ValueError):
        return list(metadata.packages_distributions().get(top, ()))


@cache
def _standard_library() -> tuple[Path, ...]:
    return tuple({Path(sysconfig.get_path(name)).resolve() for name in ("stdlib", "platstdlib")})
