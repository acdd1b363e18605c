"""A formula's values beside its function's, draw for draw."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from notewright.formulas.arithmetic import FLOATS
from notewright.formulas.call import Answer, Mode, RefusedError, arguments_at, call
from notewright.formulas.evaluate import AmbiguousCasesError, OutOfRangeError, close
from notewright.formulas.reading import Reading, exact_values
from notewright.formulas.sample import Draw, Style, draw
from notewright.formulas.verdict import Counterexample

TOLERANCE = 1e-9
_EXTREME_TOLERANCE = 1e-6
_REDRAWS = 400


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

    def checked(self, count: int, styles: tuple[Style, ...]) -> Iterator[Checked]:
        """Points of agreement; `DifferenceError` at the first other. Fewer than asked when the function refuses most."""
        given = 0
        while given < count and self.redraws < _REDRAWS:
            style = styles[given % len(styles)]
            point = draw(self.reading.claim.domains, self.generator, style)
            try:
                answer = self.ask(point)
            except RefusedError as error:
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
        return call(claim.reference.function, arguments, claim.reference.name)

    def compare(self, point: Draw, answer: Answer) -> Checked | None:
        """The point if both sides agree on all elements that have a value; None when none has."""
        arrays = self.reading.arrays(point, FLOATS)
        try:
            values = self.reading.values(point, answer.shape, FLOATS, trace=self.trace, arrays=arrays)
        except (OutOfRangeError, AmbiguousCasesError) as error:
            raise DifferenceError(self._example(point, answer, 0, str(error))) from None
        tolerance = _EXTREME_TOLERANCE if point.style == "extreme" else TOLERANCE
        doubtful = [
            place
            for place, (mine, theirs) in enumerate(zip(values, answer.values, strict=True))
            if mine is None or not close(mine, theirs, tolerance) or not math.isfinite(theirs)
        ]
        stable = True
        compared = len(values) - len(doubtful)
        exact: list[float | None] | None = None
        for place in doubtful:
            mine, theirs = values[place], answer.values[place]
            if math.isnan(theirs) or (not math.isfinite(theirs) and (point.style == "extreme" or mine == theirs)):
                compared += mine == theirs
                continue
            exact = exact_values(self.reading, point, answer.shape) if exact is None else exact
            agrees = self._settled(point, mine, theirs, exact[place], tolerance)
            if agrees is None:
                continue
            if not agrees:
                raise DifferenceError(self._example(point, answer, place, mine))
            compared += 1
            stable = stable and (point.style != "extreme")
        return Checked(point, answer, tuple(values), arrays, stable) if compared else None

    def _settled(
        self, point: Draw, mine: float | None, theirs: float, exact: float | None, tolerance: float
    ) -> bool | None:
        """Many digits decide what floats cannot; None where the point is too delicate to judge the function by."""
        if exact is None:
            return None if point.style == "grid" or point.style == "extreme" else False
        if close(exact, theirs, tolerance):
            return True
        if point.style == "extreme" and (mine is None or not close(mine, exact, tolerance)):
            return None
        return False

    def _example(self, point: Draw, answer: Answer, place: int, mine: float | str | None) -> Counterexample:
        symbols = self.reading.claim.symbols
        inputs = tuple((symbols[name], value.tolist() if hasattr(value, "tolist") else value) for name, value in point.values.items())
        shown = "no value" if mine is None else mine if isinstance(mine, str) or math.isfinite(mine) else repr(mine)
        theirs = answer.values[place]
        return Counterexample(inputs, shown, theirs if math.isfinite(theirs) else repr(theirs), _index(place, answer.shape))


def _index(place: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    index: list[int] = []
    for length in reversed(shape):
        place, rest = divmod(place, length)
        index.insert(0, rest + 1)
    return tuple(index)
