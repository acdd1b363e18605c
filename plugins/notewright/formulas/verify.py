"""Does a formula say what its function computes? Numbers decide, many of them, and weak ones are not trusted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from notewright.cache import digest
from notewright.formulas.binding import OptOut
from notewright.formulas.call import Mode, RefusedError, mode_of
from notewright.formulas.claim import Claim, claim_of
from notewright.formulas.compare import Checked, Comparer, DifferenceError
from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Expression
from notewright.formulas.reading import Reading, readings
from notewright.formulas.reference import ReferenceError
from notewright.formulas.sample import draw
from notewright.formulas.slope import slope_disagrees
from notewright.formulas.strength import strengthen
from notewright.formulas.verdict import Formula, Verdict

DRAWS = 24
_EXTREMES = 6
_ATTEMPTS = 60


def verify(formula: Formula, references: tuple[str, ...]) -> Verdict:
    """The verdict on a formula. Only modules named in `references` are imported; nothing is raised.

    A function that raises at some draws of its declared domains is asked at others; one that raises at nearly all,
    or a formula of which a branch was never reached, makes the verdict `inconclusive`.
    """
    if isinstance(formula.binding, OptOut):
        return Verdict("opted-out", message=formula.binding.reason)
    seed = digest(formula.path, formula.text)[:16]
    try:
        claim = claim_of(formula, formula.binding, references)
        verdicts = [_side(claim, right, seed) for right in claim.statement.right]
    except ReferenceError as error:
        return Verdict("unsupported", formula.binding.function, message=str(error), seed=seed)
    except FormulaError as error:
        return Verdict("unsupported", formula.binding.function, message=error.message, offset=error.offset, seed=seed)
    except RecursionError:
        return Verdict("unsupported", formula.binding.function, message="the formula is nested too deeply", seed=seed)
    return _together(verdicts)


def _together(verdicts: list[Verdict]) -> Verdict:
    """Of several right sides each must hold."""
    worst = next((verdict for verdict in verdicts if verdict.state != "verified"), None)
    if worst is not None:
        return worst
    return replace(verdicts[0], stable=all(verdict.stable for verdict in verdicts))


def _side(claim: Claim, expression: Expression, seed: str) -> Verdict:
    """The first way to read a right side that makes sense decides."""
    first: FormulaError | None = None
    refused = ""
    for reading in readings(claim, expression):
        if isinstance(reading, FormulaError):
            first = first or reading
            continue
        try:
            return _judge(reading, seed)
        except FormulaError as error:
            first = first or error
        except RefusedError as error:
            refused = str(error)
    if refused:
        return Verdict("inconclusive", claim.reference.name, message=refused, seed=seed)
    assert first is not None, "a reading that does not return has raised"
    raise first


def _judge(reading: Reading, seed: str) -> Verdict:
    import numpy as np

    generator = np.random.default_rng(int(seed, 16))
    name = reading.claim.reference.name
    comparer = Comparer(reading, _call_mode(reading, generator), generator)
    checked: list[Checked] = []
    try:
        checked += comparer.checked(DRAWS, ("ordinary", "ordinary", "grid"))
        ordinary = len(checked)
        if ordinary < DRAWS // 2:
            return Verdict("inconclusive", name, ordinary, _why_few(comparer), seed=seed)
        checked += comparer.checked(_EXTREMES, ("extreme",))
        stable = all(point.stable for point in checked)
        more, doubt = strengthen(comparer, checked[:ordinary])
    except DifferenceError as error:
        return _refuted(reading, error, len(checked) + 1, seed)
    doubt = doubt or slope_disagrees(comparer, checked)
    if doubt:
        return Verdict("inconclusive", name, ordinary + more, doubt, seed=seed)
    message = "" if stable else f"right, but it overflows or loses its digits at large inputs where {name} does not"
    return Verdict("verified", name, len(checked) + more, message, stable=stable, seed=seed)


def _call_mode(reading: Reading, generator: Any) -> Mode:
    """Find out, at a point the function accepts, how it must be called."""
    for _ in range(_ATTEMPTS):
        point = draw(reading.claim.domains, generator, "ordinary")
        try:
            mode = mode_of(reading, point)
        except RefusedError as error:
            refusal = error
        else:
            return mode
    raise refusal


def _why_few(comparer: Comparer) -> str:
    if comparer.refusal:
        return f"{comparer.refusal}; it refuses most draws from the domains it declares"
    return "the function has no finite value at most draws from the domains it declares"


def _refuted(reading: Reading, error: DifferenceError, draws: int, seed: str) -> Verdict:
    example = error.counterexample
    message = str(example)
    return Verdict("refuted", reading.claim.reference.name, draws, message, counterexample=example, seed=seed)
