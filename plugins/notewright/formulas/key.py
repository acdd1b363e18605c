"""The key under which a verdict may be kept."""

from __future__ import annotations

import json
import platform
from functools import cache
from importlib import metadata
from pathlib import Path

from notewright.cache import digest
from notewright.cache.closure import Surroundings, closure_digest
from notewright.formulas.binding import OptOut
from notewright.formulas.verdict import Formula


def verdict_key(formula: Formula, references: tuple[str, ...], surroundings: Surroundings | None = None) -> str:
    """The digest of all that a verdict depends on: the formula, its function's source, our own, NumPy and Python.

    Keys of several formulas are quicker with the same `surroundings`.
    """
    if isinstance(formula.binding, OptOut):
        return digest("opted-out", formula.binding.reason)
    binding = formula.binding
    written = json.dumps(
        [binding.function, binding.arguments, binding.keywords, binding.per, binding.definitions], ensure_ascii=False
    )
    module, _, name = binding.function.partition(".")
    # The path is part of the seed of the draws.
    identity = (formula.path, formula.text, formula.notation, written, *sorted(references))
    source = closure_digest(module, name, surroundings or Surroundings(references))
    return digest(_own_code(), *identity, source, _numpy(), platform.python_version())


@cache
def _own_code() -> str:
    """The digest of this package: a change of it could change a verdict."""
    return digest(*(path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))))


def _numpy() -> str:
    try:
        return metadata.version("numpy")
    except metadata.PackageNotFoundError:
        return ""
