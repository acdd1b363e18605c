"""Does a formula say what its function computes? Numbers decide, many of them, and weak ones are not trusted."""

from __future__ import annotations

from dataclasses import replace

from notewright.cache import digest
from notewright.formulas.binding import Binding, OptOut
from notewright.formulas.claim import claim_of
from notewright.formulas.error import BindingError, FormulaError
from notewright.formulas.reference import ReferenceError
from notewright.formulas.verdict import Formula, Verdict
from notewright.formulas.wide_accent import spread

_READ_AS = "; an accent that covers several symbols was read as one over each"


def verify(formula: Formula, references: tuple[str, ...]) -> Verdict:
    """The verdict on a formula. Only modules named in `references` are imported; nothing is raised.

    A function that raises at some draws of its declared domains is asked at others; one that raises at most of them,
    or a formula of which a branch was never reached, makes the verdict `inconclusive`.
    """
    if isinstance(formula.binding, OptOut):
        return Verdict("opted-out", message=formula.binding.reason)
    seed = digest(formula.path, formula.text)[:16]
    verdict = _verdict(formula, formula.binding, references, seed)
    other = spread(formula.text) if verdict.state == "unsupported" and formula.notation == "latex" else None
    if other is None:
        return verdict
    guess = _verdict(replace(formula, text=other), formula.binding, references, seed)
    # A guess may refute a formula, but never verify one.
    return replace(guess, message=guess.message + _READ_AS) if guess.state == "refuted" else verdict


def _verdict(formula: Formula, binding: Binding, references: tuple[str, ...], seed: str) -> Verdict:
    from notewright.formulas.judge import verdict_on_tree  # it needs NumPy, and keys do not

    try:
        claim = claim_of(formula, binding, references)
        verdicts = [verdict_on_tree(claim, right, seed) for right in claim.statement.right]
    except ReferenceError as error:
        return Verdict("unsupported", binding.function, message=str(error), seed=seed, in_comment=True)
    except BindingError as error:
        return Verdict("unsupported", binding.function, message=error.message, seed=seed, in_comment=True)
    except FormulaError as error:
        return Verdict("unsupported", binding.function, message=error.message, offset=error.offset, seed=seed)
    except RecursionError:
        return Verdict("unsupported", binding.function, message="the formula is nested too deeply", seed=seed)
    return _together(verdicts)


def _together(verdicts: list[Verdict]) -> Verdict:
    """Of several right sides each must hold."""
    worst = next((verdict for verdict in verdicts if verdict.state != "verified"), None)
    if worst is not None:
        return worst
    error = max(verdict.error for verdict in verdicts)
    return replace(verdicts[0], stable=all(verdict.stable for verdict in verdicts), error=error)
