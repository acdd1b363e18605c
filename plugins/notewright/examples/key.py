"""The key of a cell: what its result follows from as far as can be known before it runs."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from notewright.cache import digest
from notewright.examples.cell import NoteCells
from notewright.examples.dependency import package_version
from notewright.examples.settings import Settings


def keys(note: NoteCells, settings: Settings) -> Iterator[str]:
    """A key for each cell; each holds those before it, whose state it has.

    Lines are not in it, nor is what is only shown: a caption, an `alt`, a limit on time.
    """
    key = digest(*machinery(), note.path, *_places(settings))
    for cell in note.cells:
        key = digest(key, cell.code, cell.options.raises)
        yield key


@cache
def machinery() -> tuple[str, ...]:
    """What runs cells: Python, the libraries every worker loads, and this package."""
    sources = sorted(Path(__file__).parent.rglob("*.py"))
    own = digest(*(source.read_bytes() for source in sources))
    libraries = (package_version(name) for name in ("numpy", "matplotlib"))
    return (sys.implementation.name, platform.python_version(), sys.platform, platform.machine(), *libraries, own)


def _places(settings: Settings) -> Iterator[str]:
    """Where cells run and import from, seen from the root, so that a project may be moved."""
    for place in (settings.folder, *settings.python_path):
        inside = place.is_relative_to(settings.root)
        yield (place.relative_to(settings.root) if inside else place).as_posix()
