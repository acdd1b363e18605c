"""The verdict on one value of a formula: numbers decide, many of them, and weak ones are not trusted."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np

from notewright.formulas.agreement import in_agreement, small, twins
from notewright.formulas.borders import beside_borders
from notewright.formulas.call import Mode, RefusedError, mode_of, undisturbed
from notewright.formulas.claim import Claim
from notewright.formulas.compare import Checked, Comparer, DifferenceError
from notewright.formulas.constants import constants_of
from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Expression
from notewright.formulas.knots import alike, at_numbers, long_lengths, odd_lengths
from notewright.formulas.reading import Reading, readings
from notewright.formulas.sample import draw, lengths_for
from notewright.formulas.shrink import shrunk
from notewright.formulas.slope import slope_disagrees
from notewright.formulas.strength import counted, strengthen
from notewright.formulas.verdict import Verdict

DRAWS = 24
_EXTREMES = 6
_FAR = _WIDE = _ALIKE = 6
_TURNS, _AT_NUMBERS = 3, 12
_ATTEMPTS = 200
_SLOW = 0.3


def verdict_on_tree(claim: Claim, expression: Expression, seed: str) -> Verdict:
    """The verdict on one right side: the first way to read it that makes sense decides."""
    errors: list[FormulaError] = []
    refused = ""
    refuted: Verdict | None = None
    for reading in readings(claim, expression):
        if isinstance(reading, FormulaError):
            errors.append(reading)
            continue
        try:
            verdict = _judge(reading, seed)
            if verdict.state != "refuted" or not claim.may_be_one_sample(expression):
                return refuted if refuted is not None and verdict.state != "verified" else verdict
            refuted = refuted or verdict
        except FormulaError as error:
            errors.append(error)
        except RefusedError as error:
            refused = str(error)
    if refuted is not None:
        return refuted
    if refused:
        return Verdict("inconclusive", claim.reference.name, message=refused, seed=seed)
    raise max(errors, key=lambda error: error.offset)  # of the reading that came furthest, the literal one if both did


def _judge(reading: Reading, seed: str) -> Verdict:
    with undisturbed():
        return _judged(reading, seed)


def _judged(reading: Reading, seed: str) -> Verdict:
    generator = np.random.default_rng(int(seed, 16))
    name = reading.claim.reference.name
    comparer = Comparer(reading, _call_mode(reading, generator), generator)
    checked: list[Checked] = []
    try:
        if unfit := _unfit(comparer):
            return Verdict("inconclusive", name, message=unfit)  # without a seed: another day it may be quicker
        checked += comparer.checked(DRAWS, ("ordinary", "ordinary", "grid"))
        checked += comparer.checked(DRAWS - counted(checked), ("ordinary",))
        ordinary = counted(checked)
        if ordinary < DRAWS:
            return Verdict("inconclusive", name, ordinary, _why_few(comparer), seed=seed)
        special = _where_it_may_change(comparer)
        extreme = comparer.checked(_EXTREMES, ("extreme",))
        distant = [*comparer.checked(_FAR, ("far",)), *comparer.checked(_WIDE, ("wide",))]
        more, doubt = strengthen(comparer, [*checked, *special])
    except DifferenceError as error:
        return _refuted(comparer, error, counted(checked) + 1, seed)
    refused = _refuses_most(comparer)
    # A value fixed in the comment may narrow the domains: `log_input=False` makes rates of all reals.
    doubt = ("" if reading.claim.literals else refused) or doubt
    doubt = doubt or slope_disagrees(comparer, [*checked, *special, *distant])
    draws = counted([*checked, *special, *extreme, *distant]) + more
    if doubt:
        return Verdict("inconclusive", name, draws, doubt, seed=seed)
    stable = all(part.stable for part in extreme)
    message = "" if stable else f"right, but it overflows or loses its digits at large inputs where {name} does not"
    message = message or refused
    return Verdict("verified", name, draws, message, stable=stable, seed=seed, error=comparer.error)


def _unfit(comparer: Comparer) -> str:
    """In words, what makes it impossible to compare with a function: chance, or so much time that nothing is left."""
    reading, name = comparer.reading, comparer.reading.claim.reference.name
    domains = reading.claim.domains
    for _ in range(_ATTEMPTS):
        batch = draw(domains, comparer.generator, ("ordinary",), lengths_for(domains, comparer.generator))
        start = time.monotonic()
        try:
            first = comparer.ask(batch, 0)
            seconds = time.monotonic() - start
            again = comparer.ask(batch, 0)
        except RefusedError:
            continue
        if not np.array_equal(first, again, equal_nan=True):
            return f"{name} gives another value when it is asked again: it must not depend on chance"
        if seconds > _SLOW:
            return f"{name} takes {seconds:.1f} seconds a call, too long for a hundred draws: make it faster"
        break
    return ""


def _where_it_may_change(comparer: Comparer) -> list[Checked]:
    """Draws at the numbers that the function's code names, at arguments all alike, and on axes of odd lengths."""
    claim, generator = comparer.reading.claim, comparer.generator
    domains = claim.domains
    lengths = lengths_for(domains, generator)
    first = draw(domains, generator, ("ordinary",), lengths)
    constants = constants_of(claim.reference, lambda: comparer.agreed_at_odd(first))
    batches = []
    for turn in range(_TURNS):
        longer = {axis: n if axis.isdigit() else n + 3 for axis, n in lengths_for(domains, generator).items()}
        batches.append(at_numbers(domains, generator, constants, longer, _AT_NUMBERS, turn))
    if not claim.reference.is_gradient:  # where all is alike derivatives are a matter of convention
        batches.append(alike(domains, generator, lengths, _ALIKE))
    if (many := long_lengths(domains)) is not None:
        batches.append(draw(domains, generator, ("ordinary",), many))
    for odd in odd_lengths(domains, constants):
        batches.append(draw(domains, generator, ("grid", "grid"), odd))
    exactly = not claim.reference.is_gradient
    batches += [in_agreement(domains, generator, lengths, exactly=exactly), small(domains, generator, lengths)]
    ties = twins(domains, generator, lengths_for(domains, generator, "grid"))
    border = beside_borders(comparer.reading, comparer.mode.shape, generator)
    batches += [batch for batch in (ties, border) if batch is not None]
    return [part for batch in batches for part in comparer.agreed_at_odd(batch)]


