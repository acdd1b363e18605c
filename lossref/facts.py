"""What is claimed of a loss, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Smoothness = Literal["discontinuous", "C0", "C1", "C2", "C∞"]
"""How often the term is continuously differentiable in argument 0, inside its domain."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the loss comes from."""

    authors: str
    year: int
    title: str
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """A constant that depends on the loss's other arguments, or on how many there are of argument 0:
    `Bound(r"\\delta", lambda delta: delta)`."""

    latex: str
    of: Callable[..., float]
    """The constant, of the arguments by name that it depends on."""


@dataclass(frozen=True, slots=True)
class Equivalent:
    """The same loss in another library: `call` is `factor` times ours, and `note` says what else differs.

    Tests run each call as it stands and compare it with ours, in value and gradient.
    """

    call: str
    """An expression in the names of our arguments and of the axes of their annotations (`C`); where the loss is an
    objective of a booster, its settings, and those among its data that are not our arguments as they are."""

    factor: float = 1.0

    note: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Facts:
    """What is claimed of a loss, of one element or row before weights and reduction; tests hold each claim.

    A claim holds for all values of the parameters, but of those in `claims_vary_with` for the defaults.
    """

    formula: str
    """LaTeX of one term; the docstring defines its symbols."""

    gradient_formula: str
    """LaTeX of the term's derivative with respect to argument 0."""

    symbols: str | None
    """The arguments as `formula` writes them, `\\hat{y}, y, delta=\\delta`, so that both formulas can be verified
    numerically. None where the formula is words, or a recursion, or about numbers that no domain draws (the corners of
    a box)."""

    convex: bool
    """Whether the term is convex in argument 0, with its parameters as they are by default."""

    lipschitz: float | Bound | Literal["finite"] | None
    """The least Lipschitz constant of the term in argument 0 (Euclidean norm); None if there is none, "finite" if there
    is one that no closed form tells."""

    smoothness: Smoothness

    optimal_prediction: str | None
    """What alone minimises the expected loss (the Bayes prediction); None where many do, or there are no targets."""

    element: str = ""
    """The index of the element of argument 0 that `gradient_formula` is about, where that is a row: `k`."""

    where: str = ""
    """What symbols of the formulas stand for, as a `verify:` comment says it: `p = \\frac{1}{1 + e^{-z}}`."""

    strictly_proper: bool | None = None
    """Whether only the true distribution minimises the expected loss; None where no distribution is predicted."""

    calibrated: bool | None = None
    """Whether the prediction that minimises the expected loss names the most probable class; None without classes."""

    noise_tolerant: bool | None = None
    """Whether the terms of all classes add to a constant, so that uniform label noise moves no minimum (in the
    literature on label noise: symmetric); where a score takes no side they may add to more. None without classes."""

    symmetric: bool | None = None
    """Whether prediction and target may change places; None where they are not of one kind."""

    redescending: bool = False
    """Whether the pull of a term is bounded, and fades to 0 along each line that takes its prediction away from the
    target without bound (or to an end of its domain): one on which the term grows, or levels off above what it was."""

    claims_vary_with: tuple[str, ...] = ()
    """The parameters of which some value makes a claim false, so that all claims are about their defaults."""

    held_constant: str | None = None
    """LaTeX of what the gradient takes for a constant (stop-gradient) though it depends on argument 0, so that it is
    not the derivative of the value; None where it is."""

    source: Source

    elsewhere: Mapping[str, Equivalent]
    """By library."""

    @property
    def bounded_gradient(self) -> bool:
        """Whether one element or row can pull only so far, which robust statistics asks of a loss."""
        return self.lipschitz is not None or self.smoothness == "discontinuous"
