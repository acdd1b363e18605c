"""A formula's values beside its function's, draw for draw."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from notewright.formulas.arithmetic import FLOATS, WITHOUT_LIMITS
from notewright.formulas.call import Mode, RefusedError, arguments_at, call
from notewright.formulas.error import FormulaError
from notewright.formulas.evaluate import Memo
from notewright.formulas.reading import Reading, exact_values
from notewright.formulas.sample import Batch, Style, beside, draw, lengths_for
from notewright.formulas.values import AmbiguousCasesError, OutOfRangeError, close
from notewright.formulas.verdict import Counterexample

TOLERANCE = 1e-9
LEAST = 1e-13
_EXTREME_TOLERANCE = 1e-6
_FAR_TOLERANCE = 1e-9
_ROUGH = ("far", "wide", "knots", "near")
_JUMP = 1e-3
"""What is left of a difference on the other side of a jump."""
_ROUNDING = 64 * 2.0**-52
_REDRAWS = 1200
_SHAPES, _FEW = 4, 12
"""How many different lengths the axes take among the draws asked for at once; two where they are few."""
# At extreme points more are tried: the last holds the difference of 1 and 1/(1 + e^-800).
_DIGITS = (60, 160, 420)


@dataclass(frozen=True, slots=True)
class Checked:
    """Draws at which both sides agree, kept for the mutants. `stable` is False where only exact numbers agree."""

    batch: Batch
    shape: tuple[int, ...]
    values: Any
    arrays: dict[str, Any]
    memo: Memo
    stable: bool = True


class DifferenceError(Exception):
    """The formula and the function differ at a draw."""

    def __init__(self, batch: Batch, counterexample: Counterexample) -> None:
        super().__init__(str(counterexample))
        self.batch = batch
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
        self.error = 0.0
        """The largest relative error of numbers that agreed at once, the extreme ones left out."""

    def checked(self, count: int, styles: Sequence[Style]) -> list[Checked]:
        """Draws of agreement; `DifferenceError` at the first other. Fewer when the function refuses most."""
        found: list[Checked] = []
        given = 0
        while given < count and self.redraws < _REDRAWS:
            several = min(count - given, max(1, -(-count // (_SHAPES if count > _FEW else 2))))
            wanted = [styles[(given + place) % len(styles)] for place in range(several)]
            agreed = [part for batch in self._batches(wanted) for part in self.agreed(batch)]
            found += agreed
            kept = sum(part.batch.count for part in agreed)
            lost = several - kept
            self.redraws += lost
            # What only touches a part of the domain is not asked for again where the function refuses it.
            given += kept + (lost if "ordinary" not in wanted else 0)
        return found

    def _batches(self, wanted: Sequence[Style]) -> Iterator[Batch]:
        domains = self.reading.claim.domains
        for style in dict.fromkeys(wanted):
            lengths = lengths_for(domains, self.generator, style)
            yield draw(domains, self.generator, [style] * wanted.count(style), lengths)

    def agreed_at_odd(self, batch: Batch) -> list[Checked]:
        """The draws of a batch at which both sides have a value, where not every function and formula has one."""
        asked, raised, refusal = self.asked, self.raised, self.refusal
        try:
            return self.agreed(batch)
        except FormulaError:
            return []
        finally:
            self.asked, self.raised, self.refusal = asked, raised, refusal

    def agreed(self, batch: Batch) -> list[Checked]:
        """The draws of a batch at which the function answers and both sides agree."""
        answers, places, refused = [], [], []
        for place in range(batch.count):
            try:
                answers.append(self.ask(batch, place))
                places.append(place)
            except RefusedError as error:
                refused.append(place)
                self.refusal = str(error)
        self._count(batch, places, refused)
        if not places:
            return []
        chosen = batch if len(places) == batch.count else batch.chosen(places)
        return self.compare(chosen, np.stack(answers))

    def _count(self, batch: Batch, places: list[int], refused: list[int]) -> None:
        """Count refusals, but not where the formula has no value either, and not at extreme draws."""
        self.asked += sum(not batch.is_extreme(place) for place in places)
        usual = [place for place in refused if not batch.is_extreme(place)]
        if not usual:
            return
        part = batch.chosen(usual)
        try:
            values, _ = self.reading.values(part, self.mode.shape(part))
        except (OutOfRangeError, AmbiguousCasesError):
            return
        sound = int(np.isfinite(values).all(axis=1).sum())
        self.asked += sound
        self.raised += sound

    def ask(self, batch: Batch, place: int) -> Any:
        """The function's answer at a draw."""
        claim = self.reading.claim
        arguments = arguments_at(self.reading, batch, place, unreduced=self.mode.unreduced)
        answer = call(claim.reference.function, arguments, claim.reference.name, claim.reference.positional)
        if answer.shape != self.mode.shape(batch):
            expected = self.mode.shape(batch)
            raise FormulaError(
                f"{claim.reference.name} gives an array of shape {answer.shape} where its arguments ask for {expected}:"
                " it must give one element for each place"
            )
        return answer

    def compare(self, batch: Batch, answers: Any) -> list[Checked]:
        """The draws where some element has a value, all of which must agree."""
        shape = self.mode.shape(batch)
        theirs = answers.reshape(batch.count, -1)
        memo, arrays = Memo(), self.reading.arrays(batch, FLOATS)
        try:
            mine, _ = self.reading.values(
                batch, shape, FLOATS, trace=self.trace, arrays=arrays, memo=memo, remembers=True
            )
        except (OutOfRangeError, AmbiguousCasesError) as error:
            self._find_error(batch, theirs, shape)
            raise FormulaError(str(error)) from None
        tolerance = np.array([[self._tolerance(batch, place)] for place in range(batch.count)])
        least = np.array([[_ROUNDING if style == "near" else LEAST] for style in batch.styles])
        doubtful = ~near(mine, theirs, tolerance, least) | ~np.isfinite(theirs)
        compared = (~doubtful).sum(axis=1)
        if (sound := ~doubtful & (tolerance == TOLERANCE)).any():
            self.error = max(self.error, float(relative_error(mine[sound], theirs[sound]).max()))
        stable = True
        for place in np.flatnonzero(doubtful.any(axis=1)).tolist():
            one = batch.chosen([place])
            more, is_stable = self._settle(one, shape, mine[place], theirs[place], np.flatnonzero(doubtful[place]))
            compared[place] += more
            stable = stable and is_stable
        if (compared > 0).all():
            return [Checked(batch, shape, mine, arrays, memo, stable)]
        kept = np.flatnonzero(compared > 0).tolist()
        if not kept:
            return []
        rest = batch.chosen(kept)
        arrays = self.reading.arrays(rest, FLOATS)
        return [Checked(rest, shape, mine[kept], arrays, Memo(), stable)]

    def _tolerance(self, batch: Batch, place: int) -> float:
        return _EXTREME_TOLERANCE if batch.is_extreme(place) else TOLERANCE

    def _find_error(self, batch: Batch, theirs: Any, shape: tuple[int, ...]) -> None:
        """Raise the difference at the first draw where an index or a row of cases fails."""
        for place in range(batch.count):
            one = batch.chosen([place])
            try:
                self.reading.values(one, shape, FLOATS)
            except (OutOfRangeError, AmbiguousCasesError) as error:
                raise self._difference(one, shape, 0, str(error), theirs[place, 0]) from None

    def _settle(self, one: Batch, shape: tuple[int, ...], mine: Any, theirs: Any, places: Any) -> tuple[int, bool]:
        """Look closer at elements of a draw that do not agree at once: how many do, and whether floats suffice."""
        exact: dict[int, list[float]] = {}
        compared, stable = 0, True
        extreme, tolerance = one.is_extreme(0), self._tolerance(one, 0)
        for place in places.tolist():
            left, right = float(mine[place]), float(theirs[place])
            if one.styles[0] in _ROUGH and _says_nothing(one, left, right):
                continue
            if not math.isfinite(right) and (math.isnan(right) or extreme or left == right):
                compared += left == right
                continue
            if math.isnan(left) and one.styles[0] != "ordinary" and not extreme:
                continue  # 0/0 at a place where round numbers meet
            agrees: bool | None = False
            for digits in _DIGITS if extreme else _DIGITS[:1]:
                if digits not in exact:
                    exact[digits] = exact_values(self.reading, one, shape, digits)
                agrees = _settled(one, left, right, exact[digits][place], tolerance)
                if agrees is True:
                    break
            if agrees is False and one.styles[0] != "ordinary" and self._is_delicate(one, shape, place, left, right):
                continue
            if agrees is False:
                raise self._difference(one, shape, place, left, right)
            compared += agrees is True
            stable = stable and not (agrees and one.styles[0] == "extreme")
        return compared, stable

    def _is_delicate(self, one: Batch, shape: tuple[int, ...], place: int, mine: float, theirs: float) -> bool:
        """Whether the formula jumps right here to what the function says, by rounding or for want of a value.

        `sign(0)` where the function's own sum is not quite 0; `(a^x - 1) / x` at 0.
        """
        alone, _ = self.reading.values(one, shape, WITHOUT_LIMITS)
        if one.is_exact and math.isfinite(alone[0, place]):
            return False
        values, _ = self.reading.values(beside(one, self.reading.claim.domains), shape)
        if not math.isfinite(alone[0, place]):
            return bool(np.isclose(values[:, place], theirs, rtol=1e-4, atol=1e-6).all())
        return bool((np.abs(values[:, place] - theirs) <= _JUMP * abs(mine - theirs)).any())

    def _difference(
        self, one: Batch, shape: tuple[int, ...], place: int, mine: float | str, theirs: float
    ) -> DifferenceError:
        claim = self.reading.claim
        inputs = tuple(
            (claim.spellings.get(name, claim.symbols[name]), value.tolist() if hasattr(value, "tolist") else value)
            for name, value in one.at(0, self.reading.claim.domains).items()
        )
        shown = mine if isinstance(mine, str) or math.isfinite(mine) else "no value" if math.isnan(mine) else repr(mine)
        example = Counterexample(
            inputs, shown, float(theirs) if math.isfinite(theirs) else repr(float(theirs)), _index(place, shape)
        )
        return DifferenceError(one, example)


