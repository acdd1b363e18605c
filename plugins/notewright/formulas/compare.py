"""A formula's values beside its function's, draw for draw."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from notewright.formulas.arithmetic import FLOATS
from notewright.formulas.call import Answer, Mode, RefusedError, arguments_at, call
from notewright.formulas.error import FormulaError
from notewright.formulas.reading import Reading, exact_values
from notewright.formulas.sample import Draw, Style, draw
from notewright.formulas.values import AmbiguousCasesError, OutOfRangeError, close
from notewright.formulas.verdict import Counterexample

TOLERANCE = 1e-9
_EXTREME_TOLERANCE = 1e-6
_FAR_TOLERANCE = 1e-9
_REDRAWS = 800
# The second holds the difference of 1 and 1/(1 + e^-800).
_DIGITS, _MANY_DIGITS = 60, 500


@dataclass(frozen=True, slots=True)
class Checked:
    """A draw at which both sides agree, kept for the mutants. `stable` is False where only exact numbers agree."""

    draw: Draw
    answer: Answer
    values: tuple[float | None, ...]
    arrays: dict[str, Any]
    stable: bool


class DifferenceError(Exception):
    """The formula and the function differ."""

    def __init__(self, counterexample: Counterexample) -> None:
        super().__init__(str(counterexample))
        self.counterexample = counterexample


class Comparer:
    """Draws points that the function accepts and compares both sides there."""

    def __init__(self, reading: Reading, mode: Mode, generator: Any) -> None:
        self.reading = reading
        self.mode = mode
        self.generator = generator
        self.trace: set[tuple[int, object]] = set()
        self.refusal = ""
        self.more: list[Checked] | None = None
        self.redraws = 0
        self.asked = self.raised = 0
        """How many draws, the extreme ones left out, the function was asked at, and refused."""

    def checked(self, count: int, styles: tuple[Style, ...]) -> Iterator[Checked]:
        """Points of agreement; `DifferenceError` at the first other. Fewer when the function refuses most."""
        given = 0
        while given < count and self.redraws < _REDRAWS:
            style = styles[given % len(styles)]
            point = draw(self.reading.claim.domains, self.generator, style)
            self.asked += not point.is_extreme
            try:
                answer = self.ask(point)
            except RefusedError as error:
                self.raised += not point.is_extreme
                self.redraws += 1
                self.refusal = str(error)
                given += style != "ordinary"
                continue
            found = self.compare(point, answer)
            if found is None:
                self.redraws += 1
                given += style != "ordinary"
                continue
            given += 1
            yield found

    def ask(self, point: Draw) -> Answer:
        """The function's answer at a point."""
        claim = self.reading.claim
        arguments = arguments_at(self.reading, point, unreduced=self.mode.unreduced)
        answer = call(claim.reference.function, arguments, claim.reference.name)
        if answer.shape != self.mode.shape(point):
            expected = self.mode.shape(point)
            raise FormulaError(
                f"{claim.reference.name} gives an array of shape {answer.shape} where its arguments ask for {expected}:"
                " it must give one element for each place"
            )
        return answer

    def compare(self, point: Draw, answer: Answer) -> Checked | None:
        """The point if both sides agree on all elements that have a value; None when none has."""
        arrays = self.reading.arrays(point, FLOATS)
        try:
            values = self.reading.values(point, answer.shape, FLOATS, trace=self.trace, arrays=arrays)
        except (OutOfRangeError, AmbiguousCasesError) as error:
            raise DifferenceError(self._example(point, answer, 0, str(error))) from None
        tolerance = _EXTREME_TOLERANCE if point.is_extreme else TOLERANCE
        doubtful = [
            place
            for place, (mine, theirs) in enumerate(zip(values, answer.values, strict=True))
            if mine is None or not close(mine, theirs, tolerance) or not math.isfinite(theirs)
        ]
        exact: list[float | None] | None = None
        compared, stable, digits = len(values) - len(doubtful), True, _DIGITS
        for place in doubtful:
            mine, theirs = values[place], answer.values[place]
            if point.style == "far" and _says_nothing(point, mine, theirs):
                continue
            if not math.isfinite(theirs) and (math.isnan(theirs) or point.is_extreme or values[place] == theirs):
                compared += values[place] == theirs
                continue
            exact = exact_values(self.reading, point, answer.shape, digits) if exact is None else exact
            agrees = _settled(point, values[place], theirs, exact[place], tolerance)
            if agrees is not True and point.is_extreme and digits == _DIGITS:
                digits = _MANY_DIGITS
                exact = exact_values(self.reading, point, answer.shape, digits)
                agrees = _settled(point, values[place], theirs, exact[place], tolerance)
            if agrees is False:
                raise DifferenceError(self._example(point, answer, place, values[place]))
            compared += agrees is True
            stable = stable and not (agrees and point.style == "extreme")
        return Checked(point, answer, tuple(values), arrays, stable) if compared else None

    def _example(self, point: Draw, answer: Answer, place: int, mine: float | str | None) -> Counterexample:
        symbols = self.reading.claim.symbols
        inputs = tuple(
            (symbols[name], value.tolist() if hasattr(value, "tolist") else value)
            for name, value in point.values.items()
        )
        shown = "no value" if mine is None else mine if isinstance(mine, str) or math.isfinite(mine) else repr(mine)
        theirs = answer.values[place]
        return Counterexample(
            inputs, shown, theirs if math.isfinite(theirs) else repr(theirs), _index(place, answer.shape)
        )


def _says_nothing(point: Draw, mine: float | None, theirs: float) -> bool:
    """Far out only a clear difference of two finite numbers counts: sums of large terms lose their last digits."""
    if mine is None or not (math.isfinite(mine) and math.isfinite(theirs)):
        return True
    return abs(mine - theirs) <= _FAR_TOLERANCE * max(_largest(value) for value in point.values.values())


def _largest(value: Any) -> float:
    return float(abs(value).max()) if hasattr(value, "max") else abs(float(value))


def _settled(point: Draw, mine: float | None, theirs: float, exact: float | None, tolerance: float) -> bool | None:
    """Many digits decide what floats cannot; None where the point is too delicate to judge the function by."""
    if exact is not None and close(exact, theirs, tolerance):
        return True
    if point.style == "ordinary":
        return False
    if exact is None or (point.is_extreme and not math.isfinite(exact)):
        return None
    if point.is_extreme and (mine is None or not close(mine, exact, tolerance)):
        return None
    return False


def _index(place: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    index: list[int] = []
    for length in reversed(shape):
        place, rest = divmod(place, length)
        index.insert(0, rest + 1)
    return tuple(index)
