"""Which function a formula of a package should describe: the verify comments that the package does not have."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from notewright.formulas import Binding, parse_binding


@dataclass(frozen=True, slots=True)
class Bound:
    """`wrong` says in words what is known to be wrong with the formula."""

    binding: Binding
    wrong: str


@dataclass(frozen=True, slots=True)
class Package:
    """The bindings of a package by the owner of a docstring and the formula's number in it, counted from 1."""

    name: str
    distribution: str = ""
    seen: str = ""
    formulas: dict[tuple[str, int], Bound] = field(default_factory=dict, hash=False)


def read_bindings(file: Path) -> dict[str, Package]:
    """The bindings file: a table a package, with a list of formulas."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: _package(name, table) for name, table in tables.items()}


def _package(name: str, table: dict[str, Any]) -> Package:
    formulas: dict[tuple[str, int], Bound] = {}
    for entry in table.get("formula", []):
        owners = [entry["of"]] if isinstance(entry["of"], str) else entry["of"]
        for owner in owners:
            place = (f"{name}.{owner}", entry.get("number", 1))
            if place in formulas:
                raise ValueError(f"{owner}, formula {place[1]}, is bound twice: keep one")
            formulas[place] = Bound(_binding(owner, entry["verify"]), entry.get("wrong", ""))
    return Package(name, table.get("distribution", ""), table.get("seen", ""), formulas)


def _binding(owner: str, text: str) -> Binding:
    binding = parse_binding(text)
    if not isinstance(binding, Binding):
        raise ValueError(f"{owner}: leave out the formula instead of opting it out")
    return binding
