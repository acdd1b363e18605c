"""The claims hold for all parameters of a loss but those that `claims_vary_with` names, whose defaults they are about.

At special values (0, 1, the other settings) no claim turns false, and none that says no turns true, unless the
parameter is named; and what is named does change a claim.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
import test_claims as claims
import test_scoring as scoring
from loss_draws import draw
from loss_kinds import NAMES, OF_CLASSES, OF_DISTRIBUTIONS, required, rows_of

import lossref

VALUES: Mapping[str, tuple[float, ...]] = {
    "real": (-3.0, 0.0, 3.0),
    "positive": (3.0,),
    "nonnegative": (0.0, 4.0),
    "nonpositive": (-3.0, 0.0),
    "probability": (0.0, 1.0),
    "unit": (0.2,),
}


def _settings(name: str) -> list[tuple[str, Any]]:
    """Each parameter with each of its special values."""
    loss, needed, found = lossref.get(name), {argument.name for argument in required(name)}, []
    for parameter in loss.__signature__.parameters.values():
        argument = loss.arguments.get(parameter.name)
        if parameter.name in needed or parameter.name in {"weights", "reduction"}:
            continue
        if argument is not None:
            values = VALUES.get(argument.domain, ()) if argument.is_scalar else ()
            found += [(parameter.name, value) for value in values]
            if argument.axes == ("C",):
                found.append((parameter.name, [0.5, 3.0, 1.0]))
        elif isinstance(parameter.default, str):
            found += [(parameter.name, value) for value in typing.get_args(typing.get_args(parameter.annotation)[0])]
        elif typing.get_origin(parameter.annotation) is typing.Literal:
            found += [(parameter.name, value) for value in typing.get_args(parameter.annotation)]
    return [(key, value) for key, value in found if value != loss.__signature__.parameters[key].default]


def _drawn(name: str, options: dict[str, Any], rng: np.random.Generator, count: int) -> dict[str, Any]:
    """Arguments with these options, all others as they are by default."""
    arguments, parameters = draw(name, rng, n=count, C=scoring.CLASSES), lossref.get(name).__signature__.parameters
    usual = {key: p.default for key, p in parameters.items() if key in arguments and p.default is not p.empty}
    return arguments | {key: value for key, value in usual.items() if value is not None} | options


def _is_accepted(name: str, options: dict[str, Any]) -> bool:
    try:
        lossref.get(name)(**_drawn(name, options, np.random.default_rng(0), 4))
    except ValueError:
        return False
    return True


SETTINGS = [(name, key, value) for name in NAMES for key, value in _settings(name) if _is_accepted(name, {key: value})]


def _is_convex(name: str, options: dict[str, Any]) -> bool:
    rng, gaps = np.random.default_rng(0), []
    for _ in range(400):
        first, rest = claims._split(name, _drawn(name, options, rng, 4))
        x, y, share = _drawn(name, options, rng, 4)[first], _drawn(name, options, rng, 4)[first], rng.uniform()
        if rng.random() < 0.5:
            x, y = claims._extreme(name, x, 3.0, rng), claims._extreme(name, y, 3.0, rng)
        chord = share * claims._total(name, x, rest) + (1 - share) * claims._total(name, y, rest)
        gaps.append((chord - claims._total(name, share * x + (1 - share) * y, rest)) / (1 + abs(chord)))
    return bool(min(gaps) >= -1e-12)


def _steepest(name: str, options: dict[str, Any], far: float) -> tuple[float, float]:
    """The largest slope, and its largest share of the claimed constant."""
    loss, slopes, shares = lossref.get(name), [], []
    for seed in range(120):
        rng = np.random.default_rng(seed)
        arguments = _drawn(name, options, rng, 1)
        first, rest = claims._split(name, arguments)
        slope = loss.gradient(claims._extreme(name, arguments[first], far, rng), **rest, **claims._sum(name))
        slopes.append(float(np.linalg.norm(slope)))
        shares.append(slopes[-1] / (claims._bound(name, arguments) or np.inf) if slopes[-1] else 0.0)
    return max(slopes), max(shares)


def _turned(name: str, options: dict[str, Any]) -> set[str]:
    """The claims that are not those of the loss with these options."""
    loss, found = lossref.get(name), {}
    (near, _), (far, share) = _steepest(name, options, 30.0), _steepest(name, options, 3000.0)
    if far == 0.0:
        return set()  # it is switched off
    found["convex"] = _is_convex(name, options) == loss.convex
    order = claims._order(name, _drawn(name, options, np.random.default_rng(0), rows_of(name)), *claims._ends(name))
    found["smoothness"] = order >= claims.SMOOTHNESS.index(loss.smoothness)
    found["bounded"] = (far > 2 * near) != loss.bounded_gradient
    found["lipschitz"] = share <= 1 + 1e-12
    if name in OF_DISTRIBUTIONS:
        found["strictly proper"] = scoring.is_proper(name, **options) == loss.strictly_proper
    if name in OF_CLASSES:
        found["calibrated"] = scoring.is_calibrated(name, **options) == loss.calibrated
        found["noise tolerant"] = scoring.is_noise_tolerant(name, **options) == loss.noise_tolerant
    return {claim for claim, holds in found.items() if not holds}


@pytest.mark.parametrize(("name", "key", "value"), SETTINGS)
def test_the_claims_hold_for_all_parameters_but_those_named(name: str, key: str, value: Any) -> None:
    if key not in lossref.get(name).claims_vary_with:
        assert _turned(name, {key: value}) == set()


@pytest.mark.parametrize(("name", "key"), [(name, key) for name in NAMES for key in lossref.get(name).claims_vary_with])
def test_a_named_parameter_changes_a_claim(name: str, key: str) -> None:
    assert any(_turned(name, {key: value}) for of, with_, value in SETTINGS if (of, with_) == (name, key))
