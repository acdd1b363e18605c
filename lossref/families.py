"""Which family defines a name, told without importing any family.

A family is a module of this package, or of `lossref.losses`, with an `__all__`, a plain list of names: the losses and
helpers it offers as `lossref.name`. So whoever adds a loss writes it in its family and registers it nowhere else, and a
program that uses one loss loads, and depends on, the family of that loss alone. The modules that are no family have no
`__all__`.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import pkgutil
import re
from typing import TYPE_CHECKING, cast

import lossref
import lossref.losses

if TYPE_CHECKING:
    # It loads much that nothing here needs.
    from importlib.abc import InspectLoader

_OFFERED = re.compile(r"^__all__ = (?P<names>\[.*?\])", re.DOTALL | re.MULTILINE)


@functools.cache
def families() -> dict[str, str]:
    """The full name of its family, for every name the package offers, in the order of the names."""
    found: dict[str, str] = {}
    helpers = pkgutil.iter_modules(lossref.__path__, "lossref.")
    of_losses = pkgutil.iter_modules(lossref.losses.__path__, "lossref.losses.")
    for module in sorted(module.name for module in (*helpers, *of_losses)):
        for name in _offered(module):
            if name in found:
                raise ImportError(f"{found[name]} and {module} both offer {name!r}: rename one")
            found[name] = module
    return dict(sorted(found.items()))


def _offered(module: str) -> list[str]:
    # Asked of the module's loader, not opened as a file: who records what a program reads can tell the two apart.
    spec = importlib.util.find_spec(module)
    loader = cast("InspectLoader", spec and spec.loader)
    match = _OFFERED.search(loader.get_source(module) or "")
    return [str(name) for name in ast.literal_eval(match["names"])] if match else []
