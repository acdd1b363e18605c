"""Does the derivative of a formula agree with the function's own gradient?"""

from __future__ import annotations

import math
from typing import Any

from notewright.formulas.arithmetic import DUALS, Dual
from notewright.formulas.call import RefusedError, arguments_at, call
from notewright.formulas.compare import Checked, Comparer
from notewright.formulas.evaluate import Evaluator
from notewright.formulas.reading import Reading
from notewright.formulas.values import Array

_POINTS = 3
_NEAR_A_KINK = 1e-6
_TOLERANCE = 1e-7
_SMOOTH = frozenset(["real", "positive", "nonnegative", "nonpositive", "nonzero", "unit", "probability"])


def slope_disagrees(comparer: Comparer, checked: list[Checked]) -> str:
    """In words, where `.gradient` is not the derivative of the formula by its first argument; else empty."""
    reading = comparer.reading
    claim = reading.claim
    gradient = getattr(claim.reference.function, "gradient", None)
    first = claim.reference.parameters[0]
    wanted = callable(gradient) and first in claim.symbols and claim.domains[first].name in _SMOOTH
    if not wanted or reading.per:
        return ""
    for point in [point for point in checked if point.draw.style == "ordinary"][:_POINTS]:
        message = _at(reading, gradient, first, point, comparer.mode.unreduced)
        if message:
            return message
    return ""


def _at(reading: Reading, gradient: Any, first: str, point: Checked, unreduced: bool) -> str:
    name = f"{reading.claim.reference.name}.gradient"
    try:
        answer = call(gradient, arguments_at(reading, point.draw, unreduced=unreduced), name)
    except RefusedError:
        return ""
    symbol = reading.claim.symbols[first]
    size = max(1, math.prod(answer.shape))
    for place in range(size):
        slope = _slope(reading, point, symbol, place)
        theirs = answer.values[place]
        if slope is None or not math.isfinite(theirs) or abs(slope) == math.inf:
            continue
        if abs(slope - theirs) > _TOLERANCE * max(1.0, abs(slope), abs(theirs)):
            return (
                f"the values agree, but {name} is not the derivative of this formula by {symbol}:"
                f" element {place + 1} is {theirs:.6g}, the formula's slope {slope:.6g}"
            )
    return ""


def _slope(reading: Reading, point: Checked, symbol: str, place: int) -> float | None:
    """The derivative of the sum of the formula's values by one element; None at a kink."""
    arrays = reading.arrays(point.draw, DUALS)
    arrays[symbol] = _seeded(arrays[symbol], place)
    nearest: list[Evaluator] = []
    values = reading.values(point.draw, point.answer.shape, DUALS, arrays=arrays, evaluators=nearest)
    if any(value is None for value in values) or min((e.tie for e in nearest), default=math.inf) < _NEAR_A_KINK:
        return None
    slope = sum(value.slope for value in values if value is not None)
    return None if math.isnan(slope) else float(slope)


def _seeded(value: Any, place: int) -> Any:
    """The array of duals with slope one at one element, counted in a row."""
    if isinstance(value, Dual):
        return Dual(value.value, 1.0)
    counter = [place]
    return Array(_seed(value.data, counter), value.axes)


def _seed(data: Any, counter: list[int]) -> Any:
    if isinstance(data, list):
        return [_seed(part, counter) for part in data]
    counter[0] -= 1
    return Dual(data.value, 1.0 if counter[0] == -1 else 0.0)
