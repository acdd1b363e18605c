"""Random arguments for any loss, read from its annotations: a new loss is tested without a word here.

Where the annotations do not say enough (corners of a box in their order, say), its oracle draws them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from oracle import oracles

import lossref

LENGTHS = {"n": 7, "C": 4, "d": 3, "m": 5, "K": 4, "M": 3, "N": 4, "H": 2, "W": 3}


def draw(name: str, rng: np.random.Generator, **lengths: int) -> dict[str, Any]:
    """Arguments without defaults and scalar parameters; arrays that are optional are left out."""
    own = oracles()[name].draw if name in oracles() else None
    if own:
        return own(rng, LENGTHS | lengths)
    function = getattr(lossref, name)
    required = {p.name for p in function.__signature__.parameters.values() if p.default is p.empty}
    sizes = LENGTHS | lengths
    return {
        argument.name: _numbers(argument, rng, sizes)
        for argument in function.arguments.values()
        if argument.name in required or argument.is_scalar
    }


def parameters(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """The scalar parameters among the arguments."""
    return {key: value for key, value in arguments.items() if getattr(lossref, name).arguments[key].is_scalar}


def _numbers(argument: Any, rng: np.random.Generator, sizes: dict[str, int]) -> Any:
    shape = tuple(sizes[axis] if axis in sizes else int(axis) for axis in argument.axes)
    drawn = _drawn(argument, rng, shape, sizes)
    return float(drawn) if argument.is_scalar else drawn


def _drawn(argument: Any, rng: np.random.Generator, shape: tuple[int, ...], sizes: dict[str, int]) -> Any:
    match argument.domain:
        case "real" | "nonzero":
            return rng.normal(0.0, 2.0, shape)
        case "positive" | "nonnegative":
            return rng.uniform(0.2, 3.0, shape)
        case "nonpositive":
            return -rng.uniform(0.2, 3.0, shape)
        case "unit" | "probability":
            return rng.uniform(0.05, 0.95, shape)
        case "sign":
            return rng.choice([-1.0, 1.0], shape)
        case "binary":
            return rng.choice([0.0, 1.0], shape)
        case "count":
            return rng.poisson(2.0, shape).astype(float)
        case "simplex":
            return rng.dirichlet(np.ones(shape[-1]), shape[:-1])
        case "onehot":
            return np.eye(shape[-1])[rng.integers(shape[-1], size=shape[:-1])]
        case "label":
            return rng.integers(sizes[argument.classes] if argument.classes else 3, size=shape)
    raise AssertionError(f"draw() knows no domain {argument.domain!r}")
