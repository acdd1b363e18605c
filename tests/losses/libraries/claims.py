"""Every claim of a name elsewhere, and the fixed arguments with which it is asked about."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
from libraries.expression import names_in
from libraries.inputs import CASES, NARROWER, NOT_ASKED
from loss_draws import draw

import lossref
from lossref.facts import Equivalent


class Claim:
    """That a library's call is `factor` times ours."""

    def __init__(self, name: str, library: str) -> None:
        self.name, self.library = name, library

    @cached_property
    def equivalent(self) -> Equivalent:
        """The call, and how its value differs."""
        return lossref.get(self.name).elsewhere[self.library]

    @property
    def first(self) -> str:
        """The argument that the gradient is taken of."""
        return next(iter(lossref.get(self.name).arguments))

    def cases(self) -> Iterator[dict[str, Any]]:
        """Fixed arguments: of our loss, those without defaults, and those that the call names.

        They are drawn, with few digits; what must not be left to chance, `inputs` says.
        """
        loss, named = lossref.get(self.name), names_in(self.equivalent.call)
        parameters = loss.__signature__.parameters
        drawn = draw(self.name, np.random.default_rng(zlib.crc32(self.name.encode())), n=6)
        drawn = {name: _short(value, loss.arguments[name].domain) for name, value in drawn.items()}
        for case in CASES.get(self.name, [{}]):
            given = {**drawn, **case, **NARROWER.get((self.name, self.library), {})}
            yield {
                name: given.get(name, p.default)
                for name, p in parameters.items()
                if p.default is p.empty or name in named
            }

    def axes(self, arguments: dict[str, Any]) -> dict[str, int]:
        """The lengths of the axes by the names that the annotations give them."""
        known = lossref.get(self.name).arguments
        shapes = [(known[name].axes, np.shape(value)) for name, value in arguments.items() if name in known]
        return {axis: length for axes, shape in shapes for axis, length in zip(axes, shape, strict=False)}


def claims() -> list[Claim]:
    """All of them, but for those that cannot be asked about."""
    named = ((name, library) for name in lossref.names() for library in lossref.get(name).elsewhere)
    return [Claim(*key) for key in named if key not in NOT_ASKED]


def _short(value: Any, domain: str) -> Any:
    """A number, or an array of numbers, that is short to write."""
    if domain != "simplex":
        return np.round(value, 3) if isinstance(value, np.ndarray) else round(value, 3)
    value = np.round(value, 2)
    value[..., -1] = np.round(1.0 - value[..., :-1].sum(axis=-1), 2)
    return value
