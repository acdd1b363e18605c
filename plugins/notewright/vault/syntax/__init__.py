"""One file for each inline construct of a note.

A file defines `OPENER` (a text or several that may begin it), `match(text, at, end)`, which gives its token (of a class
with `@token`) or None, and, where the end is a fixed text, `CLOSER`, so that the scanner looks for a missing one only
once. `GUARD` is a regular expression that holds right behind an opener which may be one, so that the scanner passes
over others.
The scanner finds the files by walking this folder; of several openers at a place the longest is tried first.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass

from notewright.vault.token import Token


@dataclass(frozen=True, slots=True)
class Syntax:
    """How one construct is recognised."""

    name: str
    opener: str
    match: Callable[[str, int, int], Token | None]
    closer: str | None
    pattern: str


def _find() -> dict[str, Syntax]:
    found: dict[str, Syntax] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        openers = module.OPENER if isinstance(module.OPENER, tuple) else (module.OPENER,)
        for opener in openers:
            if opener in found:
                raise ImportError(f"syntax/{info.name}.py and syntax/{found[opener].name}.py both open with {opener!r}")
            pattern = re.escape(opener) + getattr(module, "GUARD", "")
            found[opener] = Syntax(info.name, opener, module.match, getattr(module, "CLOSER", None), pattern)
    return found


SYNTAXES = _find()
"""Every construct by its opener."""