def near(left: Any, right: Any, tolerance: Any, least: Any = LEAST) -> Any:
    """Where floats are equal, relatively; two infinities of one sign are equal."""
    size = np.maximum(np.abs(left), np.abs(right))
    with np.errstate(invalid="ignore"):
        return (left == right) | ((np.abs(left - right) <= np.maximum(tolerance * size, least)) & (size < np.inf))


def relative_error(left: Any, right: Any) -> Any:
    """How far floats are apart, measured by the larger one, or by where `near` begins to look at differences."""
    size = np.maximum(np.maximum(np.abs(left), np.abs(right)), LEAST / TOLERANCE)
    return np.abs(left - right) / size


def _says_nothing(one: Batch, mine: float, theirs: float) -> bool:
    """Far out only a clear difference of two finite numbers counts: sums of large terms lose their last digits."""
    if not (math.isfinite(mine) and math.isfinite(theirs)):
        return one.styles[0] in ("far", "knots")
    size = _size(one)
    if one.styles[0] == "near":
        return abs(mine - theirs) <= _ROUNDING * max(1.0, size)
    return abs(mine - theirs) <= _FAR_TOLERANCE * size


def _size(one: Batch) -> float:
    return max(float(np.abs(value).max()) for value in one.values.values())


def _settled(one: Batch, mine: float, theirs: float, exact: float, tolerance: float) -> bool | None:
    """Many digits decide what floats cannot; None where the point is too delicate to judge the function by."""
    if close(exact, theirs, tolerance, _ROUNDING if one.styles[0] == "near" else LEAST):
        return True
    if one.styles[0] == "ordinary":
        return False
    extreme = one.is_extreme(0) or one.styles[0] in ("knots", "near")
    if math.isnan(exact) or (extreme and not math.isfinite(exact)):
        return None
    if extreme and not close(mine, exact, tolerance):
        return None
    if one.is_extreme(0) and abs(exact - theirs) <= LEAST * _size(one):
        return None  # what a large parameter makes of rounding
    return False


def _index(place: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    index: list[int] = []
    for length in reversed(shape):
        place, rest = divmod(place, length)
        index.insert(0, rest + 1)
    return tuple(index)
