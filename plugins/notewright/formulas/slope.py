"""Does the derivative of a formula agree with the function's own gradient?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from notewright.formulas.arithmetic import WITHOUT_LIMITS
from notewright.formulas.call import RefusedError, arguments_at, call
from notewright.formulas.compare import Checked, Comparer
from notewright.formulas.duals import DUALS, Dual
from notewright.formulas.reading import Reading, exact_values
from notewright.formulas.sample import Batch, Style
from notewright.formulas.values import Array

_PARTS: dict[Style, int] = {"ordinary": 3, "knots": 2, "wide": 2, "far": 2}
"""At how many batches of a style the slope is compared, at one draw of each."""
_NEAR_A_KINK = 1e-6
_TOLERANCE = 1e-7
_CLEAR = 1e-3
_DIGITS = 60
_SMOOTH = frozenset(["real", "positive", "nonnegative", "nonpositive", "nonzero", "unit", "probability"])


def slope_disagrees(comparer: Comparer, checked: Sequence[Checked]) -> str:
    """In words, where `.gradient` is not the derivative of the formula by its first argument; else empty."""
    reading = comparer.reading
    claim = reading.claim
    gradient = getattr(claim.reference.function, "gradient", None)
    first = claim.reference.parameters[0]
    wanted = callable(gradient) and first in claim.symbols and claim.domains[first].name in _SMOOTH
    if not wanted or (reading.per and not comparer.mode.unreduced):
        return ""
    asked: Counter[Style] = Counter()
    for part in checked:
        style = part.batch.styles[0]
        asked[style] += 1
        if asked[style] > _PARTS.get(style, 0) or not part.stable:
            continue
        message = _at(reading, gradient, first, part.batch.chosen([0]), part.shape, comparer.mode.unreduced)
        if message:
            return message
    return ""


def _at(reading: Reading, gradient: Any, first: str, one: Batch, shape: tuple[int, ...], unreduced: bool) -> str:
    name = f"{reading.claim.reference.name}.gradient"
    try:
        theirs = call(gradient, arguments_at(reading, one, 0, unreduced=unreduced), name).ravel()
    except RefusedError:
        return ""
    size = one.values[first].size
    if theirs.size != size:
        return f"the values agree, but {name} gives {theirs.size} numbers for {size} elements"
    slopes = _slopes(reading, one, reading.claim.symbols[first], shape, size)
    tolerance = _TOLERANCE if one.styles[0] == "ordinary" else _CLEAR
    wrong = np.abs(slopes - theirs) > tolerance * np.maximum(1.0, np.maximum(np.abs(slopes), np.abs(theirs)))
    for place in np.flatnonzero(wrong & np.isfinite(slopes) & np.isfinite(theirs)).tolist():
        # Far out the slope in floats may be rounding only: 1 - p where p is almost 1.
        if one.styles[0] != "ordinary" and abs(_exact(reading, one, first, shape, place) - theirs[place]) < tolerance:
            continue
        return (
            f"the values agree, but {name} is not the derivative of this formula by {reading.claim.symbols[first]}:"
            f" element {place + 1} is {theirs[place]:.6g}, the formula's slope {slopes[place]:.6g}"
        )
    return ""


def _exact(reading: Reading, one: Batch, first: str, shape: tuple[int, ...], place: int) -> float:
    """The slope by one element from two values that are computed with many digits."""
    value = one.values[first]
    step = 2.0**-20 * max(1.0, abs(float(value.flat[place])))
    sums = []
    for move in (step, -step):
        moved = value.copy()
        moved.flat[place] += move
        sums.append(sum(exact_values(reading, replace(one, values={**one.values, first: moved}), shape, _DIGITS)))
    return (sums[0] - sums[1]) / (2 * step)


def _slopes(reading: Reading, one: Batch, symbol: str, shape: tuple[int, ...], size: int) -> Any:
    """The derivatives of the sum of the formula's values by each element at a draw; NaN at a kink."""
    batch = one.chosen([0] * size)
    arrays = reading.arrays(batch, DUALS)
    bound = arrays[symbol]
    value = bound.data.value if isinstance(bound, Array) else bound.value
    seeded = Dual(value, np.eye(size).reshape(value.shape))
    arrays[symbol] = Array(seeded, bound.axes) if isinstance(bound, Array) else seeded
    if not np.isfinite(reading.values(one, shape, WITHOUT_LIMITS)[0]).all():
        return np.full(size, np.nan)
    values, tie = reading.values(batch, shape, DUALS, arrays=arrays)
    slopes = np.where(np.isfinite(values.value), values.slope, np.nan).sum(axis=1)
    return np.where(tie < _NEAR_A_KINK, np.nan, slopes)
