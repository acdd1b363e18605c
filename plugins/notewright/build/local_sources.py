"""Where the author's own functions lie, those that formulas are compared with: a server watches these places."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from notewright.build.prove import importable_from
from notewright.cache.installed import Installed
from notewright.cache.modules import Finder, Module


def local_sources(references: Iterable[str], root: Path) -> list[Path]:
    """The files of modules that are not installed, and of those that they import; of a package its folders."""
    with importable_from(root):
        return sorted({_place(module) for module in _modules(references)})


def _modules(references: Iterable[str]) -> Iterable[Module]:
    finder, installed = Finder(), Installed()
    found: dict[str, Module] = {}
    waiting = list(references)
    while waiting:
        parts = waiting.pop().split(".")
        if not installed.is_local(parts[0]):
            continue
        for length in range(1, len(parts) + 1):
            module = finder.find(".".join(parts[:length]))
            if module is None:
                break
            if module.name not in found:
                found[module.name] = module
                waiting += [*module.all_imports, *(part.name for part in finder.below(module))]
    return found.values()


def _place(module: Module) -> Path:
    return module.path.parent if module.is_package or "." in module.name else module.path