def _call_mode(reading: Reading, generator: Any) -> Mode:
    """Find out, at a point the function accepts, how it must be called."""
    for _ in range(_ATTEMPTS):
        point = draw(reading.claim.domains, generator, ("ordinary",), lengths_for(reading.claim.domains, generator))
        try:
            mode = mode_of(reading, point)
        except RefusedError as error:
            refusal = error
        else:
            return mode
    raise refusal


def _refuses_most(comparer: Comparer) -> str:
    """In words, where a function raises in most of its declared domain: nothing is known of what it does there."""
    if comparer.raised * 2 <= comparer.asked:
        return ""
    return (
        f"right where the function answers, but it refused {comparer.raised} of {comparer.asked} draws from the domains"
        f" it declares ({comparer.refusal}): narrow its domains"
    )


def _why_few(comparer: Comparer) -> str:
    if comparer.refusal:
        return f"{comparer.refusal}; it refuses most draws from the domains it declares"
    return "the function has no finite value at most draws from the domains it declares"


def _refuted(comparer: Comparer, error: DifferenceError, draws: int, seed: str) -> Verdict:
    example = shrunk(comparer, error).counterexample
    message = str(example) + _hint(comparer)
    name = comparer.reading.claim.reference.name
    return Verdict("refuted", name, draws, message, counterexample=example, seed=seed)


def _hint(comparer: Comparer) -> str:
    """The commonest misunderstanding: the gradient of one sample's loss and not of their mean."""
    claim = comparer.reading.claim
    reduced = claim.reference.reduces and "reduction" not in claim.literals and not comparer.mode.unreduced
    if not reduced or not comparer.reading.per:
        return ""
    other = Comparer(comparer.reading, replace(comparer.mode, unreduced=True), comparer.generator)
    try:
        agreed = counted(other.checked(3, ("ordinary",))) == 3
    except DifferenceError:
        return ""
    return '; it is right for one sample: say reduction="none" in the comment, or divide by n' if agreed else ""
