"""Where a library differs from the formula: its answers to arguments at which ours is the exact one, or a refusal.

`differences.toml` is written by hand: where to ask, and which words of the facts the answer bears out.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from libraries.answer import ask
from libraries.claims import Claim
from libraries.expression import names_in

import lossref


class Difference(NamedTuple):
    """What to ask, and the words of the note that it bears out."""

    name: str
    library: str
    says: str
    call: str
    part: str
    """`value` or `gradient`."""

    arguments: dict[str, Any]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it from all others."""
        return self.name, self.library, self.says, self.part

    def theirs(self) -> Any:
        """What the library answers."""
        claim, parameters = Claim(self.name, self.library), lossref.get(self.name).__signature__.parameters
        defaults = {name: parameters[name].default for name in names_in(self.call) & parameters.keys()}
        arguments = defaults | _arrays(self.arguments)
        ordered = {name: arguments[name] for name in parameters if name in arguments}
        return getattr(ask(self.library, self.call, ordered, claim.first, claim.axes(ordered)), self.part)

    def ours(self) -> Any:
        """What we answer, times the factor of the claim; why, where we refuse."""
        loss = lossref.get(self.name)
        try:
            value, gradient = loss.value_and_gradient(**_arrays(self.arguments))
        except ValueError as error:
            return f"ValueError: {error}"
        return loss.elsewhere[self.library].factor * (value if self.part == "value" else gradient)


def is_other(theirs: Any, ours: Any) -> bool:
    """Whether the answers differ in more than their last digits."""
    return isinstance(ours, str) or not np.allclose(np.array(theirs), ours, rtol=1e-6, atol=0.0, equal_nan=True)


def _arrays(arguments: dict[str, Any]) -> dict[str, Any]:
    return {name: np.array(value) if isinstance(value, list) else value for name, value in arguments.items()}


def _read(path: Path) -> list[Difference]:
    libraries = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Difference(
            name,
            library,
            told["says"],
            told.get("call") or Claim(name, library).equivalent.call,
            told.get("part", "value"),
            told["arguments"],
        )
        for library, losses in libraries.items()
        for name, all_told in losses.items()
        for told in all_told
    ]


DIFFERENCES = _read(Path(__file__).with_suffix(".toml"))
