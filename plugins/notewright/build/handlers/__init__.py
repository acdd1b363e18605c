"""One file for each kind of token: how it is written on a page.

A file defines `TOKEN`, the class, and `handle(token, draft)`, which gives Markdown; what must stay as it is goes
into the draft's stash. The files are found by walking this folder.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from typing import Any

from notewright.build.draft import Draft
from notewright.vault.token import Token

Handler = Callable[[Any, Draft], str]


def find_handlers() -> Mapping[type[Token], Handler]:
    """The handler of every kind of token."""
    found: dict[type[Token], Handler] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        if module.TOKEN in found:
            raise ImportError(f"handlers/{info.name}.py is the second to handle {module.TOKEN.__name__}")
        found[module.TOKEN] = module.handle
    return found
