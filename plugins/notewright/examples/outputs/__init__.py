"""The kinds of output, a file each: what is in this folder is a kind, and no list needs to name it.

A kind's module says `RANK`, and `render(output, place)`, which gives HTML. It may also say
`of(value, salt)`: the outputs for the value of a cell's last line, or None to leave it to a kind of higher rank;
`collect(salt)`: the outputs for what a cell left open. `salt` differs from cell to cell, and not from run to run.
The two run in the process of the note; what they return must follow from the value and the salt alone.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType

from notewright.examples.output import Output
from notewright.examples.place import Place


@dataclass(frozen=True, slots=True)
class OutputKind:
    """One kind, as its module declares it. The lowest rank is asked first what to make of a value."""

    name: str
    rank: int
    render: Callable[[Output, Place], str]
    of: Callable[[object, str], tuple[Output, ...] | None] | None
    collect: Callable[[str], tuple[Output, ...]] | None


@cache
def kinds() -> dict[str, OutputKind]:
    """All kinds by name, the lowest rank first."""
    found = [_kind(import_module(f"{__name__}.{module.name}")) for module in pkgutil.iter_modules(__path__)]
    return by_name(found)


def by_name(found: list[OutputKind]) -> dict[str, OutputKind]:
    """The kinds by name; two of one rank are an error, since which is asked first would be chance."""
    ranks: dict[int, str] = {}
    for kind in found:
        if kind.rank in ranks:
            raise ImportError(f"the output kinds {ranks[kind.rank]} and {kind.name} have one rank, {kind.rank}")
        ranks[kind.rank] = kind.name
    return {kind.name: kind for kind in sorted(found, key=lambda kind: kind.rank)}


def outputs_of(value: object, salt: str) -> tuple[Output, ...]:
    """The outputs for the value of a cell's last line."""
    for kind in kinds().values():
        outputs = kind.of(value, salt) if kind.of else None
        if outputs is not None:
            return outputs
    return ()


def collect(salt: str) -> tuple[Output, ...]:
    """The outputs for what a cell left open."""
    return tuple(output for kind in kinds().values() if kind.collect for output in kind.collect(salt))


def _kind(module: ModuleType) -> OutputKind:
    name = module.__name__.rpartition(".")[2]
    of, collect_ = getattr(module, "of", None), getattr(module, "collect", None)
    return OutputKind(name, module.RANK, module.render, of, collect_)
