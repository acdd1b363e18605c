"""The key under which a verdict may be kept."""

from __future__ import annotations

import json
import platform
from importlib import metadata

from notewright.cache import digest
from notewright.cache.closure import closure_digest
from notewright.formulas.binding import OptOut
from notewright.formulas.verdict import Formula

# Raise it when a change here could change a verdict.
SCHEMA = "4"


def verdict_key(formula: Formula, references: tuple[str, ...]) -> str:
    """The digest of all that a verdict depends on: the formula, its function's source, NumPy and Python."""
    if isinstance(formula.binding, OptOut):
        return digest(SCHEMA, "opted-out", formula.binding.reason)
    binding = formula.binding
    written = json.dumps(
        [binding.function, binding.arguments, binding.keywords, binding.per, binding.definitions], ensure_ascii=False
    )
    module, _, name = binding.function.partition(".")
    # The path is part of the seed of the draws.
    identity = (formula.path, formula.text, formula.notation, written, *sorted(references))
    return digest(SCHEMA, *identity, closure_digest(module, name, references), _numpy(), platform.python_version())


def _numpy() -> str:
    try:
        return metadata.version("numpy")
    except metadata.PackageNotFoundError:
        return ""
