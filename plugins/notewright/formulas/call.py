"""Calls of the reference function at drawn points."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from notewright.formulas.error import FormulaError
from notewright.formulas.reading import Reading, axes_along
from notewright.formulas.sample import Batch
from notewright.formulas.watch import WATCH


class RefusedError(Exception):
    """The function raised at a point of its declared domains, or gave no numbers."""


@contextmanager
def undisturbed() -> Iterator[None]:
    """No warning is shown: what has no value is looked at by the verifier."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def call(function: Any, arguments: dict[str, Any], name: str, positional: tuple[str, ...] = ()) -> Any:
    """The function's result as floats. It may warn: whoever asks keeps silence (`undisturbed`)."""
    by_name = dict(arguments)
    try:
        in_order = [by_name.pop(parameter) for parameter in positional]
        with WATCH.calling():
            result = np.asarray(function(*in_order, **by_name))
    except (KeyboardInterrupt, MemoryError):
        raise
    except BaseException as error:
        raise RefusedError(f"{name} raised {type(error).__name__}: {error}") from None
    if result.dtype.kind not in "biuf":
        raise RefusedError(f"{name} gives no real numbers but {result.dtype}: it must return floats")
    return result.astype(float)


def arguments_at(reading: Reading, batch: Batch, place: int, *, unreduced: bool) -> dict[str, Any]:
    """The keyword arguments of the call at a draw."""
    arguments = {**batch.at(place, reading.claim.domains), **reading.claim.literals}
    if unreduced:
        arguments["reduction"] = "none"
    return arguments


@dataclass(frozen=True, slots=True)
class Mode:
    """How the function must be called for a reading, and the axes that its result then has."""

    unreduced: bool
    axes: tuple[str, ...]

    def shape(self, batch: Batch) -> tuple[int, ...]:
        """The shape of the result at each draw."""
        return tuple(batch.lengths[axis] if axis in batch.lengths else int(axis) for axis in self.axes)


def mode_of(reading: Reading, draw: Batch) -> Mode:
    """Find, by the first draw, the call that gives what a formula speaks of; `FormulaError` when none does."""
    unreduced = _must_unreduce(reading, draw)
    shape = _answer(reading, draw, unreduced=unreduced).shape
    names = {length: axis for axis, length in draw.lengths.items()}
    return Mode(unreduced, tuple(names.get(length, str(length)) for length in shape))


def _must_unreduce(reading: Reading, draw: Batch) -> bool:
    """Whether the elements a formula speaks of come with `reduction="none"` only."""
    claim = reading.claim
    free = claim.reference.reduces and "reduction" not in claim.literals
    left = claim.statement.left
    if reading.dropped is None and not reading.per:
        answer = _answer(reading, draw, unreduced=False)
        if answer.shape:
            raise FormulaError(
                f"{claim.reference.name} gives an array: say `per i` in the comment for a formula of its element i"
            )
        return False
    if free and (reading.dropped is not None or (left is not None and left.element in claim.per)):
        unreduced = True
    else:
        unreduced = free and not _answer(reading, draw, unreduced=False).shape
    _check_shape(reading, _answer(reading, draw, unreduced=unreduced).shape, draw)
    return unreduced


def _answer(reading: Reading, draw: Batch, *, unreduced: bool) -> Any:
    reference = reading.claim.reference
    return call(
        reference.function, arguments_at(reading, draw, 0, unreduced=unreduced), reference.name, reference.positional
    )


def _check_shape(reading: Reading, shape: tuple[int, ...], draw: Batch) -> None:
    name = reading.claim.reference.name
    if not shape:
        what = "`per` asks for an element" if reading.per or reading.claim.per else "the formula is about one sample"
        raise FormulaError(f"{what}, but {name} gives one number: sum or average over the samples with an index")
    indices = len(reading.per) + (reading.dropped is not None)
    if reading.dropped is not None and shape[0] != draw.lengths[reading.dropped]:
        raise FormulaError(f"the formula is about one sample, but {name} does not give one value for each")
    if len(shape) != indices:
        raise FormulaError(f"{name} gives an array with {len(shape)} axes, the formula speaks of {indices}")
    for index, length in zip(reading.per, shape[len(shape) - len(reading.per) :], strict=True):
        _check_length(reading, index, length, draw)


def _check_length(reading: Reading, index: str, length: int, draw: Batch) -> None:
    """An index runs over all its axis, and so must the result: of a part, nothing could be said of the rest."""
    axes = axes_along(reading.claim, reading.expression, index, reading.dropped) or set(draw.lengths)
    lengths = sorted({draw.lengths[axis] for axis in axes})
    if length not in lengths:
        raise FormulaError(
            f"{reading.claim.reference.name} gives an array of length {length}, but the index {index} runs along"
            f" {' or '.join(map(str, lengths))} places: it must give one element for each"
        )
